/// SC08: the target is above the initial score, or today's score is although controls are listed.
enum SC08AboveInitialScore {
    static let check = Check(
        "SC08", "target above initial, or current above initial with controls", .warning,
        reader: .executive, dependsOn: .risk(),
        why: "Controls that leave a risk higher than it was found either do not work or are "
            + "not what changed.",
        advice: "Say what changed since the first assessment, and score again.",
        looks: .live(find),
        examples: examples)

    private static func find(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        guard let initial = state.record.initial.highest else { return [] }
        var found: [Finding] = []
        if let target = state.record.target.highest, target > initial {
            found.append(
                context.finding(
                    state, "target score \(target) is above the initial score \(initial)",
                    field: "target score"))
        }
        if let score = state.score, score > initial, state.hasControls {
            found.append(
                context.finding(
                    state,
                    "current score \(score) is above the initial score \(initial), with controls "
                        + "listed",
                    field: "current score"))
        }
        return found
    }

    private static let examples = [
        Check.Example("2101", "target score 6 is above the initial score 4") {
            $0.now("2101") { $0.initial = .example(2, 2) }
        } butNot: {
            $0.now("2101") { $0.initial = .example(3, 2) }
        },
        Check.Example("2101", "current score 12 is above the initial score 9, with controls listed")
        {
            $0.now("2101") {
                $0.initial = .example(3, 3)
                $0.controls = "A rota"
            }
        } butNot: {
            $0.now("2101") { $0.initial = .example(3, 3) }
        },
    ]
}
