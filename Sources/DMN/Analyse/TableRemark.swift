public import FEEL

/// Something about a table that a reader should know: a gap, an overlap, a row that never applies.
///
///     for remark in model.analysis(domains: ["score": (1...25).map { .number(Decimal128($0)) }]) {
///         print(remark)   // "routing.dmn:31:5: warning: Grade: no row matches when score is 7 [gap]; ..."
///     }
public struct TableRemark: Hashable, Sendable, CustomStringConvertible {
    /// What kind of thing it is; the code never changes.
    public enum Kind: String, Sendable, CaseIterable {
        /// Inputs that no row matches, in a table that answers with one row and has no default.
        case gap
        /// The same where an input is absent, which nothing says that it can be.
        case absent
        /// Inputs that two rows match under UNIQUE, or under ANY without agreeing.
        case overlap
        /// A row whose conditions no input can meet.
        case unreachable
        /// A row that can match, but never first, or never with the highest answer.
        case masked
        /// Two rows of the same conditions and conclusions.
        case duplicate
        /// A row without which every answer would be the same, or would be given once less.
        case subsumed
        /// A condition without which its row would match the same, or that only seems to say more.
        case redundant
        /// A cell that names a value which its input cannot have, or which is on no scale.
        case offScale = "off-scale"
        /// Something that is there and has no effect: a requirement, an input, a column, a decision.
        case unused
        /// A conclusion that is the same in every row.
        case constant
        /// Functions that call one another, or themselves.
        case recursion
        /// Models that import one another.
        case circular
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
    /// What to do about it.
    public let advice: String
    /// The table, row or cell.
    public let location: SourceLocation

    /// Makes a remark.
    package init(
        kind: Kind, severity: Severity, decision: String, rows: [String] = [], sentence: String,
        example: [String] = [], advice: String, location: SourceLocation
    ) {
        self.kind = kind
        self.severity = severity
        self.decision = decision
        self.rows = rows
        // A cell may hold a text of any length, and a sentence quotes it.
        self.sentence = shortened(sentence, to: 1_000)
        self.example = example
        self.advice = shortened(advice, to: 1_000)
        self.location = location
    }

    /// The remark as `file:line:column: severity: decision: sentence [kind]; advice`.
    public var description: String {
        "\(location): \(severity.rawValue): \(decision): \(sentence) [\(kind.rawValue)]; \(advice)"
    }
}

extension TableRemark.Kind {
    /// How bad such a remark is in a table of a hit policy; nil where it is as it should be.
    ///
    /// The one table of severities; Rules/README.md prints it.
    package func severity(under policy: HitPolicy, _ aggregation: Aggregation? = nil)
        -> TableRemark.Severity?
    {
        switch self {
        case .gap: policy.isMultiple || aggregation != nil ? nil : .warning
        case .absent: policy.isMultiple || aggregation != nil ? nil : .note
        case .overlap:
            switch policy {
            case .unique, .any: .error
            case .priority, .first, .outputOrder, .ruleOrder, .collect: nil
            }
        case .unreachable: .warning
        case .masked:
            switch policy {
            case .first, .priority: .warning
            case .unique, .any, .outputOrder, .ruleOrder, .collect: nil
            }
        case .duplicate:
            switch policy {
            case .unique: .error
            case .any: .note
            case .priority, .first, .outputOrder, .ruleOrder, .collect: .warning
            }
        case .subsumed:
            switch policy {
            case .unique: nil
            case .any, .priority, .first: .note
            case .outputOrder, .ruleOrder: .warning
            case .collect:
                switch aggregation {
                case .minimum, .maximum: .note
                case .sum, .count, nil: .warning
                }
            }
        case .redundant, .unused, .constant, .recursion, .tooLarge: .note
        case .offScale, .circular: .warning
        }
    }
}

extension DecisionModel {
    /// What there is to say about the model's tables, in file order.
    ///
    /// Each table is tried with every combination of values that its cells tell apart. What values
    /// an input can have is taken from `domains`, else from the model: allowed values, booleans,
    /// the conclusions of a required table; else, for numbers, dates and the like, the stretches
    /// between those that a cell names, and for texts, those named and any other.
    ///
    /// - Parameter domains: The values that an input can have, by the name the column tests.
    /// - Returns: The remarks, sorted by place.
    public func analysis(domains: [String: [Value]] = [:]) -> [TableRemark] {
        analysis(InputDomains(values: domains))
    }

    /// What there is to say about the model, in file order.
    ///
    /// - Parameters:
    ///   - domains: What inputs can be, also together.
    ///   - wanted: The decisions that somebody asks for; nil when any may be.
    /// - Returns: The remarks, sorted by place.
    package func analysis(
        _ domains: InputDomains, wanted: Set<String>? = nil
    ) -> [TableRemark] {
        var remarks: [TableRemark] = []
        for decision in compiled.decisions where decision.namespace == definitions.namespace {
            for table in decision.expression?.tables ?? [] {
                let isAll = if case .table? = decision.expression?.kind { true } else { false }
                var analysis = TableAnalysis(
                    table,
                    AxisBuilder(
                        table: table, decision: isAll ? decision : nil, model: compiled,
                        domains: domains))
                remarks += analysis.remarks()
            }
        }
        for function in compiled.functions where function.isOf(definitions) {
            for table in function.body?.tables ?? [] {
                var analysis = TableAnalysis(
                    table,
                    AxisBuilder(table: table, decision: nil, model: compiled, domains: domains))
                remarks += analysis.remarks()
            }
        }
        remarks += ModelRemarks(definitions, imports: imports, compiled).remarks(wanted: wanted)
        return remarks.inFileOrder
    }
}

extension [TableRemark] {
    /// Sorted by place.
    package var inFileOrder: [TableRemark] {
        enumerated().sorted { left, right in
            left.element.location != right.element.location
                ? left.element.location < right.element.location : left.offset < right.offset
        }.map(\.element)
    }
}

extension CompiledFunction {
    /// Whether a model, and not one that it imports, defines the function.
    fileprivate func isOf(_ definitions: Definitions) -> Bool {
        definitions.knowledgeModels.contains { $0.location == location || $0.name == name }
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
