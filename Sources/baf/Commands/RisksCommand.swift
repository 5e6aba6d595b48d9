import ArgumentParser
import RegisterDesk
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
              baf risks --directorate Adults --min-score 12
              baf risks --waiting
            """)

    @Option(
        help: ArgumentHelp("Only risks on this register (HLRR, BAF, ...).", valueName: "register"))
    var on: String?

    @Option(help: "operational, principal or all.")
    var level = RisksRequest.Level.operational

    @Option(help: ArgumentHelp("Only risks of this directorate.", valueName: "name"))
    var directorate: String?

    @Option(
        name: .customLong("min-score"),
        help: ArgumentHelp("Only risks with this score or more.", valueName: "score"))
    var minimumScore: Int?

    @Flag(help: "Only risks that wait for a person's ruling, with what is wanted of whom.")
    var waiting = false

    @Option(name: [.customShort("o"), .customLong("output")], help: "table, csv or json.")
    var output = OutputForm.table

    @OptionGroup var moment: MomentOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        try reporting {
            let answer = try RisksRequest(
                moment.moment(common), level: level, register: on, onlyWaiting: waiting,
                directorate: directorate, minimumScore: minimumScore
            ).answered(common)
            Output.note(answer.basis, common)
            try Output.answer(answer, waiting ? answer.decisions : answer.table, as: output)
            if output == .table, !common.quiet { Output.note(answer.count) }
        }
    }
}

extension RisksRequest.Level: ExpressibleByArgument {}
