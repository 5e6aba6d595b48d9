/// DT11: the newest extract of risks is older than the limit on the as-at day.
enum DT11OldExtract {
    static let check = Check(
        "DT11", "extract is old", .warning,
        reader: .companySecretary, dependsOn: .extracts(onDay: true), limit: .of("days"),
        why: "The paper speaks for a day by which the register may have moved on.",
        advice: "Import a newer extract before the paper goes out.",
        looks: .register(find),
        examples: examples)

    private static func find(_ context: CheckContext) -> [Finding] {
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

    private static let examples = [
        Check.Example(
            "2026-06-30", "the newest extract is 36 days old on 5 August 2026, more than 35"
        ) {
            $0.asAt = .example(2026, 8, 5)
        } butNot: {
            $0.asAt = .example(2026, 8, 4)
        }
    ]
}
