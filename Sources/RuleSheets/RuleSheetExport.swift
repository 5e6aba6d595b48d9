import DMN
import DMNXML
import Digests
import Foundation
import RiskRegister
package import Rulebooks

/// Writes the decision tables of a rulebook as a workbook or as CSV files, to be edited and brought back.
///
///     let files = try RuleSheetExport.csv(RulebookFolder.load("Rules/hct"))
///     files[0].name     // "findings-finding-setting.csv"
package enum RuleSheetExport {
    /// A file to write.
    package struct File: Sendable {
        /// The file's name.
        package let name: String
        /// Its bytes.
        package let bytes: [UInt8]
    }

    /// A model with its tables, as they are written.
    struct Model {
        let file: String
        let digest: String
        let document: ModelDocument
        let tables: [RuleTable]
    }

    /// One CSV file for each table: RFC 4180, UTF-8 with a mark, safe to open in a spreadsheet.
    ///
    /// - Parameters:
    ///   - loaded: The rulebook.
    ///   - model: Only this model ("routing" or "routing.dmn"); nil for all.
    /// - Returns: The files, by the model and the table.
    /// - Throws: `RuleSheetError`.
    package static func csv(
        _ loaded: LoadedRulebook, model: String? = nil
    ) throws(RuleSheetError) -> [File] {
        var files: [File] = []
        var taken: Set<String> = []
        for model in try models(loaded, only: model) {
            for table in model.tables {
                let stem = model.file.dropLast(".dmn".count) + "-" + slug(table.name)
                var name = stem
                var number = 2
                while !taken.insert(name).inserted {
                    name = "\(stem)-\(number)"
                    number += 1
                }
                let text = CSVText.text(SheetLayout.rows(of: table, digest: model.digest))
                files.append(File(name: "\(name).csv", bytes: Array(text.utf8)))
            }
        }
        return files
    }

    /// A workbook: what it is, a sheet for each table, and the logic that is no table.
    ///
    /// - Parameters:
    ///   - loaded: The rulebook.
    ///   - model: Only this model; nil for all.
    /// - Returns: The file; its bytes are the same for the same rules.
    /// - Throws: `RuleSheetError`.
    package static func workbook(
        _ loaded: LoadedRulebook, model: String? = nil
    ) throws(RuleSheetError) -> File {
        let models = try models(loaded, only: model)
        let only = model == nil ? "" : "-" + models.map { $0.file.dropLast(".dmn".count) }.joined()
        return File(
            name: "\(loaded.rulebook.id)\(only).xlsx",
            bytes: try RuleWorkbook.bytes(loaded.rulebook, models))
    }

    /// The models of a rulebook with their tables, sorted by file.
    private static func models(
        _ loaded: LoadedRulebook, only: String?
    ) throws(RuleSheetError) -> [Model] {
        var models: [Model] = []
        for model in loaded.models {
            guard only == nil || model.file == only || model.file == "\(only ?? "").dmn" else {
                continue
            }
            guard let source = loaded.files.first(where: { $0.path == model.file }) else {
                continue
            }
            models.append(try read(source.path, source.bytes))
        }
        guard !models.isEmpty else {
            throw .noModel(
                only ?? "", known: loaded.models.map { String($0.file.dropLast(".dmn".count)) })
        }
        return models
    }

    /// One model's file.
    static func read(_ file: String, _ bytes: [UInt8]) throws(RuleSheetError) -> Model {
        do {
            let document = try ModelDocument(bytes: bytes, file: file)
            return Model(
                file: file, digest: SHA256.digest(bytes).hex, document: document,
                tables: RuleTable.tables(of: document, file: file))
        } catch {
            throw .refused(
                error.problems.map {
                    SheetProblem("\($0.location)", $0.what, advice: $0.advice)
                })
        }
    }

    private static func slug(_ name: String) -> String {
        let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }
        return words.isEmpty ? "table" : words.joined(separator: "-")
    }
}
