/// Checks of actions: those of the actions file and the framework's own.
enum ActionChecks {
    static let all: [Check] = [
        Check(
            "AC01", "action overdue", .warning, needs: [.actions], reader: .executive,
            why: "A mitigation that is late is not there.",
            advice: "Do it, or agree a new date and say why.",
            run: .register(overdue)),
        Check(
            "AC02", "action with no owner or no date", .warning, needs: [.actions],
            reader: .executive,
            why: "An action that nobody has to do by any day will not be done.",
            advice: "Name one owner and a due date.",
            run: .register(unassigned)),
        Check(
            "AC03", "above target with no open action", .warning, needs: [.actions],
            reader: .nonExecutive,
            why: "Nothing is under way that could bring the risk to its target.",
            advice: "Agree an action, or tolerate the risk and say so.",
            run: .live(aboveTargetWithoutAction)),
        Check(
            "AC04", "gap in control with no action", .warning, needs: [.framework, .gaps],
            reader: .auditor,
            why: "A gap that the board has been told of and that nobody is closing.",
            advice: "Agree an action for the gap, or accept it and say so.",
            run: .live(gapWithoutAction)),
    ]

    /// Open actions that belong to a live risk, or to no risk that the register knows.
    private static func openActions(_ context: CheckContext) -> [(ActionRecord, RiskState?)] {
        let live = Set(context.index.live.map(\.key))
        return context.index.actions.compactMap { action in
            guard action.isOpen, let riskID = action.riskID,
                context.index.openActions[riskID]?.contains(action) == true
            else { return action.isOpen && action.riskID == nil ? (action, nil) : nil }
            guard let state = context.index.risk(riskID) else { return (action, nil) }
            return live.contains(state.key) ? (action, state) : nil
        }
    }

    private static func finding(
        _ context: CheckContext, _ action: ActionRecord, _ state: RiskState?, _ message: String,
        field: String
    ) -> Finding {
        var message = message
        if let riskID = action.riskID {
            if state == nil { message += "; its risk \(riskID) is not in the register" }
        } else {
            message += "; it names no risk"
        }
        let own = action.owner?.trimmed ?? ""
        return context.finding(
            about: .action(action.id ?? "?", riskID: action.riskID), message, field: field,
            owner: own.isEmpty ? state.flatMap { context.index.owner(of: $0) } : own)
    }

    /// AC01: an open action whose due day has passed.
    private static func overdue(_ context: CheckContext) -> [Finding] {
        openActions(context).compactMap { action, state in
            guard action.isOverdue(on: context.asAt), let due = action.due else { return nil }
            let days = Wording.count(due.latest.days(to: context.asAt), "day")
            return finding(
                context, action, state, "action overdue by \(days), due \(due.inWords)",
                field: "due")
        }
    }

    /// AC02: an open action that names nobody, or no day.
    private static func unassigned(_ context: CheckContext) -> [Finding] {
        openActions(context).compactMap { action, state in
            var missing: [String] = []
            if action.owner?.trimmed.isEmpty ?? true { missing.append("no owner") }
            if action.due == nil { missing.append("no due date") }
            guard let first = missing.first else { return nil }
            return finding(
                context, action, state, "action with " + missing.joined(separator: " and "),
                field: first == "no owner" ? "action owner" : "due")
        }
    }

    /// AC03: the score is above the target, and neither the risk nor one linked to it has an open action.
    private static func aboveTargetWithoutAction(
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

    /// AC04: a gap in control of the framework that names no action, or only actions nobody knows.
    private static func gapWithoutAction(
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
            let known = gap.actions.contains { id in
                context.index.actions.contains { $0.id == id }
            }
            guard !known else { return nil }
            return context.finding(
                state,
                "\(name) names \(Wording.list(gap.actions)), which no file of actions holds",
                field: "gaps in control")
        }
    }
}
