/// RT07: the rules no longer put it on a register, and no ruling has taken it off.
///
/// One finding a risk, however many registers wait. Vanished risks are ID03.
enum RT07StepDownNotAgreed {
    static let check = Check(
        "RT07", "step-down not agreed", .warning, needs: [.history],
        reader: .executive, dependsOn: .risk(),
        why: "A risk leaves a register only when people agree; until then it stays and is "
            + "reported.",
        advice: "Agree or refuse the step-down at the next meeting.",
        looks: .everyRisk(find),
        examples: examples)

    private static func find(
        _ context: CheckContext, _ state: RiskState
    ) -> [Finding] {
        guard state.status == .open else { return [] }
        let waiting = state.standing.proposals.filter { $0.kind == .deescalate }
        guard let first = waiting.first else { return [] }
        let registers = Wording.list(waiting.map(\.register))
        let needs = waiting.map(\.needs).filter { !$0.isEmpty }.reduce(into: [String]()) {
            if !$0.contains(Wording.body($1)) { $0.append(Wording.body($1)) }
        }
        let by = needs.isEmpty ? "" : " by \(Wording.list(needs))"
        let since = waiting.map(\.since).min() ?? first.since
        return [
            context.finding(
                state,
                "\(first.reason); stays on \(registers) until step-down is agreed\(by); waiting "
                    + state.sinceWords(since))
        ]
    }

    private static let examples = [
        Check.Example(
            "2101",
            "score 12 is below the threshold; stays on HLRR and BAF until step-down is agreed by the "
                + "Executive Team and the Trust Board; waiting since 30 June 2026"
        ) {
            $0.before("2101") { $0.current = .example(4, 4) }
        } butNot: {
            $0.before("2101") { $0.current = .example(4, 4) }
            $0.rule(1, "2101", .agree, "HLRR", on: .example(2026, 6, 30))
            $0.rule(2, "2101", .refuse, "BAF", on: .example(2026, 6, 30))
        }
    ]
}
