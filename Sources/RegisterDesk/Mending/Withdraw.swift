import RegisterStore
package import RiskRegister
import Texts

/// An import or a ruling is taken back, as an entry: `baf withdraw`.
///
/// Nothing is deleted: as known before, all is answered as before; as known from then on, the entry was never given.
package struct WithdrawRequest: DeskRequest {
    /// The entry to take back.
    package var sequence: Int
    /// Why.
    package var why: String
    /// Who decided it.
    package var by: String
    /// In what role.
    package var role: String
    /// Say all of it and write nothing.
    package var isDryRun: Bool

    /// A request to take an entry back.
    package init(
        _ sequence: Int, why: String, by: String, role: String, isDryRun: Bool = false
    ) {
        self.sequence = sequence
        self.why = why
        self.by = by
        self.role = role
        self.isDryRun = isDryRun
    }

    package var capabilities: [Capability] { [.withdraw] }

    package func answer(at visit: Visit) throws -> WithdrawAnswer {
        try visit.asker.requireWhole("a withdrawal")
        for (name, text) in [("--why", why), ("--by", by), ("--role", role)]
        where text.onOneLine.isEmpty {
            throw DeskFailure(.usage, "\(name) says nothing; a withdrawal is accounted for")
        }
        do {
            let result = try visit.store().withdraw(
                Withdrawal(
                    of: sequence, by: by.onOneLine, role: role.onOneLine, why: why.onOneLine,
                    recordedAt: visit.now.instant), dryRun: isDryRun)
            let several = try visit.store().organisations().count > 1
            return WithdrawAnswer(result, several: several)
        } catch let refusal as WithdrawalRefusal {
            throw failure(refusal)
        }
    }

    private func failure(_ refusal: WithdrawalRefusal) -> DeskFailure {
        switch refusal {
        case .noEntry:
            DeskFailure(
                .missing,
                "the register has no entry \(sequence)\n`baf imports` lists the imports, `baf show` the rulings."
            )
        case .stays(let kind):
            DeskFailure(
                .refused,
                "entry \(sequence) is \(kind == .erasure ? "an" : "a") \(kind.rawValue), which is not taken back\n"
                    + advice(kind))
        case .already(let earlier):
            DeskFailure(
                .refused,
                "entry \(sequence) was withdrawn already, by \(earlier.by), \(earlier.role), as entry \(earlier.sequence): \(earlier.why)\n"
                    + "To give it back, withdraw entry \(earlier.sequence).")
        }
    }

    private func advice(_ kind: ChainEntry.Kind) -> String {
        switch kind {
        case .rulebook: "Adopt a version that says otherwise."
        case .paper: "A paper stays as it was issued; the next one says what has changed."
        case .erasure: "What was erased is gone; import the record again."
        case .import, .ruling, .withdrawal: ""
        }
    }
}

/// What was taken back, and what that changes.
package struct WithdrawAnswer: DeskAnswer {
    /// What a ruling has lost.
    package enum Ground: String, Codable, Hashable, Sendable {
        /// No extract holds its risk.
        case risk
        /// What it answered is not asked.
        case question
    }

    /// A ruling that nothing is left for.
    package struct Groundless: Codable, Hashable, Sendable {
        /// Its entry.
        package var sequence: Int
        /// The risk.
        package var id: String
        /// What was ruled.
        package var verb: Ruling.Verb
        /// On which register.
        package var register: String
        /// The day.
        package var date: Day
        /// What is gone: its risk, or the question that it answered.
        package var ground: Ground
    }

    /// The entry of the chain; null in a dry run.
    package var sequence: Int?
    /// The entry that was taken back.
    package var withdrawn: Int
    /// What it was: import, ruling or withdrawal.
    package var kind: String
    /// Who decided it.
    package var by: String
    /// In what role.
    package var role: String
    /// Why.
    package var why: String
    /// What is answered otherwise, by day and risk; no more than `PastChanges.most` are listed.
    package var changes: [PastChangeLine]
    /// How many there are.
    package var changesInAll: Int
    /// Rulings that have lost their ground: they count again when it returns.
    package var groundless: [Groundless]

    package var document: WithdrawAnswer { self }

    init(_ result: WithdrawalResult, several: Bool) {
        let withdrawal = result.withdrawal
        sequence = withdrawal.sequence == 0 ? nil : withdrawal.sequence
        withdrawn = withdrawal.withdrawn
        kind = result.kind.rawValue
        by = withdrawal.by
        role = withdrawal.role
        why = withdrawal.why
        changes = result.changes.list.map(PastChangeLine.init)
        changesInAll = result.changes.count
        groundless = result.groundless.map { lost in
            let ruling = lost.ruling
            let id = ruling.subject.id
            return Groundless(
                sequence: ruling.sequence,
                id: several ? "\(ruling.subject.organisation):\(id)" : id, verb: ruling.verb,
                register: ruling.register, date: ruling.date,
                ground: lost.isWithoutRisk ? .risk : .question)
        }
    }
}

/// Who took an import or a ruling back.
package struct WithdrawnLine: Codable, Hashable, Sendable {
    /// The entry that says so.
    package var sequence: Int
    package var by: String
    package var role: String
    package var why: String

    init(_ withdrawal: Withdrawal) {
        sequence = withdrawal.sequence
        by = withdrawal.by
        role = withdrawal.role
        why = withdrawal.why
    }
}

/// A ruling that was taken back.
package struct WithdrawnRuling: Codable, Hashable, Sendable {
    /// The ruling as it was given.
    package var ruling: RulingLine
    /// Who took it back.
    package var withdrawn: WithdrawnLine

    init(_ ruling: Ruling, _ withdrawal: Withdrawal, in view: RegisterView) {
        self.ruling = RulingLine(ruling, in: view)
        withdrawn = WithdrawnLine(withdrawal)
    }
}
