extension Value: CustomStringConvertible {
    /// The value as FEEL would write it: strings in quotes, temporal values as `@"..."`.
    ///
    ///     [1, "a", @"2026-06-30"]
    public var description: String {
        switch self {
        case .null: "null"
        case .boolean(let value): value ? "true" : "false"
        case .number(let number): number.description
        case .string(let text): quoted(text)
        case .date, .time, .dateTime, .daysDuration, .yearsDuration:
            "@\"\(temporalText(self))\""
        case .list(let items): "[" + items.map(\.description).joined(separator: ", ") + "]"
        case .context(let context):
            "{"
                + context.entries.map { "\(keyText($0.key)): \($0.value)" }
                .joined(separator: ", ") + "}"
        case .range(let interval): interval.text(\.description)
        case .function(let function):
            "function(" + function.parameters.map(\.name).joined(separator: ", ") + ")"
        }
    }

    /// What `string()` gives: DMN table 74.
    ///
    /// A string is itself, without quotes.
    package var text: String {
        switch self {
        case .string(let text): text
        case .null, .boolean, .number, .list, .context, .function: nestedText
        case .date, .time, .dateTime, .daysDuration, .yearsDuration, .range: nestedText
        }
    }

    /// The text of a value within a list, context or range: strings in quotes.
    private var nestedText: String {
        switch self {
        case .string(let text): quoted(text)
        case .date, .time, .dateTime, .daysDuration, .yearsDuration: temporalText(self)
        case .list(let items): "[" + items.map(\.nestedText).joined(separator: ", ") + "]"
        case .context(let context):
            "{"
                + context.entries.map { "\(keyText($0.key)): \($0.value.nestedText)" }
                .joined(separator: ", ") + "}"
        case .range(let interval): interval.text(\.nestedText)
        case .null, .boolean, .number, .function: description
        }
    }
}

extension Interval {
    fileprivate func text(_ text: (Value) -> String) -> String {
        if form != .ends {
            return (form == .equal ? "(=" : "(!=") + (start.map(text) ?? "null") + ")"
        }
        switch (start, end) {
        case (nil, .some(let end)): return "(" + (isEndIncluded ? "<=" : "<") + text(end) + ")"
        case (.some(let start), nil):
            return "(" + (isStartIncluded ? ">=" : ">") + text(start) + ")"
        case (.some(let start), .some(let end)):
            return (isStartIncluded ? "[" : "(") + text(start) + ".." + text(end)
                + (isEndIncluded ? "]" : ")")
        case (nil, nil): return "(null..null)"
        }
    }
}

/// A string literal of FEEL.
package func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        case "\n": result += "\\n"
        case "\r": result += "\\r"
        case "\t": result += "\\t"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result + "\""
}

/// A key as it may stand before a colon: bare when it is a plain name.
private func keyText(_ key: String) -> String {
    let scalars = Array(key.unicodeScalars)
    guard let first = scalars.first, isNameStart(first),
        scalars.allSatisfy({ isNamePart($0) || $0 == " " }), normalisedName(key) == key
    else { return quoted(key) }
    return key
}
