/// RT08: below the threshold in the extract before, at it now.
enum RT08RoseToThreshold {
    static let check = Check(
        "RT08", "rose to the threshold since the extract before", .information, needs: [.history],
        reader: .executive, dependsOn: .risk([.before]),
        why: "The group that reviews the register has not yet met on it.",
        advice: "Put it on the agenda of the next meeting.",
        looks: .live(find),
        examples: examples)

    private static func find(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        guard let before = state.before?.standing, before.status == .open,
            let was = before.outcome.score, let score = state.score,
            !before.outcome.isAtThreshold, state.outcome.isAtThreshold, !state.isRescaled
        else { return [] }
        return [context.finding(state, "rose from \(was) to \(score) and is at the threshold")]
    }

    private static let examples = [
        Check.Example("2102", "rose from 12 to 16 and is at the threshold") {
            $0.before("2102") { $0.current = .example(3, 4) }
        } butNot: {
            $0.before("2102") { $0.current = .example(3, 5) }
        }
    ]
}
