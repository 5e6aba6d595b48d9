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
        let adopted = try visit.store().adopt(
            RulebookSource(loaded), for: organisation, recordedAt: visit.now.instant)
        return AdoptAnswer(
            sequence: adopted.sequence, organisation: adopted.organisation, id: adopted.id,
            version: adopted.version, effectiveFrom: adopted.effectiveFrom,
            recordedAt: adopted.recordedAt)
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

    package var document: AdoptAnswer { self }
}
