/// DMN 10.3.2.12: the arithmetic operators.
func calculated(
    _ symbol: ArithmeticOperator, _ left: Value, _ right: Value, _ run: Run, _ position: Position
) -> Value {
    switch (left, right) {
    case (.number(let left), .number(let right)):
        return calculated(symbol, left, right, run, position)
    case (.string(let left), .string(let right)) where symbol == .add:
        let length = left.utf8.count + right.utf8.count
        guard length <= Run.textLimit, run.spend(1 + length / 64) else {
            return overBudget(run, position)
        }
        return .string(left + right)
    default: break
    }
    switch temporalArithmetic(symbol, left, right) {
    case .value(let value): return value
    case .overflow:
        return run.null(.overflow, at: position, "the result is out of range")
    case .divisionByZero: return run.null(.divisionByZero, at: position, "division by zero")
    case .undefined: break
    }
    for case .null(let null) in [left, right] where null.reason != .literal { return .null(null) }
    return run.null(
        .invalidType, at: position,
        "\(left.typeName) \(symbol.rawValue) \(right.typeName) is not defined")
}

private func calculated(
    _ symbol: ArithmeticOperator, _ left: Decimal128, _ right: Decimal128, _ run: Run,
    _ position: Position
) -> Value {
    let result: Decimal128?
    switch symbol {
    case .add: result = left.adding(right)
    case .subtract: result = left.subtracting(right)
    case .multiply: result = left.multiplied(by: right)
    case .divide:
        if right.isZero { return run.null(.divisionByZero, at: position, "division by zero") }
        result = left.divided(by: right)
    case .power:
        if left.isZero, right.isNegative {
            return run.null(.divisionByZero, at: position, "zero to a negative power")
        }
        result = left.power(right)
    }
    guard let result else {
        return run.null(.overflow, at: position, "the result is not a number that can be held")
    }
    return .number(result)
}

/// What an operator makes of temporal operands.
enum TemporalResult {
    case value(Value)
    case overflow
    case divisionByZero
    /// The operator does not take these types.
    case undefined

    init(_ value: Value?) {
        self = value.map { .value($0) } ?? .overflow
    }
}

/// Unary minus: numbers and durations.
func negated(_ value: Value, _ run: Run, _ position: Position) -> Value {
    switch value {
    case .number(let number): return .number(number.negated)
    case .daysDuration, .yearsDuration:
        if let result = temporalNegation(value) { return result }
        return run.null(.overflow, at: position, "the result is out of range")
    case .null(let null) where null.reason != .literal: return value
    case .null, .boolean, .string, .date, .time, .dateTime, .list, .context, .range, .function:
        return run.null(.invalidType, at: position, "-\(value.typeName) is not defined")
    }
}
