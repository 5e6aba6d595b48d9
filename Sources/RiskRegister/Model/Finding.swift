/// How much a finding matters.
package enum Severity: String, Sendable, Hashable, Comparable, CaseIterable {
    /// Plainly wrong, or in the way of routing.
    case error
    /// Someone should act.
    case warning
    /// Worth knowing.
    case information

    private var rank: Int {
        switch self {
        case .error: 0
        case .warning: 1
        case .information: 2
        }
    }

    /// Errors first.
    package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
}

/// What a finding is about.
package enum FindingSubject: Hashable, Sendable {
    /// A risk, operational or principal.
    case risk(RiskKey)
    /// An objective of the framework, by id.
    case objective(String)
    /// An action, by id, with the id of its risk.
    case action(String, riskID: String?)
    /// A ruling, by its sequence in the chain.
    case ruling(Int)
    /// An extract, by its day.
    case extract(Day)
    /// A file, by name.
    case file(String)

    /// The id to print: "2101", "SO2", "2026-06-30".
    package var id: String {
        switch self {
        case .risk(let key): key.id
        case .objective(let id): id
        case .action(let id, _): id
        case .ruling(let sequence): String(sequence)
        case .extract(let day): day.description
        case .file(let name): name
        }
    }

    /// The risk it concerns, if it concerns one.
    package var riskID: String? {
        switch self {
        case .risk(let key): key.id
        case .action(_, let riskID): riskID
        case .objective, .ruling, .extract, .file: nil
        }
    }
}

/// A problem or notable fact in the data, with a code that never changes.
///
/// A finding says what is wrong, why it matters and what to do; data that is wrong never stops a run.
package struct Finding: Hashable, Sendable {
    /// The stable code: "SC01", "RD03".
    package var code: String
    /// Error, warning or information, as the rulebook sets it.
    package var severity: Severity
    /// What it is about.
    package var subject: FindingSubject
    /// What is wrong, with the values, as one sentence without the id.
    package var message: String
    /// What to do about it, as one sentence.
    package var advice: String
    /// The field to look at, where there is one.
    package var field: String?
    /// Who should act, as recorded on the risk; nil when nobody is named.
    package var owner: String?
    /// Where in a file it was seen: line and column, 1-based; 0 when unknown.
    package var line: Int
    /// The day until which the finding is accepted with a reason; nil when it is not accepted.
    package var acceptedUntil: Day?
    /// The reason with which it was accepted.
    package var acceptedWhy: String?

    /// A finding that nobody has accepted yet.
    package init(
        code: String, severity: Severity = .warning, subject: FindingSubject, message: String,
        advice: String, field: String? = nil, owner: String? = nil, line: Int = 0
    ) {
        self.code = code
        self.severity = severity
        self.subject = subject
        self.message = message
        self.advice = advice
        self.field = field
        self.owner = owner
        self.line = line
    }
}
