import ArgumentParser
import Rulebooks

/// `baf rules show`.
struct RulesShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print the decision tables as text, or as Markdown.",
        discussion: """
            EXAMPLES
              baf rules show
              baf rules show Rules/hct --only routing --markdown
            """)

    @OptionGroup var rules: RulesFolder

    @Option(help: ArgumentHelp("Only this model.", valueName: "name"))
    var only: String?

    @Flag(help: "As Markdown.")
    var markdown = false

    func run() throws {
        try reporting {
            let loaded = try RulebookFolder.load(rules.path)
            let text = RulebookShow.text(
                loaded, only: only, form: markdown ? .markdown : .terminal,
                width: Surroundings.width)
            guard let text else {
                let names = RulebookShow.names(loaded).joined(separator: ", ")
                throw Failure(.missing, "the rulebook has no model \(only ?? ""); it has \(names)")
            }
            Output.line(text)
        }
    }
}
