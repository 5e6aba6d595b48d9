/// AC03: the score is above the target, and neither the risk nor one linked to it has an open action.
enum AC03AboveTargetWithoutAction {
    static let check = Check(
        "AC03", "above target with no open action", .warning, needs: [.actions],
        reader: .nonExecutive, dependsOn: .risk([.actions, .linkedRisks]),
        why: "Nothing is under way that could bring the risk to its target.",
        advice: "Agree an action, or tolerate the risk and say so.",
        looks: .live(find),
        examples: examples)

    private static func find(
        _ context: CheckContext, _ state: RiskState
    ) -> [Finding] {
        // Without an actions file only the framework's own lines can be known to lack one.
        guard context.view.actions != nil || state.key.level == .principal,
            let score = state.score, let target = state.record.target.highest, score > target,
            context.index.openActions(of: state).isEmpty
        else { return [] }
        return [
            context.finding(state, "scores \(score), target \(target), and has no open action")
        ]
    }

    private static let examples = [
        Check.Example("2102", "scores 16, target 6, and has no open action") {
            $0.actions?.remove(at: 1)
        } butNot: {
            $0.actions?.remove(at: 1)
            $0.now("2102") { $0.target = .example(4, 4) }
        }
    ]
}
