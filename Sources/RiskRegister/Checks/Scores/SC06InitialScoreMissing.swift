/// SC06: no score at first assessment.
enum SC06InitialScoreMissing {
    static let check = Check(
        "SC06", "initial score missing", .information,
        reader: .riskLead, dependsOn: .risk(),
        why: "Without the first assessment nobody can see what the controls have done.",
        advice: "Record the score at first assessment.",
        looks: .live(find),
        examples: examples)

    private static func find(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        guard state.record.initial.isEmpty else { return [] }
        return [context.finding(state, "no initial score is recorded", field: "initial score")]
    }

    private static let examples = [
        Check.Example("2101", "no initial score is recorded") {
            $0.now("2101") { $0.initial = ScoreEntry() }
        } butNot: {
            $0.now("2101") { $0.initial = ScoreEntry(printed: PrintedScore(20)) }
        }
    ]
}
