import DMN
import DMNXML
import RegisterReports
import Rulebooks

/// The answer to `baf rules test`: what passed, which rows were hit, and what was written.
struct RulesTestAnswer {
    /// The folder or file as it was named.
    let name: String
    var report = RulebookTests.Report()
    var plans: [BoundaryTests.Plan] = []
    let isDryRun: Bool

    init(name: String, isDryRun: Bool) {
        self.name = name
        self.isDryRun = isDryRun
    }

    /// The rulebook's folder, where a file of it was named.
    private var folder: String {
        guard name.hasSuffix(".xml"), let file = report.files.first?.file,
            name.hasSuffix("/" + file)
        else { return name }
        return String(name.dropLast(file.count + 1))
    }

    // MARK: - Text

    /// What is, or would be, written.
    var planLines: [String] { plans.flatMap(planLines) }

    /// What the tests came to, and which rows they hit.
    func lines(withCoverage: Bool) -> [String] {
        var lines: [String] = []
        for file in report.files {
            lines.append(
                "\(folder)/\(file.file): \(file.passed) passed, \(file.failed) failed")
            lines += file.failures.map { "  \($0)" }
        }
        lines += report.untested.map { "\(folder)/\($0): no tests" }
        for model in report.coverage { lines += coverageLines(model, isWhole: withCoverage) }
        return lines
    }

    private func planLines(_ plan: BoundaryTests.Plan) -> [String] {
        let file = "\(folder)/\(plan.file)"
        var lines = plan.changed.map {
            "  changed \($0.location): \($0.id): \($0.old) -> \($0.new)"
        }
        lines += plan.dropped.map { "  dropped \($0): no row asks for it now" }
        if isDryRun {
            lines += plan.added.map { added in
                let inputs = added.inputs.map { "\($0.name) = \($0.value)" }
                let results = added.results.map { "\($0.name): \($0.value)" }
                return "  new \(added.id): \(inputs.joined(separator: ", ")) -> "
                    + results.joined(separator: ", ")
            }
        }
        lines += plan.unreached.map { "  no inputs were found that hit row \($0)" }
        let counts =
            "\(plan.cases.count) cases, \(plan.added.count) new, \(plan.changed.count) changed, "
            + "\(plan.dropped.count) dropped"
        let verb =
            switch (plan.isChange, plan.text == nil, isDryRun) {
            case (false, true, _): "nothing to keep"
            case (false, false, _): "is up to date: \(plan.cases.count) cases"
            case (true, true, true): "would be removed"
            case (true, true, false): "removing it"
            case (true, false, true): "would be written: \(counts)"
            case (true, false, false): "writing \(counts)"
            }
        return ["\(file): \(verb)"] + lines
    }

    private func coverageLines(_ model: RowCoverage, isWhole: Bool) -> [String] {
        guard model.rowCount > 0 else { return [] }
        let conditions = model.conditions
        let tried = conditions.count { $0.isTriedWhole }
        var lines = [
            "\(folder)/\(model.model): \(model.hitCount) of \(model.rowCount) rows hit, "
                + "\(tried) of \(conditions.count) conditions tried on both sides"
        ]
        guard isWhole else {
            let shown = 12
            lines += model.missed.prefix(shown).map { table, row in
                "  \(row.location): \(row.id) of \(table.name) is hit by no test: \(row.words)"
            }
            if model.missed.count > shown {
                lines.append(
                    "  and \(model.missed.count - shown) more rows; --coverage lists them all")
            }
            return lines
        }
        for table in model.tables {
            lines.append(
                "  \(table.location): \(table.name): \(table.hitCount) of \(table.rows.count) rows")
            for row in table.rows {
                let hits =
                    row.hits == 0
                    ? "hit by no test" : "hit \(row.hits) time\(row.hits == 1 ? "" : "s")"
                lines.append("    \(row.location): \(row.id): \(hits): \(row.words)")
                lines += row.conditions.compactMap(RulesTestAnswer.gap).map { "      \($0)" }
            }
        }
        return lines
    }

    /// What tests leave open about a condition; nil when they try it whole.
    private static func gap(_ condition: RowCoverage.Condition) -> String? {
        guard !condition.isTriedWhole else { return nil }
        var gaps: [String] = []
        if !condition.isMet { gaps.append("no test meets the row by it") }
        if !condition.isMissed { gaps.append("no test fails the row by it alone") }
        if !condition.untried.isEmpty {
            gaps.append("not tried: \(condition.untried.joined(separator: ", "))")
        }
        return "\(condition.location): \(condition.column) is \(condition.words): "
            + gaps.joined(separator: "; ")
    }

    /// The last line: tests and rows of all rulebooks.
    static func total(_ answers: [RulesTestAnswer]) -> String {
        let passed = answers.reduce(0) { $0 + $1.report.passed }
        let failed = answers.reduce(0) { $0 + $1.report.failed }
        return "\(passed) passed, \(failed) failed; \(hit(answers)) of \(rows(answers)) rows hit"
    }

    private static func rows(_ answers: [RulesTestAnswer]) -> Int {
        answers.flatMap(\.report.coverage).reduce(0) { $0 + $1.rowCount }
    }

    private static func hit(_ answers: [RulesTestAnswer]) -> Int {
        answers.flatMap(\.report.coverage).reduce(0) { $0 + $1.hitCount }
    }

    // MARK: - JSON

    /// All answers as one object.
    static func json(_ answers: [RulesTestAnswer]) -> JSONValue {
        .object([
            ("passed", .number(answers.reduce(0) { $0 + $1.report.passed })),
            ("failed", .number(answers.reduce(0) { $0 + $1.report.failed })),
            ("files", .array(answers.flatMap(\.files))),
            ("failures", .array(answers.flatMap(\.failures))),
            (
                "untested",
                .strings(
                    answers.flatMap { answer in
                        answer.report.untested.map { "\(answer.folder)/\($0)" }
                    })
            ),
            (
                "coverage",
                .object([
                    ("rows", .number(rows(answers))), ("hit", .number(hit(answers))),
                    ("tables", .array(answers.flatMap(\.tables))),
                ])
            ),
            ("written", .array(answers.flatMap(\.written))),
        ])
    }

    private var files: [JSONValue] {
        report.files.map { file in
            .object([
                ("file", .string("\(folder)/\(file.file)")),
                ("model", .string("\(folder)/\(file.model)")),
                ("passed", .number(file.passed)), ("failed", .number(file.failed)),
            ])
        }
    }

    private var failures: [JSONValue] {
        report.files.flatMap(\.found).map { failure in
            .object([
                ("file", .string(failure.location.file)),
                ("line", .number(failure.location.line)),
                ("column", .number(failure.location.column)), ("id", .string(failure.id)),
                ("description", .text(failure.description)),
                ("decision", .string(failure.decision)),
                ("message", .string(failure.difference)),
            ])
        }
    }

    private var tables: [JSONValue] {
        report.coverage.flatMap { model in
            model.tables.map { table in
                .object([
                    ("model", .string("\(folder)/\(model.model)")), ("table", .string(table.name)),
                    ("line", .number(table.location.line)),
                    ("column", .number(table.location.column)),
                    ("rows", .number(table.rows.count)), ("hit", .number(table.hitCount)),
                    ("row", .array(table.rows.map(RulesTestAnswer.row))),
                ])
            }
        }
    }

    private static func row(_ row: RowCoverage.Row) -> JSONValue {
        .object([
            ("id", .string(row.id)), ("line", .number(row.location.line)),
            ("column", .number(row.location.column)), ("words", .string(row.words)),
            ("clause", .text(row.clause.isEmpty ? nil : row.clause)), ("hits", .number(row.hits)),
            ("conditions", .array(row.conditions.map(condition))),
        ])
    }

    private static func condition(_ condition: RowCoverage.Condition) -> JSONValue {
        .object([
            ("column", .string(condition.column)), ("test", .string(condition.text)),
            ("met", .boolean(condition.isMet)), ("missed", .boolean(condition.isMissed)),
            ("untried", .strings(condition.untried)),
        ])
    }

    private var written: [JSONValue] {
        plans.map { plan in
            .object([
                ("file", .string("\(folder)/\(plan.file)")), ("cases", .number(plan.cases.count)),
                ("isChange", .boolean(plan.isChange)),
                ("added", .strings(plan.added.map(\.id))),
                (
                    "changed",
                    .array(
                        plan.changed.map { change in
                            .object([
                                ("id", .string(change.id)), ("old", .string(change.old)),
                                ("new", .string(change.new)),
                            ])
                        })
                ),
                ("dropped", .strings(plan.dropped)), ("unreached", .strings(plan.unreached)),
                ("isDryRun", .boolean(isDryRun)),
            ])
        }
    }
}
