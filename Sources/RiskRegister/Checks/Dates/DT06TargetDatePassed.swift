/// DT06: the day by which the target should be reached has passed, and the score is above it.
enum DT06TargetDatePassed {
    static let check = Check(
        "DT06", "target date passed and target not reached", .warning,
        reader: .nonExecutive, dependsOn: .risk(onDay: true), saysLate: true,
        why: "The plan has run out of time, and the risk is still above where it should be.",
        advice: "Ask for the new plan and its date.",
        looks: .live(find),
        examples: examples)

    private static func find(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        guard state.hasPassedTarget(on: context.asAt), let date = state.record.targetDate,
            let target = state.record.target.highest, let score = state.score
        else { return [] }
        return [
            context.finding(
                state,
                "the target of \(target) was due \(date.inWords); the score is \(score)",
                field: "target date")
        ]
    }

    private static let examples = [
        Check.Example("2101", "the target of 6 was due 31 May 2026; the score is 12") {
            $0.now("2101") { $0.targetDate = .example(2026, 5, 31) }
        } butNot: {
            $0.now("2101") {
                $0.targetDate = .example(2026, 5, 31)
                $0.target = .example(3, 4)
            }
        }
    ]
}
