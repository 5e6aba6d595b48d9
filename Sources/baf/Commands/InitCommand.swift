import ArgumentParser
import RegisterDesk

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
            _ = try StartFolderRequest(folder, rules: common.rulesPath).answered(common)
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
}
