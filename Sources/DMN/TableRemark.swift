public import FEEL

/// Something about a table that a reader should know: a gap, an overlap, a row that never applies.
///
///     for remark in model.analysis(domains: ["score": (1...25).map { .number(Decimal128($0)) }]) {
///         print(remark)   // "routing.dmn:31:5: warning: no row matches when score is 7; ..."
///     }
public struct TableRemark: Hashable, Sendable, CustomStringConvertible {
    /// What kind of thing it is; the code never changes.
    public enum Kind: String, Sendable, CaseIterable {
        /// Inputs that no row matches, in a table that answers with one row and has no default.
        case gap
        /// Inputs that two rows match under UNIQUE, or under ANY without agreeing.
        case overlap
        /// A row whose conditions no input can meet.
        case unreachable
        /// A row that can match, but never first.
        case masked
        /// Two rows of the same conditions and conclusions.
        case duplicate
        /// A cell that names a value which its input cannot have.
        case offScale = "off-scale"
        /// A requirement that the decision's logic does not use.
        case unused
        /// A table with too many combinations to look at each.
        case tooLarge = "too-large"
    }

    /// How bad it is.
    public enum Severity: String, Sendable {
        /// The table will fail for some inputs.
        case error
        /// The table is likely not what was meant.
        case warning
        /// Worth knowing.
        case note
    }

    /// What kind of thing it is.
    public let kind: Kind
    /// How bad it is, by the table's hit policy.
    public let severity: Severity
    /// The decision or function whose table it is.
    public let decision: String
    /// The rows it is about, by id, in order.
    public let rows: [String]
    /// What there is to say, as a risk lead would put it; lower case, no full stop.
    public let sentence: String
    /// Inputs that show it: the columns' heads with FEEL text of a value.
    public let example: [String]
    /// The table, row or cell.
    public let location: SourceLocation

    /// The remark as `file:line:column: severity: sentence`.
    public var description: String {
        "\(location): \(severity.rawValue): \(decision): \(sentence)"
    }
}

extension DecisionModel {
    /// What there is to say about the model's tables, in file order.
    ///
    /// Each table is tried with every combination of values that its cells tell apart. What values
    /// an input can have is taken from `domains`, else from the model: allowed values, booleans,
    /// the conclusions of a required table; else, for numbers, points around each number that a
    /// cell names, and for texts, those named and one that is not.
    ///
    /// - Parameter domains: The values that an input can have, by the name the column tests.
    /// - Returns: The remarks, sorted by place.
    public func analysis(domains: [String: [Value]] = [:]) -> [TableRemark] {
        var remarks: [TableRemark] = []
        for decision in compiled.decisions where decision.namespace == definitions.namespace {
            var outputs = domains
            for slot in decision.required where slot >= compiled.inputs.count {
                let required = compiled.decisions[slot - compiled.inputs.count]
                if outputs[required.name] == nil {
                    outputs[required.name] = required.possibleValues
                }
            }
            for table in decision.expression?.tables ?? [] {
                var analysis = TableAnalysis(table, domains: outputs)
                remarks += analysis.remarks()
            }
            remarks += unusedRequirements(of: decision)
        }
        for function in compiled.functions {
            for table in function.body?.tables ?? [] {
                var analysis = TableAnalysis(table, domains: domains)
                remarks += analysis.remarks()
            }
        }
        return remarks.enumerated().sorted { left, right in
            left.element.location != right.element.location
                ? left.element.location < right.element.location : left.offset < right.offset
        }.map(\.element)
    }

    /// Requirements whose name occurs nowhere in the decision's logic.
    private func unusedRequirements(of decision: CompiledDecision) -> [TableRemark] {
        guard let texts = decision.expression?.texts else { return [] }
        let all = texts.joined(separator: "\n")
        return decision.surroundings.links.compactMap { link in
            let name = decision.surroundings.scope.entries[link.local].name
            guard !all.contains(name) else { return nil }
            return TableRemark(
                kind: .unused, severity: .note, decision: decision.name, rows: [],
                sentence: "it requires \"\(name)\" and does not use it", example: [],
                location: decision.location)
        }
    }
}

extension CompiledDecision {
    /// The values that the decision can come to, where its table tells; nil otherwise.
    var possibleValues: [Value]? {
        guard case .table(let table)? = expression?.kind, table.outputs.count == 1,
            table.aggregation == nil, !table.hitPolicy.isMultiple
        else { return nil }
        var values: [Value] = []
        let texts =
            table.rows.map { $0.outputs[0] } + [table.outputs[0].defaultEntry].compactMap { $0 }
        for text in texts {
            guard let constant = text.constant else { return nil }
            if !values.contains(where: { equality($0, constant) == true }) {
                values.append(constant)
            }
        }
        return values
    }
}

extension CompiledExpression {
    /// The expressions inside this one.
    var parts: [CompiledExpression] { Self.parts(of: kind) }

    static func parts(of kind: Kind) -> [CompiledExpression] {
        switch kind {
        case .literal, .table: []
        case .context(let entries, let result): entries.map(\.value) + (result.map { [$0] } ?? [])
        case .invocation(let function, let bindings): [function] + bindings.compactMap(\.value)
        case .list(let members): members
        case .relation(_, let rows): rows.flatMap { $0 }
        case .function(let function, _): function.body.map { [$0] } ?? []
        case .conditional(let condition, let then, let otherwise): [condition, then, otherwise]
        case .filter(let source, _, _, let match): [source, match]
        case .iteration(_, _, _, let source, let body): [source, body]
        }
    }

    /// The tables in the expression, in order.
    var tables: [CompiledTable] {
        if case .table(let table) = kind { return [table] }
        return parts.flatMap(\.tables)
    }

    /// Every FEEL text in the expression.
    var texts: [String] {
        switch kind {
        case .literal(let text): return [text.text]
        case .table(let table):
            return table.inputs.map(\.expression.text)
                + table.inputs.compactMap { $0.values?.text }
                + table.outputs.compactMap { $0.defaultEntry?.text }
                + table.rows.flatMap { $0.cells.map(\.text) + $0.outputs.map(\.text) }
        case .context, .invocation, .list, .relation, .function, .conditional, .filter,
            .iteration:
            return parts.flatMap(\.texts)
        }
    }
}
