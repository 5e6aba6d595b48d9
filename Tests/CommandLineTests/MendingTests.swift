import Foundation
import TestSupport
import Testing

/// What a risk lead does when something went wrong: withdraw, erase, back up, restore.
@Suite("Mending from the command line") struct MendingTests {
    private func story(_ days: String...) throws -> Workbench {
        let bench = try Workbench()
        let folder = Workbench.path("Samples/stories/a")
        for file in ["framework.xml"] + days.map({ "\($0).xml" }) {
            #expect(try bench.baf("import", "\(folder)/\(file)", "--quiet").status == 0)
        }
        return bench
    }

    private let who = ["--by", "A Lee", "--role", "Risk lead", "--why", "the wrong file"]

    @Test("A withdrawal is said before and after, in words and as JSON, and given back")
    func withdraw() throws {
        let bench = try story("2026-05-31", "2026-06-30")
        let june = try bench.baf("risks", "-o", "json").output
        let last = try #require(
            try bench.baf("imports", "-o", "json").rows().last?["sequence"] as? Int)
        let trial = try bench.run(["withdraw", "\(last)", "--dry-run"] + who)
        #expect(trial.status == 0, "\(trial.errors)")
        #expect(trial.output.contains("would be withdrawn: a dry run, nothing was written"))
        #expect(try bench.baf("risks", "-o", "json").output == june)
        let done = try bench.run(["withdraw", "\(last)", "-o", "json"] + who)
        try expectGolden(done.output, "withdraw.json")
        #expect(
            try bench.baf("imports", "-o", "csv").output.contains(
                "withdrawn by \(last + 1), A Lee, Risk lead"))
        let again = try bench.run(["withdraw", "\(last)"] + who)
        #expect(again.status == 65)
        #expect(again.errors.contains("withdraw entry \(last + 1)"))
        #expect(try bench.run(["withdraw", "99"] + who).status == 66)
        #expect(try bench.run(["withdraw", "1"] + who).status == 65)
        #expect(try bench.run(["withdraw", "\(last)", "--by", "A"]).status == 64)
        #expect(try bench.run(["withdraw", "\(last + 1)"] + who).status == 0)
        #expect(try bench.baf("risks", "-o", "json").output == june)
    }

    @Test("A text is erased, in words and as JSON")
    func erase() throws {
        let bench = try story("2026-05-31", "2026-06-30")
        let done = try bench.run(["erase", "2101", "--field", "title", "-o", "json"] + who)
        try expectGolden(done.output, "erase.json")
        #expect(try bench.baf("show", "2101").output.hasPrefix("2101 [erased]"))
        #expect(try bench.baf("verify").output.contains("erased title of 2101 in"))
        #expect(try bench.run(["erase", "2101", "--field", "title"] + who).status == 65)
        #expect(try bench.run(["erase", "2101", "--field", "nonsense"] + who).status == 66)
    }

    @Test("A copy is made, verified and restored, and each refusal has its code")
    func restore() throws {
        let bench = try story("2026-05-31", "2026-06-30")
        let before = try bench.baf("risks", "-o", "json").output
        #expect(
            try bench.baf("backup", "copy.sqlite").output.contains("verified; the chain ends in"))
        #expect(try bench.baf("backup", "copy.sqlite").status == 73)
        #expect(try bench.baf("backup", "no/such/folder.sqlite").status == 73)
        #expect(try bench.run(["withdraw", "4"] + who).status == 0)
        #expect(try bench.baf("risks", "-o", "json").output != before)
        #expect(try bench.baf("restore", "copy.sqlite").status == 73)
        #expect(try bench.baf("restore", "--check", "copy.sqlite").status == 0)
        #expect(try bench.baf("restore", "--check", "--force", "copy.sqlite").status == 64)
        let missing = try bench.baf("restore", "none.sqlite", "--force")
        #expect(missing.status == 66)
        #expect(missing.errors.contains("there is no copy at none.sqlite"))
        try bench.write("text.sqlite", "no register")
        #expect(try bench.baf("restore", "text.sqlite", "--force").status == 65)
        #expect(try bench.baf("restore", "copy.sqlite", "--force").status == 0)
        #expect(try bench.baf("risks", "-o", "json").output == before)
        #expect(try bench.baf("verify").status == 0)
        // What is no register any more is what a copy is for.
        try bench.write("register.sqlite", "spoilt")
        #expect(try bench.baf("risks").status == 65)
        #expect(try bench.baf("restore", "copy.sqlite", "--force").status == 0)
        #expect(try bench.baf("risks", "-o", "json").output == before)
    }

    @Test(
        "A withdrawal or a restore that is killed at any moment leaves the register as before or as after"
    )
    func killed() throws {
        let bench = try story("2026-05-31")
        #expect(try bench.baf("backup", "copy.sqlite").status == 0)
        let june = Workbench.path("Samples/stories/a/2026-06-30.xml")
        #expect(try bench.baf("import", june).status == 0)
        var seed: UInt64 = 20_261_201
        var outcomes: [Int: Int] = [:]
        for round in 0..<24 {
            let other = try Workbench()
            for name in ["register.sqlite", "copy.sqlite"] {
                try FileManager.default.copyItem(atPath: bench.path(name), toPath: other.path(name))
            }
            let words =
                round.isMultiple(of: 2)
                ? ["withdraw", "4"] + who : ["restore", "copy.sqlite", "--force"]
            let process = other.process(words)
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            Thread.sleep(forTimeInterval: 0.4 * Double(seed >> 33) / Double(1 << 31))
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            let newest = try other.rows("risks").values.first?["lastSeen"] as? String
            outcomes[newest == "2026-06-30" ? 0 : 1, default: 0] += 1
            #expect(newest == "2026-06-30" || newest == "2026-05-31")
            #expect(try other.baf("verify").status == 0, "\(words[0]), round \(round)")
        }
        #expect(outcomes[0, default: 0] > 0)
    }
}
