import DMN
import Rulebooks

/// A rulebook's structure, cells, types and names checked, and its tables looked at: `baf rules check`.
package struct CheckRequest: DeskRequest {
    /// The folder of rules.
    package var folder: String

    /// A request to check the rules of a folder.
    package init(_ folder: String) { self.folder = folder }

    package var capabilities: [Capability] { [.ask] }

    package func answer(at visit: Visit) throws -> CheckAnswer {
        CheckAnswer(try RulebookCheck.run(folder))
    }
}

/// What there is to say of a rulebook.
package struct CheckAnswer: DeskAnswer {
    /// A problem or a remark; its fields are part of the public interface.
    package struct Entry: Codable, Hashable, Sendable {
        package var file: String
        package var line: Int
        package var column: Int
        package var severity: String
        package var kind: String
        package var decision: String?
        package var rows: [String]
        package var sentence: String
        package var example: [String]
        package var advice: String?
        /// The reason with which it was accepted.
        package var accepted: String?

        init(_ problem: ModelProblem) {
            file = problem.location.file
            line = problem.location.line
            column = problem.location.column
            severity = problem.severity.rawValue
            kind = "problem"
            decision = nil
            rows = problem.row.map { [$0] } ?? []
            sentence = problem.what
            example = []
            advice = problem.advice
            accepted = nil
        }

        init(_ remark: TableRemark, accepted: String?) {
            file = remark.location.file
            line = remark.location.line
            column = remark.location.column
            severity = remark.severity.rawValue
            kind = remark.kind.rawValue
            decision = remark.decision
            rows = remark.rows
            sentence = remark.sentence
            example = remark.example
            advice = remark.advice
            self.accepted = accepted
        }
    }

    /// Problems, then open remarks, then accepted ones.
    package var document: [Entry]
    /// The same for a reader, with the lines concerned.
    package var lines: [String]
    /// How many problems there are.
    package var problems: Int
    /// How many remarks nobody has accepted.
    package var openRemarks: Int
    /// How many remarks were accepted with a reason.
    package var acceptedRemarks: Int
    /// Something of it is an error.
    package var hasErrors: Bool

    init(_ report: RulebookCheck.Report) {
        document =
            report.problems.map { Entry($0) } + report.remarks.map { Entry($0, accepted: nil) }
            + report.accepted.map { Entry($0.remark, accepted: $0.reason) }
        lines = report.lines
        problems = report.problems.count
        openRemarks = report.remarks.count
        acceptedRemarks = report.accepted.count
        hasErrors = report.hasErrors
    }
}
