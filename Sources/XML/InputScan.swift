package import Digests

/// What one quick pass over a file tells before it is read: its fingerprint, its encoding, and
/// whether it is a document that we read at all.
///
///     let scan = try InputScan.scan(path: "risks.xml")
///     scan.digest.hex, scan.encoding.actual, scan.rootName   // "9f8…", .windows1252, "Risks"
package struct InputScan: Sendable, Hashable {
    /// The SHA-256 of the file's bytes.
    package var digest: Digest

    /// The SHA-256 as 64 hexadecimal digits.
    package var sha256: String { digest.hex }

    /// How many bytes it has.
    package var byteCount: Int

    /// The encoding: declared, actual, and whether the two agree.
    package var encoding: XMLEncoding

    /// The root element's local name; nil when none begins in the first 256 kB.
    package var rootName: String?

    /// The namespace that the root element declares as default or for its own prefix.
    package var rootNamespace: String?

    /// Whether a document type declaration stands before the root element, which reading refuses.
    package var hasDocumentType: Bool

    /// Scans a file.
    ///
    /// Throws ``XMLError`` for a file that is missing, unreadable, empty, no XML, or in an encoding
    /// that we do not read.
    package static func scan(path: String) throws(XMLError) -> InputScan {
        try scan(.file(path))
    }

    /// Scans a file or bytes in memory.
    package static func scan(_ input: XMLInput) throws(XMLError) -> InputScan {
        let source = try ByteSource(input)
        let capacity = 1 << 18
        let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + 4)
        defer { buffer.deallocate() }
        let hash = SHA256()
        var tally = EncodingTally()
        var head: [UInt8] = []
        var total = 0
        var kept = 0
        while true {
            let got = try source.read(into: buffer + kept, count: capacity)
            if total == 0 { head = Array(UnsafeBufferPointer(start: buffer, count: got)) }
            hash.update(UnsafeRawBufferPointer(start: buffer + kept, count: got))
            total += got
            let used = tally.add(buffer, count: kept + got, isLast: got < capacity)
            kept = kept + got - used
            (buffer).update(from: buffer + used, count: kept)
            if got < capacity { break }
        }
        let encoding = try Self.encoding(of: head, tally: tally, total: total, name: input.name)
        let prolog = Prolog(head, encoding: encoding)
        guard prolog.startsWithTag else {
            throw Self.notXML(head, isEmpty: prolog.isEmpty, name: input.name)
        }
        return InputScan(
            digest: hash.finish(), byteCount: total, encoding: encoding, rootName: prolog.rootName,
            rootNamespace: prolog.rootNamespace, hasDocumentType: prolog.hasDocumentType)
    }

    /// The encoding of an input that is UTF-8 by its first bytes, without a look at the rest; nil when they name
    /// another, or UTF-16.
    ///
    /// For what programs write for programs (the parts of a workbook), of which a scan would unpack each twice.
    /// Bytes that are not UTF-8 all the same are repairs of the reading (``XMLRepairs``).
    package static func unicode(_ input: XMLInput) throws(XMLError) -> XMLEncoding? {
        let source = try ByteSource(input)
        let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: 1_024)
        defer { buffer.deallocate() }
        let got = try source.read(into: buffer, count: 1_024)
        let head = Array(UnsafeBufferPointer(start: buffer, count: got))
        let found = try? Self.encoding(
            of: head, tally: EncodingTally(), total: got, name: input.name)
        return found?.actual == .utf8 ? found : nil
    }

    /// The encoding of an input alone, for a reader that needs nothing else of the scan.
    static func encoding(of input: XMLInput) throws(XMLError) -> XMLEncoding {
        try scan(input).encoding
    }
}

/// Counts of bytes by which encodings are told apart.
struct EncodingTally {
    /// Characters of more than one byte that are UTF-8.
    private(set) var sequences = 0
    /// Bytes that are not.
    private(set) var strays = 0
    /// Bytes 0x80 to 0x9F, which are control codes in ISO-8859-1.
    private(set) var controls = 0

    /// Counts, and returns how many bytes were used; a character that is cut off waits.
    mutating func add(_ bytes: UnsafePointer<UInt8>, count: Int, isLast: Bool) -> Int {
        var place = 0
        while true {
            place = nextSpecial(bytes, from: place, to: count, 0, 0)
            guard place < count else { return count }
            guard bytes[place] >= 0x80 else {
                place += 1
                continue
            }
            switch utf8Sequence(bytes, at: place, to: count) {
            case .valid(let length):
                sequences += 1
                for index in place..<place + length where bytes[index] < 0xA0 { controls += 1 }
                place += length
            case .incomplete where !isLast: return place
            case .incomplete, .invalid:
                strays += 1
                if bytes[place] < 0xA0 { controls += 1 }
                place += 1
            }
        }
    }
}

extension InputScan {
    /// Decides the encoding: a byte order mark, then the pattern of zero bytes, then the declaration
    /// where the bytes bear it out.
    private static func encoding(
        of head: [UInt8], tally: EncodingTally, total: Int, name: String
    ) throws(XMLError) -> XMLEncoding {
        func begins(_ bytes: UInt8...) -> Bool { head.starts(with: bytes) }
        if begins(0xFF, 0xFE, 0, 0) || begins(0, 0, 0xFE, 0xFF) || begins(0x3C, 0, 0, 0)
            || begins(0, 0, 0, 0x3C)
        {
            throw XMLError(.encoding, file: name, what: "the file is in UTF-32, which is not read")
        }
        let mark: (TextEncoding, Int)? =
            if begins(0xEF, 0xBB, 0xBF) {
                (.utf8, 3)
            } else if begins(0xFF, 0xFE) {
                (.utf16LittleEndian, 2)
            } else if begins(0xFE, 0xFF) {
                (.utf16BigEndian, 2)
            } else {
                nil
            }
        let sniffed = mark?.0 ?? wideEncoding(head)
        let text = decodedHead(Array(head.dropFirst(mark?.1 ?? 0).prefix(4_096)), sniffed ?? .utf8)
        let declared = text.withUnsafeBufferPointer { XMLDeclaration($0).encoding }
        var result = XMLEncoding(
            declared: declared, actual: sniffed ?? .utf8, hasByteOrderMark: mark != nil,
            isDeclarationTrue: true)
        if let sniffed, !sniffed.isByteOriented {
            result.isDeclarationTrue =
                declared.map { TextEncoding(declared: $0).map { !$0.isByteOriented } ?? false }
                ?? true
            return result
        }
        let named = declared.map { TextEncoding(declared: $0) } ?? .some(.utf8)
        guard let named else {
            // Valid UTF-8 is read as such and said to be: even plain ASCII means something else in some
            // encodings (UTF-7, ISO-2022-JP).
            if tally.strays == 0 {
                result.isDeclarationTrue = false
                return result
            }
            throw XMLError(
                .encoding, file: name, line: 1,
                what: "declares the encoding \(declared ?? ""), which is not read")
        }
        result.actual = actual(named, mark: mark != nil, tally)
        result.isDeclarationTrue =
            result.actual == named
            || (tally.sequences == 0 && tally.strays == 0 && named.isByteOriented)
        if !named.isByteOriented { result.isDeclarationTrue = false }
        return result
    }

    /// What a byte-oriented file is in, whatever it says.
    private static func actual(
        _ named: TextEncoding, mark: Bool, _ tally: EncodingTally
    ) -> TextEncoding {
        let isUTF8 = tally.strays == 0 && tally.sequences > 0
        switch named {
        case .utf8, .utf16LittleEndian, .utf16BigEndian:
            // Some UTF-8 and some stray bytes: mended byte by byte. Strays alone: another encoding.
            return mark || tally.strays == 0 || tally.sequences > tally.strays
                ? .utf8 : .windows1252
        case .windows1252, .latin9: return mark || isUTF8 ? .utf8 : named
        case .latin1:
            if mark || isUTF8 { return .utf8 }
            return tally.controls > 0 ? .windows1252 : .latin1
        }
    }

    /// UTF-16 without a byte order mark: its first characters are `<` or white space, with zeros.
    private static func wideEncoding(_ head: [UInt8]) -> TextEncoding? {
        guard head.count >= 4 else { return nil }
        let starts: Set<UInt8> = [0x3C, 0x20, 0x09, 0x0A, 0x0D]
        if starts.contains(head[0]) && head[1] == 0 && head[2] != 0 { return .utf16LittleEndian }
        if head[0] == 0 && starts.contains(head[1]) && head[3] != 0 { return .utf16BigEndian }
        return nil
    }

    fileprivate static func decodedHead(_ bytes: [UInt8], _ encoding: TextEncoding) -> [UInt8] {
        var decoder = Transcoder(encoding)
        var output = Pile<UInt8>(capacity: bytes.count * 3 + 16)
        _ = bytes.withUnsafeBufferPointer { decoder.decode($0, isLast: false, into: &output) }
        return Array(UnsafeBufferPointer(start: output.base, count: output.count))
    }

    private static func notXML(_ head: [UInt8], isEmpty: Bool, name: String) -> XMLError {
        if isEmpty { return XMLError(.empty, file: name, what: "the file is empty") }
        func begins(_ bytes: [UInt8]) -> Bool { head.starts(with: bytes) }
        let what =
            if begins(Array("PK".utf8)) {
                "this is an Excel workbook or another zip archive, not XML"
            } else if begins(Array("%PDF".utf8)) {
                "this is a PDF file, not XML"
            } else if begins([0xD0, 0xCF, 0x11, 0xE0]) {
                "this is an old Word or Excel file, not XML"
            } else if begins([0x1F, 0x8B]) {
                "this is a gzip archive, not XML"
            } else if begins(Array("SQLite format 3".utf8)) {
                "this is a SQLite database, not XML"
            } else if begins(Array("{".utf8)) || begins(Array("[".utf8)) {
                "this looks like JSON, not XML"
            } else {
                "this is not XML: it does not begin with <"
            }
        return XMLError(.notXML, file: name, line: 1, column: 1, what: what)
    }
}

/// What stands before the root element, and its name.
private struct Prolog {
    var isEmpty = true
    var startsWithTag = false
    var hasDocumentType = false
    var rootName: String?
    var rootNamespace: String?

    init(_ head: [UInt8], encoding: XMLEncoding) {
        let text = Substring(
            decoding: InputScan.decodedHead(head, encoding.actual), as: UTF8.self
        ).utf8
        var rest = text.drop { $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
        rest = rest.drop(while: isSpace)
        isEmpty = rest.allSatisfy { isSpace($0) || $0 == 0 }
        startsWithTag = rest.first == UInt8(ascii: "<")
        while rest.first == UInt8(ascii: "<") {
            if rest.starts(with: "<?".utf8) {
                rest = Self.after("?>", rest)
            } else if rest.starts(with: "<!--".utf8) {
                rest = Self.after("-->", rest.dropFirst(4))
            } else if rest.starts(with: "<!".utf8) {
                hasDocumentType = true
                return
            } else {
                readRoot(rest.dropFirst())
                return
            }
            rest = rest.drop(while: isSpace)
        }
    }

    private mutating func readRoot(_ text: Substring.UTF8View) {
        let ends = Array(" \t\r\n/>".utf8)
        let name = String(Substring(text.prefix { !ends.contains($0) }))
        guard !name.isEmpty else { return }
        let parts = name.split(separator: ":", maxSplits: 1)
        rootName = parts.last.map(String.init)
        let declaration = parts.count == 2 ? "xmlns:\(parts[0])=" : "xmlns="
        let tag = Substring(text.prefix { $0 != UInt8(ascii: ">") })
        guard let place = tag.firstRange(of: declaration) else { return }
        let value = tag[place.upperBound...]
        guard let quote = value.first, quote == "\"" || quote == "'" else { return }
        rootNamespace = String(value.dropFirst().prefix { $0 != quote })
    }

    private static func after(_ ending: String, _ text: Substring.UTF8View) -> Substring.UTF8View {
        let bytes = Array(ending.utf8)
        var rest = text
        while !rest.isEmpty {
            if rest.starts(with: bytes) { return rest.dropFirst(bytes.count) }
            rest = rest.dropFirst()
        }
        return rest
    }
}
