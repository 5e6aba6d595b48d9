package import XML

/// Reads the tables of a DOCX document (ECMA-376): each is a sheet.
///
///     let document = try DocumentTables(.file("baf.docx"))
///     document.sheets.map(\.name)   // ["Table 1", "Table 2", "Table 2.1"]: the last stands in a cell of the second
///
/// A cell's text is its paragraphs, joined by line ends. Tracked changes are read as if accepted: what was deleted
/// or moved away is left out, what was inserted is in. Cells that are merged downwards give their value to each
/// row, marked. Headers, footers, notes and comments are no part of any table. Text boxes are not read; the cells
/// that hold one are in ``textBoxes``, so that nothing is lost in silence.
package struct DocumentTables: TableReader, Sendable {
    package let sheets: [TableSheet]
    /// The places of cells with text boxes, which were not read: "Table 1!B3".
    package let textBoxes: [String]

    private let tables: [DocumentTable]

    /// The most cells of a document; a document is held whole.
    static let cellLimit = 1_000_000

    /// Opens a document and reads its tables.
    ///
    /// - Parameter input: The file, or its bytes.
    /// - Throws: `TableError` when it is none, or hostile, damaged or of another kind.
    package init(_ input: XMLInput) throws(TableError) {
        let package = try OfficePackage(input, main: "word/document.xml")
        var tables: [DocumentTable] = []
        var count = 0
        var cells = 0
        // What a program shows that knows no text boxes says the same again: `Fallback` is passed over, and so
        // are text boxes, whose tables are no tables of the document.
        let isThere = try package.records(
            package.main, ["tbl", "Fallback", "txbxContent"],
            place: { "\(input.name)!Table \(count + 1)" }
        ) { (record) throws(TableError) in
            guard record.name(0).local == "tbl" else { return }
            count += 1
            var parser = DocumentTableParser(file: input.name)
            try parser.read(record, 0, name: "Table \(count)")
            cells += parser.cells
            guard cells <= Self.cellLimit else {
                throw TableError(
                    input.name, "the document has more than \(Self.cellLimit) cells",
                    advice: "put its tables into a workbook")
            }
            tables += parser.tables
        }
        guard isThere else {
            throw TableError(
                input.name, "the archive holds no document",
                advice: "open the file in Word and save it as .docx")
        }
        self.tables = tables
        textBoxes = tables.flatMap { table in table.textBoxes.map { "\(table.name)!\($0)" } }
        sheets = tables.enumerated().map { TableSheet(name: $1.name, number: $0) }
    }

    package func read(_ sheet: TableSheet, _ body: (TableRow) throws -> Void) throws {
        precondition(tables.indices.contains(sheet.number), "no table of this document")
        for row in tables[sheet.number].rows { try body(row) }
    }
}

/// A table of a document.
struct DocumentTable: Sendable {
    var name: String
    var rows: [TableRow] = []
    /// The places of cells with text boxes.
    var textBoxes: [String] = []
}
