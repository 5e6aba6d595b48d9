import Foundation
import RegisterReports
import RiskRegister
import Testing

@Suite("Writers") struct WriterTests {
    private let table = OutputTable(
        id: "t", caption: "Things",
        columns: [
            OutputTable.Column("id", "ID", isHeader: true), OutputTable.Column("text", "Text"),
            OutputTable.Column("score", "Score"), OutputTable.Column("due", "Due"),
        ],
        rows: [
            OutputTable.Row([
                .text("7"), .text("a, \"b\"\r\nc"), .number(-3), .day(SampleRegister.june),
            ]),
            OutputTable.Row([
                .text("8"), .text("=1+1"), .absent, .date(.month(lastDay: SampleRegister.may)),
            ]),
        ])

    @Test("CSV is marked UTF-8, quoted by RFC 4180, and safe")
    func csv() {
        #expect(
            CSVWriter.text(of: table)
                == "\u{FEFF}ID,Text,Score,Due\r\n7,\"a, \"\"b\"\"\nc\",-3,2026-06-30\r\n"
                + "8,'=1+1,,2026-05\r\n")
    }

    @Test("JSON keeps the order of keys and writes absent as null")
    func json() {
        #expect(
            table.json.compactText()
                == #"[{"id": "7", "text": "a, \"b\"\nc", "score": -3, "due": "2026-06-30"}, "#
                + #"{"id": "8", "text": "=1+1", "score": null, "due": "2026-05"}]"#)
        let value = JSONValue.object([
            ("b", .array([.object([("x", true)]), .null])), ("a", .strings(["\u{1}", "\\"])),
            ("empty", .array([])),
        ])
        #expect(
            value.text() == """
                {
                  "b": [
                    {
                      "x": true
                    },
                    null
                  ],
                  "a": ["\\u0001", "\\\\"],
                  "empty": []
                }

                """)
    }

    @Test("A terminal table wraps to the width and shows no escape sequence")
    func textTable() {
        let table = OutputTable(
            id: "t", caption: "Things",
            columns: [
                OutputTable.Column("id", "ID"), OutputTable.Column("title", "Title"),
                OutputTable.Column("score", "Score"),
            ],
            rows: [
                OutputTable.Row([
                    .text("2101"), .text("Staff shortage in the\nnight \u{1B}[31mservice"),
                    .number(16),
                ]), OutputTable.Row([.text("2"), .absent, .absent]),
            ])
        #expect(
            TextTable.text(of: table, width: 32) == """
                ID    Title                Score
                ----  -------------------  -----
                2101  Staff shortage in       16
                      the night
                      \u{FFFD}[31mservice
                2     -                        -

                """)
        let empty = OutputTable(
            id: "t", caption: "Things", columns: table.columns, whenEmpty: "Nothing.")
        #expect(TextTable.text(of: empty, width: 80) == "Nothing.\n")
    }

    @Test(
        "Text is shown without what could act, and cut where a spreadsheet would",
        arguments: [
            ("a\u{0}b", "a\u{FFFD}b"), ("a\r\nb\rc\nd", "a\nb\nc\nd"), ("a\tb", "a b"),
            ("\u{202E}x", "\u{FFFD}x"), ("é 😀", "é 😀"),
        ])
    func cleaned(text: String, shown: String) {
        #expect(PlainText.cleaned(text) == shown)
    }

    @Test("A text of a million characters is cut in every format, and says so")
    func longText() throws {
        let long = String(repeating: "x", count: 1_000_000)
        let cut = PlainText.cleaned(long)
        #expect(cut.hasSuffix("[cut here: the whole text has 1,000,000 characters]"))
        #expect(cut.utf16.count < 32_767)
    }

    @Test("Counts are written as prose writes them")
    func counts() {
        #expect(Count.of(1, "risk") == "1 risk")
        #expect(Count.of(12_345, "risk") == "12,345 risks")
        #expect(Count.ofAny(0, "risk") == "no risks")
        #expect(Count.of(2, "body", plural: "bodies") == "2 bodies")
    }

    @Test("A workbook's dates and numbers are numbers, its head is frozen and filtered")
    func workbook() throws {
        var paper = SampleRegister.paper("hlrr")
        paper.blocks = [.table(table)]
        let workbook = try Spreadsheet(bytes: XLSXWriter.workbook(paper))
        let sheet = try #require(workbook.xml["t"])
        #expect(sheet.contains("<v>46203</v>"))
        #expect(sheet.contains("<v>-3</v>"))
        #expect(sheet.contains("state=\"frozen\""))
        #expect(sheet.contains("<autoFilter ref=\"A1:D3\"/>"))
        #expect(!sheet.contains("<f>"))
    }

    @Test("A count that is \"at least\" says so in every format, and stays a number where it can")
    func atLeast() throws {
        let table = OutputTable(
            id: "months", caption: "Months",
            columns: [
                OutputTable.Column("id", "ID", isHeader: true),
                OutputTable.Column("months", "Months"), OutputTable.Column("days", "Days"),
            ],
            rows: [
                OutputTable.Row([.text("1"), .atLeast(5), .number(9)]),
                OutputTable.Row([.text("2"), .number(3), .absent]),
            ])
        let json = try JSONSerialization.jsonObject(with: Data(table.json.text().utf8))
        let rows = try #require(json as? [[String: Any]])
        #expect(rows.map { $0["months"] as? Int } == [5, 3])
        #expect(rows.map { $0["sinceBaseline"] as? [String] } == [["months"], []])
        #expect(CSVWriter.text(of: table, mark: false).contains("1,at least 5,9\r\n"))
        #expect(TextTable.text(of: table, width: 60).contains("at least 5"))
        #expect(table.numericColumns == [false, true, true])
        var paper = SampleRegister.paper("hlrr")
        paper.blocks = [.table(table)]
        let page = try HTMLTables(HTMLWriter.document(paper))
        #expect(page.rows(of: table, cards: paper) == [["1", "at least 5", "9"], ["2", "3", ""]])
        let workbook = try Spreadsheet(bytes: XLSXWriter.workbook(paper))
        #expect(workbook.sheets["months"]?[1] == ["1", "at least 5", "9"])
        // The cell itself is the number five, so that a column can be sorted and added up.
        #expect(workbook.xml["months"]?.contains("<v>5</v>") == true)
        // Where nothing is "at least", no key says so.
        var exact = table
        exact.rows.removeFirst()
        #expect(!exact.json.text().contains("sinceBaseline"))
    }

    @Test("Without WeasyPrint the message says what to install")
    func noPDFTool() {
        #expect(throws: ReportError.noPDFTool) {
            try PDFWriter.pdf(html: "<p>", asAt: SampleRegister.june, path: "/nowhere")
        }
        #expect(ReportError.noPDFTool.description.contains("apt-get install weasyprint"))
    }

    @Test("A PDF is tagged and the same bytes each time, where WeasyPrint is installed")
    func pdf() throws {
        let html = "<!DOCTYPE html><html lang=\"en-GB\"><title>T</title><h1>T</h1><p>x</p></html>"
        do {
            let first = try PDFWriter.pdf(html: html, asAt: SampleRegister.june)
            #expect(try PDFWriter.pdf(html: html, asAt: SampleRegister.june) == first)
            #expect(String(decoding: first.prefix(5), as: UTF8.self) == "%PDF-")
        } catch ReportError.noPDFTool {
            return  // the test above covers the message
        }
    }

    @Test("Grades have tones by their place in the rulebook, whatever their words")
    func tones() {
        let scale = ScoreScale(threshold: 15, grades: (1...25).map { $0 < 15 ? "MOD" : "HIGH" })
        #expect(scale.tone(of: "HIGH") == .extreme)
        #expect(scale.tone(of: "MOD") == .high)
        #expect(scale.tone(of: nil) == .plain)
    }
}
