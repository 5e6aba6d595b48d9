import DMNXML
import Foundation
import RiskRegister
import RuleSheets
import Rulebooks

/// Decision tables as a workbook or as CSV, to be edited and brought back: `baf rules export`.
package struct ExportTablesRequest: DeskRequest {
    /// What they are written as.
    package enum Form: Hashable, Sendable {
        /// One workbook with a sheet for each table.
        case workbook
        /// A CSV file for each table, in a folder.
        case csv
    }

    /// The folder of rules.
    package var folder: String
    /// What they are written as.
    package var form: Form
    /// Only this model.
    package var model: String?
    /// The file or folder to write; nil: by the rulebook's id.
    package var out: String?
    /// Replace files that are there and hold something else.
    package var overwrites: Bool

    /// A request to write tables.
    package init(
        _ folder: String, as form: Form, model: String? = nil, out: String? = nil,
        overwrites: Bool = false
    ) {
        self.folder = folder
        self.form = form
        self.model = model
        self.out = out
        self.overwrites = overwrites
    }

    package var capabilities: [Capability] { [.ask] }

    package func answer(at visit: Visit) throws -> WrittenFiles {
        let loaded = try RulebookFolder.load(folder)
        switch form {
        case .workbook:
            let file = try RuleSheetExport.workbook(loaded, model: model)
            return try write([(target(file.name), file.bytes)])
        case .csv:
            let files = try RuleSheetExport.csv(loaded, model: model)
            let folder = out ?? "\(loaded.rulebook.id)-tables"
            try makeFolder(folder)
            return try write(
                files.map { ((folder as NSString).appendingPathComponent($0.name), $0.bytes) })
        }
    }

    /// The file to write: in a folder when `out` names one.
    private func target(_ name: String) -> String {
        guard let out else { return name }
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: out, isDirectory: &isFolder)
        return exists && isFolder.boolValue || out.hasSuffix("/")
            ? (out as NSString).appendingPathComponent(name) : out
    }

    private func makeFolder(_ path: String) throws(DeskFailure) {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true)
        } catch {
            throw DeskFailure(.cannotWrite, "cannot make the folder \(path)")
        }
    }

    /// Writes the files, none over one that somebody may have edited.
    private func write(
        _ files: [(path: String, bytes: [UInt8])]
    ) throws(DeskFailure) -> WrittenFiles {
        for file in files where !overwrites {
            let there = FileManager.default.contents(atPath: file.path)
            guard let there, there != Data(file.bytes) else { continue }
            throw DeskFailure(
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
        return WrittenFiles(paths: files.map(\.path))
    }
}

/// Files that were written.
package struct WrittenFiles: DeskAnswer {
    /// Their paths, in order.
    package var paths: [String]

    package var document: WrittenFiles { self }
}
