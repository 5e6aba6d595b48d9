extension HTMLBuilder {
    /// Appends a text with the five characters escaped that mean something in HTML.
    ///
    /// Line ends become "\n". Control characters, characters that turn the direction of what stands
    /// around them, and characters that XML forbids are shown as U+FFFD: a name must not reorder the
    /// line that it is printed in.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - isValue: It is the value of an attribute, between double quotes: a single one stays.
    mutating func escape(_ text: String, isValue: Bool = false) {
        var text = text
        text.withUTF8 { escape($0, isValue) }
    }

    private mutating func escape(_ text: UnsafeBufferPointer<UInt8>, _ isValue: Bool) {
        var (start, index) = (0, 0)
        while index < text.count {
            let byte = text[index]
            guard byte.mayNeedEscape, !(isValue && byte == UInt8(ascii: "'")),
                let (written, length) = Self.escape(text, at: index)
            else {
                index += 1
                continue
            }
            // What needs nothing is copied whole, from one character that does to the next.
            output.append(contentsOf: text[start..<index])
            append(written)
            index += length
            start = index
        }
        output.append(contentsOf: text[start...])
    }

    /// What is written for the character at a place, and how many bytes it is; nil: as it stands.
    private static func escape(
        _ text: UnsafeBufferPointer<UInt8>, at index: Int
    ) -> (written: StaticString, length: Int)? {
        func byte(_ offset: Int) -> UInt8 {
            index + offset < text.count ? text[index + offset] : 0
        }
        switch text[index] {
        case UInt8(ascii: "&"): return ("&amp;", 1)
        case UInt8(ascii: "<"): return ("&lt;", 1)
        case UInt8(ascii: ">"): return ("&gt;", 1)
        case UInt8(ascii: "\""): return ("&quot;", 1)
        case UInt8(ascii: "'"): return ("&#39;", 1)
        case 0x09, 0x0A: return nil
        case 0x0D: return ("\n", byte(1) == 0x0A ? 2 : 1)
        case 0x00...0x1F, 0x7F: return ("\u{FFFD}", 1)
        case 0xC2:
            // U+0080...U+009F; U+0085 is a line end.
            guard (0x80...0x9F).contains(byte(1)) else { return nil }
            return (byte(1) == 0x85 ? "\n" : "\u{FFFD}", 2)
        case 0xE2:
            switch (byte(1), byte(2)) {
            // U+2028 and U+2029 are line ends.
            case (0x80, 0xA8), (0x80, 0xA9): return ("\n", 3)
            // U+200E, U+200F, U+202A...U+202E, U+2066...U+2069.
            case (0x80, 0x8E), (0x80, 0x8F), (0x80, 0xAA...0xAE), (0x81, 0xA6...0xA9):
                return ("\u{FFFD}", 3)
            default: return nil
            }
        case 0xEF:
            switch (byte(1), byte(2)) {
            // U+FFF9...U+FFFB, U+FFFE, U+FFFF.
            case (0xBF, 0xB9...0xBB), (0xBF, 0xBE), (0xBF, 0xBF): return ("\u{FFFD}", 3)
            default: return nil
            }
        default: return nil
        }
    }
}

extension UInt8 {
    /// Characters that begin with this byte may be written as something else.
    fileprivate var mayNeedEscape: Bool {
        switch self {
        case 0x00...0x1F, 0x7F, 0xC2, 0xE2, 0xEF: true
        case 0x22, 0x26, 0x27, 0x3C, 0x3E: true
        default: false
        }
    }
}
