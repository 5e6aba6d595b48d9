/// From which of a record's numbers the score used was taken.
package enum ScoreBasis: String, Hashable, Sendable, CaseIterable {
    /// Only the printed number could be used.
    case printed
    /// Only likelihood x consequence could be used.
    case computed
    /// Printed and computed agree.
    case both
    /// They differ: the higher was used, and the difference is flagged.
    case higher
    /// There is no number that can be used.
    case none
}

/// A record's own outcome on a day: a partition, so that every record is in exactly one.
package enum Routing: String, Hashable, Sendable, CaseIterable {
    /// At the threshold, open and approved.
    case routed
    /// Scored below the threshold.
    case belowThreshold
    /// Closed in the source.
    case closed
    /// Not finally approved.
    case unapproved
    /// No score that can be used: listed first, never zero, never green.
    case unroutable
}

/// What a record's objective codes amount to on a day, by the framework then.
package struct ObjectiveStanding: Hashable, Sendable {
    /// Codes of current strategic objectives.
    package var strategic: [String] = []
    /// Codes that the framework does not know; they count, with a finding.
    package var unknown: [String] = []
    /// Codes of known objectives that are not strategic.
    package var notStrategic: [String] = []
    /// Codes of strategic objectives that have ended or not begun.
    package var ended: [String] = []
    /// Codes of objectives that ended with one successor, which counts in their place.
    package var carried: [Carried] = []

    /// An objective that ended, and the current one that took its place.
    package struct Carried: Hashable, Sendable {
        /// The code that the record names.
        package var from: String
        /// The code of the successor that stands.
        package var to: String

        /// A pair of codes.
        package init(from: String, to: String) { (self.from, self.to) = (from, to) }
    }

    /// No codes at all.
    package init() {}

    /// No objective was recorded: on a risk at the threshold, a question.
    package var isBlank: Bool {
        strategic.isEmpty && unknown.isEmpty && notStrategic.isEmpty && ended.isEmpty
            && carried.isEmpty
    }

    /// At least one code counts for the BAF.
    package var counts: Bool { !strategic.isEmpty || !unknown.isEmpty || !carried.isEmpty }

    /// The standing of codes under a framework on a day; without a framework every code is unknown and counts.
    package init(codes: [String], framework: AssuranceFramework?, on day: Day) {
        for code in codes {
            guard let objective = framework?.objective(named: code, on: day) else {
                unknown.append(code)
                continue
            }
            if objective.kind != .strategic {
                notStrategic.append(code)
            } else if objective.isCurrent(on: day) {
                strategic.append(code)
            } else if let successor = framework?.successor(of: objective, on: day) {
                carried.append(Carried(from: code, to: successor))
            } else {
                ended.append(code)
            }
        }
    }

    /// The codes that count: of current objectives, of unknown ones, and of successors; each once.
    package var counting: [String] {
        (strategic + unknown + carried.map(\.to)).reduce(into: []) {
            if !$0.contains($1) { $0.append($1) }
        }
    }
}

/// One register that the rules put a record on, with the row that did it.
package struct Entitlement: Hashable, Sendable {
    /// The register's id.
    package var register: String
    /// The sentence that the row gives as its reason.
    package var reason: String
    /// "rule", "held" or "theme", as the row gives it; bafBasis comes from here.
    package var basis: Membership.Basis
    /// The id of the row.
    package var row: String

    /// A register with the reason for it.
    package init(register: String, reason: String, basis: Membership.Basis, row: String) {
        self.register = register
        self.reason = reason
        self.basis = basis
        self.row = row
    }
}

/// When and by whom a risk is to be reviewed, as the rules decide.
package struct ReviewDuty: Hashable, Sendable {
    /// The longest interval between reviews, in months.
    package var intervalMonths: Int?
    /// The group that reviews it first ("PMO Steering Group", "Executive Team").
    package var reviewer: String?
    /// Who may accept the risk as it is.
    package var acceptor: String?

    /// A duty; parts the rules do not give are nil.
    package init(intervalMonths: Int? = nil, reviewer: String? = nil, acceptor: String? = nil) {
        self.intervalMonths = intervalMonths
        self.reviewer = reviewer
        self.acceptor = acceptor
    }
}

/// What the rules make of one record: a pure function of the record, the rulebook and the framework's facts.
package struct Outcome: Hashable, Sendable {
    /// The matrix of the rulebook that judged it; scores of another size are never compared with it.
    package var size = ScoreSize.npsa
    /// The score used, from 1 to the matrix's highest (25 on a 5x5), or nil when there is none.
    package var score: Int?
    /// Likelihood x consequence, when both are recorded.
    package var computedScore: Int?
    /// Where the score used comes from.
    package var scoreBasis = ScoreBasis.none
    /// Likelihood for the heat map: recorded, or inferred from a printed score that one pair alone gives.
    package var likelihood: Int?
    /// Consequence for the heat map.
    package var consequence: Int?
    /// The pair was inferred, not recorded.
    package var pairIsInferred = false
    /// The rulebook's grade ("extreme"); nil for 7, 13 and 14 and without a score.
    package var grade: String?
    /// The record's own outcome.
    package var routing = Routing.unroutable
    /// At the threshold by score, whatever its status and approval.
    package var isAtThreshold = false
    /// The registers that the rules put it on, in rank order.
    package var entitlements: [Entitlement] = []
    /// What its objective codes amount to.
    package var objectives = ObjectiveStanding()
    /// Why the board is asked whether a principal risk still stands, though the framework lists it: the
    /// record that it takes its scores from is closed, or missing.
    package var doubt: String?
    /// The framework says when, by whom, at which meeting and why the board ended it.
    package var isEndedByBoard = false
    /// Review interval, reviewer and acceptor.
    package var review = ReviewDuty()

    /// An outcome of nothing.
    package init() {}

    /// The same score on the same matrix.
    package func hasScore(of other: Outcome) -> Bool { score == other.score && size == other.size }
}
