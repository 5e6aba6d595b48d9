import Foundation
import TestSupport
import Testing

/// `baf mapping`, from an export that nobody documented to its import.
@Suite("The command mapping") struct MappingCommandTests {
    private let unknown = Workbench.path("Samples/difficult/unknown-headings.csv")

    private func answer(_ run: Workbench.Run) -> String {
        (run.output + run.errors).replacing(Workbench.repository.path + "/", with: "")
    }

    private func text(_ bench: Workbench, _ name: String) throws -> String {
        try String(contentsOfFile: bench.path(name), encoding: .utf8)
    }

    @Test("What is suggested, explained and tried is what it was, to the byte")
    func answers() throws {
        let bench = try Workbench()
        try expectGolden(
            answer(try bench.baf("mapping", "suggest", unknown)), "mapping-suggest.yaml")
        #expect(try bench.baf("mapping", "suggest", unknown, "--out", "ours.csv").status == 0)
        try expectGolden(try text(bench, "ours.csv"), "mapping-suggest.csv")
        for (words, name) in [
            (["mapping", "explain", unknown], "mapping-explain.txt"),
            (["mapping", "explain", unknown, "--mapping", "ours.csv"], "mapping-explain-ours.txt"),
            (
                ["mapping", "explain", unknown, "--mapping", "ours.csv", "-o", "json"],
                "mapping-explain-json.txt"
            ),
            (["import", unknown, "--mapping", "ours.csv", "--dry-run"], "import-dry-run.txt"),
        ] {
            let run = try bench.run(words)
            #expect(run.status == 0, "\(words): \(run.errors)")
            try expectGolden(answer(run), name)
        }
        #expect(!FileManager.default.fileExists(atPath: bench.path("register.sqlite")))
    }

    @Test("YAML and sheet are imported alike, and the register reads its own copy of either again")
    func alike() throws {
        let bench = try Workbench()
        var lists: [String] = []
        for ending in ["yaml", "csv"] {
            let (ours, register) = ("ours.\(ending)", "\(ending).sqlite")
            #expect(try bench.baf("mapping", "suggest", unknown, "--out", ours).status == 0)
            let done = try bench.baf("import", unknown, "--mapping", ours, "--register", register)
            #expect(done.status == 0, "\(done.errors)")
            #expect(try bench.baf("verify", "--register", register).status == 0)
            lists.append(try bench.baf("risks", "-o", "csv", "--register", register).output)
        }
        #expect(lists[0] == lists[1])
        #expect(lists[0].contains("FEN-2,Old lift at Beech Court,20"))
    }

    @Test(
        "Of several tables each is explained, with what would be suggested for what no mapping knows"
    )
    func tables() throws {
        let bench = try Workbench()
        let book = TestBook.table(
            [
                ["Risk ID", "Risk title", "Net Score", "Headway"],
                ["1", "Night cover", "16", "Slow"], ["2", "Fire doors", "9", "Good"],
            ],
            [
                ["Action ID", "Risk ID", "Action", "Due date"],
                ["A1", "1", "Recruit to vacancies", "2026-07-31"],
            ],
            names: ["Risks", "Actions"])
        _ = try bench.write("book.xlsx", bytes: book.zip.bytes())
        let run = try bench.baf("mapping", "explain", "book.xlsx", "-o", "json")
        let files = try #require(try run.json() as? [[String: Any]])
        #expect(files.map { $0["file"] as? String } == ["book.xlsx!Risks", "book.xlsx!Actions"])
        #expect(files.map { $0["kind"] as? String } == ["risks", "actions"])
        let columns = try #require(files[0]["columns"] as? [[String: Any]])
        let score = try #require(columns.first { $0["name"] as? String == "Net Score" })
        #expect(score["suggested"] as? String == "current score")
        #expect(score["field"] is NSNull)
    }

    @Test("The mapping that is named reads the file, though the rules' own knows more of its names")
    func named() throws {
        let bench = try Workbench()
        _ = try bench.write(
            "risks.csv",
            "Risk ID,Risk title,Score,Owner,Status,Handler score\n1,Night cover,4,J Ash,Open,16\n")
        _ = try bench.write(
            "ours.csv",
            "ours,mapping id\nRisk ID,id\nRisk title,title\nHandler score,current score\n")
        let run = try bench.baf(
            "import", "risks.csv", "--mapping", "ours.csv", "--as-at", "2026-06-30")
        #expect(run.status == 0, "\(run.errors)")
        #expect(try bench.baf("risks", "-o", "csv").output.contains("1,Night cover,16"))
    }

    @Test("A file that is there is not written over; one without a table is refused")
    func refusals() throws {
        let bench = try Workbench()
        _ = try bench.write("ours.yaml", "id: mine\n")
        let again = try bench.baf("mapping", "suggest", unknown, "--out", "ours.yaml")
        #expect(again.status == 73)
        #expect(again.errors.contains("ours.yaml exists"))
        #expect(try text(bench, "ours.yaml") == "id: mine\n")
        let nowhere = try bench.baf("mapping", "suggest", unknown, "--out", "no/such/ours.yaml")
        #expect(nowhere.status == 73)
        #expect(try bench.baf("mapping", "suggest", "nowhere.csv").status == 66)
        _ = try bench.write("text.csv", "one\n")
        #expect(try bench.baf("mapping", "suggest", "text.csv").status == 65)
    }

    @Test(
        "A mapping is checked: 0 when it is well, 1 with an error, 65 when it is none, 66 when it is not there"
    )
    func check() throws {
        let bench = try Workbench()
        func status(_ text: String, _ name: String = "m.yaml") throws -> Int32 {
            _ = try bench.write(name, text)
            return try bench.baf("mapping", "check", name).status
        }
        let whole =
            "id: m\nkind: risks\nfields:\n  id: [No]\n  title: [Name]\n  current score: [Score]\n"
        #expect(try status(whole) == 0)
        #expect(try status(whole + "closed words: [live]\nopen words: [live]\n") == 1)
        #expect(try status("- no mapping\n") == 65)
        #expect(try status("No,id\nName,title\nScore,current score\n", "m.csv") == 0)
        #expect(try status("No,id\nName,title\nScore,curent score\n", "m.csv") == 65)
        #expect(try bench.baf("mapping", "check", "nowhere.yaml").status == 66)
        _ = try bench.write("m.yaml", whole + "  target score: [Score]\n")
        try expectGolden(
            try bench.baf("mapping", "check", "m.yaml", "-o", "json").output,
            "mapping-check-json.txt")
    }

    @Test("A file that no mapping knows at all is explained as a suggested one would read it")
    func explained() throws {
        let bench = try Workbench()
        _ = try bench.write(
            "odd.xml",
            "<Odd><Entry><Nummer>1</Nummer><Headline>Night cover</Headline><NetScore>16</NetScore></Entry>"
                + "<Entry><Nummer>2</Nummer><Headline>Fire doors</Headline><NetScore>9</NetScore></Entry></Odd>"
        )
        let run = try bench.baf("mapping", "explain", "odd.xml")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("No mapping at hand knows it"))
        #expect(run.output.contains("NetScore"))
        #expect(run.output.contains("2 with a usable current score"))
        // A mapping that was named has to fit.
        _ = try bench.write("m.yaml", "id: m\nkind: risks\nroots: [Other]\nfields:\n  id: [No]\n")
        #expect(try bench.baf("mapping", "explain", "odd.xml", "--mapping", "m.yaml").status == 65)
    }
}
