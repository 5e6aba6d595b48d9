import RiskRegister

/// The words that registers use for steps, bands, states and approvals, whatever system they come from.
///
/// A suggestion writes them into the mapping it makes, with the file's own words among them; nothing is read by
/// them that a mapping does not name.
enum UsualWords {
    /// Steps of likelihood, folded.
    static let likelihood: [String: Int] = folded(likelihoodWords)
    /// Steps of consequence, folded.
    static let consequence: [String: Int] = folded(consequenceWords)
    /// Both; a word that means two steps is none.
    static let steps: [String: Int] = likelihood.merging(consequence) { first, _ in first }

    static let likelihoodWords: [(String, Int)] = [
        ("rare", 1), ("unlikely", 2), ("possible", 3), ("likely", 4), ("almost certain", 5),
        ("highly likely", 5), ("very likely", 5), ("certain", 5), ("very unlikely", 1),
        ("remote", 1),
    ]
    static let consequenceWords: [(String, Int)] = [
        ("negligible", 1), ("insignificant", 1), ("minor", 2), ("moderate", 3), ("major", 4),
        ("severe", 4), ("catastrophic", 5), ("extreme", 5),
    ]
    static let bands: Set<String> = [
        "low", "moderate", "medium", "high", "extreme", "significant", "red", "amber", "green",
        "yellow",
        "critical", "minor", "major", "severe", "tolerable", "black",
    ]
    static let closed = [
        "closed", "close", "closed risk", "archived", "inactive", "retired", "resolved", "removed",
        "de-escalated and closed", "risk closed", "completed", "expired", "terminated",
    ]
    static let open = [
        "open", "active", "live", "new", "reopened", "ongoing", "tolerated", "current",
        "in progress", "open risk", "treat", "tolerate", "under review", "monitoring", "accepted",
        "managed", "being managed", "on register", "escalated", "in treatment", "pending closure",
    ]
    static let approvals: [(String, Approval)] = [
        ("final approval", .approved), ("finally approved", .approved), ("approved", .approved),
        ("fa", .approved), ("final", .approved), ("signed off", .approved), ("accepted", .approved),
        ("published", .approved), ("validated", .approved), ("ratified", .approved),
        ("awaiting final approval", .awaiting), ("awaiting approval", .awaiting),
        ("awaiting review", .awaiting), ("being reviewed", .awaiting), ("in review", .awaiting),
        ("in holding area", .awaiting), ("in the holding area", .awaiting),
        ("being approved", .awaiting), ("unapproved", .awaiting), ("new", .awaiting),
        ("draft", .awaiting), ("pending", .awaiting), ("pending approval", .awaiting),
        ("submitted", .awaiting), ("proposed", .awaiting), ("for approval", .awaiting),
        ("rejected", .rejected), ("reject", .rejected), ("declined", .rejected),
        ("not approved", .rejected),
    ]

    /// Closed is true.
    static func status(_ word: String) -> Bool? { states[word.lettersAndDigits] }
    /// What a word of approval means.
    static func approval(_ word: String) -> Approval? { approved[word.lettersAndDigits] }

    private static let states: [String: Bool] = {
        var states: [String: Bool] = [:]
        for word in open { states[word.lettersAndDigits] = false }
        for word in closed { states[word.lettersAndDigits] = true }
        return states
    }()
    private static let approved = folded(approvals)

    private static func folded<Value>(_ words: [(String, Value)]) -> [String: Value] {
        Dictionary(
            words.map { ($0.0.lettersAndDigits, $0.1) }, uniquingKeysWith: { first, _ in first })
    }
}
