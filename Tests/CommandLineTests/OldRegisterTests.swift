import Foundation
import TestSupport
import Testing

/// Registers that earlier versions made: one for each shipped schema, kept for ever.
@Suite("Registers made before") struct OldRegisterTests {
    /// A copy of a register in the workbench, where the program finds it.
    private func register(_ name: String, in bench: Workbench) throws {
        let kept = Workbench.path("Tests/CommandLineTests/Registers/\(name)")
        try bench.write("register.sqlite", bytes: [UInt8](Data(contentsOf: URL(filePath: kept))))
    }

    @Test(
        "It opens, verifies with the link it ended in, and answers as it did",
        arguments: [
            (
                name: "v1.sqlite",
                head: "d7bcb7acd2d38ada0c66735fb6ba92c2af8e520f0fd197be4d49354e63d1b190"
            )
        ])
    func opens(_ old: (name: String, head: String)) throws {
        let bench = try Workbench()
        try register(old.name, in: bench)
        let risks = try bench.baf("risks", "-o", "json")
        #expect(risks.status == 0, "\(risks.errors)")
        let registers = try risks.rows().map {
            "\($0["id"] ?? "") \($0["score"] ?? "") \($0["registers"] as? [String] ?? [])"
        }
        #expect(registers == ["2101 12 [\"BAF\", \"HLRR\"]", "2102 15 [\"HLRR\"]"])
        // The ruling is of the day after the extract's.
        let later = try bench.baf("risks", "--as-at", "2026-07-01", "-o", "json")
        #expect(try later.rows().first?["registers"] as? [String] == ["BAF"])
        let verified = try bench.baf("verify")
        #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
        #expect(verified.output.contains("sound; the chain ends in \(old.head)"))
    }

    @Test("It goes on: the next month comes in, its papers are known, and all of it verifies")
    func goesOn() throws {
        let bench = try Workbench()
        try register("v1.sqlite", in: bench)
        let taken = try bench.baf(
            "import", Workbench.path("Samples/stories/a/2026-07-31.xml"), "-o", "json")
        #expect(taken.status == 0, "\(taken.errors)")
        let paper = try bench.baf("report", "hlrr", "--format", "json", "--out", "out")
        #expect(paper.status == 0, "\(paper.errors)")
        let text = try String(
            contentsOfFile: bench.path("out/hlrr-2026-07-31.json"), encoding: .utf8)
        // "Changed" is measured from the paper that the old version issued.
        #expect(text.contains("30 June 2026"))
        // A ruling that says more than the old version knew goes into a table of its own.
        let ruled = try bench.baf(
            "decide", "2102", "hold", "--register", "BAF", "--by", "A Chair", "--role", "Chair",
            "--meeting", "Trust Board", "--date", "2026-07-31", "--why", "watched", "--minute",
            "TB/26/071")
        #expect(ruled.status == 0, "\(ruled.errors)")
        #expect(try bench.baf("show", "2102").output.contains("minute TB/26/071"))
        #expect(try bench.baf("verify").status == 0)
    }
}
