package import FEEL

/// A cell whose tests compare with constants only: it can be indexed, analysed, and put in words.
package enum SimpleTests: Sendable {
    /// `-`
    case any
    /// Any of these, or, negated, none of them.
    case tests([SimpleTest], isNegated: Bool)

    /// Whether a value passes; what cannot be compared does not, whichever way it is asked.
    package func accept(_ value: Value) -> Bool {
        switch self {
        case .any: return true
        case .tests(let tests, let isNegated):
            var isUndecided = false
            for test in tests {
                switch test.holds(value) {
                case true: return !isNegated
                case false: break
                case nil: isUndecided = true
                }
            }
            return isNegated && !isUndecided
        }
    }
}

/// One test against constants.
package enum SimpleTest: Sendable {
    /// The value is this one.
    case equal(Value)
    /// The value lies in this range.
    case within(Interval)

    /// Whether a value passes; nil when it cannot be compared.
    func holds(_ value: Value) -> Bool? {
        switch self {
        case .equal(.boolean(let wanted)):
            switch value {
            case .boolean(let isTrue): return isTrue == wanted
            case .null: return false
            // FEEL: a cell that is a condition by itself holds whatever is tested.
            default: return wanted
            }
        case .equal(let wanted): return equality(value, wanted)
        case .within(let interval):
            guard let isAbove = compare(value, interval.start, interval.isStartIncluded, 1),
                let isBelow = compare(value, interval.end, interval.isEndIncluded, -1)
            else { return nil }
            return isAbove && isBelow
        }
    }

    private func compare(
        _ value: Value, _ end: Value?, _ isIncluded: Bool, _ direction: Int
    ) -> Bool? {
        guard let end else { return true }
        guard let order = order(value, end) else { return nil }
        return order == direction || (order == 0 && isIncluded)
    }
}

extension SimpleTests {
    /// The tests of a cell, where all of them compare with constants.
    init?(_ cell: UnaryTests) {
        if cell.isAny {
            self = .any
            return
        }
        guard let constants = cell.constantTests else { return nil }
        var tests: [SimpleTest] = []
        for (symbol, constant) in constants {
            switch (symbol, constant) {
            // These are matched by rules of their own, which are left to FEEL.
            case (nil, .list), (nil, .function), (.notEqual, _):
                return nil
            case (nil, .range(let interval)):
                if interval.form != .ends { return nil }
                tests.append(.within(interval))
            case (nil, _), (.equal, _):
                tests.append(.equal(constant))
            case (.less, _):
                tests.append(
                    .within(
                        .init(
                            start: nil, isStartIncluded: false, end: constant, isEndIncluded: false)
                    ))
            case (.lessOrEqual, _):
                tests.append(
                    .within(
                        .init(
                            start: nil, isStartIncluded: false, end: constant, isEndIncluded: true))
                )
            case (.greater, _):
                tests.append(
                    .within(
                        .init(
                            start: constant, isStartIncluded: false, end: nil, isEndIncluded: false)
                    ))
            case (.greaterOrEqual, _):
                tests.append(
                    .within(
                        .init(
                            start: constant, isStartIncluded: true, end: nil, isEndIncluded: false))
                )
            }
        }
        self = .tests(tests, isNegated: cell.isNegated)
    }
}

extension SimpleTests {
    /// The constants that are named one by one, in order.
    package var constants: [Value] {
        switch self {
        case .any: []
        case .tests(let tests, let isNegated):
            isNegated
                ? [] : tests.compactMap { if case .equal(let value) = $0 { value } else { nil } }
        }
    }
}

extension SimpleTest {
    /// The constants that the test compares with.
    var constants: [Value] {
        switch self {
        case .equal(let value): [value]
        case .within(let interval): [interval.start, interval.end].compactMap { $0 }
        }
    }
}
