/// Reads one document: bytes, decoded where need be, through the byte filter into libxml2.
final class DocumentReader {
    private let name: String
    private let source: ByteSource
    private let limits: XMLLimits
    private let encoding: XMLEncoding
    private let parser: PushParser
    private let places: UnsafeMutablePointer<TagPlaces>
    private let raw: UnsafeMutablePointer<UInt8>
    private let capacity: Int
    private var filter: ByteFilter
    private var transcoder: Transcoder
    private var mended = Pile<UInt8>(capacity: 1)
    /// The line and column of the first byte of the piece that libxml2 got last, for excerpts.
    private var pieceLine = 1
    private var pieceColumn = 1
    /// The document as libxml2 got it (UTF-8, repaired, no encoding declared); nil when not wanted.
    var text: [UInt8]?

    /// Prepares to read; `recordNames` nil makes the root element the one record.
    init(
        _ input: XMLInput, encoding: XMLEncoding, limits: XMLLimits, recordNames: Set<String>?,
        keepsRemarks: Bool = false,
        emit: @escaping (borrowing XMLRecord) throws -> Void
    ) throws(XMLError) {
        name = input.name
        source = try ByteSource(input)
        self.limits = limits
        self.encoding = encoding
        capacity = 1 << 18
        // A record more than needed, for the bytes that wait for the next piece.
        raw = .allocate(capacity: capacity + 1_024)
        places = .allocate(capacity: 1)
        places.initialize(to: TagPlaces())
        filter = ByteFilter(limits: limits)
        transcoder = Transcoder(encoding.actual)
        let state = SAXState(
            recordNames: recordNames, limits: limits, places: places, keepsRemarks: keepsRemarks,
            emit: emit)
        guard let parser = PushParser(state) else {
            raw.deallocate()
            places.deinitialize(count: 1)
            places.deallocate()
            throw XMLError(
                .notReadable, file: name, what: "no memory to read it",
                advice: "Close other programs and try again.")
        }
        self.parser = parser
    }

    deinit {
        raw.deallocate()
        places.deinitialize(count: 1)
        places.deallocate()
    }

    /// What reading found besides the records.
    var summary: XMLReadingSummary {
        XMLReadingSummary(
            encoding: encoding, records: parser.state.pointee.records, lines: filter.line,
            repairs: filter.repairs, outside: parser.state.pointee.outside.elements)
    }

    /// The remarks outside the root element.
    var remarksAround: (before: [XMLChild], after: [XMLChild]) {
        (parser.state.pointee.before, parser.state.pointee.after)
    }

    /// Reads all of it.
    func run() throws {
        if encoding.actual == .utf8 { try runUTF8() } else { try runTranscoded() }
        try finish()
    }

    private func runUTF8() throws {
        var kept = 0
        var isFirst = true
        while true {
            let got = try source.read(into: raw + kept, count: capacity)
            let isLast = got < capacity
            var start = 0
            let count = kept + got
            if isFirst {
                if encoding.hasByteOrderMark { start = min(3, count) }
                blankEncoding(raw + start, count: count - start)
                isFirst = false
            }
            let used = start + (try pass(raw + start, count: count - start, isLast: isLast))
            kept = count - used
            raw.update(from: raw + used, count: kept)
            if isLast { return }
        }
    }

    private func runTranscoded() throws {
        var kept = 0
        var output = Pile<UInt8>(capacity: capacity * 3 + 1_024)
        var isFirst = true
        while true {
            let got = try source.read(into: raw + kept, count: capacity)
            let isLast = got < capacity
            let count = kept + got
            let mark = isFirst && encoding.hasByteOrderMark ? min(2, count) : 0
            let before = transcoder.undecoded
            let used =
                mark
                + transcoder.decode(
                    UnsafeBufferPointer(start: raw + mark, count: count - mark), isLast: isLast,
                    into: &output)
            filter.count(undecoded: transcoder.undecoded - before)
            kept = count - used
            raw.update(from: raw + used, count: kept)
            if isFirst { blankEncoding(output.base, count: output.count) }
            isFirst = false
            let passed = try pass(output.base, count: output.count, isLast: isLast)
            output.removeFirst(passed)
            if isLast { return }
        }
    }

    /// Filters a piece and gives it to libxml2; returns how many bytes were used.
    private func pass(
        _ bytes: UnsafeMutablePointer<UInt8>, count: Int, isLast: Bool
    ) throws -> Int {
        pieceLine = filter.line
        pieceColumn = filter.column(0)
        guard let used = filter.scan(bytes, count: count, isLast: isLast, places: places) else {
            throw refused(UnsafeBufferPointer(start: bytes, count: count))
        }
        defer { filter.advance(by: used) }
        if filter.strays.isEmpty {
            try feed(UnsafeBufferPointer(start: bytes, count: used), isLast: false)
        } else {
            mend(bytes, count: used)
            try feed(UnsafeBufferPointer(start: mended.base, count: mended.count), isLast: false)
        }
        return used
    }

    /// Copies a piece with its stray bytes read as Windows-1252.
    private func mend(_ bytes: UnsafePointer<UInt8>, count: Int) {
        mended.removeAll(keeping: capacity * 3 + 1_024)
        var place = 0
        for stray in filter.strays where stray < count {
            mended.append(from: bytes + place, count: stray - place)
            mended.appendUTF8(TextEncoding.windowsUpperHalf[Int(bytes[stray]) - 0x80])
            place = stray + 1
        }
        mended.append(from: bytes + place, count: count - place)
    }

    /// Overwrites the declaration's encoding with spaces: libxml2 gets UTF-8, always.
    private func blankEncoding(_ bytes: UnsafeMutablePointer<UInt8>, count: Int) {
        let head = UnsafeBufferPointer(start: bytes, count: count)
        guard let range = XMLDeclaration(head).encodingRange else { return }
        for place in range { bytes[place] = 0x20 }
    }

    private func feed(_ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool) throws {
        text?.append(contentsOf: bytes)
        switch parser.feed(bytes, isLast: isLast) {
        case .goesOn: return
        case .stopped(let stop): throw stopped(stop, bytes)
        case .failed(let code, let unread, let message):
            throw isLast ? failedAtEnd(code, message) : failed(code, unread, message, bytes)
        }
    }

    private func finish() throws {
        try feed(UnsafeBufferPointer(start: nil, count: 0), isLast: true)
    }
}

// MARK: Errors.

extension DocumentReader {
    private func error(
        _ kind: XMLError.Kind, line: Int, column: Int, what: String,
        in piece: UnsafeBufferPointer<UInt8>
    ) -> XMLError {
        let excerpt = Excerpt(
            line: line, column: column, piece: piece, pieceLine: pieceLine,
            pieceColumn: pieceColumn)
        return XMLError(
            kind, file: name, line: line > 0 ? line : nil, column: line > 0 ? column : nil,
            what: what, excerpt: excerpt?.text, caret: excerpt?.caret)
    }

    private func refused(_ piece: UnsafeBufferPointer<UInt8>) -> any Error {
        switch filter.refusal {
        case .documentType(let line, let column):
            return error(
                .documentType, line: line, column: column,
                what: "the file has a document type declaration (DOCTYPE)", in: piece)
        case .startTagTooLong(let line, let column, let attributes):
            return error(
                .startTagTooLong, line: line, column: column,
                what: attributes
                    ? "a start tag has more than \(limits.attributes) attributes"
                    : "a start tag is longer than \(size(limits.startTagBytes))", in: piece)
        case .reference(let line, let column, let what):
            return error(.malformed, line: line, column: column, what: what, in: piece)
        case nil:
            return XMLError(.malformed, file: name, what: "the file cannot be read further")
        }
    }

    private func stopped(
        _ stop: SAXStop, _ piece: UnsafeBufferPointer<UInt8>
    ) -> any Error {
        switch stop {
        case .thrown(let error): return error
        case .documentType:
            return XMLError(
                .documentType, file: name,
                what: "the file has a document type declaration (DOCTYPE)")
        case .tooDeep(let line, let column):
            return error(
                .tooDeep, line: line, column: column,
                what: "more than \(limits.depth) elements inside one another", in: piece)
        case .fieldTooLong(let line, let column, let field):
            return error(
                .fieldTooLong, line: line, column: column,
                what: "the text of <\(field)> is longer than \(size(limits.fieldBytes))",
                in: piece)
        case .recordTooLong(let line, let column, let record):
            return error(
                .recordTooLong, line: line, column: column,
                what: "<\(record)> holds more than \(size(limits.recordBytes))", in: piece)
        }
    }

    private func failed(
        _ code: Int32, _ unread: Int, _ message: String, _ piece: UnsafeBufferPointer<UInt8>
    ) -> any Error {
        var end = max(0, min(piece.count, piece.count - unread))
        // These are found behind a tag's name, and are about the tag.
        if Self.tagErrors.contains(code),
            let start = piece[..<end].lastIndex(of: UInt8(ascii: "<"))
        {
            end = start
        }
        var place = (line: pieceLine, column: pieceColumn)
        for byte in piece.prefix(end) {
            if byte == 0x0A {
                place = (place.line + 1, 1)
            } else if byte & 0xC0 != 0x80 {
                place.column += 1
            }
        }
        return error(
            .malformed, line: place.line, column: place.column, what: words(code, message),
            in: piece)
    }

    /// Mismatched end tags, repeated attributes, undeclared prefixes (XML_ERR_TAG_NAME_MISMATCH,
    /// XML_ERR_ATTRIBUTE_REDEFINED, XML_NS_ERR_UNDEFINED_NAMESPACE).
    private static let tagErrors: Set<Int32> = [76, 42, 201]

    private func failedAtEnd(_ code: Int32, _ message: String) -> any Error {
        let state = parser.state
        let depth = state.pointee.depth
        let line = filter.line
        let column = filter.column(0)
        let nothing = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
        if depth > 0, depth <= limits.depth, let open = state.pointee.openNames[depth] {
            let opened = state.pointee.openPlaces[depth].line
            return error(
                .truncated, line: line, column: column,
                what: "the file ends inside <\(String(cString: open))>, opened in line \(opened)",
                in: nothing)
        }
        if !state.pointee.hasRoot {
            return error(
                .truncated, line: line, column: column,
                what: "the file ends before its first element does", in: nothing)
        }
        return error(
            .malformed, line: line, column: column, what: words(code, message), in: nothing)
    }

    /// libxml2's words, as ours are written: lower case, no full stop, one line.
    private func words(_ code: Int32, _ message: String) -> String {
        let line = message.split(separator: "\n").first.map(String.init) ?? ""
        guard let first = line.first else { return "the XML is broken (libxml2 error \(code))" }
        let trimmed = line.hasSuffix(".") ? String(line.dropLast()) : line
        let isWord = trimmed.dropFirst().first?.isLowercase ?? false
        return isWord ? first.lowercased() + trimmed.dropFirst() : trimmed
    }

    private func size(_ bytes: Int) -> String {
        bytes >= 1 << 20 ? "\(bytes >> 20) MB" : "\(bytes) bytes"
    }
}

/// The part of a line that an error shows, cut to a width that a terminal has.
struct Excerpt {
    let text: String
    let caret: Int

    init?(
        line: Int, column: Int, piece: UnsafeBufferPointer<UInt8>, pieceLine: Int, pieceColumn: Int
    ) {
        guard line >= pieceLine, column > 0, !piece.isEmpty else { return nil }
        var start = 0
        var current = pieceLine
        while current < line {
            guard let end = piece[start...].firstIndex(of: 0x0A) else { return nil }
            start = end + 1
            current += 1
        }
        let firstColumn = line == pieceLine ? pieceColumn : 1
        guard column >= firstColumn else { return nil }
        // At most 64 kB of one line: excerpts of a file without line breaks stay cheap.
        var before = column - firstColumn
        if before > 1 << 15 {
            start = Self.skip(before - 200, from: start, in: piece)
            before = 200
        }
        let bytes = piece[start...].prefix { $0 != 0x0A }.prefix(1 << 16)
        var characters = String(decoding: bytes, as: UTF8.self).unicodeScalars.map {
            $0.value < 0x20 || $0.value == 0x7F ? " " : $0
        }
        while characters.last == " " { characters.removeLast() }
        var cut = ""
        if before > 60 {
            characters.removeFirst(min(before - 60, characters.count))
            before = 60
            cut = "\u{2026}"
        }
        var shown = String(String.UnicodeScalarView(characters.prefix(88)))
        if characters.count > 88 { shown += "\u{2026}" }
        text = cut + shown
        caret = before + cut.count
    }

    private static func skip(
        _ characters: Int, from start: Int, in piece: UnsafeBufferPointer<UInt8>
    ) -> Int {
        var place = start
        var seen = 0
        while place < piece.count, seen < characters {
            place += 1
            while place < piece.count, piece[place] & 0xC0 == 0x80 { place += 1 }
            seen += 1
        }
        return place
    }
}
