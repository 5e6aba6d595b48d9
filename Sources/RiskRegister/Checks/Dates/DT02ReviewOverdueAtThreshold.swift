/// DT02: the recorded review day of a risk at the threshold has passed.
enum DT02ReviewOverdueAtThreshold {
    static let check = Check(
        "DT02", "review overdue at the threshold", .error,
        reader: .executive, dependsOn: .risk(onDay: true), saysLate: true,
        why: "The gravest risks are the ones that are reported to the board as if they had "
            + "been reviewed.",
        advice: "Review the risk before the next meeting, and set the next review date.",
        looks: .live(find),
        examples: examples)

    private static func find(
        _ context: CheckContext, _ state: RiskState
    ) -> [Finding] {
        state.outcome.isAtThreshold ? context.overdueReview(of: state) : []
    }

    private static let examples = [
        Check.Example("2102", "review overdue by 30 days, due May 2026") {
            $0.now("2102") { $0.reviewDue = .month(lastDay: .example(2026, 5, 31)) }
        } butNot: {
            $0.now("2102") {
                $0.reviewDue = .month(lastDay: .example(2026, 5, 31))
                $0.isClosed = true
            }
        }
    ]
}
