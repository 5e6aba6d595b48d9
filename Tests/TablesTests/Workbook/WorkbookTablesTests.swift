import Foundation
import TestSupport
import Testing
import XML

@testable import Tables

@Suite("Tables of workbooks") struct WorkbookTablesTests {
    private static func file(_ name: String) -> String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Files").appendingPathComponent(name).path
    }

    @Test(
        "A workbook that openpyxl wrote is read as it was meant, in both epochs",
        arguments: [1900, 1904])
    func openpyxl(epoch: Int) throws {
        let book = try WorkbookTables(.file(Self.file("openpyxl-\(epoch).xlsx")))
        #expect(book.sheets.map(\.name) == ["Risks", "Hidden", "Very & hidden", "Empty"])
        #expect(book.sheets.map(\.isHidden) == [false, true, true, false])
        #expect(try book.rows(book.sheets[3]).isEmpty)
        #expect(
            try book.rows(book.sheets[0]).map(\.line) == [
                "3: B3=ID C3=Opened -D3=Score E3=At",
                "4: B4=007 C4=2026-06-30@ -D4=16# E4=2026-06-30T09:30:15@",
                "5: B5= spaced \nlines C5=2024-02-29@ -D5=0.3# E5=23:59:59@",
                "6: B6=00042# C6=46203# -D6=TRUE? E6==1/0!",
                "7: C7=1904-01-02@ -D7=0.25#",
                "8: B8=merged C8=1#", "-9: B9=<merged C9=2#", "10: B10=<merged C10=3#",
            ])
    }

    @Test(
        "Days are told by their format",
        arguments: [
            ("dd/mm/yyyy", "2026-06-30"), ("d-mmm", "2026-06-30"), ("mmm yy", "2026-06-30"),
            ("[$-809]dddd, d mmmm yyyy;@", "2026-06-30"), ("yyyy\\-mm\\-dd", "2026-06-30"),
            ("h:mm", "2026-06-30"), ("General", "46203"), ("[Red]0", "46203"), ("[h]:mm", "46203"),
            ("[Blue][<100]0;0", "46203"), ("0 \"days\"", "46203"), ("0\\d", "46203"),
            ("0_d", "46203"), ("#,##0.00", "46203"), ("[$\u{20AC}-2] 0", "46203"), ("@", "46203"),
            ("0;d", "46203"), ("0.00E+00", "46203"), ("0000000", "0046203"), ("00", "46203"),
        ])
    func formats(code: String, expected: String) throws {
        let escaped = code.replacing("\"", with: "&quot;").replacing("<", with: "&lt;")
        let book = TestBook(
            "<sheetData><row><c s=\"1\"><v>46203</v></c></row></sheetData>",
            styles: "<numFmts><numFmt numFmtId=\"164\" formatCode=\"\(escaped)\"/></numFmts>"
                + "<cellStyleXfs><xf numFmtId=\"14\"/><xf numFmtId=\"14\"/></cellStyleXfs>"
                + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs>")
        #expect(try book.read().first?.cells.first?.text == expected)
    }

    @Test(
        "The numbers of days, with the day that never was, in both epochs",
        arguments: [
            (0.0, "1899-12-31", "1904-01-01"), (1, "1900-01-01", "1904-01-02"),
            (59, "1900-02-28", "1904-02-29"), (60, "1900-02-29", "1904-03-01"),
            (61, "1900-03-01", "1904-03-02"), (0.5, "1899-12-31T12:00:00", "1904-01-01T12:00:00"),
            (44_741, "2022-06-29", "2026-06-30"), (46_203.999_999_9, "2026-07-01", "2030-07-02"),
            (36_584.395_833_333_336, "2000-02-28T09:30:00", "2004-02-29T09:30:00"),
            (2_958_465, "9999-12-31", nil), (2_958_466, nil, nil), (-1, nil, nil),
        ])
    func serials(serial: Double, windows: String?, mac: String?) {
        #expect(SerialDays(is1904: false).day(serial) == windows)
        #expect(SerialDays(is1904: true).day(serial) == mac)
    }

    @Test(
        "Numbers have the digits that they mean, and no more",
        arguments: [
            ("16", "16"), ("16.0", "16"), ("-3.50", "-3.5"), ("1E2", "100"), ("1e-7", "0.0000001"),
            ("0.30000000000000004", "0.30000000000000004"), ("0.1", "0.1"), ("-0", "0"),
            ("9434765919", "9434765919"), ("1.2345E+20", "123450000000000000000"), (" 7 ", "7"),
            ("007", "7"), ("1e300", "1E300"), ("-1.5e-300", "-1.5E-300"),
            ("4.0000000000000002E-2", "0.04"),
            ("", nil), ("nan", nil), ("0x10", nil), ("inf", nil), ("1,5", nil), ("1e999", nil),
        ])
    func numbers(stored: String, expected: String?) {
        #expect(CellNumber.digits(stored) == expected)
    }

    @Test("Texts of every making, booleans, errors and formulas")
    func values() throws {
        let texts =
            "<si><t>plain</t></si><si><r><t>rich </t></r><r><rPr><b/></rPr><t>text</t></r></si>"
            + "<si><t>\u{6771}</t><rPh sb=\"0\" eb=\"1\"><t>reading</t></rPh></si>"
            + "<si><t>a_x000D_\nb_x0041_ _x000d_c</t></si><si/>"
        let row = """
            <row r="4"><c r="B4" t="s"><v>0</v></c><c t="s"><v> 1 </v></c><c t="s"><v>2</v></c>\
            <c t="s"><v>3</v></c><c t="s"><v>4</v></c><c t="inlineStr"><is><r><t>in</t></r><r>\
            <t>line</t></r></is></c><c t="b"><v>0</v></c><c t="e"><v>#REF!</v></c>\
            <c t="str"><f>A1&amp;A2</f><v>x &amp; y</v></c><c><f>B1*2</f><v>32</v></c>\
            <c><f>B1*2</f><v/></c><c t="str"><f>""</f><v></v></c><c t="d"><v>2026-06-30T00:00:00Z</v></c>\
            <c t="d"><v>2026-06-30T08:05:00.000</v></c><c/><c s="9"/><c><v>x16</v></c></row>
            """
        let lines = try TestBook("<sheetData>\(row)</sheetData>", texts: texts).read().map(\.line)
        #expect(
            lines == [
                "4: B4=plain C4=rich text D4=\u{6771} E4=a\nbA \nc G4=inline H4=FALSE? "
                    + "I4=#REF!! J4=x & y K4=32# L4==B1*2! N4=2026-06-30@ O4=2026-06-30T08:05:00@ "
                    + "R4=x16!"
            ])
    }

    @Test("Rows and cells without names follow one another; a dimension that lies changes nothing")
    func unnamed() throws {
        let sheet = """
            <dimension ref="A1:A1"/><sheetData><row><c><v>1</v></c><c r="D1"><v>2</v></c><c><v>3</v></c>\
            </row><row/><row><c r="B3"><v>4</v></c></row><row r="9" ht="0"><c><v>5</v></c></row></sheetData>
            """
        #expect(
            try TestBook(sheet).read().map(\.line) == [
                "1: A1=1# D1=2# E1=3#", "3: B3=4#", "-9: A9=5#",
            ])
    }

    @Test("The strict namespace, a prefix, and a byte order mark are read alike")
    func strict() throws {
        var book = TestBook.rows("<row><c><v>1</v></c></row>")
        book.namespace = "http://purl.oclc.org/ooxml/spreadsheetml/main"
        book.relations = "http://purl.oclc.org/ooxml/officeDocument/relationships"
        #expect(try book.read().map(\.line) == ["1: A1=1#"])
        var zip = book.zip
        let place = try #require(zip.parts.firstIndex { $0.name.contains("sheet1") })
        let text =
            "<x:worksheet xmlns:x=\"\(book.namespace)\"><x:sheetData><x:row><x:c><x:v>2</x:v></x:c>"
            + "</x:row></x:sheetData></x:worksheet>"
        for bytes in [[0xEF, 0xBB, 0xBF] + Array(text.utf8), Self.wide(text)] {
            zip.parts[place].bytes = bytes
            let read = try WorkbookTables(.bytes(zip.bytes(), name: "t.xlsx"))
            #expect(try read.rows(read.sheets[0]).map(\.line) == ["1: A1=2#"])
        }
    }

    private static func wide(_ text: String) -> [UInt8] {
        [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    }

    @Test("A value said once is given in each row of its merged cells, and marked")
    func merged() throws {
        let sheet = """
            <cols><col min="3" max="4" hidden="1"/></cols><sheetData>\
            <row r="1"><c r="A1" t="str"><v>Title</v></c></row>\
            <row r="2"><c r="A2" t="str"><v>Estates</v></c><c r="B2"><v>1</v></c><c r="D2"><v>4</v></c></row>\
            <row r="3"><c r="B3"><v>2</v></c></row><row r="4"><c r="A4"/></row>\
            <row r="5"><c r="A5" t="str"><v>own</v></c><c r="B5"><v>3</v></c></row>\
            <row r="6"><c r="B6"><v>6</v></c></row></sheetData><mergeCells count="9">\
            <mergeCell ref="A2:A5"/><mergeCell ref="A1:XFD1"/><mergeCell ref="B6:C7"/><mergeCell ref="E8:F9"/>\
            <mergeCell ref="C2:C2"/></mergeCells>
            """
        let rows = try TestBook(sheet).read()
        #expect(rows[0].cells.count == MergedAreas.width)
        #expect(rows[0].cells.dropFirst().allSatisfy { $0.isMerged && $0.text == "Title" })
        #expect(
            rows.dropFirst().map(\.line) == [
                "2: A2=Estates B2=1# -D2=4#", "3: A3=<Estates B3=2#", "5: A5=own B5=3#",
                "6: B6=6# -C6=<6#",
            ])
    }

    @Test("A sheet is left as soon as its reader throws, and its error is thrown on")
    func stops() throws {
        struct Enough: Error {}
        let book = try WorkbookTables(
            .bytes(
                TestBook.rows("<row><c><v>1</v></c></row><row><c><v>x</c></row>").zip.bytes(),
                name: ""))
        #expect(throws: Enough.self) { try book.read(book.sheets[0]) { _ in throw Enough() } }
    }

    @Test(
        "Texts beyond what memory keeps are the same out of the file", arguments: [0, 1, 3, 1_000])
    func spilled(kept: Int) throws {
        let words = (0..<500).map { "text \($0) \(String(repeating: "\u{e9}", count: $0 % 37))" }
        let book = TestBook(
            "<sheetData/>", texts: words.map { "<si><t>\($0)</t></si>" }.joined())
        let package = try OfficePackage(.bytes(book.zip.bytes(), name: "t"), main: "")
        let texts = try SharedTexts(package, chunkSize: 100, kept: kept)
        #expect(texts.count == 500)
        for number in [0, 499, 3, 2, 250] + Array(0..<500).reversed() {
            #expect(texts.text(number) == words[number])
        }
        #expect(texts.text(500) == nil)
        #expect(texts.text(-1) == nil)
        #expect(throws: TableError.self) { try SharedTexts(package, chunkSize: 40, kept: kept) }
    }
}
