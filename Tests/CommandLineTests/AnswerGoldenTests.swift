import Foundation
import TestSupport
import Testing

/// Every question in every form, to the byte: what the program answers may only change on purpose.
///
/// The register is the demonstration's: Northbridge's six months, April arriving last, and rulings on
/// one risk of each kind.
@Suite("The answers of the program", .serialized) struct AnswerGoldenTests {
    /// The register that the questions are asked of, made once.
    private static let bench = Result { try prepared() }

    private static func prepared() throws -> Workbench {
        let bench = try Workbench()
        for day in ["2026-01-31", "2026-02-28", "2026-03-31", "2026-05-31", "2026-06-30"] {
            try imported(day, into: bench)
        }
        try expectGolden(
            try ran(["import", "-o", "json"] + files("2026-04-30"), bench), "answers/import.txt")
        for ruling in rulings { try expectStatus(0, try bench.run(ruling), ruling) }
        return bench
    }

    private static func files(_ day: String) -> [String] {
        ["framework", "actions", "risks"].map {
            Workbench.path("Samples/northbridge/\($0)-\(day).xml")
        }.filter { FileManager.default.fileExists(atPath: $0) }
    }

    private static func imported(_ day: String, into bench: Workbench) throws {
        let words = ["import"] + files(day)
        try expectStatus(0, try bench.run(words), words)
    }

    private static func expectStatus(
        _ status: Int32, _ run: Workbench.Run, _ words: [String]
    ) throws {
        try #require(run.status == status, "\(words): \(run.errors)")
    }

    /// One ruling of each verb; the last is dated after the newest extract.
    private static let rulings: [[String]] = [
        ruling("4252", "agree", "BAF", "Trust Board", "2026-06-30"),
        ruling("4133", "refuse", "BAF", "Trust Board", "2026-06-30"),
        ruling("4204", "hold", "HLRR", "Executive Team", "2026-06-30", until: "2026-09-30"),
        ruling("4163", "accept-finding", "SC01", "Risk Group", "2026-06-30", until: "2026-12-31"),
        ruling("PR1", "mark", "public", "Trust Board", "2026-06-30"),
        ruling("4120", "agree", "HLRR", "Executive Team", "2026-07-12"),
    ]

    private static func ruling(
        _ id: String, _ verb: String, _ register: String, _ meeting: String, _ date: String,
        until: String? = nil
    ) -> [String] {
        [
            "decide", id, verb, "--register", register, "--by", "A Chair", "--role", "Chair",
            "--meeting", meeting, "--date", date, "--why", "controls, \"tested\" in June",
        ] + (until.map { ["--until", $0] } ?? [])
    }

    /// Runs the program and gives all that it said, free of this machine's folders.
    private static func ran(_ words: [String], _ bench: Workbench) throws -> String {
        let run = try bench.run(words)
        func plain(_ text: String) -> String {
            text.replacing(Workbench.repository.path + "/", with: "")
                .replacing(bench.folder.path + "/", with: "")
        }
        let errors = run.errors.isEmpty ? "" : "\n(standard error)\n\(run.errors)"
        return plain(
            "$ baf \(words.joined(separator: " "))\n(exit code \(run.status))\n\(run.output)\(errors)"
        )
    }

    /// Asks each question and compares the answers, one after the other, with a golden file.
    private func expect(_ name: String, _ questions: [String]...) throws {
        let bench = try AnswerGoldenTests.bench.get()
        let answers = try questions.map { try AnswerGoldenTests.ran($0, bench) }
        try expectGolden(answers.joined(separator: "\n\n"), "answers/\(name).txt")
    }

    @Test("risks: which, in every form, on a day past as it was known then")
    func risks() throws {
        try expect("risks", ["risks"], ["risks", "--level", "principal"])
        try expect("risks-csv", ["risks", "-o", "csv"])
        try expect("risks-json", ["risks", "-o", "json", "--level", "all"])
        try expect(
            "risks-of-a-register", ["risks", "--on", "HLRR"],
            ["risks", "--on", "HLRR", "-o", "csv"],
            ["risks", "--on", "BAF", "--level", "all", "-o", "json"],
            ["risks", "--on", "HLRR", "--as-at", "2026-05-31", "--known-at", "5"],
            ["risks", "--on", "HLRR", "--as-at", "2026-04-30", "--quiet"],
            ["risks", "--on", "NONE"])
        try expect(
            "risks-waiting", ["risks", "--waiting"], ["risks", "--waiting", "-o", "csv"],
            ["risks", "--waiting", "--level", "principal", "-o", "json"],
            ["risks", "--waiting", "--as-at", "2026-07-12"])
    }

    @Test(
        "explain: risks of both levels, on registers, off them, kept, ruled on, without a score",
        arguments: ["4107", "4120", "4163", "4181", "4141", "4219", "PR1", "PR2", "PR4", "PR9"])
    func explain(_ id: String) throws {
        try expect(
            "explain-\(id)", ["explain", id], ["explain", id, "-o", "json"],
            ["explain", id, "--as-at", "2026-07-31"])
    }

    @Test(
        "show: risks of both levels with their history and the rulings on them",
        arguments: ["4107", "4120", "4133", "4163", "4204", "PR1", "PR2", "?dafef13a0816"])
    func show(_ id: String) throws {
        try expect(
            "show-\(id.replacing("?", with: "without-"))", ["show", id],
            ["show", id, "-o", "json"], ["show", id, "--as-at", "2026-07-31"])
    }

    @Test("changes: between the last two extracts, and between two days")
    func changes() throws {
        try expect(
            "changes", ["changes"], ["changes", "-o", "csv"], ["changes", "-o", "json"],
            ["changes", "--from", "2026-01-31", "--to", "2026-03-31"],
            ["changes", "--to", "2026-01-31"],
            ["changes", "--from", "2026-06-30", "--to", "2026-07-12", "-o", "json"])
    }

    @Test("findings: all, and by owner as a text for an email")
    func findings() throws {
        try expect("findings-json", ["findings", "-o", "json"])
        try expect(
            "findings", ["findings", "--owner", "Daniel Aworth"],
            ["findings", "--owner", "kofi barrowby", "-o", "table"],
            ["findings", "--owner", "Maya Rookwood", "-o", "csv"],
            ["findings", "--owner", "Nobody"],
            ["findings", "--as-at", "2026-01-31", "--owner", "Priya Hallam", "-o", "json"],
            ["findings", "--strict", "--owner", "Chief Nurse", "--quiet"])
    }

    @Test("imports: the history, and what an import says of itself")
    func imports() throws {
        try expect(
            "imports", ["imports"], ["imports", "-o", "csv"], ["imports", "-o", "json"],
            ["import"] + AnswerGoldenTests.files("2026-06-30"),
            ["import", Workbench.path("Samples/northbridge/filtered-2026-07-31.xml")],
            [
                "import", "--dry-run", "--scope", "directorate=Children's Services",
                "--accept-shrink", Workbench.path("Samples/northbridge/filtered-2026-07-31.xml"),
            ],
            [
                "import", "-o", "json", "--dry-run", "--accept-shrink",
                Workbench.path("Samples/northbridge/filtered-2026-07-31.xml"),
            ])
        try expect("verify", ["verify"])
    }

    @Test("rulings: what each refusal says")
    func rulings() throws {
        func ruling(_ id: String, _ verb: String, _ register: String) -> [String] {
            AnswerGoldenTests.ruling(id, verb, register, "Executive Team", "2026-06-30")
        }
        try expect(
            "rulings", ruling("4107", "agree", "HLRR"), ruling("4107", "release", "HLRR"),
            ruling("4163", "accept-finding", "SC01"), ruling("4107", "mark", "secret"),
            ruling("9999", "hold", "HLRR"))
    }

    @Test("rules: check, test, diff and try as programs read them")
    func rules() throws {
        let bench = try AnswerGoldenTests.bench.get()
        let folder = bench.folder.appendingPathComponent("policy-12")
        try? FileManager.default.removeItem(at: folder)
        try FileManager.default.copyItem(
            atPath: Workbench.path("Rules/hct"), toPath: folder.path)
        let file = folder.appendingPathComponent("routing.dmn")
        let text = try String(contentsOf: file, encoding: .utf8)
            .replacing("&gt;= 15", with: "&gt;= 12").replacing("&lt; 15", with: "&lt; 12")
            .replacing("is 15 or more", with: "is 12 or more")
        try Data(text.utf8).write(to: file)
        try expect(
            "rules-check", ["rules", "check"], ["rules", "check", "-o", "json"],
            ["rules", "check", "-o", "csv"])
        try expect(
            "rules-test", ["rules", "test", Workbench.path("Rules/hct")],
            ["rules", "test", Workbench.path("Rules/hct"), "-o", "json"])
        try expect(
            "rules-diff", ["rules", "diff", "hct@2", "policy-12"],
            ["rules", "diff", "policy-12", "-o", "json"],
            ["rules", "diff", "policy-12", "-o", "csv"])
        try expect("rules-try", ["rules", "try", "policy-12"])
        try expect(
            "rules-try-json", ["rules", "try", "policy-12", "--from", "2026-03-01", "-o", "json"])
        try expect("rules-adopt", ["rules", "adopt", "policy-12"])
    }
}
