import Foundation
import RegisterDesk
import RiskRegister
import TestSupport
import Testing

/// Answers are values that are read back from what was written.
@Suite("Answers") struct AnswerTests {
    private func expectRoundTrip<Answer: DeskAnswer>(
        _ answer: Answer, at location: SourceLocation = #_sourceLocation
    ) throws {
        let decoder = JSONDecoder()
        let document = try decoder.decode(Answer.Document.self, from: Data(answer.json().utf8))
        #expect(document == answer.document, sourceLocation: location)
        let whole = try AnswerEncoder.text(answer)
        let read = try decoder.decode(Answer.self, from: Data(whole.utf8))
        #expect(read == answer, sourceLocation: location)
    }

    @Test("Every answer is read back as it was")
    func roundTrip() throws {
        let desk = try TestDesk(story: "a", "framework.xml", "2026-05-31.xml")
        try expectRoundTrip(desk.take("a", "2026-06-30.xml"))
        try expectRoundTrip(desk.ask(ruling("2102", .hold, until: "2026-12-31")))
        try expectRoundTrip(desk.ask(ruling()))
        let sheet = desk.bench.path("sheet.csv")
        try expectRoundTrip(desk.ask(RuleSheetRequest(sheet)))
        try expectRoundTrip(desk.ask(RuleSheetRequest(sheet)))
        let date = try #require(Day("2026-06-15"))
        try expectRoundTrip(
            desk.ask(
                RuleOpeningRequest(
                    by: "S Grey", role: "Chair", meeting: "Trust Board", date: date, why: "as found"
                )))
        try expectRoundTrip(desk.ask(RisksRequest(level: .all)))
        try expectRoundTrip(desk.ask(ShowRequest("2101")))
        try expectRoundTrip(desk.ask(ExplainRequest("2101")))
        try expectRoundTrip(desk.ask(ChangesRequest()))
        try expectRoundTrip(desk.ask(FindingsRequest()))
        try expectRoundTrip(desk.ask(FindingsRequest(owner: "Head of Community Nursing")))
        try expectRoundTrip(desk.ask(ImportsRequest()))
        try expectRoundTrip(desk.ask(VerifyRequest()))
        try expectRoundTrip(desk.ask(ExplainRequest("2102", Moment(asAt: Day("2026-05-31")))))
        let paper = try desk.ask(PaperRequest(.hlrr, formats: ["csv"], meeting: "Executive Team"))
        try expectRoundTrip(paper)
        try expectRoundTrip(desk.ask(#require(paper.issue)))
    }

    @Test("Every answer about rules is read back as it was")
    func rules() throws {
        let desk = try TestDesk(
            story: "a", "framework.xml", "2026-05-31.xml", "2026-06-30.xml")
        let rules = Workbench.path("Rules/hct")
        try expectRoundTrip(desk.ask(CheckRequest(rules)))
        try expectRoundTrip(
            desk.ask(
                TestRequest(path: rules, rules: nil, usual: rules, writing: .dryRun)))
        try expectRoundTrip(desk.ask(AdoptRequest(rules)))
        let other = Workbench.path("Rules/christie-model")
        try expectRoundTrip(
            desk.ask(
                DiffRequest([other], rules: rules, needsRegister: true, moment: Moment())))
        try expectRoundTrip(desk.ask(TryRequest(other, from: Day("2026-05-01"))))
    }

    private struct Sample: Codable, Hashable {
        var zulu: Int?
        var alpha: String?
        var flags: [Bool]
        var number: ExactNumber?
        var inner: [String: Int]
    }

    @Test("Keys keep their order, what is absent is null, and digits stay what they were")
    func encoding() throws {
        let sample = Sample(
            zulu: nil, alpha: "a \"b\"", flags: [], number: ExactNumber(digits: "12.50"),
            inner: ["one": 1])
        #expect(
            try AnswerEncoder.text(sample) == """
                {
                  "zulu": null,
                  "alpha": "a \\"b\\"",
                  "flags": [],
                  "number": 12.50,
                  "inner": {
                    "one": 1
                  }
                }

                """)
    }

    @Test("A day after now and a mapping that maps nothing are refused, and nothing changes")
    func refusedImports() throws {
        let desk = try TestDesk()
        let tomorrow = try desk.bench.write(
            "tomorrow.xml",
            "<Risks extractDate=\"2026-08-07\"><Risk><recordid>1</recordid></Risk></Risks>")
        let rules = Workbench.path("Rules/hct")
        let future = try desk.failure(of: ImportRequest([tomorrow], rules: rules))
        #expect(future.meaning == .refused)
        #expect(future.message.contains("is of 7 August 2026, and today is 6 August 2026"))
        let strange = try desk.bench.write(
            "strange.xml",
            "<Risks extractDate=\"2026-06-30\"><Risk><foo>1</foo><bar>2</bar></Risk></Risks>")
        let unmapped = try desk.failure(of: ImportRequest([strange], rules: rules))
        #expect(unmapped.meaning == .refused, "\(unmapped.message)")
        #expect(unmapped.message.contains("names none of the fields of its 1 records"))
        #expect(!FileManager.default.fileExists(atPath: desk.desk.path))
    }
}
