import ArgumentParser
import RegisterDesk

/// `baf rules normalise`.
struct RulesNormaliseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "normalise",
        abstract: "Write DMN files in one canonical form, in the 1.3 namespace.",
        discussion: """
            A file that an editor saved as DMN 1.2, 1.4, 1.5 or 1.6 comes back as 1.3, which Camunda
            Modeler opens: attributes and children in a fixed order, a cell a line. What it means does
            not change, and nothing of it is lost. A file in this form is not touched. A construct that
            1.3 does not have is refused with its place, and no file is written.

            With --check nothing is written, and it exits with 1 when a file is not in this form.

            EXAMPLES
              baf rules normalise Rules/hct/routing.dmn
              baf rules normalise Rules --check
            """)

    @Argument(help: ArgumentHelp("Files, or folders of .dmn files.", valueName: "file|dir"))
    var paths: [String]

    @Flag(help: "Write nothing; exit with 1 when a file would change.")
    var check = false

    @Flag(help: "Print nothing but errors.")
    var quiet = false

    func run() throws {
        var changes = 0
        try reporting {
            let answer = try NormaliseRequest(paths, isCheck: check).answered()
            changes = answer.changed.count
            guard !quiet else { return }
            answer.lines.forEach { Output.line($0) }
            let count = "\(changes) of \(answer.files) \(answer.files == 1 ? "file" : "files")"
            Output.line(check ? "\(count) would change" : "\(count) changed")
            for folder in answer.rulebooks where !check {
                Output.line(
                    "\(folder): other bytes are another version: raise it in rulebook.yaml before the next import"
                )
            }
        }
        if check, changes > 0 { throw ExitCode(1) }
    }
}
