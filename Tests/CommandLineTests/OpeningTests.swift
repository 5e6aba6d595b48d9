import Foundation
import TestSupport
import Testing

/// The baseline as a user meets it: marks as found, "at least", and the opening position of a body.
@Suite("The opening position") struct OpeningTests {
    /// A record at likelihood 4 and a consequence, with the trust's marks ("HLRR; BAF").
    private func record(
        _ id: Int, _ consequence: Int, marks: String?, objectives: String = "SO1",
        in directorate: String = "Adults"
    ) -> String {
        let registers = marks.map { "<ram_registers>\($0)</ram_registers>" } ?? ""
        return """
            <Risk><recordid>\(id)</recordid><ram_name>Risk \(id)</ram_name>\
            <ram_directorate>\(directorate)</ram_directorate>\
            <ram_objectives>\(objectives)</ram_objectives><ram_dcreated>02/02/2026</ram_dcreated>\
            <rep_approved>Final approval</rep_approved><ram_cur_likeli>4</ram_cur_likeli>\
            <ram_cur_conseq>\(consequence)</ram_cur_conseq>\(registers)</Risk>
            """
    }

    private func export(_ day: String, _ records: String...) -> String {
        "<Risks extractDate=\"\(day)\" organisation=\"NBC\">\(records.joined(separator: "\n"))</Risks>"
    }

    /// May: 1 agreed as found; 2 and 3 marked below the threshold; 4 and 5 ruled and not marked; 6
    /// without an objective.
    private func may() throws -> Workbench {
        let bench = try Workbench()
        try bench.write(
            "may.xml",
            export(
                "2026-05-31", record(1, 4, marks: "HLRR; BAF"), record(2, 3, marks: "HLRR"),
                record(3, 2, marks: "HLRR; BAF"), record(4, 4, marks: "HLRR"),
                record(5, 5, marks: ""), record(6, 4, marks: "HLRR", objectives: "")))
        let run = try bench.baf("import", "may.xml")
        try #require(run.status == 0, "\(run.errors)")
        return bench
    }

    private func decide(
        _ bench: Workbench, _ body: String?, why: String = "as found", _ more: String...
    ) throws -> Workbench.Run {
        try bench.run(
            ["decide", "--opening", "--by", "S Grey", "--role", "Chair"]
                + ["--meeting", "June meeting", "--date", "2026-06-15", "--why", why]
                + (body.map { ["--body", $0] } ?? []) + more)
    }

    private func waiting(_ bench: Workbench, _ more: String...) throws -> [String] {
        try bench.run(["risks", "--as-at", "2026-06-15", "-o", "json"] + more).rows().flatMap {
            risk in
            (risk["proposals"] as? [[String: Any]] ?? []).map {
                "\(risk["id"] ?? "") \($0["kind"] ?? "") \($0["register"] ?? "")"
            }
        }
    }

    private func registers(_ bench: Workbench) throws -> [String] {
        try bench.baf("risks", "--as-at", "2026-06-15", "-o", "json").rows().map {
            "\($0["id"] ?? ""): \((($0["registers"] as? [String]) ?? []).joined(separator: " "))"
        }
    }

    private static let asked = [
        "2 de-escalate HLRR", "3 de-escalate HLRR", "3 de-escalate BAF", "4 confirm BAF",
        "5 confirm BAF", "6 question BAF",
    ]

    @Test("Marks keep on and never off; each difference from the rules is asked by itself in lists")
    func asFound() throws {
        let bench = try may()
        #expect(
            try registers(bench) == [
                "1: BAF HLRR", "2: HLRR", "3: BAF HLRR", "4: BAF HLRR", "5: BAF HLRR", "6: HLRR",
            ])
        #expect(try waiting(bench) == OpeningTests.asked)
        let explained = try bench.baf("explain", "2")
        #expect(
            explained.output.contains(
                "On HLRR since at least 31 May 2026, kept until people agree: "
                    + "as found, marked by the trust; score 12 is below the threshold"))
        #expect(
            try bench.baf("explain", "1").output.contains(
                "On BAF since at least 31 May 2026, by rule, agreed as found: "))
        let answer = try #require(
            try bench.baf("explain", "1", "-o", "json").json() as? [String: Any])
        let stays = try #require(answer["on"] as? [[String: Any]])
        #expect(stays.map { $0["asFound"] as? Bool } == [true, true])
        #expect(stays.map { $0["sinceBaseline"] as? Bool } == [true, true])
        // Nobody ruled, so nobody is named.
        #expect((answer["rulings"] as? [Any])?.isEmpty == true)
    }

    @Test("What reaches back to the first extract is \"at least\" until it changes")
    func atLeast() throws {
        let bench = try may()
        try bench.write(
            "july.xml",
            export(
                "2026-07-31", record(1, 5, marks: nil), record(2, 3, marks: nil),
                record(3, 2, marks: nil), record(4, 4, marks: nil), record(5, 5, marks: nil),
                record(6, 4, marks: nil), record(7, 4, marks: "HLRR; BAF")))
        try #require(try bench.baf("import", "july.xml").status == 0)
        let shown = try bench.baf("show", "2").output
        #expect(shown.contains("At this score     since at least 31 May 2026, at least 2 months"))
        #expect(
            try bench.baf("show", "1").output.contains("At this score     since 31 July 2026\n"))
        let rows = try bench.baf("risks", "-o", "json").rows()
        #expect(
            rows.map { $0["sinceBaseline"] as? Bool }
                == [false, true, true, true, true, true, false])
        let json = try #require(try bench.baf("show", "2", "-o", "json").json() as? [String: Any])
        #expect(json["scoreSince"] as? String == "2026-05-31")
        #expect(json["monthsAtScore"] as? Int == 2)
        #expect(json["sinceBaseline"] as? Bool == true)
        // A mark that comes later is a mark; its risk is asked about as ever.
        #expect(
            try waiting(bench, "--as-at", "2026-07-31").filter { $0.hasPrefix("7") }
                == ["7 confirm BAF"])
        let found = try bench.baf("findings", "-o", "json").rows()
            .first { $0["code"] as? String == "RT07" && $0["risk"] as? String == "2" }
        #expect(
            (found?["message"] as? String)?.hasSuffix("waiting since at least 31 May 2026") == true)
        try #require(
            try bench.baf("report", "hlrr", "--format", "json,html", "--out", ".").status == 0)
        let paper = try String(contentsOfFile: bench.path("hlrr-2026-07-31.html"), encoding: .utf8)
        #expect(paper.contains("No change for at least 2 months"))
        let risks = try table("risks", in: "hlrr-2026-07-31.json", of: bench)
        let second = try #require(risks.first { $0["id"] as? String == "2" })
        #expect(second["months"] as? Int == 2)
        #expect(second["sinceBaseline"] as? [String] == ["months"])
        let first = try #require(risks.first { $0["id"] as? String == "1" })
        #expect(first["sinceBaseline"] as? [String] == [])
    }

    @Test("An earlier extract that slots in moves the baseline, and the import says so")
    func movesBaseline() throws {
        let bench = try may()
        try bench.write(
            "april.xml", export("2026-04-30", record(2, 3, marks: ""), record(3, 2, marks: "BAF")))
        let dry = try bench.baf("import", "april.xml", "--dry-run")
        let words = "The baseline moves from 31 May 2026 to 30 April 2026: "
        #expect(dry.output.contains(words))
        #expect(try registers(bench)[1] == "2: HLRR")
        let run = try bench.baf("import", "april.xml", "-o", "json")
        let answer = try #require(try run.json() as? [String: Any])
        let moves = try #require(answer["baselineMoves"] as? [[String: String]])
        #expect(moves == [["scope": "all", "from": "2026-05-31", "to": "2026-04-30"]])
        // In April it was marked on nothing: May's mark is no longer the first thing known of it.
        #expect(try registers(bench).prefix(3) == ["1: BAF HLRR", "2: ", "3: BAF"])
        #expect(try bench.baf("verify").status == 0)
    }

    @Test("A body accepts its opening position in one decision; another body's is its own")
    func decided() throws {
        let bench = try may()
        let unnamed = try decide(bench, nil)
        #expect(unnamed.status == 64)
        #expect(
            unnamed.errors.contains(
                "the opening position waits for Executive Team and Trust Board"))
        let before = try registers(bench)
        let board = try decide(bench, "board", "--minute", "TB/26/071")
        #expect(board.status == 0, "\(board.errors)")
        #expect(
            board.output == """
                Opening position, Trust Board, 15 June 2026: 3 differences accepted, recorded as entries 3 to 5.
                Stays on BAF as found: 3.
                Confirmed on BAF: 4, 5.

                """)
        #expect(
            try waiting(bench) == ["2 de-escalate HLRR", "3 de-escalate HLRR", "6 question BAF"])
        let again = try decide(bench, "Trust Board", "--minute", "TB/26/071")
        #expect(again.status == 0)
        #expect(
            again.output
                == "Opening position, Trust Board, 15 June 2026: 3 differences recorded before, "
                + "word for word, as entries 3 to 5. Nothing was added.\n")
        let other = try decide(bench, "board", why: "for another reason")
        #expect(other.status == 65)
        #expect(
            other.errors.contains("no difference of the opening position waits for the Trust Board")
        )
        #expect(other.errors.contains("One waits for Executive Team."))
        let executive = try decide(bench, "executive")
        #expect(executive.output.contains("Stays on HLRR as found: 2, 3.\n"))
        #expect(executive.output.contains("Not part of it: 6, which has no objective"))
        #expect(try waiting(bench) == ["6 question BAF"])
        #expect(try registers(bench) == before)
        let shown = try bench.baf("show", "3", "--as-at", "2026-06-15").output
        #expect(
            shown.contains(
                "June meeting: refuse BAF, opening position, by S Grey, Chair, for the Trust Board, "
                    + "minute TB/26/071: as found"))
        #expect(try bench.baf("verify").status == 0)
    }

    @Test("What stays as found is asked again when its score changes, and the decision is not")
    func asksAgain() throws {
        let bench = try may()
        try #require(try decide(bench, "executive").status == 0)
        try bench.write(
            "july.xml",
            export(
                "2026-07-31", record(1, 4, marks: nil), record(2, 2, marks: nil),
                record(3, 2, marks: nil), record(4, 4, marks: nil), record(5, 5, marks: nil),
                record(6, 4, marks: nil)))
        try #require(try bench.baf("import", "july.xml").status == 0)
        let asked = try bench.baf("risks", "-o", "json").rows().flatMap { risk in
            (risk["proposals"] as? [[String: Any]] ?? []).filter {
                $0["register"] as? String == "HLRR"
            }.map { "\(risk["id"] ?? "") \($0["since"] ?? "") \($0["sinceBaseline"] ?? "")" }
        }
        #expect(asked.count == 1)
        #expect(asked.first?.hasPrefix("2 2026-07-31") == true)
    }

    @Test("A decision on what is no longer as it was seen records nothing at all")
    func stale() throws {
        let bench = try may()
        try #require(
            try bench.run([
                "decide", "3", "agree", "--register", "BAF", "--by", "S Grey", "--role", "Chair",
                "--meeting", "Trust Board", "--date", "2026-06-10", "--why", "below the threshold",
            ]).status == 0)
        try bench.write(
            "june.xml",
            export(
                "2026-06-14", record(1, 4, marks: nil), record(2, 2, marks: nil),
                record(3, 2, marks: nil), record(4, 5, marks: nil), record(5, 5, marks: nil),
                record(6, 4, marks: nil)))
        try #require(try bench.baf("import", "june.xml").status == 0)
        let run = try decide(bench, "board", "--seen", "3")
        #expect(run.status == 65, "\(run.output)")
        #expect(run.errors.contains("its score was 16 and is 20"))
        #expect(try waiting(bench).contains("5 confirm BAF"))
        let fresh = try decide(bench, "board")
        #expect(fresh.output.contains("2 differences accepted"))
        #expect(fresh.output.contains("Confirmed on BAF: 4, 5.\n"))
    }

    @Test("Words that do not go together are usage errors")
    func usage() throws {
        let bench = try may()
        #expect(
            try bench.run([
                "decide", "2", "agree", "--opening", "--by", "S Grey", "--role", "Chair",
                "--meeting", "Trust Board", "--date", "2026-06-15", "--why", "no",
            ]).status == 64)
        #expect(try bench.baf("decide", "--opening", "--body", "board").status == 64)
        #expect(try decide(bench, "board", why: " ").status == 64)
    }

    @Test("Papers ask one question of a body, and list the differences under it")
    func papers() throws {
        let bench = try may()
        try #require(
            try bench.baf("report", "hlrr", "--format", "json,html,csv,xlsx", "--out", ".").status
                == 0)
        let paper = "hlrr-2026-05-31.json"
        let decisions = try table("decisions", in: paper, of: bench)
        #expect(
            decisions.map { "\($0["id"] ?? "") \($0["register"] ?? "") \($0["needs"] ?? "")" }
                == [
                    "Opening HLRR Executive Team", "6 BAF Executive Team",
                    "Opening BAF Trust Board",
                ])
        #expect(
            decisions.last?["why"] as? String
                == "1 on it as found, not by the rules; 2 on it by the rules, not marked")
        let opening = try table("opening-position", in: paper, of: bench)
        #expect(
            opening.map { "\($0["id"] ?? "") \($0["register"] ?? "")" }.sorted()
                == ["2 HLRR", "3 BAF", "3 HLRR", "4 BAF", "5 BAF"])
        #expect(Set(try waiting(bench)) == Set(OpeningTests.asked))
        let figures = try table("figures", in: paper, of: bench)
        let wanted = figures.first {
            ($0["measure"] as? String)?.hasPrefix("Decisions wanted") == true
        }
        #expect(wanted?["now"] as? Int == decisions.count)
    }

    private func table(
        _ id: String, in file: String, of bench: Workbench
    ) throws -> [[String: Any]] {
        let data = try Data(contentsOf: bench.folder.appendingPathComponent(file))
        let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let tables = try #require(json["tables"] as? [String: [String: Any]])
        return try #require(tables[id]?["rows"] as? [[String: Any]])
    }
}
