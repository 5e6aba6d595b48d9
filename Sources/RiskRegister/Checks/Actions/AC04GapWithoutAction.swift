/// AC04: a gap in control of the framework that names no action, or only actions nobody knows.
enum AC04GapWithoutAction {
    static let check = Check(
        "AC04", "gap in control with no action", .warning, needs: [.framework, .gaps],
        reader: .auditor, dependsOn: .risk([.namedActions]),
        why: "A gap that the board has been told of and that nobody is closing.",
        advice: "Agree an action for the gap, or accept it and say so.",
        looks: .live(find),
        examples: examples)

    private static func find(
        _ context: CheckContext, _ state: RiskState
    ) -> [Finding] {
        let gaps = (state.principal?.gaps ?? []).filter { $0.kind == .control }
        return gaps.enumerated().compactMap { number, gap in
            let name = gap.id.isEmpty ? "gap \(number + 1) in control" : "gap in control \(gap.id)"
            if gap.actions.isEmpty {
                return context.finding(state, "\(name) has no action", field: "gaps in control")
            }
            // An id that only an actions file could hold is not called unknown when there is none.
            guard context.view.actions != nil else { return nil }
            guard !gap.actions.contains(where: context.index.actionIDs.contains) else { return nil }
            return context.finding(
                state,
                "\(name) names \(Wording.list(gap.actions)), which no file of actions holds",
                field: "gaps in control")
        }
    }

    private static let examples = [
        Check.Example("PR1", "gap in control G1 has no action") {
            $0.line { $0.gaps[0].actions = [] }
        } butNot: {
            $0.line {
                $0.gaps[0].actions = []
                $0.gaps[0].kind = .assurance
            }
        },
        Check.Example("PR1", "gap in control G1 names A9, which no file of actions holds") {
            $0.line { $0.gaps[0].actions = ["A9"] }
        } butNot: {
            $0.line { $0.gaps[0].actions = ["A9", "A2"] }
        },
    ]
}
