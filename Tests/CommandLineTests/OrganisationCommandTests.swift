import Foundation
import TestSupport
import Testing

/// Two organisations in one register, through the program: every question, paper and ruling.
///
/// They share ids, objective codes and principal risks; only scores, titles and days differ.
@Suite("Two organisations in one register") struct OrganisationCommandTests {
    private func shared() throws -> Workbench {
        let bench = try Workbench()
        func take(
            _ story: String, _ file: String, _ organisation: String, _ edits: [String: String]
        )
            throws
        {
            var text = try String(
                contentsOfFile: Workbench.path("Samples/stories/\(story)/\(file)"), encoding: .utf8)
            for (old, new) in edits {
                try #require(text.contains(old), "\(file) has no \(old)")
                text = text.replacing(old, with: new)
            }
            let path = try bench.write("\(organisation)-\(story)-\(file)", text)
            let run = try bench.run(["import", path])
            try #require(run.status == 0, "\(run.errors)")
        }
        let theirs = ["organisation=\"NBC\"": "organisation=\"SBC\""]
        try take("a", "framework.xml", "NBC", [:])
        try take("a", "2026-05-31.xml", "NBC", [:])
        try take("a", "2026-06-30.xml", "NBC", [:])
        try take("a", "framework.xml", "SBC", theirs)
        try take(
            "a", "2026-05-31.xml", "SBC",
            theirs.merging(["district nursing": "health visiting"]) { $1 })
        return bench
    }

    private func ids(_ run: Workbench.Run) throws -> [String] {
        try run.rows().compactMap { $0["id"] as? String }
    }

    @Test("Questions list all with ORG:ID, each as of its own newest day, or those that are named")
    func questions() throws {
        let bench = try shared()
        let risks = try bench.baf("risks", "-o", "json")
        #expect(try ids(risks) == ["NBC:2101", "NBC:2102", "SBC:2101", "SBC:2102"])
        let rows = try bench.rows("risks")
        #expect(rows["NBC:2101"]?["score"] as? Int == 12)
        #expect(rows["SBC:2101"]?["score"] as? Int == 16)
        #expect(rows["NBC:2101"]?["lastSeen"] as? String == "2026-06-30")
        #expect(rows["SBC:2101"]?["lastSeen"] as? String == "2026-05-31")
        #expect((rows["SBC:2101"]?["title"] as? String)?.contains("health visiting") == true)
        let table = try bench.baf("risks")
        #expect(table.errors.contains("as at 2026-06-30 (NBC), 2026-05-31 (SBC)"))

        let theirs = try bench.baf("risks", "--organisation", "SBC", "-o", "json")
        #expect(try ids(theirs) == ["SBC:2101", "SBC:2102"])
        #expect(
            try ids(bench.baf("risks", "--organisation", "NBC,SBC", "--on", "HLRR", "-o", "json"))
                .contains("SBC:2102"))
        for question in ["risks", "findings", "changes", "imports"] {
            let run = try bench.run([question, "--organisation", "XYZ"])
            #expect(run.status == 66, "\(question): \(run.errors)")
            #expect(run.errors.contains("NBC"), "\(run.errors)")
        }
        #expect(try bench.baf("risks", "--on", "CRR").status == 64)

        let findings = try bench.baf("findings", "-o", "json").rows()
        let labels = findings.compactMap { $0["risk"] as? String }
        #expect(!labels.isEmpty)
        #expect(labels.allSatisfy { $0.hasPrefix("NBC:") || $0.hasPrefix("SBC:") })
        let changes = try ids(bench.baf("changes", "-o", "json"))
        #expect(!changes.isEmpty)
        // The second organisation has one extract, and nothing to compare it with.
        #expect(changes.allSatisfy { $0.hasPrefix("NBC:") })
        #expect(
            try bench.baf("imports", "--organisation", "SBC", "-o", "json").rows().allSatisfy {
                $0["organisation"] as? String == "SBC"
            })
    }

    @Test("ORG:ID names one risk wherever an id does; an id that both have must be told apart")
    func one() throws {
        let bench = try shared()
        for command in ["show", "explain"] {
            let ambiguous = try bench.baf(command, "2101")
            #expect(ambiguous.status == 64)
            #expect(ambiguous.errors.contains("NBC:2101, SBC:2101"))
            let named = try bench.baf(command, "SBC:2101")
            #expect(named.output.hasPrefix("SBC:2101 Vacancies in health visiting"))
            let chosen = try bench.baf(command, "2101", "--organisation", "NBC")
            #expect(chosen.output.hasPrefix("NBC:2101 Vacancies in district nursing"))
            #expect(try bench.baf(command, "SBC:9999").status == 66)
        }
    }

    @Test("A ruling is of one organisation and touches no other")
    func rulings() throws {
        let bench = try shared()
        func decide(_ id: String, _ extra: String...) throws -> Workbench.Run {
            try bench.run(
                [
                    "decide", id, "agree", "--register", "HLRR", "--by", "A Chair", "--role",
                    "Chair", "--meeting", "Executive Team", "--date", "2026-06-30", "--why", "so",
                ] + extra)
        }
        let unnamed = try decide("2101")
        #expect(unnamed.status == 64)
        #expect(unnamed.errors.contains("NBC:2101, SBC:2101"))
        #expect(try decide("2101", "--organisation", "XYZ").status == 66)
        // Nothing waits in the other organisation, whose score did not fall.
        #expect(try decide("SBC:2101").status == 65)
        let before = try bench.rows("risks", "--organisation", "SBC")
        #expect(try decide("2101", "--organisation", "NBC").status == 0)
        let rows = try bench.rows("risks")
        #expect(rows["NBC:2101"]?["registers"] as? [String] == ["BAF"])
        #expect(rows["SBC:2101"]?["registers"] as? [String] == ["BAF", "HLRR"])
        #expect(
            (before["SBC:2101"] as NSDictionary?) == (rows["SBC:2101"] as NSDictionary?))
        #expect(try bench.baf("show", "SBC:2101", "-o", "json").output.contains("\"rulings\": []"))
        #expect(try bench.baf("verify").status == 0)
    }

    @Test(
        "A paper is of one organisation, and refused with their codes when none is named",
        arguments: ["hlrr", "baf", "audit-committee"])
    func papers(_ paper: String) throws {
        let bench = try shared()
        let unnamed = try bench.baf("report", paper)
        #expect(unnamed.status == 64)
        #expect(unnamed.errors.contains("NBC, SBC"), "\(unnamed.errors)")
        #expect(try bench.baf("report", paper, "--organisation", "XYZ").status == 66)
        let run = try bench.baf(
            "report", paper, "--organisation", "SBC", "--format", "json,html", "--out", "out")
        #expect(run.status == 0, "\(run.errors)")
        let text = try String(
            contentsOfFile: bench.path("out/\(paper)-SBC-2026-05-31.json"), encoding: .utf8)
        #expect(!text.contains("district nursing"))
        #expect(!text.contains("NBC:2101"))
    }

    @Test("Rules may be one organisation's own")
    func rules() throws {
        let bench = try shared()
        let folder = bench.folder.appendingPathComponent("own")
        try FileManager.default.copyItem(atPath: Workbench.path("Rules/hct"), toPath: folder.path)
        let file = folder.appendingPathComponent("rulebook.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
            .replacing("version: \"2\"", with: "version: \"3\"")
            .replacing("version: 1\n", with: "version: 2\n")
        try Data(text.utf8).write(to: file)
        let routing = folder.appendingPathComponent("routing.dmn")
        let rows = try String(contentsOf: routing, encoding: .utf8)
            .replacing("&gt;= 15", with: "&gt;= 17").replacing("&lt; 15", with: "&lt; 17")
        try Data(rows.utf8).write(to: routing)
        #expect(try bench.baf("rules", "adopt", "own", "--organisation", "XYZ").status == 66)
        let adopted = try bench.baf("rules", "adopt", "own", "--organisation", "SBC")
        #expect(adopted.status == 0, "\(adopted.errors)")
        let risks = try bench.rows("risks")
        #expect(risks["SBC:2101"]?["routing"] as? String == "belowThreshold")
        #expect(try bench.baf("explain", "SBC:2101").output.contains("rules hct 3"))
        #expect(try bench.baf("explain", "NBC:2101").output.contains("rules hct 2"))
    }
}
