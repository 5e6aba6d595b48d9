extension Value {
    /// The value's type in words, for messages.
    package var typeName: String {
        switch self {
        case .null: "null"
        case .boolean: "boolean"
        case .number: "number"
        case .string: "string"
        case .date: "date"
        case .time: "time"
        case .dateTime: "date and time"
        case .daysDuration: "days and time duration"
        case .yearsDuration: "years and months duration"
        case .list: "list"
        case .context: "context"
        case .range: "range"
        case .function: "function"
        }
    }

    /// Whether the value is of a type, as `instance of` asks: DMN 10.3.2.9.
    ///
    /// Null is of the type Null only.
    public func isInstance(of type: FEELType) -> Bool {
        if case .null = self {
            switch type {
            case .null: return true
            case .any, .boolean, .number, .string, .date, .time, .dateTime, .daysDuration,
                .yearsDuration, .list, .context, .range, .function:
                return false
            }
        }
        return conforms(to: type)
    }

    /// Whether the value may stand where a type is declared; null may stand anywhere.
    public func conforms(to type: FEELType) -> Bool {
        switch (self, type) {
        case (_, .any), (.null, _): return true
        case (.boolean, .boolean), (.number, .number), (.string, .string), (.date, .date),
            (.time, .time), (.dateTime, .dateTime), (.daysDuration, .daysDuration),
            (.yearsDuration, .yearsDuration):
            return true
        case (.list(let items), .list(let type)):
            return type == .any || items.allSatisfy { $0.conforms(to: type) }
        case (.context(let context), .context(let fields)):
            return fields.allSatisfy { context[$0.name]?.conforms(to: $0.type) == true }
        case (.range(let interval), .range(let type)):
            return (interval.start?.conforms(to: type) ?? true)
                && (interval.end?.conforms(to: type) ?? true)
        case (.function(let function), .function(let parameters, let result)):
            guard let parameters else { return true }
            // A built-in says how many arguments it takes, not of which types.
            if let builtin = function.builtin {
                return builtin.accepts(parameters.count)
                    && (builtin.result == .any || builtin.result.conforms(to: result))
            }
            return FEELType.function(function.parameters.map(\.type), function.result)
                .conforms(to: .function(parameters, result))
        default: return false
        }
    }

    /// DMN 10.3.2.9.4: the value as a type wants it; nil when it cannot be that.
    ///
    /// A value becomes the list of itself, a list of one its item, and a date the midnight in UTC
    /// that begins it.
    public func coerced(to type: FEELType) -> Value? {
        if conforms(to: type) { return self }
        if case .list(let item) = type {
            return coerced(to: item).map { .list([$0]) }
        }
        if case .list(let items) = self, items.count == 1 {
            return items[0].coerced(to: type)
        }
        if case .date = self, type == .dateTime { return midnight(self) }
        return nil
    }
}

extension FEELType {
    /// DMN 10.3.2.9.2: whether every value of this type may stand where the other is declared.
    public func conforms(to other: FEELType) -> Bool {
        if self == other || other == .any || self == .null { return true }
        switch (self, other) {
        case (.list(let left), .list(let right)), (.range(let left), .range(let right)):
            return left.conforms(to: right)
        case (.context(let left), .context(let right)):
            return right.allSatisfy { field in
                left.contains {
                    sameText($0.name, field.name) && $0.type.conforms(to: field.type)
                }
            }
        case (.function(let left, let leftResult), .function(let right, let rightResult)):
            guard let right else { return true }
            guard let left, left.count == right.count else { return false }
            return zip(left, right).allSatisfy { $1.conforms(to: $0) }
                && leftResult.conforms(to: rightResult)
        default: return false
        }
    }
}
