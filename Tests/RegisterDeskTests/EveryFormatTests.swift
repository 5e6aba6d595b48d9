import Foundation
import RegisterDesk
import RiskRegister
import TestSupport
import Testing

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
