/// A sheet of a file: one of a workbook's, one table of a document, or all of a text.
package struct TableSheet: Hashable, Sendable {
    /// Its name, as the file has it; a document's tables are "Table 1", "Table 2", and "Table 2.1" inside it.
    package let name: String
    /// It is hidden.
    package let isHidden: Bool
    /// Which of the file's sheets it is, from 0.
    package let number: Int

    /// A sheet.
    package init(name: String, isHidden: Bool = false, number: Int) {
        self.name = name
        self.isHidden = isHidden
        self.number = number
    }
}

/// Reads the rows of a file, whatever its format: one shape for workbooks, documents and texts.
///
///     let reader = try WorkbookTables(bytes, file: "risks.xlsx")
///     for sheet in reader.sheets where !sheet.isHidden {
///         try reader.read(sheet) { row in
///             for cell in row.cells { print(row.number, cell.column, cell.text, cell.place) }
///         }
///     }
///
/// - Rows come in the file's order, each once, as they are read: only the row at hand is in memory. Blank cells and
///   rows without a cell of their own are left out; numbers of rows and columns are the file's.
/// - Nothing is trimmed, guessed or dropped: a text with leading zeros is that text, hidden rows, columns and sheets
///   are given and said to be hidden (`TableRow.isHidden`, `TableCell.isHidden`, `TableSheet.isHidden`).
/// - A value said once for merged cells is given in each row that has cells of its own, marked `TableCell.isMerged`.
/// - A sheet can be read as often as one likes; `body` stops the reading by throwing.
/// - What cannot be read throws a ``TableError`` that names the place: `risks.xlsx!Sheet1!F12`.
package protocol TableReader {
    /// The sheets, in the file's order, hidden ones too.
    var sheets: [TableSheet] { get }

    /// Reads a sheet.
    ///
    /// - Parameters:
    ///   - sheet: One of ``sheets``.
    ///   - body: Gets each row that holds something; what it throws ends the reading and is thrown on.
    /// - Throws: ``TableError``, or what `body` throws.
    func read(_ sheet: TableSheet, _ body: (TableRow) throws -> Void) throws
}
