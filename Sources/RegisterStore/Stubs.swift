import GRDB
package import RiskRegister

enum Derived {
    static func needsRebuild(_ db: Database) throws -> Bool { false }
    static func riskID(_ db: Database, _ key: RiskKey) throws -> Int64? { nil }
}
enum Chain {
    static func appendRuling(_ db: Database, _ ruling: Ruling) throws -> Int { 0 }
    static func appendPaper(_ db: Database, _ paper: IssuedPaper) throws -> Int { 0 }
    static func entries(_ db: Database) throws -> [ChainEntry] { [] }
}
struct Truth {
    var extracts: [ExtractSummary] = []
    var rulebooks: [(adopted: AdoptedRulebook, x: Int)] = []
    var rulings: [Ruling] = []
    var papers: [IssuedPaper] = []
    init(_ db: Database, knownAt: Int?) throws {}
    func sameImport(_ header: ImportHeader, files: [String]) -> ExtractSummary? { nil }
    static func files(_ db: Database, ofRulebookEntry: Int) throws -> [RulebookFile] { [] }
}
extension RegisterStore {
    func rebuild(_ db: Database) throws {}
    func refold(_ db: Database, _ key: RiskKey, risk: Int64, from day: Day) throws {}
    func adoptFirst(
        _ db: Database, _ source: RulebookSource, header: ImportHeader
    ) throws -> AdoptedRulebook? { nil }
    func adoptedVersion(_ db: Database, of: Rulebook) throws -> AdoptedRulebook? { nil }
    func append(_ db: Database, _ source: RulebookSource, recordedAt: String) throws
        -> AdoptedRulebook
    { throw StoreError.noRulebook }

    /// The register as it was on a day, as known at a point of the chain.
    ///
    /// - Parameters:
    ///   - asAt: The day; nil: the newest extract's day.
    ///   - knownAt: What of the register counts; nil: all of it.
    ///   - whatIf: Rules to use on every day instead of the adopted ones; nil: the adopted ones.
    /// - Returns: The view, its findings still empty.
    package func view(asAt: Day?, knownAt: KnownAt?, whatIf: Rulebook? = nil) throws -> RegisterView
    { throw StoreError.nothingImported }

    /// Everything the register knows of one risk.
    package func history(of key: RiskKey) throws -> RiskHistory {
        throw StoreError.noSuchRisk(key.id)
    }

    /// Checks the chain, every row of truth, the file itself, and that what is derived follows from the truth.
    package func verify() throws -> VerifyReport { VerifyReport() }
}

/// An import that is under way: files and records are added to it in batches, in one transaction.
package final class ImportSession {
    init(store: RegisterStore, db: Database, header: ImportHeader) throws {}

    /// The rulebook of the extract's day.
    package var rulebook: Rulebook { get throws { throw StoreError.noRulebook } }

    /// Begins a file; records that are added from now on are its own.
    ///
    /// - Parameters:
    ///   - file: The file; its encoding may be corrected at its end.
    ///   - mapping: The bytes of the mapping file it is read with; `file.mapping` is their SHA-256.
    package func begin(_ file: ExtractFile, mapping: [UInt8]) throws {}

    /// Adds records of risks to the file that was begun last.
    package func add(risks batch: [(raw: RawRecord, record: RiskRecord)]) throws {}

    /// Adds actions to the file that was begun last.
    package func add(actions batch: [(raw: RawRecord, record: ActionRecord)]) throws {}

    /// Adds an assurance framework: the file's text as a raw record of one field, and what it means.
    package func add(framework raw: RawRecord, _ framework: AssuranceFramework) throws {}

    /// Ends the file that was begun last.
    package func end(_ report: FileReport) throws {}

    func finish(acceptShrink: Bool) throws -> ImportResult { throw StoreError.noRulebook }
}
