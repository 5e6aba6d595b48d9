import Foundation
import TestSupport
import Testing

/// What an entry changes of answers about past days is told by whoever makes it: the late extract, the
/// corrected one, the minutes that come a week after, the rules of an earlier day.
///
/// Each is held against the register's own answers as known before and after the entry.
@Suite("Past answers that an entry changes") struct PastChangesTests {
    private struct Told: Hashable {
        var day: String
        var id: String
    }

    private let days = ["2026-01-31", "2026-02-28", "2026-03-31", "2026-05-31", "2026-06-30"]

    /// Northbridge's year without April, which comes last.
    private func register() throws -> Workbench {
        let bench = try Workbench()
        for file in ["framework-2026-01-31.xml"] + days.map({ "risks-\($0).xml" }) {
            let run = try bench.baf("import", Workbench.path("Samples/northbridge/\(file)"))
            try #require(run.status == 0 && !run.output.contains("It changes"), "\(run.errors)")
        }
        return bench
    }

    /// What `risks` says of every risk on a day, as known at an entry: status, score, registers, questions.
    private func answers(_ bench: Workbench, _ day: String, knownAt: Int) throws -> [String: String]
    {
        let run = try bench.baf(
            "risks", "--level", "all", "--as-at", day, "--known-at", "\(knownAt)", "-o", "json")
        var answers: [String: String] = [:]
        for row in try run.rows() {
            let asked = (row["proposals"] as? [[String: Any]] ?? []).map {
                "\($0["kind"] as? String ?? "") \($0["register"] as? String ?? "")"
            }
            let score = row["score"] as? Int
            answers[row["id"] as? String ?? ""] =
                "\(row["status"] as? String ?? "") \(score ?? 0) \(row["registers"] as? [String] ?? []) \(asked.sorted())"
        }
        return answers
    }

    /// The days and risks on which the answers differ before and with an entry.
    private func differences(
        _ bench: Workbench, _ entry: Int, on days: [String]
    ) throws -> Set<Told> {
        var found: Set<Told> = []
        for day in days {
            let before = try answers(bench, day, knownAt: entry - 1)
            let after = try answers(bench, day, knownAt: entry)
            for id in Set(before.keys).union(after.keys) where before[id] != after[id] {
                found.insert(Told(day: day, id: id))
            }
        }
        return found
    }

    private func told(_ json: String) throws -> [Told: String] {
        let value = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
        let rows = try #require(value?["pastChanges"] as? [[String: Any]])
        return Dictionary(
            uniqueKeysWithValues: rows.map { row in
                (
                    Told(day: row["day"] as? String ?? "", id: row["id"] as? String ?? ""),
                    row["sentence"] as? String ?? ""
                )
            })
    }

    @Test("A month that comes last tells what it changes of the months after it, and no more")
    func late() throws {
        let bench = try register()
        let run = try bench.baf(
            "import", Workbench.path("Samples/northbridge/risks-2026-04-30.xml"), "-o", "json")
        let told = try told(run.output)
        let differ = try differences(bench, 8, on: ["2026-05-31", "2026-06-30"])
        #expect(differ.isSubset(of: told.keys))
        // What else is told is since when.
        for (what, sentence) in told where !differ.contains(what) {
            #expect(sentence.contains(" since "), "\(sentence)")
        }
        #expect(
            told[Told(day: "2026-06-30", id: "5645")]
                == "5645: at 15 since 30 April 2026 (was 31 May 2026), on BAF and HLRR since 30 April 2026 "
                + "(was 31 May 2026)")
    }

    @Test(
        "A corrected extract tells what it changes of its own day; the ordinary month tells nothing"
    )
    func corrected() throws {
        let bench = try register()
        let june = Workbench.path("Samples/northbridge/risks-2026-06-30.xml")
        let text = try String(contentsOfFile: june, encoding: .utf8)
        let start = try #require(text.range(of: "<recordid>4112</recordid>"))
        let tail = text[start.lowerBound...]
        let end = try #require(tail.range(of: "</Risk>")).upperBound
        let record = String(tail[..<end])
        let reduced = record.replacing(
            "<ram_cur_likeli>4</ram_cur_likeli>", with: "<ram_cur_likeli>3</ram_cur_likeli>"
        ).replacing("<ram_cur_rating>16<", with: "<ram_cur_rating>12<")
        #expect(reduced != record)
        let corrected = text.replacing(record, with: reduced)
        let run = try bench.baf(
            "import", try bench.write("risks-june.xml", corrected), "-o", "json")
        let told = try told(run.output)
        let differ = try differences(bench, 8, on: days)
        #expect(!differ.isEmpty && Set(told.keys) == differ, "\(told)")
        #expect(Set(told.keys.map(\.day)) == ["2026-06-30"])
    }

    @Test("A ruling whose minutes come late tells the days that it changes")
    func ruling() throws {
        let bench = try register()
        let run = try bench.baf(
            "decide", "4211", "hold", "--register", "BAF", "--by", "Jo Chair", "--role", "Chair",
            "--meeting", "Trust Board", "--date", "2026-03-12", "--why", "the board wants to see it"
        )
        #expect(run.status == 0, "\(run.errors)")
        #expect(
            run.output.contains(
                """
                It changes 3 past answers:
                  31 March 2026 to 30 June 2026: 4211: on BAF (was not)
                """), "\(run.output)")
        let differ = try differences(bench, 8, on: days)
        #expect(
            differ
                == Set(
                    ["2026-03-31", "2026-05-31", "2026-06-30"].map { Told(day: $0, id: "4211") }))
        let today = try bench.baf(
            "decide", "4211", "release", "--register", "BAF", "--by", "Jo Chair", "--role", "Chair",
            "--meeting", "Trust Board", "--date", "2026-06-30", "--why", "done")
        #expect(today.status == 0 && !today.output.contains("It changes"))
    }

    @Test("Rules of an earlier day tell the answers that they change")
    func rules() throws {
        let bench = try register()
        let folder = bench.folder.appendingPathComponent("policy-12")
        try FileManager.default.copyItem(
            atPath: Workbench.path("Rules/hct"), toPath: folder.path)
        func edit(_ name: String, _ changes: [(String, String)]) throws {
            let file = folder.appendingPathComponent(name)
            var text = try String(contentsOf: file, encoding: .utf8)
            for (old, new) in changes { text = text.replacing(old, with: new) }
            try Data(text.utf8).write(to: file)
        }
        try edit("routing.dmn", [("&gt;= 15", "&gt;= 12"), ("&lt; 15", "&lt; 12")])
        try edit(
            "rulebook.yaml",
            [("version: \"2\"", "version: \"3\""), ("from: 2017-04-01", "from: 2026-05-01")])
        let run = try bench.baf("rules", "adopt", folder.path)
        #expect(run.status == 0, "\(run.errors)")
        let differ = try differences(bench, 8, on: days)
        #expect(Set(differ.map(\.day)) == ["2026-05-31", "2026-06-30"])
        #expect(run.output.contains("past answers:\n"), "\(run.output)")
        #expect(run.output.contains("on HLRR (was not)"), "\(run.output)")
    }
}
