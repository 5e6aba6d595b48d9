import Foundation
import TestSupport
import Testing

/// `baf import --absent`: words, files of answers, and what is wrong with them.
@Suite("Answers for absent risks") struct AbsentTests {
    private func story(_ file: String) -> String {
        Workbench.path("Samples/stories/g/\(file)")
    }

    private func started() throws -> Workbench {
        let bench = try Workbench()
        try #require(try imported(bench, "2026-05-31.xml").status == 0)
        return bench
    }

    private func imported(_ bench: Workbench, _ file: String, _ words: String...) throws
        -> Workbench.Run
    {
        try bench.run(["import", story(file), "--mapping", story("mapping.yaml")] + words)
    }

    @Test(
        "A word that is no answer is a usage error that says what one is",
        arguments: [
            "7103", "=left-out", "7103=gone", "7103=closed", "7103=closed:2026-02-30",
            "7103=closed:soon",
        ])
    func words(_ word: String) throws {
        let bench = try started()
        let run = try imported(bench, "2026-06-30.xml", "--absent", word)
        #expect(run.status == 64)
        #expect(run.errors.contains("--absent \(word): "))
        #expect(run.errors.contains("Write --absent 4107=closed:2026-05-14"))
        #expect(try bench.baf("imports", "-o", "json").rows().count == 1)
    }

    @Test("Every fault of a file of answers is named with its line, and nothing is stored")
    func lines() throws {
        let bench = try started()
        try bench.write("answers.txt", "# ours\n\n7103=gone\n7107=left-out\n7109 left-out\n")
        let unread = try imported(bench, "2026-06-30.xml", "--absent", "@answers.txt")
        #expect(unread.status == 65)
        #expect(unread.errors.contains("answers.txt:3: 7103=gone: \"gone\" is neither closed:DAY"))
        #expect(unread.errors.contains("answers.txt:5: 7109 left-out: it has no \"=\""))
        try bench.write(
            "answers.txt",
            "7103=closed:2026-07-01\r\n7107=closed:2026-01-01\r\n7101=left-out\r\n9999=left-out\r\n"
        )
        let run = try imported(bench, "2026-06-30.xml", "--absent", "@answers.txt")
        #expect(run.status == 65)
        #expect(run.errors.split(separator: "\n").count == 4)
        #expect(run.errors.contains("answers.txt:3: 7101: the file holds it"))
        #expect(run.errors.contains("answers.txt:1: 7103: it cannot have closed on 2026-07-01"))
        #expect(run.errors.contains("answers.txt:2: 7107: it cannot have closed on 2026-01-01"))
        #expect(run.errors.contains("1 more such"))
        #expect(run.errors.contains("Nothing was imported."))
        #expect(try imported(bench, "2026-06-30.xml", "--absent", "@nowhere.txt").status == 66)
        #expect(try bench.baf("imports", "-o", "json").rows().count == 1)
    }

    @Test("A refusal names ids and directorates, and says when the form of the ids changed")
    func refusal() throws {
        let bench = try started()
        let whole = try String(contentsOfFile: story("2026-06-30.xml"), encoding: .utf8)
        let records = whole.components(separatedBy: "  <Risk>")
        let noEstates = records.filter { !$0.contains("Estates") }.joined(separator: "  <Risk>")
        try bench.write("part.xml", noEstates)
        let part = try bench.baf("import", "part.xml", "--mapping", story("mapping.yaml"))
        #expect(part.status == 65)
        #expect(
            part.errors.contains(
                "4 of the 10 open on 2026-05-31 are absent (40%; the limit is 20%)"))
        #expect(part.errors.contains("all of Estates"))
        #expect(part.errors.contains("--absent ID=closed:DAY"))
        let renamed = whole.replacingOccurrences(of: "<recordid>", with: "<recordid>RSK-0")
            .replacingOccurrences(
                of: "</Risks>",
                with:
                    "<Risk><recordid>RSK-07103</recordid></Risk><Risk><recordid>RSK-07107</recordid></Risk></Risks>"
            )
        try bench.write("renamed.xml", renamed)
        let form = try bench.baf("import", "renamed.xml", "--mapping", story("mapping.yaml"))
        #expect(form.status == 65)
        #expect(
            form.errors.contains("The form of the ids changed: 7101 is absent, RSK-07101 is new"))
        for run in [part, form] {
            #expect((1...4).contains(run.errors.split(separator: "\n").count))
        }
    }
}
