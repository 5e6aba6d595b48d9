import ArgumentParser
import RegisterDesk

/// `baf erase`: personal data out of every stored version.
struct EraseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: "Take personal data out of every stored version of a risk or action.",
        discussion: """
            The text leaves the register and every paper made from it afterwards; that it was there, who \
            decided, and the digests stay, so that verify still proves the rest. It cannot be undone. \
            Take the text out of the risk system too: the next export brings back what stands there. \
            Copies and papers that were made before still hold it.

            EXAMPLES
              baf erase 4107 --field description --why "a patient is named" --by "A Lee" \
                --role "Risk lead"
            """)

    @Argument(help: ArgumentHelp("The id of a risk, or of an action.", valueName: "id"))
    var id: String

    @Option(
        help: ArgumentHelp(
            "The field: description, say, or a name of the export.", valueName: "name"))
    var field: String

    @OptionGroup var account: AccountOptions

    @Option(
        help: ArgumentHelp(
            "The organisation, where the register holds several.", valueName: "code"))
    var organisation: String?

    @Option(name: [.customShort("o"), .customLong("output")], help: "table or json.")
    var output = OutputForm.table

    @OptionGroup var common: CommonOptions

    func run() throws {
        try reporting {
            let answer = try EraseRequest(
                id, organisation: organisation, field: field, why: account.why, by: account.by,
                role: account.role
            ).answered(common)
            if output == .json { return Output.write(try answer.json()) }
            guard !common.quiet else { return }
            Output.line(answer.sentence)
            Output.line(
                "Copies of the register and papers that were made before still hold it; so does the risk system."
            )
        }
    }
}
