import ArgumentParser
import RegisterReports
import RiskRegister

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
            let view = try OpenRegister.view(moment, common)
            let answer = ExplainAnswer(try view.known(id), in: view)
            switch output {
            case .json: Output.write(answer.json.text())
            case .table, .csv: Output.line(answer.text)
            }
        }
    }
}

extension RegisterView {
    /// The risk that an id names; an error when there is none, or one in several organisations.
    func known(_ id: String) throws -> RiskState {
        let named = allRisks.map(\.key).filter { $0.id == id }.map(label)
        if Set(named).count > 1, !named.contains(id) {
            throw Failure(
                .usage,
                "there is a risk \(id) in more than one organisation: name one of "
                    + Set(named).sorted().joined(separator: ", "))
        }
        if let state = risk(named: id) { return state }
        throw Failure(
            .missing,
            "there is no risk \(id) in the register as at \(asAt); `baf risks --level all` lists them"
        )
    }
}
