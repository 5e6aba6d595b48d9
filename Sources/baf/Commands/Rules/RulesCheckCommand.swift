import ArgumentParser
import RegisterReports
import Rulebooks

/// `baf rules check`.
struct RulesCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract:
            "Check structure, cells, types and names, and look for gaps, overlaps and idle rows.",
        discussion: """
            Rules/README.md says what each kind of remark means. A remark that is right as it is gets its
            reason in the folder's remarks.yaml, and then counts as accepted. Exits with 1 when there is an
            error.

            EXAMPLES
              baf rules check Rules/hct
              baf rules check Rules/hct -o json
            """)

    @Option(name: [.customShort("o"), .customLong("output")], help: "table, csv or json.")
    var output: OutputForm?

    @OptionGroup var rules: RulesFolder

    func run() throws {
        var failed = false
        try reporting {
            let report = try RulebookCheck.run(rules.path)
            failed = report.hasErrors
            switch output {
            case .json: Output.write(RulesCheckAnswer.json(report).text())
            case .csv: Output.write(RulesCheckAnswer.table(report).csv)
            case .table, nil:
                report.lines.forEach { Output.line($0) }
                guard !rules.common.quiet else { break }
                Output.line(
                    "\(rules.path): \(Count.of(report.problems.count, "problem")), "
                        + "\(Count.of(report.remarks.count, "open remark")), "
                        + "\(report.accepted.count) accepted")
            }
        }
        if failed { throw ExitCode(1) }
    }
}
