/// DT03: no day is recorded for the next review.
///
/// Where the last review and the rulebook's interval give one, the message says it; it is not used.
enum DT03NoReviewDate {
    static let check = Check(
        "DT03", "no review date", .warning,
        reader: .riskLead, dependsOn: .risk(),
        why: "Without a date a review is never overdue, and never due.",
        advice: "Set the next review date.",
        looks: .live(find),
        examples: examples)

    private static func find(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        guard state.record.reviewDue == nil else { return [] }
        var message = "no next review date is recorded"
        if let last = state.record.lastReview, let months = state.outcome.review.intervalMonths,
            (1...120).contains(months)
        {
            let due = last.latest.adding(months: months)
            message +=
                "; last review \(last.inWords) and an interval of "
                + "\(Wording.count(months, "month")) give \(due.inWords)"
        }
        return [context.finding(state, message, field: "review due")]
    }

    private static let examples = [
        Check.Example(
            "2101",
            "no next review date is recorded; last review 10 May 2026 and an interval of 3 months "
                + "give 10 August 2026"
        ) {
            $0.now("2101") { $0.reviewDue = nil }
        } butNot: {
            $0.now("2101") {
                $0.reviewDue = nil
                $0.approval = .rejected
            }
        }
    ]
}
