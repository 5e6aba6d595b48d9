import RegisterStore
import RiskRegister
import Testing

private let may = day(2026, 5, 31)
private let june = day(2026, 6, 30)
private let july = day(2026, 7, 31)

@Suite("Acceptance stories") struct StoryTests {
    @Test("A: a fall waits for a ruling; the ruling takes one register; a rise returns")
    func storyA() throws {
        let register = try TestRegister()
        let framework = "objective SO5 strategic"
        try register.take(TestExtract(may, ["2101 L4 C4 SO5", "2102 L4 C5"], framework: framework))
        try register.take(TestExtract(june, ["2101 L3 C4 SO5", "2102 L3 C5"]))
        let view = try register.view()
        let first = try view.state("2101")
        #expect(first.score == 12)
        #expect(first.previousScore == 16)
        #expect(first.outcome.grade == "high")
        #expect(first.outcome.routing == .belowThreshold)
        #expect(first.movement == .down)
        #expect(first.standing.registers == ["BAF", "HLRR"])
        #expect(first.standing.memberships.allSatisfy { $0.basis == .kept })
        #expect(first.standing.proposals.map(\.kind) == [.deescalate, .deescalate])
        let second = try view.state("2102")
        #expect(second.score == 15)
        #expect(second.standing.registers == ["HLRR"])
        #expect(second.standing.proposals.map(\.kind) == [.question])
        #expect(view.newest?.balance.keptOnRegister == 1)
        #expect(view.newest?.balance.records == 2)

        try register.rule(.agree, "2101", on: "HLRR", day(2026, 7, 12))
        #expect(try register.view(day(2026, 7, 12)).state("2101").standing.registers == ["BAF"])
        #expect(try register.view(june).state("2101").standing.registers == ["BAF", "HLRR"])
        try register.take(TestExtract(july, ["2101 L4 C4 SO5", "2102 L3 C5"]))
        let after = try register.view().state("2101")
        #expect(after.movement == .up)
        #expect(after.standing.registers == ["BAF", "HLRR"])
        #expect(after.standing.leftBefore == ["HLRR"])
        #expect(dump(try register.view(june, knownAt: .sequence(view.knownAt))) == dump(view))
        #expect(try register.store.verify().problems == [])
    }

    @Test("B: held and themed lines stay whatever their score; links put nothing on the BAF")
    func storyB() throws {
        let register = try TestRegister()
        try register.take(
            TestExtract(
                june, ["3301 L4 C5 SO2", "3302 L4 C4", "3303 L4 C4 WF3", "3304 L3 C4 SO1"],
                framework: """
                    objective SO1 strategic
                    objective SO2 strategic
                    objective SO4 strategic
                    objective WF3 workforce
                    risk PR3 12 held SO2 linked=3301
                    risk PR4 6 theme SO4
                    """))
        let view = try register.view()
        #expect(view.principalRisks.map(\.key.id) == ["PR3", "PR4"])
        let theme = try view.state("PR4")
        #expect(theme.standing.membership(of: "BAF")?.basis == .theme)
        #expect(theme.outcome.grade == "moderate")
        #expect(theme.standing.proposals == [])
        #expect(try view.state("PR3").standing.membership(of: "BAF")?.basis == .held)
        #expect(try view.state("PR3").principal?.linkedRisks == ["3301"])
        #expect(try view.state("3301").standing.registers == ["BAF", "HLRR"])
        #expect(try view.state("3301").standing.proposals.map(\.kind) == [.confirm])
        #expect(try view.state("3302").standing.registers == ["HLRR"])
        #expect(try view.state("3302").standing.proposals.map(\.kind) == [.question])
        #expect(try view.state("3303").standing.registers == ["HLRR"])
        #expect(try view.state("3303").outcome.objectives.notStrategic == ["WF3"])
        #expect(try view.state("3304").standing.registers == [])
        #expect(view.newest?.balance.routed == 3)
    }
}
