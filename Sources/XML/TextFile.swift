package import Digests

/// A text file of any of the encodings that we read, scanned once from end to end.
///
/// A text declares nothing: a byte order mark says what it is in, else the pattern of zero bytes, else
/// whether its bytes are UTF-8; what is neither is Windows-1252, as Excel writes.
///
///     let text = try TextFile.scan(.file("risks.csv"))
///     try text.read { piece in parser.feed(piece) }   // UTF-8, whatever the file is in
package struct TextFile: Sendable {
    /// Where the bytes are.
    package let input: XMLInput
    /// The SHA-256 of the file's bytes.
    package let digest: Digest
    /// How many bytes it has.
    package let byteCount: Int
    /// What the bytes are in.
    package let encoding: TextEncoding
    /// How many bytes the byte order mark has.
    private let markLength: Int

    /// The SHA-256 as 64 hexadecimal digits.
    package var sha256: String { digest.hex }

    private static let pieceSize = 1 << 18

    /// Scans a file or bytes in memory.
    ///
    /// - Throws: ``XMLError`` for one that is missing, unreadable or empty, or in UTF-32.
    package static func scan(_ input: XMLInput) throws -> TextFile {
        let hash = SHA256()
        var tally = EncodingTally()
        var head: [UInt8] = []
        var total = 0
        try pieces(of: input) { bytes, fresh, isLast in
            if total == 0 { head = Array(bytes.prefix(4_096)) }
            total += fresh.count
            hash.update(UnsafeRawBufferPointer(fresh))
            guard let base = bytes.baseAddress else { return 0 }
            return tally.add(base, count: bytes.count, isLast: isLast)
        }
        guard total > 0 else {
            throw XMLError(.empty, file: input.name, what: "the file is empty")
        }
        if head.starts(with: [0xFF, 0xFE, 0, 0]) || head.starts(with: [0, 0, 0xFE, 0xFF]) {
            throw XMLError(
                .encoding, file: input.name, what: "the file is in UTF-32, which is not read")
        }
        let (encoding, mark) = encoding(of: head, tally)
        return TextFile(
            input: input, digest: hash.finish(), byteCount: total, encoding: encoding,
            markLength: mark)
    }

    private static func encoding(
        of head: [UInt8], _ tally: EncodingTally
    ) -> (TextEncoding, mark: Int) {
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if head.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if head.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        // Text in our languages has a zero in nearly every character of UTF-16, and none otherwise.
        let zeros = head.indices.reduce(into: (even: 0, odd: 0)) { counts, place in
            guard head[place] == 0 else { return }
            if place.isMultiple(of: 2) { counts.even += 1 } else { counts.odd += 1 }
        }
        if zeros.odd * 3 > head.count, zeros.even * 10 < head.count {
            return (.utf16LittleEndian, 0)
        }
        if zeros.even * 3 > head.count, zeros.odd * 10 < head.count {
            return (.utf16BigEndian, 0)
        }
        // Some UTF-8 and some stray bytes: mended byte by byte. Strays alone: another encoding.
        let isUTF8 = tally.strays == 0 || tally.sequences > tally.strays
        return (isUTF8 ? .utf8 : .windows1252, 0)
    }

    /// Reads the text as UTF-8, piece by piece.
    ///
    /// Characters that no text holds (control codes) become spaces, and bytes that are not in the encoding
    /// are read as Windows-1252; both are counted.
    ///
    /// - Parameter body: Gets each piece; valid during the call.
    /// - Returns: What was replaced.
    /// - Throws: ``XMLError`` when the file cannot be read on, or what `body` throws.
    @discardableResult
    package func read(_ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws -> XMLRepairs {
        var decoder = Transcoder(encoding)
        var decoded = Pile<UInt8>(capacity: TextFile.pieceSize * 2)
        var mended = Pile<UInt8>(capacity: TextFile.pieceSize * 2)
        var mending = TextMending()
        var skip = markLength
        try TextFile.pieces(of: input) { bytes, _, isLast in
            let dropped = min(skip, bytes.count)
            skip -= dropped
            let text = UnsafeBufferPointer(rebasing: bytes.dropFirst(dropped))
            let used = decoder.decode(text, isLast: isLast, into: &decoded)
            let seen = mending.mend(decoded, isLast: isLast, into: &mended)
            decoded.removeFirst(seen)
            try body(UnsafeBufferPointer(start: mended.base, count: mended.count))
            mended.removeAll(keeping: 1 << 22)
            return dropped + used
        }
        mending.repairs.undecoded.add(decoder.undecoded)
        return mending.repairs
    }

    /// Gives the bytes piece by piece: all at hand, those that are new, and whether they are the last.
    ///
    /// - Parameters:
    ///   - input: The file.
    ///   - body: Returns how many bytes it used; the rest begins the next piece.
    /// - Throws: ``XMLError``, or what `body` throws.
    private static func pieces(
        of input: XMLInput,
        _ body: (
            _ bytes: UnsafeBufferPointer<UInt8>, _ fresh: UnsafeBufferPointer<UInt8>, Bool
        ) throws -> Int
    ) throws {
        let source = try ByteSource(input)
        let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: pieceSize + 8)
        defer { buffer.deallocate() }
        var kept = 0
        while true {
            let got = try source.read(into: buffer + kept, count: pieceSize)
            let isLast = got < pieceSize
            let all = UnsafeBufferPointer(start: buffer, count: kept + got)
            let fresh = UnsafeBufferPointer(start: buffer + kept, count: got)
            let used = try body(all, fresh, isLast)
            kept = kept + got - used
            buffer.update(from: buffer + used, count: kept)
            if isLast { return }
        }
    }
}

/// Replaces what no text holds, with its place in the file.
private struct TextMending {
    var repairs = XMLRepairs()
    private var (line, column) = (1, 1)
    private let upperHalf = TextEncoding.windowsUpperHalf

    /// Appends mended bytes, and returns how many were looked at: a character that is cut off waits.
    mutating func mend(
        _ bytes: borrowing Pile<UInt8>, isLast: Bool, into output: inout Pile<UInt8>
    ) -> Int {
        let (base, count) = (bytes.base, bytes.count)
        var place = 0
        while place < count {
            let special = nextSpecial(base, from: place, to: count, 0, 0)
            output.append(from: base + place, count: special - place)
            column += special - place
            place = special
            guard place < count else { break }
            let byte = base[place]
            if byte < 0x80 {
                control(byte, into: &output)
                place += 1
                continue
            }
            switch utf8Sequence(base, at: place, to: count) {
            case .valid(let length):
                output.append(from: base + place, count: length)
                place += length
                column += 1
            case .incomplete where !isLast: return place
            case .incomplete, .invalid:
                repairs.strayBytes.add(line: line, column: column)
                output.appendUTF8(upperHalf[Int(byte) - 0x80])
                place += 1
                column += 1
            }
        }
        return place
    }

    private mutating func control(_ byte: UInt8, into output: inout Pile<UInt8>) {
        switch byte {
        case 0x0A:
            (line, column) = (line + 1, 1)
            output.append(byte)
        case 0x09, 0x0D:
            column += 1
            output.append(byte)
        case 0x20...0x7E:
            column += 1
            output.append(byte)
        default:
            repairs.characters.add(line: line, column: column)
            column += 1
            output.append(0x20)
        }
    }
}
