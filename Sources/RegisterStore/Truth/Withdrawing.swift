import GRDB
package import RiskRegister

/// An import, a ruling or a withdrawal that was taken back: by whom, and why.
package struct Withdrawal: Hashable, Sendable {
    /// The entry that was taken back.
    package var withdrawn: Int
    /// Who decided it.
    package var by: String
    /// In what role.
    package var role: String
    /// Why.
    package var why: String
    /// The instant of recording, ISO 8601 UTC.
    package var recordedAt: String
    /// Its place in the chain; 0 until it is recorded.
    package var sequence = 0

    /// A withdrawal to record.
    package init(of entry: Int, by: String, role: String, why: String, recordedAt: String) {
        withdrawn = entry
        self.by = by
        self.role = role
        self.why = why
        self.recordedAt = recordedAt
    }
}

/// What became of a withdrawal.
package struct WithdrawalResult: Sendable {
    /// With its sequence; 0 in a dry run.
    package var withdrawal: Withdrawal
    /// What was taken back.
    package var kind: ChainEntry.Kind
    /// What it changes of past answers, and of today's.
    package var changes = PastChanges()
    /// Rulings that have nothing to stand on since, and had before.
    package var groundless: [GroundlessRuling] = []
}

/// A ruling that nothing is left for; it counts again when that returns.
package struct GroundlessRuling: Hashable, Sendable {
    /// The ruling.
    package var ruling: Ruling
    /// No extract holds its risk; else what it answered is not asked.
    package var isWithoutRisk: Bool
}

/// Why an entry cannot be taken back.
package enum WithdrawalRefusal: Error, Hashable, Sendable {
    /// There is no such entry.
    case noEntry
    /// It is of a kind that stays.
    case stays(ChainEntry.Kind)
    /// It was taken back before, by this.
    case already(Withdrawal)
}

extension Withdrawal {
    /// All withdrawals up to an entry, as they came.
    static func all(
        _ db: Database, until limit: Int, _ times: [Int: String]
    ) throws -> [Withdrawal] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM withdrawal WHERE entry <= ? ORDER BY entry", arguments: [limit]
        ).map { row in
            let sequence: Int = try row.get("entry")
            var withdrawal = Withdrawal(
                of: try row.get("withdrawn"), by: try row.get("by"), role: try row.get("role"),
                why: try row.get("why"), recordedAt: times[sequence] ?? "")
            withdrawal.sequence = sequence
            return withdrawal
        }
    }

    /// The entries that are taken back, each by its withdrawal.
    ///
    /// A withdrawal can only be taken back by a later one, so the last speak first.
    static func entries(_ all: [Withdrawal]) -> [Int: Withdrawal] {
        var gone: [Int: Withdrawal] = [:]
        for withdrawal in all.reversed() where gone[withdrawal.sequence] == nil {
            gone[withdrawal.withdrawn] = withdrawal
        }
        return gone
    }
}

extension RegisterStore {
    /// Takes an entry back: as known from then on it was never given.
    ///
    /// What a withdrawn extract superseded stands again, the same bytes may come anew, and the days on which things
    /// began are found anew. As known before, everything is answered as before.
    ///
    /// - Parameters:
    ///   - withdrawal: Which entry, by whom and why.
    ///   - dryRun: Say all of it and write nothing.
    /// - Returns: What it changes.
    /// - Throws: ``WithdrawalRefusal``, `StoreError`.
    package func withdraw(
        _ withdrawal: Withdrawal, dryRun: Bool = false
    ) throws -> WithdrawalResult {
        var result: WithdrawalResult?
        try transaction { db in
            result = try self.withdraw(withdrawal, db)
            return dryRun ? .rollback : .commit
        }
        guard var result else { throw StoreError.inputOutput(path: path, message: "no result") }
        if dryRun { result.withdrawal.sequence = 0 } else { try? emptyLog() }
        return result
    }

    private func withdraw(_ withdrawal: Withdrawal, _ db: Database) throws -> WithdrawalResult {
        let before = try Truth(db, knownAt: nil)
        let kind = try Chain.entries(db).first { $0.sequence == withdrawal.withdrawn }?.kind
        guard let kind else { throw WithdrawalRefusal.noEntry }
        if let known = Withdrawal.entries(before.withdrawals)[withdrawal.withdrawn] {
            throw WithdrawalRefusal.already(known)
        }
        switch kind {
        case .import, .ruling, .withdrawal: break
        case .rulebook, .paper, .erasure: throw WithdrawalRefusal.stays(kind)
        }
        let groundlessBefore = try Set(groundless(before, Derived(db)))
        let past = try before.organisations.map {
            try PastAnswers(db, before, of: $0, from: Day(number: .min))
        }
        var result = WithdrawalResult(withdrawal: withdrawal, kind: kind)
        result.withdrawal.sequence = try append(withdrawal, db)
        try rebuild(db)
        for answers in past { try answers.changes(db, into: &result.changes) }
        let ruledBefore = Set(before.rulings.map(\.sequence))
        result.groundless = try groundless(Truth(db, knownAt: nil), Derived(db)).filter {
            ruledBefore.contains($0.ruling.sequence)
                && !groundlessBefore.contains($0)
        }
        return result
    }

    /// The rulings that nothing is left for.
    private func groundless(_ truth: Truth, _ derived: Derived) throws -> [GroundlessRuling] {
        var idle: [RiskKey: Set<Int>] = [:]
        return try truth.rulings.compactMap { ruling in
            guard let risk = try derived.risk(ruling.subject) else {
                return GroundlessRuling(ruling: ruling, isWithoutRisk: true)
            }
            if idle[ruling.subject] == nil {
                let last = try derived.points(risk.id).last
                idle[ruling.subject] = Set(last?.standing.idleRulings ?? [])
            }
            guard idle[ruling.subject]?.contains(ruling.sequence) == true else { return nil }
            return GroundlessRuling(ruling: ruling, isWithoutRisk: false)
        }
    }

    private func append(_ withdrawal: Withdrawal, _ db: Database) throws -> Int {
        let entry = try EntryWriter(db, kind: .withdrawal, recordedAt: withdrawal.recordedAt)
        try entry.insert(
            "withdrawal",
            [
                "entry": entry.sequence, "withdrawn": withdrawal.withdrawn, "by": withdrawal.by,
                "role": withdrawal.role, "why": withdrawal.why,
            ])
        return try entry.seal()
    }

    /// The rulings on a risk that were taken back, each with its withdrawal.
    ///
    /// - Parameters:
    ///   - key: The risk.
    ///   - sequence: As known at this entry.
    /// - Returns: By date, then sequence.
    /// - Throws: `StoreError`.
    package func withdrawnRulings(
        on key: RiskKey, knownAt sequence: Int
    ) throws -> [(ruling: Ruling, by: Withdrawal)] {
        try read { db in
            let truth = try Truth(db, knownAt: sequence)
            let gone = Withdrawal.entries(truth.withdrawals)
            return truth.withdrawnRulings.filter { $0.subject == key }.compactMap { ruling in
                gone[ruling.sequence].map { (ruling, $0) }
            }
        }
    }
}
