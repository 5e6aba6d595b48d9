import ArgumentParser
import RegisterReports
import RegisterStore
import RiskRegister
import Rulebooks

/// `baf rules try`: a changed policy played over the register and its history.
struct RulesTryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "try",
        abstract:
            "Play a changed policy over the register: who would move, and how long each list would be.",
        discussion: """
            The rules of DIR need not be adopted, nor have a new version. History is played anew under \
            them, rulings included, as if they had always been in force, or from --in-force-from on. \
            Nothing is stored. Records are read as they were imported: the mappings of DIR play no part.

            With --from and --to the answer is month by month, at the last extract of each month; moves \
            are those of the last one. -o csv has a row for each risk and register moved; -o json has \
            everything: inForce, tried (with alwaysInForce or inForceFrom), headline, registers (length, \
            kept, shares by directorate, owner and objective), decisions, months, moves, effects.

            EXAMPLES
              baf rules try policy-12
              baf rules try policy-12 --from 2026-01-31 --to 2026-06-30
              baf rules try policy-12 --in-force-from 2026-07-01
              baf rules try policy-12 --as-at 2026-05-31 -o csv
            """)

    @Argument(help: ArgumentHelp("The folder of the rules to try.", valueName: "dir"))
    var folder: String

    @Option(
        name: .customLong("as-at"),
        help: ArgumentHelp(
            "The day to compare (default: the newest extract's day).", valueName: "day"))
    var asAt: Day?

    @Option(
        help: ArgumentHelp("Month by month from this day on (with --to).", valueName: "day"))
    var from: Day?

    @Option(
        help: ArgumentHelp(
            "Month by month to this day (default with --from: the newest).", valueName: "day"))
    var to: Day?

    @Option(
        name: .customLong("in-force-from"),
        help: ArgumentHelp(
            "The day from which the rules hold; before it, those in force then (default: always).",
            valueName: "day"))
    var inForceFrom: Day?

    @Option(
        name: .customLong("known-at"),
        help: ArgumentHelp("Only what was in the register by then.", valueName: "time|sequence"))
    var knownAt: String?

    @Option(name: [.customShort("o"), .customLong("output")], help: "table, csv or json.")
    var output = OutputForm.table

    @OptionGroup var common: CommonOptions

    func run() throws {
        try reporting {
            try checkOptions()
            let tried = try RulebookFolder.load(folder)
            let store = try RegisterStore(
                path: common.registerPath, mode: .reading, typing: OpenRegister.typing)
            var request = TrialRequest(
                rules: tried.rulebook, inForceFrom: inForceFrom, asAt: asAt,
                knownAt: try knownAt.map(OpenRegister.knownAtPoint))
            if from != nil || to != nil {
                request.range = (from, to)
            }
            var bar: Progress?
            let trial = try store.trial(request) { done, total in
                var progress =
                    bar
                    ?? Progress(
                        total: total, isShown: Surroundings.showsProgress && !common.quiet,
                        noun: "risks", least: 200)
                progress.advance(64)
                bar = progress
            }
            bar?.clear()
            noteOrganisation(tried.rulebook, trial)
            let answer = TrialAnswer(
                trial: trial, folder: folder,
                differences: try TrialDifferences(of: tried, from: trial, in: store))
            switch output {
            case .json: Output.write(answer.json.text())
            case .csv: Output.write(answer.table.csv)
            case .table: Output.write(answer.text(width: Surroundings.width))
            }
        }
    }

    /// Rules may be tried on another organisation's register, but not without saying so.
    private func noteOrganisation(_ rulebook: Rulebook, _ trial: PolicyTrial) {
        let named = Set(rulebook.mappings.map(\.organisation).filter { !$0.isEmpty })
        let here = [trial.views.inForce.organisation]
        guard !named.isEmpty, named.isDisjoint(with: here), !common.quiet else { return }
        Output.note(
            "the rules of \(folder) are written for \(named.sorted().joined(separator: ", ")); the "
                + "register is of \(here.joined(separator: ", "))")
    }

    private func checkOptions() throws {
        if let from, let to, from > to {
            throw Failure(.usage, "--from \(from) is after --to \(to)")
        }
        if asAt != nil, from != nil || to != nil {
            throw Failure(
                .usage, "--as-at names one day, --from and --to a range: give one or the other")
        }
        if common.rules != nil {
            throw Failure(
                .usage,
                "the rules to try are the command's argument, and they are compared with those in "
                    + "force; leave --rules out")
        }
    }
}
