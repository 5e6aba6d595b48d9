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
        /// Tolerate the risk at its score until a day.
        case acceptRisk = "accept-risk"
        /// Print an operational risk of the assurance framework under a principal risk.
        case place
        /// Answer that no strategic objective is affected: the question rests while the score is the same.
        case notStrategic = "not-strategic"
        /// Ask somebody for an action by a day.
        case askAction = "ask-action"
        /// Note what was said.
        case note
        /// Mark the risk, or a field of it, for publication; the register names the mark (public, part, private).
        case mark
        /// Ratify what another body ruled in the place of the one that the rules ask for.
        case ratify
    }

    /// Its sequence in the chain; 0 while it is not stored.
    package var sequence: Int
    /// The risk decided on.
    package var subject: RiskKey
    /// What was decided.
    package var verb: Verb
    /// The register it concerns, "" for none; for `acceptFinding` a finding's code, for `mark` the mark.
    package var register: String
    /// Who chaired the body that decided.
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
    /// What else it says: the body, its minute, and what its verb takes.
    package var terms: RulingTerms

    /// A ruling.
    package init(
        sequence: Int = 0, subject: RiskKey, verb: Verb, register: String, by: String,
        role: String, meeting: String, date: Day, why: String, until: Day? = nil,
        scoreSeen: Int? = nil, sawSequence: Int = 0, recordedAt: String = "",
        terms: RulingTerms = RulingTerms()
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
        self.terms = terms
    }

    /// It has begun and not expired on the given day.
    package func counts(on day: Day) -> Bool {
        date <= day && (until.map { day <= $0 } ?? true)
    }

    /// What it concerns, in words: "HLRR", "BAF, under PR3", "SC02".
    package var concern: String { terms.concern(verb, register, score: scoreSeen) }

    /// It had an end and the end has passed.
    package func isExpired(on day: Day) -> Bool { until.map { $0 < day } ?? false }
}

extension [Ruling] {
    /// The rulings of other bodies than the rules ask for that nobody has ratified.
    package var unratified: [Ruling] {
        let ratified = Set(compactMap(\.terms.ratifies))
        return filter { $0.terms.authority == .other && !ratified.contains($0.sequence) }
    }

    /// The rulings as they count on a risk whose first extract is of a day, by day, then sequence.
    ///
    /// A meeting may have ruled on a risk before any extract held it: that counts from the first that does.
    package func counting(from first: Day) -> [Ruling] {
        guard contains(where: { $0.date < first }) else { return self }
        return map { ruling in
            var ruling = ruling
            ruling.date = Swift.max(ruling.date, first)
            return ruling
        }.sorted { ($0.date, $0.sequence) < ($1.date, $1.sequence) }
    }
}
