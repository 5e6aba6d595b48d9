import FEEL
package import RiskRegister

/// Which risks there are, with score, routing, registers and what waits for a person: `baf risks`.
package struct RisksRequest: RepeatedRequest {
    package typealias Answer = RisksAnswer

    /// Which risks are listed.
    package enum Level: String, Hashable, Sendable, Codable, CaseIterable {
        case operational, principal, all
    }

    /// The day, the knowledge, the organisations.
    package var moment: Moment
    /// Operational, principal or all.
    package var level: Level
    /// Only risks on this register; nil: on any, and on none.
    package var register: String?
    /// Only risks that wait for a person's ruling.
    package var onlyWaiting: Bool
    /// Only risks of this directorate.
    package var directorate: String?
    /// Only risks with this score or more.
    package var minimumScore: Int?

    /// A question; nothing said stands for every operational risk.
    package init(
        _ moment: Moment = Moment(), level: Level = .operational, register: String? = nil,
        onlyWaiting: Bool = false, directorate: String? = nil, minimumScore: Int? = nil
    ) {
        self.moment = moment
        self.level = level
        self.register = register
        self.onlyWaiting = onlyWaiting
        self.directorate = directorate
        self.minimumScore = minimumScore
    }

    package var capabilities: [Capability] { [.ask] }

    package func find(at visit: Visit) throws -> RisksAnswer {
        let selection = RiskSelection(
            registers: register.map { [$0] }, directorates: directorate.map { [$0] },
            minimumScore: minimumScore, isWaiting: onlyWaiting)
        var (risks, others): ([RiskLine], Int) = ([], 0)
        var views = try visit.eachPart(moment, selecting: selection) { view in
            if let register, view.rulebook.register(register) == nil { return }
            let codes = view.findingCodes
            func list(_ state: RiskState) {
                risks.append(RiskLine(state, in: view, findings: view.codes(of: state, codes)))
            }
            let counted = view.counted.filter(selection.admits)
            switch level {
            case .all: counted.forEach(list)
            case .principal:
                counted.filter { $0.key.level == .principal }.forEach(list)
                others += counted.count { $0.key.level == .operational }
            case .operational:
                let own = counted.compactMap(\.ownLine).filter(selection.admits)
                (counted.filter { $0.key.level == .operational } + own)
                    .sorted { $0.key < $1.key }.forEach(list)
                let lines = Set(own.map { view.ownRecords.counted($0.key) })
                others += counted.count { $0.key.level == .principal && !lines.contains($0.key) }
            }
        }
        if let register { views = try views.having(register) }
        return RisksAnswer(
            basis: views.basis, level: level, risks: risks, otherLevelCount: others)
    }
}

/// The risks that were asked for.
package struct RisksAnswer: DeskAnswer {
    /// What it speaks for.
    package var basis: AnswerBasis
    /// Which level was asked for.
    package var level: RisksRequest.Level
    /// The risks, by organisation and id.
    package var risks: [RiskLine]
    /// How many risks of the other level meet the same question: a register holds both.
    package var otherLevelCount: Int

    package var document: [RiskLine] { risks }
}

/// One risk in a list; its fields are part of the public interface.
package struct RiskLine: Codable, Hashable, Sendable {
    /// The id, with its organisation where the register holds several.
    package var id: String
    package var level: RiskLevel
    package var reference: String?
    package var title: String
    package var status: RiskStatus
    package var approval: Approval
    package var likelihood: Int?
    package var consequence: Int?
    /// The pair was inferred from a score that allows only one.
    package var pairIsInferred: Bool
    package var printedScore: ExactNumber?
    package var computedScore: Int?
    /// The score used.
    package var score: Int?
    package var scoreBasis: ScoreBasis
    package var grade: String?
    /// The record's own outcome on the day: a partition.
    package var routing: Routing
    /// The registers it is on, kept and held ones too, sorted.
    package var registers: [String]
    /// Why it is on the assurance framework: rule, held or theme.
    package var bafBasis: String?
    package var proposals: [ProposalLine]
    /// The score used has stood since the baseline, the first extract that covers the risk: how long it
    /// has is "at least".
    package var sinceBaseline: Bool
    package var owner: String?
    package var directorate: String?
    package var objectives: [String]
    /// As recorded: a day, or a month.
    package var reviewDue: String?
    package var lastSeen: Day
    package var previousScore: Int?
    package var movement: MovementWord?
    /// The codes of its findings, sorted.
    package var findings: [String]
    /// The newest extract does not cover it: what is said is as of `lastSeen`, and has no movement.
    package var notCovered: Bool
    /// Of a principal risk: the id of the record that is its own.
    package var record: String?
    /// Of a record: the id of the principal risk whose own it is.
    package var principal: String?

    init(_ state: RiskState, in view: RegisterView, findings: [String]) {
        let (record, outcome) = (state.record, state.outcome)
        id = view.label(state.key)
        level = state.key.level
        reference = record.reference
        title = record.title
        status = state.status
        approval = record.approval
        likelihood = outcome.likelihood
        consequence = outcome.consequence
        pairIsInferred = outcome.pairIsInferred
        printedScore = (record.current.printed?.number?.description).map(ExactNumber.init(digits:))
        computedScore = outcome.computedScore
        score = outcome.score
        scoreBasis = outcome.scoreBasis
        grade = outcome.grade
        routing = outcome.routing
        registers = state.standing.registers
        bafBasis = RiskLine.bafBasis(state, in: view)
        let halves = view.otherHalf(of: state.key)
        proposals = state.standing.proposals.map { ProposalLine($0, of: state) }
        sinceBaseline = state.scoreReachesBaseline
        owner = record.owner
        directorate = record.directorate
        objectives = record.objectives
        reviewDue = record.reviewDue?.description
        lastSeen = state.lastSeen
        previousScore = state.previousScore
        movement = state.movement
        self.findings = findings
        notCovered = state.isOutOfScope
        self.record = halves.record
        principal = halves.principal
    }

    /// A kept risk is still there by the rule that put it there.
    private static func bafBasis(_ state: RiskState, in view: RegisterView) -> String? {
        let framework = view.rulebook.register(for: .assuranceFramework)?.id
        switch framework.flatMap({ state.standing.membership(of: $0)?.basis }) {
        case .rule, .kept: return "rule"
        case .held: return "held"
        case .theme: return "theme"
        case nil: return nil
        }
    }
}

/// A move that waits for a person; its fields are part of the public interface.
package struct ProposalLine: Codable, Hashable, Sendable {
    /// What is proposed.
    package var kind: Proposal.Kind
    /// The register it concerns.
    package var register: String
    /// The day it arose.
    package var since: Day
    /// It arose in the baseline: what it asks about may have been so for longer.
    package var sinceBaseline: Bool
    /// Whose ruling it needs.
    package var needs: String
    /// Why it arose.
    package var reason: String

    init(_ proposal: Proposal, of state: RiskState) {
        kind = proposal.kind
        register = proposal.register
        since = proposal.since
        sinceBaseline = state.reachesBaseline(proposal.since)
        needs = proposal.needs
        reason = proposal.reason
    }
}

extension RegisterView {
    /// The other id of a risk that has two, as it is printed: its own record's, or its principal risk's.
    func otherHalf(of key: RiskKey) -> (record: String?, principal: String?) {
        func printed(_ id: String) -> String {
            label(RiskKey(organisation: key.organisation, id: id))
        }
        switch key.level {
        case .operational: return (nil, ownRecords.principal(of: key.id).map(printed))
        case .principal: return (ownRecords.record(of: key.id).map(printed), nil)
        }
    }

    /// The codes of a risk's findings, those of its own record among them.
    func codes(of state: RiskState, _ codes: [RiskKey: [String]]) -> [String] {
        let own = codes[state.key] ?? []
        guard let record = state.own else { return own }
        return Set(own + (codes[record.key] ?? [])).sorted()
    }

    /// The codes of each risk's findings, sorted.
    var findingCodes: [RiskKey: [String]] {
        var codes: [RiskKey: Set<String>] = [:]
        for finding in findings {
            if case .risk(let key) = finding.subject {
                codes[key, default: []].insert(finding.code)
            }
        }
        return codes.mapValues { $0.sorted() }
    }
}

extension Views {
    /// The views whose rules have a register; an error when none has.
    func having(_ register: String) throws(DeskFailure) -> Views {
        let having = all.filter { $0.rulebook.register(register) != nil }
        guard !having.isEmpty else {
            var known: [String] = []
            for id in all.flatMap({ $0.rulebook.registers.map(\.id) }) where !known.contains(id) {
                known.append(id)
            }
            throw DeskFailure(
                .usage,
                "the rulebook has no register \(register); it has \(known.joined(separator: ", "))")
        }
        return Views(all: having, basis: basis.of(having))
    }
}
