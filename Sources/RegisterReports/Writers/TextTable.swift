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
        let cells = table.rows.map { row in row.cells.map(shown) }
        let widths = widths(of: table, cells: cells, within: width)
        let numeric = table.numericColumns
        func write(_ fields: [String]) {
            let wrapped = zip(fields, widths).map { wrap($0, to: $1) }
            for index in 0..<(wrapped.map(\.count).max() ?? 0) {
                var line = ""
                for (column, lines) in wrapped.enumerated() {
                    let text = index < lines.count ? lines[index] : ""
                    let padding = String(repeating: " ", count: max(0, widths[column] - text.count))
                    if column > 0 { line += "  " }
                    line += numeric[column] ? padding + text : text + padding
                }
                while line.last == " " { line.removeLast() }
                output += line + "\n"
            }
        }
        write(table.columns.map(\.title))
        output += widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ") + "\n"
        for row in cells { write(row) }
        return output
    }

    private static func shown(_ cell: Cell) -> String {
        cell.isAbsent ? "-" : PlainText.onOneLine(cell.plainText)
    }

    /// Each column as wide as it needs, the widest narrowed first until the line fits.
    private static func widths(
        of table: OutputTable, cells: [[String]], within width: Int
    ) -> [Int] {
        var widths = table.columns.indices.map { column in
            max(
                table.columns[column].title.count, cells.map { $0[column].count }.max() ?? 0, 1)
        }
        // A column is not made narrower than its longest word of 12 characters or fewer.
        let floors = table.columns.indices.map { column in
            let words = ([table.columns[column].title] + cells.map { $0[column] })
                .flatMap { $0.split(separator: " ").map(\.count) }
            return max(1, min(12, words.max() ?? 1))
        }
        func total() -> Int { widths.reduce(0, +) + 2 * (widths.count - 1) }
        while total() > width {
            let candidates = widths.indices.filter { widths[$0] > floors[$0] }
            guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= min(total() - width, max(1, widths[widest] - floors[widest]), 1)
        }
        return widths
    }

    /// The text broken between words, and within words longer than the width.
    static func wrap(_ text: String, to width: Int) -> [String] {
        guard text.count > width else { return [text] }
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            var rest = word[...]
            if !line.isEmpty, line.count + 1 + rest.count <= width {
                line += " " + rest
                continue
            }
            if !line.isEmpty { lines.append(line) }
            while rest.count > width {
                lines.append(String(rest.prefix(width)))
                rest = rest.dropFirst(width)
            }
            line = String(rest)
        }
        if !line.isEmpty { lines.append(line) }
        return lines
    }
}
