import Tables

/// Writes tables as CSV: RFC 4180 with a UTF-8 mark, safe to open in a spreadsheet.
package enum CSVWriter {
    /// The table with its column titles as the first line.
    ///
    /// - Parameters:
    ///   - table: The table.
    ///   - mark: Whether to begin with U+FEFF, by which spreadsheets know UTF-8.
    /// - Returns: Lines that end in CR LF.
    package static func text(of table: OutputTable, mark: Bool = true) -> String {
        var output = mark ? "\u{FEFF}" : ""
        output += CSVLine.text(table.columns.map(\.title))
        for row in table.rows {
            output += CSVLine.text(
                row.cells.map { cell in
                    if case .number(let number) = cell { return String(number) }
                    return SpreadsheetText.guarded(cell.plainText)
                })
        }
        return output
    }
}
