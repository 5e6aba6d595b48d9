import ArgumentParser
import RegisterReports
import RegisterStore
import RiskRegister

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

    @Argument(help: ArgumentHelp("The risk's id.", valueName: "id"))
    var id: String

    @Option(name: [.customShort("o"), .customLong("output")], help: "table (text) or json.")
    var output = OutputForm.table

    @OptionGroup var moment: MomentOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        try reporting {
            let store = try OpenRegister.existing(common)
            let view = try OpenRegister.view(
                store, asAt: moment.asAt, knownAt: moment.knownAt, common)
            let state = try view.known(id)
            var history = try store.history(of: state.key)
            history.points.removeAll { $0.day > view.asAt }
            history.rulings.removeAll { $0.date > view.asAt || $0.sequence > view.knownAt }
            let answer = ShowAnswer(state: state, history: history, view: view)
            switch output {
            case .json: Output.write(answer.json.text())
            case .table, .csv: Output.line(answer.text)
            }
        }
    }
}
