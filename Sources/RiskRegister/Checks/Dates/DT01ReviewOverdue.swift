/// DT01: the recorded review day has passed; at the threshold it is DT02 instead.
enum DT01ReviewOverdue {
    static let check = Check(
        "DT01", "review overdue", .warning,
        reader: .riskLead, dependsOn: .risk(onDay: true), saysLate: true,
        why: "A score that nobody has looked at on time is an old opinion.",
        advice: "Review the risk, record the outcome, and set the next review date.",
        looks: .live(find),
        examples: examples)

    private static func find(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        state.outcome.isAtThreshold ? [] : context.overdueReview(of: state)
    }

    private static let examples = [
        Check.Example("2101", "review overdue by 1 day, due 29 June 2026") {
            $0.now("2101") { $0.reviewDue = .example(2026, 6, 29) }
        } butNot: {
            $0.now("2101") { $0.reviewDue = .month(lastDay: .example(2026, 6, 30)) }
        }
    ]
}
