import RiskRegister
import Testing

@testable import RegisterStore

private let april = day(2026, 4, 30)
private let may = day(2026, 5, 31)
private let june = day(2026, 6, 30)
private let july = day(2026, 7, 31)

/// A line of the framework and the record that it names as its own.
@Suite("Rulings on one risk under two ids") struct OneRiskRulingsTests {
    private let linked = "objective SO2 strategic\nrisk PR5 12 held SO2 own=50"
    private let apart = "objective SO2 strategic\nrisk PR5 12 held SO2"

    private func register(
        _ record: String = "50 L4 C4 SO2", framework: String? = nil
    ) throws -> TestRegister {
        let register = try TestRegister()
        try register.take(TestExtract(april, [record, "51 L1 C1"]))
        try register.take(TestExtract(may, framework: framework ?? linked))
        return register
    }

    private func problems(_ register: TestRegister) throws -> [String] {
        try register.store.verify().problems.map(\.description)
    }

    @Test("A ruling under the record's id counts for the line, and the other way round")
    func shared() throws {
        let register = try register()
        try register.rule(.hold, "50", on: "HLRR", day(2026, 6, 2))
        try register.rule(.hold, "PR5", on: "BAF", day(2026, 6, 3), level: .principal)
        let view = try register.view(june)
        for state in try [view.state("50"), #require(view.principalRisks.first)] {
            #expect(state.standing.holds.map(\.register).sorted() == ["BAF", "HLRR"])
            #expect(state.standing.idleRulings == [])
        }
        #expect(try problems(register) == [])
    }

    @Test("What was ruled before the record was the line's own is of one half")
    func before() throws {
        let register = try TestRegister()
        try register.take(TestExtract(april, ["50 L4 C4 SO2"], framework: apart))
        try register.rule(.hold, "50", on: "HLRR", day(2026, 5, 2))
        try register.take(TestExtract(may, framework: linked))
        let line = try #require(try register.view(june).principalRisks.first)
        #expect(line.standing.holds == [])
        #expect(try register.view(june).state("50").standing.holds.map(\.register) == ["HLRR"])
    }

    @Test("When the link ends, rulings stay with the record, under its id")
    func ended() throws {
        let register = try register()
        try register.rule(.hold, "PR5", on: "HLRR", day(2026, 6, 2), level: .principal)
        try register.rule(.note, "PR5", on: "", day(2026, 6, 2), level: .principal)
        try register.take(TestExtract(june, framework: apart))

        let view = try register.view(july)
        let line = try #require(view.principalRisks.first)
        #expect(line.standing.holds == [])
        #expect(try view.state("50").standing.holds.map(\.register) == ["HLRR"])
        #expect(view.rulings.map(\.subject.id) == ["50", "50"])
        // On a day on which it still was, it is the line's.
        #expect(try register.view(day(2026, 6, 2)).rulings.map(\.subject.id) == ["PR5", "PR5"])
        let history = try register.store.history(of: RiskKey(organisation: "HCT", id: "50"))
        #expect(history.rulings.map(\.verb) == [.hold, .note])
        #expect(try problems(register) == [])
    }

    @Test("A framework that first names a record makes its score no younger")
    func since() throws {
        let register = try register()
        let line = try #require(try register.view(june).principalRisks.first).joined
        #expect(line.standing.scoreSince == april)
        #expect(line.scoreReachesBaseline)
        #expect(line.standing.membership(of: "BAF")?.since == april)
    }

    @Test(
        "A line taken off for one record is asked about anew when another is its own")
    func another() throws {
        let register = try register("50 L2 C4 SO2")
        try register.take(TestExtract(june, ["51 L1 C1"]))
        try register.rule(.agree, "PR5", on: "BAF", day(2026, 7, 2), level: .principal)
        #expect(try register.view(day(2026, 7, 2)).principalRisks.first?.standing.registers == [])
        try register.take(
            TestExtract(
                july, ["51 L1 C1"],
                framework: "objective SO2 strategic\nrisk PR5 12 held SO2 own=50\nrisk PR6 9 own=51"
            ))
        #expect(try register.view(july).principalRisks.first?.standing.registers == [])
        try register.take(
            TestExtract(day(2026, 8, 31), framework: "risk PR5 12 held SO2 own=51"))
        #expect(
            try register.view(day(2026, 8, 31)).principalRisks.first?.standing.registers == ["BAF"])
        #expect(try problems(register) == [])
    }

    @Test("A hold answers the question about a closed record, until it is released")
    func held() throws {
        let register = try register("50 L2 C4 SO2")
        try register.take(TestExtract(june, ["50 L2 C4 SO2 closed"]))
        try register.rule(.hold, "PR5", on: "BAF", day(2026, 7, 2), level: .principal)
        try register.take(
            TestExtract(july, ["50 L2 C4 SO2 closed", "51 L1 C2"], framework: linked))
        #expect(try register.view(july).principalRisks.first?.standing.proposals == [])
        try register.rule(.release, "PR5", on: "BAF", day(2026, 8, 2), level: .principal)
        try register.take(TestExtract(day(2026, 8, 31), ["51 L1 C2"]))
        let line = try #require(try register.view(day(2026, 8, 31)).principalRisks.first)
        #expect(line.standing.proposals.map(\.kind) == [.deescalate])
    }

    @Test("A line asks about a record that people say is closed, though no export said so")
    func answeredClosed() throws {
        let register = try register("50 L2 C4 SO2")
        try register.take(
            TestExtract(
                june, ["51 L1 C1"], holdsOpen: true, absences: ["50": .closed(day(2026, 6, 9))]))
        let line = try #require(try register.view(june).principalRisks.first)
        #expect(
            line.standing.proposals.map(\.reason)
                == ["its own record 50 is closed in the source, 9 June 2026"])
    }

    @Test("A closing day that is to come raises no question of the line before it")
    func closesLater() throws {
        let register = try register("50 L2 C4 SO2 /2026-06-15")
        let line = { (day: Day) in try register.view(day).principalRisks.first }
        #expect(try line(may)?.standing.proposals == [])
        try register.take(TestExtract(june, ["50 L2 C4 SO2 /2026-06-15", "51 L1 C1"]))
        #expect(try line(june)?.standing.proposals.map(\.kind) == [.deescalate])
    }
}
