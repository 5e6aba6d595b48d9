import ArgumentParser
import RegisterDesk
import RegisterReports
import RiskRegister

/// `baf changes`: what changed between two days, in sentences.
struct ChangesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "changes",
        abstract: "Say what changed between two days, in sentences with ids.",
        discussion: """
            Without days: between the last two extracts.

            EXAMPLES
              baf changes
              baf changes --from 2026-04-30 --to 2026-06-30 -o csv
            """)

    @Option(help: ArgumentHelp("The earlier day.", valueName: "day"))
    var from: Day?

    @Option(help: ArgumentHelp("The later day.", valueName: "day"))
    var to: Day?

    @Option(
        name: .customLong("known-at"),
        help: ArgumentHelp("Only what was in the register by then.", valueName: "time|sequence"))
    var knownAt: String?

    @Option(
        name: [.customShort("o"), .customLong("output")], help: "table (sentences), csv or json.")
    var output = OutputForm.table

    @OptionGroup var organisations: OrganisationOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        try reporting {
            let moment = Moment(
                asAt: to, knownAt: knownAt, rules: common.rules, organisations: organisations.codes)
            let answer = try ChangesRequest(moment, from: from).answered(common)
            Output.note(answer.basis, common)
            switch output {
            case .json: Output.write(try answer.json())
            case .csv: Output.write(answer.table.csv)
            case .table:
                answer.sentences.forEach { Output.line($0) }
                if !common.quiet { Output.note(answer.count) }
            }
        }
    }
}
