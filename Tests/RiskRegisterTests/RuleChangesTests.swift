import RiskRegister
import Testing

/// A change of the rules moves risks whose records say the same; the sentences name the rules.
@Suite("Changes of rules") struct RuleChangesTests {
    private func rules(_ version: String, _ threshold: Int, _ from: Day) -> Rulebook {
        var rulebook = testRulebook(threshold: threshold, from: from)
        rulebook.version = version
        rulebook.digest = version
        return rulebook
    }

    /// What changed from May to June, with rules of another threshold in force from 15 June.
    private func changes(
        _ threshold: Int, _ before: [RiskRecord], _ now: [RiskRecord],
        edit: (inout Rulebook) -> Void = { _ in }
    ) -> [String] {
        var register = TestRegister()
        var newer = rules("2", threshold, day(2026, 6, 15))
        edit(&newer)
        register.rulebooks = [rules("1", 15, day(2017, 4, 1)), newer]
        register.extracts = [(may, before), (june, now)]
        return Changes.between(register.view(asAt: may), register.view(asAt: june)).map { change in
            let values = [change.from, change.to].compactMap { $0 }.joined(separator: " ")
            return "\(change.kind.rawValue) \(values): \(change.sentence)"
        }
    }

    private func plain(_ id: String, _ likelihood: Int, _ consequence: Int) -> RiskRecord {
        record(id, likelihood, consequence) { $0.objectives = [] }
    }

    private let new = "test 2 (in force from 15 June 2026)"

    @Test("An entry that only the new rules make names them")
    func entered() {
        let same = [plain("1", 3, 4), plain("2", 4, 4), plain("3", 2, 4)]
        #expect(
            changes(12, same, same) == [
                "entered HLRR: 1 enters HLRR under \(new): at the threshold"
            ])
    }

    @Test("A risk that the new rules would let go stays, and the sentence says under which rules")
    func kept() {
        let same = [plain("2", 4, 4), plain("3", 5, 4)]
        #expect(
            changes(20, same, same) == [
                "rescored rule kept: 2 stays on HLRR until step-down is agreed under \(new): score "
                    + "16 is below the threshold"
            ])
    }

    @Test("A risk that waited for a step-down and that the new rules want again is on it by rule")
    func wanted() {
        var register = TestRegister()
        register.rulebooks = [
            rules("1", 15, day(2017, 4, 1)), rules("2", 12, day(2026, 7, 1)),
        ]
        let fallen = [plain("1", 3, 4)]
        register.extracts = [(may, [plain("1", 4, 4)]), (june, fallen), (july, fallen)]
        let changes = Changes.between(register.view(asAt: june), register.view(asAt: july))
        #expect(
            changes.map(\.sentence) == [
                "1 stays on HLRR, by rule again, under test 2 (in force from 1 July 2026): at the "
                    + "threshold"
            ])
    }

    @Test("A rise to the old threshold is no matter of the new rules; one to the new threshold is")
    func rise() {
        #expect(
            changes(
                12, [plain("1", 2, 4), plain("2", 2, 4)], [plain("1", 4, 4), plain("2", 3, 4)])
                == [
                    "up 8 16: 1 increased from 8 to 16 (likelihood 2 to 4); enters HLRR",
                    "entered HLRR: 1 increased from 8 to 16 (likelihood 2 to 4); enters HLRR",
                    "up 8 12: 2 increased from 8 to 12 (likelihood 2 to 3); enters HLRR under \(new)",
                    "entered HLRR: 2 increased from 8 to 12 (likelihood 2 to 3); enters HLRR under "
                        + new,
                ])
    }

    @Test("A fall to a score that only the new rules find too low says so")
    func fall() {
        #expect(
            changes(16, [plain("1", 5, 4)], [plain("1", 5, 3)]) == [
                "down 20 15: 1 reduced from 20 to 15 (consequence 4 to 3); stays on HLRR until "
                    + "step-down is agreed under \(new)"
            ])
    }

    @Test("A new risk says under which rules it enters")
    func arrival() {
        #expect(
            changes(12, [plain("1", 2, 2)], [plain("1", 2, 2), plain("2", 3, 4)]) == [
                "new 12: 2 is new at 12; enters HLRR under \(new)",
                "entered HLRR: 2 is new at 12; enters HLRR under \(new)",
            ])
    }

    @Test("A register that the new rules do not have is left, and the sentence says why")
    func noSuchRegister() {
        let same = [record("2", 4, 4)]
        let found = changes(15, same, same) { rulebook in
            rulebook.registers.removeAll { $0.id == "BAF" }
        }
        #expect(found == ["left BAF: 2 left BAF: \(new) has no such register"])
    }

    @Test("New rules that change nothing for a risk say nothing")
    func nothing() {
        let same = [plain("1", 5, 4), plain("2", 2, 2)]
        #expect(changes(16, same, same).isEmpty)
    }
}
