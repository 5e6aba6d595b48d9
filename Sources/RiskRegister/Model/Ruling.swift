/// A person's recorded decision on a risk: who, in what role, at which meeting, from which day, and why.
package struct Ruling: Hashable, Sendable {
    /// What was decided.
    package enum Verb: String, Hashable, Sendable, CaseIterable {
        /// Agree the proposal that stands on the register: step down, confirm, close.
        case agree
        /// Refuse it: the risk stays as it is until the refusal expires or the score changes.
        case refuse
        /// Hold the risk on the register whatever its score.
        case hold
        /// End a hold.
        case release
        /// Accept a finding with a reason until a day; the register names the finding's code.
        case acceptFinding = "accept-finding"
        /// Mark the risk for publication; the register names the mark (public, private).
        case mark
    }

    /// Its sequence in the chain; 0 while it is not stored.
    package var sequence: Int
    /// The risk decided on.
    package var subject: RiskKey
    /// What was decided.
    package var verb: Verb
    /// The register it concerns; for `acceptFinding` a finding's code, for `mark` the mark.
    package var register: String
    /// Who decided.
    package var by: String
    /// In what role.
    package var role: String
    /// At which meeting.
    package var meeting: String
    /// The day from which it counts.
    package var date: Day
    /// The reason.
    package var why: String
    /// The last day it counts; nil: until something ends it.
    package var until: Day?
    /// The score that the deciders saw; nil when the risk had none.
    package var scoreSeen: Int?
    /// The sequence of the newest entry of the chain that the deciders saw.
    package var sawSequence: Int
    /// The instant of storing, ISO 8601 UTC.
    package var recordedAt: String

    /// A ruling.
    package init(
        sequence: Int = 0, subject: RiskKey, verb: Verb, register: String, by: String,
        role: String, meeting: String, date: Day, why: String, until: Day? = nil,
        scoreSeen: Int? = nil, sawSequence: Int = 0, recordedAt: String = ""
    ) {
        self.sequence = sequence
        self.subject = subject
        self.verb = verb
        self.register = register
        self.by = by
        self.role = role
        self.meeting = meeting
        self.date = date
        self.why = why
        self.until = until
        self.scoreSeen = scoreSeen
        self.sawSequence = sawSequence
        self.recordedAt = recordedAt
    }

    /// It has begun and not expired on the given day.
    package func counts(on day: Day) -> Bool {
        date <= day && (until.map { day <= $0 } ?? true)
    }

    /// It had an end and the end has passed.
    package func isExpired(on day: Day) -> Bool { until.map { $0 < day } ?? false }
}
