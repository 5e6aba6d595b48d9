/// DMN 10.3.4.4: list functions.
///
/// Where a list is wanted, a single value is the list of itself.
let listBuiltins: [Builtin] = [
    Builtin("list contains", "list, element", result: .boolean, body: listContains),
    Builtin("count", "list", "c...", result: .number, body: count),
    Builtin("min", "list", "c...", body: minimum),
    Builtin("max", "list", "c...", body: maximum),
    Builtin("sum", "list", "n...", body: sum),
    Builtin("mean", "list", "n...", body: mean),
    Builtin("all", "list", "b...", result: .boolean, body: all),
    Builtin("any", "list", "b...", result: .boolean, body: any),
    Builtin("sublist", "list, start position, length?", body: sublist),
    Builtin("append", "list, item...", body: append),
    Builtin("concatenate", "list...", body: concatenate),
    Builtin("insert before", "list, position, newItem", body: insertBefore),
    Builtin("remove", "list, position", body: remove),
    Builtin(
        "list replace", "list, position, newItem", "list, match, newItem", isImpure: true,
        body: listReplace),
    Builtin("reverse", "list", body: reverse),
    Builtin("index of", "list, match", result: .list(.number), body: indexOf),
    Builtin("union", "list...", body: union),
    Builtin("distinct values", "list", body: distinctValues),
    Builtin("flatten", "list", body: flatten),
    Builtin("product", "list", "n...", result: .number, body: product),
    Builtin("median", "list", "n...", result: .number, body: median),
    Builtin("stddev", "list", "n...", result: .number, body: standardDeviation),
    Builtin("mode", "list", "n...", result: .list(.number), body: mode),
    Builtin("sort", "list, precedes?", isImpure: true, body: sort),
]

private func listContains(_ call: Call) throws(Fault) -> Value {
    let items = try call.list(0)
    return .boolean(items.contains { equality($0, call[1], call.run) == true })
}

private func count(_ call: Call) throws(Fault) -> Value {
    .number(Decimal128(try call.items().count))
}

private func minimum(_ call: Call) throws(Fault) -> Value { try extreme(call, sign: -1) }

private func maximum(_ call: Call) throws(Fault) -> Value { try extreme(call, sign: 1) }

/// The least or greatest item; of an empty list, null.
private func extreme(_ call: Call, sign: Int) throws(Fault) -> Value {
    let items = try call.items()
    guard var best = items.first else { return .null }
    guard order(best, best) != nil else {
        throw Fault(.notComparable, "\(best.typeName) has no order")
    }
    for item in items.dropFirst() {
        guard let order = order(item, best) else {
            throw Fault(.notComparable, "\(item.typeName) and \(best.typeName) have no order")
        }
        if order * sign > 0 { best = item }
    }
    return best
}

/// The sum of numbers, or of durations of one kind; of an empty list, null.
private func sum(_ call: Call) throws(Fault) -> Value {
    let items = try call.items()
    guard let first = items.first else { return .null }
    switch first {
    case .daysDuration, .yearsDuration:
        var total = first
        for item in items.dropFirst() {
            guard item.typeName == first.typeName,
                case .value(let next) = temporalArithmetic(.add, total, item)
            else { throw Fault(.invalidType, "\(total.typeName) + \(item.typeName)") }
            total = next
        }
        return total
    case .null, .boolean, .number, .string, .date, .time, .dateTime, .list, .context, .range,
        .function:
        return try held(try total(try numbers(call)))
    }
}

private func total(_ numbers: [Decimal128]) throws(Fault) -> Decimal128? {
    var total = Decimal128.zero
    for number in numbers {
        guard let next = total.adding(number) else { return nil }
        total = next
    }
    return total
}

/// The items as numbers.
private func numbers(_ call: Call) throws(Fault) -> [Decimal128] {
    var numbers: [Decimal128] = []
    for item in try call.items() {
        guard case .number(let number) = item else {
            throw Fault(.invalidType, "\(item.typeName) is not a number")
        }
        numbers.append(number)
    }
    return numbers
}

private func mean(_ call: Call) throws(Fault) -> Value {
    let items = try call.items()
    guard let first = items.first else { return .null }
    switch first {
    case .daysDuration, .yearsDuration:
        let total = try sum(call)
        let count = Value.number(Decimal128(items.count))
        guard case .value(let mean) = temporalArithmetic(.divide, total, count) else {
            throw Fault(.overflow, "the result is out of range")
        }
        return mean
    case .null, .boolean, .number, .string, .date, .time, .dateTime, .list, .context, .range,
        .function:
        let values = try numbers(call)
        return try held(try total(values)?.divided(by: Decimal128(values.count)))
    }
}

/// False when one item is false, true when all are true, else null; of an empty list, true.
private func all(_ call: Call) throws(Fault) -> Value { try decided(call, by: false) }

/// True when one item is true, false when all are false, else null; of an empty list, false.
private func any(_ call: Call) throws(Fault) -> Value { try decided(call, by: true) }

private func decided(_ call: Call, by decisive: Bool) throws(Fault) -> Value {
    let items = call.count == 1 && call[0].isNull ? [.null] : try call.items()
    if items.contains(where: { $0 == .boolean(decisive) }) { return .boolean(decisive) }
    for item in items {
        guard case .boolean = item else {
            throw Fault(.invalidType, "\(item.typeName) is neither true nor false")
        }
    }
    return .boolean(!decisive)
}

/// `sublist([4, 5, 6], 1, 2)` is `[4, 5]`; a negative start counts from the end.
private func sublist(_ call: Call) throws(Fault) -> Value {
    let items = try call.list(0)
    let start = try call.wholePart(1)
    guard start != 0, start.magnitude <= items.count else {
        throw Fault(.indexOutOfRange, "no item \(start) in a list of \(items.count)")
    }
    let first = start > 0 ? start - 1 : items.count + start
    guard call.has(2) else { return .list(Array(items[first...])) }
    let length = try call.wholePart(2)
    guard length > 0, length <= items.count - first else {
        throw Fault(.indexOutOfRange, "the list does not have \(length) items from there")
    }
    return .list(Array(items[first..<first + length]))
}

private func append(_ call: Call) throws(Fault) -> Value {
    let items = try call.list(0)
    try call.spend(items.count)
    return .list(items + call.arguments.dropFirst())
}

private func concatenate(_ call: Call) throws(Fault) -> Value {
    var result: [Value] = []
    for index in 0..<call.count {
        let items = try call.list(index)
        try call.spend(items.count)
        result += items
    }
    return .list(result)
}

/// The index in the array for a position from 1, or from -1 backwards.
private func place(_ position: Int, in items: [Value]) throws(Fault) -> Int {
    guard position != 0, position.magnitude <= items.count else {
        throw Fault(.indexOutOfRange, "no item \(position) in a list of \(items.count)")
    }
    return position > 0 ? position - 1 : items.count + position
}

private func insertBefore(_ call: Call) throws(Fault) -> Value {
    var items = try call.list(0)
    try call.spend(items.count)
    items.insert(call[2], at: try place(try call.wholePart(1), in: items))
    return .list(items)
}

private func remove(_ call: Call) throws(Fault) -> Value {
    var items = try call.list(0)
    try call.spend(items.count)
    items.remove(at: try place(try call.wholePart(1), in: items))
    return .list(items)
}

/// Replaces the item at a position, or each for which a function of item and new item is true.
private func listReplace(_ call: Call) throws(Fault) -> Value {
    var items = try call.list(0)
    try call.spend(items.count)
    guard case .function(let match) = call[1] else {
        items[try place(try call.wholePart(1), in: items)] = call[2]
        return .list(items)
    }
    for (index, item) in items.enumerated() {
        let verdict = invoke(.function(match), [item, call[2]], call.run, call.position)
        guard case .boolean(let isMatch) = verdict else {
            throw Fault(.invalidType, "the match gave \(verdict.typeName), not true or false")
        }
        if isMatch { items[index] = call[2] }
    }
    return .list(items)
}

private func reverse(_ call: Call) throws(Fault) -> Value {
    .list(try call.list(0).reversed())
}

private func indexOf(_ call: Call) throws(Fault) -> Value {
    var result: [Value] = []
    for (index, item) in try call.list(0).enumerated()
    where equality(item, call[1], call.run) == true {
        result.append(.number(Decimal128(index + 1)))
    }
    return .list(result)
}

private func union(_ call: Call) throws(Fault) -> Value {
    var items: [Value] = []
    for index in 0..<call.count { items += try call.list(index) }
    return .list(try distinct(items, call))
}

private func distinctValues(_ call: Call) throws(Fault) -> Value {
    .list(try distinct(try call.list(0), call))
}

/// The items without those equal to an earlier one.
private func distinct(_ items: [Value], _ call: Call) throws(Fault) -> [Value] {
    var kept: [Value] = []
    for item in items {
        try call.spend(1 + kept.count)
        if !kept.contains(where: { equality($0, item, call.run) == true }) { kept.append(item) }
    }
    return kept
}

private func flatten(_ call: Call) throws(Fault) -> Value {
    var result: [Value] = []
    try flatten(try call.list(0), into: &result, call, depth: 0)
    return .list(result)
}

private func flatten(
    _ items: [Value], into result: inout [Value], _ call: Call, depth: Int
) throws(Fault) {
    guard depth < 500 else { throw Fault(.budgetExceeded, "the lists are nested too deep") }
    for item in items {
        try call.spend(1)
        if case .list(let inner) = item {
            try flatten(inner, into: &result, call, depth: depth + 1)
        } else {
            result.append(item)
        }
    }
}

private func product(_ call: Call) throws(Fault) -> Value {
    let values = try numbers(call)
    guard !values.isEmpty else { return .null }
    var result = Decimal128.one
    for value in values {
        guard let next = result.multiplied(by: value) else {
            throw Fault(.overflow, "the result is out of range")
        }
        result = next
    }
    return .number(result)
}

private func median(_ call: Call) throws(Fault) -> Value {
    let values = try numbers(call).sorted()
    guard !values.isEmpty else { return .null }
    let middle = values.count / 2
    if values.count % 2 == 1 { return .number(values[middle]) }
    return try held(
        values[middle - 1].adding(values[middle])?.divided(by: Decimal128(2)))
}

/// The sample standard deviation: DMN table 75.
private func standardDeviation(_ call: Call) throws(Fault) -> Value {
    let values = try numbers(call)
    guard values.count > 1 else {
        throw Fault(.invalidArgument, "fewer than two numbers have no deviation")
    }
    guard let mean = try total(values)?.divided(by: Decimal128(values.count)) else {
        throw Fault(.overflow, "the result is out of range")
    }
    // The mean is rounded; what that leaves of the differences' sum is taken off again, so that
    // large numbers which lie close together keep their deviation.
    var differences: [Decimal128] = []
    var squares: [Decimal128] = []
    for value in values {
        guard let difference = value.subtracting(mean),
            let square = difference.multiplied(by: difference)
        else { throw Fault(.overflow, "the result is out of range") }
        differences.append(difference)
        squares.append(square)
    }
    let count = Decimal128(values.count)
    guard let rest = try total(differences),
        let surplus = rest.multiplied(by: rest)?.divided(by: count),
        let variance = try total(squares)?.subtracting(surplus)?
            .divided(by: Decimal128(values.count - 1))
    else { throw Fault(.overflow, "the result is out of range") }
    return try held(variance.isNegative ? .zero : variance.squareRoot)
}

/// The most frequent numbers, in ascending order.
private func mode(_ call: Call) throws(Fault) -> Value {
    let values = try numbers(call).sorted()
    var best: [Decimal128] = []
    var bestCount = 0
    var index = 0
    while index < values.count {
        var end = index
        while end < values.count, values[end] == values[index] { end += 1 }
        if end - index > bestCount {
            bestCount = end - index
            best = []
        }
        if end - index == bestCount { best.append(values[index]) }
        index = end
    }
    return .list(best.map { .number($0) })
}

/// Sorts by a function of two items that says whether the first goes before the second.
private func sort(_ call: Call) throws(Fault) -> Value {
    let items = try call.list(0)
    if !call.has(1) {
        return .list(
            try mergeSorted(items) { left, right throws(Fault) in
                guard let order = order(left, right) else {
                    throw Fault(
                        .notComparable, "\(left.typeName) and \(right.typeName) have no order")
                }
                return order < 0
            })
    }
    let precedes = Value.function(try call.function(1))
    return .list(
        try mergeSorted(items) { left, right throws(Fault) in
            try call.spend(1)
            let verdict = invoke(precedes, [left, right], call.run, call.position)
            guard case .boolean(let isBefore) = verdict else {
                throw Fault(
                    .invalidType, "the comparison gave \(verdict.typeName), not true or false")
            }
            return isBefore
        })
}

/// A stable sort, whatever the comparison answers.
private func mergeSorted(
    _ items: [Value], _ precedes: (Value, Value) throws(Fault) -> Bool
) throws(Fault) -> [Value] {
    guard items.count > 1 else { return items }
    let middle = items.count / 2
    let left = try mergeSorted(Array(items[..<middle]), precedes)
    let right = try mergeSorted(Array(items[middle...]), precedes)
    var result: [Value] = []
    result.reserveCapacity(items.count)
    var (i, j) = (0, 0)
    while i < left.count, j < right.count {
        if try precedes(right[j], left[i]) {
            result.append(right[j])
            j += 1
        } else {
            result.append(left[i])
            i += 1
        }
    }
    return result + left[i...] + right[j...]
}
