import Foundation
import RegisterDesk
import RiskRegister
import TestSupport
import Testing

/// Decisions as meetings make them: whose they are, and from when they count.
@Suite("Rulings of bodies") struct RulingTermsTests {
    private func terms(_ edit: (inout RulingTerms) -> Void) -> RulingTerms {
        var terms = RulingTerms()
        edit(&terms)
        return terms
    }

    private func fallen() throws -> TestDesk {
        try TestDesk(story: "a", "framework.xml", "2026-05-31.xml", "2026-06-30.xml")
    }

    private func line(_ desk: TestDesk, _ id: String = "2101") throws -> RulingLine {
        try #require(
            desk.ask(ShowRequest(id, Moment(asAt: Day("2026-08-01")))).risk.rulings.last)
    }

    @Test("A ruling names the body, by default the one that the moves table asks for")
    func body() throws {
        let desk = try fallen()
        _ = try desk.ask(ruling())
        let usual = try line(desk)
        #expect(usual.body == "Executive Team")
        #expect(usual.authority == .body)
        #expect(usual.minute == nil && usual.recordedBy == nil)

        var request = try ruling("2101", .agree, "BAF")
        request.terms = terms {
            $0.body = "trust board"
            $0.minute = "TB/26/071"
            $0.recordedBy = "A Secretary"
        }
        _ = try desk.ask(request)
        let told = try line(desk)
        #expect(told.by == "A Chair" && told.recordedBy == "A Secretary")
        #expect(told.minute == "TB/26/071")
        #expect(told.needs == "Trust Board" && told.authority == .body)
        #expect(
            try desk.ask(ExplainRequest("2101")).risk.rulings.map(\.minute) == [nil, "TB/26/071"])
        #expect(try desk.ask(VerifyRequest()).isSound)
    }

    @Test("A body, minute or name that says nothing is refused as usage")
    func empty() throws {
        let desk = try fallen()
        for edit: (inout RulingTerms) -> Void in [
            { $0.body = " " }, { $0.minute = "" }, { $0.recordedBy = "" },
        ] {
            var request = try ruling()
            request.terms = terms(edit)
            #expect(try desk.failure(of: request).meaning == .usage)
        }
    }

    @Test("A ruling of before the import counts from the first extract that holds the risk")
    func early() throws {
        let desk = try TestDesk(story: "a", "framework.xml", "2026-05-31.xml")
        let answer = try desk.ask(ruling("2101", .agree, "BAF", on: "2026-05-10"))
        #expect(answer.ruling.date == Day("2026-05-10"))
        #expect(answer.countsFrom == Day("2026-05-31"))
        let risk = try #require(try desk.ask(RisksRequest()).risks.first { $0.id == "2101" })
        #expect(risk.proposals.isEmpty)
        #expect(risk.registers == ["BAF", "HLRR"])
        // On the day of the meeting the register knows of neither the risk nor an idle ruling.
        let then = try desk.ask(FindingsRequest(Moment(asAt: Day("2026-05-15"))))
        #expect(!then.findings.contains { $0.code == "RL02" })
        #expect(try !desk.ask(FindingsRequest()).findings.contains { $0.code == "RL02" })
        #expect(try desk.ask(VerifyRequest()).isSound)

        // An earlier extract that slots in brings the day forward.
        try desk.take("a", "2026-05-31.xml", changing: [("2026-05-31", "2026-05-20")])
        let earlier = try desk.ask(RisksRequest(Moment(asAt: Day("2026-05-20"))))
        #expect(earlier.risks.first { $0.id == "2101" }?.proposals.isEmpty == true)
        #expect(try desk.ask(VerifyRequest()).isSound)
    }

    @Test("Of before the risk was opened, or where that is not known, it is refused")
    func tooEarly() throws {
        let desk = try TestDesk(story: "a", "framework.xml", "2026-05-31.xml")
        _ = try desk.ask(ruling("2101", .hold, on: "2026-02-02"))
        let before = try desk.failure(of: ruling("2101", .hold, on: "2026-02-01"))
        #expect(before.meaning == .refused)
        #expect(before.message.contains("is before 2101 was opened, on 2 February 2026"))
        let ended = try desk.failure(
            of: ruling("2101", .hold, "BAF", on: "2026-04-01", until: "2026-05-30"))
        #expect(ended.meaning == .refused)
        #expect(ended.message.contains("has passed before the ruling counts"))

        let undated = try TestDesk(story: "a", "framework.xml")
        try undated.take(
            "a", "2026-05-31.xml",
            changing: [("<ram_dcreated>02/02/2026</ram_dcreated>", "<ram_dcreated/>")])
        let failure = try undated.failure(of: ruling("2101", .hold, on: "2026-05-10"))
        #expect(failure.meaning == .refused)
        #expect(failure.message.contains("Date the ruling 2026-05-31 or later"))
    }

    @Test("One dated before a ruling that already answered the proposal is refused, however early")
    func answered() throws {
        let desk = try TestDesk(story: "a", "framework.xml", "2026-05-31.xml")
        _ = try desk.ask(ruling("2101", .agree, "BAF", by: "P Jones", on: "2026-05-10"))
        let failure = try desk.failure(of: ruling("2101", .refuse, "BAF", on: "2026-05-05"))
        #expect(failure.meaning == .refused)
        #expect(failure.message.contains("P Jones"))
        #expect(failure.message.contains("10 May 2026"))

        let other = try TestDesk(story: "a", "framework.xml", "2026-05-31.xml")
        _ = try other.ask(ruling("2101", .agree, "BAF", by: "P Jones", on: "2026-06-10"))
        let later = try other.failure(of: ruling("2101", .refuse, "BAF", on: "2026-05-05"))
        #expect(later.meaning == .refused)
        #expect(later.message.contains("has been ruled on already"))
    }

    @Test("Two rulings of before the first extract count in the order in which they were recorded")
    func order() throws {
        let desk = try TestDesk(story: "a", "framework.xml", "2026-05-31.xml")
        _ = try desk.ask(ruling("2101", .hold, "BAF", on: "2026-05-20"))
        _ = try desk.ask(ruling("2101", .release, "BAF", on: "2026-05-10"))
        #expect(try desk.ask(ShowRequest("2101")).risk.rulings.count == 2)
        #expect(
            try !desk.ask(ExplainRequest("2101")).risk.rulings.contains { $0.verb == .hold })
        #expect(try desk.ask(VerifyRequest()).isSound)
    }

    @Test("The same ruling twice is told and not stored again, whoever records it")
    func twice() throws {
        let desk = try fallen()
        let first = try desk.ask(ruling())
        let entries = try desk.entries()
        var again = try ruling()
        again.terms.recordedBy = "A Secretary"
        let told = try desk.ask(again)
        #expect(told.isKnown && !first.isKnown)
        #expect(told.ruling.sequence == first.ruling.sequence)
        again.terms.body = "Executive Team"
        #expect(try desk.ask(again).isKnown)
        #expect(try desk.entries() == entries)
        // Another reason is another ruling, and nothing waits for it any more.
        again.why = "the controls are tested"
        #expect(try desk.failure(of: again).meaning == .refused)
        #expect(try desk.ask(ruling("2102", .hold)).isKnown == false)
        #expect(try desk.ask(ruling("2102", .hold)).isKnown)
    }
}
