import DMN
import DMNXML
import Rulebooks

/// A folder whose rules were tested: what passed, which rows were hit, and what was written, in words.
struct TestedFolder {
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
    var folder: String {
        guard name.hasSuffix(".xml"), let file = report.files.first?.file,
            name.hasSuffix("/" + file)
        else { return name }
        return String(name.dropLast(file.count + 1))
    }

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
                lines += row.conditions.compactMap(TestedFolder.gap).map { "      \($0)" }
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
}
