/// RT02: marked as on the high level register, and neither rule nor ruling keeps it there.
enum RT02MarkedWithoutReason {
    static let check = Check(
        "RT02", "marked as on the high level register below the threshold", .warning,
        needs: [.highLevelMarks],
        reader: .executive, dependsOn: .risk(),
        why: "The risk system keeps a risk on the register for which neither a rule nor a "
            + "ruling gives a reason.",
        advice: "Record a hold with its reason, or take the mark off.",
        looks: .live(find),
        examples: examples)

    private static func find(
        _ context: CheckContext, _ state: RiskState
    ) -> [Finding] {
        guard let register = context.highLevel?.id, state.record.marks(register),
            !state.isOn(register)
        else { return [] }
        let score = state.score.map { "score \($0)" } ?? "no score"
        return [
            context.finding(
                state, "the export marks it as on \(register); \(score), and no reason is recorded",
                field: "registers")
        ]
    }

    private static let examples = [
        Check.Example("2101", "the export marks it as on HLRR; score 12, and no reason is recorded")
        {
            $0.now("2101") { $0.markedRegisters = ["HLRR"] }
        } butNot: {
            $0.now("2101") { $0.markedRegisters = ["HLRR"] }
            $0.rule(1, "2101", .hold, "HLRR", on: .example(2026, 6, 30))
        }
    ]
}
