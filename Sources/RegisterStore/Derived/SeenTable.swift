import GRDB
import RiskRegister

/// When extracts held each risk: the stretches of days that have ended.
final class SeenTable {
    private let db: Database
    private let select, insert, delete: Prepared

    init(_ db: Database) throws {
        self.db = db
        select = try Prepared(
            db,
            """
            SELECT first, gone, source FROM seen WHERE risk = ? AND first <= ?
            ORDER BY first DESC LIMIT 1
            """)
        insert = try Prepared(
            db, "INSERT INTO seen (risk, first, gone, source) VALUES (?, ?, ?, ?)")
        delete = try Prepared(db, "DELETE FROM seen WHERE risk = ?")
    }

    func add(_ span: SeenSpan, to risk: Int64) throws {
        insert.bind(risk, 1)
        insert.bind(Int64(span.first.number), 2)
        insert.bind(Int64(span.gone.number), 3)
        insert.bind(span.source, 4)
        try insert.run()
    }

    /// Takes away the stretches of a risk.
    func delete(of risk: Int64) throws {
        delete.bind(risk, 1)
        try delete.run()
    }

    /// The newest stretch of days that began on or before a day and has ended.
    func span(_ risk: Int64, onOrBefore day: Day) throws -> SeenSpan? {
        select.bind(risk, 1)
        select.bind(Int64(day.number), 2)
        defer { select.reset() }
        guard try select.step() else { return nil }
        return SeenSpan(first: select.day(0), gone: select.day(1), source: select.text(2))
    }

    /// The stretches of days of a risk that have ended.
    func spans(_ risk: Int64) throws -> [SeenSpan] {
        try Row.fetchAll(
            db, sql: "SELECT first, gone, source FROM seen WHERE risk = ? ORDER BY first",
            arguments: [risk]
        ).map { row in
            SeenSpan(
                first: Day(number: Int32(clamping: try row.get("first") as Int64)),
                gone: Day(number: Int32(clamping: try row.get("gone") as Int64)),
                source: try row.get("source"))
        }
    }
}

extension Derived {
    /// Ends the stretch of every operational risk of an organisation that an extract's day lacks.
    func endSpans(_ organisation: String, on day: Day, but isHere: (String) -> Bool) throws {
        var missing: [StoredRisk] = []
        try risks(organisation, .operational, where: "seenSince IS NOT NULL") {
            if !isHere($0.key.id) { missing.append($0) }
        }
        for risk in missing {
            var risk = risk
            try endSpan(of: &risk, on: day)
            try save(risk)
        }
    }

    /// Ends the stretch of a risk, which is still to be saved.
    func endSpan(of risk: inout StoredRisk, on day: Day) throws {
        guard let first = risk.seenSince else { return }
        try seen.add(SeenSpan(first: first, gone: day, source: risk.source), to: risk.id)
        risk.seenSince = nil
    }
}
