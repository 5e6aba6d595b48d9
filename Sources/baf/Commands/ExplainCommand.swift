import ArgumentParser
import RegisterDesk

/// `baf explain`: why a risk is, and is not, on each register.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say why a risk is, and is not, on each register: table, row, inputs, clause.",
        discussion: """
            EXAMPLES
              baf explain 2101
              baf explain PR3 -o json
              baf explain 2101 --as-at 2026-05-31
            """)

    @Argument(
        help: ArgumentHelp(
            "The risk's id (ORG:ID where there is more than one organisation).", valueName: "id"))
    var id: String

    @Option(name: [.customShort("o"), .customLong("output")], help: "table (text) or json.")
    var output = OutputForm.table

    @OptionGroup var moment: MomentOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        try reporting {
            let answer = try ExplainRequest(id, moment.moment(common)).answered(common)
            Output.note(answer.basis, common)
            switch output {
            case .json: Output.write(try answer.json())
            case .table, .csv: Output.line(answer.text)
            }
        }
    }
}
