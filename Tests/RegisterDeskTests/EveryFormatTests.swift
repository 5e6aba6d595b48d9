import Foundation
import RegisterDesk
import RiskRegister
import TestSupport
import Testing

/// A register of invented records with what goes wrong in real ones, as rows of texts.
private struct OddRegister {
    static let headings = [
        "Risk ID", "Risk title", "Description", "Directorate", "Risk owner", "Status",
        "Approval status", "Current likelihood", "Current consequence", "Current rating",
        "Target rating", "Date opened", "Review date", "Date closed", "Strategic objectives",
        "Local colour",
    ]

    let rows: [[String]]

    init(seed: UInt64, count: Int = 60) {
        var random = SplitMix(seed)
        func one(_ texts: [String]) -> String { texts[random.below(texts.count)] }
        var rows: [[String]] = []
        for number in 1...count {
            let likelihood = 1 + random.below(5)
            let consequence = 1 + random.below(5)
            let score = likelihood * consequence
            let isEmpty = random.below(12) == 0
            rows.append([
                one(["\(4_000 + number)", "\(4_000 + number)", "00\(number)", "NBC-\(number)", ""]),
                one([
                    "Staffing, ward \(number)", "A \"so called\" risk \(number)",
                    "=cmd|' /C calc'!A\(number)", "Größe & Maß < \(number)", "-\(number) beds",
                    "Title \(number) with two\nlines",
                ]),
                one([
                    "<p>One</p><p>Two &amp; three</p>", "", "R&amp;D; \t tab", "Naïve café – dash",
                    "@SUM(1)", "line one\n\nline three; \"quoted\"",
                ]),
                one(["Adults", "AD", "Children and Young People", " Corporate ", ""]),
                one(["M Ash", "O'Neil, Jo", "", "Dr. Ü"]),
                one(["Open", "Open", "Closed", "open ", "Sleeping", ""]),
                one(["Finally approved", "Awaiting final approval", "Rejected", "", "Odd"]),
                isEmpty ? "" : one(["\(likelihood)", "\(likelihood) - Likely"]),
                isEmpty ? "" : "\(consequence)",
                isEmpty
                    ? ""
                    : one([
                        "\(score)", "\(score)", "\(score + 1)", "\(likelihood)x\(consequence)",
                        "18", "high",
                    ]),
                one(["6", "8", "", "0", "99"]),
                one(["2025-01-13", "13/01/2025", "13 Jan 2025", "31/02/2025", ""]),
                one(["30/07/2026", "2026-07-30", ""]), one(["", "", "", "01/06/2026"]),
                one(["WF1", "WF1; WF2", "N/A", "", "Not one"]), one(["red", "", "007", "1e3"]),
            ])
            // The same record again, and a second one of its id that says something else.
            if random.below(15) == 0 || number == 9, let last = rows.last {
                var other = last
                other[9] = one(["20", ""])
                rows.append(random.below(2) == 0 ? last : other)
            }
        }
        self.rows = rows
    }

    var xml: String {
        let records = rows.map { row in
            let fields = zip(Self.headings, row).map { name, text in
                "<field name=\"\(name)\">\(TestBook.escaped(text))</field>"
            }
            return "<Record>\(fields.joined())</Record>"
        }
        return
            "<Records extractDate=\"2026-06-30\" organisation=\"NBC\">\(records.joined(separator: "\n"))</Records>"
    }

    /// The head that tables have above their headings, and the total below.
    private var table: [[String]] {
        [["Extract date:", "2026-06-30"], ["Organisation:", "NBC"], Self.headings] + rows
            + [["Total", "", "", "", "", "", "", "", "", "\(rows.count)"]]
    }

    func text(_ separator: String, lineEnd: String = "\r\n") -> String {
        table.map { row in
            row.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: separator)
        }.joined(separator: lineEnd) + lineEnd
    }

    var workbook: [UInt8] { TestBook.table(table).zip.bytes() }

    /// Excel's XML of 2003.
    var oldWorkbook: String {
        let rows = table.map { row in
            let cells = row.enumerated().filter { !$0.element.isEmpty }.map { column, text in
                let type = TestBook.isNumber(text) ? "Number" : "String"
                return "<Cell ss:Index=\"\(column + 1)\"><Data ss:Type=\"\(type)\">"
                    + TestBook.escaped(text).replacing("\n", with: "&#10;") + "</Data></Cell>"
            }
            return "<Row>\(cells.joined())</Row>"
        }
        return """
            <?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" \
            xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Risks"><Table>\
            \(rows.joined(separator: "\n"))</Table></Worksheet></Workbook>
            """
    }

    var document: [UInt8] { TestDocument.bytes(table) }
}

/// Numbers that are the same on every run: Steele, Lea and Flood's SplitMix64.
private struct SplitMix {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func below(_ count: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((value ^ (value >> 31)) % UInt64(count))
    }
}

/// What a register says of the records, whatever file they came in.
private struct Said: Equatable {
    var risks: [RiskLine]
    var findings: [String]
    var balance: BalanceLine?
    var rejected: [String]

    /// The first thing that differs, for a person.
    func difference(from other: Said) -> String? {
        for (mine, theirs) in zip(risks, other.risks) where mine != theirs {
            return "\(mine)\n\(theirs)"
        }
        let mine = Set(findings)
        let theirs = Set(other.findings)
        if mine != theirs { return "\(mine.symmetricDifference(theirs).sorted().prefix(4))" }
        return self == other ? nil : "\(risks.count) risks and \(other.risks.count), or the balance"
    }
}

@Suite("One register in every format") struct EveryFormatTests {
    private func said(_ bytes: [UInt8], _ name: String) throws -> Said {
        let desk = try TestDesk()
        let answer = try desk.ask(
            ImportRequest(
                [try desk.bench.write(name, bytes: bytes)], rules: Workbench.path("Rules/hct")))
        let findings = try desk.ask(FindingsRequest()).findings
        return Said(
            risks: try desk.ask(RisksRequest(level: .all)).risks,
            findings: findings.filter { $0.code != "RD03" }
                .map {
                    "\($0.code) \($0.risk ?? "") \($0.message)".replacing(name, with: "FILE")
                        // Where a record stands is the file's own matter.
                        .replacing(#/ of line \d+/#, with: "")
                }
                .sorted(),
            balance: answer.extract.balance, rejected: answer.rejected.map(\.id))
    }

    @Test(
        "XML, CSV, TSV, UTF-16, workbooks and documents give the same risks, outcomes and findings",
        arguments: [UInt64(1), 2, 3, 4])
    func same(_ seed: UInt64) throws {
        let register = OddRegister(seed: seed)
        let xml = try said(Array(register.xml.utf8), "risks.xml")
        #expect(xml.risks.count > 40)
        #expect(!xml.rejected.isEmpty, "one id twice")
        let semicolons = register.text(";", lineEnd: "\n")
        let wide = semicolons.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let files: [(name: String, bytes: [UInt8])] = [
            ("risks.csv", Array(register.text(",").utf8)),
            ("risks.tsv", Array(register.text("\t").utf8)),
            ("risks.txt", [0xFF, 0xFE] + wide),
            ("risks.xlsx", register.workbook), ("risks-2003.xml", Array(register.oldWorkbook.utf8)),
            ("risks.docx", register.document),
            ("risks.zip", TestZip([("risks.csv", Array(register.text(",").utf8))]).bytes()),
        ]
        for file in files {
            let other = try said(file.bytes, file.name)
            let difference = other.difference(from: xml)
            #expect(difference == nil, "\(file.name)")
        }
    }
}
