import Tables

/// Reads JSON Lines as they come: an object on each line; blank lines are passed over.
package struct JSONLinesParser: Sendable {
    /// One line.
    package struct Record: Hashable, Sendable {
        /// The object's members, in order.
        package let members: [JSONTree.Member]
        /// The line, from 1.
        package let line: Int
    }

    /// How many bytes one line may have.
    package static let lineLimit = 64 << 20

    private var bytes: [UInt8] = []
    private var line = 1

    /// Makes a parser.
    package init() {}

    /// Reads more bytes.
    ///
    /// - Parameters:
    ///   - input: The bytes.
    ///   - body: Gets each line that is complete.
    /// - Throws: `RowError`, or what the body throws.
    package mutating func feed(
        _ input: some Sequence<UInt8>, _ body: (Record) throws -> Void
    ) throws {
        for byte in input {
            if byte == 10 {
                try end(body)
                line += 1
            } else if bytes.count < JSONLinesParser.lineLimit {
                bytes.append(byte)
            } else {
                throw RowError(
                    line: line, column: 1, "the line has more than \(bytes.count) bytes",
                    advice: "each line is to be a JSON object")
            }
        }
    }

    /// Ends the reading.
    ///
    /// - Parameter body: Gets the last line, where no line end follows it.
    /// - Throws: `RowError`, or what the body throws.
    package mutating func finish(_ body: (Record) throws -> Void) throws {
        try end(body)
    }

    private mutating func end(_ body: (Record) throws -> Void) throws {
        defer { bytes.removeAll(keepingCapacity: true) }
        if line == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        if bytes.allSatisfy({ $0 == 32 || $0 == 9 || $0 == 13 }) { return }
        if let place = bytes.firstIndex(of: 0) {
            throw RowError(
                line: line, column: place + 1, "there is a NUL byte here",
                advice: "this is not text; save it as UTF-8")
        }
        guard case .object(let members) = try JSONTree.parse(bytes, line: line) else {
            throw RowError(
                line: line, column: 1, "the line is no JSON object",
                advice: "write each row as {\"input\": value, ...} on a line of its own")
        }
        try body(Record(members: members, line: line))
    }
}
