import RiskRegister
import Tables
import XML

/// Exports whose cells stand between commas, semicolons, tabs or bars.
enum DelimitedExport: ExportFormat {
    /// Endings of names that say that a file is one.
    static let endings: Set<String> = ["csv", "tsv", "tab", "txt"]

    static func reads(_ beginning: FileBeginning) -> Bool {
        // A stray control code is mended; what only bears the name is for whoever says what it is.
        if endings.contains(beginning.ending) { return !beginning.isBinary }
        guard beginning.isText, let first = beginning.letters.first, first != UInt8(ascii: "{"),
            first != UInt8(ascii: "[")
        else { return false }
        // A text of another name, with lines and something that separates; the first may be a title.
        return beginning.bytes.contains { $0 == 10 || $0 == 13 }
            && beginning.bytes.contains {
                $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") || $0 == 9
            }
    }

    static func open(
        _ input: XMLInput, for mappings: [SourceMapping]
    ) throws -> [any ExportSource] {
        let text = try DelimitedText(input)
        let fingerprint = FileFingerprint(
            sha256: text.text.sha256, byteCount: text.text.byteCount,
            encoding: text.text.encoding.rawValue, format: "text")
        return [
            TableExport(
                place: input.name, fingerprint: fingerprint, reader: text, sheets: text.sheets,
                style: TableStyle(row: "line"), repairs: text.repairs)
        ]
    }
}
