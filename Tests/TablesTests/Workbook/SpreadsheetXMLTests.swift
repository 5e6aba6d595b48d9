import Tables
import Testing
import XML

@Suite("Excel 2003 XML workbooks") struct SpreadsheetXMLTests {
    private static func book(_ sheets: String, encoding: String = "utf-8") -> String {
        """
        <?xml version="1.0" encoding="\(encoding)"?><?mso-application progid="Excel.Sheet"?>
        <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
         xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel">
        <DocumentProperties xmlns="urn:schemas-microsoft-com:office:office"><Author>x</Author></DocumentProperties>
        <Styles><Style ss:ID="Default"><Font/></Style><Style ss:ID="d"><NumberFormat/></Style></Styles>\(sheets)</Workbook>
        """
    }

    private static func table(_ rows: String, name: String = "Risks", rest: String = "") -> String {
        "<Worksheet ss:Name=\"\(name)\"><Table>\(rows)</Table>\(rest)</Worksheet>"
    }

    private static func read(_ text: String, _ sheet: Int = 0) throws -> [String] {
        let book = try SpreadsheetXML(.bytes(Array(text.utf8), name: "t.xml"))
        return try book.rows(book.sheets[sheet]).map(\.line)
    }

    @Test("Values of every type, indices, spans, hidden rows and columns, merged cells")
    func values() throws {
        let rows = """
            <Column ss:Width="80"/><Column ss:Index="3" ss:Hidden="1" ss:Span="1"/>
            <Row ss:Index="2"><Cell><Data ss:Type="String">ID</Data></Cell><Cell ss:Index="3"><Data
             ss:Type="String">Score</Data></Cell></Row>
            <Row ss:Hidden="1"><Cell ss:MergeDown="2"><Data ss:Type="String">007</Data></Cell><Cell ss:MergeAcross="1">
             <Data ss:Type="Number">16.0</Data></Cell><Cell><Data ss:Type="DateTime">2026-06-30T00:00:00.000</Data>
             <Comment><ss:Data ss:Type="String">no</ss:Data></Comment></Cell><Cell/></Row>
            <Row><Cell ss:Index="2"><Data ss:Type="Boolean">1</Data></Cell><Cell ss:Formula="=1/0"><Data
             ss:Type="Error">#DIV/0!</Data></Cell><Cell ss:Formula="=RC[-1]"/></Row>
            <Row ss:Span="3"/>
            <Row><Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>rich</B> &amp; text</ss:Data>
             </Cell><Cell><Data ss:Type="Number">x</Data></Cell></Row>
            """
        #expect(
            try Self.read(Self.book(Self.table(rows))) == [
                "2: A2=ID -C2=Score",
                "-3: A3=007 B3=16# -C3=<16# -D3=2026-06-30@",
                "4: A4=<007 B4=TRUE? -C4=#DIV/0!! -D4==RC[-1]!",
                "9: A9=rich & text B9=x!",
            ])
    }

    @Test("Sheets have their names, and hidden ones are said to be")
    func sheets() throws {
        func row(_ text: String) -> String {
            "<Row><Cell><Data ss:Type=\"String\">\(text)</Data></Cell></Row>"
        }
        let hidden =
            "<WorksheetOptions xmlns=\"urn:schemas-microsoft-com:office:excel\"><Visible>SheetHidden</Visible>"
            + "</WorksheetOptions>"
        let text = Self.book(
            Self.table(row("a"), name: "R&amp;D") + Self.table(row("b"), name: "B", rest: hidden)
                + "<Worksheet ss:Name=\"Empty\"/>" + Self.table(row("c"), name: "C"))
        let book = try SpreadsheetXML(.bytes(Array(text.utf8), name: "t.xml"))
        #expect(book.sheets.map(\.name) == ["R&D", "B", "Empty", "C"])
        #expect(book.sheets.map(\.isHidden) == [false, true, false, false])
        #expect(
            try book.sheets.map { try book.rows($0).map(\.line) } == [
                ["1: A1=a"], ["1: A1=b"], [], ["1: A1=c"],
            ])
    }

    @Test("Bytes that are not what they say are mended, and it is said")
    func encodings() throws {
        let text = Self.book(
            Self.table("<Row><Cell><Data ss:Type=\"String\">caf~</Data></Cell></Row>"))
        let bytes = Array(text.utf8).map { $0 == UInt8(ascii: "~") ? 0xE9 : $0 }
        let book = try SpreadsheetXML(.bytes(bytes, name: "t.xml"))
        #expect(book.reading.encoding.actual == .windows1252)
        #expect(try book.rows(book.sheets[0]).map(\.line) == ["1: A1=caf\u{e9}"])
    }

    @Test(
        "What spreadsheets would not agree on is refused, with its place",
        arguments: [
            (
                "<Row ss:Index=\"3\"/><Row ss:Index=\"2\"/>",
                "t.xml!Risks!A3: error: row 2 comes behind it"
            ),
            (
                "<Row><Cell ss:Index=\"3\"/><Cell ss:Index=\"2\"/></Row>",
                "t.xml!Risks!C1: error: the cell of column 2"
            ),
            ("<Row><Cell ss:Index=\"16385\"/></Row>", "spreadsheets have 16384"),
            (
                "<Row><Cell ss:Index=\"99999999999999999999\"/><Cell ss:MergeAcross=\"99999\"/></Row>",
                "have 16384"
            ),
            ("<Row ss:Index=\"1048577\"/>", "spreadsheets have 1048576"),
            ("<Row ss:Span=\"9999999\"/><Row/>", "spreadsheets have 1048576"),
            (
                "<Row><Cell ss:MergeDown=\"2\"><Data>a</Data></Cell></Row><Row><Cell ss:MergeAcross=\"3\" "
                    + "ss:MergeDown=\"1\"><Data>b</Data></Cell></Row>", "lie over one another"
            ),
            ("<Row><Cell>", "line"),
        ])
    func refused(rows: String, message: String) {
        let error = #expect(throws: (any Error).self) { try Self.read(Self.book(Self.table(rows))) }
        #expect(error.map { "\($0)" }?.contains(message) == true, "\(error.map { "\($0)" } ?? "")")
    }

    @Test("More sheets than the head of a file lists are refused, and none at all")
    func counts() {
        let many = Self.book(String(repeating: Self.table(""), count: 150))
        #expect(throws: TableError.self) { try SpreadsheetXML(.bytes(Array(many.utf8), name: "t")) }
        #expect(throws: TableError.self) {
            try SpreadsheetXML(.bytes(Array("<Workbook/>".utf8), name: "t"))
        }
    }

    @Test("Spoilt workbooks are read or refused, and never crash or hang", arguments: 0..<4)
    func spoilt(seed: Int) {
        let text = Self.book(
            Self.table(
                "<Column ss:Hidden=\"1\"/><Row ss:Index=\"2\"><Cell ss:MergeAcross=\"1\" ss:MergeDown=\"1\"><Data "
                    + "ss:Type=\"Number\">16</Data></Cell></Row><Row><Cell ss:Index=\"4\"><Data>x</Data></Cell></Row>"
            ))
        var random = Spoiler(state: UInt64(seed))
        for _ in 0..<100 {
            var bytes = Array(text.utf8)
            random.spoil(&bytes)
            do {
                let book = try SpreadsheetXML(.bytes(bytes, name: "t.xml"))
                for sheet in book.sheets { try book.read(sheet) { _ in } }
            } catch {
                #expect(error is TableError || error is XMLError, "\(error)")
            }
        }
    }
}
