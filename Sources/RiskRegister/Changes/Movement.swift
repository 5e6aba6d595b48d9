/// How a risk moved, in the words that papers print beside it.
package enum Movement {
    /// The movement of a risk since the extract before, in words; never an arrow alone.
    ///
    ///     Movement.words(state, asAt: day)   // "Reduced from 20 to 15, stays on HLRR"
    ///
    /// - Parameters:
    ///   - state: The risk.
    ///   - asAt: The day, for counting months at one score.
    /// - Returns: The words; "No earlier import" while there is nothing to compare with.
    package static func words(_ state: RiskState, asAt: Day) -> String {
        switch state.status {
        case .closed: return "Closed"
        case .vanished:
            return "Last seen on \((state.standing.lostAfter ?? state.lastSeen).inWords)"
        case .open: break
        }
        if let size = state.scaleBefore, state.movement != .new, state.movement != .returned {
            return "Not compared: scored on a \(state.outcome.size) matrix, before on a \(size)"
        }
        guard let movement = state.movement else {
            guard state.before != nil else { return "No earlier import" }
            return switch (state.previousScore, state.score) {
            case (let old?, nil): "Score lost, was \(old)"
            case (nil, nil): "No score"
            case (nil, let new?): "Scored \(new), had no score"
            case (_?, let score?): unchanged(state, score, asAt)
            }
        }
        switch (movement, state.previousScore, state.score) {
        case (.new, _, _): return "New"
        case (.returned, _, _): return "Returned"
        case (.up, let old?, let new?): return "Increased from \(old) to \(new)"
        case (.down, let old?, let new?): return "Reduced from \(old) to \(new)" + stays(state)
        case (_, let old?, nil): return "Score lost, was \(old)"
        case (_, nil, let new?): return "Scored \(new), had no score"
        case (_, nil, nil): return "No score"
        case (.same, _?, let score?): return unchanged(state, score, asAt)
        }
    }

    private static func unchanged(_ state: RiskState, _ score: Int, _ asAt: Day) -> String {
        if let before = state.before {
            let parts = pairParts(from: before.standing.outcome, to: state.outcome)
            if !parts.isEmpty { return "Same score of \(score), \(parts)" }
        }
        let months = state.monthsAtScore(on: asAt)
        switch (months, state.scoreReachesBaseline) {
        // Less than a month since the baseline does not say how long the score has stood.
        case (0, true): return "No change \(state.sinceWords(state.standing.scoreSince))"
        case (0, false): return "No change for less than a month"
        case (_, true): return "No change for at least \(Wording.count(months, "month"))"
        case (_, false): return "No change for \(Wording.count(months, "month"))"
        }
    }

    private static func stays(_ state: RiskState) -> String {
        let registers = state.standing.memberships.map(\.register)
        guard !registers.isEmpty else { return "" }
        let isWaiting = state.standing.proposals.contains { $0.kind == .deescalate }
        return ", stays on \(Wording.list(registers))"
            + (isWaiting ? " until step-down is agreed" : "")
    }

    /// "likelihood 4 to 3, consequence 3 to 4": the parts known to have moved between two outcomes.
    package static func pairParts(from old: Outcome, to new: Outcome) -> String {
        var parts: [String] = []
        if let from = old.likelihood, let to = new.likelihood, from != to {
            parts.append("likelihood \(from) to \(to)")
        }
        if let from = old.consequence, let to = new.consequence, from != to {
            parts.append("consequence \(from) to \(to)")
        }
        return parts.joined(separator: ", ")
    }
}
