import Digests
import Foundation
import GRDB
package import RiskRegister

/// Personal data that was taken out of every stored version of a record: who decided it, and why.
package struct Erasure: Hashable, Sendable {
    /// Whose record.
    package var organisation: String
    /// Risks or actions.
    package var kind: SourceMapping.Kind
    /// The record's id, in its normal form.
    package var id: String
    /// The field, as it was named.
    package var field: String
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
    /// How many versions of the record it took the text out of.
    package var versions = 0

    /// An erasure to record.
    package init(
        organisation: String, kind: SourceMapping.Kind, id: String, field: String, by: String,
        role: String, why: String, recordedAt: String
    ) {
        self.organisation = organisation
        self.kind = kind
        self.id = id
        self.field = field
        self.by = by
        self.role = role
        self.why = why
        self.recordedAt = recordedAt
    }

    /// What stands where a text was.
    package static let mark = "[erased]"
}

/// Which of a record's raw names hold the field to erase, by the mappings that the register has.
package typealias ErasedNames = (_ names: [String], _ mappings: [SourceMapping]) throws -> Set<
    String
>

extension RegisterStore {
    /// Takes a text out of every stored version of a record, in one transaction with its entry of the chain.
    ///
    /// The rows' digests stay those of what they were, so that the chain still proves that such rows came; `verify` says what was
    /// erased. The bytes are overwritten in the file, and the log beside it is emptied.
    ///
    /// - Parameters:
    ///   - erasure: What, whose, by whom and why.
    ///   - meant: Chooses among the names of the record's fields, or throws why none may be erased.
    /// - Returns: The erasure with its sequence and how many versions it changed: 0, and nothing is recorded, when no
    ///   version holds such a text.
    /// - Throws: `StoreError`, or what `meant` throws.
    package func erase(_ erasure: Erasure, choosing meant: ErasedNames) throws -> Erasure {
        let erased = try write { db in
            // What is written over is zeros on the disk, not a free page with the text in it.
            try db.execute(sql: "PRAGMA secure_delete = ON")
            return try self.erase(erasure, meant, db)
        }
        // A question that runs meanwhile may keep the log from being emptied; the next import does it.
        if erased.versions > 0 { try? emptyLog() }
        return erased
    }

    private func erase(
        _ erasure: Erasure, _ meant: ErasedNames, _ db: Database
    ) throws -> Erasure {
        let kind = RecordKind(erasure.kind)
        var names = try FieldNames(db)
        let records = try versions(db, of: erasure.organisation, kind, erasure.id, names)
        let mappings = try mappings(db, kind)
        let all = Set(records.flatMap { $0.fields.map(\.name) })
        let chosen = try meant(all.sorted(), mappings)
        let changed = records.compactMap {
            record -> (id: Int64, key: String, fields: [RawField])? in
            let fields = record.fields.map { field in
                chosen.contains(field.name) && !field.text.allSatisfy(\.isWhitespace)
                    ? RawField(name: field.name, text: Erasure.mark) : field
            }
            return fields == record.fields ? nil : (record.id, record.key, fields)
        }
        var erasure = erasure
        guard !changed.isEmpty else { return erasure }
        let entry = try EntryWriter(db, kind: .erasure, recordedAt: erasure.recordedAt)
        let id = try entry.insert(
            "erasure",
            [
                "entry": entry.sequence, "organisation": erasure.organisation,
                "kind": kind.rawValue, "key": erasure.id, "field": erasure.field,
                "by": erasure.by, "role": erasure.role, "why": erasure.why,
            ])
        let key = RiskKey(organisation: erasure.organisation, id: erasure.id)
        let isRisk = try erasure.kind == .risks && Derived(db).risk(key) != nil
        if isRisk { try forgetDerived(db, key) }
        var buffer = ByteWriter()
        for record in changed {
            let content = RecordDigest.row(
                organisation: erasure.organisation, kind: kind, key: record.key,
                fields: record.fields, into: &buffer)
            try entry.insert(
                "erasedRecord",
                ["erasure": id, "record": record.id, "content": Data(content.bytes)])
            let bytes = try names.encoded(record.fields, entry: entry, into: &buffer)
            try db.execute(
                sql: "UPDATE rawRecord SET fields = ? WHERE id = ?",
                arguments: [Data(bytes), record.id])
        }
        erasure.sequence = try entry.seal()
        erasure.versions = changed.count
        if isRisk { try refold(db, key) }
        return erasure
    }

    /// Takes away what follows from a risk's records, while these still say by what it is chosen.
    private func forgetDerived(_ db: Database, _ key: RiskKey) throws {
        let derived = try Derived(db)
        guard let risk = try derived.risk(key) else { return }
        try derived.delete(risk.id, of: key, from: Day(number: .min))
    }

    /// Any version of a record of this id has ever come.
    ///
    /// - Parameters:
    ///   - kind: Risks or actions.
    ///   - id: The record's id, in its normal form.
    ///   - organisation: Whose.
    /// - Returns: Whether one has.
    /// - Throws: `StoreError`.
    package func holds(
        _ kind: SourceMapping.Kind, _ id: String, of organisation: String
    ) throws -> Bool {
        try read { db in
            try !self.versions(
                db, of: organisation, RecordKind(kind), id, try FieldNames(db)
            ).isEmpty
        }
    }

    private func versions(
        _ db: Database, of organisation: String, _ kind: RecordKind, _ id: String,
        _ names: FieldNames
    ) throws -> [(id: Int64, key: String, fields: [RawField])] {
        // Ids have spaces and forms of their own; what is compared is the normal form.
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT id, key, fields FROM rawRecord WHERE organisation = ? AND kind = ?
                AND (key = ? OR key GLOB '*[^!-~]*') ORDER BY id
                """, arguments: [organisation, kind.rawValue, id])
        var found: [(id: Int64, key: String, fields: [RawField])] = []
        while let row = try rows.next() {
            let (record, key): (Int64, String) = (try row.get("id"), try row.get("key"))
            guard key.normalID == id else { continue }
            do {
                found.append((record, key, try names.decoded(Array(try row.get("fields") as Data))))
            } catch {
                throw StoreError.unreadable(row: "rawRecord \(record)", reason: "\(error)")
            }
        }
        return found
    }

    private func mappings(_ db: Database, _ kind: RecordKind) throws -> [SourceMapping] {
        try Data.fetchAll(
            db,
            sql: """
                SELECT text FROM mapping WHERE sha256 IN
                (SELECT DISTINCT mapping FROM file WHERE kind = ?)
                """, arguments: [kind.rawValue]
        ).map { try typing.mapping(Array($0)) }
    }

    /// The erasures of a register, by entry.
    static func erasures(_ db: Database) throws -> [Erasure] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT erasure.*, entry.recordedAt,
                    (SELECT count(*) FROM erasedRecord WHERE erasure = erasure.id) AS versions
                FROM erasure JOIN entry ON entry.id = erasure.entry ORDER BY erasure.id
                """
        ).map { row in
            var erasure = Erasure(
                organisation: try row.get("organisation"),
                kind: (RecordKind(rawValue: try row.get("kind")) ?? .risk).mapped,
                id: try row.get("key"), field: try row.get("field"), by: try row.get("by"),
                role: try row.get("role"), why: try row.get("why"),
                recordedAt: try row.get("recordedAt"))
            erasure.sequence = try row.get("entry")
            erasure.versions = try row.get("versions")
            return erasure
        }
    }
}
