internal import Texts

/// Writes tables for a terminal: columns padded with spaces, long cells wrapped to the width.
package enum TextTable {
    /// The table as lines of at most `width` characters, where the columns can be made that narrow.
    ///
    ///     TextTable.text(of: table, width: 100)
    ///
    /// - Parameters:
    ///   - table: The table.
    ///   - width: The terminal's width.
    ///   - showsCaption: Whether the caption stands above.
    /// - Returns: Lines, each ended by "\n".
    package static func text(
        of table: OutputTable, width: Int, showsCaption: Bool = false
    ) -> String {
        var output = showsCaption ? table.caption + "\n\n" : ""
        guard !table.rows.isEmpty else { return output + table.whenEmpty + "\n" }
        let rows = table.rows.map { row in row.cells.map(shown) }
        // A head may come from a file of data: it is made plain like any cell.
        let head = table.columns.map { PlainText.onOneLine($0.title) }
        let columns = TerminalColumns(
            [head] + rows, within: width, gap: "  ", numeric: table.numericColumns)
        output += columns.lines(of: head) + columns.rule { $0 }
        return output + columns.lines(of: rows)
    }

    private static func shown(_ cell: Cell) -> String {
        cell.isAbsent ? "-" : PlainText.onOneLine(cell.plainText)
    }
}
