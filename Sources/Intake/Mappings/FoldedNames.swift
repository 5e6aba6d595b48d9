import RiskRegister

/// A table from folded names to numbers, asked for every field of every record.
///
/// A name is folded and hashed byte by byte as it stands, so that asking makes no string.
struct FoldedNames: Sendable {
    private var keys: [[UInt8]] = []
    private var hashes: [UInt64] = []
    private var values: [Int] = []
    /// Places of keys, plus one, where 0 is free; the size is a power of two.
    private var slots = [Int32](repeating: 0, count: 64)

    /// Gives a name its number; the first number that a name is given stands.
    mutating func add(_ name: String, _ value: Int) {
        let key = Array(name.lettersAndDigits.utf8)
        guard !key.isEmpty, self[name] == nil else { return }
        if keys.count * 2 >= slots.count { grow() }
        keys.append(key)
        hashes.append(FoldedNames.hash(key))
        values.append(value)
        place(keys.count - 1)
    }

    /// The number of a name, however it is spelt.
    subscript(name: some StringProtocol) -> Int? {
        let found = name.utf8.withContiguousStorageIfAvailable { find($0) }
        if let found, found != FoldedNames.needsFolding { return found < 0 ? nil : found }
        let folded = Array(name.lettersAndDigits.utf8)
        let slow = folded.withUnsafeBufferPointer { find($0, folded: true) }
        return slow < 0 ? nil : slow
    }

    private static let needsFolding = -2

    /// The number of a name, -1 when there is none, -2 when it holds letters outside ASCII.
    private func find(_ name: UnsafeBufferPointer<UInt8>, folded: Bool = false) -> Int {
        var hash = FoldedNames.seed
        for byte in name {
            if byte >= 0x80, !folded { return FoldedNames.needsFolding }
            let letter = folded ? byte : FoldedByte.of(byte)
            if letter != 0 { hash = (hash ^ UInt64(letter)) &* FoldedNames.prime }
        }
        var place = Int(truncatingIfNeeded: hash >> 20) & (slots.count - 1)
        while slots[place] != 0 {
            let index = Int(slots[place]) - 1
            if hashes[index] == hash, equals(keys[index], name, folded) { return values[index] }
            place = (place + 1) & (slots.count - 1)
        }
        return -1
    }

    private func equals(
        _ key: [UInt8], _ name: UnsafeBufferPointer<UInt8>, _ folded: Bool
    ) -> Bool {
        var next = 0
        for byte in name {
            let letter = folded ? byte : FoldedByte.of(byte)
            guard letter != 0 else { continue }
            guard next < key.count, key[next] == letter else { return false }
            next += 1
        }
        return next == key.count
    }

    // FNV-1a: names are short, and the mapping's author is no attacker.
    private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325
    private static let prime: UInt64 = 0x0000_0100_0000_01B3

    private static func hash(_ key: [UInt8]) -> UInt64 {
        key.reduce(seed) { ($0 ^ UInt64($1)) &* prime }
    }

    private mutating func place(_ index: Int) {
        var place = Int(truncatingIfNeeded: hashes[index] >> 20) & (slots.count - 1)
        while slots[place] != 0 { place = (place + 1) & (slots.count - 1) }
        slots[place] = Int32(index + 1)
    }

    private mutating func grow() {
        slots = [Int32](repeating: 0, count: slots.count * 2)
        for index in keys.indices { place(index) }
    }
}
