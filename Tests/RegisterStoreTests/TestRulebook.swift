import Digests
import FEEL
import RegisterStore
import RegisterTestSupport
import RiskRegister

/// A rulebook for tests, with HCT's rule and the NPSA bands in Swift instead of tables.
///
/// Tests of the engine should not depend on files that a trust may edit; tests of the files are in
/// RulebooksTests.
func testRulebook(
    id: String = "test", version: String = "1", threshold: Int = 15,
    from: Day = day(2017, 4, 1), shrinkLimitPercent: Int = 20
) -> Rulebook {
    Rulebook(
        id: id, name: "Test policy", version: version, effectiveFrom: from,
        approvedBy: "Board", sourceDocument: "none",
        digest: SHA256.digest("\(id) \(version) \(threshold) \(from)".utf8).hex,
        registers: [
            RegisterDefinition(
                id: "HLRR", name: "High Level Risk Register", rank: 1, purpose: .highLevel,
                reviewer: "Executive Team", rhythm: "monthly"),
            RegisterDefinition(
                id: "BAF", name: "Board Assurance Framework", rank: 2,
                purpose: .assuranceFramework, reviewer: "Trust Board", rhythm: "quarterly"),
        ],
        decisions: testDecisions(threshold), findingSettings: [:], mappings: [],
        shrinkLimitPercent: shrinkLimitPercent)
}

/// The rulebook with the one file that `testTyping` compiles it from.
func testSource(
    version: String = "1", threshold: Int = 15, from: Day = day(2017, 4, 1)
) -> RulebookSource {
    RulebookSource(
        rulebook: testRulebook(version: version, threshold: threshold, from: from),
        files: [
            RulebookFile(
                path: "rulebook.yaml", bytes: Array("\(version) \(threshold) \(from)".utf8))
        ])
}

func day(_ year: Int, _ month: Int, _ day: Int) -> Day {
    Day(year, month, day) ?? Day(number: 0)
}
