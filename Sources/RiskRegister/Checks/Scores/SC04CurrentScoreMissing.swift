/// SC04: nothing is recorded from which a current score could come.
///
/// A score that is there and cannot be used is SC03. Cleared by a score.
enum SC04CurrentScoreMissing {
    static let check = Check(
        "SC04", "current score missing", .error,
        reader: .riskLead, dependsOn: .risk(),
        why: "A risk without a score cannot be routed; it is listed first, never as zero and "
            + "never as green.",
        advice: "Score the risk with today's controls.",
        looks: .live(find),
        examples: examples)

    private static func find(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        let entry = state.record.current
        guard state.score == nil, entry.highest == nil, entry.printed == nil,
            entry.unreadable.isEmpty
        else { return [] }
        var message = "the current score is missing, so the risk cannot be routed"
        if entry.likelihood != nil { message += "; only the likelihood is recorded" }
        if entry.consequence != nil { message += "; only the consequence is recorded" }
        if let initial = state.record.initial.highest { message += "; initial score \(initial)" }
        return [context.finding(state, message, field: "current score")]
    }

    private static let examples = [
        Check.Example(
            "2101", "the current score is missing, so the risk cannot be routed; initial score 25"
        ) {
            $0.now("2101") { $0.current = ScoreEntry() }
        } butNot: {
            $0.now("2101") { $0.current = ScoreEntry(printed: PrintedScore(12)) }
        }
    ]
}
