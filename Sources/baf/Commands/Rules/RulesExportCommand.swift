import ArgumentParser
import RegisterDesk

/// `baf rules export`.
struct RulesExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract:
            "Write the decision tables as a workbook or as CSV, to be edited and brought back.",
        discussion: """
            A workbook has a sheet for each table: ids and heads locked, lists where a column has few
            values, and a first sheet that says how to bring it back. --csv writes a file for each table
            into a folder; a cell there that a spreadsheet could take for a formula begins with an
            apostrophe, which the import takes away. `baf rules import` takes both.

            EXAMPLES
              baf rules export --xlsx
              baf rules export Rules/hct --xlsx --model routing --out routing.xlsx
              baf rules export Rules/hct --csv --out tables
            """)

    @OptionGroup var rules: RulesFolder

    @Flag(help: "As a workbook: <id>.xlsx, or what --out names.")
    var xlsx = false

    @Flag(help: "As CSV files: in the folder <id>-tables, or what --out names.")
    var csv = false

    @Option(help: ArgumentHelp("Only this model.", valueName: "name"))
    var model: String?

    @Option(help: ArgumentHelp("The file or folder to write.", valueName: "file|dir"))
    var out: String?

    @Flag(help: "Replace files that are there and hold something else.")
    var overwrite = false

    func validate() throws {
        guard xlsx != csv else {
            throw ValidationError("Say one of --xlsx and --csv.")
        }
    }

    func run() throws {
        try reporting {
            let written = try ExportTablesRequest(
                rules.path, as: xlsx ? .workbook : .csv, model: model, out: out,
                overwrites: overwrite
            ).answered(rules.common)
            if !rules.common.quiet { written.paths.forEach { Output.line($0) } }
        }
    }
}
