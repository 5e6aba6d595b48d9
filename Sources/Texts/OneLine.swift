extension StringProtocol {
    /// The text on one line: no white space at its ends, and one space for each run of it inside.
    ///
    ///     " at or\n  above ".onOneLine   // "at or above"
    package var onOneLine: String {
        isPlainLine ? String(self) : split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// It is printable ASCII with single spaces inside only: true of nearly every cell of a table, and
    /// quick to see, where asking each character what it is costs fifty times as much.
    package var isPlainLine: Bool {
        var before = UInt8(ascii: " ")
        for byte in utf8 {
            guard (0x20...0x7E).contains(byte), byte != 0x20 || before != 0x20 else { return false }
            before = byte
        }
        return before != 0x20 || utf8.isEmpty
    }

    /// The number of characters: `count`, found quickly where each is one printable byte.
    package var characterCount: Int {
        utf8.allSatisfy { (0x20...0x7E).contains($0) } ? utf8.count : count
    }
}
