package import RiskRegister
import Rulebooks

/// A trial as `baf rules try -o json` prints it; its fields are part of the public interface.
package struct TrialContent: Codable, Hashable, Sendable {
    /// A rulebook.
    package struct Policy: Codable, Hashable, Sendable {
        package var id: String
        package var version: String
        package var effectiveFrom: Day
        package var digest: String
        /// The lowest score at the threshold.
        package var threshold: Int?
    }

    /// The rulebook that is tried.
    package struct Tried: Codable, Hashable, Sendable {
        package var id: String
        package var version: String
        package var effectiveFrom: Day
        package var digest: String
        package var threshold: Int?
        package var folder: String
        package var alwaysInForce: Bool
        package var inForceFrom: Day?
    }

    /// One difference between the two.
    package struct Difference: Codable, Hashable, Sendable {
        package var file: String
        package var kind: String
        package var element: String?
        package var row: String?
        package var column: String?
        package var old: String?
        package var new: String?
        package var sentence: String
        package var decides: Bool
    }

    /// A number under each, and how much more.
    package struct Counts: Codable, Hashable, Sendable {
        package var inForce: Int
        package var tried: Int
        package var difference: Int

        init(_ counts: PolicyTrial.Both<Int>) {
            inForce = counts.inForce
            tried = counts.tried
            difference = counts.tried - counts.inForce
        }
    }

    /// Risks of one directorate, owner or objective.
    package struct Share: Codable, Hashable, Sendable {
        package var name: String?
        package var inForce: Int
        package var tried: Int
        package var difference: Int

        init(_ share: PolicyTrial.Share) {
            name = share.name
            inForce = share.inForce
            tried = share.tried
            difference = share.difference
        }
    }

    /// One register on the day.
    package struct Register: Codable, Hashable, Sendable {
        package var id: String?
        package var triedId: String?
        package var name: String?
        package var purpose: RegisterDefinition.Purpose
        package var reviewer: String?
        package var rhythm: String?
        package var length: Counts
        package var kept: Counts
        package var joins: Int
        package var leaves: Int
        package var byDirectorate: [Share]
        package var byOwner: [Share]
        package var byObjective: [Share]

        /// What moves call it: "HLRR", or "HLRR (then CORP)" where the tried rules have another id.
        package var label: String { TrialContent.label(id, triedId) }
    }

    /// Decisions that are wanted of a body.
    package struct Body: Codable, Hashable, Sendable {
        package var needs: String
        package var inForce: Int
        package var tried: Int
        package var difference: Int
    }

    /// Decisions that are wanted.
    package struct Decisions: Codable, Hashable, Sendable {
        package var inForce: Int
        package var tried: Int
        package var difference: Int
        package var byBody: [Body]
    }

    /// A register that has two ids by both.
    static func label(_ inForce: String?, _ tried: String?) -> String {
        guard let inForce, let tried, inForce != tried else { return inForce ?? tried ?? "" }
        return "\(inForce) (then \(tried))"
    }

    package var headline: String
    package var asAt: Day
    package var knownAt: Int
    package var inForce: Policy
    package var tried: Tried
    package var differences: [Difference]
    package var registers: [Register]
    package var decisions: Decisions
    /// Rulings that find nothing to decide.
    package var idleRulings: Counts
    /// Month by month; nil without a range.
    package var months: TrialMonths?
    package var moves: [TrialMove]
    package var effects: [TrialEffect]

    init(_ trial: PolicyTrial, folder: String, differences: [RulebookDiff.Item]) {
        let (rulebooks, thresholds) = (trial.views.map(\.rulebook), trial.thresholds)
        headline = trial.headline
        asAt = trial.asAt
        knownAt = trial.views.inForce.knownAt
        inForce = Policy(
            id: rulebooks.inForce.id, version: rulebooks.inForce.version,
            effectiveFrom: rulebooks.inForce.effectiveFrom, digest: rulebooks.inForce.digest,
            threshold: thresholds.inForce)
        var from: Day?
        if case .from(let day) = trial.force { from = day }
        tried = Tried(
            id: rulebooks.tried.id, version: rulebooks.tried.version,
            effectiveFrom: rulebooks.tried.effectiveFrom, digest: rulebooks.tried.digest,
            threshold: thresholds.tried, folder: folder, alwaysInForce: from == nil,
            inForceFrom: from)
        self.differences = differences.map { item in
            Difference(
                file: item.file, kind: item.kind, element: item.element, row: item.row,
                column: item.column, old: item.old, new: item.new, sentence: item.line,
                decides: item.canDecide)
        }
        registers = trial.registers.map { register in
            Register(
                id: register.inForce?.id, triedId: register.tried?.id,
                name: register.definition?.name, purpose: register.purpose,
                reviewer: register.definition?.reviewer, rhythm: register.definition?.rhythm,
                length: Counts(trial.length(of: register)), kept: Counts(trial.kept(on: register)),
                joins: trial.moves(register, .joins).count,
                leaves: trial.moves(register, .leaves).count,
                byDirectorate: trial.byDirectorate(register).map(Share.init),
                byOwner: trial.byOwner(register).map(Share.init),
                byObjective: trial.byObjective(register).map(Share.init))
        }
        let wanted = Counts(trial.decisionCount)
        decisions = Decisions(
            inForce: wanted.inForce, tried: wanted.tried, difference: wanted.difference,
            byBody: trial.decisions.map { body, count in
                let counts = Counts(count)
                return Body(
                    needs: body, inForce: counts.inForce, tried: counts.tried,
                    difference: counts.difference)
            })
        idleRulings = Counts(trial.idleRulings)
        months = trial.months.map(TrialMonths.init)
        moves = trial.effects.flatMap { effect in
            effect.moves.map { TrialMove(effect, $0) }
        }
        effects = trial.effects.map(TrialEffect.init)
    }
}

extension RegisterDefinition.Purpose: Codable {}
extension PolicyTrial.Move.Direction: Codable {}

/// One risk on or off one register.
package struct TrialMove: Codable, Hashable, Sendable {
    package var id: String
    package var level: RiskLevel
    package var title: String
    package var owner: String?
    package var directorate: String?
    package var score: Int?
    package var triedScore: Int?
    package var register: String
    package var move: PolicyTrial.Move.Direction
    package var basis: Membership.Basis
    package var since: Day
    package var sentence: String

    init(_ effect: PolicyTrial.Effect, _ move: PolicyTrial.Move) {
        id = effect.id
        level = effect.states.tried.key.level
        title = effect.record.title
        owner = effect.record.owner
        directorate = effect.record.directorate
        score = effect.outcomes.inForce.score
        triedScore = effect.outcomes.tried.score
        register = move.register
        self.move = move.direction
        basis = move.basis
        since = move.since
        sentence = move.sentence
    }
}

/// A risk for which the policies differ in anything.
package struct TrialEffect: Codable, Hashable, Sendable {
    /// A stay on a register.
    package struct Stay: Codable, Hashable, Sendable {
        package var register: String
        package var basis: Membership.Basis
        package var since: Day
    }

    /// What one policy makes of it.
    package struct Side: Codable, Hashable, Sendable {
        package var grade: String?
        package var routing: Routing
        package var registers: [Stay]
        package var reviewer: String?
        package var reviewMonths: Int?
        package var reviewBy: Day?
        package var acceptor: String?

        init(_ state: RiskState, _ reviewBy: Day?) {
            grade = state.outcome.grade
            routing = state.outcome.routing
            registers = state.standing.memberships.map {
                Stay(register: $0.register, basis: $0.basis, since: $0.since)
            }
            reviewer = state.outcome.review.reviewer
            reviewMonths = state.outcome.review.intervalMonths
            self.reviewBy = reviewBy
            acceptor = state.outcome.review.acceptor
        }
    }

    package var id: String
    package var level: RiskLevel
    package var title: String
    package var owner: String?
    package var directorate: String?
    package var score: Int?
    package var triedScore: Int?
    package var inForce: Side
    package var tried: Side
    package var decisionsArising: [ProposalLine]
    package var decisionsVanishing: [ProposalLine]

    init(_ effect: PolicyTrial.Effect) {
        let reviewBy = effect.reviewBy
        id = effect.id
        level = effect.states.tried.key.level
        title = effect.record.title
        owner = effect.record.owner
        directorate = effect.record.directorate
        score = effect.outcomes.inForce.score
        triedScore = effect.outcomes.tried.score
        inForce = Side(effect.states.inForce, reviewBy.inForce)
        tried = Side(effect.states.tried, reviewBy.tried)
        decisionsArising = effect.arising.map {
            ProposalLine($0, of: effect.states.tried)
        }
        decisionsVanishing = effect.vanishing.map {
            ProposalLine($0, of: effect.states.inForce)
        }
    }
}
