import RiskRegister
import Tables
import Texts
import XML

/// Exports that are workbooks (XLSX): each sheet that holds something is one.
enum WorkbookExport: ExportFormat {
    static func reads(_ beginning: FileBeginning) -> Bool { beginning.kind == .workbook }

    static func open(
        _ input: XMLInput, for mappings: [SourceMapping]
    ) throws -> [any ExportSource] {
        let book = try WorkbookTables(input)
        return try SheetExports.all(
            book, file: input.name, try FileFingerprint(input, format: "workbook"), TableStyle(),
            for: mappings)
    }
}

/// Exports that are Excel's XML workbooks of 2003, which risk systems write as .xml or .xls.
///
/// Their texts are kept as they are stored, and of a row only the cells that are.
enum OldWorkbookExport: ExportFormat {
    static func reads(_ beginning: FileBeginning) -> Bool { beginning.kind == .spreadsheetXML }

    static func open(
        _ input: XMLInput, for mappings: [SourceMapping]
    ) throws -> [any ExportSource] {
        let scan = try InputScan.scan(input)
        let book = try SpreadsheetXML(input, keepingText: true)
        let fingerprint = FileFingerprint(
            sha256: scan.sha256, byteCount: scan.byteCount,
            encoding: scan.encoding.actual.rawValue, format: "XML", problem: scan.encoding.problem)
        return try SheetExports.all(
            book, file: input.name, fingerprint, TableStyle(givesBlanks: false),
            book.reading.repairs, for: mappings)
    }
}

/// The sheets of a workbook, or the tables of a document, as exports.
enum SheetExports {
    /// The sheets that hold something, or the first when none does.
    ///
    /// Sheets of labels and values hold a record each, and are one export together.
    ///
    /// - Parameters:
    ///   - book: The workbook or document.
    ///   - file: What to call it.
    ///   - fingerprint: Of its bytes.
    ///   - style: How its tables are written.
    ///   - repairs: What was replaced in its characters.
    ///   - mappings: By whose names a sheet is known for what it is.
    /// - Returns: One export at least.
    /// - Throws: What the reader throws.
    static func all(
        _ book: any TableReader & Sendable, file: String, _ fingerprint: FileFingerprint,
        _ style: TableStyle, _ repairs: XMLRepairs = XMLRepairs(), for mappings: [SourceMapping]
    ) throws -> [any ExportSource] {
        let compiled = mappings.filter { $0.kind != .framework }.map(CompiledMapping.compiled)
        var found: [(sheet: TableSheet, isForm: Bool)] = []
        for sheet in book.sheets {
            let beginning = try TableBeginning.rows(of: sheet, book)
            guard !beginning.isEmpty else { continue }
            found.append((sheet, compiled.contains { FormRecords.isForm(beginning, $0) }))
        }
        var exports: [TableExport] = []
        for (sheet, isForm) in found {
            if isForm, let place = exports.firstIndex(where: { $0.layout == .forms }) {
                exports[place].sheets.append(sheet)
                exports[place].isHidden = exports[place].isHidden && sheet.isHidden
                exports[place].table = nil
                continue
            }
            exports.append(
                TableExport(
                    place: "\(file)!\(sheet.name)", fingerprint: fingerprint, table: sheet.name,
                    isHidden: sheet.isHidden, reader: book, sheets: [sheet],
                    layout: isForm ? .forms : .rows, style: style,
                    repairs: exports.isEmpty ? repairs : XMLRepairs()))
        }
        if exports.isEmpty {
            exports = [
                TableExport(
                    place: file, fingerprint: fingerprint, reader: book,
                    sheets: Array(book.sheets.prefix(1)), style: style, repairs: repairs)
            ]
        }
        // A file with one table needs no name for it.
        if exports.count == 1 { exports[0].table = nil }
        return exports
    }
}
