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
        line(table.columns.map(\.title), into: &output)
        for row in table.rows {
            line(
                row.cells.map { cell in
                    if case .number(let number) = cell { return String(number) }
                    return neutralised(cell.plainText)
                }, into: &output)
        }
        return output
    }

    /// The text with an apostrophe before a first character by which a spreadsheet would take it for a formula.
    package static func neutralised(_ text: String) -> String {
        switch text.unicodeScalars.first {
        case "=", "+", "-", "@", "\t", "\r", "\n": "'" + text
        default: text
        }
    }

    private static func line(_ fields: [String], into output: inout String) {
        for (index, field) in fields.enumerated() {
            if index > 0 { output += "," }
            let needsQuotes = field.unicodeScalars.contains {
                $0 == "\"" || $0 == "," || $0 == "\n" || $0 == "\r"
            }
            output += needsQuotes ? quoted(field) : field
        }
        output += "\r\n"
    }

    private static func quoted(_ field: String) -> String {
        var result = "\""
        for scalar in field.unicodeScalars {
            if scalar == "\"" { result += "\"" }
            result.unicodeScalars.append(scalar)
        }
        return result + "\""
    }
}
