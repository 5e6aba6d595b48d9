import Foundation
import TestSupport
import Testing

/// `baf rules test`: what it prints, what it writes, and how it ends.
@Suite("The tests beside the rules") struct RulesTestCommandTests {
    /// A copy of the default rulebook, without its generated tests.
    private func copied(_ bench: Workbench) throws {
        let files = FileManager.default
        try files.copyItem(atPath: Workbench.path("Rules/hct"), toPath: bench.path("rules"))
        for name in try files.contentsOfDirectory(atPath: bench.path("rules/tests"))
        where name.hasSuffix("-boundaries.xml") {
            try files.removeItem(atPath: bench.path("rules/tests/\(name)"))
        }
    }

    private func replace(_ bench: Workbench, _ file: String, _ old: String, _ new: String) throws {
        let text = try String(contentsOfFile: bench.path(file), encoding: .utf8)
        try #require(text.contains(old))
        try bench.write(file, text.replacing(old, with: new))
    }

    private func bytes(_ bench: Workbench) throws -> [String: Data] {
        let folder = bench.path("rules/tests")
        var found: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            found[name] = FileManager.default.contents(atPath: "\(folder)/\(name)")
        }
        return found
    }

    @Test("Rows that no test hits are named; only --strict makes that an exit code")
    func coverage() throws {
        let bench = try Workbench()
        try copied(bench)
        let run = try bench.baf("rules", "test", "rules")
        #expect(run.status == 0)
        #expect(
            run.output.contains(
                "rules/moves.dmn: 9 of 10 rows hit, 15 of 21 conditions tried on both sides\n"))
        #expect(
            run.output.contains(
                "  rules/moves.dmn:104:7: MOV-06 of Ruling needed is hit by no test: "
                    + "move is \"closed\", register is \"BAF\"\n"))
        #expect(run.output.contains("  and 44 more rows; --coverage lists them all\n"))
        #expect(try bench.baf("rules", "test", "rules", "--strict").status == 1)
        let whole = try bench.baf("rules", "test", "rules", "--coverage").output
        #expect(
            whole.contains(
                "    rules/moves.dmn:64:7: MOV-01: hit 1 time: move is \"fell below\", register is \"HLRR\"\n"
            ))
        #expect(whole.contains("register is \"HLRR\": no test fails the row by it alone"))
        #expect(!whole.contains("more rows"))
    }

    @Test("JSON has files, failures, and every row with its hits and conditions")
    func json() throws {
        let bench = try Workbench()
        try copied(bench)
        try replace(bench, "rules/tests/routing.xml", ">routed<", ">closed<")
        let run = try bench.baf("rules", "test", "rules", "-o", "json")
        #expect(run.status == 1)
        let answer = try #require(try run.json() as? [String: Any])
        let failures = try #require(answer["failures"] as? [[String: Any]])
        #expect(!failures.isEmpty)
        #expect(answer["failed"] as? Int == failures.count)
        #expect(failures[0]["file"] as? String == "rules/tests/routing.xml")
        #expect(failures[0]["message"] as? String == "expected \"closed\", found \"routed\"")
        let coverage = try #require(answer["coverage"] as? [String: Any])
        let tables = try #require(coverage["tables"] as? [[String: Any]])
        #expect(coverage["rows"] as? Int == tables.reduce(0) { $0 + ($1["rows"] as? Int ?? 0) })
        let moves = try #require(tables.first { $0["table"] as? String == "Ruling needed" })
        let row = try #require(
            (moves["row"] as? [[String: Any]])?.first { $0["id"] as? String == "MOV-06" })
        #expect(row["hits"] as? Int == 0)
        #expect(row["line"] as? Int == 104)
    }

    @Test("--dry-run writes nothing; --write hits every row; a second --write changes no byte")
    func writes() throws {
        let bench = try Workbench()
        try copied(bench)
        let before = try bytes(bench)
        let dry = try bench.baf("rules", "test", "rules", "--write", "--dry-run")
        #expect(dry.output.contains("rules/tests/routing-boundaries.xml: would be written: "))
        #expect(dry.output.contains("  new REG-01-score-14: "))
        #expect(try bytes(bench) == before)

        let run = try bench.baf("rules", "test", "rules", "--write", "--strict")
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(run.output.contains("rules/tests/routing-boundaries.xml: writing "))
        let written = try bytes(bench)
        #expect(written.count == before.count * 2)
        for (name, bytes) in before {
            #expect(written[name] == bytes, "\(name) was written by hand")
        }
        let again = try bench.baf(
            "rules", "test", "rules", "--write", environment: ["SOURCE_DATE_EPOCH": "1900000000"])
        #expect(again.output.contains("rules/tests/routing-boundaries.xml: is up to date: "))
        #expect(try bytes(bench) == written)
    }

    @Test("A changed policy fails; --write prints old -> new and makes it pass")
    func changedPolicy() throws {
        let bench = try Workbench()
        try copied(bench)
        #expect(try bench.baf("rules", "test", "rules", "--write").status == 0)
        try replace(
            bench, "rules/review.dmn", "<outputEntry id=\"REV-03_out1\"><text>3<",
            "<outputEntry id=\"REV-03_out1\"><text>2<")
        let failed = try bench.baf("rules", "test", "rules")
        #expect(failed.status == 1)
        #expect(
            failed.output.contains("REV-03-grade-high: Review: .interval: expected 3, found 2\n"))
        let run = try bench.baf("rules", "test", "rules", "--write")
        #expect(run.status == 0)
        #expect(
            run.output.contains(
                ": REV-03-grade-high: {interval: 3, reviewer: \"PMO Steering Group\", acceptor: \"Director\"} -> "
                    + "{interval: 2, reviewer: \"PMO Steering Group\", acceptor: \"Director\"}\n"))
    }

    @Test("One file of tests runs alone; a broken one, or what cannot be meant, says where and why")
    func oneFile() throws {
        let bench = try Workbench()
        try copied(bench)
        let run = try bench.baf("rules", "test", "rules/tests/moves.xml")
        #expect(run.status == 0)
        #expect(
            run.output.hasPrefix(
                "rules/tests/moves.xml: 9 passed, 0 failed\nrules/moves.dmn: 9 of 10 rows hit"))
        #expect(run.output.hasSuffix("\n9 passed, 0 failed; 9 of 10 rows hit\n"))
        try bench.write(
            "rules/tests/broken.xml", "<testCases>\n<modelName>moves.dmn</modelName><testCase>")
        let broken = try bench.baf("rules", "test", "rules")
        #expect(broken.status == 65)
        #expect(broken.errors.hasPrefix("rules/tests/broken.xml:2:"), "\(broken.errors)")
        #expect(try bench.baf("rules", "test", "rules/tests/none.xml").status == 66)
        #expect(try bench.baf("rules", "test", "none").status == 66)
        #expect(try bench.baf("rules", "test", "rules", "--dry-run").status == 64)
        #expect(try bench.baf("rules", "test", "rules/tests/moves.xml", "--write").status == 64)
    }
}
