import ArgumentParser
import RegisterReports
import RiskRegister

/// `baf risks`: every risk with its score, routing and registers.
struct RisksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "risks",
        abstract: "List risks with score, routing, registers and what waits for a person.",
        discussion: """
            Closed, unapproved, unroutable and vanished risks are listed too.

            EXAMPLES
              baf risks --on HLRR
              baf risks --level all -o json
              baf risks --on BAF --as-at 2026-05-31
              baf risks --waiting
            """)

    @Option(
        help: ArgumentHelp("Only risks on this register (HLRR, BAF, ...).", valueName: "register"))
    var on: String?

    @Option(help: "operational, principal or all.")
    var level = LevelChoice.operational

    @Flag(help: "Only risks that wait for a person's ruling, with what is wanted of whom.")
    var waiting = false

    @Option(name: [.customShort("o"), .customLong("output")], help: "table, csv or json.")
    var output = OutputForm.table

    @OptionGroup var moment: MomentOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        try reporting {
            let view = try OpenRegister.view(moment, common)
            if let on, view.rulebook.register(on) == nil {
                let known = view.rulebook.registers.map(\.id).joined(separator: ", ")
                throw Failure(.usage, "the rulebook has no register \(on); it has \(known)")
            }
            let answer = RisksAnswer(
                view: view, level: level, register: on, onlyWaiting: waiting)
            Output.answer(answer.json, waiting ? answer.decisions : answer.table, as: output)
            if output == .table, !common.quiet {
                Output.note(
                    "\(Count.of(answer.states.count, "risk")) as at \(view.asAt), known at sequence \(view.knownAt)"
                        + unlisted(answer))
            }
        }
    }

    /// What a list of one level leaves out: a paper of the register holds both.
    private func unlisted(_ answer: RisksAnswer) -> String {
        guard answer.otherLevelCount > 0 else { return "" }
        let other = level == .principal ? "operational risk" : "principal risk"
        return "; and \(Count.of(answer.otherLevelCount, other)), which --level all lists too"
    }
}
