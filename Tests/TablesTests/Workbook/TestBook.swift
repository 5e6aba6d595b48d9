import Tables
import TestSupport
import XML

/// A workbook made of the XML of its parts, as no spreadsheet would write it.
struct TestBook {
    /// What stands inside `<worksheet>`, by sheet.
    var sheets: [String]
    var names: [String]?
    /// What stands inside `<sst>`.
    var texts: String?
    /// What stands inside `<styleSheet>`.
    var styles: String?
    /// What stands before `<sheets>`.
    var settings = ""
    var namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    var relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    /// A workbook of sheets.
    init(_ sheets: String..., texts: String? = nil, styles: String? = nil) {
        self.sheets = sheets
        self.texts = texts
        self.styles = styles
    }

    /// A sheet of these rows.
    static func rows(_ rows: String) -> TestBook { TestBook("<sheetData>\(rows)</sheetData>") }

    var zip: TestZip {
        let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
        var parts = [("[Content_Types].xml", "\(head)<Types/>")]
        parts.append(
            (
                "_rels/.rels",
                "<Relationships><Relationship Id=\"a\" Type=\"\(relations)/officeDocument\" "
                    + "Target=\"xl/workbook.xml\"/></Relationships>"
            ))
        var links = ""
        var list = ""
        for (number, sheet) in sheets.enumerated() {
            let name = names?[number] ?? "Sheet\(number + 1)"
            list += "<sheet name=\"\(name)\" sheetId=\"\(number + 1)\" r:id=\"s\(number)\"/>"
            links += "<Relationship Id=\"s\(number)\" Type=\"\(relations)/worksheet\" "
            links += "Target=\"worksheets/sheet\(number + 1).xml\"/>"
            parts.append(
                (
                    "xl/worksheets/sheet\(number + 1).xml",
                    "\(head)<worksheet xmlns=\"\(namespace)\">\(sheet)</worksheet>"
                ))
        }
        if let texts {
            links += "<Relationship Id=\"t\" Type=\"\(relations)/sharedStrings\" "
            links += "Target=\"sharedStrings.xml\"/>"
            parts.append(
                ("xl/sharedStrings.xml", "\(head)<sst xmlns=\"\(namespace)\">\(texts)</sst>"))
        }
        if let styles {
            links +=
                "<Relationship Id=\"f\" Type=\"\(relations)/styles\" Target=\"/xl/styles.xml\"/>"
            parts.append(
                (
                    "xl/styles.xml",
                    "\(head)<styleSheet xmlns=\"\(namespace)\">\(styles)</styleSheet>"
                ))
        }
        parts.append(
            (
                "xl/workbook.xml",
                "\(head)<workbook xmlns=\"\(namespace)\" xmlns:r=\"\(relations)\">\(settings)"
                    + "<sheets>\(list)</sheets></workbook>"
            ))
        parts.append(("xl/_rels/workbook.xml.rels", "<Relationships>\(links)</Relationships>"))
        return TestZip(parts.map { ($0.0, Array($0.1.utf8)) })
    }

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
