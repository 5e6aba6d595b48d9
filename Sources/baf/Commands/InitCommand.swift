import ArgumentParser
import Foundation
import Rulebooks

/// `baf init`: a folder for a trust of one's own, with rules to edit.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Start a folder for a trust: its own copy of the rules, and where things go.",
        discussion: """
            EXAMPLES
              baf init mytrust
              cd mytrust && baf import ../export.xml --as-at 2026-06-30
            """)

    @Argument(help: ArgumentHelp("The folder to make.", valueName: "dir"))
    var folder: String

    @OptionGroup var common: CommonOptions

    func run() throws {
        try reporting {
            let loaded = try RulebookFolder.load(common.rulesPath)
            let root = URL(fileURLWithPath: folder)
            let rules = root.appendingPathComponent("Rules/hct")
            guard !FileManager.default.fileExists(atPath: rules.path) else {
                throw Failure(.cannotWrite, "\(rules.path) is there already; nothing was changed")
            }
            do {
                for file in loaded.files {
                    let path = rules.appendingPathComponent(file.path)
                    try FileManager.default.createDirectory(
                        at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
                    try Data(file.bytes).write(to: path)
                }
                try Data(InitCommand.readme.utf8).write(
                    to: root.appendingPathComponent("README.md"))
            } catch {
                throw Failure(.cannotWrite, "cannot write below \(root.path)")
            }
            guard !common.quiet else { return }
            Output.line(
                "\(folder)/Rules/hct holds your rules: put your approver and document into rulebook.yaml,"
            )
            Output.line(
                "your element names and words into mappings/datix.yaml; then, in \(folder):")
            Output.line("  baf rules check && baf rules test Rules/hct")
            Output.line("  baf import EXPORT.xml --as-at DAY")
        }
    }

    private static let readme = """
        # Our risk register

        - `Rules/hct/`: the rules, ours to change. `baf rules check` and `baf rules test Rules/hct` after
          every change; a change of an adopted version needs a new `version` in rulebook.yaml.
        - `register.sqlite`: the register with all its history. Back it up; never edit it.
        - `out/`: papers.

        Each month: `baf import RISKS.xml ACTIONS.xml`, `baf changes`, `baf findings`, `baf report hlrr`.

        """
}
