import RiskRegister

/// A risk's stay on a register.
struct PlainStay: Equatable {
    /// Why it is there.
    enum Ground: String { case rule, held, theme, kept }

    var ground: Ground
    var since: Day
}

/// Something that waits for a person.
struct PlainProposal: Equatable {
    /// What is proposed, the gravest first: what agree and refuse answer.
    enum Kind: String, CaseIterable {
        case stepDown = "de-escalate"
        case close, confirm, question
    }

    var kind: Kind
    var register: String
    var since: Day
}

/// A person's no.
struct PlainRefusal: Equatable {
    var kind: PlainProposal.Kind
    var register: String
    /// The score then: another ends it.
    var score: Int?
    var until: Day?
    /// The ruling that said it.
    var number: Int
}

/// Where one risk stands at the end of a day.
struct PlainStanding: Equatable {
    enum Status: String { case open, closed, vanished }

    var record: PlainRecord
    var status = Status.open
    var outcome = PlainOutcome()
    var firstSeen: Day
    /// Since when it has the score.
    var scoreSince: Day
    /// Since when it waits for approval.
    var waitingSince: Day?
    var stays: [String: PlainStay] = [:]
    var proposals: [PlainProposal] = []
    var refusals: [PlainRefusal] = []
    /// Registers that people hold it on, and the last day of that.
    var holds: [String: Hold] = [:]
    /// It is in the first extract that covers it.
    var isFromBaseline = false
    /// Registers that it is on since it was found on them by its marks.
    var found: Set<String> = []
    /// Registers on which its entry by rule was confirmed.
    var confirmed: Set<String> = []
    /// Of a line of the framework: what is wrong with the record that it takes its scores from.
    var doubt: PlainSighting.Doubt?
    /// The doubt on which people agreed that the line goes; it stays off while there is one.
    var agreedDoubt: PlainSighting.Doubt?
    /// The ruling that agreed.
    var agreedBy: Int?
    /// Numbers of rulings that found nothing to decide.
    var idle: [Int] = []
    /// Of a line of the framework: rulings of the time in which a record was its own.
    var together: Set<Int> = []

    struct Hold: Equatable {
        var until: Day?
        /// The ruling that said it.
        var number: Int

        func hasRunOut(on day: Day) -> Bool { until.map { $0 < day } ?? false }
    }

    init(record: PlainRecord, firstSeen day: Day) {
        self.record = record
        firstSeen = day
        scoreSince = day
    }

    /// The record is no longer its own, and what was ruled meanwhile is the record's.
    mutating func leaveRulingsToRecord() {
        holds = holds.filter { !together.contains($1.number) }
        refusals.removeAll { together.contains($0.number) }
        if let agreedBy, together.contains(agreedBy) { agreedDoubt = nil }
        together = []
    }

    func refuses(_ kind: PlainProposal.Kind, _ register: String) -> Bool {
        refusals.contains { $0.kind == kind && $0.register == register }
    }

    /// Since when something waits that was asked already, or else the day on which it is asked.
    func asked(_ kind: PlainProposal.Kind, _ register: String, else day: Day) -> Day {
        proposals.first { $0.kind == kind && $0.register == register }?.since ?? day
    }

    /// The gravest proposal on a register.
    func gravest(_ register: String) -> PlainProposal? {
        for kind in PlainProposal.Kind.allCases {
            if let found = proposals.first(where: { $0.kind == kind && $0.register == register }) {
                return found
            }
        }
        return nil
    }
}
