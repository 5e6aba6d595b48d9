import DMN
import FEEL

/// Values at which a cell turns from met to not met: those a test should try, on both sides.
///
///     >= 15          14 and 15
///     [8..12]        7, 8, 12 and 13
///     "open"         "open", and one other value
struct CellEdges {
    /// A value worth a test, and what the cell makes of it.
    struct Edge: Sendable {
        let value: Value
        /// Whether the cell accepts it.
        let isMet: Bool
        /// Whether it only adds to the two sides: one further inside, or no value at all.
        let isExtra: Bool
        /// Whether the cell names it, or a value next to it; else it stands for all others.
        let isNamed: Bool
    }

    /// The values, in the order of the cell's tests.
    let edges: [Edge]

    /// The edges of a cell that compares with constants; none for one that everything passes.
    ///
    /// - Parameters:
    ///   - tests: The cell's tests.
    ///   - domain: The values that can be tested, where they are known one by one.
    ///   - isAllowed: Whether a value may be tested at all.
    init(_ tests: SimpleTests, domain: [Value]?, isAllowed: (Value) -> Bool) {
        var found: [Edge] = []
        func add(_ value: Value?, isExtra: Bool = false, isNamed: Bool = true) {
            guard let value, value.isNull || isAllowed(value),
                !found.contains(where: { isSame($0.value, value) })
            else { return }
            found.append(
                Edge(
                    value: value, isMet: tests.accept(value), isExtra: isExtra, isNamed: isNamed))
        }
        guard case .tests(let parts, _) = tests else {
            edges = []
            return
        }
        for part in parts {
            switch part {
            case .equal(let value): add(value)
            case .within(let interval):
                let (start, end) = (interval.start, interval.end)
                if let start {
                    if interval.isStartIncluded {
                        add(neighbour(of: start, by: -1, in: domain))
                    }
                    add(start)
                    // From an end that is left out, the next value is the first inside.
                    if end == nil || !interval.isStartIncluded {
                        add(
                            neighbour(of: start, by: 1, in: domain),
                            isExtra: interval.isStartIncluded)
                    }
                }
                if let end {
                    if start == nil || !interval.isEndIncluded {
                        add(
                            neighbour(of: end, by: -1, in: domain),
                            isExtra: interval.isEndIncluded)
                    }
                    add(end)
                    if interval.isEndIncluded { add(neighbour(of: end, by: 1, in: domain)) }
                }
            }
        }
        // One value on a side that no edge is on yet: a member of the set, or one outside it.
        let others = (domain ?? []) + [Value.string("other"), .number(0), .number(1)]
        for side in [true, false] where !found.contains(where: { $0.isMet == side }) {
            add(
                others.first { !$0.isNull && tests.accept($0) == side && isAllowed($0) },
                isNamed: false)
        }
        if domain?.contains(where: \.isNull) == true, parts.contains(where: \.isInterval) {
            add(.null, isExtra: true)
        }
        edges = found
    }
}

extension SimpleTest {
    fileprivate var isInterval: Bool {
        switch self {
        case .equal: false
        case .within: true
        }
    }
}

/// Whether two values are the same for a test: equal, or both null.
func isSame(_ left: Value, _ right: Value) -> Bool {
    left.isNull && right.isNull || equality(left, right) == true
}

/// The next value above or below one, in a list of values or else a step away.
///
/// Nil where the list ends: beyond the scale there is nothing to test.
func neighbour(of value: Value, by direction: Int, in domain: [Value]?) -> Value? {
    if let domain, domain.contains(where: { isSame($0, value) || order($0, value) != nil }) {
        let beyond = domain.filter { order($0, value) == direction }
        return beyond.reduce(nil) { nearest, next in
            guard let nearest else { return next }
            return order(next, nearest) == -direction ? next : nearest
        }
    }
    let sign = Decimal128(direction)
    switch value {
    case .number(let number):
        let places = number.description.split(separator: ".").dropFirst().first?.count ?? 0
        let step = places == 0 ? sign : Decimal128("\(direction)E-\(places)")
        return step.flatMap { number.adding($0) }.map { .number($0) }
    case .date(let date): return date.adding(days: Int64(direction)).map { .date($0) }
    case .dateTime(let moment):
        return moment.adding(DaysDuration(wholeSeconds: 86_400 * Int64(direction)))
            .map { .dateTime($0) }
    case .time(let time):
        return .time(time.adding(DaysDuration(wholeSeconds: 60 * Int64(direction))))
    case .daysDuration(let duration):
        return duration.adding(DaysDuration(wholeSeconds: 86_400 * Int64(direction)))
            .map { .daysDuration($0) }
    case .yearsDuration(let duration):
        return duration.adding(YearsDuration(months: Int64(direction))).map { .yearsDuration($0) }
    case .null, .boolean, .string, .list, .context, .range, .function: return nil
    }
}
