extension CheckContext {
    /// The recorded review day has passed: DT01, or DT02 at the threshold.
    func overdueReview(of state: RiskState) -> [Finding] {
        guard state.isReviewOverdue(on: asAt), let due = state.record.reviewDue else { return [] }
        let days = Wording.count(due.latest.days(to: asAt), "day")
        return [
            finding(state, "review overdue by \(days), due \(due.inWords)", field: "review due")
        ]
    }
}
