package import Tables

/// A JSON value as it was written: numbers by their digits, members in their order, each with its place.
///
///     try JSONTree.parse(Array("{\"score\": 15.0}".utf8), line: 1)
///
/// Foundation's reader makes numbers into binary fractions; here 0.1 stays 0.1.
package indirect enum JSONTree: Hashable, Sendable {
    /// `null`
    case null
    /// `true`, `false`
    case boolean(Bool)
    /// The digits as written.
    case number(String)
    /// A text, its escapes resolved.
    case string(String)
    /// `[...]`
    case array([JSONTree])
    /// `{...}`
    case object([Member])

    /// One member of an object.
    package struct Member: Hashable, Sendable {
        /// The key.
        package let key: String
        /// The value.
        package let value: JSONTree
        /// The character of the line at which the value begins, from 1.
        package let column: Int

        package init(key: String, value: JSONTree, column: Int) {
            self.key = key
            self.value = value
            self.column = column
        }
    }

    /// How deep lists and objects may nest.
    package static let depthLimit = 200

    /// Reads one value.
    ///
    /// - Parameters:
    ///   - bytes: The text, UTF-8.
    ///   - line: The line that it stands in, for messages.
    ///   - column: The character at which it begins.
    /// - Returns: The value.
    /// - Throws: `RowError`.
    package static func parse(
        _ bytes: [UInt8], line: Int, column: Int = 1
    ) throws(RowError) -> JSONTree {
        var reader = JSONReader(bytes: bytes, line: line, firstColumn: column)
        return try reader.whole()
    }
}

/// Reads JSON: RFC 8259, in bounded depth.
private struct JSONReader {
    let bytes: [UInt8]
    let line: Int
    let firstColumn: Int
    private var place = 0
    private var depth = 0

    init(bytes: [UInt8], line: Int, firstColumn: Int) {
        self.bytes = bytes
        self.line = line
        self.firstColumn = firstColumn
    }

    private var column: Int {
        firstColumn + bytes[..<min(place, bytes.count)].count { $0 & 0xC0 != 0x80 }
    }

    private func failure(_ what: String, advice: String = "each line is to be a JSON object")
        -> RowError
    {
        RowError(line: line, column: column, what, advice: advice)
    }

    mutating func whole() throws(RowError) -> JSONTree {
        let value = try value()
        skipSpace()
        guard place == bytes.count else { throw failure("something follows the JSON value") }
        return value
    }

    private var byte: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func skipSpace() {
        while let byte, byte == 32 || byte == 9 || byte == 10 || byte == 13 { place += 1 }
    }

    private mutating func value() throws(RowError) -> JSONTree {
        skipSpace()
        guard let byte else { throw failure("the JSON ends too early") }
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            depth += 1
            defer { depth -= 1 }
            guard depth <= JSONTree.depthLimit else {
                throw failure(
                    "lists and objects nest more than \(JSONTree.depthLimit) deep here",
                    advice: "no data is that deep; is the file whole?")
            }
            return byte == UInt8(ascii: "{") ? try object() : try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
        default:
            for (word, value) in [
                ("true", JSONTree.boolean(true)), ("false", .boolean(false)), ("null", .null),
            ] where bytes[place...].starts(with: word.utf8) {
                place += word.utf8.count
                return value
            }
            throw failure("this is no JSON value")
        }
    }

    private mutating func array() throws(RowError) -> JSONTree {
        place += 1
        var items: [JSONTree] = []
        skipSpace()
        if byte == UInt8(ascii: "]") {
            place += 1
            return .array([])
        }
        while true {
            items.append(try value())
            skipSpace()
            switch byte {
            case UInt8(ascii: ","): place += 1
            case UInt8(ascii: "]"):
                place += 1
                return .array(items)
            default: throw failure("a list wants a comma or its end here")
            }
        }
    }

    private mutating func object() throws(RowError) -> JSONTree {
        place += 1
        var members: [JSONTree.Member] = []
        var keys: Set<String> = []
        skipSpace()
        if byte == UInt8(ascii: "}") {
            place += 1
            return .object([])
        }
        while true {
            skipSpace()
            guard byte == UInt8(ascii: "\"") else { throw failure("an object wants a key here") }
            let start = place
            let key = try string()
            guard keys.insert(key).inserted else {
                place = start
                throw failure(
                    "the key \"\(key)\" stands twice in one object", advice: "leave one of them")
            }
            skipSpace()
            guard byte == UInt8(ascii: ":") else { throw failure("a key wants a colon here") }
            place += 1
            skipSpace()
            let column = self.column
            members.append(.init(key: key, value: try value(), column: column))
            skipSpace()
            switch byte {
            case UInt8(ascii: ","): place += 1
            case UInt8(ascii: "}"):
                place += 1
                return .object(members)
            default: throw failure("an object wants a comma or its end here")
            }
        }
    }

    private mutating func number() throws(RowError) -> String {
        let start = place
        func isDigit(_ byte: UInt8?) -> Bool {
            byte.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
        }
        if byte == UInt8(ascii: "-") { place += 1 }
        guard isDigit(byte) else { throw failure("a number wants a digit here") }
        let isZero = byte == UInt8(ascii: "0")
        place += 1
        guard !(isZero && isDigit(byte)) else {
            throw failure(
                "a number does not begin with 0", advice: "write it without, or as a text")
        }
        while isDigit(byte) { place += 1 }
        if byte == UInt8(ascii: ".") {
            place += 1
            guard isDigit(byte) else { throw failure("a number wants a digit after its point") }
            while isDigit(byte) { place += 1 }
        }
        if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
            place += 1
            if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { place += 1 }
            guard isDigit(byte) else { throw failure("a number wants a digit in its exponent") }
            while isDigit(byte) { place += 1 }
        }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    private mutating func string() throws(RowError) -> String {
        place += 1
        var text: [UInt8] = []
        while true {
            guard let byte else { throw failure("a text is not closed") }
            switch byte {
            case UInt8(ascii: "\""):
                place += 1
                guard let string = String(validating: text, as: UTF8.self) else {
                    throw failure("the text is not UTF-8", advice: "save the file as UTF-8")
                }
                return string
            case UInt8(ascii: "\\"):
                place += 1
                try escape(into: &text)
            case 0..<32:
                throw failure("a control character stands in a text", advice: "write it as \\u00..")
            default:
                text.append(byte)
                place += 1
            }
        }
    }

    private mutating func escape(into text: inout [UInt8]) throws(RowError) {
        guard let byte else { throw failure("a text is not closed") }
        place += 1
        switch byte {
        case UInt8(ascii: "n"): text.append(10)
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "t"): text.append(9)
        case UInt8(ascii: "b"): text.append(8)
        case UInt8(ascii: "f"): text.append(12)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "u"):
            var code = try unit()
            if (0xD800...0xDBFF).contains(code) {
                guard bytes[place...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) else {
                    throw failure("half of a character pair stands alone")
                }
                place += 2
                let low = try unit()
                guard (0xDC00...0xDFFF).contains(low) else {
                    throw failure("half of a character pair stands alone")
                }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else {
                throw failure("half of a character pair stands alone")
            }
            text += Array(String(Character(scalar)).utf8)
        default:
            throw failure("there is no such escape as \\\(String(decoding: [byte], as: UTF8.self))")
        }
    }

    private mutating func unit() throws(RowError) -> UInt32 {
        let digits = bytes[place...].prefix(4)
        guard digits.count == 4,
            let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
            digits.first != UInt8(ascii: "+")
        else { throw failure("\\u wants four hexadecimal digits") }
        place += 4
        return code
    }
}
