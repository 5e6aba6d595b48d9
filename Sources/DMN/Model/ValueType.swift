package import FEEL

/// The type of a variable: its FEEL type, and the model's own constraints on its values.
package struct ValueType: Sendable {
    /// The name under which the model speaks of it; nil when it says nothing.
    package let name: String?
    /// The shape that values are coerced to.
    package let feel: FEELType
    /// What the values must be beside that; nil when nothing.
    let constraint: Constraint?
    /// The shape, where it is plain and nothing is asked beside it: most values conform at once.
    let plain: Plain

    /// What can be told of a value at once.
    enum Plain: UInt8 {
        case any
        case number
        case string
        case boolean
        /// The whole type must be asked.
        case other

        /// Whether a value is at once known to be of the type.
        @inline(__always)
        func takes(_ value: Value) -> Bool {
            switch (self, value) {
            case (.any, _), (.number, .number), (.string, .string), (.boolean, .boolean): true
            default: false
            }
        }

        /// The type that stands for several in turn.
        init(_ types: [ValueType]) {
            let asked = types.map(\.plain).filter { $0 != .any }
            guard let first = asked.first else {
                self = .any
                return
            }
            self = asked.allSatisfy { $0 == first } ? first : .other
        }
    }

    init(name: String? = nil, feel: FEELType, constraint: Constraint? = nil) {
        self.name = name
        self.feel = feel
        self.constraint = constraint
        guard constraint == nil else {
            plain = .other
            return
        }
        switch feel {
        case .any: plain = .any
        case .number: plain = .number
        case .string: plain = .string
        case .boolean: plain = .boolean
        case .null, .date, .time, .dateTime, .daysDuration, .yearsDuration, .list, .context,
            .range, .function:
            plain = .other
        }
    }

    /// Any value at all.
    static let any = ValueType(feel: .any)

    /// The value as this type has it, or null with a reason when it does not conform.
    @inline(__always)
    func coerced(_ value: Value, _ warn: (String) -> Void) -> Value {
        plain.takes(value) || value.isNull ? value : checked(value, warn)
    }

    private func checked(_ value: Value, _ warn: (String) -> Void) -> Value {
        guard let coerced = value.coerced(to: feel) else {
            warn("\(collapsedText("\(value)")) is not of type \(name ?? "\(feel)")")
            return .null(Null(.typeMismatch))
        }
        if let constraint, let failure = constraint.failure(of: coerced) {
            warn("\(collapsedText("\(failure)")) is not allowed by type \(name ?? "\(feel)")")
            return .null(Null(.typeMismatch))
        }
        return coerced
    }

    /// The type of a member of this list type; the type itself when it is no list.
    var member: ValueType {
        guard case .list(let item) = feel else { return self }
        if case .members(let constraint) = constraint {
            return ValueType(name: name, feel: item, constraint: constraint)
        }
        return ValueType(name: name, feel: item)
    }

    /// The tests on single values, where the constraint is no more than that.
    package var allowedValues: CellTests? {
        switch constraint {
        case .tests(let tests): tests
        case .all(let parts):
            parts.compactMap { if case .tests(let tests) = $0 { tests } else { nil } }.last
        case .members, .components, nil: nil
        }
    }
}

/// Constraints on a value and on its parts.
indirect enum Constraint: Sendable {
    /// The value passes these tests.
    case tests(CellTests)
    /// Each member of the list does.
    case members(Constraint)
    /// The named parts of the context do.
    case components([(name: String, constraint: Constraint)])
    /// All of these hold.
    case all([Constraint])

    /// The part of `value` that breaks the constraint; nil when it holds.
    ///
    /// Null breaks nothing: whether a value may be missing is not a matter of its type.
    func failure(of value: Value) -> Value? {
        if value.isNull { return nil }
        switch self {
        case .tests(let tests):
            return tests.accepts(value) ? nil : value
        case .members(let constraint):
            guard case .list(let items) = value else { return constraint.failure(of: value) }
            for item in items {
                if let failure = constraint.failure(of: item) { return failure }
            }
            return nil
        case .components(let components):
            guard case .context(let context) = value else { return nil }
            for (name, constraint) in components {
                if let part = context[name], let failure = constraint.failure(of: part) {
                    return failure
                }
            }
            return nil
        case .all(let constraints):
            for constraint in constraints {
                if let failure = constraint.failure(of: value) { return failure }
            }
            return nil
        }
    }

    /// The constraints that are there, as one.
    static func combined(_ parts: [Constraint?]) -> Constraint? {
        let parts = parts.compactMap { $0 }
        return parts.count > 1 ? .all(parts) : parts.first
    }
}
