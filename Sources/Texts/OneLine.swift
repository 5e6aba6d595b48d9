extension StringProtocol {
    /// The text on one line: no white space at its ends, and one space for each run of it inside.
    ///
    ///     " at or\n  above ".onOneLine   // "at or above"
    package var onOneLine: String {
        split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

extension String {
    /// The text on one line: no white space at its ends, and one space for each run of it inside.
    ///
    ///     " at or\n  above ".onOneLine   // "at or above"
    package var onOneLine: String {
        isPlainLine ? self : split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// It is printable ASCII with single spaces inside only: true of nearly every cell of a table, and
    /// quick to see, where asking each character what it is costs fifty times as much.
    package var isPlainLine: Bool {
        var text = self
        return text.withUTF8 { bytes in
            var before = UInt8(ascii: " ")
            for byte in bytes {
                guard byte >= 0x20, byte < 0x7F, byte != 0x20 || before != 0x20 else {
                    return false
                }
                before = byte
            }
            return before != 0x20 || bytes.isEmpty
        }
    }

    /// The number of characters: `count`, found quickly where each is one printable byte.
    package var characterCount: Int {
        var text = self
        return text.withUTF8 { bytes in
            for byte in bytes where byte < 0x20 || byte >= 0x7F { return nil }
            return bytes.count
        } ?? count
    }
}
