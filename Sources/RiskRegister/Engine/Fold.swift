/// What an event of a day says about whether a risk is in the source.
package enum Sighting: Hashable, Sendable {
    /// An extract of the day holds it, with this record.
    case seen(RiskRecord)
    /// An extract of the day covers it and lacks it; the day of the last extract that held it.
    case gone(lastSeen: Day)
}

/// The membership fold: from one day's standing to the next.
///
/// state(D) = all events dated D or earlier, a day at a time: framework, actions, risks, then rulings.
/// A register is joined by rule at once; it is left only by a ruling, or by closure in the source.
package struct Fold: Sendable {
    /// The rulebook in force on the day.
    package let rulebook: Rulebook
    /// Operational or principal.
    package let level: RiskLevel

    /// The fold under a rulebook.
    package init(rulebook: Rulebook, level: RiskLevel) {
        self.rulebook = rulebook
        self.level = level
    }

    /// The standing at the end of a day.
    ///
    /// - Parameters:
    ///   - previous: The standing at the end of the day before; nil when the risk is new.
    ///   - day: The day.
    ///   - sighting: What the day's extract says; nil when no extract of the day speaks of it anew.
    ///   - outcome: What the rules make of the newest record on the day.
    ///   - rulings: The rulings dated that day, by sequence.
    ///   - isBaseline: The risk is new, and the day is the first of which anything covers it.
    /// - Returns: The standing; equal to `previous` when nothing changed.
    package func standing(
        after previous: Standing?, on day: Day, sighting: Sighting?, outcome: Outcome,
        rulings: [Ruling], isBaseline: Bool = false
    ) -> Standing {
        var standing = previous ?? Standing(firstSeen: day)
        standing.asksAgain = false
        standing.isFromBaseline = standing.isFromBaseline || isBaseline
        switch sighting {
        case .seen(let record):
            standing.status = record.isClosed ? .closed : .open
            standing.lostAfter = nil
            if isBaseline { findMarks(of: record, &standing) }
        case .gone(let lastSeen):
            if standing.status == .open {
                standing.status = .vanished
                standing.lostAfter = lastSeen
            }
        case nil: break
        }
        // The same number on another matrix is another score.
        let isRescaled = previous != nil && outcome.size != standing.outcome.size
        if previous == nil || !outcome.hasScore(of: standing.outcome) { standing.scoreSince = day }
        standing.outcome = outcome
        standing.awaitingSince =
            outcome.routing == .unapproved ? standing.awaitingSince ?? day : nil
        standing.refusals.removeAll { refusal in
            // A line that the board took off for a doubt stays off while the doubt stands.
            if level == .principal, refusal.kind == .confirm { return outcome.doubt == nil }
            return isRescaled || refusal.score != outcome.score
                || (refusal.until.map { $0 < day } ?? false)
        }
        // A hold that ran out is nothing where the risk is not on its register: it silences no question.
        let on = Set(standing.memberships.map(\.register))
        standing.holds.removeAll { !$0.counts(on: day) && !on.contains($0.register) }
        settle(&standing, before: previous, on: day)
        for ruling in rulings { apply(ruling, to: &standing, on: day) }
        return standing
    }

    // MARK: - What the rules say

    private func settle(_ standing: inout Standing, before previous: Standing?, on day: Day) {
        var memberships: [Membership] = []
        var proposals: [Proposal] = []
        for register in rulebook.registers.sorted(by: { $0.rank < $1.rank }) {
            let stay = settle(
                register.id, standing: &standing, before: previous, on: day, into: &proposals)
            if let stay { memberships.append(stay) }
        }
        if standing.status == .closed {
            // Closure proposals outlive the stays they arose from, until somebody rules on them.
            let open = Set(proposals.map(\.register))
            proposals += standing.proposals.filter {
                $0.kind == .close && !open.contains($0.register)
            }
        }
        askForObjective(standing, on: day, into: &proposals)
        standing.memberships = memberships
        standing.proposals = sorted(proposals)
    }

    private func settle(
        _ register: String, standing: inout Standing, before previous: Standing?, on day: Day,
        into proposals: inout [Proposal]
    ) -> Membership? {
        let was =
            previous == nil
            ? found(register, standing, on: day) : previous?.membership(of: register)
        if standing.status == .closed {
            guard let was else { return nil }
            // A line of the framework is the board's: it ends as a minute says it, or by a ruling.
            if level == .principal {
                if standing.outcome.isEndedByBoard {
                    leave(register, &standing, on: day)
                    return nil
                }
                return kept(
                    was, ("no longer entitled", Fold.closedWithoutMinute), &standing, on: day,
                    into: &proposals)
            }
            leave(register, &standing, on: day)
            propose(
                .close, "closed", register, standing, on: day, because: "closed in the source",
                into: &proposals)
            return nil
        }
        let entitlement =
            standing.status == .open
            ? standing.outcome.entitlements.first { $0.register == register } : nil
        if let entitlement, !standing.refuses(.confirm, register) {
            meetsMarks(register, &standing, isNew: previous == nil)
            // A confirmation that nobody gave is asked for as long as the rules put it there.
            if entitlement.basis == .rule, !standing.confirmed.contains(register) {
                propose(
                    .confirm, "entered", register, standing, on: day,
                    because: entitlement.reason, into: &proposals)
            }
            doubt(register, standing, on: day, into: &proposals)
            return Membership(
                register: register, basis: entitlement.basis, since: was?.since ?? day,
                reason: entitlement.reason, row: entitlement.row)
        }
        if entitlement != nil {  // confirmation refused: a person has said that it does not belong
            if was != nil { leave(register, &standing, on: day) }
            return nil
        }
        // A hold that ran out keeps the risk on, and never puts one back.
        if let hold = standing.holds.first(where: { $0.register == register }),
            was != nil || hold.counts(on: day)
        {
            return Membership(
                register: register, basis: .held, since: was?.since ?? day, reason: hold.why,
                row: "")
        }
        guard let was else { return nil }
        return kept(
            was, loss(register, standing), &standing, on: day, into: &proposals)
    }

    /// The stay of a risk that the rules no longer put there: on, and asked about; off where the moves
    /// table asks nobody.
    private func kept(
        _ was: Membership, _ loss: (move: String, because: String), _ standing: inout Standing,
        on day: Day, into proposals: inout [Proposal]
    ) -> Membership? {
        let register = was.register
        guard
            let decided = rulebook.decisions.move(
                loss.move, register: register, level: level, outcome: standing.outcome)
        else {
            leave(register, &standing, on: day)
            return nil
        }
        if !standing.refuses(decided.kind, register) {
            propose(
                decided.kind, loss.move, register, standing, on: day, because: loss.because,
                into: &proposals)
        }
        return Membership(
            register: register, basis: .kept, since: was.since, reason: loss.because, row: was.row)
    }

    private static let closedWithoutMinute =
        "the framework says closed, but not when, by whom, at which meeting and why"

    /// Asks the board about a line of the framework that may not stand any more; it stays on meanwhile.
    ///
    /// A hold has answered it: the board knows, and wants the line there.
    private func doubt(
        _ register: String, _ standing: Standing, on day: Day, into proposals: inout [Proposal]
    ) {
        let framework = rulebook.register(for: .assuranceFramework)?.id
        guard level == .principal, register == framework, let doubt = standing.outcome.doubt,
            !standing.refuses(.deescalate, register),
            !standing.holds.contains(where: { $0.register == register })
        else { return }
        propose(
            .deescalate, "no longer entitled", register, standing, on: day, because: doubt,
            into: &proposals)
    }

    /// Why a risk is no longer entitled to a register: the move's name in the moves table, and a sentence.
    private func loss(_ register: String, _ standing: Standing) -> (String, String) {
        if let found = foundWithoutRule(register, standing) { return found }
        if standing.status == .vanished {
            let day = standing.lostAfter?.inWords ?? "an earlier extract"
            return (
                "vanished",
                level == .operational
                    ? "last seen on \(day)" : "no longer listed in the framework, last on \(day)"
            )
        }
        switch standing.outcome.routing {
        case .unroutable: return ("score lost", "it has lost its score")
        case .unapproved: return ("approval lost", "it is no longer approved")
        case .routed, .belowThreshold, .closed:
            guard let score = standing.outcome.score else {
                return ("score lost", "it has lost its score")
            }
            if standing.outcome.isAtThreshold {
                return ("no longer entitled", noLongerEntitled(standing.outcome.objectives))
            }
            return ("fell below", "score \(score) is below the threshold")
        }
    }

    /// Why a risk at the threshold is no longer entitled: most often its objective has ended.
    private func noLongerEntitled(_ objectives: ObjectiveStanding) -> String {
        if objectives.isBlank { return "no objective is recorded any more" }
        return objectives.whyNone ?? "the rules no longer put it there"
    }

    private func askForObjective(
        _ standing: Standing, on day: Day, into proposals: inout [Proposal]
    ) {
        guard standing.status == .open, standing.outcome.routing == .routed,
            standing.outcome.objectives.isBlank,
            let framework = rulebook.register(for: .assuranceFramework)?.id,
            !standing.holds.contains(where: { $0.register == framework }),
            !standing.refuses(.question, framework)
        else { return }
        propose(
            .question, "no objective", framework, standing, on: day,
            because: "no objective is recorded: does it affect a strategic objective?",
            into: &proposals)
    }

    private func propose(
        _ kind: Proposal.Kind, _ move: String, _ register: String, _ standing: Standing,
        on day: Day,
        because reason: String, into proposals: inout [Proposal]
    ) {
        guard
            let decided = rulebook.decisions.move(
                move, register: register, level: level, outcome: standing.outcome)
        else { return }
        let since = standing.proposals.first { $0.register == register && $0.kind == decided.kind }?
            .since
        proposals.append(
            Proposal(
                kind: decided.kind, register: register, since: since ?? day, needs: decided.needs,
                reason: reason))
    }

    private func leave(_ register: String, _ standing: inout Standing, on day: Day) {
        if !standing.leftBefore.contains(register) { standing.leftBefore.append(register) }
        standing.confirmed.removeAll { $0 == register }
        standing.asFound.removeAll { $0 == register }
        // A hold that ran out kept it there; one in force still says where it belongs.
        standing.holds.removeAll { $0.register == register && !$0.counts(on: day) }
    }

    private func sorted(_ proposals: [Proposal]) -> [Proposal] {
        proposals.sorted { left, right in
            let (first, second) = (rulebook.rank(left.register), rulebook.rank(right.register))
            return first != second ? first < second : left.kind.rawValue < right.kind.rawValue
        }
    }

    // MARK: - What people say

    private func apply(_ ruling: Ruling, to standing: inout Standing, on day: Day) {
        let register = ruling.register
        func stay(_ basis: Membership.Basis, _ reason: String) {
            guard standing.membership(of: register) == nil else { return }
            standing.memberships.append(
                Membership(register: register, basis: basis, since: day, reason: reason, row: ""))
            standing.memberships.sort { rulebook.rank($0.register) < rulebook.rank($1.register) }
        }
        func drop() {
            guard standing.membership(of: register) != nil else { return }
            standing.memberships.removeAll { $0.register == register }
            leave(register, &standing, on: day)
        }
        func hold() {
            standing.holds.removeAll { $0.register == register }
            standing.holds.append(
                Standing.Hold(
                    register: register, why: ruling.why, until: ruling.until,
                    ruling: ruling.sequence))
            // Of two people's words on one register the later counts; a closure is agreed by itself.
            if standing.refuses(.confirm, register) { standing.asksAgain = true }
            standing.refusals.removeAll { $0.register == register && $0.kind == .confirm }
            standing.proposals.removeAll {
                $0.register == register && $0.kind != .confirm && $0.kind != .close
            }
            if let index = standing.memberships.firstIndex(where: { $0.register == register }) {
                if standing.memberships[index].basis == .kept {
                    standing.memberships[index].basis = .held
                    standing.memberships[index].reason = ruling.why
                    standing.memberships[index].row = ""  // as the next day's settling has it
                }
            } else if standing.status != .closed {
                stay(.held, ruling.why)
            }
        }
        switch ruling.verb {
        case .agree:
            guard let proposal = standing.decidable(register) else {
                standing.idleRulings.append(ruling.sequence)
                return
            }
            standing.proposals.removeAll { $0 == proposal }
            switch proposal.kind {
            case .deescalate:
                drop()
                if level == .principal, standing.outcome.doubt != nil {
                    standing.refusals.append(
                        Standing.Refusal(
                            register: register, kind: .confirm, score: standing.outcome.score,
                            until: nil, ruling: ruling.sequence))
                }
            case .confirm: standing.confirmed.append(register)
            case .close: break
            case .question: hold()
            }
        case .refuse:
            // One that had run out before the risk was first seen decides nothing.
            guard ruling.until.map({ $0 >= day }) ?? true,
                let proposal = standing.decidable(register)
            else {
                standing.idleRulings.append(ruling.sequence)
                return
            }
            standing.proposals.removeAll { $0 == proposal }
            standing.refusals.append(
                Standing.Refusal(
                    register: register, kind: proposal.kind, score: standing.outcome.score,
                    until: ruling.until, ruling: ruling.sequence))
            if proposal.kind == .confirm {
                standing.holds.removeAll { $0.register == register }
                drop()
            }
        case .hold: hold()
        case .release:
            guard standing.holds.contains(where: { $0.register == register }) else {
                standing.idleRulings.append(ruling.sequence)
                return
            }
            standing.holds.removeAll { $0.register == register }
            // A release is a person's agreement: what has no other ground is off, and what the hold
            // silenced is asked on the day of the organisation's next event.
            standing.asksAgain = true
            let hasGround =
                standing.status == .open && !standing.refuses(.confirm, register)
                && standing.outcome.entitlements.contains { $0.register == register }
            if !hasGround { drop() }
        case .notStrategic:
            let question = standing.proposals.first {
                $0.register == register && $0.kind == .question
            }
            guard ruling.until.map({ $0 >= day }) ?? true, let question else {
                standing.idleRulings.append(ruling.sequence)
                return
            }
            standing.proposals.removeAll { $0 == question }
            standing.refusals.append(
                Standing.Refusal(
                    register: register, kind: .question, score: standing.outcome.score,
                    until: ruling.until, ruling: ruling.sequence))
        // Read from the rulings themselves, not folded.
        case .acceptFinding, .acceptRisk, .place, .askAction, .note, .mark, .ratify: break
        }
    }
}
