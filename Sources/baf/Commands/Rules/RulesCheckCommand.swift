import ArgumentParser
import Rulebooks

/// `baf rules check`.
struct RulesCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check structure, cells, types and names, and look for gaps and overlaps.",
        discussion: """
            Exits with 1 when there is an error.

            EXAMPLES
              baf rules check Rules/hct
            """)

    @OptionGroup var rules: RulesFolder

    func run() throws {
        var failed = false
        try reporting {
            let report = try RulebookCheck.run(rules.path)
            report.lines.forEach { Output.line($0) }
            failed = report.hasErrors
            if !rules.common.quiet {
                Output.line(
                    "\(rules.path): \(report.problems.count) problems, \(report.remarks.count) remarks"
                )
            }
        }
        if failed { throw ExitCode(1) }
    }
}
