import DMN
import DMNXML
package import Rulebooks

/// A spreadsheet of rules that was read back: what it changes, and what the check says of the result.
///
/// Nothing is written here: `files` is what there is to write.
///
///     let change = try RuleSheetImport.read("hct.xlsx", into: RulebookFolder.load("Rules/hct"))
///     change.changes      // ["routing.dmn: Registers: row REG-01: score >= 15 becomes >= 12"]
package struct RuleSheetImport: Sendable {
    /// What changes, a line each, by file and in the order of the rules.
    package let changes: [(file: String, lines: [String])]
    /// The models that change, in canonical form, by their path in the rulebook's folder.
    package let files: [(path: String, bytes: [UInt8])]
    /// What the check says of the changed rules, with the cells where it can tell them.
    package let remarks: [String]
    /// How many errors the check finds that it did not find before.
    package let newErrors: Int
    /// What deserves to be known of the reading itself.
    package let notes: [String]

    /// Reads a workbook, a CSV file or a folder of CSV files, and compares it with the rules.
    ///
    /// - Parameters:
    ///   - path: The file or folder.
    ///   - loaded: The rules that it was exported from.
    /// - Returns: What it changes.
    /// - Throws: `RuleSheetError` with every cell that is refused; nothing can be written then.
    package static func read(
        _ path: String, into loaded: LoadedRulebook
    ) throws(RuleSheetError) -> RuleSheetImport {
        let (grids, isSingle) = try SheetFiles.read(path)
        var matching = SheetMatching(loaded, path: path)
        let edits = try matching.edits(grids, isSingle: isSingle)
        var result = ChangedRules(loaded)
        for (model, edits) in edits { try result.change(model, edits) }
        return try result.checked(notes: matching.notes)
    }
}
