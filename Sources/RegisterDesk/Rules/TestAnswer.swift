import DMN
import DMNXML
import Rulebooks

/// What the tests of rules came to; its fields are part of the public interface.
package struct TestAnswer: DeskAnswer {
    /// One file of tests.
    package struct File: Codable, Hashable, Sendable {
        package var file: String
        package var model: String
        package var passed: Int
        package var failed: Int
    }

    /// One test that failed.
    package struct Failed: Codable, Hashable, Sendable {
        package var file: String
        package var line: Int
        package var column: Int
        package var id: String
        package var description: String?
        package var decision: String
        package var message: String
    }

    /// One condition of a row.
    package struct Condition: Codable, Hashable, Sendable {
        package var column: String
        package var test: String
        /// A test meets the row by it.
        package var met: Bool
        /// A test fails the row by it alone.
        package var missed: Bool
        package var untried: [String]
    }

    /// One row of a table.
    package struct Row: Codable, Hashable, Sendable {
        package var id: String
        package var line: Int
        package var column: Int
        package var words: String
        package var clause: String?
        package var hits: Int
        package var conditions: [Condition]
    }

    /// One table.
    package struct Table: Codable, Hashable, Sendable {
        package var model: String
        package var table: String
        package var line: Int
        package var column: Int
        package var rows: Int
        package var hit: Int
        package var row: [Row]
    }

    /// Which rows the tests hit.
    package struct Coverage: Codable, Hashable, Sendable {
        package var rows: Int
        package var hit: Int
        package var tables: [Table]
    }

    /// An expectation that the rules have changed.
    package struct Changed: Codable, Hashable, Sendable {
        package var id: String
        package var old: String
        package var new: String
    }

    /// A file of tests made of the rows.
    package struct Written: Codable, Hashable, Sendable {
        package var file: String
        package var cases: Int
        package var isChange: Bool
        package var added: [String]
        package var changed: [Changed]
        package var dropped: [String]
        package var unreached: [String]
        package var isDryRun: Bool
    }

    /// The public form.
    package struct Content: Codable, Hashable, Sendable {
        package var passed: Int
        package var failed: Int
        package var files: [File]
        package var failures: [Failed]
        package var untested: [String]
        package var coverage: Coverage
        package var written: [Written]
    }

    /// What there is to say to a reader, a sentence a line.
    package struct Words: Codable, Hashable, Sendable {
        /// What is, or would be, written.
        package var plans: [String]
        /// What passed, and the rows that no test hits.
        package var results: [String]
        /// The same with every row and condition.
        package var wholeResults: [String]
    }

    /// The results of all folders together.
    package var document: Content
    /// What there is to say of each folder.
    package var words: [Words]
    /// A row is hit by no test.
    package var hasMissedRows: Bool

    /// The last line: tests and rows of all rulebooks.
    package var total: String {
        "\(document.passed) passed, \(document.failed) failed; "
            + "\(document.coverage.hit) of \(document.coverage.rows) rows hit"
    }

    init(_ folders: [TestedFolder]) {
        let coverage = folders.flatMap(\.report.coverage)
        document = Content(
            passed: folders.reduce(0) { $0 + $1.report.passed },
            failed: folders.reduce(0) { $0 + $1.report.failed },
            files: folders.flatMap(\.files), failures: folders.flatMap(\.failures),
            untested: folders.flatMap { folder in
                folder.report.untested.map { "\(folder.folder)/\($0)" }
            },
            coverage: Coverage(
                rows: coverage.reduce(0) { $0 + $1.rowCount },
                hit: coverage.reduce(0) { $0 + $1.hitCount }, tables: folders.flatMap(\.tables)),
            written: folders.flatMap(\.written))
        words = folders.map {
            Words(
                plans: $0.planLines, results: $0.lines(withCoverage: false),
                wholeResults: $0.lines(withCoverage: true))
        }
        hasMissedRows = folders.contains { $0.report.hasMissedRows }
    }
}

extension TestedFolder {
    fileprivate var files: [TestAnswer.File] {
        report.files.map { file in
            TestAnswer.File(
                file: "\(folder)/\(file.file)", model: "\(folder)/\(file.model)",
                passed: file.passed, failed: file.failed)
        }
    }

    fileprivate var failures: [TestAnswer.Failed] {
        report.files.flatMap(\.found).map { failure in
            TestAnswer.Failed(
                file: failure.location.file, line: failure.location.line,
                column: failure.location.column, id: failure.id,
                description: failure.description, decision: failure.decision,
                message: failure.difference)
        }
    }

    fileprivate var tables: [TestAnswer.Table] {
        report.coverage.flatMap { model in
            model.tables.map { table in
                TestAnswer.Table(
                    model: "\(folder)/\(model.model)", table: table.name,
                    line: table.location.line, column: table.location.column,
                    rows: table.rows.count, hit: table.hitCount,
                    row: table.rows.map(TestedFolder.row))
            }
        }
    }

    private static func row(_ row: RowCoverage.Row) -> TestAnswer.Row {
        TestAnswer.Row(
            id: row.id, line: row.location.line, column: row.location.column, words: row.words,
            clause: row.clause.isEmpty ? nil : row.clause, hits: row.hits,
            conditions: row.conditions.map {
                TestAnswer.Condition(
                    column: $0.column, test: $0.text, met: $0.isMet, missed: $0.isMissed,
                    untried: $0.untried)
            })
    }

    fileprivate var written: [TestAnswer.Written] {
        plans.map { plan in
            TestAnswer.Written(
                file: "\(folder)/\(plan.file)", cases: plan.cases.count, isChange: plan.isChange,
                added: plan.added.map(\.id),
                changed: plan.changed.map {
                    TestAnswer.Changed(id: $0.id, old: $0.old, new: $0.new)
                }, dropped: plan.dropped, unreached: plan.unreached, isDryRun: isDryRun)
        }
    }
}
