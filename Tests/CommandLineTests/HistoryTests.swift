import Foundation
import TestSupport
import Testing

/// History through the program: late extracts, orders of import, papers made again.
@Suite("History") struct HistoryTests {
    private func northbridge(_ day: String) -> [String] {
        ["actions-\(day).xml", "risks-\(day).xml"].map {
            Workbench.path("Samples/northbridge/\($0)")
        }
    }

    private func imported(_ files: [String], into bench: Workbench) throws {
        let run = try bench.run(["import"] + files)
        #expect(run.status == 0, "\(files): \(run.errors)")
    }

    @Test("A paper issued before a late extract can be made again byte for byte")
    func lateExtract() throws {
        let bench = try Workbench()
        try imported([Workbench.path("Samples/northbridge/framework-2026-01-31.xml")], into: bench)
        for day in ["2026-03-31", "2026-05-31"] { try imported(northbridge(day), into: bench) }
        let known = try bench.baf("imports", "-o", "json").rows().compactMap {
            $0["sequence"] as? Int
        }
        let sequence = String(try #require(known.max()))
        var papers: [String: Data] = [:]
        func made(_ folder: String, _ extra: [String]) throws -> [String: Data] {
            var made: [String: Data] = [:]
            for report in ["hlrr", "baf", "audit-committee"] {
                let run = try bench.run(
                    ["report", report, "--format", "html,json,xlsx", "--out", folder] + extra)
                #expect(run.status == 0, "\(run.errors)")
                for format in ["html", "json", "xlsx"] {
                    let name = "\(report)-2026-05-31.\(format)"
                    made[name] = try Data(
                        contentsOf: bench.folder.appendingPathComponent("\(folder)/\(name)"))
                }
            }
            return made
        }
        papers = try made("before", [])
        let issued = try bench.baf("report", "hlrr", "--out", "issued", "--issue", "Executive Team")
        #expect(issued.status == 0, "\(issued.errors)")

        try imported(northbridge("2026-04-30"), into: bench)
        let again = try made("again", ["--as-at", "2026-05-31", "--known-at", sequence])
        #expect(again == papers)
        // What is known now is another matter: April is the extract before May.
        let now = try made("now", ["--as-at", "2026-05-31"])
        #expect(now["hlrr-2026-05-31.html"] != papers["hlrr-2026-05-31.html"])
        #expect(try bench.baf("verify").status == 0)
    }

    @Test("Two months in their order, with records that reading had to speak of, verify")
    func newestExtracts() throws {
        let bench = try Workbench()
        for day in ["2026-05-31", "2026-06-30"] {
            try imported([Workbench.path("Samples/northbridge/risks-\(day).xml")], into: bench)
        }
        let verified = try bench.baf("verify")
        #expect(verified.status == 0, "\(verified.output)")
    }

    @Test(
        "Any order of the same extracts gives the same answers",
        arguments: [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]])
    func orders(_ order: [Int]) throws {
        let days = ["2026-03-31", "2026-04-30", "2026-05-31"]
        func answers(_ order: [Int]) throws -> [String] {
            let bench = try Workbench()
            try imported(
                [Workbench.path("Samples/northbridge/framework-2026-01-31.xml")], into: bench)
            for index in order {
                let run = try bench.run(["import", "--accept-shrink"] + northbridge(days[index]))
                #expect(run.status == 0, "\(run.errors)")
            }
            return try days.map {
                try bench.baf("risks", "--level", "all", "-o", "json", "--as-at", $0).output
            }
        }
        #expect(try answers(order) == HistoryTests.inOrder(answers))
    }

    /// The answers of the extracts imported in the order of their days.
    private static func inOrder(_ answers: ([Int]) throws -> [String]) throws -> [String] {
        try answers([0, 1, 2])
    }

    @Test("The same bytes again change nothing and say so; another file of the day supersedes")
    func again() throws {
        let bench = try Workbench()
        let first = Workbench.path("Samples/stories/c/2026-05-31.xml")
        try imported([first], into: bench)
        let same = try bench.baf("import", first)
        #expect(same.status == 0)
        #expect(same.output.contains("nothing was changed"))
        #expect(try bench.baf("imports", "-o", "json").rows().count == 1)
        let text = try String(contentsOfFile: first, encoding: .utf8)
        try bench.write("second.xml", text + "\n")
        try imported([bench.path("second.xml")], into: bench)
        let rows = try bench.baf("imports", "-o", "json").rows()
        #expect(rows.count == 2)
        #expect(rows.last?["supersedes"] as? Int == rows.first?["sequence"] as? Int)
    }
}
