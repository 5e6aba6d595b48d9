import RegisterStore
package import RiskRegister
import Rulebooks

/// A version of the rules comes into force, as an entry of the chain: `baf rules adopt`.
package struct AdoptRequest: DeskRequest {
    /// The folder of rules.
    package var folder: String
    /// Whose they are; nil: they serve every organisation until the first of its own.
    package var organisation: String?

    /// A request to adopt the rules of a folder.
    package init(_ folder: String, organisation: String? = nil) {
        self.folder = folder
        self.organisation = organisation
    }

    package var capabilities: [Capability] { [.adopt] }

    package func answer(at visit: Visit) throws -> AdoptAnswer {
        let loaded = try RulebookFolder.load(folder)
        let adoption = try visit.store().adopt(
            RulebookSource(loaded), for: organisation, recordedAt: visit.now.instant)
        let adopted = adoption.rulebook
        return AdoptAnswer(
            sequence: adopted.sequence, organisation: adopted.organisation, id: adopted.id,
            version: adopted.version, effectiveFrom: adopted.effectiveFrom,
            recordedAt: adopted.recordedAt,
            pastChanges: adoption.pastChanges.list.map(PastChangeLine.init),
            pastChangesInAll: adoption.pastChanges.count)
    }
}

/// Rules that were adopted.
package struct AdoptAnswer: DeskAnswer {
    /// The entry in the chain.
    package var sequence: Int
    /// Whose they are; nil: everybody's.
    package var organisation: String?
    package var id: String
    package var version: String
    package var effectiveFrom: Day
    package var recordedAt: String
    /// What was answered before and is answered otherwise since.
    package var pastChanges: [PastChangeLine]
    /// How many there are; no more than `PastChanges.most` are listed.
    package var pastChangesInAll: Int

    package var document: AdoptAnswer { self }
}
