import Foundation
import TestSupport
import Testing

/// A trust that scored by five steps until the end of 2025, and by four from January on.
@Suite("Two matrices in one history") struct MatrixTests {
    private func export(_ day: String, _ risks: [(id: String, pair: String, score: Int)]) -> String
    {
        let records = risks.map { id, pair, score in
            let parts = pair.split(separator: "x")
            let halves =
                parts.count == 2
                ? "<ram_cur_likeli>\(parts[0])</ram_cur_likeli><ram_cur_conseq>\(parts[1])"
                    + "</ram_cur_conseq>" : ""
            return
                "<Risk><recordid>\(id)</recordid><ram_name>Risk \(id)</ram_name>\(halves)"
                + "<ram_cur_rating>\(score)</ram_cur_rating>"
                + "<rep_approved>Final approval</rep_approved></Risk>"
        }
        return "<Risks extractDate=\"\(day)\" organisation=\"NBC\">\(records.joined())</Risks>"
    }

    @Test("Scores are judged by the matrix of their day, and never compared across the change")
    func change() throws {
        let bench = try Workbench()
        let december = try bench.write(
            "december.xml", export("2025-12-31", [("1", "4x4", 16), ("2", "5x4", 20)]))
        #expect(try bench.baf("import", december).status == 0)
        #expect(try bench.baf("rules", "adopt", Workbench.path("Rules/four-by-four")).status == 0)
        let january = try bench.write(
            "january.xml",
            export("2026-01-31", [("1", "almost certainx4", 16), ("2", "", 20), ("3", "", 16)]))
        let run = try bench.run(
            ["import", january, "--rules", Workbench.path("Rules/four-by-four")])
        #expect(run.status == 0, "\(run.errors)")

        let before = try bench.rows("risks", "--as-at", "2025-12-31")
        #expect(before["2"]?["score"] as? Int == 20)
        let now = try bench.rows("risks")
        #expect(now["1"]?["score"] as? Int == 16 && now["1"]?["grade"] as? String == "extreme")
        #expect(now["1"]?["previousScore"] is NSNull && now["1"]?["movement"] is NSNull)
        #expect(now["2"]?["score"] is NSNull && now["2"]?["routing"] as? String == "unroutable")
        #expect((now["2"]?["findings"] as? [String])?.contains("SC03") == true)
        #expect(now["3"]?["pairIsInferred"] as? Bool == true)
        let changes = try bench.baf("changes").output
        #expect(changes.contains("scored 16 on a 4x4 matrix"))
        #expect(!changes.contains("reduced") && !changes.contains("increased"))

        let report = try bench.baf("report", "hlrr", "--out", "papers")
        #expect(report.status == 0, "\(report.errors)")
        let page = try String(
            contentsOf: bench.folder.appendingPathComponent("papers/hlrr-2026-01-31.html"),
            encoding: .utf8)
        #expect(page.components(separatedBy: "<rect ").count == 17)
        #expect(page.contains("scores then stood on a 5x5 matrix, and are not compared"))
        #expect(try bench.baf("verify").status == 0)
    }
}
