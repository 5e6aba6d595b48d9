/// A workbook made of the XML of its parts, as no spreadsheet would write it.
package struct TestBook {
    /// What stands inside `<worksheet>`, by sheet.
    package var sheets: [String]
    package var names: [String]?
    /// The sheets that nobody sees, from 0.
    package var hidden: Set<Int> = []
    /// What stands inside `<sst>`.
    package var texts: String?
    /// What stands inside `<styleSheet>`.
    package var styles: String?
    /// What stands before `<sheets>`.
    package var settings = ""
    package var namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    package var relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    /// A workbook of sheets.
    package init(_ sheets: String..., texts: String? = nil, styles: String? = nil) {
        self.sheets = sheets
        self.texts = texts
        self.styles = styles
    }

    /// A sheet of these rows.
    package static func rows(_ rows: String) -> TestBook {
        TestBook("<sheetData>\(rows)</sheetData>")
    }

    package var zip: TestZip {
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
            list +=
                "<sheet name=\"\(name)\" sheetId=\"\(number + 1)\"\(hidden.contains(number) ? " state=\"hidden\"" : "") r:id=\"s\(number)\"/>"
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

    /// A sheet of these texts, from A1 on; blank ones are no cells, and plain digits are numbers.
    ///
    ///     TestBook.table([["Risk ID", "Current rating"], ["0007", "16"]])   // "0007" is a text, 16 a number
    package static func table(_ tables: [[String]]..., names: [String]? = nil) -> TestBook {
        var book = TestBook()
        book.sheets = tables.map { "<sheetData>\(cells($0))</sheetData>" }
        book.names = names
        return book
    }

    private static func cells(_ rows: [[String]]) -> String {
        var xml = ""
        for (row, texts) in rows.enumerated() {
            xml += "<row r=\"\(row + 1)\">"
            for (column, text) in texts.enumerated() where !text.isEmpty {
                let place = "\(letters(column))\(row + 1)"
                if isNumber(text) {
                    xml += "<c r=\"\(place)\"><v>\(text)</v></c>"
                } else {
                    xml += "<c r=\"\(place)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
                    xml += "\(escaped(text))</t></is></c>"
                }
            }
            xml += "</row>"
        }
        return xml
    }

    /// Digits that a spreadsheet shows as they are typed.
    package static func isNumber(_ text: String) -> Bool {
        guard let value = Int(text), (0...999_999_999).contains(value) else { return false }
        return String(value) == text
    }

    /// Text as it stands in XML.
    package static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;").replacing("\r", with: "&#13;")
    }

    private static func letters(_ column: Int) -> String {
        let letter = String(UnicodeScalar(UInt8(65 + column % 26)))
        return column < 26 ? letter : letters(column / 26 - 1) + letter
    }
}

/// A document made of the text of its tables.
package enum TestDocument {
    /// The bytes of a document with these tables, each rows of cells.
    package static func bytes(_ tables: [[String]]...) -> [UInt8] { zip(tables).bytes() }

    /// The archive of a document with one table.
    package static func zip(_ table: [[String]]) -> TestZip { zip([table]) }

    private static func zip(_ tables: [[[String]]]) -> TestZip {
        let body = tables.map { rows in
            let lines = rows.map { cells in
                "<w:tr>" + cells.map { "<w:tc>\(paragraph($0))</w:tc>" }.joined() + "</w:tr>"
            }
            return "<w:tbl>\(lines.joined())</w:tbl>"
        }.joined(separator: "<w:p/>")
        let text =
            "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
            + "<w:body>\(body)</w:body></w:document>"
        return TestZip([
            ("[Content_Types].xml", Array("<Types/>".utf8)),
            ("word/document.xml", Array(text.utf8)),
        ])
    }

    private static func paragraph(_ text: String) -> String {
        text.isEmpty
            ? "<w:p/>"
            : "<w:p><w:r><w:t xml:space=\"preserve\">\(TestBook.escaped(text))</w:t></w:r></w:p>"
    }
}
