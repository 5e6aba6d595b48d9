/// DT09: dates that the reader kept as recorded because they name no day.
enum DT09OddDates {
    static let check = Check(
        "DT09", "sentinel, far-future or month-only date", .information,
        reader: .riskLead, dependsOn: .risk(),
        why: "1900 means no date, 2099 means never, and a month is not a day; none of them is "
            + "made into one.",
        advice: "Record the day.",
        looks: .live(find),
        examples: examples)

    private static func find(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        guard !state.record.oddDates.isEmpty else { return [] }
        let dates = state.record.oddDates.map { $0.clipped(to: 60) }.joined(separator: "; ")
        return [context.finding(state, "not a day: \(dates)", field: "dates")]
    }

    private static let examples = [
        Check.Example("2101", "not a day: review due 01/01/1900") {
            $0.now("2101") { $0.oddDates = ["review due 01/01/1900"] }
        } butNot: {
            $0.now("2104") { $0.oddDates = ["closed 01/01/1900"] }
        }
    ]
}
