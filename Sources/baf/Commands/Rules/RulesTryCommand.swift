import ArgumentParser
import RegisterDesk
import RegisterReports
import RiskRegister

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

    @OptionGroup var organisations: OrganisationOptions

    func run() throws {
        try reporting {
            let bar = DeskProgress(
                isShown: Surroundings.showsProgress && !common.quiet, noun: "risks", least: 200)
            defer { bar.clear() }
            let answer = try TryRequest(
                folder,
                Moment(
                    asAt: asAt, knownAt: knownAt, rules: common.rules,
                    organisations: organisations.codes), from: from, to: to,
                inForceFrom: inForceFrom, progress: { bar.show($0, of: $1) }
            ).answered(common)
            bar.clear()
            if !answer.writtenFor.isEmpty, !common.quiet {
                // Rules may be tried on another organisation's register, but not without saying so.
                Output.note(
                    "the rules of \(folder) are written for "
                        + "\(answer.writtenFor.joined(separator: ", ")); the register is of "
                        + answer.organisation)
            }
            switch output {
            case .json: Output.write(try answer.json())
            case .csv: Output.write(answer.table.csv)
            case .table: Output.write(answer.text(width: Surroundings.width))
            }
        }
    }
}
