import ArgumentParser
import DMN
import Foundation
import RegisterDesk
import RulebookPages
import Rulebooks

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
            if html { return try writePage() }
            let loaded = try RulebookFolder.load(rules.path)
            let text = RulebookShow.text(
                loaded, only: only, form: markdown ? .markdown : .terminal,
                width: Surroundings.width)
            guard let text else {
                let names = RulebookShow.names(loaded).joined(separator: ", ")
                throw DeskFailure(
                    .missing, "the rulebook has no model \(only ?? ""); it has \(names)")
            }
            Output.line(text)
        }
    }

    private func writePage() throws {
        let loaded = try RulebookFolder.load(rules.path)
        let tests = try RulebookTests.run(rules.path)
        let check = RulebookCheck.run(loaded)
        // The folder's place on this machine is nobody's business in a page for others.
        let prefix = "\(loaded.name)/"
        func inside(_ line: String) -> String {
            line.hasPrefix(prefix) ? String(line.dropFirst(prefix.count)) : line
        }
        let open = check.problems.map(\.description) + check.remarks.map(\.description)
        let remarks =
            open.map { RulebookPage.Remark(inside($0)) }
            + check.accepted.map { remark, reason in
                RulebookPage.Remark(
                    "\(inside(remark.location.description)): \(remark.decision): \(remark.sentence)",
                    reason: reason)
            }
        let page = RulebookPageHTML.document(
            RulebookPage(loaded, tests: tests, remarks: remarks))
        guard let out else { return Output.write(page) }
        do {
            try Data(page.utf8).write(to: URL(fileURLWithPath: out), options: .atomic)
        } catch {
            throw DeskFailure(.cannotWrite, "cannot write \(out)")
        }
        if !rules.common.quiet { Output.line(out) }
    }
}
