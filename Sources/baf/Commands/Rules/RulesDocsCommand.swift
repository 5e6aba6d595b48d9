import ArgumentParser
import Foundation
import RiskRegister
import Rulebooks

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
            for (name, text) in [
                ("FACTS.md", FactsDocument.markdown()),
                ("FINDINGS.md", FindingsDocument.markdown()),
            ] {
                let path = URL(fileURLWithPath: out).appendingPathComponent(name)
                do {
                    try Data(text.utf8).write(to: path, options: .atomic)
                } catch {
                    throw Failure(.cannotWrite, "cannot write \(path.path)")
                }
                Output.line(path.relativePath)
            }
        }
    }
}
