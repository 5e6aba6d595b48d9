import ArgumentParser
import RegisterDesk

/// `baf show`: one risk with its history.
struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one risk with its history: scores, registers, rulings.",
        discussion: """
            EXAMPLES
              baf show 2101
              baf show PR3 -o json
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
            let answer = try ShowRequest(id, moment.moment(common)).answered(common)
            Output.note(answer.basis, common)
            switch output {
            case .json: Output.write(try answer.json())
            case .table, .csv: Output.line(answer.text)
            }
        }
    }
}
