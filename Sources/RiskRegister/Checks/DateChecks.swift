/// Checks of dates: reviews, targets, order, age.
///
/// All speak of the as-at day, never of today.
enum DateChecks {
    static let all: [Check] = [
        Check(
            "DT01", "review overdue", .warning, reader: .riskLead,
            why: "A score that nobody has looked at on time is an old opinion.",
            advice: "Review the risk, record the outcome, and set the next review date.",
            run: .live(reviewOverdue)),
        Check(
            "DT02", "review overdue at the threshold", .error, reader: .executive,
            why: "The gravest risks are the ones that are reported to the board as if they had "
                + "been reviewed.",
            advice: "Review the risk before the next meeting, and set the next review date.",
            run: .live(reviewOverdueAtThreshold)),
        Check(
            "DT03", "no review date", .warning, reader: .riskLead,
            why: "Without a date a review is never overdue, and never due.",
            advice: "Set the next review date.",
            run: .live(noReviewDate)),
        Check(
            "DT06", "target date passed and target not reached", .warning, reader: .nonExecutive,
            why: "The plan has run out of time, and the risk is still above where it should be.",
            advice: "Ask for the new plan and its date.",
            run: .live(targetDatePassed)),
        Check(
            "DT08", "dates out of order", .error, reader: .riskLead,
            why: "A risk cannot be reviewed or closed before it was opened; one of the dates is a "
                + "slip, often day and month swapped.",
            advice: "Correct the date in the risk system.",
            run: .everyRisk(datesOutOfOrder)),
        Check(
            "DT09", "sentinel, far-future or month-only date", .information, reader: .riskLead,
            why: "1900 means no date, 2099 means never, and a month is not a day; none of them is "
                + "made into one.",
            advice: "Record the day.",
            run: .live(oddDates)),
        Check(
            "DT10", "open for long", .information, reader: .nonExecutive,
            limit: "months, and again at two and three times as many",
            why: "A risk that stays open for years is tolerated in fact, whatever the plan says.",
            advice: "Ask whether it is to be treated, tolerated or closed.",
            run: .live(openForLong)),
        Check(
            "DT11", "extract is old", .warning, reader: .companySecretary,
            limit: "days",
            why: "The paper speaks for a day by which the register may have moved on.",
            advice: "Import a newer extract before the paper goes out.",
            run: .register(oldExtract)),
    ]

    /// DT01: the recorded review day has passed; at the threshold it is DT02 instead.
    private static func reviewOverdue(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        state.outcome.isAtThreshold ? [] : overdue(context, state)
    }

    /// DT02: the recorded review day of a risk at the threshold has passed.
    private static func reviewOverdueAtThreshold(
        _ context: CheckContext, _ state: RiskState
    ) -> [Finding] {
        state.outcome.isAtThreshold ? overdue(context, state) : []
    }

    private static func overdue(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        guard let due = state.record.reviewDue, due.latest < context.asAt else { return [] }
        let days = Wording.count(due.latest.days(to: context.asAt), "day")
        return [
            context.finding(
                state, "review overdue by \(days), due \(due.inWords)", field: "review due")
        ]
    }

    /// DT03: no day is recorded for the next review.
    ///
    /// Where the last review and the rulebook's interval give one, the message says it; it is not used.
    private static func noReviewDate(_ context: CheckContext, _ state: RiskState) -> [Finding] {
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

    /// DT06: the day by which the target should be reached has passed, and the score is above it.
    private static func targetDatePassed(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        guard let date = state.record.targetDate, date.latest < context.asAt,
            let target = state.record.target.highest, let score = state.score, score > target
        else { return [] }
        return [
            context.finding(
                state,
                "the target of \(target) was due \(date.inWords); the score is \(score)",
                field: "target date")
        ]
    }

    /// DT08: reviewed, due or closed before it was opened.
    ///
    /// Closed risks are checked for their closing day only; unapproved ones not at all.
    private static func datesOutOfOrder(_ context: CheckContext, _ state: RiskState) -> [Finding] {
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

    /// DT09: dates that the reader kept as recorded because they name no day.
    private static func oddDates(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        guard !state.record.oddDates.isEmpty else { return [] }
        let dates = state.record.oddDates.map { $0.clipped(to: 60) }.joined(separator: "; ")
        return [context.finding(state, "not a day: \(dates)", field: "dates")]
    }

    /// DT10: open for more than the limit, twice or three times the limit.
    private static func openForLong(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        guard let opened = state.record.opened, (1...1200).contains(context.limit) else {
            return []
        }
        let steps = [3, 2, 1].map { $0 * context.limit }
        let passed = steps.first { opened.latest.adding(months: $0) < context.asAt }
        guard let passed else { return [] }
        let months = opened.latest.months(to: context.asAt)
        return [
            context.finding(
                state,
                "open since \(opened.inWords), \(Wording.count(months, "month")): more than "
                    + "\(passed) months",
                field: "opened")
        ]
    }

    /// DT11: the newest extract of risks is older than the limit on the as-at day.
    private static func oldExtract(_ context: CheckContext) -> [Finding] {
        guard let newest = context.view.newest else { return [] }
        let age = newest.asAt.days(to: context.asAt)
        guard age > context.limit else { return [] }
        return [
            context.finding(
                about: .extract(newest.asAt),
                "the newest extract is \(Wording.count(age, "day")) old on "
                    + "\(context.asAt.inWords), more than \(context.limit)")
        ]
    }
}

extension SourceDate {
    /// The date in words: "30 June 2026", or "June 2026" for a month.
    package var inWords: String {
        switch self {
        case .day(let day): day.inWords
        case .month(let lastDay):
            "\(Day.monthNames[lastDay.components.month - 1]) \(lastDay.components.year)"
        }
    }
}
