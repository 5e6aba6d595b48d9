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

    /// The rulings on a risk under either id that it has, of any day, by the day from which they count.
    ///
    /// - Parameters:
    ///   - key: The risk.
    ///   - first: The first extract that holds it: rulings of before count from there.
    /// - Returns: By day, then sequence.
    /// - Throws: `StoreError`.
    package func rulings(on key: RiskKey, from first: Day) throws -> [Ruling] {
        try Derivation(db, truth: Truth(db, knownAt: nil), store: store)
            .countedRulings(on: key, from: first).rulings
    }

    /// The day that a ruling names, which may be before the one from which it counts.
    ///
    /// - Throws: `StoreError`.
    package func date(of sequence: Int) throws -> Day? {
        try Truth(db, knownAt: nil).rulings.first { $0.sequence == sequence }?.date
    }

    /// The day of the first extract that holds a risk; nil when none does.
    ///
    /// - Throws: `StoreError`.
    package func firstSeen(_ key: RiskKey) throws -> Day? {
        let derived = try Derived(db)
        return try derived.risk(key).flatMap { try derived.points($0.id).first?.day }
    }

    /// The sequence of the newest entry.
    ///
    /// - Throws: `StoreError`.
    package func head() throws -> Int { Int(try Chain.head(db).sequence) }

    /// What is answered of a risk on the days with extracts after a ruling's, kept aside before it is recorded.
    ///
    /// - Throws: `StoreError`.
    package func pastAnswers(of key: RiskKey, after day: Day) throws -> PastAnswers {
        let derivation = try Derivation(db, truth: Truth(db, knownAt: nil), store: store)
        let partners = try derivation.links(key.organisation).compactMap { $0.partner(of: key) }
        return try PastAnswers(
            db, derivation.truth, of: key.organisation, from: day.adding(days: 1),
            only: Set([key] + partners).sorted())
    }

    /// What is answered otherwise of a risk since, by day: of one with two ids, once.
    ///
    /// - Throws: `StoreError`.
    package func changes(of key: RiskKey, since past: PastAnswers) throws -> [PastChange] {
        var found = PastChanges()
        try past.changes(db, into: &found)
        let links = try Derivation(db, truth: Truth(db, knownAt: nil), store: store)
            .links(key.organisation)
        return found.list.filter { change in
            !links.contains {
                $0.principal == key && $0.record == change.key && $0.holds(on: change.day)
            }
        }
    }

    /// Records a ruling on a risk that the register knows, and folds the risk anew.
    ///
    /// - Parameter ruling: With its `recordedAt` and `sawSequence`: the register reads no clock.
    /// - Returns: The ruling with its sequence.
    /// - Throws: `StoreError`.
    package func record(_ ruling: Ruling) throws -> Ruling { try store.append(ruling, db) }
}

extension RegisterStore {
    /// Decides rulings in the very transaction that stores them.
    ///
    /// - Parameter deciding: Looks at the register and records rulings; when it throws, none of them
    ///   is stored.
    /// - Returns: What `deciding` gives.
    /// - Throws: `StoreError`, or what `deciding` throws.
    package func rule<Result>(deciding: (RulingSession) throws -> Result) throws -> Result {
        try write { db in try deciding(RulingSession(db, self)) }
    }

    /// Records a ruling on a risk that the register knows, and gives it back with its sequence.
    ///
    /// The caller sets `recordedAt` and `sawSequence`: the register reads no clock.
    package func record(_ ruling: Ruling) throws -> Ruling {
        try write { db in try self.append(ruling, db) }
    }

    fileprivate func append(_ ruling: Ruling, _ db: Database) throws -> Ruling {
        guard try Derived(db).risk(ruling.subject) != nil else {
            throw StoreError.noSuchRisk(ruling.subject.id)
        }
        var ruling = ruling
        ruling.sequence = try Chain.appendRuling(db, ruling)
        try refold(db, ruling.subject)
        return ruling
    }
}
