/// DT10: open for more than the limit, twice or three times the limit.
enum DT10OpenForLong {
    static let check = Check(
        "DT10", "open for long", .information,
        reader: .nonExecutive, dependsOn: .risk(onDay: true),
        limit: .of("months, and again at two and three times as many"),
        why: "A risk that stays open for years is tolerated in fact, whatever the plan says.",
        advice: "Ask whether it is to be treated, tolerated or closed.",
        looks: .live(find),
        examples: examples)

    private static func find(_ context: CheckContext, _ state: RiskState) -> [Finding] {
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

    private static let examples = [
        Check.Example("2101", "open since 29 June 2024, 24 months: more than 24 months") {
            $0.now("2101") { $0.opened = .example(2024, 6, 29) }
        } butNot: {
            $0.now("2101") { $0.opened = .example(2025, 6, 30) }
        }
    ]
}
