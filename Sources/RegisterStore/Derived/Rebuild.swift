import GRDB
import RiskRegister
import Synchronization

extension RegisterStore {
    /// The compiled form of an adopted rulebook, compiled once.
    func compiled(_ db: Database, _ adopted: AdoptedRulebook) throws -> Rulebook {
        if let known = compiled.withLock({ $0[adopted.digest] }) { return known }
        let files = try Truth.files(db, ofRulebookEntry: adopted.sequence)
        do {
            let rulebook = try typing.rulebook(files)
            compiled.withLock { $0[adopted.digest] = rulebook }
            return rulebook
        } catch {
            throw StoreError.unreadable(
                row: "rulebook \(adopted.id) \(adopted.version)", reason: "\(error)")
        }
    }

    /// Makes everything derived anew.
    func rebuild(_ db: Database) throws {
        try Derived.clear(db)
        let derivation = try Derivation(db, truth: Truth(db, knownAt: nil), store: self)
        let derived = try Derived(db)
        for organisation in derivation.truth.organisations {
            try derivation.operational(organisation, to: derived.write)
            try derivation.principal(organisation, to: derived.write)
        }
    }

    /// Makes one risk anew, after a ruling on it, with the other half of a risk that has two ids.
    func refold(_ db: Database, _ key: RiskKey) throws {
        let derivation = try Derivation(db, truth: Truth(db, knownAt: nil), store: self)
        let partners = try derivation.links(key.organisation).compactMap { $0.partner(of: key) }
        let derived = try Derived(db)
        for half in Set([key] + partners) { try refold(half, derivation, derived) }
    }

    /// Makes one risk anew in the derived tables at hand: others would number the same words again.
    func refold(_ key: RiskKey, _ derivation: Derivation, _ derived: Derived) throws {
        func replace(_ played: PlayedRisk) throws {
            guard played.risk.key == key else { return }
            var played = played
            played.risk.id = try derived.risk(key)?.id ?? 0
            try derived.write(played)
        }
        switch key.level {
        case .operational:
            try derivation.operational(key.organisation, only: [key.id], to: replace)
        case .principal: try derivation.principal(key.organisation, to: replace)
        }
    }

    // MARK: - Rulebooks

    /// The adopted rulebook of the same id and version; other files under them are refused.
    ///
    /// Versions of an id are the same for every organisation; each says for itself when it adopts one.
    func adoptedVersion(
        _ db: Database, of rulebook: Rulebook, for organisation: String?
    ) throws -> AdoptedRulebook? {
        let all = try Truth(db, knownAt: nil).rulebooks.map(\.adopted).filter {
            $0.id == rulebook.id && $0.version == rulebook.version
        }
        let known = all.last { $0.organisation == organisation }
        if let known = known ?? all.last, known.digest != rulebook.digest {
            throw StoreError.rulebookEdited(
                id: rulebook.id, version: rulebook.version, adopted: known.digest,
                found: rulebook.digest)
        }
        return known
    }

    /// Adopts the rules at hand, for all organisations, when none serve the one whose extract comes.
    func adoptFirst(
        _ db: Database, _ source: RulebookSource, header: ImportHeader
    ) throws -> AdoptedRulebook? {
        let organisation = header.organisation
        if try adoptedVersion(db, of: source.rulebook, for: organisation) != nil { return nil }
        guard try Truth(db, knownAt: nil).rulebooks(of: organisation).isEmpty else { return nil }
        return try Chain.appendRulebook(db, source, of: nil, recordedAt: header.recordedAt)
    }
}
