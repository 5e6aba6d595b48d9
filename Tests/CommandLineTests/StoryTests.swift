import Foundation
import TestSupport
import Testing

/// The acceptance stories: whole months as a risk lead lives them, through the program alone.
@Suite("The stories of a month") struct StoryTests {
    private func story(_ name: String, _ file: String) -> String {
        Workbench.path("Samples/stories/\(name)/\(file)")
    }

    private func proposals(_ row: [String: Any]?) -> [String] {
        let found = row?["proposals"] as? [[String: Any]] ?? []
        return found.map { "\($0["kind"] as? String ?? "?") \($0["register"] as? String ?? "?")" }
    }

    private func list(_ row: [String: Any]?, _ key: String) -> [String] {
        row?[key] as? [String] ?? []
    }

    private func number(_ row: [String: Any]?, _ key: String) -> Int? { row?[key] as? Int }

    private func text(_ row: [String: Any]?, _ key: String) -> String? { row?[key] as? String }

    @Test("A. A fall stays on its registers until people agree, and a rise comes back by itself")
    func fallAndRise() throws {
        let bench = try Workbench()
        func imported(_ files: String...) throws {
            for file in files {
                let run = try bench.run(["import", story("a", file)])
                #expect(run.status == 0, "\(run.errors)")
            }
        }
        try imported("framework.xml", "2026-05-31.xml")
        try imported("2026-06-30.xml")

        var risks = try bench.rows("risks")
        #expect(number(risks["2101"], "score") == 12)
        #expect(text(risks["2101"], "grade") == "high")
        #expect(text(risks["2101"], "routing") == "belowThreshold")
        #expect(text(risks["2101"], "movement") == "down")
        #expect(number(risks["2101"], "previousScore") == 16)
        #expect(list(risks["2101"], "registers") == ["BAF", "HLRR"])
        #expect(proposals(risks["2101"]).sorted() == ["de-escalate BAF", "de-escalate HLRR"])
        #expect(list(risks["2101"], "findings").contains("RT07"))
        #expect(number(risks["2102"], "score") == 15)
        #expect(list(risks["2102"], "registers") == ["HLRR"])
        #expect(!proposals(risks["2102"]).contains { $0.hasPrefix("de-escalate") })

        let changes = try bench.baf("changes", "-o", "json")
        let sentences = try changes.rows().map { $0["sentence"] as? String ?? "" }
        #expect(
            sentences.filter { $0.hasPrefix("2101 ") } == [
                "2101 reduced from 16 to 12 (likelihood 4 to 3); stays on HLRR and BAF until step-down is agreed"
            ])
        #expect(
            sentences.contains {
                $0.hasPrefix("2102 reduced from 20 to 15") && $0.contains("stays on HLRR")
            })

        let paper = try bench.baf("report", "hlrr", "--format", "html", "--out", "june")
        #expect(paper.status == 0, "\(paper.errors)")
        let june = try Data(
            contentsOf: bench.folder.appendingPathComponent("june/hlrr-2026-06-30.html"))
        let known = try knownSequence(bench)

        let decided = try bench.baf(
            "decide", "2101", "agree", "--register", "HLRR", "--by", "A Chair", "--role",
            "Chief Executive",
            "--meeting", "Executive Team", "--date", "2026-07-12", "--why", "controls are in place")
        #expect(decided.status == 0, "\(decided.errors)")
        risks = try bench.rows("risks", "--as-at", "2026-07-12")
        #expect(list(risks["2101"], "registers") == ["BAF"])
        #expect(proposals(risks["2101"]) == ["de-escalate BAF"])

        try imported("2026-07-31.xml")
        risks = try bench.rows("risks")
        #expect(text(risks["2101"], "movement") == "up")
        #expect(number(risks["2101"], "previousScore") == 12)
        #expect(list(risks["2101"], "registers") == ["BAF", "HLRR"])
        #expect(!proposals(risks["2101"]).contains { $0.hasPrefix("de-escalate") })

        let again = try bench.baf(
            "report", "hlrr", "--format", "html", "--out", "again", "--as-at", "2026-06-30",
            "--known-at", known)
        #expect(again.status == 0, "\(again.errors)")
        let remade = try Data(
            contentsOf: bench.folder.appendingPathComponent("again/hlrr-2026-06-30.html"))
        #expect(june == remade)
    }

    private func knownSequence(_ bench: Workbench) throws -> String {
        let imports = try bench.baf("imports", "-o", "json").rows()
        let newest = imports.compactMap { $0["sequence"] as? Int }.max()
        return String(try #require(newest))
    }

    @Test("B. Held lines, themes, links and objectives that do not count")
    func heldAndLinked() throws {
        let bench = try Workbench()
        for file in ["framework.xml", "2026-06-30.xml"] {
            let run = try bench.run(["import", story("b", file)])
            #expect(run.status == 0, "\(run.errors)")
        }
        let risks = try bench.rows("risks", "--level", "all")
        #expect(list(risks["PR4"], "registers") == ["BAF"])
        #expect(text(risks["PR4"], "grade") == "moderate")
        #expect(text(risks["PR4"], "bafBasis") == "theme")
        #expect(proposals(risks["PR4"]).isEmpty)
        #expect(list(risks["PR3"], "registers") == ["BAF"])
        #expect(text(risks["PR3"], "bafBasis") == "held")
        #expect(list(risks["PR3"], "findings").contains("RT17"))
        #expect(list(risks["3301"], "registers") == ["BAF", "HLRR"])
        #expect(list(risks["3302"], "registers") == ["HLRR"])
        #expect(proposals(risks["3302"]) == ["question BAF"])
        #expect(list(risks["3303"], "registers") == ["HLRR"])
        #expect(proposals(risks["3303"]).isEmpty)
        #expect(list(risks["3304"], "registers").isEmpty)

        let findings = try bench.baf("findings", "-o", "json").rows()
        let linked = findings.first { $0["code"] as? String == "RT17" }
        #expect((linked?["message"] as? String)?.contains("linked 3301 scores 20") == true)
        #expect(
            try bench.baf("explain", "PR4").output.contains("held by the board, whatever its score")
        )
        #expect(
            try bench.baf("explain", "3303").output.contains("WF3 is not a strategic objective"))
        #expect(try bench.baf("explain", "3304").output.contains("12, needs 15"))

        let paper = try bench.baf("report", "baf", "--format", "html", "--out", "papers")
        #expect(paper.status == 0, "\(paper.errors)")
        let html = try String(
            contentsOfFile: bench.path("papers/baf-2026-06-30.html"), encoding: .utf8)
        #expect(html.contains("2 principal risks, none at 15 or more"))
        #expect(html.contains("1 operational risk under PR3"))
        #expect(html.contains("HLRR 3, of which 2 not on the BAF: 3302"))
    }

    @Test("C. Contradictions, gaps and impossible scores are shown, used and flagged, never mended")
    func contradictions() throws {
        let bench = try Workbench()
        for month in ["framework.xml", "2026-05-31.xml", "2026-06-30.xml"] {
            let run = try bench.run(["import", story("c", month)])
            #expect(run.status == 0, "\(run.errors)")
        }
        let risks = try bench.rows("risks")
        #expect(number(risks["4401"], "score") == 16)
        #expect(text(risks["4401"], "scoreBasis") == "higher")
        #expect(number(risks["4401"], "printedScore") == 12)
        #expect(list(risks["4401"], "registers").contains("HLRR"))
        #expect(number(risks["4402"], "score") == 16)
        #expect(text(risks["4402"], "movement") == "same")
        #expect(number(risks["4403"], "score") == 14)
        #expect(risks["4403"]?["grade"] is NSNull)
        #expect(text(risks["4403"], "routing") == "belowThreshold")
        #expect(text(risks["4404"], "routing") == "unroutable")
        #expect(risks["4404"]?["score"] is NSNull)
        #expect(number(risks["4405"], "score") == 18)
        #expect(text(risks["4405"], "grade") == "extreme")
        #expect(list(risks["4405"], "registers").contains("HLRR"))
        #expect(text(risks["4406"], "routing") == "unapproved")
        #expect(list(risks["4406"], "registers").isEmpty)

        let findings = try bench.baf("findings", "-o", "json").rows()
        func subjects(_ code: String) -> [String] {
            findings.filter { $0["code"] as? String == code }.compactMap { $0["id"] as? String }
                .sorted()
        }
        #expect(subjects("SC01") == ["4403", "4405"])
        #expect(subjects("SC02") == ["4401", "4402"])
        #expect(subjects("SC04") == ["4404"])
        let contradiction = findings.first {
            $0["code"] as? String == "SC02" && $0["id"] as? String == "4401"
        }
        #expect(
            (contradiction?["message"] as? String)?.contains("recorded 12; 4 x 4 gives 16; 16 used")
                == true)

        let newest = try #require(try bench.baf("imports", "-o", "json").rows().last)
        let balance = try #require(newest["balance"] as? [String: Int])
        #expect(balance["routed"] == 3)
        #expect(balance["belowThreshold"] == 1)
        #expect(balance["unroutable"] == 1)
        #expect(balance["unapproved"] == 1)
        #expect(balance["closed"] == 0)
        #expect(balance["rejected"] == 0)
        #expect(balance["records"] == 6)

        let paper = try bench.baf("report", "hlrr", "--format", "html,json", "--out", "papers")
        #expect(paper.status == 0, "\(paper.errors)")
        let html = try String(
            contentsOfFile: bench.path("papers/hlrr-2026-06-30.html"), encoding: .utf8)
        #expect(html.contains("4406"))
        #expect(html.contains("41 days"))
    }

    @Test(
        "G. Exports of open risks only: what they lack is asked, and stays as last seen until answered"
    )
    func openOnly() throws {
        let bench = try Workbench()
        func imported(_ file: String, _ words: String...) throws -> Workbench.Run {
            try bench.run(
                ["import", story("g", file), "--mapping", story("g", "mapping.yaml")] + words)
        }
        for file in ["framework.xml", "2026-05-31.xml"] {
            #expect(try imported(file).status == 0)
        }
        // Two of ten, one of them on both registers: exactly the limit, and no fault.
        let june = try imported("2026-06-30.xml")
        #expect(june.status == 0, "\(june.errors)")
        #expect(june.output.contains("0 vanished"))
        #expect(june.output.contains("export of open risks: 7103, 7107. Closed, or left out?"))
        var risks = try bench.rows("risks")
        #expect(text(risks["7103"], "status") == "open")
        #expect(list(risks["7103"], "registers") == ["BAF", "HLRR"])
        #expect(text(risks["7103"], "lastSeen") == "2026-05-31")
        #expect(list(risks["7103"], "findings").contains("RD11"))
        #expect(!list(risks["7101"], "findings").contains("RD11"))
        let found = try bench.baf("findings", "-o", "json").rows().first {
            $0["code"] as? String == "RD11" && $0["id"] as? String == "7103"
        }
        let message = found?["message"] as? String ?? ""
        #expect(message.contains("--absent 7103=closed:DAY or --absent 7103=left-out"))

        let answers = "@" + story("g", "answers.txt")
        let july = try imported("2026-07-31.xml", "--absent", answers)
        #expect(july.status == 0, "\(july.errors)")
        #expect(july.output.contains("answered for: 7103, 7107."))
        #expect(july.output.contains("export of open risks: 7109."))
        risks = try bench.rows("risks")
        #expect(text(risks["7103"], "status") == "closed")
        #expect(text(risks["7103"], "routing") == "closed")
        #expect(list(risks["7103"], "registers").isEmpty)
        #expect(proposals(risks["7103"]).sorted() == ["close BAF", "close HLRR"])
        #expect(text(risks["7107"], "status") == "open")
        #expect(!list(risks["7107"], "findings").contains("RD11"))
        #expect(list(risks["7109"], "findings").contains("RD11"))
        #expect(number(risks["7102"], "score") == 16)

        // The same bytes with the last answer supersede July, and keep its other answers.
        let again = try imported("2026-07-31.xml", "--absent", "7109=closed:2026-07-20")
        #expect(again.status == 0, "\(again.errors)")
        risks = try bench.rows("risks")
        #expect(["7103", "7109"].allSatisfy { text(risks[$0], "status") == "closed" })
        #expect(text(risks["7107"], "status") == "open")
        #expect(try imported("2026-07-31.xml").output.contains("in the register already"))
        #expect(try bench.baf("verify").status == 0)
    }
}
