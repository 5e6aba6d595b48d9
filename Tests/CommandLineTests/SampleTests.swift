import Foundation
import TestSupport
import Testing

/// The ten published lines of Samples/hct, under the rules of the same plan.
@Suite("The published lines") struct SampleTests {
    /// What a line must come to.
    struct Line: CustomTestStringConvertible {
        var id: String
        var score: Int
        var registers: [String]
        var basis: String
        var isImpossible = false

        var testDescription: String { "\(id), \(score)" }
    }

    private static let lines = [
        Line(
            id: "Ref 2 0316", score: 18, registers: ["BAF", "HLRR"], basis: "rule",
            isImpossible: true),
        Line(id: "Ref 1 0316", score: 16, registers: ["BAF", "HLRR"], basis: "rule"),
        Line(id: "Ref 1 0118", score: 12, registers: ["BAF"], basis: "held"),
        Line(id: "Ref 10 0316", score: 10, registers: ["BAF"], basis: "held"),
        Line(id: "Ref 5 0316", score: 9, registers: ["BAF"], basis: "held"),
        Line(id: "Ref 6 0316", score: 9, registers: ["BAF"], basis: "held"),
        Line(id: "12 0316", score: 8, registers: ["BAF"], basis: "theme"),
        Line(id: "8 0316", score: 6, registers: ["BAF"], basis: "theme"),
        Line(id: "0316 11", score: 6, registers: ["BAF"], basis: "theme"),
        Line(id: "0716 1", score: 6, registers: ["BAF"], basis: "theme"),
    ]

    @Test("18 and 16 are on both registers by rule, 12 to 9 held, 8 and 6 themes; 18 is flagged")
    func tenLines() throws {
        let bench = try Workbench()
        let run = try bench.baf("import", Workbench.path("Samples/hct/framework.xml"))
        try #require(run.status == 0, "\(run.errors)")
        let risks = try bench.rows("risks", "--level", "all")
        #expect(risks.keys.sorted() == SampleTests.lines.map(\.id).sorted())
        for line in SampleTests.lines {
            let row = try #require(risks[line.id])
            #expect(row["printedScore"] as? Int == line.score, "\(line.id)")
            #expect(row["score"] as? Int == line.score, "\(line.id)")
            #expect(row["registers"] as? [String] == line.registers, "\(line.id)")
            #expect(row["bafBasis"] as? String == line.basis, "\(line.id)")
            let codes = row["findings"] as? [String] ?? []
            #expect(codes.contains("SC01") == line.isImpossible, "\(line.id): \(codes)")
        }
    }

    @Test("The paper shows 18 as printed, and every line")
    func paper() throws {
        let bench = try Workbench()
        try bench.baf("import", Workbench.path("Samples/hct/framework.xml"))
        let run = try bench.baf("report", "baf", "--format", "html,csv,json", "--out", ".")
        try #require(run.status == 0, "\(run.errors)")
        let html = try String(contentsOfFile: bench.path("baf-2018-06-30.html"), encoding: .utf8)
        for line in SampleTests.lines { #expect(html.contains(line.id)) }
        #expect(html.contains("may be a combined score"))
    }
}
