import Digests
import RegisterStore
package import RiskRegister

/// Every import that the register holds: `baf imports`.
package struct ImportsRequest: DeskRequest {
    /// The organisations, by their codes; empty: all that the asker may know of.
    package var organisations: [String]

    /// A question about all organisations, or some.
    package init(organisations: [String] = []) { self.organisations = organisations }

    package var capabilities: [Capability] { [.ask] }

    package func answer(at visit: Visit) throws -> ImportsAnswer {
        try visit.asker.requireWhole("the list of imports")
        let imports = try visit.store().imports()
        let withdrawn = try visit.store().withdrawnImports()
        // A register of nothing answers with no imports; a question about somebody else's does not.
        guard !imports.isEmpty || !withdrawn.isEmpty else { return ImportsAnswer(imports: []) }
        // Of one whose imports are all withdrawn only this list speaks.
        let known = Set(withdrawn.map(\.extract.organisation)).subtracting(
            imports.map(\.organisation))
        var asked = known.filter { organisations.isEmpty || organisations.contains($0) }
        let rest = organisations.filter { !known.contains($0) }
        if !imports.isEmpty, organisations.isEmpty || !rest.isEmpty {
            asked.formUnion(try visit.organisations(Moment(organisations: rest)))
        }
        let lines =
            imports.map { ExtractLine($0, showsKept: false) }
            + withdrawn.map { extract, withdrawal in
                var line = ExtractLine(extract, showsKept: false)
                line.withdrawn = WithdrawnLine(withdrawal)
                return line
            }
        return ImportsAnswer(
            imports: lines.filter { asked.contains($0.organisation) }
                .sorted { ($0.sequence ?? 0) < ($1.sequence ?? 0) })
    }
}

/// The imports of a register.
package struct ImportsAnswer: DeskAnswer {
    /// The imports, oldest first, superseded ones included.
    package var imports: [ExtractLine]

    package var document: [ExtractLine] { imports }
}

/// One extract; its fields are part of the public interface.
package struct ExtractLine: Codable, Hashable, Sendable {
    /// One file of it.
    package struct File: Codable, Hashable, Sendable {
        package var name: String
        package var sha256: String
        package var bytes: Int
        package var kind: SourceMapping.Kind
        package var encoding: String
    }

    /// The place in the chain; nil while it is not stored.
    package var sequence: Int?
    package var files: [File]
    /// The digest of the only file, or one over all of them.
    package var sha256: String
    package var asAt: Day
    package var organisation: String
    package var source: String
    package var scope: String
    package var encoding: String
    package var records: Int
    package var new: Int
    package var changed: Int
    package var unchanged: Int
    package var vanished: Int
    package var rejected: Int
    package var repaired: Int
    package var unmapped: [String]
    package var balance: BalanceLine
    package var supersedes: Int?
    package var supersededBy: Int?
    /// The parts whose baseline it has moved; nil where that is not known any more, in a list.
    package var baselineMoves: [MovedBaseline]?
    package var recordedAt: String?
    package var software: String?
    /// Who took it back, if somebody has.
    package var withdrawn: WithdrawnLine?
    /// What it changed of past answers; known of the import itself, not of one listed later.
    package var pastChanges: [PastChangeLine]?

    /// What stays on a register is known of the import itself, not of one listed later.
    init(_ extract: ExtractSummary, showsKept: Bool) {
        sequence = extract.sequence == 0 ? nil : extract.sequence
        files = extract.files.map { file in
            File(
                name: file.name, sha256: file.sha256, bytes: file.bytes, kind: file.kind,
                encoding: file.encoding)
        }
        sha256 = ExtractLine.digest(extract.files)
        asAt = extract.asAt
        organisation = extract.organisation
        source = extract.source
        scope = extract.scope.description
        encoding = extract.encodings.joined(separator: ", ")
        records = extract.balance.records
        new = extract.new
        changed = extract.changed
        unchanged = extract.unchanged
        vanished = extract.vanished
        rejected = extract.balance.rejected
        repaired = extract.repaired
        unmapped = extract.unmapped
        balance = BalanceLine(extract.balance, showsKept: showsKept)
        supersedes = extract.supersedes
        supersededBy = extract.supersededBy
        recordedAt = extract.recordedAt.isEmpty ? nil : extract.recordedAt
        software = extract.software.isEmpty ? nil : extract.software
    }

    private static func digest(_ files: [ExtractFile]) -> String {
        guard files.count != 1 else { return files[0].sha256 }
        return SHA256.digest(files.map(\.sha256).sorted().joined(separator: "\n").utf8).hex
    }
}

/// A part of a register whose first day held is another since an import.
package struct MovedBaseline: Codable, Hashable, Sendable {
    /// "all", or "directorate=Adults".
    package var scope: String
    package var from: Day
    package var to: Day

    init(_ move: BaselineMove) {
        scope = move.scope.description
        from = move.from
        to = move.to
    }
}

/// The account of every record of an extract: a sum that a reader can check by eye.
package struct BalanceLine: Codable, Hashable, Sendable {
    package var routed: Int
    package var belowThreshold: Int
    package var closed: Int
    package var unapproved: Int
    package var unroutable: Int
    package var rejected: Int
    package var records: Int
    /// Risks that stay on a register though the rules do not ask it; left out where it is not known.
    package var keptOnRegister: Int?

    init(_ balance: Balance, showsKept: Bool) {
        routed = balance.routed
        belowThreshold = balance.belowThreshold
        closed = balance.closed
        unapproved = balance.unapproved
        unroutable = balance.unroutable
        rejected = balance.rejected
        records = balance.records
        keptOnRegister = showsKept ? balance.keptOnRegister : nil
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(routed, forKey: .routed)
        try container.encode(belowThreshold, forKey: .belowThreshold)
        try container.encode(closed, forKey: .closed)
        try container.encode(unapproved, forKey: .unapproved)
        try container.encode(unroutable, forKey: .unroutable)
        try container.encode(rejected, forKey: .rejected)
        try container.encode(records, forKey: .records)
        if let keptOnRegister { try container.encode(keptOnRegister, forKey: .keptOnRegister) }
    }
}

/// Proof that the history is what it was: `baf verify`.
package struct VerifyRequest: DeskRequest {
    /// A request to verify all of it.
    package init() {}

    package var capabilities: [Capability] { [.ask] }

    package func answer(at visit: Visit) throws -> VerifyAnswer {
        try visit.asker.requireWhole("verification")
        let report = try visit.store().verify()
        return VerifyAnswer(report)
    }
}

/// What verifying the register found.
package struct VerifyAnswer: DeskAnswer {
    /// Nothing is wrong.
    package var isSound: Bool
    /// What is wrong, by row; truth first.
    package var problems: [String]
    /// Entries of the chain.
    package var entries: Int
    /// Raw records checked.
    package var records: Int
    /// Rows of truth checked, raw records included.
    package var rows: Int
    /// Risks derived again.
    package var risks: Int
    /// Derived points compared.
    package var points: Int
    /// What was taken out, whose digests are kept; absent when nothing was.
    package var erased: [EraseAnswer]?
    /// The last link of the chain.
    package var head: String

    package var document: VerifyAnswer { self }

    init(_ report: VerifyReport) {
        isSound = report.isSound
        problems = report.problems.map(\.description)
        entries = report.entries
        records = report.records
        rows = report.rows
        risks = report.risks
        points = report.points
        erased =
            report.erasures.isEmpty ? nil : report.erasures.map { EraseAnswer($0, label: $0.id) }
        head = report.head
    }
}
