/// DT08: reviewed, due or closed before it was opened.
///
/// Closed risks are checked for their closing day only; unapproved ones not at all.
enum DT08DatesOutOfOrder {
    static let check = Check(
        "DT08", "dates out of order", .error,
        reader: .riskLead, dependsOn: .risk(),
        why: "A risk cannot be reviewed or closed before it was opened; one of the dates is a "
            + "slip, often day and month swapped.",
        advice: "Correct the date in the risk system.",
        looks: .everyRisk(find),
        examples: examples)

    private static func find(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        guard let opened = state.record.opened, state.outcome.routing != .unapproved else {
            return []
        }
        let record = state.record
        let dates: [(String, String, SourceDate?)] =
            switch state.status {
            case .open:
                [
                    ("last review", "last reviewed", record.lastReview),
                    ("review due", "review due", record.reviewDue),
                    ("target date", "target date", record.targetDate),
                    ("closed", "closed", record.closed),
                ]
            case .closed: [("closed", "closed", record.closed)]
            case .vanished: []
            }
        return dates.compactMap { field, words, date in
            // A month counts as its last day here, so that a month alone is never out of order.
            guard let date, date.latest < opened.earliest else { return nil }
            return context.finding(
                state, "\(words) \(date.inWords), before it was opened on \(opened.inWords)",
                field: field)
        }
    }

    private static let examples = [
        Check.Example(
            "2101", "last reviewed 9 January 2026, before it was opened on 10 January 2026"
        ) {
            $0.now("2101") { $0.lastReview = .example(2026, 1, 9) }
        } butNot: {
            $0.now("2101") { $0.lastReview = .example(2026, 1, 10) }
        },
        Check.Example("2104", "closed 1 January 2026, before it was opened on 10 January 2026") {
            $0.now("2104") { $0.closed = .example(2026, 1, 1) }
        } butNot: {
            $0.now("2104") { $0.lastReview = .example(2026, 1, 1) }
        },
    ]
}
