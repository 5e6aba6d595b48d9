import Foundation
import GRDB
package import RiskRegister
import Synchronization

/// The register: append-only history in one SQLite file.
///
/// What was given (records as raw fields, mappings, rules, rulings, papers) is truth: it is only ever
/// added to, and chained by SHA-256. What follows from it (where each risk stood on each day) is
/// derived and can be made again at will. Any order of the same extracts gives the same answers.
///
///     let store = try RegisterStore(path: "register.sqlite", mode: .create, typing: typing)
///     let view = try store.view(of: "HCT", asAt: nil, knownAt: nil)
package final class RegisterStore: Sendable {
    /// The version of the engine that derived rows are made by; another version makes them anew.
    package static let engineVersion = "6"

    /// Whether a register may be made.
    package enum Mode: Hashable, Sendable {
        /// The file must be there; where it or its folder cannot be written, questions are answered all the same.
        case existing
        /// Where there is no file a new register is made.
        case create
        /// The file must be there, and not a byte of it is changed: for questions that only try things.
        case reading
    }

    /// The path of the file.
    package let path: String
    let typing: Typing
    private let connections: Connections
    let compiled = Mutex<[String: Rulebook]>([:])

    /// Opens a register.
    package init(path: String, mode: Mode = .existing, typing: Typing) throws {
        self.path = path
        self.typing = typing
        connections = try Opening.open(path: path, mode: mode)
        // Its answers may be others: making them anew here would take away what newer software made.
        if let engine = try read(Derived.engine), let found = Int(engine),
            let own = Int(RegisterStore.engineVersion), found > own
        {
            throw StoreError.derivedByNewer(
                path: path, engine: engine, own: RegisterStore.engineVersion)
        }
        // What reads only derives what it needs from the truth, and stores none of it.
        if connections.canWrite, try read(Derived.needsRebuild) {
            try write { db in
                if try Derived.needsRebuild(db) { try self.rebuild(db) }
            }
        }
    }

    // MARK: - What is recorded

    /// Imports an extract in one transaction: everything that `reading` adds, or nothing.
    ///
    /// Nothing is locked while `reading` reads: what it adds is kept aside, and written when it has
    /// ended. Frameworks are best added before risks. Whatever `reading` throws ends the import.
    ///
    /// - Parameters:
    ///   - header: What the extract is.
    ///   - rulebook: The rules at hand: adopted when the register has none; refused when they were
    ///     edited without a new version.
    ///   - acceptShrink: Whether an extract that lacks too much is taken all the same.
    ///   - dryRun: Whether to do everything and then undo it.
    ///   - reading: Adds files and records to the session, in batches.
    /// - Returns: How it ended.
    /// - Throws: `StoreError`, or what `reading` throws; the register is then as it was.
    package func importExtract(
        _ header: ImportHeader, rulebook: RulebookSource? = nil, acceptShrink: Bool = false,
        dryRun: Bool = false, reading: (ImportSession) throws -> Void
    ) throws -> ImportResult {
        if let rulebook {
            // Asked before the reading, which may take long; the transaction asks again.
            _ = try read { db in
                try self.adoptedVersion(db, of: rulebook.rulebook, for: header.organisation)
            }
        }
        let session = ImportSession(header: header, beside: path)
        try reading(session)
        try session.close()
        var result: ImportResult?
        try transaction { db in
            let adopted = try rulebook.flatMap {
                try self.adoptFirst(db, $0, header: header)
            }
            let writer = try ImportWriter(store: self, db: db, header: header)
            try writer.write(session)
            var ended = try writer.finish(acceptShrink: acceptShrink)
            if ended.disposition == .stored {
                ended.adopted = adopted
                if dryRun { ended.disposition = .dryRun }
            }
            result = ended
            return ended.disposition == .stored ? .commit : .rollback
        }
        guard let result else { throw StoreError.inputOutput(path: path, message: "no result") }
        if result.disposition == .stored {
            // So that the one file holds everything and can be copied. What fails here is done by
            // SQLite when the register is next opened.
            try? emptyLog()
        }
        return result
    }

    /// Adopts a version of the rules; a version that is already adopted with the same files is left as it is.
    ///
    /// - Parameters:
    ///   - source: The rules.
    ///   - organisation: Whose they are; nil: they serve every organisation until the effective day of
    ///     the first of its own.
    ///   - recordedAt: The instant of storing, ISO 8601 UTC.
    /// - Returns: The version as it stands in the register, and what it changes of past answers.
    /// - Throws: `StoreError`: edited without a new version, no such organisation.
    package func adopt(
        _ source: RulebookSource, for organisation: String? = nil, recordedAt: String
    ) throws -> Adoption {
        try write { db in
            if let organisation {
                let known = try Truth(db, knownAt: nil).organisations
                guard known.contains(organisation) else {
                    throw StoreError.noSuchOrganisation(organisation, known: known)
                }
            }
            let known = try self.adoptedVersion(db, of: source.rulebook, for: organisation)
            if let known { return Adoption(rulebook: known) }
            let truth = try Truth(db, knownAt: nil)
            let first = source.rulebook.effectiveFrom
            let past = try (organisation.map { [$0] } ?? truth.organisations).map {
                try PastAnswers(db, truth, of: $0, from: first)
            }
            let adopted = try Chain.appendRulebook(
                db, source, of: organisation, recordedAt: recordedAt)
            try self.rebuild(db)
            var adoption = Adoption(rulebook: adopted)
            for answers in past { try answers.changes(db, into: &adoption.pastChanges) }
            return adoption
        }
    }

    /// Records that a paper was issued, and gives it back with its sequence.
    ///
    /// The caller sets `recordedAt`: the register reads no clock.
    package func issue(_ paper: IssuedPaper) throws -> IssuedPaper {
        try write { db in
            var paper = paper
            paper.sequence = try Chain.appendPaper(db, paper)
            return paper
        }
    }

    /// Makes all derived rows anew from the truth.
    package func rebuild() throws {
        try write { db in try self.rebuild(db) }
    }

    // MARK: - What is asked

    /// The organisations that extracts speak for, sorted.
    ///
    /// - Parameter knownAt: What of the register counts; nil: all of it.
    /// - Returns: Their codes.
    /// - Throws: `StoreError` when the register cannot be read.
    package func organisations(knownAt: KnownAt? = nil) throws -> [String] {
        try read { db in
            let known = try knownAt.map { try sequence(db, $0) }
            return try String.fetchAll(
                db, sql: "SELECT DISTINCT organisation FROM extract WHERE entry <= ?",
                arguments: [known ?? Int.max]
            ).sorted()
        }
    }

    /// The sequence of the chain's last entry; 0 for a register of nothing.
    package func head() throws -> Int {
        try read { db in Int(try Chain.head(db).sequence) }
    }

    /// How many risks the register holds, of all organisations and levels; 0 where nothing is derived yet.
    package func riskCount() throws -> Int {
        try read { db in
            try hasDerived(db) ? try Int.fetchOne(db, sql: "SELECT count(*) FROM risk") ?? 0 : 0
        }
    }

    /// The imports that stand, oldest first, superseded ones included.
    package func imports() throws -> [ExtractSummary] {
        try read { db in try Truth(db, knownAt: nil).extracts }
    }

    /// The imports that were withdrawn, oldest first, each with its withdrawal.
    package func withdrawnImports() throws -> [(extract: ExtractSummary, by: Withdrawal)] {
        try read { db in
            let truth = try Truth(db, knownAt: nil)
            let gone = Withdrawal.entries(truth.withdrawals)
            return truth.withdrawn.compactMap { extract in
                gone[extract.summary.sequence].map { (extract.summary, $0) }
            }
        }
    }

    /// The links of the chain, oldest first.
    package func entries() throws -> [ChainEntry] {
        try read { db in try Chain.entries(db) }
    }

    /// The rulebooks that were adopted, oldest first.
    package func rulebooks() throws -> [AdoptedRulebook] {
        try read { db in try Truth(db, knownAt: nil).rulebooks.map(\.adopted) }
    }

    /// The files of an adopted rulebook, by path.
    package func files(of rulebook: AdoptedRulebook) throws -> [RulebookFile] {
        try read { db in try Truth.files(db, ofRulebookEntry: rulebook.sequence) }
    }

    /// All rulings, by date, then sequence.
    package func rulings() throws -> [Ruling] {
        try read { db in try Truth(db, knownAt: nil).rulings }
    }

    /// Papers that were issued, oldest first.
    package func papers() throws -> [IssuedPaper] {
        try read { db in try Truth(db, knownAt: nil).papers }
    }

    // MARK: - Transactions

    /// Derived rows are there, and as this software makes them.
    ///
    /// A register that is only read may have been made by earlier software: history is then played
    /// for each question.
    func hasDerived(_ db: Database) throws -> Bool {
        if connections.canWrite { return true }
        return try Schema.migrator.hasCompletedMigrations(db) && !Derived.needsRebuild(db)
    }

    func read<T>(_ body: (Database) throws -> T) throws -> T {
        try named { try connections.read(body) }
    }

    func write<T>(_ body: (Database) throws -> T) throws -> T {
        var result: T?
        try transaction { db in
            result = try body(db)
            return .commit
        }
        guard let result else { throw StoreError.inputOutput(path: path, message: "no result") }
        return result
    }

    /// Writes the log beside the file into it, and empties it.
    func emptyLog() throws {
        try connections.write { db in try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
    }

    func transaction(
        _ body: (Database) throws -> Database.TransactionCompletion
    ) throws {
        guard connections.canWrite else { throw StoreError.notWritable(path: path) }
        try named {
            try connections.write { db in
                try db.inTransaction(.immediate) { try body(db) }
            }
        }
    }

    private func named<T>(_ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        }
    }
}
