import GRDB
package import RiskRegister

/// The register as it is while a ruling is decided: nobody else can write to it until that is done.
///
/// Whoever rules looks at it and gives the ruling to store, or throws; so of two rulings on one
/// proposal the second always sees the first.
package struct RulingSession {
    private let db: Database
    private let store: RegisterStore

    init(_ db: Database, _ store: RegisterStore) {
        self.db = db
        self.store = store
    }

    /// An organisation's register on a day, as known at an entry, with the risks of a selection.
    ///
    /// - Parameters:
    ///   - organisation: Whose.
    ///   - day: The day.
    ///   - knownAt: Only entries up to this one; nil: all.
    ///   - whatIf: Rules to use on every day instead of the adopted ones.
    ///   - selection: Which risks it holds.
    /// - Returns: The view, its findings still empty.
    /// - Throws: `StoreError`.
    package func view(
        of organisation: String, on day: Day, knownAt: Int? = nil, whatIf: Rulebook? = nil,
        selecting selection: RiskSelection = .everything
    ) throws -> RegisterView {
        try store.view(
            db, of: organisation, asAt: day, knownAt: knownAt.map(KnownAt.sequence), whatIf: whatIf,
            selecting: selection)
    }

    /// The organisations that extracts speak for, sorted.
    ///
    /// - Throws: `StoreError`.
    package func organisations() throws -> [String] { try Truth(db, knownAt: nil).organisations }

    /// The rulings on a risk, of any day, by date, then sequence.
    ///
    /// - Throws: `StoreError`.
    package func rulings(on key: RiskKey) throws -> [Ruling] {
        try Truth(db, knownAt: nil).rulings(on: key)
    }

    /// The sequence of the newest entry.
    ///
    /// - Throws: `StoreError`.
    package func head() throws -> Int { Int(try Chain.head(db).sequence) }
}

extension RegisterStore {
    /// Records a ruling that is decided in the very transaction that stores it.
    ///
    /// - Parameter deciding: Looks at the register and gives the ruling, or throws; nothing is stored
    ///   then. It sets `recordedAt` and `sawSequence`: the register reads no clock.
    /// - Returns: The ruling with its sequence.
    /// - Throws: `StoreError`, or what `deciding` throws.
    package func record(
        deciding: (RulingSession) throws -> Ruling
    ) throws -> Ruling {
        try write { db in
            try self.append(try deciding(RulingSession(db, self)), db)
        }
    }

    /// Records a ruling on a risk that the register knows, and gives it back with its sequence.
    ///
    /// The caller sets `recordedAt` and `sawSequence`: the register reads no clock.
    package func record(_ ruling: Ruling) throws -> Ruling {
        try write { db in try self.append(ruling, db) }
    }

    private func append(_ ruling: Ruling, _ db: Database) throws -> Ruling {
        guard try Derived(db).risk(ruling.subject) != nil else {
            throw StoreError.noSuchRisk(ruling.subject.id)
        }
        var ruling = ruling
        ruling.sequence = try Chain.appendRuling(db, ruling)
        try refold(db, ruling.subject)
        return ruling
    }
}
