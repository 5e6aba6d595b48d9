import Texts

extension String {
    /// The text as names and words of a register are compared: its case and the amount of white space do not count.
    ///
    ///     "Trust  Board ".folded   // "trust board"
    package var folded: String { onOneLine.lowercased() }
}

extension StringProtocol {
    /// The text as names and words of a register are compared: its case and the amount of white space do not count.
    ///
    ///     "Trust  Board ".folded   // "trust board"
    package var folded: String {
        onOneLine.lowercased()
    }

    /// The text as a mapping compares names and words of files: its letters and digits, in lower case.
    ///
    ///     "Risk_Name".lettersAndDigits   // "riskname", as "Risk name" is
    package var lettersAndDigits: String {
        var result: [UInt8] = []
        result.reserveCapacity(utf8.count)
        for byte in utf8 {
            guard byte < 0x80 else { return lowercased().filter { $0.isLetter || $0.isNumber } }
            let folded = FoldedByte.of(byte)
            if folded != 0 { result.append(folded) }
        }
        return String(decoding: result, as: UTF8.self)
    }
}

/// `lettersAndDigits` a byte at a time, for tables that make no strings.
package enum FoldedByte {
    /// The lower-case letter or digit that an ASCII byte counts as; 0 when it does not count.
    @inline(__always)
    package static func of(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
        default: 0
        }
    }
}
