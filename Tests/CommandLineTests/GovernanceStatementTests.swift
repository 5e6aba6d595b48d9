import Foundation
import TestSupport
import Testing

/// The draft for the Annual Governance Statement looks back on a financial year.
@Suite("The governance statement of a year") struct GovernanceStatementTests {
    private func register(_ days: [String]) throws -> Workbench {
        let bench = try Workbench()
        let files = ["framework-\(days[0]).xml"] + days.map { "risks-\($0).xml" }
        for file in files {
            let run = try bench.baf("import", Workbench.path("Samples/northbridge/\(file)"))
            try #require(run.status == 0, "\(run.errors)")
        }
        return bench
    }

    private func rows(_ bench: Workbench, _ words: String...) throws -> [String: [String: Any]] {
        let run = try bench.run(
            ["report", "audit-committee", "--format", "json", "--out", "papers"] + words)
        try #require(run.status == 0, "\(run.errors)")
        let file = try #require(
            run.output.split(separator: "\n").last.map { bench.path(String($0)) })
        let paper = try JSONSerialization.jsonObject(
            with: Data(contentsOf: URL(fileURLWithPath: file)))
        let tables = (paper as? [String: Any])?["tables"] as? [String: [String: Any]]
        let rows = tables?["governance-statement"]?["rows"] as? [[String: Any]] ?? []
        return Dictionary(uniqueKeysWithValues: rows.map { ($0["id"] as? String ?? "", $0) })
    }

    @Test("Opening scores are those of 1 April, whatever came after")
    func opening() throws {
        let bench = try register(["2026-01-31", "2026-03-31", "2026-04-30", "2026-06-30"])
        let year = try rows(bench, "--year", "2026-27")
        // PR5 takes its scores from its own record: 20 in March, 15 since April.
        #expect(
            year["PR5 (4150)"]?["opening"] as? Int == 20
                && year["PR5 (4150)"]?["score"] as? Int == 15)
        #expect(year["PR5 (4150)"]?["change"] as? String == "20 to 15")
        #expect(year["PR1"]?["change"] as? String == "as at the start")
    }

    @Test("What is not known of 1 April is not made up: records begin")
    func recordsBegin() throws {
        let bench = try register(["2026-01-31", "2026-03-31"])
        let year = try rows(bench, "--year", "2025-26")
        #expect(year["PR1"]?["opening"] as? String == "records begin 31 January 2026")
        #expect(year["PR1"]?["change"] as? String == "not known at the start")
    }

    @Test(
        "A year that is none, that has not begun, or of another paper is refused",
        arguments: [
            (["audit-committee", "--year", "2026-28"], "got \"2026-28\""),
            (["audit-committee", "--year", "2027-28"], "begins on 1 April 2027"),
            (["hlrr", "--year", "2025-26"], "--year goes with the paper audit-committee"),
        ])
    func refused(_ words: [String], _ reason: String) throws {
        let bench = try register(["2026-01-31"])
        let run = try bench.run(["report"] + words)
        #expect(run.status == 64 && run.errors.contains(reason), "\(run.errors)")
    }
}
