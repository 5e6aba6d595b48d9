/// A JSON value that prints the same bytes every time: keys keep the order they are given in.
///
///     JSONValue.object([("id", "2101"), ("score", 16), ("grade", .null)]).text()
package enum JSONValue: Hashable, Sendable {
    /// Absent.
    case null
    /// True or false.
    case boolean(Bool)
    /// A whole number.
    case number(Int)
    /// A number by its decimal digits, for those that are not whole or are too large for `number`.
    case decimal(String)
    /// A text.
    case string(String)
    /// A list.
    case array([JSONValue])
    /// Members in the order to print.
    case members([Member])

    /// One member of an object.
    package struct Member: Hashable, Sendable {
        /// The key.
        package var key: String
        /// The value.
        package var value: JSONValue

        /// A member.
        package init(_ key: String, _ value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    /// An object of pairs, in their order.
    package static func object(_ pairs: [(String, JSONValue)]) -> JSONValue {
        .members(pairs.map { Member($0.0, $0.1) })
    }

    /// A text, or null.
    package static func string(orNull text: String?) -> JSONValue { text.map(string) ?? .null }

    /// A number, or null.
    package static func number(orNull number: Int?) -> JSONValue {
        number.map(JSONValue.number) ?? .null
    }

    /// A list of texts.
    package static func strings(_ texts: [String]) -> JSONValue { .array(texts.map(string)) }

    /// A table's cell: numbers as numbers, dates as ISO text, absent as null.
    package init(_ cell: Cell) {
        switch cell {
        case .absent: self = .null
        case .number(let number), .atLeast(let number): self = .number(number)
        case .text, .date, .word: self = .string(cell.plainText)
        }
    }

    /// The JSON text, indented by two spaces; lists and objects of plain values that fit stay on one line.
    package func text() -> String { String(decoding: bytes(), as: UTF8.self) }

    /// The same as UTF-8.
    package func bytes() -> [UInt8] {
        var output: [UInt8] = []
        write(into: &output, indent: 0)
        output.append(0x0A)
        return output
    }

    /// The JSON text on one line.
    package func compactText() -> String {
        var output: [UInt8] = []
        writeCompact(into: &output)
        return String(decoding: output, as: UTF8.self)
    }

    private var isPlain: Bool {
        switch self {
        case .null, .boolean, .number, .decimal, .string: true
        case .array(let items): items.isEmpty
        case .members(let members): members.isEmpty
        }
    }

    private func write(into output: inout [UInt8], indent: Int) {
        func begin(_ indent: Int) { output.append(contentsOf: repeatElement(0x20, count: indent)) }
        switch self {
        case .array(let items) where items.contains { !$0.isPlain }:
            output.append(contentsOf: "[\n".utf8)
            for (index, item) in items.enumerated() {
                begin(indent + 2)
                item.write(into: &output, indent: indent + 2)
                output.append(contentsOf: index < items.count - 1 ? ",\n".utf8 : "\n".utf8)
            }
            begin(indent)
            output.append(UInt8(ascii: "]"))
        case .members(let members) where !members.isEmpty:
            output.append(contentsOf: "{\n".utf8)
            for (index, member) in members.enumerated() {
                begin(indent + 2)
                JSONValue.write(member.key, into: &output)
                output.append(contentsOf: ": ".utf8)
                member.value.write(into: &output, indent: indent + 2)
                output.append(contentsOf: index < members.count - 1 ? ",\n".utf8 : "\n".utf8)
            }
            begin(indent)
            output.append(UInt8(ascii: "}"))
        case .null, .boolean, .number, .decimal, .string, .array, .members:
            writeCompact(into: &output)
        }
    }

    private func writeCompact(into output: inout [UInt8]) {
        switch self {
        case .null: output.append(contentsOf: "null".utf8)
        case .boolean(let value): output.append(contentsOf: value ? "true".utf8 : "false".utf8)
        case .number(let value): output.append(contentsOf: String(value).utf8)
        case .decimal(let digits): output.append(contentsOf: digits.utf8)
        case .string(let value): JSONValue.write(value, into: &output)
        case .array(let items):
            output.append(UInt8(ascii: "["))
            for (index, item) in items.enumerated() {
                if index > 0 { output.append(contentsOf: ", ".utf8) }
                item.writeCompact(into: &output)
            }
            output.append(UInt8(ascii: "]"))
        case .members(let members):
            output.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { output.append(contentsOf: ", ".utf8) }
                JSONValue.write(member.key, into: &output)
                output.append(contentsOf: ": ".utf8)
                member.value.writeCompact(into: &output)
            }
            output.append(UInt8(ascii: "}"))
        }
    }

    private static func write(_ text: String, into output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { write($0, into: &output) }
        output.append(UInt8(ascii: "\""))
    }

    /// Copies what needs no escape whole, from one character that does to the next.
    private static func write(_ text: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]) {
        var (start, index) = (0, 0)
        func byte(_ offset: Int) -> UInt8 {
            index + offset < text.count ? text[index + offset] : 0
        }
        while index < text.count {
            var length = 1
            let escape: String? =
                switch text[index] {
                case 0x22: "\\\""
                case 0x5C: "\\\\"
                case 0x0A: "\\n"
                case 0x0D: "\\r"
                case 0x09: "\\t"
                case 0x00...0x1F, 0x7F: hexadecimal(UInt32(text[index]))
                // Controls, marks and changes of direction, separators of lines: what `harmless` takes out of text.
                case 0xC2 where (0x80...0x9F).contains(byte(1)): hexadecimal(UInt32(byte(1)))
                case 0xE2
                where byte(1) == 0x80
                    && (byte(2) == 0x8E || byte(2) == 0x8F || (0xA8...0xAE).contains(byte(2))):
                    hexadecimal(0x2000 + UInt32(byte(2)) - 0x80)
                case 0xE2 where byte(1) == 0x81 && (0xA6...0xA9).contains(byte(2)):
                    hexadecimal(0x2040 + UInt32(byte(2)) - 0x80)
                case 0xD8 where byte(1) == 0x9C: hexadecimal(0x061C)
                default: nil
                }
            guard let escape else {
                index += 1
                continue
            }
            switch text[index] {
            case 0xC2, 0xD8: length = 2
            case 0xE2: length = 3
            default: break
            }
            output.append(contentsOf: text[start..<index])
            output.append(contentsOf: escape.utf8)
            index += length
            start = index
        }
        output.append(contentsOf: text[start...])
    }

    private static func hexadecimal(_ scalar: UInt32) -> String {
        let digits = String(scalar, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int) { self = .number(value) }
    package init(booleanLiteral value: Bool) { self = .boolean(value) }
}
