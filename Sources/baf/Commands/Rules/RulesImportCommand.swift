import ArgumentParser
import Foundation
import RegisterDesk

/// `baf rules import`.
struct RulesImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Bring back decision tables from a spreadsheet; the changes are shown first.",
        discussion: """
            Reads what `baf rules export` wrote, after it was edited: a workbook, a CSV file, or a folder
            of them. Shows every row and cell that changes and what the check says of the result. Nothing
            is written without --write. A sheet that was exported from another state of the rules, and a
            changed id or head, is refused with its cell.

            EXAMPLES
              baf rules import hct.xlsx
              baf rules import hct.xlsx Rules/hct --write
              baf rules import tables/routing-registers.csv
            """)

    @Argument(
        help: ArgumentHelp("The workbook, CSV file or folder of CSV files.", valueName: "sheet"))
    var sheet: String

    @OptionGroup var rules: RulesFolder

    @Flag(help: "Write the changed .dmn files.")
    var write = false

    func run() throws {
        var failed = false
        try reporting {
            let change = try ImportTablesRequest(sheet, into: rules.path).answered(rules.common)
            change.notes.forEach { Output.note("note: \($0)") }
            guard !change.files.isEmpty else {
                return say("\(sheet) says what the rules in \(rules.path) say: nothing to write")
            }
            show(change)
            failed = change.newErrors > 0
            guard write || (!failed && isConfirmed()) else {
                return say("Nothing was written; --write writes it.")
            }
            let written = try ImportTablesRequest(sheet, into: rules.path, writes: true)
                .answered(rules.common)
            written.files.forEach { say("wrote \($0)") }
            say(
                "Raise the version in \(written.folder)/rulebook.yaml before the next import or `baf rules adopt`; "
                    + "`baf rules test` runs its tests."
            )
        }
        if failed { throw ExitCode(1) }
    }

    private func say(_ line: String) {
        if !rules.common.quiet { Output.line(line) }
    }

    private func show(_ change: ImportTablesAnswer) {
        for file in change.changes {
            let count = "\(file.lines.count) \(file.lines.count == 1 ? "change" : "changes")"
            Output.line("\(change.folder)/\(file.file): \(count)")
            file.lines.forEach { Output.line("  \($0)") }
        }
        if change.remarks.isEmpty {
            say("The check of the changed rules has nothing to say.")
        } else {
            Output.line("The check of the changed rules:")
            change.remarks.forEach { Output.line("  \($0)") }
        }
    }

    /// Asks on a terminal; in a pipe the answer is no.
    private func isConfirmed() -> Bool {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { return false }
        Output.write("Write these changes? [y/N] ")
        return ["y", "yes"].contains(readLine()?.lowercased() ?? "")
    }
}
