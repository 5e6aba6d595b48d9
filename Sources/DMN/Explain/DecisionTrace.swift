public import FEEL

/// How a decision came about: every decision on the way, with its tables, rows and cells.
///
///     let trace = try model.explain(decision: "Registers", inputs: inputs)
///     for table in trace.tables {
///         for row in table.rows where row.outcome == .hit { print(row.id, row.annotations) }
///         if let near = table.nearestRow(), let cell = near.firstFailure {
///             print("not \(near.id): \(cell.column) is \(cell.value), needs \(cell.text)")
///         }
///     }
public struct DecisionTrace: Sendable {
    /// A name and its value.
    public struct NamedValue: Sendable {
        /// The name.
        public let name: String
        /// The value.
        public let value: Value
    }

    /// One evaluated decision.
    public struct Step: Sendable {
        /// The decision's id.
        public let id: String
        /// The decision's name.
        public let name: String
        /// The question that it answers, as the model puts it.
        public let question: String?
        /// Where the model has it.
        public let location: SourceLocation
        /// What it required, with the values it was given.
        public let inputs: [NamedValue]
        /// The tables evaluated for it, its own and those of functions it called.
        public let tables: [Table]
        /// What it came to.
        public let value: Value
    }

    /// One evaluated table.
    public struct Table: Sendable {
        /// The decision, function or entry that it decides.
        public let name: String
        /// Where the model has it.
        public let location: SourceLocation
        /// How many rows may match.
        public let hitPolicy: HitPolicy
        /// The columns' heads with the values that were tested.
        public let inputs: [NamedValue]
        /// All rows, in order.
        public let rows: [Row]
        /// What the table came to.
        public let value: Value
    }

    /// What became of a row.
    public enum Outcome: String, Sendable {
        /// It matched, and the answer is made of it.
        case hit
        /// It matched, and the hit policy did not use it.
        case matched
        /// It did not match.
        case failed
    }

    /// One row of an evaluated table.
    public struct Row: Sendable {
        /// The row's id.
        public let id: String
        /// Its number, from 1.
        public let number: Int
        /// Where the model has it.
        public let location: SourceLocation
        /// Its conditions, in the order of the columns.
        public let cells: [Cell]
        /// Its conclusions, in the order of the columns.
        public let outputs: [Output]
        /// Its annotations, as the policy clause it rests on.
        public let annotations: [Annotation]
        /// What became of it.
        public let outcome: Outcome

        /// How many of its cells passed.
        public var matchedCount: Int { cells.count { $0.verdict == .passed } }

        /// The first cell that kept it from matching.
        public var firstFailure: Cell? { cells.first { $0.verdict == .failed } }

        /// Whether it concludes a value in some column, or in the one named.
        public func gives(_ value: Value, in column: String? = nil) -> Bool {
            outputs.contains { output in
                (column == nil || output.name == column) && output.value == value
            }
        }
    }

    /// Whether a cell passed.
    public enum Verdict: String, Sendable {
        /// The value passed.
        case passed
        /// It did not, or it could not be decided.
        case failed
    }

    /// One condition of a row.
    public struct Cell: Sendable {
        /// The column's head.
        public let column: String
        /// The cell's text.
        public let text: String
        /// The value that was tested.
        public let value: Value
        /// Whether it passed.
        public let verdict: Verdict
        /// Whether the answer needed it; a row's cells after its first failure are not needed.
        public let isNeeded: Bool
    }

    /// One conclusion of a row.
    public struct Output: Sendable {
        /// The column's name.
        public let name: String
        /// The cell's text.
        public let text: String
        /// The value; nil when the row was not hit and its value depends on the inputs.
        public let value: Value?
    }

    /// A note on a row.
    public struct Annotation: Sendable {
        /// The column's head.
        public let name: String
        /// The note.
        public let text: String
    }

    /// What the decision came to: the same as without a trace.
    public let result: DecisionResult
    /// The decisions evaluated, each after those it required; the last is the one asked for.
    public let steps: [Step]

    /// Every table evaluated, in order.
    public var tables: [Table] { steps.flatMap(\.tables) }
}

extension DecisionTrace.Table {
    /// Of the rows that did not match, the one with most cells passed; of equals the first.
    ///
    /// - Parameter isWanted: Which rows to look at: those that give a certain register, say.
    /// - Returns: The row, or nil when every such row matched.
    public func nearestRow(
        where isWanted: (DecisionTrace.Row) -> Bool = { _ in true }
    ) -> DecisionTrace.Row? {
        var nearest: DecisionTrace.Row?
        for row in rows where row.outcome == .failed && isWanted(row) {
            if let best = nearest, best.matchedCount >= row.matchedCount { continue }
            nearest = row
        }
        return nearest
    }
}

/// Writes down an evaluation as it goes.
final class TraceRecorder {
    private(set) var steps: [DecisionTrace.Step] = []
    private var open: [(inputs: [DecisionTrace.NamedValue], tables: [DecisionTrace.Table])] = []

    func begin(_ decision: CompiledDecision, _ frame: Frame) {
        let names = decision.surroundings.scope.entries
        let inputs = decision.surroundings.links.compactMap { link -> DecisionTrace.NamedValue? in
            guard case .slot = link.source else { return nil }
            return .init(name: names[link.local].name, value: frame[link.local])
        }
        let imported = decision.surroundings.imports.flatMap { link in
            link.members.compactMap { member -> DecisionTrace.NamedValue? in
                guard case .slot = member.source,
                    case .context(let context) = frame[link.local]
                else { return nil }
                return .init(
                    name: "\(names[link.local].name).\(member.name)",
                    value: context[member.name] ?? .null)
            }
        }
        open.append((inputs + imported, []))
    }

    func add(_ table: DecisionTrace.Table) {
        guard !open.isEmpty else { return }
        open[open.count - 1].tables.append(table)
    }

    func end(_ decision: CompiledDecision, _ value: Value) {
        guard let (inputs, tables) = open.popLast() else { return }
        steps.append(
            DecisionTrace.Step(
                id: decision.id, name: decision.name, question: decision.question,
                location: decision.location, inputs: inputs, tables: tables, value: value))
    }
}

extension CompiledTable {
    /// What the table decides in a frame, each cell's verdict written down.
    ///
    /// The answer is found as `evaluate` finds it; what a reader wants to know beyond that, such
    /// as the cells after a row's first failure, is asked in a run of its own, so that it adds
    /// nothing to the warnings or to the budget.
    func explain(_ frame: Frame, _ recorder: TraceRecorder) -> Value {
        let tested = inputs.map { $0.expression.evaluate(frame) }
        checkInputs(tested, frame)
        var verdicts: [[Bool?]] = []
        var hits: [Int] = []
        var isOver = false
        for (index, row) in rows.enumerated() {
            var cells = [Bool?](repeating: nil, count: row.cells.count)
            var isMatch = !isOver
            for isSimple in [true, false] {
                for (column, cell) in row.cells.enumerated()
                where isMatch && (cell.simple != nil) == isSimple {
                    isMatch = cell.accepts(tested[column], in: frame)
                    cells[column] = isMatch
                }
            }
            verdicts.append(cells)
            if isMatch {
                hits.append(index)
                isOver = hitPolicy == .first
            }
        }
        let value = conclude(hits, frame)
        let run = frame.run
        frame.run = Run(now: run.now)
        let used = Set(used(hits, value, frame))
        let traced = rows.enumerated().map { index, row in
            trace(row, verdicts[index], tested, isUsed: used.contains(index), frame)
        }
        frame.run = run
        recorder.add(
            DecisionTrace.Table(
                name: name, location: location, hitPolicy: hitPolicy,
                inputs: zip(inputs, tested).map { .init(name: $0.label, value: $1) },
                rows: traced, value: value))
        return value
    }

    private func trace(
        _ row: Row, _ verdicts: [Bool?], _ tested: [Value], isUsed: Bool, _ frame: Frame
    ) -> DecisionTrace.Row {
        let cells = row.cells.enumerated().map { column, cell in
            let verdict = verdicts[column] ?? cell.accepts(tested[column], in: frame)
            return DecisionTrace.Cell(
                column: inputs[column].label, text: collapsedText(cell.text),
                value: tested[column], verdict: verdict ? .passed : .failed,
                isNeeded: verdicts[column] != nil)
        }
        let isMatch = cells.allSatisfy { $0.verdict == .passed }
        let conclusions = zip(outputs, row.outputs).map { output, text in
            DecisionTrace.Output(
                name: output.name, text: collapsedText(text.text),
                value: isUsed ? text.evaluate(frame) : text.constant)
        }
        return DecisionTrace.Row(
            id: row.id, number: row.number, location: row.location, cells: cells,
            outputs: conclusions,
            annotations: row.annotations.map { .init(name: $0.name, text: $0.text) },
            outcome: isUsed ? .hit : isMatch ? .matched : .failed)
    }

    /// The rows that the answer is made of.
    private func used(_ hits: [Int], _ value: Value, _ frame: Frame) -> [Int] {
        switch hitPolicy {
        case .unique: hits.count == 1 ? hits : []
        case .any:
            hits.dropFirst().allSatisfy {
                equality(output(of: $0, frame), output(of: hits[0], frame)) == true
            } ? hits : []
        case .first: Array(hits.prefix(1))
        case .priority: ranked(hits, frame).prefix(1).map(\.row)
        case .outputOrder, .ruleOrder, .collect: hits
        }
    }
}
