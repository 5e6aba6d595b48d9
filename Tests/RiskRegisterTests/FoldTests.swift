import RiskRegister
import Testing

/// A month of a risk's life in a few characters, and where it stood at the end of it.
///
/// Registers with their basis, then proposals: "HLRR kept, BAF rule | de-escalate HLRR".
private func standing(_ register: TestRegister, _ asAt: Day, _ id: String = "1") -> String {
    guard let state = register.view(asAt: asAt).risk(named: id) else { return "unknown" }
    let stays = state.standing.memberships.map { "\($0.register) \($0.basis.rawValue)" }
    let proposals = state.standing.proposals.map { "\($0.kind.rawValue) \($0.register)" }
    return [stays.joined(separator: ", "), proposals.joined(separator: ", ")]
        .filter { !$0.isEmpty }.joined(separator: " | ")
}

@Suite("Membership is a fold over days") struct FoldTests {
    private let april = day(2026, 4, 30)
    private let high = record("1", 4, 4)
    private let low = record("1", 3, 4)

    private func register(
        _ extracts: [(Day, [RiskRecord])], _ rulings: [Ruling] = []
    ) -> TestRegister {
        var register = TestRegister()
        register.extracts = extracts.map { (day: $0.0, records: $0.1) }
        register.rulings = rulings
        return register
    }

    @Test("A fall below the threshold keeps the risk on both registers, with a proposal for each")
    func fallKeeps() {
        let register = register([(may, [high]), (june, [low]), (july, [low])])
        #expect(standing(register, may) == "HLRR rule, BAF rule | confirm BAF")
        #expect(
            standing(register, june) == "HLRR kept, BAF kept | de-escalate HLRR, de-escalate BAF")
        #expect(standing(register, july) == standing(register, june))
        let since = register.view(asAt: july).risks.first?.standing
        #expect(since?.proposals.map(\.since) == [june, june])
        #expect(since?.memberships.map(\.since) == [may, may])
    }

    @Test("A ruling takes it off the register it names, and off no other")
    func rulingLeavesOne() {
        let register = register(
            [(may, [high]), (june, [low])], [ruling(1, "1", .agree, "HLRR", day(2026, 7, 12))])
        #expect(standing(register, day(2026, 7, 11)).hasPrefix("HLRR kept, BAF kept"))
        #expect(standing(register, day(2026, 7, 12)) == "BAF kept | de-escalate BAF")
    }

    @Test("A step-down lapses when the score rises: it is back by itself")
    func stepDownLapses() {
        let register = register(
            [(may, [high]), (june, [low]), (july, [high])],
            [ruling(1, "1", .agree, "HLRR", day(2026, 7, 12))])
        #expect(standing(register, july) == "HLRR rule, BAF rule | confirm BAF")
        let state = register.view(asAt: july).risks.first
        #expect(state?.standing.leftBefore == ["HLRR"])
        #expect(state?.standing.membership(of: "HLRR")?.since == july)
        #expect(state?.standing.membership(of: "BAF")?.since == may)
    }

    @Test("A refusal silences the proposal until it expires")
    func refusalExpires() {
        let register = register(
            [(may, [high]), (june, [low])],
            [ruling(1, "1", .refuse, "HLRR", june, until: july)])
        #expect(standing(register, june) == "HLRR kept, BAF kept | de-escalate BAF")
        #expect(standing(register, july) == "HLRR kept, BAF kept | de-escalate BAF")
        #expect(
            standing(register, july.adding(days: 1))
                == "HLRR kept, BAF kept | de-escalate HLRR, de-escalate BAF")
    }

    @Test("A refusal ends when the score changes")
    func refusalEndsWithScore() {
        let register = register(
            [(may, [high]), (june, [low]), (july, [record("1", 2, 4)])],
            [ruling(1, "1", .refuse, "HLRR", june)])
        #expect(standing(register, june) == "HLRR kept, BAF kept | de-escalate BAF")
        #expect(
            standing(register, july) == "HLRR kept, BAF kept | de-escalate HLRR, de-escalate BAF")
    }

    @Test("A hold keeps it there whatever its score, expired or not, until it is released")
    func holdAndRelease() {
        let plain = record("1", 2, 2) { $0.objectives = [] }
        let register = register(
            [(may, [plain]), (june, [plain]), (july, [plain])],
            [
                ruling(1, "1", .hold, "BAF", may, until: june),
                ruling(2, "1", .release, "BAF", day(2026, 8, 5)),
            ])
        #expect(standing(register, may) == "BAF held")
        #expect(standing(register, july) == "BAF held")
        #expect(standing(register, day(2026, 8, 5)) == "")
    }

    @Test("Closure leaves at once and is proposed until it is agreed")
    func closure() {
        let closed = record("1", 4, 4) { $0.isClosed = true }
        let register = register(
            [(may, [high]), (june, [closed]), (july, [closed])],
            [
                ruling(1, "1", .agree, "HLRR", day(2026, 8, 5)),
                ruling(2, "1", .agree, "BAF", day(2026, 8, 5)),
            ])
        #expect(standing(register, june) == "close HLRR, close BAF")
        #expect(standing(register, july) == "close HLRR, close BAF")
        #expect(standing(register, day(2026, 8, 5)) == "")
    }

    @Test("A risk that vanishes stays, with a proposal, and is not closed")
    func vanishing() {
        let register = register([(may, [high, record("2", 1, 1)]), (june, [record("2", 1, 1)])])
        #expect(
            standing(register, june) == "HLRR kept, BAF kept | de-escalate HLRR, de-escalate BAF")
        let state = register.view(asAt: june).risk(named: "1")
        #expect(state?.status == .vanished)
        #expect(state?.standing.lostAfter == may)
        #expect(state?.standing.memberships.first?.reason == "last seen on 31 May 2026")
    }

    @Test("Entry by rule is confirmed once, also over months and after a fall and a rise")
    func confirmOnce() {
        let confirmed = [ruling(1, "1", .agree, "BAF", day(2026, 6, 12))]
        let register = register([(may, [high]), (june, [high]), (july, [high])], confirmed)
        #expect(standing(register, day(2026, 6, 11)) == "HLRR rule, BAF rule | confirm BAF")
        #expect(standing(register, july) == "HLRR rule, BAF rule")
        let moved = self.register(
            [(may, [high]), (june, [low]), (july, [high])],
            [
                ruling(1, "1", .agree, "BAF", may)
            ])
        #expect(standing(moved, july) == "HLRR rule, BAF rule")
    }

    @Test("Entry that is refused leaves, and stays off until the score changes")
    func confirmRefused() {
        let register = register(
            [(may, [high]), (june, [high]), (july, [record("1", 5, 4)])],
            [ruling(1, "1", .refuse, "BAF", may)])
        #expect(standing(register, may) == "HLRR rule")
        #expect(standing(register, june) == "HLRR rule")
        #expect(standing(register, july) == "HLRR rule, BAF rule | confirm BAF")
    }

    @Test("At the threshold with no objective is a question; below it, or refused, is not")
    func question() {
        let blank = record("1", 4, 4) { $0.objectives = [] }
        let low = record("1", 3, 4) { $0.objectives = [] }
        #expect(standing(register([(may, [blank])]), may) == "HLRR rule | question BAF")
        #expect(standing(register([(may, [low])]), may) == "")
        let agreed = register([(may, [blank])], [ruling(1, "1", .agree, "BAF", june)])
        #expect(standing(agreed, june) == "HLRR rule, BAF held")
        let refused = register([(may, [blank])], [ruling(1, "1", .refuse, "BAF", june)])
        #expect(standing(refused, june) == "HLRR rule")
    }

    @Test("A score lost or an approval lost keeps the risk with a proposal")
    func lostScore() {
        let unscored = record("1", 4, 4) { $0.current = ScoreEntry() }
        let awaiting = record("1", 4, 4) { $0.approval = .awaiting }
        for (lost, reason) in [
            (unscored, "it has lost its score"), (awaiting, "it is no longer approved"),
        ] {
            let register = register([(may, [high]), (june, [lost])])
            #expect(
                standing(register, june)
                    == "HLRR kept, BAF kept | de-escalate HLRR, de-escalate BAF")
            #expect(
                register.view(asAt: june).risks.first?.standing.memberships.first?.reason == reason)
        }
    }

    @Test("A threshold that changes on a date moves risks on that day, without an extract")
    func rulebookChanges() {
        var register = register([(may, [low])])
        register.rulebooks = [testRulebook(), testRulebook(threshold: 12, from: june)]
        #expect(standing(register, day(2026, 6, 29)) == "")
        #expect(standing(register, june) == "HLRR rule, BAF rule | confirm BAF")
    }

    @Test(
        "An objective that ends on a date takes the risk's claim with it, and keeps it until a ruling"
    )
    func objectiveEnds() {
        var register = register([(may, [high])])
        var framework = AssuranceFramework()
        var objective = AssuranceFramework.Objective()
        objective.id = "SO5"
        objective.to = june
        framework.objectives = [objective]
        register.frameworks = [(may, framework)]
        #expect(standing(register, june) == "HLRR rule, BAF rule | confirm BAF")
        #expect(standing(register, june.adding(days: 1)) == "HLRR rule, BAF kept | de-escalate BAF")
    }

    @Test("Waiting for approval counts from the first day of the present wait")
    func awaiting() {
        let waiting = record("1", 4, 4) { $0.approval = .awaiting }
        let register = register([(april, [high]), (may, [waiting]), (july, [waiting])])
        let state = register.view(asAt: july).risks.first
        #expect(state?.standing.awaitingSince == may)
    }

    @Test("Rulings that find nothing to decide are kept, and change nothing else")
    func idleRulings() {
        let idle = register(
            [(may, [low]), (june, [low])],
            [
                ruling(1, "1", .agree, "HLRR", june), ruling(2, "1", .refuse, "BAF", june),
                ruling(3, "1", .release, "BAF", june), ruling(4, "1", .hold, "BAF", june),
            ])
        #expect(idle.view(asAt: june).risks.first?.standing.idleRulings == [1, 2, 3])
        #expect(standing(idle, june) == "BAF held")
    }

    @Test("Going on from any point gives what playing from the start gives")
    func anyPoint() {
        let register = register(
            [
                (april, [high]), (may, [low]), (june, []), (july, [high]),
                (day(2026, 8, 31), [record("1", 4, 4) { $0.isClosed = true }]),
            ],
            [
                ruling(1, "1", .agree, "BAF", day(2026, 5, 2)),
                ruling(2, "1", .agree, "HLRR", day(2026, 6, 12)),
                ruling(3, "1", .refuse, "BAF", day(2026, 6, 12), until: day(2026, 7, 2)),
            ])
        let key = RiskKey(organisation: "NB", id: "1")
        let events = register.events(of: key)
        let whole = Timeline.points(of: events, facts: register.facts)
        #expect(whole.count >= 6)
        for (place, point) in whole.enumerated() {
            let rest = Timeline.points(of: events, facts: register.facts, from: point)
            #expect(rest.map(\.day) == whole[(place + 1)...].map(\.day))
            #expect(rest.map(\.standing) == whole[(place + 1)...].map(\.standing))
        }
    }

    @Test("The same extracts in any order give the same answers")
    func anyOrder() {
        let extracts: [(day: Day, records: [RiskRecord])] = [
            (may, [high]), (june, [low]), (july, [record("1", 5, 4)]),
        ]
        let rulings = [ruling(1, "1", .agree, "HLRR", day(2026, 7, 12))]
        var answers = Set<[Standing]>()
        for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            var register = TestRegister()
            register.extracts = order.map { extracts[$0] }
            register.rulings = rulings
            let days = [may, june, day(2026, 7, 12), july]
            answers.insert(days.compactMap { register.view(asAt: $0).risks.first?.standing })
        }
        #expect(answers.count == 1)
        #expect(answers.first?.count == 4)
    }
}
