/// RT03: on the assurance framework by rule, not marked there, and nobody has confirmed it.
enum RT03NotMarkedFramework {
    static let check = Check(
        "RT03", "belongs on the assurance framework by rule and is not marked", .error,
        needs: [.frameworkMarks],
        reader: .executive, dependsOn: .risk(),
        why: "At the threshold with a current strategic objective: policy puts it before the "
            + "board, and no decision says otherwise.",
        advice: "Confirm or refuse its entry, and mark it in the risk system.",
        looks: .live(find),
        examples: examples)

    private static func find(
        _ context: CheckContext, _ state: RiskState
    ) -> [Finding] {
        guard let register = context.assuranceFramework?.id, state.key.level == .operational,
            state.record.markedRegisters != nil, !state.record.marks(register),
            state.standing.membership(of: register)?.basis == .rule,
            // What was agreed as found was agreed by the mark alone.
            !state.standing.confirmed.contains(register)
                || state.standing.isAgreedAsFound(on: register)
        else { return [] }
        let score = state.score.map { "score \($0) and " } ?? ""
        let objectives = Wording.list(
            state.outcome.objectives.counting)
        return [
            context.finding(
                state,
                "\(score)\(objectives) put it on \(register); the export does not mark it and no "
                    + "decision is recorded",
                field: "registers")
        ]
    }

    private static let examples = [
        Check.Example(
            "2102",
            "score 16 and SO5 put it on BAF; the export does not mark it and no decision is recorded"
        ) {
            // Found on it by a mark that is gone: the mark was all that was ever agreed.
            $0.now("2102") { $0.markedRegisters = ["HLRR"] }
        } butNot: {
            $0.before("2102") { $0.markedRegisters = ["HLRR"] }
            $0.now("2102") { $0.markedRegisters = ["HLRR"] }
            $0.rule(1, "2102", .agree, "BAF", on: .example(2026, 6, 30))
        }
    ]
}
