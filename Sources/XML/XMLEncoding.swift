/// An encoding that we read.
package enum TextEncoding: String, Sendable, Hashable, CaseIterable {
    /// UTF-8, ASCII included.
    case utf8 = "UTF-8"
    /// UTF-16, the low byte first.
    case utf16LittleEndian = "UTF-16LE"
    /// UTF-16, the high byte first.
    case utf16BigEndian = "UTF-16BE"
    /// ISO-8859-1. Its control codes 0x80 to 0x9F are read as Windows-1252, which is what they are
    /// in every file that has them.
    case latin1 = "ISO-8859-1"
    /// ISO-8859-15.
    case latin9 = "ISO-8859-15"
    /// Windows-1252, what Windows programs write when they say nothing.
    case windows1252 = "windows-1252"

    /// The encoding that a declaration names; UTF-16 is low byte first where nothing else tells.
    package init?(declared name: String) {
        switch name.lowercased() {
        case "utf-8", "utf8", "us-ascii", "ascii": self = .utf8
        case "utf-16", "utf16", "utf-16le", "ucs-2", "iso-10646-ucs-2", "unicode":
            self = .utf16LittleEndian
        case "utf-16be": self = .utf16BigEndian
        case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "l1": self = .latin1
        case "iso-8859-15", "iso8859-15", "latin-9", "latin9": self = .latin9
        case "windows-1252", "cp1252", "cp-1252", "win-1252", "ansi": self = .windows1252
        default: return nil
        }
    }

    /// Whether ASCII text is the same bytes in it.
    var isByteOriented: Bool {
        switch self {
        case .utf8, .latin1, .latin9, .windows1252: true
        case .utf16LittleEndian, .utf16BigEndian: false
        }
    }

    /// The characters of the bytes 0x80 to 0xFF; nil for an encoding that has no such table.
    var upperHalf: [UInt32]? {
        switch self {
        case .utf8, .utf16LittleEndian, .utf16BigEndian: nil
        case .latin1, .windows1252: Self.windowsUpperHalf
        case .latin9:
            Self.windowsUpperHalf.enumerated().map { place, value in
                switch place + 0x80 {
                case 0xA4: 0x20AC
                case 0xA6: 0x160
                case 0xA8: 0x161
                case 0xB4: 0x17D
                case 0xB8: 0x17E
                case 0xBC: 0x152
                case 0xBD: 0x153
                case 0xBE: 0x178
                default: value
                }
            }
        }
    }

    /// Windows-1252; the five bytes that it does not define are U+FFFD.
    static let windowsUpperHalf: [UInt32] =
        [
            0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
            0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
            0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
        ] + Array(0xA0...0xFF)
}

/// What a file's encoding is, what it says it is, and whether that is true.
package struct XMLEncoding: Sendable, Hashable {
    /// The encoding that the XML declaration names, as written; nil without one.
    package var declared: String?

    /// The encoding that the bytes are in, and that they are read in.
    package var actual: TextEncoding

    /// Whether the file begins with a byte order mark.
    package var hasByteOrderMark: Bool

    /// Whether the declaration, or UTF-8 where there is none, is what the bytes are in.
    package var isDeclarationTrue: Bool

    /// What is wrong with the declaration, in words without a full stop; nil when it is true.
    ///
    ///     declared UTF-8, but the bytes are windows-1252
    ///     declared x-foo, which is not read here; the bytes are UTF-8
    package var problem: String? {
        guard !isDeclarationTrue else { return nil }
        guard let declared = declared.map(XMLError.oneLine) else {
            return "no encoding is declared and the bytes are not UTF-8 but \(actual.rawValue)"
        }
        guard TextEncoding(declared: declared) != nil else {
            return "declared \(declared), which is not read here; the bytes are \(actual.rawValue)"
        }
        return "declared \(declared), but the bytes are \(actual.rawValue)"
    }
}

/// What the XML declaration at the head of a document says.
struct XMLDeclaration {
    var encoding: String?
    /// Where `encoding="..."` stands in the bytes.
    var encodingRange: Range<Int>?

    /// Reads the declaration at the head of ASCII-compatible bytes, byte order mark taken off.
    init(_ head: UnsafeBufferPointer<UInt8>) {
        let limit = min(head.count, 1_000)
        let opening = Array("<?xml".utf8)
        guard limit > opening.count, head.prefix(opening.count).elementsEqual(opening),
            Self.isSpace(head[opening.count])
        else { return }
        var end = opening.count
        while end < limit, head[end] != UInt8(ascii: ">") { end += 1 }
        let word = Array("encoding".utf8)
        var start = opening.count
        while start + word.count < end {
            if Self.isSpace(head[start - 1]) || head[start - 1] < 0x28,
                head[start..<start + word.count].elementsEqual(word)
            {
                read(head, from: start, wordCount: word.count, end: end)
                return
            }
            start += 1
        }
    }

    private mutating func read(
        _ head: UnsafeBufferPointer<UInt8>, from start: Int, wordCount: Int, end: Int
    ) {
        var place = start + wordCount
        while place < end, Self.isSpace(head[place]) { place += 1 }
        guard place < end, head[place] == UInt8(ascii: "=") else { return }
        place += 1
        while place < end, Self.isSpace(head[place]) { place += 1 }
        guard place < end, head[place] == UInt8(ascii: "\"") || head[place] == UInt8(ascii: "'")
        else { return }
        let quote = head[place]
        let first = place + 1
        place = first
        while place < end, head[place] != quote { place += 1 }
        guard place < end else { return }
        encoding = String(decoding: head[first..<place], as: UTF8.self)
        encodingRange = start..<place + 1
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }
}
