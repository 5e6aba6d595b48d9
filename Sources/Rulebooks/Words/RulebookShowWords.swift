package import DMN
import FEEL

/// FEEL in words, for a reader who has never seen a decision table.
///
///     words.test(">= 15")                              // "15 or more"
///     words.expression("floor(printed score)")         // "printed score rounded down"
///
/// What has no plain words is nil, and is shown as it is written.
package struct RuleWords: Sendable {
    private let scope: Scope
    /// The model's own functions.
    private let functions: Set<String>
    /// What nests deeper is shown as it is written: in words nobody could follow it.
    private static let deepest = 24

    /// The words of a model, whose names its texts may use.
    package init(_ definitions: Definitions, parameters: [String] = []) {
        var scope = Scope()
        scope.areUnknownNamesErrors = false
        let names =
            definitions.inputData.map(\.variable.name) + definitions.decisions.map(\.variable.name)
            + definitions.knowledgeModels.map(\.variable.name) + parameters
        for name in names { scope = scope.adding(name) }
        self.scope = scope
        functions = Set(definitions.knowledgeModels.map(\.variable.name))
    }

    /// What a cell of conditions asks, to stand after "is": `15 or more`, `open or unknown`.
    ///
    /// - Parameter text: The cell.
    /// - Returns: Its words; nil when it has no plain ones.
    package func test(_ text: String) -> String? {
        if text.allSatisfy(\.isWhitespace) { return "any" }
        guard let tests = try? UnaryTests(text, scope: scope) else { return nil }
        switch tests.node {
        case .any: return "any"
        case .tests(let nodes, let isNegated):
            guard nodes.allSatisfy({ $0.height <= RuleWords.deepest }) else { return nil }
            let parts = nodes.map(test)
            guard parts.allSatisfy({ $0 != nil }) else { return nil }
            let words = parts.compactMap { $0 }
            guard isNegated else { return RuleWords.either(words) }
            if words == ["not given"] { return "given" }
            return "not " + RuleWords.either(words)
        }
    }

    private func test(_ node: TestNode) -> String? {
        switch node {
        case .comparison(let comparison, let value):
            return words(value).map { compared(comparison, $0, isNumber: isNumber(value)) }
        case .expression(let value):
            switch value.kind {
            case .range(let range): return words(range)
            case .name: return words(value).map { "the same as \($0)" }
            case .null, .boolean, .number, .string, .temporal: return words(value)
            case .list, .context, .negation, .arithmetic, .comparison, .conjunction, .disjunction,
                .between, .membership, .instanceOf, .conditional, .iteration, .quantified,
                .function, .call, .filter, .path:
                return words(value).map { "such that \($0)" }
            }
        }
    }

    /// An expression in words: `if printed score is from 1 to 25, then printed score; otherwise nothing`.
    ///
    /// - Parameter text: The expression.
    /// - Returns: Its words; nil when it has no plain ones.
    package func expression(_ text: String) -> String? {
        guard let expression = try? Expression(text, scope: scope),
            expression.node.height <= RuleWords.deepest
        else { return nil }
        return words(expression.node)
    }

    // MARK: - Values and operators

    private func words(_ node: Node) -> String? {
        switch node.kind {
        case .null: return "not given"
        case .boolean(let value): return value ? "yes" : "no"
        case .number(let number): return "\(number)"
        case .string(let text): return text
        case .temporal(let text): return text
        case .name(let name): return name == "?" ? "it" : name
        case .negation(let operand): return words(operand).map { "minus \($0)" }
        case .arithmetic(let operation, let left, let right):
            return RuleWords.addsText(node) ? template(node) : calculated(operation, left, right)
        case .comparison(let comparison, let left, let right):
            return condition(comparison, left, right)
        case .conjunction(let parts): return joined(parts, "and")
        case .disjunction(let parts): return joined(parts, "or")
        case .between(let value, let low, let high):
            return all(value, low, high).map { "\($0[0]) is from \($0[1]) to \($0[2])" }
        case .membership(let value, let tests):
            let said = tests.map(test)
            guard let value = words(value), said.allSatisfy({ $0 != nil }) else { return nil }
            return "\(value) is \(RuleWords.either(said.compactMap { $0 }))"
        case .conditional(let condition, let then, let otherwise):
            return all(condition, then, otherwise).map { parts in
                if case .conditional = otherwise.kind {
                    return "if \(parts[0]), then \(value(then, parts[1])); otherwise, \(parts[2])"
                }
                return "if \(parts[0]), then \(value(then, parts[1])); otherwise "
                    + value(otherwise, parts[2])
            }
        case .call(let function, .positional(let arguments)): return called(function, arguments)
        case .path(let base, let name): return words(base).map { "the \(name) of \($0)" }
        case .list(let items):
            let said = items.map(words)
            return said.allSatisfy { $0 != nil }
                ? said.compactMap { $0 }.joined(separator: ", ") : nil
        case .range(let range): return words(range)
        case .call, .context, .instanceOf, .iteration, .quantified, .function, .filter: return nil
        }
    }

    /// A value as an answer: a text stands in quotation marks, an absent one is nothing.
    private func value(_ node: Node, _ words: String) -> String {
        switch node.kind {
        case .null: "nothing"
        case .string: "“\(words)”"
        case .boolean, .number, .temporal, .name, .list, .context, .range, .negation, .arithmetic,
            .comparison, .conjunction, .disjunction, .between, .membership, .instanceOf,
            .conditional, .iteration, .quantified, .function, .call, .filter, .path:
            words
        }
    }

    private func all(_ nodes: Node...) -> [String]? {
        let said = nodes.compactMap(words)
        return said.count == nodes.count ? said : nil
    }

    private func joined(_ parts: [Node], _ word: String) -> String? {
        let said = parts.map { part -> String? in
            switch part.kind {
            // Words have no brackets, so that "a and b or c" would be read two ways.
            case .conjunction, .disjunction, .conditional: words(part).map { "(\($0))" }
            case .null, .boolean, .number, .string, .temporal, .name, .list, .context, .range,
                .negation, .arithmetic, .comparison, .between, .membership, .instanceOf,
                .iteration, .quantified, .function, .call, .filter, .path:
                words(part)
            }
        }
        guard said.allSatisfy({ $0 != nil }) else { return nil }
        return said.compactMap { $0 }.joined(separator: " \(word) ")
    }

    private func isNumber(_ node: Node) -> Bool {
        if case .number = node.kind { true } else { false }
    }

    /// What a comparison asks, to stand after "is".
    private func compared(
        _ comparison: ComparisonOperator, _ value: String, isNumber: Bool
    ) -> String {
        switch comparison {
        case .equal: value
        case .notEqual: value == "not given" ? "given" : "not \(value)"
        case .less: "less than \(value)"
        case .greater: "more than \(value)"
        case .lessOrEqual: isNumber ? "\(value) or less" : "at most \(value)"
        case .greaterOrEqual: isNumber ? "\(value) or more" : "at least \(value)"
        }
    }

    private func condition(
        _ comparison: ComparisonOperator, _ left: Node, _ right: Node
    ) -> String? {
        guard let one = words(left), let other = words(right) else { return nil }
        var said = other
        if case .string = right.kind { said = "“\(other)”" }
        return "\(one) is \(compared(comparison, said, isNumber: isNumber(right)))"
    }

    private func words(_ range: RangeNode) -> String? {
        switch (range.start, range.end) {
        case (let start?, let end?):
            guard let low = words(start), let high = words(end) else { return nil }
            if range.isStartIncluded, range.isEndIncluded { return "from \(low) to \(high)" }
            let first = range.isStartIncluded ? "\(low) or more" : "more than \(low)"
            let last = range.isEndIncluded ? "\(high) or less" : "less than \(high)"
            return "\(first) and \(last)"
        case (let start?, nil):
            return words(start).map { range.isStartIncluded ? "\($0) or more" : "more than \($0)" }
        case (nil, let end?):
            return words(end).map { range.isEndIncluded ? "\($0) or less" : "less than \($0)" }
        case (nil, nil): return nil
        }
    }

    // MARK: - Sums, texts and functions

    private func calculated(
        _ operation: ArithmeticOperator, _ left: Node, _ right: Node
    ) -> String? {
        guard let one = words(left), let other = words(right) else { return nil }
        let word =
            switch operation {
            case .add: "plus"
            case .subtract: "minus"
            case .multiply: "times"
            case .divide: "divided by"
            case .power: "to the power of"
            }
        return "\(bracketed(left, one)) \(word) \(bracketed(right, other))"
    }

    private func bracketed(_ node: Node, _ words: String) -> String {
        if case .arithmetic = node.kind { "(\(words))" } else { words }
    }

    /// A text put together, with what is filled in between brackets: `score [score] is 15 or more`.
    private func template(_ node: Node) -> String? {
        guard let parts = parts(node) else { return nil }
        return parts.map { $0.isText ? $0.words : "[\($0.words)]" }.joined()
    }

    /// Whether it is a sum of which a part is a text.
    private static func addsText(_ node: Node) -> Bool {
        switch node.kind {
        case .arithmetic(.add, let left, let right):
            for part in [left, right] {
                if case .string = part.kind { return true }
                if addsText(part) { return true }
            }
            return false
        case .null, .boolean, .number, .string, .temporal, .name, .list, .context, .range,
            .negation, .arithmetic, .comparison, .conjunction, .disjunction, .between,
            .membership, .instanceOf, .conditional, .iteration, .quantified, .function, .call,
            .filter, .path:
            return false
        }
    }

    private func parts(_ node: Node) -> [(words: String, isText: Bool)]? {
        switch node.kind {
        case .arithmetic(.add, let left, let right):
            guard let one = parts(left), let other = parts(right) else { return nil }
            return one + other
        case .string(let text): return [(text, true)]
        case .null, .boolean, .number, .temporal, .name, .list, .context, .range, .negation,
            .arithmetic, .comparison, .conjunction, .disjunction, .between, .membership,
            .instanceOf, .conditional, .iteration, .quantified, .function, .call, .filter, .path:
            return words(node).map { [($0, false)] }
        }
    }

    private func called(_ function: Node, _ arguments: [Node]) -> String? {
        guard case .name(let name) = function.kind else { return nil }
        if name == "duration", arguments.count == 1 { return duration(arguments[0]) }
        if functions.contains(name) {
            let said = arguments.compactMap(words)
            guard said.count == arguments.count else { return nil }
            return said.isEmpty ? name : "\(name) of \(RulebookPageBuilder.listed(said))"
        }
        guard let said = arguments.first.flatMap(words), arguments.count == 1 else { return nil }
        switch name {
        case "string", "number": return said
        case "floor": return "\(said) rounded down"
        case "ceiling": return "\(said) rounded up"
        case "lower case": return "\(said) in small letters"
        case "upper case": return "\(said) in capital letters"
        case "not": return "it is not so that \(said)"
        case "count": return "the number of \(said)"
        case "sum": return "the sum of \(said)"
        case "min": return "the smallest of \(said)"
        case "max": return "the largest of \(said)"
        case "abs": return "the size of \(said)"
        default: return nil
        }
    }

    /// `duration("P" + string(n) + "M")`: `n months`.
    private func duration(_ node: Node) -> String? {
        let units = ["Y": "years", "M": "months", "D": "days"]
        guard let parts = parts(node), parts.count == 3, parts[0].words == "P", parts[2].isText,
            let unit = units[parts[2].words]
        else { return nil }
        return "\(parts[1].words) in \(unit)"
    }

    /// `a`, `a or b`, `a, b or c`.
    static func either(_ words: [String]) -> String {
        guard words.count > 1, let last = words.last else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }
}

extension TestNode {
    /// How deep the test nests.
    fileprivate var height: Int {
        switch self {
        case .comparison(_, let node), .expression(let node): node.height
        }
    }
}
