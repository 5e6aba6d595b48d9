import Intake
import RiskRegister
import Tables
import TestSupport
import Testing
import XML

private func files(_ bytes: [UInt8], _ name: String) throws -> [RegisterFile] {
    try RegisterFile.all(in: .bytes(bytes, name: name), mappings: defaultMappings())
}

private func files(_ book: TestBook, _ name: String = "book.xlsx") throws -> [RegisterFile] {
    try files(book.zip.bytes(), name)
}

private func messages(_ file: RegisterFile) -> [String] { file.findings.map(\.message) }

private let risks = [["Risk ID", "Risk title", "Current rating"], ["7", "A", "16"]]

@Suite("Exports of workbooks and documents") struct WorkbookExportTests {
    @Test("A table that starts anywhere below titles, one sheet of several, each with its place")
    func sheets() throws {
        let found = try files(
            .table(
                [["Directorate", "Current rating"], ["Adults", "16"]],
                [
                    ["", "Extract date: 30/06/2026"], [], ["", "Risk ID", "Risk title"],
                    ["", "0007", "A"],
                ],
                [["Action ID", "Action", "Due date"], ["A1", "Do it", "2026-07-31"]],
                [["Remember the milk"]], names: ["Summary", "Risks", "Actions", "Notes"]))
        #expect(found.map(\.name) == ["book.xlsx!Risks", "book.xlsx!Actions"])
        #expect(found.map(\.kind) == [.risks, .actions])
        #expect(found[0].asAt == Day("2026-06-30"))
        #expect(try numberedLines(found[0]) == ["4: Risk ID=0007 | Risk title=A"])
        #expect(
            messages(found[0]).contains("\"Summary\" names no risk or action: not read"))
        #expect(
            messages(found[1]).contains("\"Notes\" has no headings that a mapping knows: not read"))
    }

    @Test(
        "A sheet alone needs no name; what is hidden is read and said, a hidden sheet is not read and said"
    )
    func hidden() throws {
        let sheet = """
            <cols><col min="2" max="2" hidden="1"/></cols><sheetData>
            <row r="1"><c r="A1" t="str"><v>Risk ID</v></c><c r="B1" t="str"><v>Risk title</v></c></row>
            <row r="2" hidden="1"><c r="A2"><v>7</v></c><c r="B2" t="e"><v>#N/A</v></c></row></sheetData>
            """
        let alone = try files(TestBook(sheet))
        #expect(alone.map(\.name) == ["book.xlsx"])
        #expect(try numberedLines(alone[0]) == ["2: Risk ID=7 | Risk title=#N/A"])
        #expect(
            messages(alone[0]) == [
                "1 hidden row is read like the others: row 2",
                "1 hidden column is read like the others: \"Risk title\"",
                "1 cell holds no value but what a formula failed with: #N/A in B2",
            ])
    }

    @Test("A hidden sheet, which may hold last month, is not read, and said")
    func hiddenSheet() throws {
        var book = TestBook.table(risks, risks, names: ["June", "May"])
        book.hidden = [1]
        let found = try files(book)
        #expect(found.map(\.name) == ["book.xlsx!June"])
        #expect(messages(found[0]).contains("\"May\" is hidden: not read"))
    }

    @Test("Merged cells count for each row; the total below them is none")
    func merged() throws {
        let sheet = """
            <sheetData><row r="1"><c r="A1" t="str"><v>Risk ID</v></c><c r="B1" t="str"><v>Directorate</v></c>
            <c r="C1" t="str"><v>Title</v></c><c r="D1" t="str"><v>Current rating</v></c></row>
            <row r="2"><c r="A2"><v>7</v></c><c r="B2" t="str"><v>Adults</v></c><c r="C2" t="str"><v>A</v></c></row>
            <row r="3"><c r="A3"><v>8</v></c><c r="C3" t="str"><v>B</v></c></row>
            <row r="4"><c r="A4" t="str"><v>Total</v></c><c r="D4"><v>32</v></c></row></sheetData>
            <mergeCells count="1"><mergeCell ref="B2:B3"/></mergeCells>
            """
        let found = try files(TestBook(sheet))
        #expect(
            try numberedLines(found[0]) == [
                "2: Risk ID=7 | Directorate=Adults | Title=A | Current rating=",
                "3: Risk ID=8 | Directorate=Adults | Title=B | Current rating=",
            ])
        #expect(
            messages(found[0]) == [
                "1 row is no record and was left out: \"Total\" in row 4",
                "1 value of merged cells counts for each row that the cell spans",
            ])
    }

    @Test("In a gzip or a ZIP a file is what it is outside, and has the same fingerprint")
    func wrapped() throws {
        let book = TestBook.table(risks).zip.bytes()
        let csv = Array("Risk ID,Risk title\n8,B\n".utf8)
        let zip = TestZip([("june/book.xlsx", book), ("r.csv", csv)]).bytes()
        let found = try files(zip, "/tmp/june.zip")
        #expect(found.map(\.name) == ["june.zip!june/book.xlsx", "june.zip!r.csv"])
        #expect(try found.flatMap(numberedLines).count == 2)
        #expect(try files(book, "b.xlsx")[0].sha256 == found[0].sha256)
        #expect(try files(csv, "r.csv")[0].sha256 == found[1].sha256)
    }

    @Test("A document's tables: a list of risks, and tables that are a risk each")
    func documents() throws {
        let form = [
            ["Risk ref", "PR1", "Executive lead", "Medical Director"],
            ["Principal risk title:", "Failure to keep patients safe"],
            ["", "Likelihood", "Consequence", "Score"], ["Current", "4", "5", "20"],
            ["Target", "2", "5", "10"], ["Rationale", "Staffing"], ["Controls", "Rotas"],
        ]
        var other = form
        other[0][1] = "PR2"
        let found = try files(
            TestDocument.bytes([["Contents"]], form, [risks[0], risks[1]], other), "baf.docx")
        #expect(found.map(\.name) == ["baf.docx", "baf.docx!Table 3"])
        #expect(found[0].recordCount == 2)
        let fields =
            "Executive lead=Medical Director | Principal risk title=Failure to keep patients safe"
        #expect(
            try numberedLines(found[0])[1].hasSuffix(
                "Risk ref=PR2 | \(fields) | Current Likelihood=4 | Current Consequence=5 | Current Score=20"
                    + " | Target Likelihood=2 | Target Consequence=5 | Target Score=10"
                    + " | Rationale=Staffing | Controls=Rotas"))
        #expect(try numberedLines(found[1]) == ["2: Risk ID=7 | Risk title=A | Current rating=16"])
    }

    @Test(
        "What is known and not read is refused with what to do",
        arguments: [
            ("d0cf11e0a1b11ae1", "r.xls", "save it without a password as .xlsx or CSV"),
            ("255044462d312e37", "r.xlsx", "export as XML, .xlsx or CSV"),
            ("377abcaf271c0004", "r.7z", "unpack it, or pack it as ZIP"),
        ])
    func refused(_ hex: String, _ name: String, _ advice: String) throws {
        let bytes = stride(from: 0, to: hex.count, by: 2).map { place in
            UInt8(hex.dropFirst(place).prefix(2), radix: 16) ?? 0
        }
        let error = try #require(throws: TableError.self) { _ = try files(bytes, name) }
        #expect(error.advice == advice)
        #expect(error.place == name)
    }

    @Test("Sheets without a table of risks are refused, each with why")
    func noTable() throws {
        #expect(throws: RegisterFileError.self) {
            try files(.table([["Hello"]], [["World"]], names: ["A", "B"]))
        }
    }
}
