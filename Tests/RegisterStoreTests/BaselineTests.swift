import RegisterStore
import RiskRegister
import Testing

private let may = day(2026, 5, 31)
private let june = day(2026, 6, 30)
private let july = day(2026, 7, 31)

/// The baseline as the store finds it: the earliest day held, by what extracts cover.
@Suite("Baselines") struct BaselineTests {
    private func part(_ name: String) -> ExtractScope { .part(field: "directorate", value: name) }

    @Test(
        "An earlier extract that slots in moves the baseline, says so, and its marks count instead")
    func slotsIn() throws {
        let register = try TestRegister()
        let first = try register.take(TestExtract(june, ["1 L3 C4 *HLRR", "2 L4 C4 *HLRR"]))
        #expect(first.baselineMoves == [])
        #expect(try register.view(june).state("1").standing.registers == ["HLRR"])
        let late = try register.take(TestExtract(may, ["1 L3 C4", "2 L4 C4 SO1 *BAF"]))
        #expect(late.baselineMoves == [BaselineMove(scope: .all, from: june, to: may)])
        // June's mark is no longer the first thing known of risk 1: nothing put it there.
        #expect(try register.view(june).state("1").standing.registers == [])
        let second = try register.view(june).state("2").standing
        #expect(second.asFound == ["BAF"])
        #expect(second.reachesBaseline(second.scoreSince))
        #expect(second.scoreSince == may)
        #expect(try register.store.verify().problems == [])
        // What was answered before is still answered so, as it was known then.
        let then = try register.view(june, knownAt: .sequence(first.extract.sequence))
        #expect(try then.state("1").standing.registers == ["HLRR"])
    }

    @Test("In whatever order extracts come, the baseline is the same")
    func anyOrder() throws {
        let extracts = [
            TestExtract(may, ["1 L3 C4 @Adults *HLRR"], scope: part("Adults")),
            TestExtract(
                june, ["1 L3 C4 @Adults", "2 L3 C4 @Children *HLRR", "3 L3 C4 @Adults *HLRR"]),
            TestExtract(july, ["2 L4 C4 @Children *HLRR"], scope: part("Children")),
        ]
        var said: Set<String> = []
        for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2], [1, 2, 0], [2, 0, 1], [0, 2, 1]] {
            let register = try TestRegister()
            for place in order { try register.take(extracts[place]) }
            var view = try register.view(july)
            view.extracts = []
            view.newest = nil
            view.previous = nil
            said.insert(
                view.risks.map { state in
                    let standing = state.standing
                    return "\(state.key.id) \(standing.registers) found \(standing.asFound) "
                        + "\(standing.isFromBaseline) \(standing.proposals.map(\.kind))"
                }.joined(separator: "\n"))
            #expect(try register.store.verify().problems == [])
        }
        #expect(
            said == [
                """
                1 ["HLRR"] found ["HLRR"] true [RiskRegister.Proposal.Kind.deescalate]
                2 ["HLRR"] found [] true [RiskRegister.Proposal.Kind.question]
                3 [] found [] false []
                """
            ])
    }

    @Test(
        "A part that is covered first long after the rest has its baseline then; a move is told of it"
    )
    func laterPart() throws {
        let register = try TestRegister()
        try register.take(
            TestExtract(may, ["1 L3 C4 @Adults *HLRR"], scope: part("Adults")))
        let children = try register.take(
            TestExtract(july, ["2 L3 C4 @Children *HLRR"], scope: part("Children")))
        #expect(children.baselineMoves == [])
        #expect(try register.view(july).state("2").standing.asFound == ["HLRR"])
        let whole = try register.take(TestExtract(june, ["1 L3 C4 @Adults", "2 L3 C4 @Children"]))
        #expect(
            whole.baselineMoves == [
                BaselineMove(scope: part("Children"), from: july, to: june)
            ])
        #expect(try register.view(july).state("2").standing.asFound == [])
        #expect(try register.view(july).state("1").standing.asFound == ["HLRR"])
    }

    @Test("A corrected baseline counts as it was corrected")
    func corrected() throws {
        let register = try TestRegister()
        try register.take(TestExtract(may, ["1 L3 C4"]))
        try register.take(TestExtract(june, ["1 L3 C4"]))
        let right = try register.take(TestExtract(may, ["1 L3 C4 *HLRR"]))
        #expect(right.baselineMoves == [])
        #expect(try register.view(june).state("1").standing.asFound == ["HLRR"])
    }
}
