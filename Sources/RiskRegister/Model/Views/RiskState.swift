/// Whether a risk is live on a day.
package enum RiskStatus: String, Hashable, Sendable, CaseIterable {
    /// In the newest extract that covers it, and not closed.
    case open
    /// Closed in the export.
    case closed
    /// Not closed, and missing from the newest extract that covers it. Vanished is not closed.
    case vanished
}

/// That a risk is on a register, since when, and why.
package struct Membership: Hashable, Sendable {
    /// Why it is there.
    package enum Basis: String, Hashable, Sendable {
        /// The rules put it there today.
        case rule
        /// The board holds it there, by framework or by ruling.
        case held
        /// A secondary strategic theme.
        case theme
        /// The rules no longer put it there; it stays until a ruling.
        case kept
    }

    /// The register's id.
    package var register: String
    /// Why it is there.
    package var basis: Basis
    /// The first day of this unbroken stay.
    package var since: Day
    /// The reason in words, from the row, the ruling or the move.
    package var reason: String
    /// The id of the rule's row, or "" when no row says so.
    package var row: String

    /// A stay on a register.
    package init(register: String, basis: Basis, since: Day, reason: String, row: String) {
        self.register = register
        self.basis = basis
        self.since = since
        self.reason = reason
        self.row = row
    }
}

/// A move that waits for a person.
package struct Proposal: Hashable, Sendable {
    /// What is proposed.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Step down from the register: the score fell, was lost, or the risk vanished.
        case deescalate = "de-escalate"
        /// Confirm that it belongs on the BAF.
        case confirm
        /// Agree that it is closed.
        case close
        /// At the threshold with no objective: does it affect one?
        case question
    }

    /// What is proposed.
    package var kind: Kind
    /// The register it concerns.
    package var register: String
    /// The day it arose.
    package var since: Day
    /// Whose ruling it needs ("Executive Team").
    package var needs: String
    /// Why it arose, in words.
    package var reason: String

    /// A proposal.
    package init(kind: Kind, register: String, since: Day, needs: String, reason: String) {
        self.kind = kind
        self.register = register
        self.since = since
        self.needs = needs
        self.reason = reason
    }
}

/// What carries over from one day to the next for one risk: its stays, its open proposals, and since when.
///
/// It is what the fold folds (DESIGN: membership is a fold over days), and what the store keeps as
/// derived rows.
package struct Standing: Hashable, Sendable {
    /// Live, closed or vanished.
    package var status = RiskStatus.open
    /// What the rules make of the record.
    package var outcome = Outcome()
    /// Stays on registers, in rank order.
    package var memberships: [Membership] = []
    /// Moves that wait for a person, by register rank, then kind.
    package var proposals: [Proposal] = []
    /// Step-downs and closures that were refused, with the score then and the expiry: they silence a proposal.
    package var refusals: [Refusal] = []
    /// Registers that the board holds it on by ruling, with the ruling's sequence.
    package var holds: [Hold] = []
    /// Registers on which BAF entry by rule was confirmed.
    package var confirmed: [String] = []
    /// It is in the first extract that covers it: what began on the day it was first seen may have
    /// begun earlier ("at least 3 months").
    package var isFromBaseline = false
    /// Registers on which the trust's own marks had it in that extract, and that it has not left since.
    ///
    /// Where the rules said so too it counts as agreed, and is among `confirmed`.
    package var asFound: [String] = []
    /// Registers that it has ever left: entering one again is a return.
    package var leftBefore: [String] = []
    /// Sequences of rulings that found nothing to decide when they took effect (RL02).
    package var idleRulings: [Int] = []
    /// A hold was released at the end of the day: what it silenced is asked on the day of the
    /// organisation's next event.
    package var asksAgain = false
    /// The first day it was seen at the score used today, without a break.
    package var scoreSince: Day
    /// The first day it was seen.
    package var firstSeen: Day
    /// For a vanished risk, the day of the last extract that held it; nil while it is seen.
    package var lostAfter: Day?
    /// The first day it was seen waiting for approval, in the present wait.
    package var awaitingSince: Day?

    /// The standing of a risk first seen on a day.
    package init(firstSeen: Day) {
        self.firstSeen = firstSeen
        scoreSince = firstSeen
    }

    /// A refusal that is in force.
    package struct Refusal: Hashable, Sendable {
        /// The register.
        package var register: String
        /// What was refused.
        package var kind: Proposal.Kind
        /// The score used then; a change ends the refusal.
        package var score: Int?
        /// The last day it counts.
        package var until: Day?
        /// The ruling's sequence.
        package var ruling: Int

        /// A refusal.
        package init(register: String, kind: Proposal.Kind, score: Int?, until: Day?, ruling: Int) {
            self.register = register
            self.kind = kind
            self.score = score
            self.until = until
            self.ruling = ruling
        }
    }

    /// A hold by ruling that is in force; its expiry is a finding and never takes the risk off.
    package struct Hold: Hashable, Sendable {
        /// The register.
        package var register: String
        /// The reason given.
        package var why: String
        /// The last day it counts.
        package var until: Day?
        /// The ruling's sequence.
        package var ruling: Int

        /// A hold.
        package init(register: String, why: String, until: Day?, ruling: Int) {
            self.register = register
            self.why = why
            self.until = until
            self.ruling = ruling
        }

        /// It has not run out: the last day counts.
        package func counts(on day: Day) -> Bool { until.map { day <= $0 } ?? true }
    }

    /// The ids of the registers it is on, sorted.
    package var registers: [String] { memberships.map(\.register).sorted() }

    /// Open, and neither waiting for approval nor rejected.
    package var isLive: Bool {
        switch outcome.routing {
        case .closed, .unapproved: false
        case .routed, .belowThreshold, .unroutable: status == .open
        }
    }

    /// Its stay on one register.
    package func membership(of register: String) -> Membership? {
        memberships.first { $0.register == register }
    }
}

/// How a risk moved between two extracts, by score used.
package enum MovementWord: String, Hashable, Sendable, CaseIterable {
    /// Not known before.
    case new
    /// The score rose.
    case up
    /// The score fell.
    case down
    /// The score is the same.
    case same
    /// Known earlier, not open in the extract before, and open now.
    case returned
}

/// One risk on one day: its record, what the rules make of it, where it stands, and how it moved.
///
/// Its large parts are shared, so that lists of risks are copied, sorted and filtered at small cost.
package struct RiskState: Hashable, Sendable {
    /// The risk's key.
    package let key: RiskKey
    private var sharedRecord: Shared<RiskRecord>
    private var sharedStanding: Shared<Standing>
    private var sharedPrincipal: Shared<AssuranceFramework.PrincipalRisk>?
    private var sharedOwn: Shared<RiskState>?
    /// The day of the newest extract that holds it.
    package var lastSeen: Day
    /// The newest extract on the day does not cover it: what is shown is as last known.
    package var isOutOfScope = false
    /// An export of open risks only lacks it, and nobody has said whether it is closed or left out.
    package var isAsked = false
    /// The risk as it was in the extract before; nil when it was not known then.
    package var before: Before?
    /// Its movement since the extract before; nil while the organisation has one extract.
    package var movement: MovementWord?

    /// A risk as it was at an earlier extract.
    package struct Before: Hashable, Sendable {
        private var sharedRecord: Shared<RiskRecord>
        private var sharedStanding: Shared<Standing>

        /// Its record then.
        package var record: RiskRecord {
            _read { yield sharedRecord.value }
            _modify { yield &sharedRecord.value }
        }
        /// Where it stood then.
        package var standing: Standing {
            _read { yield sharedStanding.value }
            _modify { yield &sharedStanding.value }
        }

        /// A risk as it was.
        package init(record: RiskRecord, standing: Standing) {
            sharedRecord = Shared(record.on(standing.outcome.size))
            sharedStanding = Shared(standing)
        }

        /// A risk as it was, its record being the one of today.
        ///
        /// - Parameters:
        ///   - state: The risk today.
        ///   - standing: Where it stood then; nil: where it stands today.
        package init(recordOf state: RiskState, standing: Standing? = nil) {
            sharedStanding = standing.map { Shared($0) } ?? state.sharedStanding
            let size = sharedStanding.value.outcome.size
            sharedRecord =
                size == state.outcome.size
                ? state.sharedRecord : Shared(state.record.on(size))
        }
    }

    /// A risk with its record and standing.
    package init(key: RiskKey, record: RiskRecord, standing: Standing, lastSeen: Day) {
        self.key = key
        sharedRecord = Shared(record.on(standing.outcome.size))
        sharedStanding = Shared(standing)
        self.lastSeen = lastSeen
    }

    /// The newest record of it on the day.
    package var record: RiskRecord {
        _read { yield sharedRecord.value }
        _modify { yield &sharedRecord.value }
    }
    /// Where it stands.
    package var standing: Standing {
        _read { yield sharedStanding.value }
        _modify { yield &sharedStanding.value }
    }
    /// The framework's line, for a principal risk.
    package var principal: AssuranceFramework.PrincipalRisk? {
        get { sharedPrincipal?.value }
        set { sharedPrincipal = newValue.map { Shared($0) } }
    }

    /// The risk of the record that a principal risk takes its scores from: the two are one risk.
    package var own: RiskState? {
        get { sharedOwn?.value }
        set { sharedOwn = newValue.map { Shared($0) } }
    }

    /// What the rules make of it.
    package var outcome: Outcome { _read { yield sharedStanding.value.outcome } }
    /// The score used.
    package var score: Int? { standing.outcome.score }
    /// The score used in the extract before; nil when it was not known, had none, or stood on another matrix.
    package var previousScore: Int? { isRescaled ? nil : before?.standing.outcome.score }
    /// The matrix of the extract before, where it is another than today's: the scores are not compared.
    package var scaleBefore: ScoreSize? {
        guard let size = before?.standing.outcome.size, size != outcome.size else { return nil }
        return size
    }
    /// In the extract before it was scored on another matrix.
    package var isRescaled: Bool { scaleBefore != nil }
    /// Live, closed or vanished.
    package var status: RiskStatus { standing.status }
    /// "last seen 30 April 2026 at 16": how a vanished risk is told.
    package var lastSeenInWords: String {
        let day = standing.lostAfter ?? lastSeen
        return "last seen \(day.inWords)" + (score.map { " at \($0)" } ?? " without a score")
    }
    /// It is on the register.
    package func isOn(_ register: String) -> Bool { standing.membership(of: register) != nil }
    /// Whole months at the score used, on a day.
    package func monthsAtScore(on day: Day) -> Int { max(0, standing.scoreSince.months(to: day)) }
}

extension Proposal.Kind {
    /// What is proposed, as a sentence names it.
    package var inWords: String {
        switch self {
        case .deescalate: "step-down"
        case .confirm: "confirmation"
        case .close: "closure"
        case .question: "an objective"
        }
    }
}

extension Proposal {
    /// The question, as papers and sheets ask it.
    package var question: String {
        switch kind {
        case .deescalate: "Step down from \(register)?"
        case .confirm: "Confirm on \(register)?"
        case .close: "Agree the closure?"
        case .question: "Does it affect a strategic objective?"
        }
    }
}
