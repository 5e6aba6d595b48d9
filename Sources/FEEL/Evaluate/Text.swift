extension Value: CustomStringConvertible {
    /// The value as FEEL would write it: strings in quotes, temporal values as `@"..."`.
    ///
    /// A text that would grow past a megabyte is cut short.
    ///
    ///     [1, "a", @"2026-06-30"]
    public var description: String {
        var writer = TextWriter(isLiteral: true, limit: 1_000_000)
        writer.write(self)
        return writer.isOverLimit ? writer.text + "..." : writer.text
    }

    /// What `string()` gives: DMN table 74; nil when it would be too long.
    ///
    /// A string is itself, without quotes.
    package var text: String? {
        if case .string(let text) = self { return text }
        var writer = TextWriter(isLiteral: false, limit: Run.textLimit)
        writer.write(self)
        return writer.isOverLimit ? nil : writer.text
    }
}

/// Writes values as text, up to a limit.
private struct TextWriter {
    /// Whether temporal values are written as literals.
    let isLiteral: Bool
    let limit: Int
    private(set) var text = ""
    private(set) var isOverLimit = false
    private var depth = 0

    init(isLiteral: Bool, limit: Int) {
        self.isLiteral = isLiteral
        self.limit = limit
    }

    private mutating func put(_ part: String) {
        if text.utf8.count + part.utf8.count > limit { isOverLimit = true }
        if !isOverLimit { text += part }
    }

    mutating func write(_ value: Value) {
        guard !isOverLimit else { return }
        depth += 1
        defer { depth -= 1 }
        guard depth <= Run.nestingLimit else {
            isOverLimit = true
            return
        }
        switch value {
        case .null: put("null")
        case .boolean(let isTrue): put(isTrue ? "true" : "false")
        case .number(let number): put(number.description)
        case .string(let text): put(quoted(text))
        case .date, .time, .dateTime, .daysDuration, .yearsDuration:
            put(isLiteral ? "@\"\(temporalText(value))\"" : temporalText(value))
        case .list(let items):
            put("[")
            for (index, item) in items.enumerated() where !isOverLimit {
                if index > 0 { put(", ") }
                write(item)
            }
            put("]")
        case .context(let context):
            put("{")
            for (index, entry) in context.entries.enumerated() where !isOverLimit {
                if index > 0 { put(", ") }
                put(keyText(entry.key) + ": ")
                write(entry.value)
            }
            put("}")
        case .range(let interval): write(interval)
        case .function(let function):
            put("function(" + function.parameters.map(\.name).joined(separator: ", ") + ")")
        }
    }

    private mutating func write(_ interval: Interval) {
        if interval.form != .ends {
            put(interval.form == .equal ? "(=" : "(!=")
            write(interval.start ?? .null)
            put(")")
            return
        }
        switch (interval.start, interval.end) {
        case (nil, .some(let end)):
            put(interval.isEndIncluded ? "(<=" : "(<")
            write(end)
            put(")")
        case (.some(let start), nil):
            put(interval.isStartIncluded ? "(>=" : "(>")
            write(start)
            put(")")
        case (.some(let start), .some(let end)):
            put(interval.isStartIncluded ? "[" : "(")
            write(start)
            put("..")
            write(end)
            put(interval.isEndIncluded ? "]" : ")")
        case (nil, nil): put("(null..null)")
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
