/// RT20: a principal risk whose score has reached its target, and nobody has said what follows.
///
/// It is a question to the board and no move between registers: a line stays on the framework whatever
/// its score. Tolerating it at this score (`accept-risk`) answers it, until that runs out or the score
/// moves; a lower target, or an ending, stands in the next framework.
enum RT20PrincipalRiskAtTarget {
    static let check = Check(
        "RT20", "principal risk at its target", .warning, needs: [.framework],
        reader: .nonExecutive, dependsOn: .risk([.rulings], onDay: true),
        why:
            "A target that is reached is a decision that is due: what was agreed has been done, and the "
            + "framework has no next step.",
        advice: "Tolerate (accept-risk), lower the target, or close.",
        looks: .live(find),
        examples: examples)

    private static func find(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        guard context.view.asksAtTarget(state), let score = state.score,
            let target = state.record.target.highest
        else { return [] }
        let place = score == target ? "at" : "below"
        return [
            context.finding(
                state,
                "scored \(score), \(place) its target of \(target): tolerate, lower the target, or "
                    + "close?", field: "target score")
        ]
    }

    private static let examples = [
        Check.Example(
            "PR1", "scored 12, at its target of 12: tolerate, lower the target, or close?"
        ) {
            $0.line { $0.record.target = .example(3, 4) }
        } butNot: {
            $0.line { $0.record.target = .example(2, 4) }
        },
        Check.Example(
            "PR1", "scored 12, at its target of 12: tolerate, lower the target, or close?"
        ) {
            $0.line { $0.record.target = .example(3, 4) }
            $0.rule(
                1, "PR1", .acceptRisk, "", on: .example(2026, 5, 31), until: .example(2026, 6, 29),
                score: 12, level: .principal)
        } butNot: {
            $0.line { $0.record.target = .example(3, 4) }
            $0.rule(
                1, "PR1", .acceptRisk, "", on: .example(2026, 5, 31), until: .example(2026, 6, 30),
                score: 12, level: .principal)
        },
    ]
}
