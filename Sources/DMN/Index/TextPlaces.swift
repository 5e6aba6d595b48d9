/// Texts with their places in a list, found by their bytes.
///
/// Two texts are the same when their code points are, as FEEL has it; Swift's own hash and `==`
/// go by what is read, and cost several times as much for words of a few letters.
struct TextPlaces: Sendable {
    private struct Entry {
        var hash: UInt32 = 0
        /// The place in the list and one; 0 where the entry is free.
        var number: Int32 = 0
    }

    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private var entries: [Entry]

    /// How many texts there are.
    var count: Int { ends.count }

    /// Makes a table of texts, of which no two are the same.
    init(_ texts: [String] = []) {
        entries = Array(repeating: Entry(), count: 16)
        for text in texts { _ = place(adding: text) }
    }

    /// The place of a text; nil when it is not there.
    @inline(__always)
    func place(of text: String) -> Int? {
        text.utf8.withContiguousStorageIfAvailable { place(of: $0, hash: Self.hash($0)) }
            ?? Array(text.utf8).withUnsafeBufferPointer { place(of: $0, hash: Self.hash($0)) }
    }

    /// The place of a text, which is put at the end when it is not there yet.
    @inline(__always)
    mutating func place(adding text: String) -> Int {
        var text = text
        return text.withUTF8 { text in
            let hash = Self.hash(text)
            return place(of: text, hash: hash) ?? add(text, hash)
        }
    }

    private mutating func add(_ text: UnsafeBufferPointer<UInt8>, _ hash: UInt32) -> Int {
        if 2 * (count + 1) > entries.count { grow() }
        bytes.append(contentsOf: text)
        ends.append(bytes.count)
        insert(Entry(hash: hash, number: Int32(count)))
        return count - 1
    }

    private mutating func insert(_ entry: Entry) {
        var place = Int(entry.hash) & (entries.count - 1)
        while entries[place].number != 0 { place = (place + 1) & (entries.count - 1) }
        entries[place] = entry
    }

    private mutating func grow() {
        let old = entries
        entries = Array(repeating: Entry(), count: 4 * old.count)
        for entry in old where entry.number != 0 { insert(entry) }
    }

    @inline(__always)
    private func place(of text: UnsafeBufferPointer<UInt8>, hash: UInt32) -> Int? {
        var place = Int(hash) & (entries.count - 1)
        while true {
            let entry = entries[place]
            if entry.number == 0 { return nil }
            if entry.hash == hash, isText(Int(entry.number) - 1, text) {
                return Int(entry.number) - 1
            }
            place = (place + 1) & (entries.count - 1)
        }
    }

    @inline(__always)
    private func isText(_ number: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = number == 0 ? 0 : ends[number - 1]
        guard ends[number] - start == text.count else { return false }
        return bytes.withUnsafeBufferPointer { bytes in
            for index in 0..<text.count where bytes[start + index] != text[index] { return false }
            return true
        }
    }

    /// A hash of all bytes, eight at a time.
    @inline(__always)
    private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let raw = UnsafeRawBufferPointer(text)
        var hash = UInt64(raw.count) &* 0x9E37_79B9_7F4A_7C15
        var index = 0
        while index + 8 <= raw.count {
            let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            hash = (hash ^ word) &* 0xFF51_AFD7_ED55_8CCD
            hash ^= hash >> 32
            index += 8
        }
        while index < raw.count {
            hash = (hash ^ UInt64(raw[index])) &* 0xFF51_AFD7_ED55_8CCD
            index += 1
        }
        return UInt32(truncatingIfNeeded: hash ^ (hash >> 29))
    }
}
