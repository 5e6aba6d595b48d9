/// OB02: at the threshold, and the only objectives named have ended or not begun.
enum OB02EndedObjective {
    static let check = Check(
        "OB02", "objective that has ended, on a risk at the threshold", .warning,
        needs: [.framework],
        reader: .executive, dependsOn: .risk([.framework], onDay: true),
        why: "An objective that no longer stands puts nothing on the assurance framework: the "
            + "year's change of objectives may have orphaned the risk.",
        advice: "Link the risk to the objective that replaced it, or say that none did.",
        looks: .live(find),
        examples: examples)

    private static func find(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        let objectives = state.outcome.objectives
        guard state.outcome.isAtThreshold, !objectives.counts, !objectives.ended.isEmpty else {
            return []
        }
        let sentences = objectives.ended.map { code in
            let objective = context.view.framework?.objective(named: code, on: context.asAt)
            let replacement = objective?.replacedBy.map { "; \($0) replaced it" } ?? ""
            if let to = objective?.to, to < context.asAt {
                return "\(code) ended on \(to.inWords)\(replacement)"
            }
            if let from = objective?.from, from > context.asAt {
                return "\(code) begins on \(from.inWords)"
            }
            return "\(code) does not stand on \(context.asAt.inWords)"
        }
        return [
            context.finding(state, sentences.joined(separator: "; "), field: "objectives")
        ]
    }

    private static let examples = [
        Check.Example("2102", "SO1 ended on 31 March 2026; SO5, WF3 replaced it") {
            $0.now("2102") { $0.objectives = ["SO1"] }
        } butNot: {
            $0.now("2101") { $0.objectives = ["SO1"] }
        }
    ]
}
