import DMN
import RegisterReports
import Rulebooks

/// What `rules check` answers, for programs.
enum RulesCheckAnswer {
    /// Problems and remarks in one list, each as an object.
    static func json(_ report: RulebookCheck.Report) -> JSONValue {
        .array(entries(report).map(\.json))
    }

    /// The same as a table.
    static func table(_ report: RulebookCheck.Report) -> OutputTable {
        OutputTable(
            columns: Entry.names.map { $0.prefix(1).uppercased() + $0.dropFirst() },
            rows: entries(report).map(\.cells))
    }

    private static func entries(_ report: RulebookCheck.Report) -> [Entry] {
        let remarks =
            report.remarks.map { Entry(remark: $0, accepted: nil) }
            + report.accepted.map { Entry(remark: $0.remark, accepted: $0.reason) }
        return report.problems.map { Entry($0) } + remarks
    }

    /// One thing to say.
    private struct Entry {
        static let names = [
            "file", "line", "column", "severity", "kind", "decision", "rows", "sentence",
            "example", "advice", "accepted",
        ]

        let location: SourceLocation
        let severity: String
        let kind: String
        let decision: String?
        let rows: [String]
        let sentence: String
        let example: [String]
        let advice: String?
        let accepted: String?

        init(remark: TableRemark, accepted: String?) {
            location = remark.location
            severity = remark.severity.rawValue
            kind = remark.kind.rawValue
            decision = remark.decision
            rows = remark.rows
            sentence = remark.sentence
            example = remark.example
            advice = remark.advice
            self.accepted = accepted
        }

        init(_ problem: ModelProblem) {
            location = problem.location
            severity = problem.severity.rawValue
            kind = "problem"
            decision = nil
            rows = problem.row.map { [$0] } ?? []
            sentence = problem.what
            example = []
            advice = problem.advice
            accepted = nil
        }

        var json: JSONValue {
            .object([
                ("file", .string(location.file)), ("line", .integer(location.line)),
                ("column", .integer(location.column)), ("severity", .string(severity)),
                ("kind", .string(kind)), ("decision", .text(decision)),
                ("rows", .array(rows.map { .string($0) })), ("sentence", .string(sentence)),
                ("example", .array(example.map { .string($0) })), ("advice", .text(advice)),
                ("accepted", .text(accepted)),
            ])
        }

        var cells: [Cell] {
            [
                .text(location.file), .number(location.line), .number(location.column),
                .word(severity), .word(kind), .text(orAbsent: decision),
                .text(rows.joined(separator: ", ")), .text(sentence),
                .text(example.joined(separator: ", ")), .text(orAbsent: advice),
                .text(orAbsent: accepted),
            ]
        }
    }
}
