import ArgumentParser
import RegisterDesk

/// `baf mapping check`.
struct MappingCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract:
            "Read a mapping strictly: unknown fields, names said twice, words that clash, what is missing.",
        discussion: """
            Exits with 1 when there is an error, and with 65 when it is no mapping at all.

            EXAMPLES
              baf mapping check mappings/ours.yaml
              baf mapping check ours.csv -o json
            """)

    @Argument(help: ArgumentHelp("The mapping: YAML, or two columns (.csv).", valueName: "file"))
    var file: String

    @Option(name: [.customShort("o"), .customLong("output")], help: "table or json.")
    var output = OutputForm.table

    func run() throws {
        var failed = false
        try reporting {
            let answer = try CheckMappingRequest(file).answered()
            failed = answer.hasErrors
            if output == .json { return Output.write(try answer.json()) }
            answer.lines.forEach { Output.line($0) }
        }
        if failed { throw ExitCode(1) }
    }
}
