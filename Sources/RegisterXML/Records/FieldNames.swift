/// Names and words as mappings compare them: without case, spaces and punctuation.
enum Folded {
    /// The letters and digits of a text, in lower case: "Risk Name" and "risk_name" are "riskname".
    static func text(_ text: some StringProtocol) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            guard byte < 0x80 else {
                return text.lowercased().filter { $0.isLetter || $0.isNumber }
            }
            let folded = Folded.byte(byte)
            if folded != 0 { result.append(folded) }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The lower-case letter or digit that an ASCII byte counts as; 0 when it does not count.
    @inline(__always)
    static func byte(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
        default: 0
        }
    }
}

/// A table from folded names to numbers, asked for every field of every record.
///
/// A name is folded and hashed byte by byte as it stands, so that asking makes no string.
struct FieldNames: Sendable {
    private var keys: [[UInt8]] = []
    private var hashes: [UInt64] = []
    private var values: [Int] = []
    /// Places of keys, plus one, where 0 is free; the size is a power of two.
    private var slots = [Int32](repeating: 0, count: 64)

    /// Gives a name its number; the first number that a name is given stands.
    mutating func add(_ name: String, _ value: Int) {
        let key = Array(Folded.text(name).utf8)
        guard !key.isEmpty, self[name] == nil else { return }
        if keys.count * 2 >= slots.count { grow() }
        keys.append(key)
        hashes.append(FieldNames.hash(key))
        values.append(value)
        place(keys.count - 1)
    }

    /// The number of a name, however it is spelt.
    subscript(name: some StringProtocol) -> Int? {
        let found = name.utf8.withContiguousStorageIfAvailable { find($0) }
        if let found, found != FieldNames.needsFolding { return found < 0 ? nil : found }
        let folded = Array(Folded.text(name).utf8)
        let slow = folded.withUnsafeBufferPointer { find($0, folded: true) }
        return slow < 0 ? nil : slow
    }

    private static let needsFolding = -2

    /// The number of a name, -1 when there is none, -2 when it holds letters outside ASCII.
    private func find(_ name: UnsafeBufferPointer<UInt8>, folded: Bool = false) -> Int {
        var hash = FieldNames.seed
        for byte in name {
            if byte >= 0x80, !folded { return FieldNames.needsFolding }
            let letter = folded ? byte : Folded.byte(byte)
            if letter != 0 { hash = (hash ^ UInt64(letter)) &* FieldNames.prime }
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
            let letter = folded ? byte : Folded.byte(byte)
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

/// How far two short texts are from one another, for suggestions.
enum Nearness {
    /// The candidate nearest to a word, when it is near enough to be meant; the first of equals.
    static func nearest(_ word: String, among candidates: [String]) -> String? {
        let wanted = Array(Folded.text(word).utf8.prefix(60))
        guard wanted.count > 1 else { return nil }
        var best: (distance: Int, candidate: String)?
        for candidate in candidates {
            let other = Array(Folded.text(candidate).utf8.prefix(60))
            guard abs(other.count - wanted.count) <= wanted.count / 2 else { continue }
            let distance = distance(wanted, other)
            if distance < best?.distance ?? Int.max { best = (distance, candidate) }
        }
        guard let best, best.distance <= max(1, wanted.count / 3) else { return nil }
        return best.candidate
    }

    /// The least number of bytes put in, left out, exchanged, or swapped with the next one.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var before = [Int](repeating: 0, count: right.count + 1)
        var row = Array(0...right.count)
        for (index, byte) in left.enumerated() {
            var next = [index + 1]
            for (place, other) in right.enumerated() {
                let kept = row[place] + (byte == other ? 0 : 1)
                var least = min(kept, row[place + 1] + 1, next[place] + 1)
                if index > 0, place > 0, byte == right[place - 1], other == left[index - 1] {
                    least = min(least, before[place - 1] + 1)
                }
                next.append(least)
            }
            (before, row) = (row, next)
        }
        return row[right.count]
    }
}
