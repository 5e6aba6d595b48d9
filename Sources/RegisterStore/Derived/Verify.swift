import Digests
import Foundation
import GRDB
import RiskRegister

extension RegisterStore {
    /// Checks the file, every row of truth, the chain, and that what is derived follows from the truth.
    ///
    /// Whoever has written down an earlier `head` can also prove that nothing was cut off.
    ///
    /// - Returns: What was checked, and every problem with the row that it concerns.
    package func verify() throws -> VerifyReport {
        try read { db in
            var verification = Verification(db, store: self)
            verification.checkFile()
            verification.checkTruth()
            verification.checkChain()
            // From truth that is damaged nothing can be derived that means anything.
            if verification.report.problems.isEmpty { verification.checkDerived() }
            return verification.report
        }
    }
}

/// One verification of a register: it reads everything, and goes on after each problem.
private struct Verification {
    private let db: Database
    private let store: RegisterStore
    private var parts: [Part] = []
    private var damagedEntries = Set<Int64>()
    private var named: [String: Int] = [:]
    /// What is left of the records that texts were taken out of, by the record; the latest counts.
    private var erased: [Int64: Digest] = [:]
    var report = VerifyReport()
    /// Problems that are named for one table; the rest are counted.
    private static let limit = 20

    init(_ db: Database, store: RegisterStore) {
        self.db = db
        self.store = store
    }

    private mutating func problem(_ table: String, _ row: String, _ what: String) {
        let known = named[table, default: 0]
        named[table] = known + 1
        if known < Verification.limit {
            report.problems.append(VerifyReport.Problem(table: table, row: row, what: what))
        } else if known == Verification.limit {
            report.problems.append(
                VerifyReport.Problem(table: table, row: "", what: "there are more such problems"))
        }
    }

    /// Runs a check; what SQLite or the reading of rows throws is a problem, not an end.
    private mutating func attempt(
        _ table: String, _ body: (inout Verification) throws -> Void
    ) {
        do {
            try body(&self)
        } catch let error as StoreError {
            problem(table, "", error.description)
        } catch let error as DatabaseError {
            problem(table, "", "it cannot be read: \(error.message ?? "unknown error")")
        } catch {
            problem(table, "", "it cannot be read: \(error)")
        }
    }

    // MARK: - The file

    mutating func checkFile() {
        attempt("file") { check in
            let said = try String.fetchAll(check.db, sql: "PRAGMA integrity_check(20)")
            for line in said where line != "ok" { check.problem("database", "", line) }
        }
        attempt("schema") { check in
            let expected = try DatabaseQueue()
            try Schema.migrator.migrate(expected)
            let wanted = try expected.read(Verification.schema)
            let found = try Verification.schema(check.db)
            for name in Set(wanted.keys).union(found.keys).sorted()
            where wanted[name] != found[name] {
                check.problem("schema", name, "it is not as this software made it")
            }
        }
    }

    private static func schema(_ db: Database) throws -> [String: String] {
        let rows = try Row.fetchAll(
            db,
            sql:
                "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
        )
        let pairs = try rows.map { (try $0.get("name") as String, try $0.get("sql") as String) }
        return Dictionary(pairs) { first, _ in first }
    }

    // MARK: - Rows of truth

    mutating func checkTruth() {
        attempt("part") { check in
            let rows = try Row.fetchAll(check.db, sql: "SELECT * FROM part ORDER BY id")
            for (index, row) in rows.enumerated() {
                let id: Int64 = try row.get("id")
                if id != Int64(index) + 1 {
                    check.problem("part", String(index + 1), "the row is missing")
                }
                check.attempt("part \(id)") { check in try check.take(part: row) }
            }
        }
        attempt("erasedRecord") { check in
            let rows = try Row.fetchAll(
                check.db, sql: "SELECT record, content FROM erasedRecord ORDER BY id")
            for row in rows {
                let content: Data = try row.get("content")
                guard content.count == 32 else { throw ByteReader.Malformed() }
                check.erased[try row.get("record")] = Digest(bytes: Array(content))
            }
            check.report.erasures = try RegisterStore.erasures(check.db)
        }
        for table in Schema.truthTables {
            attempt(table) { check in try check.checkRows(of: table) }
        }
    }

    private mutating func take(part row: Row) throws {
        let id: Int64 = try row.get("id")
        let stored: Data = try row.get("rows")
        guard stored.count == 32, let table = try row.optional("tableName") as String?,
            Schema.truthTables.contains(table)
        else {
            problem("part", String(id), "it names no table, or its digest is not one")
            return
        }
        let part = Part(
            id: id, entry: try row.get("entry"), table: table, first: try row.get("first"),
            count: try row.get("count"),
            rows: Digest(bytes: Array(stored)))
        if try row.optional("digest") as Data? != Data(part.digest.bytes) {
            problem("part", String(id), "its content does not match its digest")
            damagedEntries.insert(part.entry)
        }
        parts.append(part)
    }

    private mutating func checkRows(of table: String) throws {
        let parts = parts.filter { $0.table == table }.sorted { $0.entry < $1.entry }
        let names = try table == "rawRecord" ? FieldNames(db) : nil
        var rest = parts[...]
        var tally = PartTally(first: 0)
        var isClean = true
        var expected: Int64 = 1
        let rows = try Row.fetchCursor(db, sql: "SELECT * FROM \(table) ORDER BY id")
        while let row = try rows.next() {
            let id: Int64 = try row.get("id")
            report.rows += 1
            if table == "rawRecord" { report.records += 1 }
            while let part = rest.first, id >= part.first + part.count {
                finish(part, tally, isClean: isClean)
                rest = rest.dropFirst()
                tally = PartTally(first: 0)
                isClean = true
            }
            if id != expected {
                problem(table, String(expected), "the row is missing; the next is \(id)")
                isClean = false
            }
            expected = id + 1
            guard let part = rest.first, id >= part.first else {
                problem(table, String(id), "no entry of the chain recorded it")
                continue
            }
            let stored: Data? = try row.optional("digest")
            let found = try? digest(of: row, in: table, names: names)
            if let stored, stored.count == 32 { tally.add(Digest(bytes: Array(stored))) }
            // A record that something was erased from is known by its old digest, and checked by that of the rest.
            let left = table == "rawRecord" ? erased[id].map { Data($0.bytes) } : nil
            if found.map({ Data($0.bytes) }) != left ?? stored {
                problem(
                    table, String(id),
                    "its content does not match its digest (recorded by entry \(part.entry))")
                isClean = false
            }
        }
        for part in rest {
            finish(part, tally, isClean: isClean)
            tally = PartTally(first: 0)
        }
    }

    private mutating func finish(_ part: Part, _ tally: PartTally, isClean: Bool) {
        guard isClean else {
            damagedEntries.insert(part.entry)
            return
        }
        if tally.count != part.count {
            problem(
                part.table, "\(part.first)...\(part.first + part.count - 1)",
                "entry \(part.entry) recorded \(part.count) rows, \(tally.count) are there")
            damagedEntries.insert(part.entry)
        } else if tally.hash.finish() != part.rows {
            problem(
                part.table, "\(part.first)...\(part.first + part.count - 1)",
                "the rows are not those that entry \(part.entry) recorded")
            damagedEntries.insert(part.entry)
        }
    }

    private func digest(of row: Row, in table: String, names: FieldNames?) throws -> Digest {
        if let names {
            guard let kind = RecordKind(rawValue: try row.get("kind")) else {
                throw ByteReader.Malformed()
            }
            let fields = try names.decoded(Array(try row.get("fields") as Data))
            var buffer = ByteWriter()
            return RecordDigest.row(
                organisation: try row.get("organisation"), kind: kind, key: try row.get("key"),
                fields: fields,
                into: &buffer)
        }
        var digest = RowDigest(table: table)
        for (column, value) in row where column != "id" && column != "digest" { digest.add(value) }
        return digest.finish()
    }

    // MARK: - The chain

    mutating func checkChain() {
        attempt("entry") { check in
            let rows = try Row.fetchAll(check.db, sql: "SELECT * FROM entry ORDER BY id")
            check.report.entries = rows.count
            var previous = Chain.beginning
            for (index, row) in rows.enumerated() {
                previous = try check.check(entry: row, at: index + 1, after: previous)
            }
            check.report.head = rows.isEmpty ? "" : previous.hex
            for entry in Set(check.parts.map(\.entry)).sorted()
            where entry < 1 || entry > rows.count {
                check.problem("entry", String(entry), "the entry is missing")
            }
        }
    }

    private mutating func check(
        entry row: Row, at place: Int, after previous: Digest
    ) throws -> Digest {
        let id: Int64 = try row.get("id")
        func digest(_ column: String) throws -> Digest? {
            let data: Data? = try row.optional(column)
            return data.flatMap { $0.count == 32 ? Digest(bytes: Array($0)) : nil }
        }
        guard let payload = try digest("payload"), let before = try digest("previous"),
            let link = try digest("link")
        else {
            problem("entry", String(id), "a digest of it is not one")
            return previous
        }
        if id != Int64(place) { problem("entry", String(place), "the entry is missing") }
        if before != previous {
            problem("entry", String(id), "it does not follow the link of the entry before")
        }
        let held = parts.filter { $0.entry == id }
        if !damagedEntries.contains(id), Chain.payload(of: held) != payload {
            problem("entry", String(id), "its payload is not the digest of what it recorded")
        }
        let expected = Chain.link(
            previous: before, sequence: id, kind: try row.get("kind"),
            recordedAt: try row.get("recordedAt"),
            payload: payload)
        if expected != link {
            problem("entry", String(id), "its content does not match its link")
        }
        return link
    }

    // MARK: - What is derived

    mutating func checkDerived() {
        attempt("derived") { check in
            let derivation = try Derivation(
                check.db, truth: Truth(check.db, knownAt: nil), store: check.store)
            let derived = try Derived(check.db)
            var seen = DerivedRows()
            for organisation in derivation.truth.organisations {
                try derivation.operational(organisation) { played in
                    try check.compare(played, with: derived, seen: &seen)
                }
                try derivation.principal(organisation) { played in
                    try check.compare(played, with: derived, seen: &seen)
                }
            }
            let rows = try Row.fetchCursor(
                check.db, sql: "SELECT id, organisation, key FROM risk ORDER BY id")
            while let row = try rows.next() {
                if seen.risks.contains(try row.get("id")) { continue }
                let (organisation, key): (String, String) = (
                    try row.get("organisation"), try row.get("key")
                )
                check.problem(
                    "risk", "\(organisation):\(key)", "nothing in the history gives it")
            }
            try check.compareCounts(seen)
        }
    }

    /// What was compared of the derived tables: what is beyond it follows from nothing.
    private struct DerivedRows {
        var risks = Set<Int64>()
        var points = 0
        var spans = 0
        var tags = 0
        var briefs = 0
    }

    /// Every row that should be there has been found, so that one more is one too many.
    private mutating func compareCounts(_ seen: DerivedRows) throws {
        for (table, wanted) in [
            ("point", seen.points), ("seen", seen.spans), ("tag", seen.tags),
            ("brief", seen.briefs),
        ] {
            let found = try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? 0
            if found > wanted {
                problem(table, "", "it has \(found) rows, and the history gives \(wanted)")
            }
        }
    }

    private mutating func compare(
        _ played: PlayedRisk, with derived: Derived, seen: inout DerivedRows
    ) throws {
        let key = played.risk.key
        let name = "\(key.organisation):\(key.id)"
        seen.points += played.points.count
        guard let stored = try derived.risk(key) else {
            problem("risk", name, "the history gives it, and it is not there")
            return
        }
        seen.risks.insert(stored.id)
        report.risks += 1
        var expected = played.risk
        expected.id = stored.id
        if expected != stored { problem("risk", name, "it is not what the history gives") }
        seen.spans += played.spans.count
        if try derived.seen.spans(stored.id) != played.spans {
            problem("seen", name, "it is not what the history gives")
        }
        // A row whose columns contradict its standing is as good as absent.
        let held = Dictionary(
            uniqueKeysWithValues: try derived.rows(stored.id).filter(\.agrees)
                .map { ($0.point.day, $0.point) })
        let wanted = Dictionary(
            uniqueKeysWithValues: played.points.map { ($0.point.day, $0.point) })
        for day in Set(held.keys).union(wanted.keys).sorted() {
            report.points += 1
            if held[day] != wanted[day] {
                problem(
                    "point", "\(name) on \(day)",
                    "it is not what the history gives")
            }
        }
        if key.level == .operational {
            try compareNarrow(played, stored.id, with: derived, seen: &seen)
        }
    }

    /// The tags and the typed records of an operational risk.
    private mutating func compareNarrow(
        _ played: PlayedRisk, _ id: Int64, with derived: Derived, seen: inout DerivedRows
    ) throws {
        let key = played.risk.key
        let name = "\(key.organisation):\(key.id)"
        var briefs = Set<[Int64]>()
        for point in played.points {
            let day = point.point.day
            let tags = derived.tags.numbers(
                Tag.all(point.record, point.point.standing), key.organisation)
            seen.tags += tags.count
            if try !derived.tags.holds(tags, risk: id, on: day) {
                problem("tag", "\(name) on \(day)", "one that the history gives is not there")
            }
            let place = [point.point.record, point.point.reading.number]
            guard briefs.insert(place).inserted else { continue }
            seen.briefs += 1
            attempt("brief") { check in
                if try derived.brief(point.point) != RecordCodec.brief(point.typed) {
                    check.problem(
                        "brief", "\(name) on \(day)", "it is not what the history gives")
                }
            }
        }
    }
}
