import DMN
package import FEEL
import Tables

/// What a cell of data is as a FEEL value, by the type of the input that it is for.
package enum CellTyping {
    /// A cell, read.
    package enum Reading: Sendable {
        /// The value; null for an empty cell.
        case value(Value)
        /// The cell does not fit the type: why, lower case, no full stop. The input is null.
        case misfit(String)
        /// The cell is a number that no FEEL number holds exactly: the run cannot go on.
        case inexact(String)
    }

    /// A text of a CSV file as a type has it.
    ///
    /// - Parameters:
    ///   - text: The field's text; an empty one is null.
    ///   - type: The input's type.
    /// - Returns: What it is.
    package static func read(_ text: String, as type: FEELType) -> Reading {
        if text.isEmpty { return .value(.null) }
        switch type {
        case .string: return .value(.string(SpreadsheetText.unguarded(text)))
        case .any: return any(text)
        case .list, .context, .range, .function: return composed(text, as: type)
        case .null, .boolean, .number, .date, .time, .dateTime, .daysDuration, .yearsDuration:
            return plain(trimmed(text), as: type)
        }
    }

    /// A JSON value as a type has it.
    ///
    /// - Parameters:
    ///   - tree: The value.
    ///   - type: The input's type.
    /// - Returns: What it is.
    package static func read(_ tree: JSONTree, as type: FEELType) -> Reading {
        switch (tree, type) {
        case (.null, _): return .value(.null)
        case (.boolean(let value), _): return fit(.boolean(value), type)
        case (.number(let digits), _):
            switch number(digits) {
            case .value(let value): return fit(value, type)
            case .misfit(let why): return .misfit(why)
            case .inexact(let why): return .inexact(why)
            }
        case (.string(let text), .string), (.string(let text), .any):
            return .value(.string(text))
        case (.string(let text), .date), (.string(let text), .time), (.string(let text), .dateTime),
            (.string(let text), .daysDuration), (.string(let text), .yearsDuration):
            return plain(text, as: type)
        case (.string(let text), .range):
            return composed(text, as: type)
        case (.string(let text), .list(let item)):
            // One item stands for the list of it.
            return list([.string(text)], of: item)
        case (.string(let text), _): return fit(.string(text), type)
        case (.array(let items), .list(let item)): return list(items, of: item)
        case (.array(let items), _):
            return list(items, of: .any).then { fit($0, type) }
        case (.object(let members), .context(let fields)):
            return context(members, fields)
        case (.object(let members), .list(let item)):
            return list([.object(members)], of: item)
        case (.object(let members), _):
            return context(members, []).then { fit($0, type) }
        }
    }

    // MARK: - Plain values

    private static func plain(_ text: String, as type: FEELType) -> Reading {
        let value: Value?
        switch type {
        case .number: return number(text)
        case .boolean:
            switch text.lowercased() {
            case "true", "yes": value = .boolean(true)
            case "false", "no": value = .boolean(false)
            default: value = nil
            }
        case .date: value = CalendarDate(text).map { .date($0) } ?? literal(text, type)
        case .time: value = TimeOfDay(text).map { .time($0) } ?? literal(text, type)
        case .dateTime: value = moment(text) ?? literal(text, type)
        case .daysDuration:
            value = DaysDuration(text).map { .daysDuration($0) } ?? literal(text, type)
        case .yearsDuration:
            value = YearsDuration(text).map { .yearsDuration($0) } ?? literal(text, type)
        case .null, .any, .string, .list, .context, .range, .function: value = nil
        }
        return value.map { .value($0) } ?? .misfit("\(shown(text)) is no \(type)\(hint(type))")
    }

    /// How values of a type are written.
    private static func hint(_ type: FEELType) -> String {
        switch type {
        case .boolean: ": write true or false, yes or no"
        case .date: ": write 2026-06-30"
        case .time: ": write 09:30:00"
        case .dateTime: ": write 2026-06-30T09:30:00"
        case .daysDuration: ": write P30D or PT12H"
        case .yearsDuration: ": write P1Y6M"
        case .number: ": write digits, with a point before decimals"
        case .any, .null, .string, .list, .context, .range, .function: ""
        }
    }

    private static func moment(_ text: String) -> Value? {
        // A day by itself is a date; the type asks for a time too.
        text.contains("T") ? DateAndTime(text).map { .dateTime($0) } : nil
    }

    /// A number, exactly or not at all.
    private static func number(_ text: String) -> Reading {
        guard SpreadsheetText.isNumber(text) else {
            return .misfit("\(shown(text)) is no number\(hint(.number))")
        }
        let mantissa = text.prefix { $0 != "e" && $0 != "E" }
        var digits = mantissa.utf8.filter { (48...57).contains($0) }.drop { $0 == 48 }
        while digits.last == 48 { digits.removeLast() }
        guard digits.count <= 34 else {
            return .inexact(
                "\(shown(text)) has \(digits.count) digits, and a FEEL number holds 34")
        }
        guard let number = Decimal128(text), number.isZero == digits.isEmpty else {
            return .inexact("\(shown(text)) is beyond the numbers that FEEL has")
        }
        return .value(.number(number))
    }

    // MARK: - Composed values

    /// A text where the model says nothing of the type: what it plainly is, else text.
    private static func any(_ text: String) -> Reading {
        let plain = trimmed(text)
        switch plain {
        case "true": return .value(.boolean(true))
        case "false": return .value(.boolean(false))
        default: break
        }
        // 007 is a code, not a number.
        let magnitude = plain.drop { $0 == "-" }
        if SpreadsheetText.isNumber(plain),
            !magnitude.hasPrefix("0") || magnitude == "0" || magnitude.hasPrefix("0.")
        {
            return number(plain)
        }
        if let first = plain.first, "[{\"@".contains(first) {
            if case .value(let value) = composed(plain, as: .any) { return .value(value) }
        }
        return .value(.string(SpreadsheetText.unguarded(text)))
    }

    /// A list, context or range in a cell: as JSON, else as FEEL writes it.
    private static func composed(_ text: String, as type: FEELType) -> Reading {
        let plain = trimmed(text)
        if let first = plain.first, "[{".contains(first),
            let tree = try? JSONTree.parse(Array(plain.utf8), line: 1)
        {
            return read(tree, as: type)
        }
        if let value = literal(plain, type) { return .value(value) }
        // What begins as a list and cannot be read is not the text of one item.
        if case .list(let item) = type, plain.first != "[", plain.first != "{" {
            return read(text, as: item).then { .value(.list([$0])) }
        }
        return .misfit("\(shown(text)) is no \(type): write it as JSON or as FEEL does")
    }

    /// The value of a FEEL literal that fits the type; nil otherwise.
    ///
    /// Data computes nothing: of FEEL's words only those that write values down are taken.
    private static func literal(_ text: String, _ type: FEELType) -> Value? {
        guard text.utf8.count <= 1 << 20, let expression = try? Expression(text),
            expression.node.isLiteral
        else { return nil }
        let value = expression.evaluate().value
        return value.isNull ? nil : value.coerced(to: type)
    }

    private static func list(_ items: [JSONTree], of type: FEELType) -> Reading {
        var values: [Value] = []
        for item in items {
            switch read(item, as: type) {
            case .value(let value): values.append(value)
            case .misfit(let why): return .misfit(why)
            case .inexact(let why): return .inexact(why)
            }
        }
        return .value(.list(values))
    }

    private static func context(
        _ members: [JSONTree.Member], _ fields: [FEELType.Field]
    ) -> Reading {
        var pairs: [(String, Value)] = []
        for member in members {
            let type = fields.first { $0.name == member.key }?.type ?? .any
            switch read(member.value, as: type) {
            case .value(let value): pairs.append((member.key, value))
            case .misfit(let why): return .misfit("\(member.key): \(why)")
            case .inexact(let why): return .inexact("\(member.key): \(why)")
            }
        }
        let value = Value.context(Context(pairs))
        return fit(value, .context(fields))
    }

    private static func fit(_ value: Value, _ type: FEELType) -> Reading {
        if let coerced = value.coerced(to: type) { return .value(coerced) }
        if case .context = value, case .context(let fields) = type,
            case .context(let context) = value
        {
            let missing = fields.first { context[$0.name] == nil }
            if let missing { return .misfit("it has no member \"\(missing.name)\"") }
        }
        // Said to be a text: "15" is no number, and looks like one.
        if case .string(let text) = value {
            return .misfit("the text \(shown(text)) is no \(type)")
        }
        return .misfit("\(shown("\(value)")) is no \(type)")
    }

    private static func trimmed(_ text: String) -> String {
        var view = Substring(text)
        while view.first == " " || view.first == "\t" { view.removeFirst() }
        while view.last == " " || view.last == "\t" { view.removeLast() }
        return String(view)
    }

    /// A text as a message quotes it: on one line, not too long.
    static func shown(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return quoted(line.count > 40 ? line.prefix(37) + "..." : line)
    }
}

extension Node {
    /// Whether the expression only writes a value down.
    fileprivate var isLiteral: Bool {
        switch kind {
        case .null, .boolean, .number, .string, .temporal: true
        case .list, .context, .range, .negation: children.allSatisfy(\.isLiteral)
        case .call(let function, .positional(let arguments)):
            if case .name(let name) = function.kind {
                ["date", "time", "date and time", "duration"].contains(name)
                    && arguments.allSatisfy(\.isLiteral)
            } else {
                false
            }
        case .call(_, .named), .name, .arithmetic, .comparison, .conjunction, .disjunction,
            .between, .membership, .instanceOf, .conditional, .iteration, .quantified, .function,
            .filter, .path:
            false
        }
    }
}

extension CellTyping.Reading {
    fileprivate func then(_ next: (Value) -> CellTyping.Reading) -> CellTyping.Reading {
        switch self {
        case .value(let value): next(value)
        case .misfit, .inexact: self
        }
    }
}
