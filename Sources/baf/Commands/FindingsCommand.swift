import ArgumentParser
import RegisterDesk
import RegisterReports

/// `baf findings`: what the checks found, and which did not run.
struct FindingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "findings",
        abstract: "List what the checks found; by owner, as a text to paste into an email.",
        discussion: """
            EXAMPLES
              baf findings
              baf findings --owner "J Smith"
              baf findings --strict -o json
            """)

    @Option(
        help: ArgumentHelp(
            "Only what this owner should act on, as a text for an email.", valueName: "name"))
    var owner: String?

    @Flag(help: "Exit with 1 when an error-level finding exists that nobody has accepted.")
    var strict = false

    @Option(name: [.customShort("o"), .customLong("output")], help: "table, csv or json.")
    var output: OutputForm?

    @OptionGroup var moment: MomentOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        var failed = false
        try reporting {
            let answer = try FindingsRequest(moment.moment(common), owner: owner)
                .answered(common)
            Output.note(answer.basis, common)
            switch (output, owner) {
            case (.json, _): Output.write(try answer.json())
            case (.csv, _): Output.write(answer.table.csv)
            case (nil, _?): answer.letters.forEach { Output.line($0) }
            case (.table, _), (nil, nil):
                Output.write(answer.table.text(width: Surroundings.width))
                if !common.quiet { answer.notes.forEach { Output.note($0) } }
            }
            failed = strict && answer.hasOpenErrors
        }
        if failed { throw ExitCode(1) }
    }
}
