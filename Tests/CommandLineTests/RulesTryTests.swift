import Foundation
import TestSupport
import Testing

/// `baf rules try` through the program, on the invented trust's six months.
@Suite("Trying a policy") struct RulesTryTests {
    private static let days = [
        "2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30",
    ]

    /// The six months under Rules/hct, imported once for all tests.
    private static let register = Result {
        let bench = try imported(Workbench.path("Rules/hct"))
        // The folder goes with the bench.
        return try withExtendedLifetime(bench) {
            try Data(contentsOf: URL(fileURLWithPath: bench.path("register.sqlite")))
        }
    }

    /// A folder with a register of the six months under Rules/hct.
    private func northbridge() throws -> Workbench {
        let bench = try Workbench()
        try bench.write("register.sqlite", bytes: [UInt8](RulesTryTests.register.get()))
        return bench
    }

    /// The six months, imported in their order under rules.
    private static func imported(_ rules: String) throws -> Workbench {
        let bench = try Workbench()
        for day in RulesTryTests.days {
            let files = ["framework", "actions", "risks"].map {
                Workbench.path("Samples/northbridge/\($0)-\(day).xml")
            }.filter(FileManager.default.fileExists(atPath:))
            let run = try bench.run(
                ["import", "--quiet"] + files, environment: ["BAF_RULES": rules])
            try #require(run.status == 0, "\(run.errors)")
        }
        return bench
    }

    /// A copy of Rules/hct with another threshold, as a person edits it; the version stays.
    private func policy(_ threshold: Int, in bench: Workbench) throws -> String {
        let folder = bench.folder.appendingPathComponent("policy-\(threshold)")
        try FileManager.default.copyItem(
            at: URL(fileURLWithPath: Workbench.path("Rules/hct")), to: folder)
        let file = folder.appendingPathComponent("routing.dmn")
        let text = try String(contentsOf: file, encoding: .utf8)
            .replacing("&gt;= 15", with: "&gt;= \(threshold)")
            .replacing("&lt; 15", with: "&lt; \(threshold)")
            .replacing("is 15 or more", with: "is \(threshold) or more")
        try Data(text.utf8).write(to: file)
        return folder.path
    }

    private func object(_ run: Workbench.Run) throws -> [String: Any] {
        try #require(run.status == 0, "\(run.errors)")
        return try #require(try run.json() as? [String: Any])
    }

    private func lengths(_ trial: [String: Any]) throws -> [String: [String: Int]] {
        let registers = try #require(trial["registers"] as? [[String: Any]])
        return Dictionary(
            registers.map { ($0["id"] as? String ?? "", $0["length"] as? [String: Int] ?? [:]) },
            uniquingKeysWith: { first, _ in first })
    }

    @Test("Both sides are what the register, and one of the tried rules, would say")
    func bothSides() throws {
        let bench = try northbridge()
        let rules = try policy(12, in: bench)
        let other = try RulesTryTests.imported(rules)
        for day in ["2026-02-28", "2026-04-30", "2026-06-30"] {
            let trial = try object(bench.baf("rules", "try", rules, "--as-at", day, "-o", "json"))
            let lengths = try lengths(trial)
            for register in ["HLRR", "BAF"] {
                let question = ["risks", "--on", register, "--level", "all", "--as-at", day]
                let inForce = try bench.run(question + ["-o", "json"]).rows().count
                let tried = try other.run(question + ["-o", "json"]).rows().count
                #expect(lengths[register]?["inForce"] == inForce, "\(day) \(register)")
                #expect(lengths[register]?["tried"] == tried, "\(day) \(register)")
            }
            let same = try object(
                bench.baf(
                    "rules", "try", Workbench.path("Rules/hct"), "--as-at", day, "-o", "json"))
            #expect((same["effects"] as? [Any])?.isEmpty == true)
            #expect((same["differences"] as? [Any])?.isEmpty == true)
        }
    }

    @Test("The lengths are those of the High Level Risk Register's own paper")
    func paper() throws {
        let bench = try northbridge()
        let rules = try policy(12, in: bench)
        let list = try lengths(object(bench.baf("rules", "try", rules, "-o", "json")))["HLRR"]
        func listed(_ folder: String, _ extra: String...) throws -> Int {
            let run = try bench.run(
                ["report", "hlrr", "--format", "json", "--out", folder] + extra)
            try #require(run.status == 0, "\(run.errors)")
            let data = try Data(
                contentsOf: bench.folder.appendingPathComponent("\(folder)/hlrr-2026-06-30.json"))
            let paper = try #require(
                try JSONSerialization.jsonObject(with: data) as? [String: Any])
            return try #require(paper["risks"] as? [Any]).count
        }
        #expect(try listed("now") == list?["inForce"])
        #expect(try listed("then", "--rules", rules) == list?["tried"])
    }

    @Test("The text for six months reads as it should")
    func months() throws {
        let bench = try northbridge()
        let rules = try policy(12, in: bench)
        let run = try bench.baf("rules", "try", rules, "--from", "2026-01-01")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.errors.isEmpty)
        try expectGolden(run.output.replacing(rules, with: "policy-12"), "rules-try-months.txt")
    }

    @Test("In force from tomorrow nobody leaves: what is new waits for a ruling")
    func tomorrow() throws {
        let bench = try northbridge()
        let rules = try policy(16, in: bench)
        let run = try bench.baf("rules", "try", rules, "--in-force-from", "2026-07-01")
        #expect(run.status == 0, "\(run.errors)")
        try expectGolden(run.output.replacing(rules, with: "policy-16"), "rules-try-tomorrow.txt")
        let trial = try object(
            bench.baf("rules", "try", rules, "--in-force-from", "2026-07-01", "-o", "json"))
        #expect((trial["moves"] as? [Any])?.isEmpty == true)
        #expect((trial["tried"] as? [String: Any])?["inForceFrom"] as? String == "2026-07-01")
    }

    @Test("CSV has a row for each risk and register moved")
    func rows() throws {
        let bench = try northbridge()
        let rules = try policy(12, in: bench)
        let moves = try #require(
            try object(bench.baf("rules", "try", rules, "-o", "json"))["moves"] as? [[String: Any]])
        let csv = try bench.baf("rules", "try", rules, "-o", "csv").output
            .split(whereSeparator: \.isNewline)
        #expect(csv.count == moves.count + 1)
        #expect(csv.first?.contains("ID,Level,Title,Owner,Directorate") == true)
        #expect(
            moves.allSatisfy {
                ($0["sentence"] as? String)?.contains("under the rules in force: ") == true
            })
    }

    @Test("Nothing is stored: the register has the same bytes, and no log is left beside it")
    func nothingStored() throws {
        let bench = try Workbench()
        let import1 = try bench.baf("import", Workbench.path("Samples/stories/a/2026-05-31.xml"))
        try #require(import1.status == 0, "\(import1.errors)")
        let path = bench.path("register.sqlite")
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        let run = try bench.baf("rules", "try", Workbench.path("Rules/hra-model/2023"))
        #expect(run.status == 0, "\(run.errors)")
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
        #expect(!FileManager.default.fileExists(atPath: path + "-wal"))
        #expect(!FileManager.default.fileExists(atPath: path + "-shm"))
    }

    @Test("Rules that do not compile are refused with every error and its place")
    func brokenRules() throws {
        let bench = try Workbench()
        try #require(
            try bench.baf("import", Workbench.path("Samples/stories/a/2026-05-31.xml")).status == 0)
        let rules = try policy(12, in: bench)
        let file = URL(fileURLWithPath: rules + "/routing.dmn")
        let text = try String(contentsOf: file, encoding: .utf8)
            .replacing("&gt;= 12", with: "&gt;= twelve")
        try Data(text.utf8).write(to: file)
        let run = try bench.baf("rules", "try", rules)
        #expect(run.status == 65)
        #expect(run.output.isEmpty)
        #expect(run.errors.components(separatedBy: "routing.dmn:").count > 3)
        #expect(run.errors.contains("twelve"))
    }

    @Test(
        "What cannot be asked is refused with the reason",
        arguments: [
            (["--from", "2026-06-01", "--to", "2026-05-01"], 64, "is after --to"),
            (["--as-at", "2026-05-31", "--to", "2026-06-30"], 64, "one or the other"),
            (["--as-at", "2026-05-01"], 66, "its first extract is of 2026-05-31"),
            (["--from", "2026-06-01"], 66, "no extract is of a day from 2026-06-01"),
            (
                ["--to", "2026-05-31", "--in-force-from", "2026-06-01"], 64,
                "the last day asked for"
            ),
            (["--known-at", "77"], 66, "no entry 77"),
            (["--known-at", "soon"], 64, "--known-at takes"),
            (["--rules", "elsewhere"], 64, "leave --rules out"),
            (["--register", "none.sqlite"], 66, "there is no register"),
        ] as [([String], Int32, String)])
    func refusals(_ options: [String], _ status: Int32, _ reason: String) throws {
        let bench = try Workbench()
        try #require(
            try bench.baf("import", Workbench.path("Samples/stories/a/2026-05-31.xml")).status == 0)
        let run = try bench.run(["rules", "try", Workbench.path("Rules/hra-model/2023")] + options)
        #expect(run.status == status)
        #expect(run.errors.contains(reason), "\(run.errors)")
        #expect(run.output.isEmpty)
    }

    @Test("Rules written for another organisation are tried, and the answer says so")
    func otherOrganisation() throws {
        let bench = try Workbench()
        try #require(
            try bench.baf("import", Workbench.path("Samples/stories/a/2026-05-31.xml")).status == 0)
        let rules = try policy(12, in: bench)
        let file = URL(fileURLWithPath: rules + "/mappings/datix.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
            .replacing("organisation: \"\"", with: "organisation: XYZ")
        try Data(text.utf8).write(to: file)
        let run = try bench.baf("rules", "try", rules)
        #expect(run.status == 0)
        #expect(run.errors.contains("are written for XYZ; the register is of "))
    }

    @Test("A folder without rules, and a register of nothing, are said to be so")
    func nothingThere() throws {
        let bench = try Workbench()
        let noRules = try bench.baf("rules", "try", "nowhere")
        #expect(noRules.status == 66)
        #expect(noRules.errors.contains("there is no rulebook in nowhere"))
        try bench.write("empty.sqlite", "")
        let empty = try bench.baf(
            "rules", "try", Workbench.path("Rules/hct"), "--register", "empty.sqlite")
        #expect(empty.status == 65)
        #expect(empty.errors.contains("empty.sqlite is not a register: it is empty"))
        try bench.write("text.sqlite", "This is not a register, whatever it is called.")
        let text = try bench.baf(
            "rules", "try", Workbench.path("Rules/hct"), "--register", "text.sqlite")
        #expect(text.status == 65)
    }
}
