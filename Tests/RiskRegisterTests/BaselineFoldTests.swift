import RiskRegister
import Testing

@Suite("The register as it was found") struct BaselineFoldTests {
    private let july = day(2026, 7, 31)

    /// A register whose first extract holds risk 1 as it is given, and whose later ones as they are.
    private func register(_ first: RiskRecord, then later: RiskRecord...) -> TestRegister {
        var register = TestRegister()
        let days = [may, june, july]
        register.extracts = zip(days, [first] + later).map { (day: $0, records: [$1]) }
        return register
    }

    private func marked(
        _ likelihood: Int, _ consequence: Int, _ marks: [String]?,
        _ edit: (inout RiskRecord) -> Void = { _ in }
    ) -> RiskRecord {
        record("1", likelihood, consequence) {
            $0.markedRegisters = marks
            edit(&$0)
        }
    }

    private func found(_ register: TestRegister, _ asAt: Day) throws -> Standing {
        try #require(register.view(asAt: asAt).risk(named: "1")).standing
    }

    @Test("Ruled and marked is agreed as found: nobody is asked, and no approver is made up")
    func agreed() throws {
        let register = register(marked(4, 4, ["HLRR", "BAF"]))
        #expect(standing(register, may) == "HLRR rule, BAF rule")
        #expect(try found(register, may).confirmed == ["HLRR", "BAF"])
        #expect(register.view(asAt: may).rulings == [])
    }

    @Test("Marked by words of another case is marked")
    func folded() {
        #expect(standing(register(marked(4, 4, ["hlrr", "baf"])), may) == "HLRR rule, BAF rule")
    }

    @Test(
        "Marked and not ruled stays as found, and a step-down is asked, whatever the rules lack",
        arguments: [
            (3, 4, "fall", "score 12 is below the threshold"),
            (4, 4, "ended", "WF3 is not a strategic objective"),
            (4, 4, "blank", "no objective is recorded"),
            (0, 0, "score", "it has no score"), (4, 4, "awaiting", "it is not approved"),
        ])
    func heldAsFound(_ likelihood: Int, _ consequence: Int, _ lack: String, _ why: String) throws {
        var register = register(
            marked(likelihood, consequence, ["BAF"]) {
                if lack == "ended" { $0.objectives = ["WF3"] }
                if lack == "blank" { $0.objectives = [] }
                if lack == "score" { $0.current = ScoreEntry() }
                if lack == "awaiting" { $0.approval = .awaiting }
            })
        var framework = AssuranceFramework()
        var objective = AssuranceFramework.Objective()
        (objective.id, objective.kind) = ("WF3", .other("workforce"))
        framework.objectives = [objective]
        register.frameworks = [(may, framework)]
        let standing = try found(register, may)
        let stay = try #require(standing.membership(of: "BAF"))
        #expect(stay.basis == .kept)
        #expect(stay.reason == "as found, marked by the trust; " + why)
        let asked = standing.proposals.filter { $0.register == "BAF" && $0.kind == .deescalate }
        #expect(asked.map(\.reason) == [stay.reason])
    }

    @Test("Marks keep none off: ruled and not marked is asked as ever, and so is no mark at all")
    func neverOff() {
        for marks in [[], ["HLRR"], nil] as [[String]?] {
            #expect(
                standing(register(marked(4, 4, marks)), may)
                    == "HLRR rule, BAF rule | confirm BAF")
        }
    }

    @Test("A closed risk is on nothing, whatever its marks say, and later marks say nothing")
    func closed() {
        let closed = marked(4, 4, ["HLRR", "BAF"]) { $0.isClosed = true }
        let register = register(closed, then: marked(3, 4, ["HLRR"]), marked(4, 4, ["BAF"]))
        #expect(standing(register, may) == "")
        #expect(standing(register, june) == "")
        #expect(standing(register, july) == "HLRR rule, BAF rule | confirm BAF")
    }

    @Test(
        "What was agreed as found falls, is asked about as ever, and stays confirmed while it is on"
    )
    func agreedFalls() throws {
        let marks = ["HLRR", "BAF"]
        let register = register(
            marked(4, 4, marks), then: marked(3, 4, marks), marked(4, 4, marks))
        #expect(
            standing(register, june)
                == "HLRR kept, BAF kept | de-escalate HLRR, de-escalate BAF")
        #expect(
            try found(register, june).membership(of: "HLRR")?.reason
                == "score 12 is below the threshold")
        #expect(standing(register, july) == "HLRR rule, BAF rule")
    }

    @Test("What the rules put there after the baseline is no longer as found: its entry is asked")
    func risesLater() throws {
        let register = register(
            marked(3, 4, ["BAF"]), then: marked(4, 4, ["BAF"]), marked(3, 4, ["BAF"]))
        #expect(standing(register, may) == "BAF kept | de-escalate BAF")
        #expect(standing(register, june) == "HLRR rule, BAF rule | confirm BAF")
        #expect(
            try found(register, july).membership(of: "BAF")?.reason
                == "score 12 is below the threshold")
    }

    @Test("A step-down of what was found is agreed or refused like any other")
    func answered() throws {
        var agreed = register(marked(3, 4, ["HLRR"]), then: marked(3, 4, ["HLRR"]))
        agreed.rulings = [ruling(1, "1", .agree, "HLRR", day(2026, 6, 10))]
        #expect(standing(agreed, june) == "")
        #expect(try found(agreed, june).asFound == [])
        var refused = agreed
        refused.rulings = [ruling(1, "1", .refuse, "HLRR", day(2026, 6, 10))]
        #expect(standing(refused, june) == "HLRR kept")
    }

    @Test("Only the first extract that covers a risk is its baseline")
    func parts() {
        func part(_ name: String) -> ExtractScope { .part(field: "directorate", value: name) }
        let facts = FactHistory(
            rulebooks: [], frameworks: [(june, AssuranceFramework())],
            extracts: [(june, part("Adults")), (may, part("Children")), (july, .all)])
        func isBaseline(_ day: Day, _ directorate: String, _ level: RiskLevel) -> Bool {
            facts.isBaseline(day, of: record("1", 4, 4) { $0.directorate = directorate }, level)
        }
        #expect(isBaseline(may, "Children", .operational))
        #expect(!isBaseline(june, "Children", .operational))
        #expect(isBaseline(june, "Adults", .operational))
        #expect(isBaseline(july, "Estates", .operational))
        #expect(!isBaseline(july, "adults", .operational))
        #expect(isBaseline(june, "Estates", .principal))
        #expect(!isBaseline(july, "Estates", .principal))
    }

    @Test("What has been so since the baseline is so \"at least\"; what began later is not")
    func atLeast() throws {
        let register = register(
            marked(4, 4, nil), then: marked(4, 4, nil), marked(4, 5, nil))
        let before = try #require(register.view(asAt: june).risk(named: "1"))
        #expect(before.scoreReachesBaseline)
        #expect(
            Movement.words(before, asAt: june.adding(days: -1))
                == "No change since at least 31 May 2026")
        #expect(Movement.words(before, asAt: june) == "No change for at least 1 month")
        let after = try #require(register.view(asAt: july).risk(named: "1"))
        #expect(!after.scoreReachesBaseline)
        #expect(after.sinceWords(after.standing.scoreSince) == "since 31 July 2026")
        // It is on the register since the first day known, whatever its score.
        #expect(after.sinceWords(may) == "since at least 31 May 2026")
    }

    @Test("A risk that comes after the baseline is known from its first day, marks or none")
    func later() throws {
        var register = TestRegister()
        register.extracts = [
            (may, [record("9", 2, 2)]), (june, [marked(3, 4, ["HLRR"]), record("9", 2, 2)]),
        ]
        #expect(standing(register, june) == "")
        #expect(try !found(register, june).isFromBaseline)
    }
}
