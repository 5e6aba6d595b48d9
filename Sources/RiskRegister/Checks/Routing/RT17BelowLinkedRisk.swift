/// RT17: a principal risk with a score below that of an operational risk linked to it.
enum RT17BelowLinkedRisk {
    static let check = Check(
        "RT17", "principal risk scored below its highest linked operational risk", .warning,
        needs: [.framework],
        reader: .nonExecutive, dependsOn: .risk([.linkedRisks]),
        why: "The assurance framework and the register tell the board two different stories "
            + "about the same risk.",
        advice: "Score the principal risk again, or say why the linked risk does not lift it.",
        looks: .live(find),
        examples: examples)

    private static func find(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        guard state.key.level == .principal, state.hasOwnScores else { return [] }
        let linked = (context.index.linked[state.key.id] ?? []).filter { $0.score != nil }
        guard let highest = linked.max(by: { ($0.score ?? 0) < ($1.score ?? 0) }),
            let theirs = highest.score, theirs > state.score ?? 0
        else { return [] }
        let first = linked.first { $0.score == theirs } ?? highest
        let own = state.score.map { "scores \($0)" } ?? "has no score"
        return [
            context.finding(
                state, "\(own); linked \(context.label(first.key)) scores \(theirs)",
                field: "current score")
        ]
    }

    private static let examples = [
        Check.Example("PR1", "scores 12; linked 2101 scores 20") {
            $0.now("2101") { $0.current = .example(5, 4) }
        } butNot: {
            $0.now("2101") {
                $0.current = .example(5, 4)
                $0.isClosed = true
            }
        }
    ]
}
