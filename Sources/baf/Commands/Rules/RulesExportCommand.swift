import ArgumentParser
import DMNXML
import Foundation
import RiskRegister
import RuleSheets
import Rulebooks

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
            let loaded = try RulebookFolder.load(rules.path)
            if xlsx {
                let file = try RuleSheetExport.workbook(loaded, model: model)
                try write([(target(file.name), file.bytes)])
            } else {
                let files = try RuleSheetExport.csv(loaded, model: model)
                let folder = out ?? "\(loaded.rulebook.id)-tables"
                try makeFolder(folder)
                try write(
                    files.map { ((folder as NSString).appendingPathComponent($0.name), $0.bytes) })
            }
        }
    }

    /// The file to write: in a folder when --out names one.
    private func target(_ name: String) -> String {
        guard let out else { return name }
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: out, isDirectory: &isFolder)
        return exists && isFolder.boolValue || out.hasSuffix("/")
            ? (out as NSString).appendingPathComponent(name) : out
    }

    private func makeFolder(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true)
        } catch {
            throw Failure(.cannotWrite, "cannot make the folder \(path)")
        }
    }

    /// Writes the files, none over one that somebody may have edited.
    private func write(_ files: [(path: String, bytes: [UInt8])]) throws {
        for file in files where !overwrite {
            let there = FileManager.default.contents(atPath: file.path)
            guard let there, there != Data(file.bytes) else { continue }
            throw Failure(
                .cannotWrite,
                """
                \(file.path) is there already, and holds something else
                Bring it back first with `baf rules import`, name another place with --out, or pass --overwrite.
                """)
        }
        for file in files {
            let folder = folderPart(of: file.path)
            if !folder.isEmpty { try makeFolder(folder) }
        }
        try FileReplacement.write(files)
        if !rules.common.quiet { files.forEach { Output.line($0.path) } }
    }
}
