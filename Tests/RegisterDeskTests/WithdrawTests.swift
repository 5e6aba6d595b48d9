import RegisterDesk
import RiskRegister
import TestSupport
import Testing

/// A wrong import or ruling is taken back as an entry; what was known before stays as it was.
@Suite("Withdrawing") struct WithdrawTests {
    private func desk() throws -> TestDesk {
        try TestDesk(story: "a", "framework.xml", "2026-05-31.xml", "2026-06-30.xml")
    }

    private func withdraw(_ sequence: Int, dryRun: Bool = false) -> WithdrawRequest {
        WithdrawRequest(
            sequence, why: "the wrong file", by: "A Lee", role: "Risk lead", isDryRun: dryRun)
    }

    private func risks(_ desk: TestDesk, knownAt: String? = nil) throws -> [RiskLine] {
        try desk.ask(RisksRequest(Moment(knownAt: knownAt), level: .all)).risks
    }

    private func newest(_ desk: TestDesk) throws -> Int {
        try #require(try desk.ask(ImportsRequest()).imports.compactMap(\.sequence).max())
    }

    @Test("A withdrawn import was never there; as known before it is, and given back it is again")
    func imports() throws {
        let desk = try desk()
        let june = try risks(desk)
        let sequence = try newest(desk)
        let other = try TestDesk(story: "a", "framework.xml", "2026-05-31.xml")
        let trial = try desk.ask(withdraw(sequence, dryRun: true))
        #expect(trial.sequence == nil)
        #expect(try risks(desk) == june, "a dry run changes nothing")
        let answer = try desk.ask(withdraw(sequence))
        #expect(answer.kind == "import")
        #expect(answer.changes == trial.changes)
        #expect(!answer.changes.isEmpty)
        #expect(try risks(desk) == (try risks(other)))
        #expect(try risks(desk, knownAt: "\(sequence)") == june)
        let listed = try desk.ask(ImportsRequest()).imports.last
        #expect(listed?.withdrawn?.why == "the wrong file")
        #expect(try desk.ask(VerifyRequest()).isSound)
        // Its withdrawal is withdrawn.
        let back = try desk.ask(withdraw(try #require(answer.sequence)))
        #expect(back.kind == "withdrawal")
        #expect(try risks(desk) == june)
        #expect(try desk.ask(VerifyRequest()).isSound)
    }

    @Test("The same bytes may come anew, and what was superseded stands again")
    func anew() throws {
        let desk = try desk()
        let june = try risks(desk)
        let sequence = try newest(desk)
        let corrected = try desk.take(
            "a", "2026-06-30.xml", changing: [("<ram_cur_rating>", "<ram_cur_rating> ")])
        let second = try #require(corrected.extract.sequence)
        _ = try desk.ask(withdraw(second))
        #expect(try risks(desk) == june)
        #expect(
            try desk.ask(ImportsRequest()).imports.first { $0.sequence == sequence }?.supersededBy
                == nil)
        _ = try desk.ask(withdraw(sequence))
        #expect(try desk.take("a", "2026-06-30.xml").disposition == .stored)
        #expect(try risks(desk) == june)
    }

    @Test("A withdrawn ruling was never made; the risk says so, and asks again")
    func rulings() throws {
        let desk = try desk()
        let before = try risks(desk)
        let ruled = try desk.ask(try ruling())
        #expect(try risks(desk) != before)
        _ = try desk.ask(withdraw(ruled.ruling.sequence))
        #expect(try risks(desk) == before)
        let shown = try desk.ask(ShowRequest("2101")).risk
        #expect(shown.rulings.isEmpty)
        #expect(shown.withdrawnRulings.map(\.withdrawn.by) == ["A Lee"])
        // The ruling may be made once more.
        #expect(try desk.ask(try ruling()).ruling.sequence > ruled.ruling.sequence)
    }

    @Test("A ruling whose risk is gone is named")
    func groundless() throws {
        let desk = try desk()
        let ruled = try desk.ask(try ruling()).ruling.sequence
        let imports = try desk.ask(ImportsRequest()).imports.filter { $0.records > 0 }
        for line in imports.dropLast() { _ = try desk.ask(withdraw(try #require(line.sequence))) }
        let last = try desk.ask(withdraw(try #require(imports.last?.sequence)))
        #expect(last.groundless.map(\.sequence) == [ruled])
        #expect(last.groundless.first?.ground == .risk)
        #expect(try desk.ask(ImportsRequest()).imports.count == 3)
        #expect(try desk.ask(VerifyRequest()).isSound)
    }

    @Test("A ruling whose question is gone is named, once, and counts again when it returns")
    func idle() throws {
        let desk = try desk()
        let june = try newest(desk)
        let ruled = try desk.ask(try ruling()).ruling.sequence
        let ruledOn = try risks(desk)
        // Without June there is no fall, and nothing to agree to.
        let trial = try desk.ask(withdraw(june, dryRun: true))
        #expect(trial.groundless.map(\.sequence) == [ruled])
        #expect(trial.groundless.first?.ground == .question)
        let gone = try desk.ask(withdraw(june))
        // What had lost its question already has not lost it again.
        let framework = try desk.ask(ImportsRequest()).imports.first { $0.records == 0 }?.sequence
        let other = try desk.ask(withdraw(try #require(framework), dryRun: true))
        #expect(other.groundless.isEmpty)
        _ = try desk.ask(withdraw(try #require(gone.sequence)))
        #expect(try risks(desk) == ruledOn)
    }

    @Test("What stays, what is not there and what is withdrawn already is refused")
    func refused() throws {
        let desk = try desk()
        let sequence = try newest(desk)
        #expect(try desk.failure(of: withdraw(99)).meaning == .missing)
        // The first entry adopted the rules.
        #expect(try desk.failure(of: withdraw(1)).message.contains("rulebook"))
        _ = try desk.ask(withdraw(sequence))
        let entries = try desk.entries()
        let again = try desk.failure(of: withdraw(sequence))
        #expect(again.meaning == .refused)
        #expect(again.message.contains("withdraw entry \(sequence + 1)"))
        let silent = WithdrawRequest(sequence, why: " ", by: "A", role: "B")
        #expect(try desk.failure(of: silent).meaning == .usage)
        #expect(try desk.entries() == entries)
        let asker = Asker(name: "N", account: "n", powers: .roles([.auditor]))
        #expect(try desk.failure(of: withdraw(2), as: asker).meaning == .forbidden)
    }
}
