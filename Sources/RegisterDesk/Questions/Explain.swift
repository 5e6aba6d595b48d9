import RegisterStore
package import RiskRegister

/// Why a risk is, and is not, on each register: `baf explain`.
package struct ExplainRequest: RepeatedRequest {
    package typealias Answer = ExplainAnswer

    /// The risk's id; "ORG:ID" where several organisations have it.
    package var id: String
    /// The day, the knowledge, the organisations.
    package var moment: Moment

    /// A question about a risk.
    package init(_ id: String, _ moment: Moment = Moment()) {
        self.id = id
        self.moment = moment
    }

    package var capabilities: [Capability] { [.ask] }

    package func find(at visit: Visit) throws -> ExplainAnswer {
        let found = try visit.risk(id, moment, withFindings: true)
        let (state, view) = (found.state, found.view)
        let rulings = try visit.rulings(on: found).filter { $0.sequence <= view.knownAt }
        return ExplainAnswer(
            basis: found.basis,
            risk: ExplainedRisk(
                try visit.standing(found, moment), in: view,
                rulings: rulings.filter { $0.stands(on: view.asAt, in: state.standing) }
                    .withoutReplaced),
            rulesFrom: view.rulebook.effectiveFrom,
            proposals: view.proposals(of: state).map { ProposalLine($0, of: state) },
            findings: view.findings(of: state)
                .map { FindingLine($0, in: view) },
            laterRulings: rulings.filter { $0.date > view.asAt }
                .map { RulingLine($0, in: view) })
    }
}

/// Why a risk is, and is not, on each register.
package struct ExplainAnswer: DeskAnswer {
    /// What it speaks for.
    package var basis: AnswerBasis
    /// The risk and the decisions on it.
    package var risk: ExplainedRisk
    /// The day from which its rules are in force.
    package var rulesFrom: Day
    /// What waits for a person, by register.
    package var proposals: [ProposalLine]
    /// What the checks found of it.
    package var findings: [FindingLine]
    /// Rulings on it that are known, and dated after the day that was asked about.
    package var laterRulings: [RulingLine]

    package var document: ExplainedRisk { risk }
}

/// A risk as `baf explain -o json` prints it; its fields are part of the public interface.
package struct ExplainedRisk: Codable, Hashable, Sendable {
    /// The rules of the day.
    package struct Rules: Codable, Hashable, Sendable {
        package var id: String
        package var version: String
        package var digest: String
    }

    /// One decision on the way.
    package struct Decision: Codable, Hashable, Sendable {
        package var role: Role
        package var table: String
        /// The row that applied; nil for a literal expression, or when none did.
        package var row: String?
        package var inputs: NamedValues
        package var answer: String
        /// The policy clause of the row.
        package var clause: String?
    }

    /// A register that it is on.
    package struct Stay: Codable, Hashable, Sendable {
        package var register: String
        package var basis: Membership.Basis
        package var since: Day
        /// The stay reaches back to the baseline: it is since that day at least.
        package var sinceBaseline: Bool
        /// The trust's own mark found it there in the baseline.
        package var asFound: Bool
        package var reason: String
        /// The file and decision; nil when no row puts it there today.
        package var table: String?
        package var row: String?
        package var inputs: NamedValues
        package var clause: String?
    }

    /// A register that it is not on, with the row that comes nearest to putting it there.
    package struct Miss: Codable, Hashable, Sendable {
        package var register: String
        package var sentence: String
        package var table: String?
        package var row: String?
        /// The input of the first cell that failed, its value, and what the row asks.
        package var input: String?
        package var value: String?
        package var needs: String?
        package var clause: String?
    }

    package var id: String
    package var asAt: Day
    package var title: String
    /// Of a principal risk: the id of the record that is its own.
    package var record: String?
    /// Of a record: the id of the principal risk whose own it is.
    package var principal: String?
    package var level: RiskLevel
    package var status: RiskStatus
    package var rulebook: Rules
    package var decisions: [Decision]
    package var on: [Stay]
    package var notOn: [Miss]
    /// The rulings that stand on the day.
    package var rulings: [RulingLine]

    init(_ state: RiskState, in view: RegisterView, rulings: [Ruling]) {
        let explanation = Explanation(of: state, in: view)
        func named(_ values: [RuleTrace.Named]) -> NamedValues {
            NamedValues(values.map { ($0.name, $0.text) })
        }
        func unlessEmpty(_ text: String) -> String? { text.isEmpty ? nil : text }
        id = view.label(state.key)
        asAt = view.asAt
        title = state.record.title
        (record, principal) = view.otherHalf(of: state.key)
        level = state.key.level
        status = state.status
        rulebook = Rules(
            id: view.rulebook.id, version: view.rulebook.version, digest: view.rulebook.digest)
        decisions = explanation.steps.map { step in
            Decision(
                role: step.role, table: step.table, row: unlessEmpty(step.row),
                inputs: named(step.inputs), answer: step.answer, clause: unlessEmpty(step.clause))
        }
        on = explanation.on.map { reason in
            Stay(
                register: reason.membership.register, basis: reason.membership.basis,
                since: reason.membership.since,
                sinceBaseline: state.reachesBaseline(reason.membership.since),
                asFound: state.standing.asFound.contains(reason.membership.register),
                reason: reason.membership.reason,
                table: unlessEmpty(reason.table), row: unlessEmpty(reason.membership.row),
                inputs: named(reason.inputs), clause: unlessEmpty(reason.clause))
        }
        notOn = explanation.notOn.map { miss in
            Miss(
                register: miss.register, sentence: miss.sentence, table: unlessEmpty(miss.table),
                row: unlessEmpty(miss.row), input: miss.cell?.input, value: miss.cell?.value,
                needs: miss.cell?.test, clause: unlessEmpty(miss.clause))
        }
        self.rulings = rulings.map { RulingLine($0, in: view) }
    }
}

extension [Ruling] {
    /// Without placements and marks that a later one of the same thing replaced.
    fileprivate var withoutReplaced: [Ruling] {
        enumerated().filter { index, ruling in
            guard ruling.verb == .place || ruling.verb == .mark else { return true }
            return !self[(index + 1)...].contains {
                $0.verb == ruling.verb && $0.terms.field == ruling.terms.field
            }
        }.map(\.element)
    }
}

extension Ruling {
    /// It is dated by the day, and what it decided still holds.
    func stands(on day: Day, in standing: Standing) -> Bool {
        guard counts(on: day), !standing.idleRulings.contains(sequence) else { return false }
        switch verb {
        case .hold: return standing.holds.contains { $0.ruling == sequence }
        case .refuse, .notStrategic:
            return standing.refusals.contains { $0.ruling == sequence }
        case .acceptRisk: return standing.outcome.score == scoreSeen
        case .agree, .release, .acceptFinding, .place, .askAction, .note, .mark, .ratify:
            return true
        }
    }
}
