/// DMN 10.3.4.6, table 78: how two points or ranges lie to each other.
let rangeBuiltins: [Builtin] = [
    relation(
        "before", pointPoint: { $0 < 0 }, pointRange: isBefore, rangePoint: isBefore, isBefore),
    relation(
        "after", pointPoint: { $0 > 0 },
        pointRange: { left, right throws(Fault) in try isBefore(right, left) },
        rangePoint: { left, right throws(Fault) in try isBefore(right, left) },
        { left, right throws(Fault) in try isBefore(right, left) }),
    relation("meets", isMeeting),
    relation("met by") { left, right throws(Fault) in try isMeeting(right, left) },
    relation("overlaps", isOverlapping),
    relation("overlaps before", isOverlappingBefore),
    relation("overlaps after") { left, right throws(Fault) in
        try isOverlappingBefore(right, left)
    },
    relation("finishes", pointRange: isFinishing, isFinishing),
    relation(
        "finished by", rangePoint: { left, right throws(Fault) in try isFinishing(right, left) },
        { left, right throws(Fault) in try isFinishing(right, left) }),
    relation("includes", rangePoint: isIncluding, isIncluding),
    relation(
        "during", pointRange: { left, right throws(Fault) in try isIncluding(right, left) },
        { left, right throws(Fault) in try isIncluding(right, left) }),
    relation("starts", pointRange: isStarting, isStarting),
    relation(
        "started by", rangePoint: { left, right throws(Fault) in try isStarting(right, left) },
        { left, right throws(Fault) in try isStarting(right, left) }),
    relation("coincides", pointPoint: { $0 == 0 }, isCoinciding),
]

/// A range with both ends.
private struct Span {
    let start: Value
    let startIncluded: Bool
    let end: Value
    let endIncluded: Bool
}

private typealias PointRange = @Sendable (Value, Span) throws(Fault) -> Bool
private typealias RangePoint = @Sendable (Span, Value) throws(Fault) -> Bool
private typealias RangeRange = @Sendable (Span, Span) throws(Fault) -> Bool

/// A relation, by which kinds of arguments it takes.
private func relation(
    _ name: String, pointPoint: (@Sendable (Int) -> Bool)? = nil,
    pointRange: PointRange? = nil, rangePoint: RangePoint? = nil,
    _ rangeRange: @escaping RangeRange
) -> Builtin {
    Builtin(
        name, "range1, range2", "point1, point2", "point, range", "range, point",
        result: .boolean
    ) { call throws(Fault) in
        switch (try operand(call, 0), try operand(call, 1)) {
        case (.range(let left), .range(let right)):
            return .boolean(try rangeRange(try span(left), try span(right)))
        case (.range(let left), let right):
            guard let rangePoint else { throw call.wrongType(1, "a range") }
            return .boolean(try rangePoint(try span(left), right))
        case (let left, .range(let right)):
            guard let pointRange else { throw call.wrongType(0, "a range") }
            return .boolean(try pointRange(left, try span(right)))
        case (let left, let right):
            guard let pointPoint else { throw call.wrongType(0, "a range") }
            return .boolean(pointPoint(try comparison(left, right)))
        }
    }
}

private func operand(_ call: Call, _ index: Int) throws(Fault) -> Value {
    let value = call.single(index)
    if value.isNull { throw call.wrongType(index, "a point or range") }
    return value
}

private func span(_ interval: Interval) throws(Fault) -> Span {
    guard interval.form != .notEqual else {
        throw Fault(.invalidArgument, "the range has no ends")
    }
    return Span(
        start: interval.start ?? .null, startIncluded: interval.isStartIncluded,
        end: interval.end ?? .null, endIncluded: interval.isEndIncluded)
}

/// Less, equal or greater; a fault where there is no order.
private func comparison(_ left: Value, _ right: Value) throws(Fault) -> Int {
    guard let order = order(left, right) else {
        throw Fault(.notComparable, "\(left.typeName) and \(right.typeName) have no order")
    }
    return order
}

private func isBefore(_ point: Value, _ range: Span) throws(Fault) -> Bool {
    let order = try comparison(point, range.start)
    return order < 0 || (order == 0 && !range.startIncluded)
}

private func isBefore(_ range: Span, _ point: Value) throws(Fault) -> Bool {
    let order = try comparison(range.end, point)
    return order < 0 || (order == 0 && !range.endIncluded)
}

private func isBefore(_ left: Span, _ right: Span) throws(Fault) -> Bool {
    let order = try comparison(left.end, right.start)
    return order < 0 || (order == 0 && !(left.endIncluded && right.startIncluded))
}

private func isMeeting(_ left: Span, _ right: Span) throws(Fault) -> Bool {
    let order = try comparison(left.end, right.start)
    return order == 0 && left.endIncluded && right.startIncluded
}

private func isOverlapping(_ left: Span, _ right: Span) throws(Fault) -> Bool {
    if try isBefore(left, right) { return false }
    return try !isBefore(right, left)
}

private func isOverlappingBefore(_ left: Span, _ right: Span) throws(Fault) -> Bool {
    let starts = try comparison(left.start, right.start)
    let ends = try comparison(left.end, right.end)
    let isApart = try isBefore(left, right)
    return (starts < 0 || (starts == 0 && left.startIncluded && !right.startIncluded))
        && !isApart
        && (ends < 0 || (ends == 0 && (!left.endIncluded || right.endIncluded)))
}

private func isFinishing(_ point: Value, _ range: Span) throws(Fault) -> Bool {
    (try comparison(point, range.end)) == 0 && range.endIncluded
}

private func isFinishing(_ left: Span, _ right: Span) throws(Fault) -> Bool {
    let ends = try comparison(left.end, right.end)
    let starts = try comparison(left.start, right.start)
    return ends == 0 && left.endIncluded == right.endIncluded
        && (starts > 0 || (starts == 0 && (!left.startIncluded || right.startIncluded)))
}

private func isIncluding(_ range: Span, _ point: Value) throws(Fault) -> Bool {
    let fromStart = try comparison(range.start, point)
    let toEnd = try comparison(point, range.end)
    return (fromStart < 0 || (fromStart == 0 && range.startIncluded))
        && (toEnd < 0 || (toEnd == 0 && range.endIncluded))
}

private func isIncluding(_ outer: Span, _ inner: Span) throws(Fault) -> Bool {
    let starts = try comparison(outer.start, inner.start)
    let ends = try comparison(inner.end, outer.end)
    return (starts < 0 || (starts == 0 && (outer.startIncluded || !inner.startIncluded)))
        && (ends < 0 || (ends == 0 && (outer.endIncluded || !inner.endIncluded)))
}

private func isStarting(_ point: Value, _ range: Span) throws(Fault) -> Bool {
    (try comparison(point, range.start)) == 0 && range.startIncluded
}

private func isStarting(_ left: Span, _ right: Span) throws(Fault) -> Bool {
    let starts = try comparison(left.start, right.start)
    let ends = try comparison(left.end, right.end)
    return starts == 0 && left.startIncluded == right.startIncluded
        && (ends < 0 || (ends == 0 && (!left.endIncluded || right.endIncluded)))
}

private func isCoinciding(_ left: Span, _ right: Span) throws(Fault) -> Bool {
    let starts = try comparison(left.start, right.start)
    let ends = try comparison(left.end, right.end)
    return starts == 0 && ends == 0 && left.startIncluded == right.startIncluded
        && left.endIncluded == right.endIncluded
}
