import DMNRows
import FEEL
import RegisterReports

/// The columns that an answer takes in a table: one, or one for each member of a context.
struct AnswerColumns {
    /// One column: its head, and the members that lead to its value.
    struct Column {
        let head: String
        let answer: Int
        let path: [String]
    }

    let columns: [Column]
    /// The contexts that were taken apart, with the members that have columns.
    private let contexts: [(head: String, answer: Int, path: [String], members: [String])]

    init(_ answers: [AskedModel.Answer]) {
        var contexts: [(head: String, answer: Int, path: [String], members: [String])] = []
        columns = answers.enumerated().flatMap { index, answer in
            AnswerColumns.columns(answer.name, index, [], answer.type, &contexts)
        }
        self.contexts = contexts
    }

    private static func columns(
        _ head: String, _ answer: Int, _ path: [String], _ type: FEELType,
        _ contexts: inout [(head: String, answer: Int, path: [String], members: [String])]
    ) -> [Column] {
        guard case .context(let fields) = type, !fields.isEmpty, path.count < 4 else {
            return [Column(head: head, answer: answer, path: path)]
        }
        contexts.append((head, answer, path, fields.map(\.name)))
        return fields.flatMap { field in
            columns("\(head).\(field.name)", answer, path + [field.name], field.type, &contexts)
        }
    }

    /// Members of the answers that no column shows, because the model's types do not name them.
    func unnamed(_ answers: [Value]) -> [String] {
        var found: [String] = []
        for known in contexts {
            let value = known.path.reduce(answers[known.answer]) { value, name in
                guard case .context(let context) = value else { return .null }
                return context[name] ?? .null
            }
            guard case .context(let context) = value,
                context.entries.count > known.members.count
            else { continue }
            found += context.entries.map(\.key).filter { !known.members.contains($0) }
                .map { "\(known.head).\($0)" }
        }
        return found
    }

    /// The values of the columns.
    func values(_ answers: [Value]) -> [Value] {
        columns.map { column in
            column.path.reduce(answers[column.answer]) { value, name in
                guard case .context(let context) = value else { return .null }
                return context[name] ?? .null
            }
        }
    }
}

extension JSONValue {
    /// A FEEL value as JSON: numbers by their digits, dates and durations as ISO text.
    init(_ value: Value) {
        switch value {
        case .null: self = .null
        case .boolean(let isTrue): self = .boolean(isTrue)
        case .number(let number): self = .decimal(number.description)
        case .string(let text): self = .string(text)
        case .date, .time, .dateTime, .daysDuration, .yearsDuration:
            self = .string(value.text ?? value.description)
        case .list(let items): self = .array(items.map { JSONValue($0) })
        case .context(let context):
            self = .object(context.entries.map { ($0.key, JSONValue($0.value)) })
        case .range, .function: self = .string(value.description)
        }
    }

    /// What was read, as it was written.
    init(_ tree: JSONTree) {
        switch tree {
        case .null: self = .null
        case .boolean(let isTrue): self = .boolean(isTrue)
        case .number(let digits): self = .decimal(digits)
        case .string(let text): self = .string(text)
        case .array(let items): self = .array(items.map { JSONValue($0) })
        case .object(let members): self = .object(members.map { ($0.key, JSONValue($0.value)) })
        }
    }
}

extension Value {
    /// The value as a cell of a table: plain values as text, composed ones as JSON; nil for null.
    var cellText: String? {
        switch self {
        case .null: nil
        case .list, .context: JSONValue(self).compactText()
        case .range, .function: description
        case .boolean, .number, .string, .date, .time, .dateTime, .daysDuration, .yearsDuration:
            text ?? description
        }
    }
}
