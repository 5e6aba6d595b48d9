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
        let run = try bench.baf("rules", "diff", "hct@1", "draft", "-o", "json")
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
            text.output.hasPrefix("hct 1 (as adopted) -> hct 1 (draft)\neach change alone, over "))
        #expect(text.output.contains("  Registers: row REG-01: score >= 15 becomes >= 12\n"))
        #expect(text.output.contains("\nall together\n"))
        #expect(try bench.baf("rules", "diff", "draft", "--exit-code").status == 1)
        let same = try bench.baf(
            "rules", "diff", "hct@1", Workbench.path("Rules/hct"), "--exit-code")
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
        #expect(try bench.baf("rules", "diff", "hct@1", folders[0]).status == 66)
        #expect(try bench.baf("rules", "diff", "nowhere", folders[0]).status == 66)
        let named = try bench.run(["rules", "diff"] + folders + ["--register", "none.sqlite"])
        #expect(named.status == 66)
    }

    @Test("A version that was never adopted is refused with those that were")
    func unknownVersion() throws {
        let bench = try bench()
        let run = try bench.baf("rules", "diff", "hct@9", "draft")
        #expect(run.status == 66)
        #expect(run.errors.contains("it has hct@1"))
    }
}
