import FEEL
import RegisterTestSupport
import RiskRegister

/// A rulebook for tests, with HCT's rule and the NPSA bands in Swift instead of tables.
///
/// Tests of the engine should not depend on files that a trust may edit; tests of the files are in
/// RulebooksTests.
func testRulebook(
    threshold: Int = 15, settings: [String: FindingSetting] = [:], from: Day = day(2017, 4, 1)
) -> Rulebook {
    Rulebook(
        id: "test", name: "Test policy", version: "1", effectiveFrom: from,
        approvedBy: "Board", sourceDocument: "none", digest: "00",
        registers: [
            RegisterDefinition(
                id: "HLRR", name: "High Level Risk Register", rank: 1, purpose: .highLevel,
                reviewer: "Executive Team", rhythm: "monthly"),
            RegisterDefinition(
                id: "BAF", name: "Board Assurance Framework", rank: 2,
                purpose: .assuranceFramework, reviewer: "Trust Board", rhythm: "quarterly"),
        ],
        decisions: testDecisions(threshold),
        findingSettings: ExampleRegister().settings.merging(settings) { $1 }, mappings: [],
        shrinkLimitPercent: 20)
}

func day(_ year: Int, _ month: Int, _ day: Int) -> Day {
    Day(year, month, day) ?? Day(number: 0)
}
