/// RT01: the rules put it on the high level register; the export's own mark does not.
enum RT01NotMarkedHighLevel {
    static let check = Check(
        "RT01", "at the threshold and not marked as on the high level register", .error,
        needs: [.highLevelMarks],
        reader: .executive, dependsOn: .risk(),
        why: "The rules put the risk on the register and the risk system does not: the "
            + "Executive Team may never have seen it.",
        advice: "Mark it in the risk system, or say why the rules should not apply.",
        looks: .live(find),
        examples: examples)

    private static func find(
        _ context: CheckContext, _ state: RiskState
    ) -> [Finding] {
        guard let register = context.highLevel?.id, state.record.markedRegisters != nil,
            state.outcome.entitlements.contains(where: { $0.register == register }),
            !state.record.marks(register)
        else { return [] }
        let score = state.score.map { "score \($0): " } ?? ""
        return [
            context.finding(
                state, "\(score)the rules put it on \(register); the export does not mark it",
                field: "registers")
        ]
    }

    private static let examples = [
        Check.Example("2102", "score 16: the rules put it on HLRR; the export does not mark it") {
            $0.now("2102") { $0.markedRegisters = ["BAF"] }
        } butNot: {
            $0.now("2102") { $0.markedRegisters = ["hlrr", "BAF"] }
        }
    ]
}
