/// The byte filter before libxml2: finds everything in UTF-8 bytes that libxml2 must not see, and
/// knows where it is.
///
/// It follows the few states of XML that matter (text, start tag, comment, CDATA, processing
/// instruction), because a reference in a CDATA section is plain text, and a start tag must be
/// bounded before libxml2 meets it. What it replaces keeps its length, so lines, columns and the
/// bytes' places stay those of the file.
struct ByteFilter: ~Copyable {
    /// Why reading cannot go on.
    enum Refusal {
        case documentType(line: Int, column: Int)
        case startTagTooLong(line: Int, column: Int, attributes: Bool)
        case reference(line: Int, column: Int, what: String)
    }

    enum Context {
        case text, startTag, doubleQuoted, singleQuoted, comment, cdata, instruction
    }

    private(set) var context = Context.text
    private(set) var line = 1
    /// Where the line begins, from the start of the piece; moved on by each byte that continues a
    /// character, so that columns count characters.
    private var lineStart = 0
    private var tagStart = 0
    private var tagPlace = (line: 0, column: 0)
    private var tagAttributes = 0
    private let limits: XMLLimits

    private(set) var repairs = XMLRepairs()
    /// Where bytes that are not UTF-8 stand in the piece.
    private(set) var strays: [Int] = []
    private(set) var refusal: Refusal?

    init(limits: XMLLimits) { self.limits = limits }

    /// The column, from 1, of a byte of the piece in the line reached so far.
    @inline(__always)
    func column(_ place: Int) -> Int { place - lineStart + 1 }

    /// Tells that the next piece begins `count` bytes on.
    mutating func advance(by count: Int) {
        lineStart -= count
        tagStart -= count
        strays.removeAll(keepingCapacity: true)
    }

    mutating func count(undecoded: Int) { repairs.undecoded.add(undecoded) }

    /// Looks through a piece, repairs it in place, and returns how many bytes may go to libxml2.
    ///
    /// The rest must begin the next piece. Nil after a refusal.
    mutating func scan(
        _ bytes: UnsafeMutablePointer<UInt8>, count: Int, isLast: Bool,
        places: UnsafeMutablePointer<TagPlaces>
    ) -> Int? {
        var place = 0
        while place < count {
            let next: Int?
            switch context {
            case .text: next = text(bytes, place, count, isLast, places)
            case .startTag: next = startTag(bytes, place, count, isLast)
            case .doubleQuoted: next = quoted(bytes, place, count, isLast, UInt8(ascii: "\""))
            case .singleQuoted: next = quoted(bytes, place, count, isLast, UInt8(ascii: "'"))
            case .comment: next = until(bytes, place, count, isLast, "-->")
            case .cdata: next = until(bytes, place, count, isLast, "]]>")
            case .instruction: next = until(bytes, place, count, isLast, "?>")
            }
            guard refusal == nil else { return nil }
            guard let next else { return waiting(at: place, count) }
            place = next
        }
        return waiting(at: place, count)
    }

    /// Where the last call stopped to wait for more bytes.
    private var held: Int?

    private mutating func waiting(at place: Int, _ count: Int) -> Int? {
        let used = held ?? place
        held = nil
        switch context {
        case .startTag, .doubleQuoted, .singleQuoted:
            guard checkTag(used) else { return nil }
        case .text, .comment, .cdata, .instruction: break
        }
        return used
    }

    private mutating func hold(_ place: Int) -> Int? {
        held = place
        return nil
    }

    // MARK: The states. Each returns where the next begins, or nil to wait for more bytes.

    private mutating func text(
        _ bytes: UnsafeMutablePointer<UInt8>, _ start: Int, _ count: Int, _ isLast: Bool,
        _ places: UnsafeMutablePointer<TagPlaces>
    ) -> Int? {
        var place = start
        while true {
            place = nextSpecial(
                bytes, from: place, to: count, 0x3C3C_3C3C_3C3C_3C3C, 0x2626_2626_2626_2626)
            guard place < count else { return place }
            switch bytes[place] {
            case UInt8(ascii: "<"):
                guard place + 1 < count else { return isLast ? count : hold(place) }
                switch bytes[place + 1] {
                case UInt8(ascii: "/"): place += 2
                case UInt8(ascii: "!"): return declaration(bytes, place, count, isLast)
                case UInt8(ascii: "?"):
                    context = .instruction
                    return place + 2
                default:
                    tagPlace = (line, column(place))
                    places.pointee.add(line: tagPlace.line, column: tagPlace.column)
                    tagStart = place
                    tagAttributes = 0
                    context = .startTag
                    return place + 1
                }
            case UInt8(ascii: "&"):
                guard let next = reference(bytes, place, count, isLast) else { return nil }
                place = next
            default:
                guard let next = character(bytes, place, count, isLast) else { return nil }
                place = next
            }
        }
    }

    private mutating func startTag(
        _ bytes: UnsafeMutablePointer<UInt8>, _ start: Int, _ count: Int, _ isLast: Bool
    ) -> Int? {
        var place = start
        while place < count {
            switch bytes[place] {
            case UInt8(ascii: ">"):
                guard checkTag(place) else { return nil }
                context = .text
                return place + 1
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                tagAttributes += 1
                guard checkTag(place) else { return nil }
                context = bytes[place] == UInt8(ascii: "'") ? .singleQuoted : .doubleQuoted
                return place + 1
            case 0..<0x20, 0x80...0xFF:
                guard let next = character(bytes, place, count, isLast) else { return nil }
                place = next
            default: place += 1
            }
        }
        return place
    }

    private mutating func quoted(
        _ bytes: UnsafeMutablePointer<UInt8>, _ start: Int, _ count: Int, _ isLast: Bool,
        _ quote: UInt8
    ) -> Int? {
        var place = start
        let quotes = 0x0101_0101_0101_0101 &* UInt64(quote)
        while true {
            place = nextSpecial(bytes, from: place, to: count, quotes, 0x2626_2626_2626_2626)
            guard place < count else { return place }
            let next: Int?
            if bytes[place] == quote {
                context = .startTag
                return place + 1
            } else if bytes[place] == UInt8(ascii: "&") {
                next = reference(bytes, place, count, isLast)
            } else {
                next = character(bytes, place, count, isLast)
            }
            guard let next else { return nil }
            place = next
        }
    }

    private mutating func until(
        _ bytes: UnsafeMutablePointer<UInt8>, _ start: Int, _ count: Int, _ isLast: Bool,
        _ ending: StaticString
    ) -> Int? {
        var place = start
        let first = ending.utf8Start[0]
        let firsts = 0x0101_0101_0101_0101 &* UInt64(first)
        let length = ending.utf8CodeUnitCount
        while true {
            place = nextSpecial(bytes, from: place, to: count, firsts, firsts)
            guard place < count else { return place }
            guard bytes[place] == first else {
                guard let next = character(bytes, place, count, isLast) else { return nil }
                place = next
                continue
            }
            guard place + length <= count else {
                if isLast { return count }
                return hold(place)
            }
            if (1..<length).allSatisfy({ bytes[place + $0] == ending.utf8Start[$0] }) {
                context = .text
                return place + length
            }
            place += 1
        }
    }

    /// `<!` and what follows: a comment, a CDATA section, or a document type, which is refused.
    private mutating func declaration(
        _ bytes: UnsafeMutablePointer<UInt8>, _ place: Int, _ count: Int, _ isLast: Bool
    ) -> Int? {
        func begins(_ word: StaticString) -> Bool? {
            for index in 0..<word.utf8CodeUnitCount {
                guard place + index < count else { return isLast ? false : nil }
                let byte = bytes[place + index]
                let upper = byte >= 0x61 && byte <= 0x7A ? byte - 0x20 : byte
                if upper != word.utf8Start[index] { return false }
            }
            return true
        }
        guard let isComment = begins("<!--"), let isCData = begins("<![CDATA["),
            let isDocumentType = begins("<!DOCTYPE")
        else { return hold(place) }
        if isDocumentType {
            refusal = .documentType(line: line, column: column(place))
            return nil
        }
        if isComment {
            context = .comment
            return place + 4
        }
        if isCData {
            context = .cdata
            return place + 9
        }
        return place + 2
    }

    // MARK: Single characters and references.

    /// A control code or a byte that is not ASCII: counts lines, repairs what is not allowed.
    @inline(__always)
    private mutating func character(
        _ bytes: UnsafeMutablePointer<UInt8>, _ place: Int, _ count: Int, _ isLast: Bool
    ) -> Int? {
        let byte = bytes[place]
        if byte < 0x20 {
            if byte == 0x0A {
                line += 1
                lineStart = place + 1
            } else if byte != 0x0D && byte != 0x09 {
                repairs.characters.add(line: line, column: column(place))
                bytes[place] = 0x20
            }
            return place + 1
        }
        switch utf8Sequence(bytes, at: place, to: count) {
        case .valid(let length):
            if length == 3 && byte == 0xEF && bytes[place + 1] == 0xBF && bytes[place + 2] >= 0xBE {
                repairs.characters.add(line: line, column: column(place))
                bytes[place + 2] = 0xBD
            }
            lineStart += length - 1
            return place + length
        case .incomplete where !isLast: return hold(place)
        case .incomplete, .invalid:
            repairs.strayBytes.add(line: line, column: column(place))
            strays.append(place)
            return place + 1
        }
    }

    /// A reference: one to a character that XML does not allow becomes one of the same length to a
    /// space or to U+FFFD.
    private mutating func reference(
        _ bytes: UnsafeMutablePointer<UInt8>, _ start: Int, _ count: Int, _ isLast: Bool
    ) -> Int? {
        guard start + 1 < count else { return isLast ? count : hold(start) }
        guard bytes[start + 1] == UInt8(ascii: "#") else {
            return namedReference(bytes, start, count, isLast)
        }
        var place = start + 2
        var radix: UInt32 = 10
        if place < count, bytes[place] == UInt8(ascii: "x") {
            radix = 16
            place += 1
        }
        let digits = place
        var value: UInt32 = 0
        while place < count, let digit = Self.digit(bytes[place]), digit < radix {
            value = min(value * radix + digit, 0x11_0000)
            place += 1
        }
        if place >= count {
            return isLast || place - start > 64 ? place : hold(start)
        }
        guard bytes[place] == UInt8(ascii: ";"), place > digits, !Self.isAllowed(value) else {
            return place
        }
        repairs.references.add(line: line, column: column(start))
        let isControl = value < 0x20
        let width = place - digits
        let wanted: StaticString =
            if radix == 16 {
                width >= 4 && !isControl ? "FFFD" : width >= 2 ? "20" : "9"
            } else {
                width >= 5 && !isControl ? "65533" : width >= 2 ? "32" : "9"
            }
        let length = wanted.utf8CodeUnitCount
        for index in 0..<width {
            let digit = index - (width - length)
            bytes[digits + index] = digit < 0 ? UInt8(ascii: "0") : wanted.utf8Start[digit]
        }
        return place + 1
    }

    /// A reference by name: XML defines five, and libxml2 would wait for the semicolon of a bare
    /// ampersand to the end of the file.
    private mutating func namedReference(
        _ bytes: UnsafeMutablePointer<UInt8>, _ start: Int, _ count: Int, _ isLast: Bool
    ) -> Int? {
        if Self.isPredefined(bytes + start + 1, count - start - 1) { return start + 3 }
        var place = start + 1
        while place < count, place - start < 40, Self.isNameByte(bytes[place]) { place += 1 }
        if place >= count { return isLast ? count : hold(start) }
        let name = String(
            decoding: UnsafeBufferPointer(start: bytes + start + 1, count: place - start - 1),
            as: UTF8.self)
        let ends = bytes[place] == UInt8(ascii: ";")
        if ends, ["amp", "lt", "gt", "quot", "apos"].contains(name) { return place + 1 }
        refusal = .reference(
            line: line, column: column(start),
            what: ends && !name.isEmpty
                ? "&\(name); is not defined in XML" : "a bare &, which XML writes as &amp;")
        return nil
    }

    /// Whether `amp;`, `lt;` or `gt;` stands there; the two rarer names take the longer way.
    @inline(__always)
    private static func isPredefined(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        guard count >= 4 else { return false }
        if bytes[1] == UInt8(ascii: "t") && bytes[2] == UInt8(ascii: ";") {
            return bytes[0] == UInt8(ascii: "l") || bytes[0] == UInt8(ascii: "g")
        }
        return bytes[0] == UInt8(ascii: "a") && bytes[1] == UInt8(ascii: "m")
            && bytes[2] == UInt8(ascii: "p") && bytes[3] == UInt8(ascii: ";")
    }

    @inline(__always)
    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x3A, 0x5F, 0x80...0xFF: true
        default: false
        }
    }

    @inline(__always)
    private static func digit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x30...0x39: UInt32(byte) - 0x30
        case 0x41...0x46: UInt32(byte) - 0x37
        case 0x61...0x66: UInt32(byte) - 0x57
        default: nil
        }
    }

    /// Whether XML 1.0 allows a character (production 2, Char).
    private static func isAllowed(_ value: UInt32) -> Bool {
        switch value {
        case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x1_0000...0x10_FFFF: true
        default: false
        }
    }

    private mutating func checkTag(_ place: Int) -> Bool {
        let tooMany = tagAttributes > limits.attributes
        guard tooMany || place - tagStart > limits.startTagBytes else { return true }
        refusal = .startTagTooLong(
            line: tagPlace.line, column: tagPlace.column, attributes: tooMany)
        return false
    }
}
