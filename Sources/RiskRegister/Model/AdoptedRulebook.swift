/// A rulebook that was adopted: an entry of the chain.
package struct AdoptedRulebook: Hashable, Sendable {
    /// Its sequence in the chain.
    package var sequence: Int
    /// The rulebook's id.
    package var id: String
    /// Its version.
    package var version: String
    /// The first day it is in force.
    package var effectiveFrom: Day
    /// The organisation that adopted it; nil: it serves every organisation without one of its own.
    package var organisation: String?
    /// SHA-256 over its files.
    package var digest: String
    /// The instant of storing, ISO 8601 UTC.
    package var recordedAt: String

    /// An adopted rulebook.
    package init(
        sequence: Int, id: String, version: String, effectiveFrom: Day, digest: String,
        recordedAt: String, organisation: String? = nil
    ) {
        self.sequence = sequence
        self.id = id
        self.version = version
        self.effectiveFrom = effectiveFrom
        self.digest = digest
        self.recordedAt = recordedAt
        self.organisation = organisation
    }
}
