import ArgumentParser
import Foundation
import RegisterDesk

/// `baf rules show`.
struct RulesShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print the decision tables as text or Markdown, or write the rules as a page.",
        discussion: """
            With --html: one page in plain English, with the policy clause of each row, drawings of what \
            needs what, the tests and the remarks of the check. It needs no network and no script, and \
            prints on A4.

            EXAMPLES
              baf rules show
              baf rules show Rules/hct --only routing --markdown
              baf rules show --html --out rules.html
            """)

    @OptionGroup var rules: RulesFolder

    @Option(help: ArgumentHelp("Only this model.", valueName: "name"))
    var only: String?

    @Flag(help: "As Markdown.")
    var markdown = false

    @Flag(help: "As one HTML page of the whole rulebook.")
    var html = false

    @Option(
        help: ArgumentHelp("With --html: the file to write; else it is printed.", valueName: "file")
    )
    var out: String?

    func validate() throws {
        if html, only != nil || markdown {
            throw ValidationError(
                "--html is a page of the whole rulebook: without --only and --markdown")
        }
        if out != nil, !html { throw ValidationError("--out belongs to --html") }
    }

    func run() throws {
        try reporting {
            let form: ShowRulesRequest.Form =
                html ? .page : markdown ? .markdown : .terminal(width: Surroundings.width)
            let text = try ShowRulesRequest(folder: rules.path, model: only, form: form)
                .answered().text
            guard html else { return Output.line(text) }
            guard let out else { return Output.write(text) }
            do {
                try Data(text.utf8).write(to: URL(fileURLWithPath: out), options: .atomic)
            } catch {
                throw DeskFailure(.cannotWrite, "cannot write \(out)")
            }
            if !rules.common.quiet { Output.line(out) }
        }
    }
}
