import Tables

/// Tables of rules as comma-separated text: RFC 4180, UTF-8 with a mark at the start, and reversible.
enum CSVText {
    /// Rows as text, lines ended by CR LF.
    static func text(_ rows: [[String]]) -> String {
        rows.reduce(into: "\u{FEFF}") { output, row in
            output += CSVLine.text(
                row.map { SpreadsheetText.guarded($0, except: .dash) }, isForSpreadsheets: true)
        }
    }

    /// The cells of a file: commas, semicolons or tabs; UTF-8, UTF-16 with a mark, or Windows-1252.
    static func grid(_ bytes: [UInt8], file: String) throws(RuleSheetError) -> SheetGrid {
        let text = TextBytes.text(bytes)
        var grid = SheetGrid(name: file)
        grid.isCSV = true
        var number = 0
        func take(_ record: CSVParser.Record) {
            number += 1
            for (column, field) in record.fields.enumerated() where !field.text.isEmpty {
                grid.rows[number, default: [:]][column] = .text(
                    SpreadsheetText.unguarded(field.text))
            }
        }
        var parser = CSVParser(separator: separator(of: text))
        do {
            try parser.feed(text.utf8, take)
            try parser.finish(take)
        } catch {
            // The parser throws nothing else; the body throws nothing.
            let row = error as? RowError
            throw .refused([
                SheetProblem(
                    row.map { "\(file):\($0.line):\($0.column)" } ?? file,
                    row?.what ?? "\(error)", advice: row?.advice)
            ])
        }
        return grid
    }

    /// The first cell of every file of ours is `table`, and what follows it parts the cells.
    private static func separator(of text: String) -> UInt8 {
        text.utf8.prefix(20).drop { $0 != UInt8(ascii: "t") }
            .first { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") || $0 == 9 }
            ?? CSVLine.comma
    }
}
