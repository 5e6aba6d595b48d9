import Foundation
import TestSupport
import Testing
import XML

@testable import Tables

@Suite("Tables of documents") struct DocumentTablesTests {
    private static func zip(_ body: String) -> TestZip {
        let text = """
            <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" \
            xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>\(body)</w:body></w:document>
            """
        return TestZip([
            ("[Content_Types].xml", Array("<Types/>".utf8)),
            ("word/document.xml", Array(text.utf8)),
        ])
    }

    private static func open(_ body: String) throws -> DocumentTables {
        try DocumentTables(.bytes(zip(body).bytes(), name: "t.docx"))
    }

    private static func lines(_ body: String) throws -> [String] {
        let document = try open(body)
        return try document.sheets.flatMap { sheet in
            try document.rows(sheet).map { "\(sheet.name) \($0.line)" }
        }
    }

    private static func p(_ text: String) -> String { "<w:p><w:r><w:t>\(text)</w:t></w:r></w:p>" }

    private static func cell(_ content: String, _ properties: String = "") -> String {
        "<w:tc><w:tcPr>\(properties)</w:tcPr>\(content)</w:tc>"
    }

    private static func row(_ cells: String..., properties: String = "") -> String {
        "<w:tr><w:trPr>\(properties)</w:trPr>\(cells.joined())</w:tr>"
    }

    @Test("A document that python-docx's format has: paragraphs, breaks, tabs, blank cells")
    func plain() throws {
        let body =
            p("before") + "<w:tbl>"
            + row(cell(p("ID")), cell(p("Risk")), cell("<w:p/>"))
            + row(
                cell(p("007")),
                cell(
                    p("one") + "<w:p><w:r><w:t>two</w:t><w:br/><w:t>three</w:t><w:tab/></w:r></w:p>"
                ),
                cell(
                    "<w:p><w:r><w:t>a</w:t></w:r><w:r><w:noBreakHyphen/><w:t xml:space=\"preserve\"> b</w:t></w:r></w:p>"
                ))
            + row(cell("<w:p/>")) + row(cell("<w:p/>"), cell(p("x"))) + "</w:tbl><w:tbl>"
            + row(cell(p("next")))
            + "</w:tbl>"
        #expect(
            try Self.lines(body) == [
                "Table 1 1: A1=ID B1=Risk", "Table 1 2: A2=007 B2=one\ntwo\nthree\t C2=a- b",
                "Table 1 4: B4=x", "Table 2 1: A1=next",
            ])
    }
    private func p(_ text: String) -> String { Self.p(text) }
    private func cell(_ content: String, _ properties: String = "") -> String {
        Self.cell(content, properties)
    }
    private func row(_ cells: String..., properties: String = "") -> String {
        "<w:tr><w:trPr>\(properties)</w:trPr>\(cells.joined())</w:tr>"
    }

    @Test("Merged cells give their value across and downwards, marked")
    func merged() throws {
        let body =
            "<w:tbl>" + row(cell(p("wide"), "<w:gridSpan w:val=\"2\"/>"), cell(p("c")))
            + row(cell(p("down"), "<w:vMerge w:val=\"restart\"/>"), cell(p("1")), cell(p("2")))
            + row(cell("<w:p/>", "<w:vMerge/>"), cell(p("3")))
            + row(cell("<w:p/>", "<w:vMerge w:val=\"continue\"/>"), cell(p("4")))
            + row(cell(p("own")), cell(p("5")))
            + row(cell(p("6")), properties: "<w:gridBefore w:val=\"1\"/>")
            + row(cell("<w:p/>", "<w:vMerge/>"), cell("<w:p/>")) + "</w:tbl>"
        #expect(
            try Self.lines(body) == [
                "Table 1 1: A1=wide B1=<wide C1=c", "Table 1 2: A2=down B2=1 C2=2",
                "Table 1 3: A3=<down B3=3", "Table 1 4: A4=<down B4=4", "Table 1 5: A5=own B5=5",
                "Table 1 6: B6=6",
            ])
    }

    @Test(
        "Tracked changes are read as accepted: insertions and moves to are in, deletions and moves from out"
    )
    func tracked() throws {
        let text =
            "<w:p><w:r><w:t>1</w:t></w:r><w:ins><w:r><w:t>2</w:t></w:r></w:ins><w:del><w:r><w:delText>no</w:delText>"
            + "</w:r></w:del><w:moveFrom><w:r><w:t>no</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>3</w:t></w:r></w:moveTo>"
            + "<w:r><w:instrText>no</w:instrText></w:r></w:p>"
        let body =
            "<w:tbl>" + row(cell(text), cell(p("gone"), "<w:cellDel/>"), cell(p("b")))
            + row(cell(p("gone")), properties: "<w:del w:id=\"1\"/>")
            + row(cell(p("new")), properties: "<w:ins w:id=\"1\"/>") + "</w:tbl>"
        #expect(try Self.lines(body) == ["Table 1 1: A1=123 B1=b", "Table 1 2: A2=new"])
    }

    @Test("Tables in cells are sheets of their own; content controls are looked through")
    func nested() throws {
        let inner = "<w:tbl>" + row(cell(p("in"))) + "</w:tbl>"
        let body =
            "<w:sdt><w:sdtContent><w:tbl><w:sdt><w:sdtPr><w:tag/></w:sdtPr><w:sdtContent>"
            + row(
                cell(p("out") + inner + p("after")),
                "<w:sdt><w:sdtContent>" + cell(p("held")) + "</w:sdtContent></w:sdt>")
            + "</w:sdtContent></w:sdt>" + row(cell(inner + "<w:p/>"))
            + "</w:tbl></w:sdtContent></w:sdt>"
        #expect(
            try Self.lines(body) == [
                "Table 1 1: A1=out\nafter B1=held", "Table 1.1 1: A1=in", "Table 1.2 1: A1=in",
            ])
    }

    @Test("Text boxes are not read, and the cells that hold one are named")
    func textBoxes() throws {
        let box =
            "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>" + p("box")
            + "<w:tbl>" + row(cell(p("no")))
            + "</w:tbl></w:txbxContent></mc:Choice><mc:Fallback><w:tbl>"
            + row(cell(p("no"))) + "</w:tbl></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        let body = box + "<w:tbl>" + row(cell(p("a")), cell(p("b") + box)) + "</w:tbl>"
        let document = try Self.open(body)
        #expect(document.textBoxes == ["Table 1!B1"])
        #expect(document.sheets.map(\.name) == ["Table 1"])
        #expect(try document.rows(document.sheets[0]).map(\.line) == ["1: A1=a B1=b"])
    }

    @Test("Hostile documents end, with their place")
    func hostile() throws {
        let deep = String(repeating: "<w:tbl><w:tr><w:tc>", count: 200)
        let wide =
            "<w:tbl><w:tr>"
            + String(repeating: cell(p("x"), "<w:gridSpan w:val=\"400\"/>"), count: 9)
        for (body, message) in [
            (deep, "t.docx!Table 1: error: more than 256 elements"),
            (
                wide + "</w:tr></w:tbl>",
                "t.docx!Table 1!A1: error: the row has more than 1000 columns"
            ),
            ("<w:tbl>", "t.docx!Table 1: error"),
        ] {
            let error = #expect(throws: TableError.self) { try Self.open(body) }
            #expect(
                error.map { "\($0)" }?.contains(message) == true, "\(error.map { "\($0)" } ?? "")")
        }
        #expect(throws: TableError.self) {
            try DocumentTables(.bytes(TestZip([("a", [1])]).bytes(), name: "t.docx"))
        }
        let valid = Self.zip(
            "<w:tbl>" + row(cell(p("a")), cell(p("b"), "<w:vMerge/>")) + "</w:tbl>")
        var random = Spoiler(state: 5)
        for _ in 0..<200 {
            var spoilt = valid
            random.spoil(&spoilt.parts[1].bytes)
            do {
                let document = try DocumentTables(.bytes(spoilt.bytes(), name: "t.docx"))
                for sheet in document.sheets { try document.read(sheet) { _ in } }
            } catch { #expect(error is TableError, "\(error)") }
        }
    }
}
