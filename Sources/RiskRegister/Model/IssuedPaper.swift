/// A paper that was issued to a meeting, so that "changed" can mean since then.
package struct IssuedPaper: Hashable, Sendable {
    /// Its sequence in the chain.
    package var sequence = 0
    /// The report ("hlrr").
    package var report: String
    /// The organisation whose register it prints; nil for one recorded before papers named theirs.
    package var organisation: String?
    /// The day it speaks for.
    package var asAt: Day
    /// The sequence that it knew.
    package var knownAt: Int
    /// The meeting it went to.
    package var meeting: String
    /// SHA-256 over its content.
    package var fingerprint: String
    /// The ids of the risks shown, in order.
    package var risks: [String]
    /// The instant of storing, ISO 8601 UTC.
    package var recordedAt = ""

    /// A paper for a meeting.
    package init(
        report: String, asAt: Day, knownAt: Int, meeting: String, fingerprint: String,
        risks: [String], organisation: String? = nil
    ) {
        self.report = report
        self.organisation = organisation
        self.asAt = asAt
        self.knownAt = knownAt
        self.meeting = meeting
        self.fingerprint = fingerprint
        self.risks = risks
    }
}
