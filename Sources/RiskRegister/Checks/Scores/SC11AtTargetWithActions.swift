/// SC11: the score is at its target, the risk is open, and actions are still open.
enum SC11AtTargetWithActions {
    static let check = Check(
        "SC11", "at target and open with open actions", .information, needs: [.actions],
        reader: .executive, dependsOn: .risk([.actions, .linkedRisks]),
        why: "A risk at its target is to be tolerated or closed; open actions say that it is "
            + "not, or that the target is not the real one.",
        advice: "Decide: tolerate, close, or set a lower target.",
        looks: .live(find),
        examples: examples)

    private static func find(
        _ context: CheckContext, _ state: RiskState
    ) -> [Finding] {
        guard let score = state.score, score == state.record.target.highest else { return [] }
        let open = context.index.openActions(of: state).count
        guard open > 0 else { return [] }
        return [
            context.finding(
                state, "at its target of \(score) with \(Wording.count(open, "open action"))")
        ]
    }

    private static let examples = [
        Check.Example("2101", "at its target of 12 with 1 open action") {
            $0.now("2101") { $0.target = .example(3, 4) }
        } butNot: {
            $0.now("2101") { $0.target = .example(3, 4) }
            $0.action { $0.done = .example(2026, 6, 1) }
        },
        Check.Example("PR1", "at its target of 12 with 1 open action") {
            $0.line { $0.record.target = .example(3, 4) }
        } butNot: {
            $0.line {
                $0.record.target = .example(3, 4)
                $0.linkedRisks = []
            }
        },
    ]
}
