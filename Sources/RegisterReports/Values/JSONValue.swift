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
        case .number(let number): self = .number(number)
        case .text, .date, .word: self = .string(cell.plainText)
        }
    }

    /// The JSON text, indented by two spaces; lists and objects of plain values that fit stay on one line.
    package func text() -> String {
        var output = ""
        write(into: &output, indent: 0)
        return output + "\n"
    }

    /// The JSON text on one line.
    package func compactText() -> String {
        var output = ""
        writeCompact(into: &output)
        return output
    }

    private var isPlain: Bool {
        switch self {
        case .null, .boolean, .number, .decimal, .string: true
        case .array(let items): items.isEmpty
        case .members(let members): members.isEmpty
        }
    }

    private func write(into output: inout String, indent: Int) {
        let inner = String(repeating: " ", count: indent + 2)
        let outer = String(repeating: " ", count: indent)
        switch self {
        case .array(let items) where items.contains { !$0.isPlain }:
            output += "[\n"
            for (index, item) in items.enumerated() {
                output += inner
                item.write(into: &output, indent: indent + 2)
                output += index < items.count - 1 ? ",\n" : "\n"
            }
            output += outer + "]"
        case .members(let members) where !members.isEmpty:
            output += "{\n"
            for (index, member) in members.enumerated() {
                output += inner
                JSONValue.write(member.key, into: &output)
                output += ": "
                member.value.write(into: &output, indent: indent + 2)
                output += index < members.count - 1 ? ",\n" : "\n"
            }
            output += outer + "}"
        case .null, .boolean, .number, .decimal, .string, .array, .members:
            writeCompact(into: &output)
        }
    }

    private func writeCompact(into output: inout String) {
        switch self {
        case .null: output += "null"
        case .boolean(let value): output += value ? "true" : "false"
        case .number(let value): output += String(value)
        case .decimal(let digits): output += digits
        case .string(let value): JSONValue.write(value, into: &output)
        case .array(let items):
            output += "["
            for (index, item) in items.enumerated() {
                if index > 0 { output += ", " }
                item.writeCompact(into: &output)
            }
            output += "]"
        case .members(let members):
            output += "{"
            for (index, member) in members.enumerated() {
                if index > 0 { output += ", " }
                JSONValue.write(member.key, into: &output)
                output += ": "
                member.value.writeCompact(into: &output)
            }
            output += "}"
        }
    }

    private static func write(_ text: String, into output: inout String) {
        output += "\""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x22: output += "\\\""
            case 0x5C: output += "\\\\"
            case 0x0A: output += "\\n"
            case 0x0D: output += "\\r"
            case 0x09: output += "\\t"
            case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029:
                let hex = String(scalar.value, radix: 16)
                output += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: output.unicodeScalars.append(scalar)
            }
        }
        output += "\""
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int) { self = .number(value) }
    package init(booleanLiteral value: Bool) { self = .boolean(value) }
}
