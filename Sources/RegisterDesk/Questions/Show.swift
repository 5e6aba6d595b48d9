import RegisterStore
package import RiskRegister

/// One risk with its history: scores, registers, rulings: `baf show`.
package struct ShowRequest: RepeatedRequest {
    package typealias Answer = ShowAnswer

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

    package func find(at visit: Visit) throws -> ShowAnswer {
        let found = try visit.risk(id, moment, withFindings: false)
        let (state, view) = (found.state, found.view)
        let history = try visit.store().history(of: state.key)
        let known = try visit.rulings(on: found).filter { $0.sequence <= view.knownAt }
        let rulings = known.filter { $0.date <= view.asAt }
        let withdrawn = try visit.store().withdrawnRulings(
            on: state.key, knownAt: view.knownAt)
        return ShowAnswer(
            basis: found.basis,
            risk: ShownRisk(
                try visit.standing(found, moment), in: view,
                points: history.points.filter { $0.day <= view.asAt }, rulings: rulings,
                withdrawn: withdrawn.map { WithdrawnRuling($0, $1, in: view) }),
            details: RiskDetails(state, in: view),
            laterRulings: known.filter { $0.date > view.asAt }.map { RulingLine($0, in: view) })
    }
}

/// One risk with its history.
package struct ShowAnswer: DeskAnswer {
    /// What it speaks for.
    package var basis: AnswerBasis
    /// The risk.
    package var risk: ShownRisk
    /// What its record says besides.
    package var details: RiskDetails
    /// Rulings on it that are known, and dated after the day that was asked about.
    package var laterRulings: [RulingLine]

    package var document: ShownRisk { risk }
}

/// A risk as `baf show -o json` prints it; its fields are part of the public interface.
package struct ShownRisk: Codable, Hashable, Sendable {
    /// The risk on a day on which anything changed.
    package struct Point: Codable, Hashable, Sendable {
        package var day: Day
        package var status: RiskStatus
        package var score: Int?
        package var likelihood: Int?
        package var consequence: Int?
        package var routing: Routing
        package var registers: [String]
    }

    package var id: String
    package var title: String
    /// Of a principal risk: the id of the record that is its own.
    package var record: String?
    /// Of a record: the id of the principal risk whose own it is.
    package var principal: String?
    package var asAt: Day
    package var status: RiskStatus
    package var score: Int?
    /// The first day of the score used, without a break.
    package var scoreSince: Day
    /// Whole months at it on the day.
    package var monthsAtScore: Int
    /// Both reach back to the baseline, the first extract that covers the risk: they are "at least".
    package var sinceBaseline: Bool
    package var grade: String?
    package var registers: [String]
    package var description: String
    package var owner: String?
    package var directorate: String?
    package var opened: String?
    package var reviewDue: String?
    /// Where it stood at the end of each day on which anything changed, oldest first.
    package var history: [Point]
    /// The rulings on it up to the day, by date.
    package var rulings: [RulingLine]
    /// What people decided about publishing its fields, and whether it still holds.
    package var marks: [ShownMark]
    /// Rulings on it that were taken back.
    package var withdrawnRulings: [WithdrawnRuling]

    init(
        _ state: RiskState, in view: RegisterView, points: [Timeline.Point], rulings: [Ruling],
        withdrawn: [WithdrawnRuling]
    ) {
        withdrawnRulings = withdrawn
        let record = state.record
        id = view.label(state.key)
        title = record.title
        (self.record, principal) = view.otherHalf(of: state.key)
        asAt = view.asAt
        status = state.status
        score = state.score
        scoreSince = state.standing.scoreSince
        monthsAtScore = state.monthsAtScore(on: view.asAt)
        sinceBaseline = state.scoreReachesBaseline
        grade = state.outcome.grade
        registers = state.standing.registers
        description = record.description
        owner = record.owner
        directorate = record.directorate
        opened = record.opened?.description
        reviewDue = record.reviewDue?.description
        history = points.map { point in
            let (standing, outcome) = (point.standing, point.standing.outcome)
            return Point(
                day: point.day, status: standing.status, score: outcome.score,
                likelihood: outcome.likelihood, consequence: outcome.consequence,
                routing: outcome.routing, registers: standing.registers)
        }
        self.rulings = rulings.map { RulingLine($0, in: view) }
        marks = ShownMark.all(
            PublicationMarks(of: state, by: rulings, digest: ShownMark.digest))
    }
}

/// What a risk's record says besides what every list shows.
package struct RiskDetails: Codable, Hashable, Sendable {
    /// One kind of score as the source has it.
    package struct Entry: Codable, Hashable, Sendable {
        package var likelihood: Int?
        package var consequence: Int?
        /// The printed score as it stood.
        package var printed: String?
        /// What stood there and is no likelihood or consequence.
        package var unreadable: [String]

        init(_ entry: ScoreEntry) {
            likelihood = entry.likelihood
            consequence = entry.consequence
            printed = entry.printed?.text
            unreadable = entry.unreadable
        }
    }

    package var level: RiskLevel
    package var reference: String?
    package var approval: Approval
    package var scoreBasis: ScoreBasis
    package var initial: Entry
    package var current: Entry
    package var target: Entry
    package var proposals: [ProposalLine]
    package var objectives: [String]
    package var leadExecutive: String?
    package var lastReview: String?
    package var targetDate: String?
    package var controls: String?
    package var gapsInControl: String?
    package var assurance: String?
    package var gapsInAssurance: String?
    package var progress: String?
    package var lastSeen: Day
    /// Records of the newest extract that repeat its id and were rejected, in words.
    package var rejected: [String]
    /// The newest extract does not cover it: what is shown is as last known.
    package var isOutOfScope: Bool

    init(_ state: RiskState, in view: RegisterView) {
        let record = state.record
        level = state.key.level
        reference = record.reference
        approval = record.approval
        scoreBasis = state.outcome.scoreBasis
        initial = Entry(record.initial)
        current = Entry(record.current)
        target = Entry(record.target)
        proposals = view.proposals(of: state).map { ProposalLine($0, of: state) }
        objectives = record.objectives
        leadExecutive = record.leadExecutive
        lastReview = record.lastReview?.description
        targetDate = record.targetDate?.description
        controls = record.controls
        gapsInControl = record.gapsInControl
        assurance = record.assurance
        gapsInAssurance = record.gapsInAssurance
        progress = record.progress
        lastSeen = state.lastSeen
        rejected = view.doubles.filter { $0.key == state.key }.map(\.inWords)
        isOutOfScope = state.isOutOfScope
    }
}
