import Foundation
import GRDB
import RiskRegister

/// Where a risk stood at the end of a day, with the record that was then its newest.
struct StoredPoint: Hashable {
    var day: Day
    var record: Int64
    var reading: Reading
    var standing: Standing
}

/// A risk's row: what the newest extract that covers it said.
struct StoredRisk: Hashable {
    var id: Int64 = 0
    var key: RiskKey
    var record: Int64
    var reading: Reading
    var source: String
    /// The newest extract that covers it lacks it.
    var isGone: Bool
    var status: RiskStatus
}

extension RiskLevel {
    /// The level as derived rows write it.
    var code: Int64 {
        switch self {
        case .operational: 0
        case .principal: 1
        }
    }

    init(code: Int64) { self = code == 0 ? .operational : .principal }
}

/// The tables that follow from the truth: written during imports, read by questions.
final class Derived {
    let db: Database
    private let codec: StandingCodec
    private let selectRisk, insertRisk, updateRisk: Prepared
    private let selectPoint, selectOutcome, insertPoint, deletePoints: Prepared
    private var nextRisk: Int64

    init(_ db: Database) throws {
        self.db = db
        codec = StandingCodec(words: try Words(db))
        nextRisk = (try Int64.fetchOne(db, sql: "SELECT max(id) FROM risk") ?? 0) + 1
        selectRisk = try Prepared(
            db,
            """
            SELECT id, record, reading, source, isGone, status FROM risk
            WHERE organisation = ? AND level = ? AND key = ?
            """)
        insertRisk = try Prepared(
            db,
            """
            INSERT INTO risk (id, organisation, level, key, record, reading, source, isGone, status)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        updateRisk = try Prepared(
            db,
            """
            UPDATE risk SET record = ?, reading = ?, source = ?, isGone = ?, status = ?
            WHERE id = ?
            """)
        selectPoint = try Prepared(
            db,
            """
            SELECT day, record, reading, standing FROM point WHERE risk = ? AND day <= ?
            ORDER BY day DESC LIMIT 1
            """)
        selectOutcome = try Prepared(
            db,
            """
            SELECT routing, score FROM point WHERE risk = ? AND day <= ?
            ORDER BY day DESC LIMIT 1
            """)
        insertPoint = try Prepared(
            db,
            """
            INSERT INTO point (risk, day, record, reading, status, routing, score, isKept, standing)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        deletePoints = try Prepared(db, "DELETE FROM point WHERE risk = ? AND day >= ?")
    }

    // MARK: - Risks

    func risk(_ key: RiskKey) throws -> StoredRisk? {
        selectRisk.bind(key.organisation, 1)
        selectRisk.bind(key.level.code, 2)
        selectRisk.bind(key.id, 3)
        defer { selectRisk.reset() }
        guard try selectRisk.step() else { return nil }
        return StoredRisk(
            id: selectRisk.integer(0), key: key, record: selectRisk.integer(1),
            reading: Reading(number: selectRisk.integer(2)), source: selectRisk.text(3),
            isGone: selectRisk.integer(4) != 0,
            status: try Codes.value(UInt8(clamping: selectRisk.integer(5))))
    }

    /// Adds a risk, or writes what is new of a known one; the id comes back.
    @discardableResult
    func save(_ risk: StoredRisk) throws -> Int64 {
        if risk.id != 0 {
            updateRisk.bind(risk.record, 1)
            updateRisk.bind(risk.reading.number, 2)
            updateRisk.bind(risk.source, 3)
            updateRisk.bind(risk.isGone ? 1 : 0, 4)
            updateRisk.bind(Int64(Codes.of(risk.status)), 5)
            updateRisk.bind(risk.id, 6)
            try updateRisk.run()
            return risk.id
        }
        let id = nextRisk
        insertRisk.bind(id, 1)
        insertRisk.bind(risk.key.organisation, 2)
        insertRisk.bind(risk.key.level.code, 3)
        insertRisk.bind(risk.key.id, 4)
        insertRisk.bind(risk.record, 5)
        insertRisk.bind(risk.reading.number, 6)
        insertRisk.bind(risk.source, 7)
        insertRisk.bind(risk.isGone ? 1 : 0, 8)
        insertRisk.bind(Int64(Codes.of(risk.status)), 9)
        try insertRisk.run()
        nextRisk += 1
        return id
    }

    /// The operational risks of an organisation that the newest extract of their source held and
    /// that are not among those given.
    func seenBefore(
        _ organisation: String, source: String, but isHere: (String) -> Bool
    ) throws -> [StoredRisk] {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT id, key, record, reading, status FROM risk
                WHERE organisation = ? AND level = 0 AND NOT isGone AND source = ?
                """, arguments: [organisation, source])
        var found: [StoredRisk] = []
        while let row = try rows.next() {
            let key: String = try row.get("key")
            if isHere(key) { continue }
            found.append(
                StoredRisk(
                    id: try row.get("id"), key: RiskKey(organisation: organisation, id: key),
                    record: try row.get("record"), reading: Reading(number: try row.get("reading")),
                    source: source, isGone: false,
                    status: try Codes.value(UInt8(clamping: row.get("status") as Int64))))
        }
        return found
    }

    /// The risks of an organisation and level, as they were added.
    func risks(_ organisation: String, _ level: RiskLevel) throws -> [StoredRisk] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM risk WHERE organisation = ? AND level = ? ORDER BY id",
            arguments: [organisation, level.code]
        ).map { row in
            StoredRisk(
                id: try row.get("id"),
                key: RiskKey(organisation: organisation, level: level, id: try row.get("key")),
                record: try row.get("record"), reading: Reading(number: try row.get("reading")),
                source: try row.get("source"), isGone: try row.get("isGone"),
                status: try Codes.value(UInt8(clamping: row.get("status") as Int64)))
        }
    }

    /// Takes away a level of an organisation, to be made anew.
    func clear(_ organisation: String, _ level: RiskLevel) throws {
        try db.execute(
            sql: """
                DELETE FROM point
                WHERE risk IN (SELECT id FROM risk WHERE organisation = ? AND level = ?)
                """, arguments: [organisation, level.code])
        try db.execute(
            sql: "DELETE FROM risk WHERE organisation = ? AND level = ?",
            arguments: [organisation, level.code])
    }

    // MARK: - Points

    /// The newest point of a risk on or before a day.
    func point(_ risk: Int64, onOrBefore day: Day) throws -> StoredPoint? {
        selectPoint.bind(risk, 1)
        selectPoint.bind(Int64(day.number), 2)
        defer { selectPoint.reset() }
        guard try selectPoint.step() else { return nil }
        return StoredPoint(
            day: Day(number: Int32(clamping: selectPoint.integer(0))),
            record: selectPoint.integer(1), reading: Reading(number: selectPoint.integer(2)),
            standing: try standing(selectPoint.bytes(3), risk: risk))
    }

    /// The routing and score of a risk on a day, without the rest of its standing.
    func outcome(_ risk: Int64, on day: Day) throws -> (routing: Routing, score: Int?)? {
        selectOutcome.bind(risk, 1)
        selectOutcome.bind(Int64(day.number), 2)
        defer { selectOutcome.reset() }
        guard try selectOutcome.step() else { return nil }
        return (
            try Codes.value(UInt8(clamping: selectOutcome.integer(0))),
            selectOutcome.isNull(1) ? nil : Int(selectOutcome.integer(1))
        )
    }

    func points(_ risk: Int64) throws -> [StoredPoint] { try rows(risk).map(\.point) }

    /// The points of a risk, and whether the columns beside each standing say what it says.
    func rows(_ risk: Int64) throws -> [(point: StoredPoint, agrees: Bool)] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM point WHERE risk = ? ORDER BY day", arguments: [risk]
        ).map { row in
            let standing = try standing(Array(try row.get("standing") as Data), risk: risk)
            let point = StoredPoint(
                day: Day(number: Int32(clamping: try row.get("day") as Int64)),
                record: try row.get("record"), reading: Reading(number: try row.get("reading")),
                standing: standing)
            let agrees =
                try row.get("status") as Int64 == Int64(Codes.of(standing.status))
                && row.get("routing") as Int64 == Int64(Codes.of(standing.outcome.routing))
                && row.optional("score") as Int? == standing.outcome.score
                && row.get("isKept") as Bool == standing.isKept
            return (point, agrees)
        }
    }

    private func standing(_ bytes: [UInt8], risk: Int64) throws -> Standing {
        do {
            return try codec.decoded(bytes)
        } catch {
            throw StoreError.unreadable(
                row: "point of risk \(risk)", reason: "its standing is damaged")
        }
    }

    func delete(_ risk: Int64, from day: Day) throws {
        deletePoints.bind(risk, 1)
        deletePoints.bind(Int64(day.number), 2)
        try deletePoints.run()
    }

    func add(_ points: [StoredPoint], to risk: Int64) throws {
        for point in points {
            let standing = point.standing
            insertPoint.bind(risk, 1)
            insertPoint.bind(Int64(point.day.number), 2)
            insertPoint.bind(point.record, 3)
            insertPoint.bind(point.reading.number, 4)
            insertPoint.bind(Int64(Codes.of(standing.status)), 5)
            insertPoint.bind(Int64(Codes.of(standing.outcome.routing)), 6)
            insertPoint.bind(standing.outcome.score.map { Int64($0) }, 7)
            insertPoint.bind(standing.isKept ? 1 : 0, 8)
            insertPoint.bind(try codec.encoded(standing), 9)
            try insertPoint.run()
        }
    }

    /// Operational risks of an organisation that stayed on a register on a day by no rule of that day.
    func keptOnRegister(_ organisation: String, on day: Day) throws -> Int {
        try Int.fetchOne(
            db,
            sql: """
                SELECT count(*) FROM risk JOIN point ON point.risk = risk.id
                WHERE organisation = ? AND level = 0 AND isKept
                AND day = (SELECT max(day) FROM point WHERE risk = risk.id AND day <= ?)
                """, arguments: [organisation, day.number]) ?? 0
    }

    // MARK: - The stamp

    static func needsRebuild(_ db: Database) throws -> Bool {
        try String.fetchOne(db, sql: "SELECT engine FROM derivedStamp")
            != RegisterStore.engineVersion
    }

    /// Takes away everything derived and stamps what will be made with the engine's version.
    static func clear(_ db: Database) throws {
        for table in ["point", "risk", "word", "derivedStamp"] {
            try db.execute(sql: "DELETE FROM \(table)")
        }
        try db.execute(
            sql: "INSERT INTO derivedStamp (engine) VALUES (?)",
            arguments: [RegisterStore.engineVersion])
    }
}

extension Standing {
    /// It stays on a register though the rules no longer put it there.
    var isKept: Bool { memberships.contains { $0.basis == .kept } }
}
