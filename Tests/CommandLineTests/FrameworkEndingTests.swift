import Foundation
import TestSupport
import Testing

/// How a line of the framework ends: as a minute says it, or not at all until the board rules.
@Suite("The end of a principal risk") struct FrameworkEndingTests {
    /// Northbridge's June, then a framework of July in which PR3 ends in August, PR1 is closed without a
    /// word, and PR9 is missing.
    private func register() throws -> Workbench {
        let bench = try Workbench()
        let june = Workbench.path("Samples/northbridge/framework-2026-06-30.xml")
        var text = try String(contentsOfFile: june, encoding: .utf8)
            .replacing("asAt=\"2026-06-30\"", with: "asAt=\"2026-07-31\"")
            .replacing(
                "<PrincipalRisk id=\"PR1\" ", with: "<PrincipalRisk id=\"PR1\" status=\"Closed\" ")
        let third = try #require(text.range(of: "<PrincipalRisk id=\"PR3\""))
        let head = try #require(text.range(of: ">", range: third.lowerBound..<text.endIndex))
        text.insert(
            contentsOf: """
                <Ended date="2026-08-15" by="Trust Board" meeting="Board of 12 August 2026"
                       why="the backlog is gone"/>
                """, at: head.upperBound)
        let ninth = try #require(text.range(of: "<PrincipalRisk id=\"PR9\""))
        let end = try #require(
            text.range(of: "</PrincipalRisk>", range: ninth.lowerBound..<text.endIndex))
        text.removeSubrange(ninth.lowerBound..<end.upperBound)
        let files = [
            Workbench.path("Samples/northbridge/framework-2026-01-31.xml"),
            Workbench.path("Samples/northbridge/risks-2026-06-30.xml"), june,
            try bench.write("framework.xml", text),
        ]
        for file in files {
            let run = try bench.baf("import", file)
            try #require(run.status == 0, "\(run.errors)")
        }
        return bench
    }

    private func onFramework(_ bench: Workbench, _ day: String) throws -> [String: [String: Any]] {
        let run = try bench.baf(
            "risks", "--on", "BAF", "--level", "principal", "--as-at", day, "-o", "json")
        return Dictionary(
            uniqueKeysWithValues: try run.rows().map { ($0["id"] as? String ?? "", $0) })
    }

    private func asks(_ risk: [String: Any]?) -> [String] {
        (risk?["proposals"] as? [[String: Any]] ?? []).filter { $0["register"] as? String == "BAF" }
            .compactMap { $0["kind"] as? String }
    }

    @Test(
        "It leaves on the day that the minute names, and not before; without one it is asked about")
    func endings() throws {
        let bench = try register()
        let july = try onFramework(bench, "2026-07-31")
        #expect(asks(july["PR3"]) == [] && july["PR3"]?["status"] as? String == "open")
        #expect(asks(july["PR1"]) == ["de-escalate"])
        #expect(asks(july["PR9"]) == ["de-escalate"])
        #expect(try onFramework(bench, "2026-08-14")["PR3"] != nil)
        let august = try onFramework(bench, "2026-08-15")
        #expect(august["PR3"] == nil && august["PR1"] != nil && august["PR9"] != nil)
        let changes = try bench.baf("changes", "--from", "2026-07-31", "--to", "2026-08-15")
        #expect(
            changes.output.contains(
                "PR3 ended by the Trust Board on 15 August 2026, Board of 12 August 2026: "
                    + "the backlog is gone; leaves HLRR and BAF"))
        #expect(try bench.baf("verify").status == 0)
    }

    @Test("The board's paper lists the principal risks that the list has on the register")
    func paper() throws {
        let bench = try register()
        let run = try bench.baf("report", "baf", "--as-at", "2026-08-15", "--format", "json")
        try #require(run.status == 0, "\(run.errors)")
        let ids = try onFramework(bench, "2026-08-15").keys.sorted()
        let bytes = try Data(
            contentsOf: URL(fileURLWithPath: bench.path("out/baf-2026-08-15.json")))
        let paper = try #require(
            try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
        let listed = (paper["risks"] as? [String] ?? []).filter { $0.hasPrefix("PR") }.sorted()
        #expect(listed == ids)
    }
}
