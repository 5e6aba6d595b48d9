import ArgumentParser
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

    @OptionGroup var common: CommonOptions

    func run() throws {
        try reporting {
            if let from, let to, from >= to {
                throw Failure(.usage, "--from \(from) is not before --to \(to)")
            }
            let store = try OpenRegister.existing(common)
            let later = try OpenRegister.view(store, asAt: to, knownAt: knownAt, common)
            let day = from ?? later.previous?.asAt
            let earlier = try day.map {
                try OpenRegister.view(store, asAt: $0, knownAt: knownAt, common)
            }
            let changes = earlier == nil ? [] : Changes.between(earlier, later)
            switch output {
            case .json: Output.write(ChangesAnswer.json(changes).text())
            case .csv: Output.write(ChangesAnswer.table(changes).csv)
            case .table:
                // A moved review date says nothing of the risk itself, so all of them share a line.
                let rolled = changes.filter { $0.kind == .rolled }
                Changes.sentences(of: changes.filter { $0.kind != .rolled }).forEach {
                    Output.line($0)
                }
                if !rolled.isEmpty {
                    let ids = rolled.map(\.id).joined(separator: ", ")
                    Output.line("Only the review date moved: \(ids)")
                }
                guard !common.quiet else { return }
                if let day {
                    Output.note("\(Count.of(changes.count, "change")) from \(day) to \(later.asAt)")
                } else {
                    Output.note("no earlier import: nothing to compare \(later.asAt) with")
                }
            }
        }
    }
}
