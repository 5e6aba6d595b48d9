import RiskRegister
import Tables
import Texts
import XML

/// Exports that are documents (DOCX): each table with headings is one, and all tables of labels and values are
/// one together.
enum DocumentExport: ExportFormat {
    static func reads(_ beginning: FileBeginning) -> Bool { beginning.kind == .document }

    static func open(
        _ input: XMLInput, for mappings: [SourceMapping]
    ) throws -> [any ExportSource] {
        let document = try DocumentTables(input)
        guard !document.sheets.isEmpty else {
            throw TableError(
                input.name, "the document holds no table",
                advice: "give the file whose tables hold the risks")
        }
        let fingerprint = try FileFingerprint(input, format: "document")
        var exports = try SheetExports.all(
            document, file: input.name, fingerprint, TableStyle(), for: mappings)
        if !document.textBoxes.isEmpty, var first = exports.first as? TableExport {
            first.notes.append(.textBoxes(document.textBoxes))
            exports[0] = first
        }
        return exports
    }
}

extension ShapeNote {
    /// Cells of a document with text boxes.
    fileprivate static func textBoxes(_ places: [String]) -> ShapeNote {
        let some = places.prefix(5).joined(separator: ", ")
        return ShapeNote(
            message:
                "the text boxes of \(places.count) cell\(places.count == 1 ? " is" : "s are") not read: \(some)",
            advice: "Put their words into the table itself.")
    }
}
