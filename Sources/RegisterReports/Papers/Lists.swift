import RiskRegister

/// The lists that papers print, and that every figure and caption counts: each defined here, once.
///
/// A count is the length of its list, so that a number on the first page and the table in the annex
/// cannot differ. What the checks find too (overdue, target passed, outside appetite) is defined in
/// `RiskRegister` (`RiskConditions.swift`), for both.
extension PaperBasis {
    // MARK: - Of all risks

    /// Live risks of both levels: open, and neither waiting for approval nor rejected.
    var live: [RiskState] { all.filter(\.isLive) }

    /// Risks at the threshold that are not closed, approved or not.
    var atThreshold: [RiskState] {
        all.filter { $0.outcome.isAtThreshold && $0.status != .closed }
    }

    /// Of these the ones that are not on the high level register, gravest first.
    var notOnHighLevel: [RiskState] {
        guard let highLevel else { return [] }
        return PaperBasis.gravestFirst(atThreshold.filter { !$0.isOn(highLevel.id) })
    }

    /// Of these the ones that are open and approved: for a person to explain.
    var unexplained: [RiskState] {
        notOnHighLevel.filter { $0.outcome.routing == .routed && $0.status == .open }
    }

    /// Closed risks whose last score is at the threshold, gravest first.
    var closedAtThreshold: [RiskState] {
        PaperBasis.gravestFirst(all.filter { $0.outcome.isAtThreshold && $0.status == .closed })
    }

    /// Open risks that have no score that can be used.
    var unroutable: [RiskState] {
        all.filter { $0.status != .closed && $0.outcome.routing == .unroutable }
    }

    /// Risks that wait for approval, at whatever score; rejected ones do not wait.
    var awaitingApproval: [RiskState] {
        all.filter {
            $0.status != .closed && $0.outcome.routing == .unapproved
                && $0.record.approval != .rejected
        }
    }

    /// Risks at the threshold that wait for approval, gravest first.
    var awaitingAtThreshold: [RiskState] {
        PaperBasis.gravestFirst(awaitingApproval.filter(\.outcome.isAtThreshold))
    }

    /// Risks at the threshold that were rejected, gravest first: they wait for nothing.
    var rejectedAtThreshold: [RiskState] {
        PaperBasis.gravestFirst(
            all.filter {
                $0.status != .closed && $0.outcome.isAtThreshold
                    && $0.outcome.routing == .unapproved && $0.record.approval == .rejected
            })
    }

    /// Live risks whose review is overdue.
    var reviewsOverdue: [RiskState] { all.filter { $0.isReviewOverdue(on: asAt) } }

    /// Live risks whose target date has passed, and the target is not reached.
    var targetsPassed: [RiskState] { all.filter { $0.hasPassedTarget(on: asAt) } }

    /// Live risks above the appetite or the tolerance of their domain, gravest first.
    var outsideAppetite: [RiskState] {
        PaperBasis.gravestFirst(live.filter { appetitePosition(of: $0)?.isOutside ?? false })
    }

    /// Open risks on a register that are above target and have not moved for a month, longest first.
    var notMoving: [RiskState] {
        all.filter { state in
            guard state.status == .open, !state.standing.memberships.isEmpty,
                state.monthsAtScore(on: asAt) > 0
            else { return false }
            guard let score = state.score, let target = target(state) else { return true }
            return score > target
        }.sorted { left, right in
            let (first, second) = (left.monthsAtScore(on: asAt), right.monthsAtScore(on: asAt))
            return first != second ? first > second : left.key < right.key
        }
    }

    /// Risks that closed since the day compared with; none without one.
    var closedSince: [RiskState] {
        guard let earlier else { return [] }
        return all.filter { state in
            guard state.status == .closed else { return false }
            return earlierState(of: state).map { $0.status != .closed }
                ?? (state.standing.firstSeen > earlier.asAt)
        }
    }

    /// Open actions whose due day has passed, oldest first: the framework's own included, those of
    /// risks that are closed or not approved left out.
    var overdueActions: [ActionRecord] {
        openActions.values.joined().filter { $0.isOverdue(of: risk($0.riskID), on: asAt) }
            .sorted { left, right in
                let (first, second) = (left.due?.latest ?? asAt, right.due?.latest ?? asAt)
                if first != second { return first < second }
                return left.id != right.id
                    ? RiskKey.precedes(left.id ?? "", right.id ?? "") : left.text < right.text
            }
    }

    /// Errors in the data that nobody has accepted.
    var openErrors: [Finding] { openFindings.filter { $0.severity == .error } }

    // MARK: - Of one register

    /// The risks on a register now, gravest first.
    func risks(on register: RegisterDefinition?) -> [RiskState] {
        guard let register else { return [] }
        return PaperBasis.gravestFirst(all.filter { $0.isOn(register.id) })
    }

    /// Those that stay on a register until people agree a step-down.
    func kept(on register: RegisterDefinition?) -> [RiskState] {
        risks(on: register).filter {
            $0.standing.membership(of: register?.id ?? "")?.basis == .kept
        }
    }

    /// Those that the newest extract or framework lacks.
    func vanished(on register: RegisterDefinition?) -> [RiskState] {
        risks(on: register).filter { $0.status == .vanished }
    }

    /// Those whose review is overdue.
    func reviewsOverdue(on register: RegisterDefinition?) -> [RiskState] {
        risks(on: register).filter { $0.isReviewOverdue(on: asAt) }
    }

    /// The overdue actions of the risks on a register, by risk, gravest first.
    func overdueActions(
        on register: RegisterDefinition?
    ) -> [(state: RiskState, action: ActionRecord)] {
        risks(on: register).flatMap { state in
            (openActions[state.key.id] ?? []).filter { $0.isOverdue(of: state, on: asAt) }
                .map { (state, $0) }
        }
    }

    /// Those that came on since the day compared with: for the first time, or again.
    func entered(_ register: RegisterDefinition?) -> (new: [RiskState], again: [RiskState]) {
        guard let register, let earlier else { return ([], []) }
        var entered: (new: [RiskState], again: [RiskState]) = ([], [])
        for state in risks(on: register) {
            let was = earlierState(of: state)
            guard let entry = state.entry(to: register.id, since: was, of: earlier.asAt) else {
                continue
            }
            if entry.isReturn { entered.again.append(state) } else { entered.new.append(state) }
        }
        return entered
    }

    /// Those that left since the day compared with.
    func left(_ register: RegisterDefinition?) -> [RiskState] {
        guard let register, let earlier else { return [] }
        return all.filter {
            $0.hasLeft(register.id, since: earlierState(of: $0), of: earlier.asAt)
        }
    }

    /// Those that were on it then and are now, and whose score moved.
    func rescored(
        on register: RegisterDefinition?, _ isMove: (_ old: Int, _ new: Int) -> Bool
    ) -> [RiskState] {
        risks(on: register).filter { state in
            guard earlierState(of: state)?.isOn(register?.id ?? "") == true,
                let old = earlierScore(of: state), let now = state.score
            else { return false }
            return isMove(old, now)
        }
    }
}
