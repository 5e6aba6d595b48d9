import Tables
import TestSupport
import XML

extension TestBook {
    /// Its rows.
    func read(_ sheet: Int = 0) throws -> [TableRow] {
        let book = try WorkbookTables(.bytes(zip.bytes(), name: "t.xlsx"))
        return try book.rows(book.sheets[sheet])
    }

    /// Why it is refused.
    func refusal() -> String {
        do {
            let rows = try read()
            return "\(rows.count) rows"
        } catch {
            return "\(error)"
        }
    }
}

extension TableReader {
    /// All rows of a sheet.
    func rows(_ sheet: TableSheet) throws -> [TableRow] {
        var rows: [TableRow] = []
        try read(sheet) { rows.append($0) }
        return rows
    }
}

extension TableRow {
    /// The row on a line: `3: A3=x B3=5#`, with a mark for each kind, `<` for merged and `-` for hidden.
    var line: String {
        let cells = cells.map { cell in
            let mark =
                switch cell.kind {
                case .text: ""
                case .number: "#"
                case .date: "@"
                case .boolean: "?"
                case .error: "!"
                }
            let merged = cell.isMerged ? "<" : ""
            return "\(cell.isHidden ? "-" : "")\(cell.place)=\(merged)\(cell.text)\(mark)"
        }
        return "\(isHidden ? "-" : "")\(number): \(cells.joined(separator: " "))"
    }
}
