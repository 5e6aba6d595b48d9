/// DMN 10.3.2.11: whether two values are equal; nil when they are of different types.
///
/// Null equals null, and nothing else.
package func equality(_ left: Value, _ right: Value) -> Bool? {
    var steps = Run.stepLimit
    return equality(left, right, &steps)
}

/// Equality as part of a run, whose steps it uses up; nil also when there are too few of them.
///
/// Values can share their parts, so that a small one can take long to go through.
func equality(_ left: Value, _ right: Value, _ run: Run) -> Bool? {
    equality(left, right, &run.steps)
}

private func equality(_ left: Value, _ right: Value, _ steps: inout Int) -> Bool? {
    switch (left, right) {
    case (.null, .null): return true
    case (.null, _), (_, .null): return false
    case (.boolean(let left), .boolean(let right)): return left == right
    case (.number(let left), .number(let right)): return left == right
    case (.string(let left), .string(let right)):
        steps -= left.utf8.count >> 8
        return steps < 0 ? nil : sameText(left, right)
    case (.list(let left), .list(let right)): return equality(ofLists: left, right, &steps)
    case (.context(let left), .context(let right)):
        return equality(ofContexts: left, right, &steps)
    case (.range(let left), .range(let right)): return equality(ofRanges: left, right, &steps)
    case (.function(let left), .function(let right)): return left === right ? true : nil
    default: return temporalEquality(left, right)
    }
}

private func equality(ofLists left: [Value], _ right: [Value], _ steps: inout Int) -> Bool? {
    guard left.count == right.count else { return false }
    for (left, right) in zip(left, right) {
        steps -= 1
        if steps < 0 { return nil }
        if equality(left, right, &steps) != true { return steps < 0 ? nil : false }
    }
    return true
}

private func equality(ofContexts left: Context, _ right: Context, _ steps: inout Int) -> Bool? {
    guard left.entries.count == right.entries.count else { return false }
    for entry in left.entries {
        steps -= 1
        if steps < 0 { return nil }
        guard let other = right[entry.key], equality(entry.value, other, &steps) == true else {
            return steps < 0 ? nil : false
        }
    }
    return true
}

private func equality(ofRanges left: Interval, _ right: Interval, _ steps: inout Int) -> Bool? {
    // Where there is no end, nothing is included.
    guard left.start == nil || left.isStartIncluded == right.isStartIncluded,
        left.end == nil || left.isEndIncluded == right.isEndIncluded, left.form == right.form
    else { return false }
    return equality(ofEnds: left.start, right.start, &steps)
        && equality(ofEnds: left.end, right.end, &steps)
}

private func equality(ofEnds left: Value?, _ right: Value?, _ steps: inout Int) -> Bool {
    switch (left, right) {
    case (nil, nil): true
    case (.some(let left), .some(let right)): equality(left, right, &steps) == true
    case (nil, .some), (.some, nil): false
    }
}

extension Value: Equatable {
    /// Whether two values are the same value: FEEL's equality where it has an answer, else false.
    public static func == (left: Value, right: Value) -> Bool { equality(left, right) == true }
}

/// DMN 10.3.2.11: less, equal or greater; nil when the values have no order.
package func order(_ left: Value, _ right: Value) -> Int? {
    switch (left, right) {
    case (.number(let left), .number(let right)):
        return left < right ? -1 : (left == right ? 0 : 1)
    case (.string(let left), .string(let right)):
        if sameText(left, right) { return 0 }
        return left.utf8.lexicographicallyPrecedes(right.utf8) ? -1 : 1
    default: return temporalOrder(left, right)
    }
}

/// A comparison: true, false, or null when the values cannot be compared.
func compared(
    _ symbol: ComparisonOperator, _ left: Value, _ right: Value, _ run: Run, _ position: Position
) -> Value {
    switch symbol {
    case .equal, .notEqual:
        guard let isEqual = equality(left, right, run) else {
            if run.steps < 0 { return overBudget(run, position) }
            return notComparable(symbol, left, right, run, position)
        }
        return .boolean(isEqual == (symbol == .equal))
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
        guard let order = order(left, right) else {
            return notComparable(symbol, left, right, run, position)
        }
        switch symbol {
        case .less: return .boolean(order < 0)
        case .lessOrEqual: return .boolean(order <= 0)
        case .greater: return .boolean(order > 0)
        case .greaterOrEqual, .equal, .notEqual: return .boolean(order >= 0)
        }
    }
}

private func notComparable(
    _ symbol: ComparisonOperator, _ left: Value, _ right: Value, _ run: Run, _ position: Position
) -> Value {
    // A null that came of a mistake had its warning there.
    for case .null(let null) in [left, right] where null.reason != .literal { return .null(null) }
    return run.null(
        .notComparable, at: position,
        "\(left.typeName) \(symbol.rawValue) \(right.typeName) has no answer")
}
