import RuleSheets
import Rulebooks

/// Decision tables brought back from a spreadsheet: `baf rules import`.
package struct ImportTablesRequest: DeskRequest {
    /// The workbook, CSV file or folder of CSV files.
    package var sheet: String
    /// The folder of rules.
    package var folder: String
    /// Write the changed .dmn files.
    package var writes: Bool

    /// A request to bring tables back, or only to say what would change.
    package init(_ sheet: String, into folder: String, writes: Bool = false) {
        self.sheet = sheet
        self.folder = folder
        self.writes = writes
    }

    package var capabilities: [Capability] { [writes ? .adopt : .ask] }

    package func answer(at visit: Visit) throws -> ImportTablesAnswer {
        let loaded = try RulebookFolder.load(folder)
        let change = try RuleSheetImport.read(sheet, into: loaded)
        let files = change.files.map { (path: "\(loaded.name)/\($0.path)", bytes: $0.bytes) }
        if writes, !files.isEmpty {
            guard change.newErrors == 0 else {
                throw DeskFailure(
                    .refused,
                    "the check finds errors that it did not find before\nCorrect them in \(sheet). Nothing was written."
                )
            }
            try FileReplacement.write(files)
        }
        return ImportTablesAnswer(
            folder: loaded.name, notes: change.notes,
            changes: change.changes.map {
                ImportTablesAnswer.Change(file: $0.file, lines: $0.lines)
            }, remarks: change.remarks, newErrors: change.newErrors, files: files.map(\.path))
    }
}

/// What a spreadsheet changes in a folder of rules.
package struct ImportTablesAnswer: DeskAnswer {
    /// What changes in one file.
    package struct Change: Codable, Hashable, Sendable {
        package var file: String
        package var lines: [String]
    }

    /// The folder.
    package var folder: String
    /// What to know of the sheet.
    package var notes: [String]
    /// Every row and cell that changes.
    package var changes: [Change]
    /// What the check says of the result.
    package var remarks: [String]
    /// How many errors the check finds that it did not find before.
    package var newErrors: Int
    /// The files that are, or would be, written.
    package var files: [String]

    package var document: ImportTablesAnswer { self }
}
