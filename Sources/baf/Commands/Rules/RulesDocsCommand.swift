import ArgumentParser
import RegisterDesk

/// `baf rules docs`: the generated pages.
struct RulesDocsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "docs",
        abstract: "Write FACTS.md and FINDINGS.md: what rules may ask, and what the checks find.",
        discussion: """
            EXAMPLES
              baf rules docs --out Rules
            """)

    @Option(help: ArgumentHelp("The folder to write into.", valueName: "dir"))
    var out = "Rules"

    func run() throws {
        try reporting {
            try WriteDocumentsRequest(into: out).answered().paths.forEach { Output.line($0) }
        }
    }
}
