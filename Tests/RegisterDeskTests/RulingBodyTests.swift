import Foundation
import RegisterDesk
import RiskRegister
import TestSupport
import Testing

/// Who may decide for whom, and what waits to be ratified.
@Suite("Bodies of rulings") struct RulingBodyTests {
    private func fallen() throws -> TestDesk {
        try TestDesk(story: "a", "framework.xml", "2026-05-31.xml", "2026-06-30.xml")
    }

    private func request(
        _ verb: Ruling.Verb, _ register: String = "HLRR", body: String?, id: String = "2101",
        on date: String = "2026-06-30"
    ) throws -> RuleRequest {
        var request = try ruling(id, verb, register, on: date)
        request.terms.body = body
        return request
    }

    private func waiting(_ desk: TestDesk, on day: String = "2026-07-31") throws -> [String] {
        try desk.ask(FindingsRequest(Moment(asAt: Day(day)))).findings.filter { $0.code == "RL03" }
            .map(\.message)
    }

    @Test("Another body's ruling stands, with a lasting finding until the body ratifies it")
    func ratified() throws {
        let desk = try fallen()
        let answer = try desk.ask(request(.agree, body: "Quality Committee"))
        #expect(answer.after == ["BAF"])
        #expect(answer.ruling.authority == .other)
        #expect(
            try waiting(desk) == [
                "agree HLRR of 30 June 2026 was ruled by the Quality Committee, where the rules ask "
                    + "for the Executive Team"
            ])
        let wrong = try desk.failure(of: request(.ratify, body: "Trust Board", on: "2026-07-05"))
        #expect(wrong.meaning == .refused)
        #expect(wrong.message.contains("waits for the Executive Team"))
        let early = try desk.failure(of: request(.ratify, body: nil, on: "2026-06-29"))
        #expect(early.meaning == .refused)
        let ratify = try desk.ask(request(.ratify, body: nil, on: "2026-07-10"))
        #expect(ratify.ruling.ratifies == answer.ruling.sequence)
        #expect(ratify.ruling.body == "Executive Team")
        #expect(ratify.before == ratify.after)
        #expect(try waiting(desk) == [])
        // It was open until then.
        #expect(try waiting(desk, on: "2026-07-09").count == 1)
        let shown = try desk.ask(ShowRequest("2101", Moment(asAt: Day("2026-07-31")))).risk.rulings
        #expect(shown.last?.deed == "ratify HLRR, entry \(answer.ruling.sequence)")
        #expect(try desk.ask(request(.ratify, body: nil, on: "2026-07-10")).isKnown)
        #expect(
            try desk.failure(of: request(.ratify, body: nil, on: "2026-07-11")).meaning == .refused)
        #expect(try desk.ask(VerifyRequest()).isSound)
    }

    @Test("The latest of several is ratified first, and each needs its own")
    func several() throws {
        let desk = try fallen()
        let first = try desk.ask(request(.hold, body: "Quality Committee", id: "2102"))
        let second = try desk.ask(request(.release, body: "Quality Committee", id: "2102"))
        let ratify = try request(.ratify, body: nil, id: "2102", on: "2026-07-10")
        #expect(try desk.ask(ratify).ruling.ratifies == second.ruling.sequence)
        #expect(try waiting(desk).count == 1)
        #expect(try desk.ask(ratify).ruling.ratifies == first.ruling.sequence)
        #expect(try waiting(desk) == [])
    }

    @Test("The chair's action that the rules list is as good as the body's ruling")
    func chairsAction() throws {
        let desk = try fallen()
        let answer = try desk.ask(request(.agree, body: "Chief Executive"))
        #expect(answer.ruling.authority == .chairsAction)
        let board = try desk.ask(request(.agree, "BAF", body: "board"))
        #expect(board.ruling.body == "Trust Board")
        #expect(board.ruling.authority == .body)
        #expect(try waiting(desk) == [])
    }

    @Test("A delegate and a deputy that the rules list decide for the body, nobody else")
    func listed() {
        let rulebook = Rulebook(
            id: "test", name: "", version: "1", effectiveFrom: Day(number: 0), approvedBy: "",
            sourceDocument: "", digest: "", registers: [], decisions: RuleDecisions([:]),
            findingSettings: [:], mappings: [], shrinkLimitPercent: 20,
            bodies: [
                BodyDefinition(
                    id: "board", name: "Trust Board", deputies: ["Shadow Board"],
                    delegates: ["audit"], chairsAction: ["Chair"]),
                BodyDefinition(id: "audit", name: "Audit Committee"),
            ])
        let expected: [(String, RulingAuthority)] = [
            ("Trust Board", .body), ("BOARD", .body), ("Shadow Board", .deputy),
            ("Audit Committee", .delegate), ("audit", .delegate), ("chair", .chairsAction),
            ("Quality Committee", .other),
        ]
        for (body, authority) in expected {
            #expect(rulebook.authority(of: body, for: "Trust Board") == authority, "\(body)")
        }
        #expect(rulebook.authority(of: "Executive Team", for: "executive team") == .body)
        #expect(rulebook.authority(of: "Trust Board", for: "Executive Team") == .other)
    }

    @Test("Rules that list no bodies ask for the very body, and so do rulings of before bodies")
    func unlisted() throws {
        let desk = try TestDesk()
        let rules = desk.bench.path("own")
        try FileManager.default.copyItem(atPath: Workbench.path("Rules/hct"), toPath: rules)
        var text = try String(contentsOfFile: "\(rules)/rulebook.yaml", encoding: .utf8)
        let start = try #require(text.range(of: "# Who may decide for a body"))
        text.removeSubrange(start.lowerBound...)
        try desk.bench.write("own/rulebook.yaml", text)
        for file in ["framework.xml", "2026-05-31.xml", "2026-06-30.xml"] {
            _ = try desk.ask(
                ImportRequest([Workbench.path("Samples/stories/a/\(file)")], rules: rules))
        }
        #expect(
            try desk.ask(request(.agree, body: "Chief Executive")).ruling.authority == .other)
        #expect(try desk.ask(request(.agree, "BAF", body: nil)).ruling.authority == .body)
        #expect(try waiting(desk).count == 1)
    }
}
