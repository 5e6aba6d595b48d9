/// What holds of a risk on a day, defined once: papers count by it, and the checks find by it, so that a
/// table, a caption and `baf findings` cannot give two numbers for one thing.
extension RiskState {
    /// Open, and neither waiting for approval nor rejected.
    package var isLive: Bool { standing.isLive }

    /// Live, and its recorded review day has passed: DT01, or DT02 at the threshold.
    package func isReviewOverdue(on day: Day) -> Bool {
        isLive && record.reviewDue.map { $0.latest < day } ?? false
    }

    /// Live, its target date has passed, and the score is above the target: DT06.
    ///
    /// Without a target or a score nobody can say that it was not reached: SC05 and SC04 ask for those.
    package func hasPassedTarget(on day: Day) -> Bool {
        guard isLive, let date = record.targetDate, date.latest < day,
            let target = record.target.highest, let score
        else { return false }
        return score > target
    }

    /// It is on a register, and was not when the day compared with ended, or left and came back since.
    ///
    /// - Parameters:
    ///   - register: The register's id.
    ///   - was: The risk on the day compared with; nil when it was not known.
    ///   - day: That day.
    /// - Returns: Nil when it has not entered; else whether it had been there before.
    package func entry(
        to register: String, since was: RiskState?, of day: Day
    ) -> (isReturn: Bool, stay: Membership)? {
        guard let stay = standing.membership(of: register) else { return nil }
        let isBroken = was?.isOn(register) == true && stay.since > day
        guard was?.isOn(register) != true || isBroken else { return nil }
        return (isBroken || standing.leftBefore.contains(register), stay)
    }

    /// It was on a register on the day compared with, and has left it since, for good or for a while.
    package func hasLeft(_ register: String, since was: RiskState?, of day: Day) -> Bool {
        guard was?.isOn(register) == true else { return false }
        return standing.membership(of: register).map { $0.since > day } ?? true
    }
}

extension RegisterView {
    /// A live principal risk whose score has reached its target, and that nobody tolerates at this score:
    /// RT20, and a question to the board.
    package func asksAtTarget(_ state: RiskState) -> Bool {
        guard state.key.level == .principal, state.isLive, let score = state.score,
            let target = state.record.target.highest, score <= target
        else { return false }
        return !rulings.contains { ruling in
            ruling.verb == .acceptRisk && ruling.counts(on: asAt) && ruling.scoreSeen == score
                && isOne(ruling.subject, state.key)
        }
    }
}

extension ActionRecord {
    /// It is open, and its risk is live or not in the register at all: what AC01 and papers count.
    package func counts(of state: RiskState?) -> Bool { isOpen && state?.isLive ?? true }

    /// It counts, and its due day has passed.
    package func isOverdue(of state: RiskState?, on day: Day) -> Bool {
        counts(of: state) && isOverdue(on: day)
    }
}

extension AssuranceFramework.Appetite {
    /// Where a risk stands to what the board is willing to take.
    package enum Position: Hashable, Sendable {
        /// The score that the tolerance is tested on is above it.
        case aboveTolerance(tested: Int, tolerance: Int)
        /// The current score is above the appetite.
        case aboveAppetite(limit: Int)
        /// The current score is within the appetite.
        case within

        /// It is outside: RT09.
        package var isOutside: Bool { self != .within }
    }

    /// The position of a risk of this domain; nil where nothing can be compared.
    package func position(of state: RiskState) -> Position? {
        let tested =
            switch toleranceKind {
            case .current: state.score
            case .initial, .target: state.record.entry(toleranceKind).highest
            }
        if let tolerance, let tested, tested > tolerance {
            return .aboveTolerance(tested: tested, tolerance: tolerance)
        }
        guard let appetite, let score = state.score else { return nil }
        return score > appetite ? .aboveAppetite(limit: appetite) : .within
    }
}
