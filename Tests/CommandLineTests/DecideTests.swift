import Foundation
import TestSupport
import Testing

/// `baf decide` as meetings use it.
@Suite("Decisions of meetings") struct DecideTests {
    private func fallen() throws -> Workbench {
        let bench = try Workbench()
        for file in ["framework.xml", "2026-05-31.xml", "2026-06-30.xml"] {
            let run = try bench.baf("import", Workbench.path("Samples/stories/a/\(file)"))
            #expect(run.status == 0, "\(run.errors)")
        }
        return bench
    }

    private func decide(_ words: [String], in bench: Workbench) throws -> Workbench.Run {
        try bench.run(
            ["decide"] + words + [
                "--by", "P Jones", "--role", "Chair", "--meeting", "Executive Team", "--date",
                "2026-07-12", "--why", "controls tested",
            ])
    }

    @Test("The body, its minute and who recorded it are printed by show and explain")
    func printed() throws {
        let bench = try fallen()
        let run = try decide(
            [
                "2101", "agree", "--register", "HLRR", "--body", "Quality Committee", "--minute",
                "QC/26/14", "--recorded-by", "A Secretary",
            ], in: bench)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("finding RL03 stays until it ratifies this one"))
        let line =
            "2026-07-12  Executive Team: agree HLRR, by P Jones, Chair, for the Quality Committee, "
            + "minute QC/26/14, recorded by A Secretary: controls tested"
        for command in ["show", "explain"] {
            let told = try bench.baf(command, "2101", "--as-at", "2026-07-12")
            #expect(told.output.contains(line), "\(told.output)")
        }
        let again = try decide(
            [
                "2101", "agree", "--register", "HLRR", "--body", "Quality Committee", "--minute",
                "QC/26/14",
            ], in: bench)
        #expect(again.status == 0)
        #expect(again.output.contains("recorded before, word for word, as entry"))
        let findings = try bench.baf("findings", "--as-at", "2026-07-12")
        #expect(findings.output.contains("RL03"))
        #expect(try decide(["2101", "ratify", "--register", "HLRR"], in: bench).status == 0)
        #expect(
            try !bench.baf("findings", "--as-at", "2026-07-12").output.contains("RL03"))
        #expect(try bench.baf("verify").status == 0)
    }

    @Test(
        "What the words cannot mean is usage, and what is not there is missing",
        arguments: [
            (["2101", "mark", "--register", "private", "--as", "public"], 64, "not both"),
            (["2101", "agree", "--register", "HLRR", "--as", "public"], 64, "--as goes with mark"),
            (["2101", "note", "--under", "PR1"], 64, "--under goes with place"),
            (["2101", "place", "--under", "PR9"], 66, "no principal risk PR9"),
            (["2101", "accept-risk"], 64, "accept-risk needs --until"),
            (["2101", "shrug", "--register", "HLRR"], 64, "shrug"),
            (["2101"], 64, "Missing expected argument"),
        ])
    func refused(_ words: [String], _ status: Int32, _ message: String) throws {
        let run = try decide(words, in: try fallen())
        #expect(run.status == status, "\(run.errors)")
        #expect(run.errors.contains(message), "\(run.errors)")
    }

    @Test("A ruling says who, in what role, where, when and why, or nothing is recorded")
    func unsaid() throws {
        let run = try fallen().baf("decide", "2101", "agree", "--register", "HLRR")
        #expect(run.status == 64)
        #expect(run.errors.contains("Missing expected argument '--by <name>'"))
    }

    @Test("A sheet goes out, comes back, and names what is wrong with it")
    func sheet() throws {
        let bench = try fallen()
        let out = try bench.baf("decide", "--sheet", "board.csv", "--body", "executive")
        #expect(out.status == 0, "\(out.errors)")
        #expect(out.output.contains("2 open questions written to board.csv."))
        var text = try String(contentsOfFile: bench.path("board.csv"), encoding: .utf8)
        text = text.replacing("Executive Team,12,,", with: "Executive Team,12,agree,")
        try bench.write("board.csv", text.replacing("12,agree,", with: "12,agreed,"))
        let slip = try decide(["--sheet", "board.csv"], in: bench)
        #expect(slip.status == 65)
        #expect(
            slip.errors.contains(
                "board.csv:2:9: error: there is no verb agreed; take one of agree, refuse"),
            "\(slip.errors)")
        try bench.write("board.csv", text)
        let back = try decide(["--sheet", "board.csv"], in: bench)
        #expect(back.status == 0, "\(back.errors)")
        #expect(back.output.contains("1 ruling of board.csv recorded as entry"))
        #expect(back.output.contains("1 row left alone, without a verb."))
        #expect(try decide(["--sheet", "board.ods"], in: bench).status == 64)
        #expect(try decide(["2101", "agree", "--sheet", "board.csv"], in: bench).status == 64)
        #expect(try decide(["--sheet", "none/board.csv"], in: bench).status == 73)
    }
}
