/// SC05: no target score; unset is unknown, never 1.
enum SC05TargetScoreMissing {
    static let check = Check(
        "SC05", "target score missing", .warning,
        reader: .riskLead, dependsOn: .risk(),
        why: "Without a target nobody can say whether the risk is where the trust wants it.",
        advice: "Agree and record a target score.",
        looks: .live(find),
        examples: examples)

    private static func find(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        guard state.record.target.isEmpty else { return [] }
        return [context.finding(state, "no target score is recorded", field: "target score")]
    }

    private static let examples = [
        Check.Example("2101", "no target score is recorded") {
            $0.now("2101") { $0.target = ScoreEntry() }
        } butNot: {
            $0.now("2101") { $0.target = ScoreEntry(printed: PrintedScore(6)) }
        }
    ]
}
