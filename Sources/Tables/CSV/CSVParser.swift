/// Reads CSV as it comes: RFC 4180, with a byte order mark, any line end, and any separator of one byte.
///
///     var parser = CSVParser()
///     try parser.feed(bytes) { record in print(record.fields.map(\.text)) }
///     try parser.finish { record in ... }
///
/// It holds one record at a time. Nothing is guessed: bytes that are not UTF-8, a quote that stands where
/// none may stand, and one that is never closed are errors with their line.
package struct CSVParser: Sendable {
    /// One field.
    package struct Field: Hashable, Sendable {
        /// The text without its quotes.
        package let text: String
        /// Whether it stood in quotes.
        package let isQuoted: Bool
        /// The line it begins in, from 1.
        package let line: Int
        /// The character of that line at which it begins, from 1.
        package let column: Int
    }

    /// One record.
    package struct Record: Hashable, Sendable {
        /// The fields, in order.
        package let fields: [Field]
        /// The line that the record begins in, from 1.
        package let line: Int

        /// Whether the line held nothing at all.
        package var isBlank: Bool {
            fields.count == 1 && fields[0].text.isEmpty && !fields[0].isQuoted
        }
    }

    /// How many bytes one field may have.
    package static let fieldLimit = 16 << 20
    /// How many fields one record may have: as many as a sheet has columns.
    package static let columnLimit = 1 << 14
    /// How many bytes one record may have.
    package static let recordLimit = 64 << 20

    private enum State: Sendable {
        /// At the beginning of a field.
        case start
        /// In a field without quotes.
        case plain
        /// Between quotes.
        case quoted
        /// After a quote inside a quoted field: its end, or the first half of a doubled quote.
        case closing
        /// After a carriage return.
        case carriageReturn
    }

    /// What stands between fields; nil until the first line showed it.
    package private(set) var separator: UInt8?
    /// Whether the file begins with a byte order mark.
    package private(set) var hasMark = false
    private var head: [UInt8] = []
    private var state = State.start
    private var bytes: [UInt8] = []
    private var fields: [Field] = []
    private var (line, column) = (1, 1)
    private var (fieldLine, fieldColumn) = (1, 1)
    private var recordLine = 1
    private var recordBytes = 0
    private var hasBegun = false

    /// Makes a parser.
    ///
    /// - Parameter separator: What stands between fields; nil to take it from the first line.
    package init(separator: UInt8? = nil) {
        self.separator = separator
    }

    /// Reads more bytes.
    ///
    /// - Parameters:
    ///   - input: The bytes.
    ///   - body: Gets each record that is complete.
    /// - Throws: `RowError`, or what the body throws.
    package mutating func feed(
        _ input: some Sequence<UInt8>, _ body: (Record) throws -> Void
    ) throws {
        guard hasBegun else {
            head += input
            // Enough for the mark and for the whole of the first line.
            guard separator != nil && head.count >= 3 || hasWholeLine || head.count > 1 << 20
            else { return }
            try begin(body)
            return
        }
        for byte in input { try take(byte, body) }
    }

    /// Ends the reading.
    ///
    /// - Parameter body: Gets the last record, where no line end follows it.
    /// - Throws: `RowError`, or what the body throws.
    package mutating func finish(_ body: (Record) throws -> Void) throws {
        if !hasBegun { try begin(body) }
        switch state {
        case .quoted:
            throw RowError(
                line: fieldLine, column: fieldColumn,
                "a quote is opened here and never closed", advice: "close it, or double it")
        case .start where fields.isEmpty && bytes.isEmpty: return
        case .start, .plain, .closing, .carriageReturn:
            if case .carriageReturn = state { return }
            try endRecord(body)
        }
    }

    /// Whether the head holds a line end that is not between quotes.
    private var hasWholeLine: Bool {
        var isQuoted = false
        for byte in head {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if !isQuoted, byte == 10 || byte == 13 { return true }
        }
        return false
    }

    private mutating func begin(_ body: (Record) throws -> Void) throws {
        hasBegun = true
        if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) {
            throw RowError(
                line: 1, column: 1, "the file is UTF-16, not UTF-8",
                advice: "save it as \"CSV UTF-8\"")
        }
        if head.starts(with: [0xEF, 0xBB, 0xBF]) {
            hasMark = true
            head.removeFirst(3)
        }
        if separator == nil { separator = CSVParser.separator(of: head) }
        let input = head
        head = []
        for byte in input { try take(byte, body) }
    }

    /// The separator that the first line has most of; a comma where it has none.
    private static func separator(of head: [UInt8]) -> UInt8 {
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        for byte in head {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == 10 || byte == 13 { break }
            counts[byte, default: 0] += 1
        }
        var best = UInt8(ascii: ",")
        for other in [UInt8(ascii: ";"), 9]
        where counts[other, default: 0] > counts[best, default: 0] {
            best = other
        }
        return best
    }

    private mutating func take(_ byte: UInt8, _ body: (Record) throws -> Void) throws {
        if byte == 0 {
            throw RowError(
                line: line, column: column, "there is a NUL byte here",
                advice: "this is not text; save it as \"CSV UTF-8\"")
        }
        if case .carriageReturn = state {
            state = .start
            if byte == 10 { return }
        }
        switch state {
        case .quoted:
            if byte == UInt8(ascii: "\"") { state = .closing } else { append(byte) }
        case .closing where byte == UInt8(ascii: "\""):
            append(byte)
            state = .quoted
        case .start where byte == UInt8(ascii: "\"") && bytes.isEmpty:
            state = .quoted
        case .start, .plain, .closing, .carriageReturn:
            try takeOutside(byte, body)
        }
        advance(byte)
    }

    private mutating func takeOutside(
        _ byte: UInt8, _ body: (Record) throws -> Void
    ) throws {
        switch byte {
        case separator:
            try endField()
            (fieldLine, fieldColumn) = (line, column + 1)
            state = .start
        case 10, 13:
            try endRecord(body)
            state = byte == 13 ? .carriageReturn : .start
        default:
            if case .closing = state {
                throw RowError(
                    line: line, column: column, "text follows the quote that closes a field",
                    advice: "double the quotes inside a field")
            }
            state = .plain
            append(byte)
        }
    }

    private mutating func append(_ byte: UInt8) {
        bytes.append(byte)
    }

    /// Moves on by a byte: lines by their ends, columns by characters.
    private mutating func advance(_ byte: UInt8) {
        if byte == 10 || byte == 13 {
            // A line end of two bytes is one line; inside quotes the return of it is skipped here.
            if byte == 13, case .quoted = state {
                column += 1
                return
            }
            line += 1
            column = 1
            if case .quoted = state { return }
            (fieldLine, fieldColumn) = (line, 1)
            recordLine = line
        } else if byte & 0xC0 != 0x80 {
            column += 1
        }
    }

    private mutating func endField() throws {
        guard bytes.count <= CSVParser.fieldLimit else {
            throw RowError(
                line: fieldLine, column: fieldColumn,
                "the field has \(bytes.count) bytes, and \(CSVParser.fieldLimit) are the most",
                advice: "is a quote missing?")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw RowError(
                line: fieldLine, column: fieldColumn, "the field is not UTF-8",
                advice: "save the file as \"CSV UTF-8\"")
        }
        recordBytes += bytes.count
        guard fields.count < CSVParser.columnLimit, recordBytes <= CSVParser.recordLimit else {
            throw RowError(
                line: fieldLine, column: fieldColumn,
                "the row has more than \(CSVParser.columnLimit) fields, or than "
                    + "\(CSVParser.recordLimit >> 20) MB",
                advice: "is a line end missing, or another separator used?")
        }
        fields.append(
            Field(text: text, isQuoted: state == .closing, line: fieldLine, column: fieldColumn))
        bytes.removeAll(keepingCapacity: true)
    }

    private mutating func endRecord(_ body: (Record) throws -> Void) throws {
        try endField()
        let record = Record(fields: fields, line: recordLine)
        fields.removeAll(keepingCapacity: true)
        recordBytes = 0
        state = .start
        try body(record)
    }
}
