import ArgumentParser
import Foundation
import RuleSheets
import Rulebooks

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
            let loaded = try RulebookFolder.load(rules.path)
            let change = try RuleSheetImport.read(sheet, into: loaded)
            change.notes.forEach { Output.note("note: \($0)") }
            guard !change.files.isEmpty else {
                return say("\(sheet) says what the rules in \(rules.path) say: nothing to write")
            }
            show(change, in: loaded.name)
            failed = change.newErrors > 0
            guard write || (!failed && isConfirmed()) else {
                return say("Nothing was written; --write writes it.")
            }
            guard !failed else {
                throw Failure(
                    .refused,
                    "the check finds errors that it did not find before\nCorrect them in \(sheet). Nothing was written."
                )
            }
            try writeFiles(change, into: loaded.name)
        }
        if failed { throw ExitCode(1) }
    }

    private func say(_ line: String) {
        if !rules.common.quiet { Output.line(line) }
    }

    private func show(_ change: RuleSheetImport, in folder: String) {
        for (file, lines) in change.changes {
            Output.line(
                "\(folder)/\(file): \(lines.count) \(lines.count == 1 ? "change" : "changes")")
            lines.forEach { Output.line("  \($0)") }
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

    private func writeFiles(_ change: RuleSheetImport, into folder: String) throws {
        let files = change.files.map { file in
            ("\(folder)/\(file.path)", file.bytes)
        }
        try FileReplacement.write(files)
        files.forEach { say("wrote \($0.0)") }
        say(
            "Raise the version in \(folder)/rulebook.yaml before the next import or `baf rules adopt`; "
                + "`baf rules test` runs its tests."
        )
    }
}
