import GRDB
package import RiskRegister

extension RegisterStore {
    /// An organisation's register as it was on a day, as known at a point of the chain.
    ///
    /// - Parameters:
    ///   - organisation: Whose; nil: the register's only one.
    ///   - asAt: The day; nil: the organisation's newest extract's day.
    ///   - knownAt: What of the register counts; nil: all of it.
    ///   - whatIf: Rules to use on every day instead of the adopted ones; nil: the adopted ones.
    ///   - selection: Which risks it holds; only they are read. Everything else is as of the whole
    ///     organisation, but for the counts of `newest`, which are then the extract's own.
    ///   - texts: Whose records hold their long texts; without them they are read much faster.
    ///   - actions: Whether it holds the actions, which checks and papers ask for and little else.
    /// - Returns: The view, its findings still empty.
    /// - Throws: `StoreError.nothingImported` when there is no day to speak for, `.noEntry` when
    ///   nothing was known then, `.severalOrganisations` when one must be named.
    package func view(
        of organisation: String? = nil, asAt: Day?, knownAt: KnownAt?, whatIf: Rulebook? = nil,
        selecting selection: RiskSelection = .everything, texts: RecordTexts = .all,
        actions: Bool = true
    ) throws -> RegisterView {
        try read { db in
            try question(
                db, of: organisation, asAt: asAt, knownAt: knownAt, whatIf: whatIf,
                selecting: selection, texts: texts, actions: actions
            ).view()
        }
    }

    /// The same within a transaction.
    func view(
        _ db: Database, of organisation: String?, asAt: Day?, knownAt: KnownAt?,
        whatIf: Rulebook? = nil, selecting selection: RiskSelection = .everything
    ) throws -> RegisterView {
        try question(
            db, of: organisation, asAt: asAt, knownAt: knownAt, whatIf: whatIf,
            selecting: selection, texts: .all
        ).view()
    }

    /// What finds the answer to a question of a moment.
    func question(
        _ db: Database, of named: String?, asAt: Day?, knownAt: KnownAt?, whatIf: Rulebook?,
        selecting selection: RiskSelection, texts: RecordTexts, actions: Bool = true
    ) throws -> ViewBuilder {
        var selection = selection
        selection.ids = selection.ids.map { Set($0.map(\.normalID)) }
        let everything = try Truth(db, knownAt: nil)
        let truth =
            try knownAt.map { try Truth(db, knownAt: try sequence(db, $0)) } ?? everything
        let organisation = try truth.organisation(named)
        guard let day = asAt ?? truth.newestDay(of: organisation) else {
            throw StoreError.nothingImported
        }
        let derivation = try Derivation(db, truth: truth, store: self, whatIf: whatIf)
        var source = ViewSource.derivation
        if whatIf == nil, try hasDerived(db),
            !everything.mattersLater(than: truth.sequence, on: day, of: organisation)
        {
            source = .tables(try Derived(db))
        }
        return try ViewBuilder(
            db, of: organisation, day: day, derivation: derivation, source: source,
            selection: selection, texts: texts, actions: actions)
    }

    /// Everything the register knows of one risk.
    package func history(of named: RiskKey) throws -> RiskHistory {
        let key = RiskKey(
            organisation: named.organisation, level: named.level, id: named.id.normalID)
        return try read { db in
            let truth = try Truth(db, knownAt: nil)
            let derivation = try Derivation(db, truth: truth, store: self)
            let points = try storedPoints(of: key, derivation).map { point in
                Timeline.Point(
                    day: point.day, record: try derivation.record(of: key, at: point).record,
                    standing: point.standing)
            }
            return RiskHistory(
                key: key, points: points, rulings: try derivation.givenRulings(on: key))
        }
    }

    private func storedPoints(of key: RiskKey, _ derivation: Derivation) throws -> [StoredPoint] {
        if try hasDerived(derivation.db) {
            let derived = try Derived(derivation.db)
            guard let risk = try derived.risk(key) else { throw StoreError.noSuchRisk(key.id) }
            return try derived.points(risk.id)
        }
        var found: [StoredPoint]?
        func take(_ played: PlayedRisk) {
            if played.risk.key == key { found = played.points.map(\.point) }
        }
        switch key.level {
        case .operational:
            try derivation.operational(key.organisation, only: [key.id], to: take)
        case .principal: try derivation.principal(key.organisation, to: take)
        }
        guard let found else { throw StoreError.noSuchRisk(key.id) }
        return found
    }

    func sequence(_ db: Database, _ knownAt: KnownAt) throws -> Int {
        switch knownAt {
        case .sequence(let sequence):
            let exists = try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM entry WHERE id = ?)", arguments: [sequence])
            guard exists == true else { throw StoreError.noEntry(String(sequence)) }
            return sequence
        case .time(let time):
            let newest = try Int.fetchOne(
                db, sql: "SELECT max(id) FROM entry WHERE recordedAt <= ?", arguments: [time])
            guard let newest else { throw StoreError.noEntry("recorded by \(time)") }
            return newest
        }
    }
}

extension Truth {
    /// Whether an entry after another changes what held on a day: only then is history derived again.
    fileprivate func mattersLater(
        than sequence: Int, on day: Day, of organisation: String
    ) -> Bool {
        guard self.sequence > sequence else { return false }
        // What was taken back since stood then.
        if withdrawals.contains(where: { $0.sequence > sequence }) { return true }
        if extracts.contains(where: {
            $0.organisation == organisation && $0.sequence > sequence && $0.asAt <= day
        }) {
            return true
        }
        if rulings.contains(where: {
            $0.subject.organisation == organisation && $0.sequence > sequence && $0.date <= day
        }) {
            return true
        }
        // The rulebook that is first in force counts for all the days before it, too; and one of its
        // own makes those that serve all organisations go away.
        let rulebooks = rulebooks(of: organisation)
        let first = rulebooks.map(\.effectiveFrom).min()
        return rulebooks.contains {
            $0.sequence > sequence
                && ($0.effectiveFrom <= day || $0.effectiveFrom == first)
        }
    }
}

extension Truth {
    /// The newest day that an extract of an organisation speaks for.
    func newestDay(of organisation: String) -> Day? {
        stored.filter {
            !$0.activeKinds.isEmpty && $0.summary.organisation == organisation
        }.map(\.summary.asAt).max()
    }

    /// The organisation of a code, or the only one there is.
    func organisation(_ named: String?) throws -> String {
        let known = organisations
        if let named {
            guard known.contains(named) else {
                throw known.isEmpty
                    ? StoreError.nothingImported
                    : StoreError.noSuchOrganisation(named, known: known)
            }
            return named
        }
        guard let first = known.first else { throw StoreError.nothingImported }
        guard known.count == 1 else { throw StoreError.severalOrganisations(known) }
        return first
    }
}

extension Truth {
    /// The days of an organisation on which a view compares a day with the one before.
    ///
    /// Those of extracts with risks; of frameworks, while there is none.
    func viewDays(_ organisation: String, upTo day: Day) -> [Day] {
        func days(_ kind: SourceMapping.Kind) -> Set<Day> {
            Set(active(organisation, kind).map(\.summary.asAt).filter { $0 <= day })
        }
        let withRisks = days(.risks)
        return (withRisks.isEmpty ? days(.framework) : withRisks).sorted()
    }
}
