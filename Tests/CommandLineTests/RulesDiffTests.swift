import Foundation
import TestSupport
import Testing

/// `baf rules diff` through the program.
@Suite("rules diff") struct RulesDiffTests {
    /// A register of June with the default rules adopted, and a draft with 12 for 15.
    private func bench() throws -> Workbench {
        let bench = try Workbench()
        for name in ["framework-2026-06-30.xml", "risks-2026-06-30.xml"] {
            let run = try bench.baf("import", Workbench.path("Samples/northbridge/\(name)"))
            #expect(run.status == 0, "\(run.errors)")
        }
        try FileManager.default.copyItem(
            atPath: Workbench.path("Rules/hct"), toPath: bench.path("draft"))
        let file = bench.folder.appendingPathComponent("draft/routing.dmn")
        let text = try String(contentsOf: file, encoding: .utf8)
            .replacing("<text>&gt;= 15</text>", with: "<text>&gt;= 12</text>")
            .replacing("<text>&lt; 15</text>", with: "<text>&lt; 12</text>")
        try Data(text.utf8).write(to: file)
        return bench
    }

    private func ids(_ bench: Workbench, on register: String, rules: String) throws -> Set<String> {
        let run = try bench.run(
            ["risks", "--level", "all", "--on", register, "--rules", rules, "-o", "json"])
        return Set(try run.rows().compactMap { $0["id"] as? String })
    }

    @Test("What it counts is what the questions answer under each rulebook")
    func counts() throws {
        let bench = try bench()
        let run = try bench.baf("rules", "diff", "hct@2", "draft", "-o", "json")
        #expect(run.status == 0, "\(run.errors)")
        let answer = try #require(try run.json() as? [String: Any])
        let membership = try #require(answer["membership"] as? [String: Any])
        let registers = try #require(membership["registers"] as? [[String: Any]])
        #expect(registers.count == 2)
        for register in registers {
            let id = try #require(register["id"] as? String)
            let before = try ids(bench, on: id, rules: Workbench.path("Rules/hct"))
            let after = try ids(bench, on: id, rules: bench.path("draft"))
            #expect(Set(register["joins"] as? [String] ?? []) == after.subtracting(before))
            #expect(Set(register["leaves"] as? [String] ?? []) == before.subtracting(after))
            #expect(after.count > before.count)
        }
        let changes = try #require(answer["changes"] as? [[String: Any]])
        let first = try #require(changes.first { $0["row"] as? String == "REG-01" })
        #expect(first["sentence"] as? String == "Registers: row REG-01: score >= 15 becomes >= 12")
        let effect = try #require(first["effect"] as? [String: Any])
        let moves = try #require(effect["moves"] as? [String: Any])
        // On the day of the first extract nothing is kept: joining by the row is joining.
        let joined = try #require(registers.first { $0["id"] as? String == "HLRR" })["joins"]
        #expect(moves["risks"] as? [String] == joined as? [String])
    }

    @Test("It says what it compared, and its exit code only when asked")
    func text() throws {
        let bench = try bench()
        let text = try bench.baf("rules", "diff", "draft")
        #expect(text.status == 0)
        #expect(
            text.output.hasPrefix("hct 2 (as adopted) -> hct 2 (draft)\neach change alone, over "))
        #expect(text.output.contains("  Registers: row REG-01: score >= 15 becomes >= 12\n"))
        #expect(text.output.contains("\nall together\n"))
        #expect(try bench.baf("rules", "diff", "draft", "--exit-code").status == 1)
        let same = try bench.baf(
            "rules", "diff", "hct@2", Workbench.path("Rules/hct"), "--exit-code")
        #expect(same.status == 0)
        #expect(same.output.hasSuffix("no differences\n"))
        let csv = try bench.baf("rules", "diff", "draft", "-o", "csv")
        #expect(csv.output.contains("REG-01"))
    }

    @Test("Without a register nothing is counted, and it says so")
    func withoutRegister() throws {
        let bench = try Workbench()
        let folders = [
            Workbench.path("Rules/hra-model/2023"), Workbench.path("Rules/hra-model/2024"),
        ]
        let run = try bench.run(["rules", "diff"] + folders)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("no register was given (--register): no risks are counted"))
        #expect(try bench.baf("rules", "diff", folders[0]).status == 64)
        #expect(try bench.baf("rules", "diff", "hct@2", folders[0]).status == 66)
        #expect(try bench.baf("rules", "diff", "nowhere", folders[0]).status == 66)
        let named = try bench.run(["rules", "diff"] + folders + ["--register", "none.sqlite"])
        #expect(named.status == 66)
    }

    @Test("A day before all extracts is refused: nobody knows which risks would move on it")
    func tooEarly() throws {
        let bench = try bench()
        let run = try bench.baf("rules", "diff", "draft", "--as-at", "2020-01-01")
        // hct 2 was in force by then; the register's first extract is of June 2026.
        #expect(run.status == 66)
        #expect(run.errors.contains("its first extract is of 2026-06-30"))
    }

    @Test("A list of one level says how many of the other are on the register too")
    func bothLevels() throws {
        let bench = try bench()
        let all = try bench.baf("risks", "--on", "HLRR", "--level", "all", "-o", "json").rows()
        let few = try bench.baf("risks", "--on", "HLRR", "-o", "json").rows()
        #expect(few.count < all.count)
        let others = all.count - few.count
        let noun = others == 1 ? "principal risk" : "principal risks"
        #expect(
            try bench.baf("risks", "--on", "HLRR").errors.contains(
                "; and \(others) \(noun), which --level all lists too"))
        #expect(
            try !bench.baf("risks", "--on", "HLRR", "--level", "all").errors.contains("--level all")
        )
    }

    @Test("A register that only has another id keeps its risks: nobody joins and nobody leaves")
    func otherIds() throws {
        let bench = try bench()
        let run = try bench.baf(
            "rules", "diff", Workbench.path("Rules/hct"), Workbench.path("Rules/hra-model/2024"))
        #expect(run.status == 0, "\(run.errors)")
        let registers = try #require(run.output.split(separator: "on the registers").last)
        #expect(registers.contains("  BAF (then STRAT): "))
        #expect(!registers.contains("CORP"))
        #expect(run.output.contains("  register HLRR: it is gone (High Level Risk Register)\n"))
    }

    @Test("Who reads a register's list is a change of policy, though no risk moves")
    func reading() throws {
        let bench = try bench()
        try FileManager.default.copyItem(
            atPath: Workbench.path("Rules/hct"), toPath: bench.path("read"))
        let file = bench.folder.appendingPathComponent("read/rulebook.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
            .replacing("reviewer: Executive Team", with: "reviewer: Risk Committee")
        try Data(text.utf8).write(to: file)
        let diff = try bench.baf("rules", "diff", "read")
        #expect(
            diff.output.contains(
                """
                  register HLRR: reviewer "Executive Team" becomes "Risk Committee"
                      no risk moves: it says who reads the list, and how often

                """))
        let trial = try bench.baf("rules", "try", "read")
        #expect(
            trial.output.contains("on the Risk Committee's list instead of the Executive Team's)"))
        #expect(
            trial.output.contains(
                "rulebook.yaml: register HLRR: reviewer \"Executive Team\" becomes \"Risk Committee\"\n"
            ))
    }

    @Test("What stands where a rulebook should says what is wrong with it")
    func noRulebook() throws {
        let bench = try bench()
        func errors(_ path: String) throws -> String {
            let run = try bench.baf("rules", "try", path)
            #expect(run.status == 66)
            return run.errors
        }
        #expect(try errors("nowhere").contains("there is no such folder"))
        #expect(try errors("draft/routing.dmn").contains("it is a file"))
        #expect(try errors("draft/tests").contains("it holds no rulebook.yaml"))
        // Tests that cannot be listed are not no tests.
        try FileManager.default.removeItem(atPath: bench.path("draft/tests"))
        try bench.write("draft/tests", bytes: [])
        let run = try bench.baf("rules", "test", "draft")
        #expect(run.status == 74)
        #expect(run.errors.contains("draft/tests: cannot be read: it is no folder"))
    }

    @Test("A version that was never adopted is refused with those that were")
    func unknownVersion() throws {
        let bench = try bench()
        let run = try bench.baf("rules", "diff", "hct@9", "draft")
        #expect(run.status == 66)
        #expect(run.errors.contains("it has hct@2"))
    }
}
