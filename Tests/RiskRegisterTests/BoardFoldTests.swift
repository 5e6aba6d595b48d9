import RiskRegister
import Testing

@Suite("What the board's lines and people's words do to membership") struct BoardFoldTests {
    private let plain = record("1", 2, 2) { $0.objectives = [] }
    private let high = record("1", 4, 4)

    private func line(_ change: (inout RiskRecord) -> Void = { _ in }) -> AssuranceFramework {
        var line = AssuranceFramework.PrincipalRisk()
        line.id = "PR1"
        line.basis = .held
        line.record = record("PR1", 2, 4)
        change(&line.record)
        var framework = AssuranceFramework()
        framework.principalRisks = [line]
        return framework
    }

    private func register(_ frameworks: [(Day, AssuranceFramework)]) -> TestRegister {
        var register = TestRegister()
        register.frameworks = frameworks.map { (day: $0.0, framework: $0.1) }
        return register
    }

    @Test("A line that a newer framework lacks stays, and is one question to the board")
    func noLongerListed() {
        let register = register([(may, line()), (june, AssuranceFramework())])
        #expect(standing(register, may, "PR1") == "BAF held")
        #expect(standing(register, june, "PR1") == "BAF kept | de-escalate BAF")
        let reason = register.view(asAt: june).principalRisks[0].standing.proposals[0].reason
        #expect(reason == "no longer listed in the framework, last on \(may.inWords)")
    }

    @Test(
        "A line closed without a minute stays and is asked about; one that the board ended is off")
    func ended() {
        let closed = register([(may, line()), (june, line { $0.isClosed = true })])
        #expect(standing(closed, june, "PR1") == "BAF kept | de-escalate BAF")
        let ended = register([
            (may, line()),
            (
                june,
                line {
                    $0.isClosed = true
                    $0.isEndedByBoard = true
                }
            ),
        ])
        #expect(standing(ended, june, "PR1") == "")
        #expect(ended.view(asAt: june).principalRisks[0].standing.leftBefore == ["BAF"])
    }

    @Test(
        "A line whose own record is closed or missing stays, and is asked about until it is answered"
    )
    func doubted() {
        var register = register([
            (may, line()), (june, line { $0.doubt = "its own record 7 is closed" }),
        ])
        #expect(standing(register, june, "PR1") == "BAF held | de-escalate BAF")
        var refusal = ruling(1, "PR1", .refuse, "BAF", july)
        refusal.subject = RiskKey(organisation: "NB", level: .principal, id: "PR1")
        register.rulings = [refusal]
        #expect(standing(register, july, "PR1") == "BAF held")
        #expect(standing(register, day(2026, 8, 31), "PR1") == "BAF held")
    }

    @Test("A step-down agreed for a doubt keeps the line off while the doubt stands")
    func agreedDoubt() {
        let doubted = line { $0.doubt = "its own record 7 is closed" }
        let october = day(2026, 10, 31)
        var register = register([
            (may, line()), (june, doubted), (day(2026, 8, 31), doubted), (october, line()),
        ])
        var agreement = ruling(1, "PR1", .agree, "BAF", july)
        agreement.subject = RiskKey(organisation: "NB", level: .principal, id: "PR1")
        register.rulings = [agreement]
        #expect(standing(register, july, "PR1") == "")
        #expect(standing(register, day(2026, 8, 31), "PR1") == "")
        #expect(standing(register, october, "PR1") == "BAF held")
    }

    @Test(
        "A hold that ran out off its register holds nothing when the risk is on again and vanishes")
    func spentHold() {
        let closed = record("1", 2, 2) { $0.isClosed = true }
        var register = TestRegister()
        register.extracts = [
            (may, [closed]), (june, [high]), (july, [record("2", 2, 2)]),
        ]
        register.rulings = [
            ruling(1, "1", .hold, "HLRR", may.adding(days: 1), until: may.adding(days: 2))
        ]
        #expect(standing(register, july, "1").hasPrefix("HLRR kept, BAF kept | de-escalate HLRR"))
    }

    @Test("A hold that had run out before the first extract silences no question")
    func heldBeforeSeen() {
        let closed = record("1", 4, 4) { $0.isClosed = true }
        var register = TestRegister()
        register.extracts = [
            (may, [closed]), (june, [record("1", 4, 4) { $0.objectives = [] }]),
        ]
        let early = ruling(1, "1", .hold, "BAF", day(2026, 5, 1), until: day(2026, 5, 3))
        // As it counts: from the first extract that holds the risk, when it had run out already.
        register.rulings = [early].counting(from: may)
        #expect(standing(register, june) == "HLRR rule | question BAF")
    }

    @Test("Of two people's words on one register the later counts")
    func laterWord() {
        var register = TestRegister()
        register.extracts = [(may, [high]), (july, [high])]
        let (first, second) = (day(2026, 6, 5), day(2026, 6, 6))
        register.rulings = [
            ruling(1, "1", .refuse, "BAF", first), ruling(2, "1", .hold, "BAF", second),
        ]
        #expect(standing(register, first, "1") == "HLRR rule")
        #expect(standing(register, second, "1") == "HLRR rule, BAF held")
        #expect(standing(register, july, "1") == "HLRR rule, BAF rule | confirm BAF")
        register.rulings = [
            ruling(1, "1", .hold, "BAF", first), ruling(2, "1", .refuse, "BAF", second),
        ]
        #expect(standing(register, july, "1") == "HLRR rule")
    }

    @Test("A hold on a closed risk leaves the closure to be agreed")
    func holdOnClosed() {
        let closed = record("1", 4, 4) { $0.isClosed = true }
        var register = TestRegister()
        register.extracts = [(may, [high]), (june, [closed])]
        register.rulings = [ruling(1, "1", .hold, "HLRR", july)]
        #expect(standing(register, july, "1") == "close HLRR, close BAF")
    }

    @Test("A release takes off a vanished risk that only the hold kept")
    func releaseOfVanished() {
        var register = TestRegister()
        register.extracts = [(may, [high]), (june, [record("2", 2, 2)])]
        register.rulings = [
            ruling(1, "1", .hold, "HLRR", may), ruling(2, "1", .release, "HLRR", july),
        ]
        #expect(standing(register, june, "1").hasPrefix("HLRR held"))
        #expect(standing(register, july, "1").hasPrefix("BAF"))
    }

    @Test("A question that a hold silenced returns on the day of the organisation's next event")
    func questionReturns() {
        let blank = record("1", 4, 4) { $0.objectives = [] }
        var register = TestRegister()
        register.extracts = [(may, [blank]), (july, [blank])]
        register.rulings = [
            ruling(1, "1", .hold, "BAF", day(2026, 6, 5)),
            ruling(2, "1", .release, "BAF", day(2026, 6, 20)),
        ]
        #expect(standing(register, may, "1") == "HLRR rule | question BAF")
        #expect(standing(register, day(2026, 6, 5), "1") == "HLRR rule, BAF held")
        #expect(standing(register, day(2026, 6, 20), "1") == "HLRR rule")
        #expect(standing(register, july.adding(days: -1), "1") == "HLRR rule")
        #expect(standing(register, july, "1") == "HLRR rule | question BAF")
    }

    @Test("A hold that ran out keeps a risk on, and never puts one back")
    func expiredHold() {
        let closed = record("1", 2, 2) {
            $0.objectives = []
            $0.isClosed = true
        }
        var register = TestRegister()
        register.extracts = [(may, [plain]), (june, [plain]), (july, [closed])]
        register.rulings = [ruling(1, "1", .hold, "BAF", may, until: may.adding(days: 3))]
        #expect(standing(register, june, "1") == "BAF held")
        register.extracts.append((day(2026, 8, 31), [plain]))
        #expect(standing(register, july, "1") == "close BAF")
        #expect(!standing(register, day(2026, 8, 31), "1").contains("BAF held"))
    }

    @Test(
        "A confirmation that nobody gave is asked for again after a fall and a rise; one given lasts"
    )
    func confirmations() {
        let low = record("1", 3, 4)
        var register = TestRegister()
        register.extracts = [(may, [high]), (june, [low]), (july, [high])]
        #expect(standing(register, july, "1") == "HLRR rule, BAF rule | confirm BAF")
        register.rulings = [ruling(1, "1", .agree, "BAF", may)]
        #expect(standing(register, july, "1") == "HLRR rule, BAF rule")
    }

    @Test(
        "An objective that ended with one successor counts as it; with none, or several, it does not"
    )
    func successors() {
        var old = AssuranceFramework.Objective()
        old.id = "SO2"
        old.to = may
        var framework = AssuranceFramework()
        for id in ["SO7", "SO8"] {
            var new = AssuranceFramework.Objective()
            new.id = id
            new.from = may.adding(days: 1)
            framework.objectives.append(new)
        }
        func standing(_ successor: String?) -> ObjectiveStanding {
            old.replacedBy = successor
            framework.objectives.removeAll { $0.id == "SO2" }
            framework.objectives.append(old)
            return ObjectiveStanding(codes: ["SO2"], framework: framework, on: june)
        }
        #expect(standing("SO7").carried == [.init(from: "SO2", to: "SO7")])
        #expect(standing("SO7").counts)
        #expect(standing("SO7, SO8").ended == ["SO2"])
        #expect(standing(nil).ended == ["SO2"])
        #expect(standing("SO9").carried == [.init(from: "SO2", to: "SO9")])
        #expect(
            ObjectiveStanding(codes: ["SO2"], framework: framework, on: may).strategic == ["SO2"])
    }

    @Test("Of two objectives with one code it names the one that stands on the day")
    func usedAgain() {
        var (old, new) = (AssuranceFramework.Objective(), AssuranceFramework.Objective())
        (old.id, old.text, old.to) = ("SO2", "Give safe care", may)
        (new.id, new.text, new.from) = ("SO2 #2", "Grow our own", may.adding(days: 1))
        new.aliases = ["SO2"]
        var framework = AssuranceFramework()
        framework.objectives = [old, new]
        for (day, text) in [(may, "Give safe care"), (june, "Grow our own")] {
            #expect(framework.objective(named: "so2", on: day)?.text == text)
            let standing = ObjectiveStanding(codes: ["SO2"], framework: framework, on: day)
            #expect(standing.strategic == ["SO2"])
        }
    }
}
