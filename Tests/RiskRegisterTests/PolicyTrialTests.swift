import RiskRegister
import Testing

/// What a trial says of a small register, without a store.
@Suite("A trial of a policy") struct PolicyTrialTests {
    private func register() -> TestRegister {
        var register = TestRegister()
        var objective = AssuranceFramework.Objective()
        objective.id = "SO5"
        var framework = AssuranceFramework()
        framework.objectives = [objective]
        register.frameworks = [(may, framework)]
        let records = [
            record("1", 3, 4) { $0.directorate = "Adults" },
            record("2", 4, 4) { $0.directorate = "Children" },
            record("3", 3, 4) {
                $0.directorate = nil
                $0.objectives = []
            },
            record("4", 2, 3),
        ]
        register.extracts = [(may, records), (june, records)]
        register.now("3") { $0.current = score(3, 3) }
        return register
    }

    private func trial(
        _ register: TestRegister, threshold: Int, on day: Day = june
    ) -> PolicyTrial {
        var other = register
        other.rulebooks = [testRulebook(threshold: threshold)]
        return PolicyTrial(
            inForce: register.view(asAt: day), tried: other.view(asAt: day), force: .always)
    }

    @Test("The headline names the thresholds, the difference and both lengths")
    func headline() {
        #expect(
            trial(register(), threshold: 12).headline
                == "12 instead of 15: 2 more risks on 30 June 2026 (3 instead of 1 on the Executive "
                + "Team's list, 1 instead of 0 of them until step-down is agreed)")
        #expect(
            trial(register(), threshold: 20).headline
                == "20 instead of 15: 1 fewer risk on 30 June 2026 (0 instead of 1 on the Executive "
                + "Team's list)")
        #expect(
            trial(register(), threshold: 16).headline
                == "16 instead of 15: as many risks on 30 June 2026 (1 on the Executive Team's list)"
        )
        #expect(
            trial(register(), threshold: 15).headline
                == "test 1, the rules in force: as many risks on 30 June 2026 (1 on the Executive "
                + "Team's list)")
    }

    @Test("A list that goes to another body under the tried rules is called by both")
    func otherReviewer() {
        let register = register()
        func headline(threshold: Int) -> String {
            var other = register
            var rules = testRulebook(threshold: threshold)
            for index in rules.registers.indices {
                rules.registers[index].reviewer = "Risk Committee"
            }
            other.rulebooks = [rules]
            return PolicyTrial(
                inForce: register.view(asAt: june), tried: other.view(asAt: june), force: .always
            ).headline
        }
        #expect(
            headline(threshold: 16).hasSuffix(
                "(1 on the Risk Committee's list instead of the Executive Team's)"))
        #expect(
            headline(threshold: 20).hasSuffix(
                "(0 on the Risk Committee's list instead of 1 on the Executive Team's)"))
    }

    @Test("Who moves is named with the reason under each policy")
    func moves() throws {
        let trial = trial(register(), threshold: 12)
        let list = try #require(trial.register(for: .highLevel))
        #expect(
            trial.moves(list, .joins).map(\.move.sentence) == [
                "1 would join HLRR: at the threshold; under the rules in force: no row of the rules "
                    + "gives it",
                "3 would be on HLRR until step-down is agreed: score 9 is below the threshold, on it "
                    + "since at least 31 May 2026; under the rules in force: no row of the rules gives it",
            ])
        #expect(trial.moves(list, .leaves).isEmpty)
        #expect(trial.kept(on: list).tried == 1)
        let back = PolicyTrial(
            inForce: trial.views.tried, tried: trial.views.inForce, force: .always)
        #expect(
            back.moves(list, .leaves).map(\.move.sentence) == [
                "1 would not be on HLRR: no row of the rules gives it; under the rules in force: at "
                    + "the threshold",
                "3 would not be on HLRR: no row of the rules gives it; under the rules in force: "
                    + "stays until step-down is agreed, score 9 is below the threshold",
            ])
    }

    @Test("Decisions that would arise and vanish are those of one side only")
    func decisions() {
        let trial = trial(register(), threshold: 12)
        let arising = trial.effects.flatMap { effect in
            effect.arising.map { "\(effect.id) \($0.kind.rawValue) \($0.register)" }
        }
        #expect(arising == ["1 confirm BAF", "3 de-escalate HLRR"])
        #expect(trial.effects.flatMap(\.vanishing).isEmpty)
        #expect(trial.decisionCount.tried == trial.decisionCount.inForce + 2)
    }

    @Test("Shares are by the greatest rise; a risk without a directorate is counted under none")
    func shares() throws {
        let trial = trial(register(), threshold: 12)
        let list = try #require(trial.register(for: .highLevel))
        #expect(
            trial.byDirectorate(list) == [
                PolicyTrial.Share(name: "Adults", inForce: 0, tried: 1),
                PolicyTrial.Share(name: nil, inForce: 0, tried: 1),
                PolicyTrial.Share(name: "Children", inForce: 1, tried: 1),
            ])
        let framework = try #require(trial.register(for: .assuranceFramework))
        #expect(
            trial.byObjective(framework) == [
                PolicyTrial.Share(name: "SO5", inForce: 1, tried: 2)
            ])
    }

    @Test("A register that the tried rules name otherwise is the same by its purpose")
    func renamed() throws {
        let register = register()
        var other = register
        var rules = testRulebook(threshold: 12)
        rules.registers[0].id = "CORP"
        other.rulebooks = [rules]
        let trial = PolicyTrial(
            inForce: register.view(asAt: june), tried: other.view(asAt: june), force: .always)
        #expect(trial.registers.map(\.id) == ["HLRR (then CORP)", "BAF"])
        // These rules still put risks on HLRR, which they no longer have: nobody is on the list.
        #expect(trial.headline.contains("1 fewer risk"))
        #expect(trial.moves(try #require(trial.registers.first), .leaves).map(\.effect.id) == ["2"])
    }

    @Test("Without a register that either has, every stay is a move")
    func lacking() throws {
        let register = register()
        var other = register
        var rules = testRulebook(threshold: 15)
        rules.registers.removeAll { $0.id == "BAF" }
        other.rulebooks = [rules]
        let trial = PolicyTrial(
            inForce: register.view(asAt: june), tried: other.view(asAt: june), force: .always)
        let framework = try #require(trial.registers.last)
        #expect(framework.tried == nil)
        #expect(
            trial.moves(framework, .leaves).map(\.move.sentence) == [
                "2 would not be on BAF: the rules have no such register; under the rules in force: "
                    + "at the threshold with a strategic objective"
            ])
    }

    @Test("Months count lengths, movements, returns and risks that go on and off")
    func months() throws {
        let registers = PolicyTrial.registers(testRulebook(), testRulebook())
        func standing(_ isOn: Bool) -> Standing {
            var standing = Standing(firstSeen: may)
            if isOn {
                standing.memberships = [
                    Membership(register: "HLRR", basis: .rule, since: may, reason: "", row: "")
                ]
            }
            return standing
        }
        let days = [may, june, july, july.adding(days: 31)]
        func counted(baseline: Bool) -> PolicyTrialMonths {
            var months = PolicyTrialMonths(
                days: Array(baseline ? days.dropFirst() : days[...]),
                baseline: baseline ? may : nil, registers: registers)
            let course = [true, false, true, true].map { standing($0) as Standing? }
            months.add(PolicyTrial.Both([nil, standing(true), nil, standing(true)], course))
            months.add(PolicyTrial.Both([nil, nil, nil, nil], course))
            return months
        }
        func list(_ months: PolicyTrialMonths) -> [PolicyTrialMonths.Count] {
            months.months.map { $0.tally.tried.registers[0] }
        }
        let whole = counted(baseline: false)
        #expect(list(whole).map(\.length) == [2, 0, 2, 2])
        #expect(list(whole).map(\.joined) == [0, 0, 2, 0])
        #expect(list(whole).map(\.returned) == [0, 0, 2, 0])
        #expect(list(whole).map(\.left) == [0, 2, 0, 0])
        #expect(whole.unsteady[0].tried == 2)
        #expect(whole.unsteady[0].inForce == 1)
        #expect(whole.hasMovements(0) == false)
        #expect(whole.peak(0)?.tried.day == may)
        #expect(whole.meanInTenths(0)?.tried == 15)
        #expect(whole.meanInTenths(0)?.inForce == 5)
        let later = counted(baseline: true)
        #expect(list(later).map(\.length) == [0, 2, 2])
        #expect(list(later).map(\.left) == [2, 0, 0])
        #expect(later.hasMovements(0))
        #expect(later.unsteady[0].tried == 2)
    }
}
