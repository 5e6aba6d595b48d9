/// A range whose ends can be compared; null when they cannot.
func checkedRange(_ interval: Interval, _ run: Run, _ position: Position) -> Value {
    for end in [interval.start, interval.end] {
        switch end {
        case .null(let null)? where null.reason != .literal: return .null(null)
        case .boolean?, .list?, .context?, .range?, .function?:
            guard interval.form != .ends else {
                return run.null(
                    .invalidType, at: position,
                    "\(end?.typeName ?? "null") cannot be the end of a range")
            }
        case nil, .null?, .number?, .string?, .date?, .time?, .dateTime?, .daysDuration?,
            .yearsDuration?:
            break
        }
    }
    if let start = interval.start, let end = interval.end, !start.isNull, !end.isNull,
        interval.form == .ends, order(start, end) == nil
    {
        return run.null(
            .notComparable, at: position,
            "a range from \(start.typeName) to \(end.typeName) has no order")
    }
    return .range(interval)
}

/// Whether a value lies in a range: true, false, or null when it cannot be compared with the ends.
func contains(_ interval: Interval, _ value: Value, _ run: Run, _ position: Position) -> Value {
    if interval.form != .ends, let point = interval.start {
        return compared(
            interval.form == .equal ? .equal : .notEqual, value, point, run, position)
    }
    var result = Value.boolean(true)
    if let start = interval.start {
        result = compared(
            interval.isStartIncluded ? .greaterOrEqual : .greater, value, start, run, position)
    }
    if let end = interval.end {
        result = conjunction(
            result,
            compared(interval.isEndIncluded ? .lessOrEqual : .less, value, end, run, position))
    }
    return result
}

/// DMN 10.3.2.14: what `in` ranges over, a value at a time.
///
/// Stops at the first value that the body returns; a domain that cannot be gone through is null.
func steps(
    over start: Value, to end: Value?, _ run: Run, _ position: Position, _ body: (Value) -> Value?
) -> Value? {
    if let end {
        return steps(from: start, to: end, run, position, body)
    }
    switch start {
    case .list(let items):
        for item in items {
            if let stop = body(item) { return stop }
        }
        return nil
    case .range(let interval):
        guard let low = interval.start, let high = interval.end, interval.form != .notEqual
        else {
            return run.null(.invalidType, at: position, "a range without end has no last item")
        }
        if let order = order(low, high), order > 0 {
            return run.null(.invalidArgument, at: position, "the range runs backwards")
        }
        var isFirst = true
        return steps(from: low, to: high, run, position) { value in
            defer { isFirst = false }
            if isFirst, !interval.isStartIncluded { return nil }
            if !interval.isEndIncluded, equality(value, high) == true { return nil }
            return body(value)
        }
    case .null(let null):
        if null.reason != .literal { return start }
        return run.null(.invalidType, at: position, "there is nothing to go through in null")
    case .boolean, .number, .string, .date, .time, .dateTime, .daysDuration, .yearsDuration,
        .context, .function:
        return body(start)
    }
}

private func steps(
    from start: Value, to end: Value, _ run: Run, _ position: Position, _ body: (Value) -> Value?
) -> Value? {
    guard let first = ordinal(start), let last = ordinal(end), start.typeName == end.typeName
    else {
        for case .null(let null) in [start, end] where null.reason != .literal {
            return .null(null)
        }
        return run.null(
            .invalidType, at: position,
            "there are no steps from \(start.typeName) to \(end.typeName)")
    }
    let isDate = if case .date = start { true } else { false }
    var current = first
    while true {
        guard run.spend() else { return overBudget(run, position) }
        let value: Value? =
            isDate ? dateValue(ordinal: current) : .number(Decimal128(current))
        if let value, let stop = body(value) { return stop }
        if current == last { return nil }
        current += first <= last ? 1 : -1
    }
}

/// The whole number that an end of an iteration stands for.
private func ordinal(_ value: Value) -> Int? {
    switch value {
    case .number(let number): number.exactInt
    case .date: dateOrdinal(value)
    case .null, .boolean, .string, .time, .dateTime, .daysDuration, .yearsDuration, .list,
        .context, .range, .function:
        nil
    }
}
