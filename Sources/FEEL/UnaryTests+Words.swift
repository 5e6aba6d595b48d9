extension UnaryTests {
    /// The cell in words, for those who read tables and not FEEL.
    ///
    ///     >= 15                 15 or more
    ///     [8..12]               8 to 12
    ///     "Safety", "Quality"   "Safety" or "Quality"
    ///     -                     any
    package var words: String {
        switch node {
        case .any: return "any"
        case .tests(let tests, let isNegated):
            let parts = tests.map(\.words)
            if isNegated { return "not " + parts.joined(separator: ", nor ") }
            guard parts.count > 2, let last = parts.last else {
                return parts.joined(separator: " or ")
            }
            return parts.dropLast().joined(separator: ", ") + " or " + last
        }
    }
}

extension TestNode {
    fileprivate var words: String {
        switch self {
        case .comparison(let symbol, let node): node.words(after: symbol)
        case .expression(let node): node.words
        }
    }
}

extension Node {
    fileprivate func words(after symbol: ComparisonOperator) -> String {
        let isMoment = isTemporal
        return switch symbol {
        case .equal: words
        case .notEqual: "not " + words
        case .less: (isMoment ? "before " : "less than ") + words
        case .lessOrEqual: words + (isMoment ? " or before" : " or less")
        case .greater: (isMoment ? "after " : "more than ") + words
        case .greaterOrEqual: words + (isMoment ? " or after" : " or more")
        }
    }

    private var isTemporal: Bool {
        switch kind {
        case .temporal(let text): !text.contains("P")
        case .call(let function, _):
            if case .name(let name) = function.kind {
                ["date", "time", "date and time", "now", "today"].contains(name)
            } else {
                false
            }
        default: false
        }
    }

    fileprivate var words: String {
        switch kind {
        case .boolean(let value): value ? "yes" : "no"
        case .null: "nothing"
        case .number(let number): number.description
        case .string(let text): quoted(text)
        case .temporal(let text): text
        case .name(let name): name == "?" ? "the value" : name
        case .negation(let operand): "-" + operand.words
        case .range(let range): words(of: range)
        case .list(let items): items.map(\.words).joined(separator: ", ")
        case .comparison(let symbol, let left, let right):
            left.words + " is " + right.words(after: symbol)
        case .conjunction(let parts): parts.map(\.words).joined(separator: " and ")
        case .disjunction(let parts): parts.map(\.words).joined(separator: " or ")
        case .between(let value, let low, let high):
            value.words + " is " + low.words + " to " + high.words
        case .arithmetic(let symbol, let left, let right):
            left.words + " \(symbol.rawValue) " + right.words
        case .path(let base, let name): "\(name) of " + base.words
        case .call(let function, .positional(let arguments)):
            function.words + "(" + arguments.map(\.words).joined(separator: ", ") + ")"
        case .call(let function, .named(let arguments)):
            function.words + "("
                + arguments.map { "\($0.name): " + $0.value.words }.joined(separator: ", ") + ")"
        case .context, .membership, .instanceOf, .conditional, .iteration, .quantified,
            .function, .filter:
            // What has no short form in words is shown as its tree.
            dump()
        }
    }

    private func words(of range: RangeNode) -> String {
        switch (range.form, range.start, range.end) {
        case (.equal, .some(let value), _): return value.words
        case (.notEqual, .some(let value), _): return "not " + value.words
        case (_, .some(let start), .some(let end)):
            let low = range.isStartIncluded ? start.words : start.words(after: .greater)
            return low + (range.isEndIncluded ? " to " : " to below ") + end.words
        case (_, .some(let start), nil):
            return start.words(after: range.isStartIncluded ? .greaterOrEqual : .greater)
        case (_, nil, .some(let end)):
            return end.words(after: range.isEndIncluded ? .lessOrEqual : .less)
        case (_, nil, nil): return "any"
        }
    }
}
