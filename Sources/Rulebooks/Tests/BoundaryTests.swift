package import DMN
package import DMNXML
import FEEL
import RiskRegister

/// Tests made from the tables themselves: for each condition of each row, a case on either side of it.
///
/// What they expect is what the rules answer when they are written: they hold the rules to what they
/// were, and show a change of policy case by case. Whether the rules are right, a person must read.
package enum BoundaryTests {
    /// What writing would do to the generated file of one model.
    package struct Plan: Sendable {
        /// A case that the file has with another expectation.
        package struct Change: Hashable, Sendable {
            /// The case's id.
            package let id: String
            /// Where the file has it.
            package let location: SourceLocation
            /// What it expected, and what the rules answer now.
            package let old: String, new: String
        }

        /// The file's path inside the folder ("tests/routing-boundaries.xml").
        package let file: String
        /// The model's file ("routing.dmn").
        package let model: String
        /// The cases, in the order of tables, rows and columns.
        package let cases: [TestSuite.Case]
        /// The whole file; nil when there is nothing to keep in one.
        package let text: String?
        /// Whether the file differs from what there is.
        package let isChange: Bool
        /// The cases that the file does not have yet.
        package let added: [TestSuite.Case]
        /// The cases whose expectation is another one now.
        package let changed: [Change]
        /// The ids of cases that the rules no longer give rise to.
        package let dropped: [String]
        /// Rows for which no inputs were found that hit them.
        package let unreached: [String]
    }

    /// Plans the generated files of a rulebook.
    ///
    /// - Parameters:
    ///   - loaded: The rulebook.
    ///   - day: The day to write into new cases (2026-11-21).
    /// - Returns: A plan for each model, by path.
    /// - Throws: `RulebookError`, when a file of tests is broken.
    package static func plans(
        _ loaded: LoadedRulebook, day: String
    ) throws(RulebookError) -> [Plan] {
        let suites = try TestFiles.read(loaded)
        let domains = RulebookCheck.domains(of: loaded.rulebook)
        let note = "\(mark)from version \(loaded.rulebook.version) on \(day); \(plea)"
        return loaded.models.map { model in
            let file = TestFiles.generated(for: model.file)
            let own = suites.filter { $0.model == model.file }
            var planner = BoundaryPlanner(
                model, domains: domains,
                written: own.filter { $0.file != file }.flatMap(\.suite.cases),
                existing: own.first { $0.file == file }?.suite.cases ?? [], note: note)
            planner.plan()
            let bytes = loaded.files.first { $0.path == file }?.bytes
            return planner.result(file: file, bytes: bytes)
        }
    }

    /// What the description of every generated case says after its own sentence.
    static let mark = "; written by rules test --write "
    static let plea = "read it against the policy"
    static let comment =
        "Made from the rows of the model by baf rules test, option write: edits are lost at the next one. "
        + "Tests written by hand stand in the other files."
}

/// Makes the generated cases of one model.
private struct BoundaryPlanner {
    private let model: LoadedRulebook.Model
    private let domains: [String: [Value]]
    private let written: [TestSuite.Case]
    private let existing: [String: TestSuite.Case]
    private let order: [String]
    private let note: String
    private var cases: [TestSuite.Case] = []
    private var ids: Set<String> = []
    private var unreached: [String] = []
    /// What is asked already, by decision and inputs, so that nothing is said twice.
    private var said: Set<String> = []
    /// Rows that some case hits, by the row's place.
    private var hit: Set<SourceLocation> = []

    init(
        _ model: LoadedRulebook.Model, domains: [String: [Value]], written: [TestSuite.Case],
        existing: [TestSuite.Case], note: String
    ) {
        self.model = model
        self.domains = domains
        self.written = written
        self.existing = Dictionary(
            existing.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        order = existing.map(\.id)
        self.note = note
    }

    mutating func plan() {
        for testCase in written where testCase.service == nil {
            for result in testCase.results {
                guard let handle = try? model.model.decision(result.name) else { continue }
                let values = testCase.values
                let assignment = handle.inputs.map { values[$0.name] ?? .null }
                said.insert(BoundaryPlanner.key(handle, assignment))
                for table in handle.explain(assignment).tables {
                    for row in table.rows where row.outcome == .hit { hit.insert(row.location) }
                }
            }
        }
        for table in model.model.tableOutlines {
            for name in decisions(asking: table) where plan(table, asking: name) { break }
        }
    }

    /// The decisions to ask about a table: its own, or for a function's table any that may call it.
    private func decisions(asking table: TableOutline) -> [String] {
        table.decision.map { [$0] } ?? model.model.decisionNames
    }

    /// Plans the cases of a table through a decision; false when the decision never asks it.
    private mutating func plan(_ table: TableOutline, asking name: String) -> Bool {
        guard let handle = try? model.model.decision(name) else { return false }
        let solver = RowSolver(handle, of: model.model, domains: domains)
        let seeds = seeds(for: handle) + [solver.candidates.map { $0.first ?? .null }]
        guard seeds.contains(where: { solver.row(0, at: table.location, with: $0) != nil })
        else { return false }
        for (number, row) in table.rows.enumerated() {
            guard let base = solver.hit(number, of: table, from: seeds) else {
                unreached.append(row.id)
                continue
            }
            plan(row, number, table, base, solver)
        }
        return true
    }

    private func assignment(of testCase: TestSuite.Case, _ handle: DecisionHandle) -> [Value] {
        let values = testCase.values
        return handle.inputs.map { values[$0.name] ?? .null }
    }

    /// Where to begin: the inputs of tests written by hand, those that ask the decision first.
    private func seeds(for handle: DecisionHandle) -> [[Value]] {
        let asking = written.filter { $0.results.contains { $0.name == handle.name } }
        let others = written.filter { testCase in
            handle.inputs.allSatisfy { input in
                testCase.inputs.contains { $0.name == input.name }
            }
        }
        return (asking + others.prefix(1)).map { assignment(of: $0, handle) }
    }

    private mutating func plan(
        _ row: TableOutline.Row, _ number: Int, _ table: TableOutline, _ base: [Value],
        _ solver: RowSolver
    ) {
        for (column, cell) in row.cells.enumerated() where !cell.isAny {
            let head = table.columns[column]
            let asks = "\(row.id) of \(table.name) asks that \(head.label) is \(cell.words)"
            var turned: Set<Bool> = []
            if cell.simple == nil || solver.input(of: head) == nil {
                for turn in solver.turns(in: column, row: number, of: table, base: base) {
                    turned.insert(turn.isMet)
                    let input = solver.handle.inputs[turn.input].name
                    let value = turn.assignment[turn.input]
                    add(
                        turn.assignment, solver.handle,
                        id: [row.id, head.label, input, BoundaryPlanner.word(value)],
                        "\(asks); with \(input) \(BoundaryPlanner.plain(value)) it is "
                            + (turn.isMet ? "met" : "not met"))
                    if turn.isMet { noteHit(row, number, table, turn.assignment, solver) }
                }
            }
            guard let simple = cell.simple else { continue }
            let domain = solver.input(of: head).map { solver.candidates[$0] } ?? head.values
            let edges = CellEdges(simple, domain: domain) { head.allows($0, in: domain) }
            for edge in edges.edges where !turned.contains(edge.isMet) {
                let id = [row.id, head.label, BoundaryPlanner.word(edge.value)]
                // What stands in the file still serves: its other inputs are kept as they are.
                let kept = existing[BoundaryPlanner.identifier(id)]
                    .map { assignment(of: $0, solver.handle) }
                let found = ([kept].compactMap { $0 } + [base]).lazy.compactMap {
                    solver.edge(edge.value, in: column, row: number, of: table, base: $0)
                }.first
                guard let found else { continue }
                add(
                    found, solver.handle, id: id,
                    "\(asks): \(BoundaryPlanner.plain(edge.value)) "
                        + (edge.isMet ? "meets it" : "does not"))
                if edge.isMet { noteHit(row, number, table, found, solver) }
            }
        }
        guard !hit.contains(row.location) else { return }
        hit.insert(row.location)
        add(
            base, solver.handle, id: [row.id],
            "\(row.id) of \(table.name) applies when "
                + row.words(in: table))
    }

    private mutating func noteHit(
        _ row: TableOutline.Row, _ number: Int, _ table: TableOutline, _ assignment: [Value],
        _ solver: RowSolver
    ) {
        if solver.row(number, at: table.location, with: assignment)?.row.outcome == .hit {
            hit.insert(row.location)
        }
    }

    /// Adds a case, unless one says the same already.
    private mutating func add(
        _ assignment: [Value], _ handle: DecisionHandle, id: [String], _ sentence: String
    ) {
        let answer = handle.evaluator().evaluate(assignment)
        guard TestSuiteWriter.canWrite(answer), assignment.allSatisfy(TestSuiteWriter.canWrite),
            said.insert(BoundaryPlanner.key(handle, assignment)).inserted
        else { return }
        var name = BoundaryPlanner.identifier(id)
        var copy = 1
        while !ids.insert(name).inserted {
            copy += 1
            name = BoundaryPlanner.identifier(id) + "-\(copy)"
        }
        let place = SourceLocation(file: model.file, line: 1, column: 1)
        cases.append(
            TestSuite.Case(
                id: name, description: sentence + provenance(name, answer),
                inputs: zip(handle.inputs, assignment).map {
                    TestSuite.Node(name: $0.name, value: $1, location: place)
                },
                results: [TestSuite.Node(name: handle.name, value: answer, location: place)],
                location: place))
    }

    /// When the case was written: kept while it expects the same.
    private func provenance(_ id: String, _ answer: Value) -> String {
        if let old = existing[id], let expected = old.results.first?.value,
            difference(expected, answer) == nil,
            let parts = old.description?.split(separator: BoundaryTests.mark), parts.count == 2
        {
            return BoundaryTests.mark + parts[1]
        }
        return note
    }

    func result(file: String, bytes: [UInt8]?) -> BoundaryTests.Plan {
        let text =
            cases.isEmpty
            ? nil
            : TestSuiteWriter.text(of: cases, model: model.file, comment: BoundaryTests.comment)
        let changed = cases.compactMap { new -> BoundaryTests.Plan.Change? in
            guard let old = existing[new.id], let expected = old.results.first?.value,
                let answer = new.results.first?.value, difference(expected, answer) != nil
            else { return nil }
            return .init(
                id: new.id, location: old.location, old: "\(expected)", new: "\(answer)")
        }
        return BoundaryTests.Plan(
            file: file, model: model.file, cases: cases, text: text,
            isChange: text.map { Array($0.utf8) } != bytes,
            added: cases.filter { existing[$0.id] == nil }, changed: changed,
            dropped: order.filter { !ids.contains($0) }, unreached: unreached)
    }

    private static func key(_ handle: DecisionHandle, _ assignment: [Value]) -> String {
        handle.name + "(" + assignment.map(\.description).joined(separator: ", ") + ")"
    }

    /// A value as a sentence has it.
    private static func plain(_ value: Value) -> String {
        value.isNull ? "nothing" : value.description
    }

    private static func word(_ value: Value) -> String {
        value.isNull ? "none" : value.text ?? value.description
    }

    /// Words as an identifier: `REG-01-score-15`.
    private static func identifier(_ parts: [String]) -> String {
        parts.map { part in
            part.map { $0.isLetter || $0.isNumber || "._-".contains($0) ? String($0) : " " }
                .joined().split(separator: " ").joined(separator: "-")
        }.filter { !$0.isEmpty }.joined(separator: "-")
    }
}
