import Foundation
import RegisterReports
import RiskRegister
import Tables
import TestSupport
import Testing

@Suite("Papers") struct PaperTests {
    static let names = SampleRegister.papers.map(\.name)

    @Test("Each paper of the sample register is as approved", arguments: names)
    func golden(_ name: String) throws {
        let paper = SampleRegister.paper(name)
        try expectGolden(HTMLWriter.document(paper), "\(name).html")
        try expectGolden(paper.json.text(), "\(name).json")
        let main = try #require(paper.tables.first { $0.id == paper.mainTable })
        try expectGolden(CSVWriter.text(of: main, mark: false), "\(name).csv")
    }

    @Test("The same view gives the same bytes in every format", arguments: names)
    func deterministic(_ name: String) throws {
        for format in PaperFormat.allCases where format != .pdf {
            let first = try SampleRegister.paper(name).files(format)
            #expect(try SampleRegister.paper(name).files(format) == first, "\(format)")
        }
    }

    @Test("Tables have unique ids, rows of full length, and the main table is one of them")
    func tables() {
        for name in PaperTests.names {
            let paper = SampleRegister.paper(name)
            let ids = paper.tables.map(\.id)
            #expect(Set(ids).count == ids.count, "\(name): \(ids)")
            #expect(ids.contains(paper.mainTable))
            for table in paper.tables {
                #expect(Set(table.columns.map(\.id)).count == table.columns.count, "\(table.id)")
                #expect(!table.columns.filter(\.isHeader).isEmpty, "\(table.id)")
                let width = table.columns.count
                #expect(table.rows.filter { $0.cells.count != width }.isEmpty)
            }
        }
    }

    @Test("HTML, CSV, JSON and XLSX hold the same cells", arguments: names)
    func agreement(_ name: String) throws {
        let paper = SampleRegister.paper(name)
        let html = try HTMLTables(HTMLWriter.document(paper))
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(paper.json.text().utf8))
                as? [String: Any])
        let jsonTables = try #require(json["tables"] as? [String: [String: Any]])
        let workbook = try Spreadsheet(bytes: XLSXWriter.workbook(paper))
        for table in paper.tables {
            let expected = table.rows.map { $0.cells.map(\.plainText) }
            #expect(html.rows(of: table, cards: paper) == expected, "html: \(table.id)")
            let csv = CSVReader.rows(CSVWriter.text(of: table))
            #expect(csv.first == table.columns.map(\.title), "csv: \(table.id)")
            let safe = table.rows.map { row in
                row.cells.map { cell in
                    if case .number(let number) = cell { return String(number) }
                    return SpreadsheetText.guarded(cell.plainText)
                }
            }
            #expect(Array(csv.dropFirst()) == safe, "csv: \(table.id)")
            let rows = try #require(jsonTables[table.id]?["rows"] as? [[String: Any]])
            let texts = rows.map { row in
                let least = row["sinceBaseline"] as? [String] ?? []
                return table.columns.map {
                    (least.contains($0.id) ? "at least " : "") + JSONText.of(row[$0.id])
                }
            }
            #expect(texts == expected, "json: \(table.id)")
            let sheet = try #require(workbook.sheets[table.id], "no sheet \(table.id)")
            let head = sheet.first.map { Array($0.prefix(table.columns.count)) }
            #expect(head == table.columns.map(\.title))
            #expect(
                Spreadsheet.padded(Array(sheet.dropFirst()), to: table) == expected,
                "xlsx: \(table.id)")
        }
    }

    @Test("Hostile text stays text in every format")
    func hostileText() throws {
        let paper = SampleRegister.paper("hlrr")
        let html = HTMLWriter.document(paper)
        #expect(!html.contains("<script"))
        #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quotes&quot;"))
        #expect(!html.unicodeScalars.contains("\u{B}"))
        #expect(!html.unicodeScalars.contains("\u{202E}"))
        let files = try paper.files(.csv)
        let csv = files.map { String(decoding: $0.bytes, as: UTF8.self) }.joined()
        #expect(csv.contains("'@SUM(1+1) replace the boiler"))
        let workbook = try Spreadsheet(bytes: XLSXWriter.workbook(paper))
        #expect(!workbook.hasFormula)
        var view = SampleRegister.view()
        view.framework?.organisationName = "Trust\"; } body { display: none } </style><b>"
        let head = HTMLWriter.document(
            HLRRPaper.make(view: view, earlier: nil, changes: [], scale: SampleRegister.scale))
        #expect(head.components(separatedBy: "</style>").count == 2)
        let style = try #require(head.components(separatedBy: "</style>").first)
            .components(separatedBy: "<style>").last
        #expect(style?.contains("body { display: none }") == false)
    }

    @Test("Board papers print roles and no person's name")
    func rolesOnly() throws {
        for name in PaperTests.names {
            let text = SampleRegister.paper(name).json.text()
            for person in ["Jane Doe", "Sam Smith", "J Bloggs"] {
                #expect(!text.contains(person), "\(name) prints \(person)")
            }
        }
        let hlrr = SampleRegister.paper("hlrr").json.text()
        #expect(hlrr.contains("Head of Learning"))
        #expect(hlrr.contains("person named in the register"))
    }

    @Test(
        "Only words of roles are printed of an owner",
        arguments: [
            ("Head of Community Nursing", "Head of Community Nursing"),
            ("Jane Doe, Head of Learning", "Head of Learning"),
            ("Jane Doe", "person named in the register"),
            ("Matron Smith", "person named in the register"),
            ("CN", "Director of Nursing"),
            ("Smith, J (Ward Manager)", "Ward Manager"),
            ("Adults", "person named in the register"),
        ])
    func roles(owner: String, printed: String) throws {
        var view = SampleRegister.view()
        let index = try #require(view.risks.firstIndex { $0.key.id == "3301" })
        view.risks[index].record.owner = owner
        let paper = HLRRPaper.make(
            view: view, earlier: nil, changes: [], scale: SampleRegister.scale)
        let table = try #require(paper.tables.first { $0.id == "risks" })
        let column = try #require(table.columns.firstIndex { $0.id == "owner" })
        let row = try #require(table.rows.first { $0.cells[0] == .text("3301") })
        #expect(row.cells[column] == .text(printed))
    }
}

@Suite("What papers say") struct PaperContentTests {
    private func table(_ paper: Paper, _ id: String) throws -> OutputTable {
        try #require(paper.tables.first { $0.id == id })
    }

    private func column(_ table: OutputTable, _ id: String) throws -> [String: String] {
        let index = try #require(table.columns.firstIndex { $0.id == id })
        return Dictionary(
            table.rows.map { ($0.cells[0].plainText, $0.cells[index].plainText) },
            uniquingKeysWith: { first, _ in first })
    }

    @Test("The first page names what waits: unapproved with their days, rejected apart, unroutable")
    func firstPage() throws {
        let paper = SampleRegister.paper("hlrr")
        let html = HTMLWriter.document(paper)
        #expect(html.contains("4406 Agency staff cannot see the record: extreme at 20"))
        #expect(html.contains("awaiting approval for 41 days"))
        #expect(html.contains("4407 Rejected at the threshold: rejected at 16"))
        let unroutable = try table(paper, "cannot-be-routed")
        #expect(try column(unroutable, "initial") == ["4404": "20"])
        #expect(paper.risks == ["3301", "4409", "4405", "3302", "3303", "4410", "2102", "2101"])
    }

    @Test("Movement is told in words, with what stays and what was last seen")
    func movement() throws {
        let words = try column(try table(SampleRegister.paper("hlrr"), "risks"), "movement")
        #expect(
            words["2101"]
                == "Reduced from 16 to 12, stays on HLRR and BAF until step-down is agreed")
        #expect(words["2102"] == "Reduced from 20 to 15, stays on HLRR")
        #expect(words["3301"] == "No change for 6 months")
        #expect(words["3302"] == "New")
        #expect(words["4409"] == "Last seen on 31 May 2026")
        let first = HLRRPaper.make(
            view: firstImport, earlier: nil, changes: [], scale: SampleRegister.scale)
        #expect(try column(try table(first, "risks"), "movement")["3301"] == "No earlier import")
        #expect(HTMLWriter.document(first).contains("no earlier import"))
    }

    private var firstImport: RegisterView {
        var view = SampleRegister.view()
        view.previous = nil
        for index in view.risks.indices {
            view.risks[index].before = nil
            view.risks[index].movement = nil
        }
        return view
    }

    @Test("The figures of the first page count risks by what happened, and name them")
    func figures() throws {
        let figures = try table(SampleRegister.paper("hlrr"), "figures")
        let now = try column(figures, "now")
        #expect(now["Risks on the HLRR"] == "8")
        #expect(now["New to it"] == "1")
        #expect(now["Score reduced"] == "2")
        #expect(now["Left it"] == "1")
        #expect(now["Reviews overdue"] == "1")
        #expect(now["Actions overdue"] == "1")
        #expect(try column(figures, "risks")["Left it"] == "4408")
    }

    @Test("The board's paper adds up, and says what is not on it and why")
    func reconciliation() throws {
        let html = HTMLWriter.document(SampleRegister.paper("baf"))
        #expect(
            html.contains(
                "2 principal risks, none at 15 or more; 1 operational risk under PR3; "
                    + "2 operational risks awaiting placement; HLRR 8, of which 5 not on the BAF: "
                    + "2102, 3302, 3303, 4409, 4410, because"))
        #expect(html.contains("3303: WF3 is not a strategic objective"))
    }

    @Test("Only a pair is placed on the heat map; an inferred one is marked, 18 is named apart")
    func heatMap() throws {
        let paper = SampleRegister.paper("hlrr")
        var found: HeatMap?
        for case .heatMap(let map) in paper.blocks { found = map }
        let map = try #require(found)
        #expect(map.notPlaced == ["4405"])
        #expect(map.sentence == "7 risks placed; 1 not placed: no L and C (4405).")
        #expect(map.places.count == 25)
        #expect(map.places.flatMap(\.risks).contains("4410 (pair inferred)"))
    }

    @Test("A card prints gaps in control and in assurance apart, and controls without assurance")
    func cards() throws {
        let paper = SampleRegister.paper("baf")
        #expect(try table(paper, "gaps-in-control").rows.count == 1)
        #expect(try table(paper, "gaps-in-assurance").rows.count == 1)
        let evidence = try table(paper, "controls").rows.map { $0.cells[4].plainText }
        #expect(evidence == ["2 assurances", "no assurance"])
        let lines = try table(paper, "assurances").rows.map { $0.cells[1].plainText }
        #expect(lines == ["2 second", "3 third"])
    }

    @Test("The routing test names every risk at the threshold that is not on the register, and why")
    func routingTest() throws {
        let paper = SampleRegister.paper("audit-committee")
        let why = try column(try table(paper, "routing-test"), "why")
        #expect(
            why == [
                "4406": "awaiting final approval, waiting 41 days",
                "4407": "rejected in the approval workflow",
            ])
        #expect(try table(paper, "closed-at-threshold").rows.count == 1)
        let hits = try column(try table(paper, "rule-hits"), "count")
        #expect(hits == ["REG-01": "6", "REG-02": "2"])
    }

    @Test("Errors and what the reader can act on are in the paper; the rest is in an annex")
    func findings() throws {
        let paper = SampleRegister.paper("hlrr")
        #expect(
            try table(paper, "findings").rows.map { $0.cells[1].plainText } == [
                "SC01", "SC04", "RT07",
            ])
        #expect(try table(paper, "other-findings").rows.map { $0.cells[1].plainText } == ["DT09"])
        let board = SampleRegister.paper("baf")
        #expect(
            try column(try table(board, "findings"), "message")["PR3"] == "linked 3301 scores 20")
    }

    @Test("What is missing is said, not left out", arguments: PaperTests.names)
    func missing(_ name: String) throws {
        let make = try #require(SampleRegister.papers.first { $0.name == name }).make
        let paper = make(SampleRegister.empty(), nil)
        let html = HTMLWriter.document(paper)
        for sentence in ["no earlier import", "no assurance framework", "no actions file"] {
            #expect(html.localizedCaseInsensitiveContains(sentence), "\(name): \(sentence)")
        }
        for format in [PaperFormat.html, .csv, .json, .xlsx] {
            #expect(try !paper.files(format).isEmpty)
        }
    }

    @Test("A paper compared with an older one measures movement from it")
    func comparedWithIssued() throws {
        var view = SampleRegister.view()
        view.previous?.asAt = SampleRegister.june.adding(days: -7)
        for index in view.risks.indices { view.risks[index].movement = .same }
        let earlier = SampleRegister.earlier()
        let paper = HLRRPaper.make(
            view: view, earlier: earlier, changes: Changes.between(earlier, view),
            scale: SampleRegister.scale)
        let words = try column(try table(paper, "risks"), "movement")
        #expect(words["2102"] == "Reduced from 20 to 15, stays on HLRR")
        #expect(words["3302"] == "New")
    }
}
