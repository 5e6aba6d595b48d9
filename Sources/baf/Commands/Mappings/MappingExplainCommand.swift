import ArgumentParser
import RegisterDesk

/// `baf mapping explain`.
struct MappingExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract:
            "Tell what an import would make of a file: each column, word and date, and the balance.",
        discussion: """
            Nothing is stored. A file that no mapping knows is shown as `baf mapping suggest` would read it.

            EXAMPLES
              baf mapping explain june.xlsx
              baf mapping explain june.csv --mapping ours.yaml -o json
            """)

    @Argument(help: ArgumentHelp("The export.", valueName: "file"))
    var file: String

    @Option(
        help: ArgumentHelp(
            "A mapping to read it by (default: the rules' mappings).", valueName: "file"))
    var mapping: String?

    @Option(name: [.customShort("o"), .customLong("output")], help: "table or json.")
    var output = OutputForm.table

    @OptionGroup var common: CommonOptions

    func run() throws {
        try reporting {
            let answer = try ExplainFileRequest(file, mapping: mapping, rules: common.rulesPath)
                .answered(common)
            if output == .json { return Output.write(try answer.json()) }
            for reading in answer.files {
                reading.lines(width: Surroundings.width).forEach { Output.line($0) }
            }
        }
    }
}
