/// SC07: the target is above the score used today.
enum SC07TargetAboveCurrent {
    static let check = Check(
        "SC07", "target above current", .warning,
        reader: .executive, dependsOn: .risk(),
        why: "A plan that aims for more risk than there is today is a slip, or a current score "
            + "that is too low.",
        advice: "Lower the target, or score the current risk again.",
        looks: .live(find),
        examples: examples)

    private static func find(
        _ context: CheckContext, _ state: RiskState
    ) -> [Finding] {
        guard let target = state.record.target.highest, let score = state.score, target > score
        else { return [] }
        return [
            context.finding(
                state, "target score \(target) is above the current score \(score)",
                field: "target score")
        ]
    }

    private static let examples = [
        Check.Example("2101", "target score 15 is above the current score 12") {
            $0.now("2101") { $0.target = .example(3, 5) }
        } butNot: {
            $0.now("2101") { $0.target = .example(4, 3) }
        }
    ]
}
