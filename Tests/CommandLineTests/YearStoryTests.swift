import Foundation
import TestSupport
import Testing

/// The acceptance stories of a year: what goes wrong with exports, what is corrected, what a year's end brings.
@Suite("The stories of a year") struct YearStoryTests {
    private func story(_ name: String, _ file: String) -> String {
        Workbench.path("Samples/stories/\(name)/\(file)")
    }

    private func imported(
        _ bench: Workbench, _ name: String, _ file: String, _ words: String...
    ) throws -> Workbench.Run {
        try bench.run(["import", story(name, file)] + words)
    }

    private func sentences(_ bench: Workbench, _ words: String...) throws -> [String] {
        try bench.run(["changes", "-o", "json"] + words).rows().map {
            $0["sentence"] as? String ?? ""
        }
    }

    private func asks(_ risk: [String: Any]?) -> [String] {
        (risk?["proposals"] as? [[String: Any]] ?? []).map {
            "\($0["kind"] as? String ?? "") \($0["register"] as? String ?? "")"
        }.sorted()
    }

    @Test("D. A filter left on is refused, or taken for the part that it covers; nothing vanishes")
    func filter() throws {
        let bench = try Workbench()
        #expect(try imported(bench, "d", "framework.xml").status == 0)
        #expect(try imported(bench, "d", "2026-05-31.xml").status == 0)
        let refused = try imported(bench, "d", "2026-06-30-filtered.xml")
        #expect(refused.status == 65)
        #expect(refused.errors.contains("all of Children, all of Estates"))
        #expect(refused.errors.contains("absent though on a register: 7411, 7421, 7422"))
        #expect(refused.errors.contains("Name its --scope"))

        let part = try imported(
            bench, "d", "2026-06-30-filtered.xml", "--scope", "directorate=Adults")
        #expect(part.status == 0, "\(part.errors)")
        #expect(part.output.contains("7 open risks not covered, last known on 31 May 2026."))
        var risks = try bench.rows("risks")
        #expect(risks["7411"]?["notCovered"] as? Bool == true)
        #expect(risks["7411"]?["movement"] is NSNull)
        #expect(risks["7411"]?["lastSeen"] as? String == "2026-05-31")
        #expect(risks["7401"]?["notCovered"] as? Bool == false)
        #expect(risks["7401"]?["movement"] as? String == "down")
        let paper = try bench.baf("report", "hlrr", "--out", "june")
        #expect(paper.status == 0)
        let html = try String(
            contentsOfFile: bench.path("june/hlrr-2026-06-30.html"), encoding: .utf8)
        #expect(html.contains("7 open risks not covered, last known on 31 May 2026"))

        // July is whole; June comes again without the filter, and says what that changes.
        #expect(try imported(bench, "d", "2026-07-31.xml").status == 0)
        let whole = try imported(bench, "d", "2026-06-30.xml")
        #expect(whole.status == 0, "\(whole.errors)")
        #expect(
            whole.output.contains(
                "31 July 2026: 7411: at 20 since 30 June 2026 (was 31 July 2026)"))
        risks = try bench.rows("risks", "--as-at", "2026-06-30")
        #expect(risks["7411"]?["notCovered"] as? Bool == false)
        #expect(risks["7411"]?["score"] as? Int == 20)
    }

    @Test(
        "E. Missing, closed without a reason, back: each is told with day and score, and corrected")
    func correction() throws {
        let bench = try Workbench()
        for file in ["framework.xml", "2026-05-31.xml"] {
            #expect(try imported(bench, "e", file).status == 0)
        }
        let june = try imported(bench, "e", "2026-06-30.xml", "--accept-shrink")
        #expect(june.status == 0, "\(june.errors)")
        var told = try sentences(bench)
        #expect(
            told.contains(
                "7202 is missing from the extract of 30 June 2026; stays on HLRR and BAF; last seen 31 May "
                    + "2026 at 16"), "\(told)")
        #expect(
            told.contains(
                "7203 closed 14 June 2026 at 20, no reason given; leaves HLRR; agreement wanted of the "
                    + "Executive Team"), "\(told)")
        #expect(try imported(bench, "e", "2026-07-31.xml").status == 0)
        #expect(
            try sentences(bench) == [
                "7202 is back: absent from 30 June 2026, now 20 (was 16); stays on HLRR and BAF"
            ])
        let corrected = try imported(bench, "e", "2026-06-30-corrected.xml")
        #expect(corrected.status == 0, "\(corrected.errors)")
        #expect(corrected.output.contains("It supersedes entry 4"))
        #expect(corrected.output.contains("30 June 2026: 7202: open (was vanished)"))
        told = try sentences(bench)
        #expect(
            told == [
                "7202 increased from 16 to 20 (likelihood 4 to 5); stays on HLRR and BAF"
            ], "\(told)")
        told = try sentences(bench, "--from", "2026-05-31", "--to", "2026-06-30")
        #expect(
            told.contains(
                "7203 closed 14 June 2026 at 20; leaves HLRR; agreement wanted of the Executive Team"
            ),
            "\(told)")
        // As it was known before the correction, June is as it was.
        let then = try bench.rows("risks", "--as-at", "2026-06-30", "--known-at", "5")
        #expect(then["7202"]?["status"] as? String == "vanished")
    }

    @Test(
        "F. A year's end carries risks over, or asks once an objective; nobody steps down by itself"
    )
    func yearEnd() throws {
        let bench = try Workbench()
        for file in [
            "framework-2026-02-28.xml", "2026-02-28.xml", "framework-2026-04-30.xml",
            "2026-04-30.xml",
        ] {
            let run = try imported(bench, "f", file)
            #expect(run.status == 0, "\(run.errors)")
        }
        let risks = try bench.rows("risks", "--level", "all")
        for id in ["7301", "7302", "7303", "7304", "7305"] {
            #expect(risks[id]?["registers"] as? [String] == ["BAF", "HLRR"], "\(id)")
        }
        // With one successor: by rule, as before, and confirmed like any other.
        #expect(asks(risks["7302"]) == ["confirm BAF"] && asks(risks["7303"]) == ["confirm BAF"])
        #expect(
            try sentences(bench) == [
                "7302 carried over from SO2 to SO7", "7303 carried over from SO2 to SO7",
                "PR1 carried over from SO2 to SO7",
            ])
        let findings = try bench.baf("findings", "-o", "json").rows()
        let carried = findings.filter { $0["code"] as? String == "OB04" }
        #expect(carried.map { $0["id"] as? String } == ["SO2"])
        // Without one, or with two: each keeps its proposal; the board's own line is the board's.
        for id in ["7304", "7305", "7307"] {
            #expect(asks(risks[id]) == ["de-escalate BAF"], "\(id)")
        }
        #expect(risks["PR1"]?["registers"] as? [String] == ["BAF"] && asks(risks["PR1"]).isEmpty)
        // Papers ask once for the two of SO3; SO4 has one, which is a question like any other.
        let paper = try bench.baf("report", "baf", "--format", "json", "--out", "papers")
        #expect(paper.status == 0, "\(paper.errors)")
        let json = try JSONSerialization.jsonObject(
            with: Data(
                contentsOf: URL(fileURLWithPath: bench.path("papers/baf-2026-04-30.json"))))
        let tables = (json as? [String: Any])?["tables"] as? [String: [String: Any]] ?? [:]
        func rows(_ table: String) -> [[String: Any]] {
            tables[table]?["rows"] as? [[String: Any]] ?? []
        }
        let asked = rows("decisions").filter {
            ($0["why"] as? String ?? "").contains("replaced it")
        }
        #expect(asked.map { $0["id"] as? String } == ["SO3"])
        #expect(
            asked.first?["decision"] as? String
                == "SO3 has ended: which objective now, or step down?")
        #expect(
            asked.first?["why"] as? String == "ended on 31 March 2026; no objective replaced it")
        #expect(rows("ended-objectives").map { $0["id"] as? String } == ["7304", "7307"])
        #expect(rows("decisions").contains { $0["id"] as? String == "7305" })
        #expect(!rows("decisions").contains { $0["id"] as? String == "7304" })
    }

    @Test("A code that is used again with other words is another objective, and its lead is asked")
    func usedAgain() throws {
        let bench = try Workbench()
        let file = story("f", "framework-2026-04-30.xml")
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let other = text.replacing("Give safe care", with: "Work as one with our partners")
        try #require(other != text)
        for path in [
            story("f", "framework-2026-02-28.xml"), try bench.write("framework-april.xml", other),
            story("f", "2026-04-30.xml"),
        ] {
            let run = try bench.baf("import", path)
            try #require(run.status == 0, "\(run.errors)")
        }
        let asked = try bench.baf("findings", "-o", "json").rows().filter {
            $0["code"] as? String == "OB05"
        }
        #expect(asked.map { $0["id"] as? String } == ["SO1"])
        #expect(
            asked.first?["message"] as? String
                == "SO1 is now \"Work as one with our partners\", and was \"Give safe care\": which of them do "
                + "its risks affect?")
        // Nothing is taken off while people are asked.
        let risk = try bench.rows("risks")["7301"]
        #expect(risk?["registers"] as? [String] == ["BAF", "HLRR"])
    }
}
