import ArgumentParser
import RegisterDesk
import RegisterReports

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
            let report = try CheckRequest(rules.path).answered(rules.common)
            failed = report.hasErrors
            switch output {
            case .json: Output.write(try report.json())
            case .csv: Output.write(report.table.csv)
            case .table, nil:
                report.lines.forEach { Output.line($0) }
                guard !rules.common.quiet else { break }
                Output.line(
                    "\(rules.path): \(Count.of(report.problems, "problem")), "
                        + "\(Count.of(report.openRemarks, "open remark")), "
                        + "\(report.acceptedRemarks) accepted")
            }
        }
        if failed { throw ExitCode(1) }
    }
}
