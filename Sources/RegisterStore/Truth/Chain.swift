import Digests
import Foundation
import GRDB
import RiskRegister

/// The digest of one row of truth: SHA-256 over the table's name and every column but `id` and `digest`.
struct RowDigest {
    private var writer = ByteWriter()

    init(table: String) { writer.text(table) }

    mutating func add(_ value: DatabaseValue) {
        switch value.storage {
        case .null: writer.byte(0)
        case .int64(let number):
            writer.byte(1)
            writer.signed(number)
        case .string(let text):
            writer.byte(2)
            writer.text(text)
        case .blob(let data):
            writer.byte(3)
            writer.block(Array(data))
        case .double(let number):
            writer.byte(4)
            writer.unsigned(number.bitPattern)
        }
    }

    func finish() -> Digest { SHA256.digest(writer.bytes) }
}

/// The rows of one table that an entry adds, counted and digested as they come.
struct PartTally {
    var first: Int64
    var count: Int64 = 0
    let hash = SHA256()

    mutating func add(_ digest: Digest) {
        count += 1
        hash.update(digest.bytes)
    }
}

/// One entry of the chain while its rows are being added; `seal` closes it.
final class EntryWriter {
    let sequence: Int64
    private let db: Database
    private let kind: ChainEntry.Kind
    private let recordedAt: String
    private let previous: Digest
    private var tallies: [String: PartTally] = [:]
    private var inserts: [String: Statement] = [:]

    init(_ db: Database, kind: ChainEntry.Kind, recordedAt: String) throws {
        self.db = db
        self.kind = kind
        self.recordedAt = recordedAt
        let head = try Chain.head(db)
        sequence = head.sequence + 1
        previous = head.link
    }

    /// The id that the next row of a table gets.
    func nextID(_ table: String) throws -> Int64 {
        let tally = try tallies[table] ?? newTally(table)
        return tally.first + tally.count
    }

    /// Counts a row that was inserted elsewhere, with the id that `nextID` gave.
    func count(_ table: String, _ digest: Digest) throws {
        var tally = try tallies[table] ?? newTally(table)
        tallies[table] = nil  // so that the tally is changed in place, not copied
        tally.add(digest)
        tallies[table] = tally
    }

    /// Adds a row of truth.
    @discardableResult
    func insert(
        _ table: String, _ columns: KeyValuePairs<String, (any DatabaseValueConvertible)?>
    ) throws -> Int64 {
        let id = try nextID(table)
        var digest = RowDigest(table: table)
        var arguments: [(any DatabaseValueConvertible)?] = [id]
        for (_, value) in columns {
            digest.add(value?.databaseValue ?? .null)
            arguments.append(value)
        }
        let sealed = digest.finish()
        arguments.append(Data(sealed.bytes))
        let statement = try inserts[table] ?? prepare(table, columns.map(\.key))
        inserts[table] = statement
        try statement.execute(arguments: StatementArguments(arguments))
        try count(table, sealed)
        return id
    }

    private func prepare(_ table: String, _ names: [String]) throws -> Statement {
        let all = ["id"] + names + ["digest"]
        let marks = all.map { _ in "?" }.joined(separator: ", ")
        let list = all.map { "\"\($0)\"" }.joined(separator: ", ")
        return try db.makeStatement(sql: "INSERT INTO \(table) (\(list)) VALUES (\(marks))")
    }

    private func newTally(_ table: String) throws -> PartTally {
        let last = try Int64.fetchOne(db, sql: "SELECT max(id) FROM \(table)") ?? 0
        let tally = PartTally(first: last + 1)
        tallies[table] = tally
        return tally
    }

    /// Writes the entry and its parts: from now on its rows cannot change unnoticed.
    @discardableResult
    func seal() throws -> Int {
        var parts: [Part] = []
        var nextPart = (try Int64.fetchOne(db, sql: "SELECT max(id) FROM part") ?? 0) + 1
        for table in Schema.truthTables {
            guard let tally = tallies[table], tally.count > 0 else { continue }
            parts.append(
                Part(
                    id: nextPart, entry: sequence, table: table, first: tally.first,
                    count: tally.count, rows: tally.hash.finish()))
            nextPart += 1
        }
        let payload = Chain.payload(of: parts)
        let link = Chain.link(
            previous: previous, sequence: sequence, kind: kind.rawValue, recordedAt: recordedAt,
            payload: payload)
        try db.execute(
            sql: """
                INSERT INTO entry (id, kind, recordedAt, payload, previous, link)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                sequence, kind.rawValue, recordedAt, Data(payload.bytes), Data(previous.bytes),
                Data(link.bytes),
            ])
        for part in parts {
            try db.execute(
                sql: """
                    INSERT INTO part (id, entry, tableName, first, count, rows, digest)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    part.id, part.entry, part.table, part.first, part.count, Data(part.rows.bytes),
                    Data(part.digest.bytes),
                ])
        }
        return Int(sequence)
    }
}

/// The rows of one table that an entry added.
struct Part {
    var id: Int64
    var entry: Int64
    var table: String
    var first: Int64
    var count: Int64
    /// SHA-256 over the digests of the rows, by id.
    var rows: Digest

    var digest: Digest {
        var digest = RowDigest(table: "part")
        digest.add(entry.databaseValue)
        digest.add(table.databaseValue)
        digest.add(first.databaseValue)
        digest.add(count.databaseValue)
        digest.add(Data(rows.bytes).databaseValue)
        return digest.finish()
    }
}

/// The chain of entries: who knows the last link can prove all that came before.
enum Chain {
    static let beginning = Digest(bytes: [UInt8](repeating: 0, count: 32))

    static func head(_ db: Database) throws -> (sequence: Int64, link: Digest) {
        let row = try Row.fetchOne(db, sql: "SELECT id, link FROM entry ORDER BY id DESC LIMIT 1")
        guard let row else { return (0, beginning) }
        let link: Data = try row.get("link")
        guard link.count == 32 else {
            throw StoreError.unreadable(
                row: "entry \(try row.get("id") as Int64)", reason: "its link is no digest")
        }
        return (try row.get("id"), Digest(bytes: Array(link)))
    }

    static func payload(of parts: [Part]) -> Digest {
        let hash = SHA256()
        for part in parts { hash.update(part.digest.bytes) }
        return hash.finish()
    }

    static func link(
        previous: Digest, sequence: Int64, kind: String, recordedAt: String, payload: Digest
    ) -> Digest {
        var writer = ByteWriter()
        writer.raw(previous.bytes)
        writer.signed(sequence)
        writer.text(kind)
        writer.text(recordedAt)
        writer.raw(payload.bytes)
        return SHA256.digest(writer.bytes)
    }

    static func entries(_ db: Database) throws -> [ChainEntry] {
        try Row.fetchAll(db, sql: "SELECT * FROM entry ORDER BY id").map { row in
            let sequence: Int = try row.get("id")
            guard let kind = ChainEntry.Kind(rawValue: try row.get("kind")) else {
                throw StoreError.unreadable(row: "entry \(sequence)", reason: "unknown kind")
            }
            return ChainEntry(
                sequence: sequence, kind: kind, recordedAt: try row.get("recordedAt"),
                payload: hex(try row.get("payload")), link: hex(try row.get("link")))
        }
    }

    private static func hex(_ data: Data) -> String {
        data.count == 32 ? Digest(bytes: Array(data)).hex : ""
    }

    static func appendRuling(_ db: Database, _ ruling: Ruling) throws -> Int {
        let entry = try EntryWriter(db, kind: .ruling, recordedAt: ruling.recordedAt)
        let id = try entry.insert(
            "ruling",
            [
                "entry": entry.sequence, "organisation": ruling.subject.organisation,
                "level": ruling.subject.level.rawValue, "risk": ruling.subject.id,
                "verb": ruling.verb.rawValue, "register": ruling.register, "by": ruling.by,
                "role": ruling.role, "meeting": ruling.meeting, "date": ruling.date.description,
                "why": ruling.why, "until": ruling.until?.description,
                "scoreSeen": ruling.scoreSeen, "sawSequence": ruling.sawSequence,
            ])
        for (name, value) in ruling.terms.said {
            try entry.insert(
                "rulingTerm", ["ruling": id, "name": name.rawValue, "value": value])
        }
        return try entry.seal()
    }

    static func appendPaper(_ db: Database, _ paper: IssuedPaper) throws -> Int {
        let entry = try EntryWriter(db, kind: .paper, recordedAt: paper.recordedAt)
        let id = try entry.insert(
            "paper",
            [
                "entry": entry.sequence, "report": paper.report, "asAt": paper.asAt.description,
                "knownAt": paper.knownAt, "meeting": paper.meeting,
                "fingerprint": paper.fingerprint, "risks": StoredJSON.text(paper.risks),
            ])
        if let organisation = paper.organisation {
            try entry.insert("paperOrganisation", ["paper": id, "organisation": organisation])
        }
        return try entry.seal()
    }

    static func appendRulebook(
        _ db: Database, _ source: RulebookSource, of organisation: String?, recordedAt: String
    ) throws -> AdoptedRulebook {
        let rulebook = source.rulebook
        let entry = try EntryWriter(db, kind: .rulebook, recordedAt: recordedAt)
        let id = try entry.insert(
            "rulebook",
            [
                "entry": entry.sequence, "rulebook": rulebook.id, "version": rulebook.version,
                "effectiveFrom": rulebook.effectiveFrom.description, "sha256": rulebook.digest,
            ])
        for file in source.files.sorted(by: { $0.path < $1.path }) {
            try entry.insert(
                "rulebookFile", ["rulebook": id, "path": file.path, "bytes": Data(file.bytes)])
        }
        if let organisation {
            try entry.insert(
                "rulebookOrganisation", ["rulebook": id, "organisation": organisation])
        }
        let sequence = try entry.seal()
        return AdoptedRulebook(
            sequence: sequence, id: rulebook.id, version: rulebook.version,
            effectiveFrom: rulebook.effectiveFrom, digest: rulebook.digest, recordedAt: recordedAt,
            organisation: organisation)
    }
}
