import Foundation
import GRDB
import RiskRegister

/// The tables that follow from the truth: written during imports, read by questions.
final class Derived {
    let db: Database
    private let codec: StandingCodec
    private let selectRisk, selectRiskByID, insertRisk, updateRisk: Prepared
    private let selectPoint, selectOutcome, selectPoints, insertPoint, deletePoints: Prepared
    let tags: TagTable
    private let selectBrief, insertBrief, deleteBrief: Prepared
    let seen: SeenTable
    private var nextRisk: Int64

    init(_ db: Database) throws {
        self.db = db
        codec = StandingCodec(words: try Words(db))
        nextRisk = (try Int64.fetchOne(db, sql: "SELECT max(id) FROM risk") ?? 0) + 1
        selectRisk = try Prepared(
            db,
            """
            SELECT id, record, reading, source, isGone, status, seenSince FROM risk
            WHERE organisation = ? AND level = ? AND key = ?
            """)
        selectRiskByID = try Prepared(
            db,
            """
            SELECT id, record, reading, source, isGone, status, seenSince, key FROM risk
            WHERE id = ? AND organisation = ? AND level = 0
            """)
        insertRisk = try Prepared(
            db,
            """
            INSERT INTO risk
            (id, organisation, level, key, record, reading, source, isGone, status, seenSince)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        updateRisk = try Prepared(
            db,
            """
            UPDATE risk SET record = ?, reading = ?, source = ?, isGone = ?, status = ?,
            seenSince = ? WHERE id = ?
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
        selectPoints = try Prepared(
            db,
            """
            SELECT day, record, reading, standing FROM point WHERE risk = ? AND day >= ?
            ORDER BY day
            """)
        insertPoint = try Prepared(
            db,
            """
            INSERT INTO point (risk, day, record, reading, status, routing, score, isKept, standing)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        deletePoints = try Prepared(db, "DELETE FROM point WHERE risk = ? AND day >= ?")
        tags = try TagTable(db)
        seen = try SeenTable(db)
        selectBrief = try Prepared(
            db, "SELECT fields FROM brief WHERE record = ? AND reading = ?")
        insertBrief = try Prepared(
            db, "INSERT OR IGNORE INTO brief (record, reading, fields) VALUES (?, ?, ?)")
        deleteBrief = try Prepared(
            db,
            """
            DELETE FROM brief WHERE record = ?1 AND reading = ?2 AND NOT EXISTS
            (SELECT 1 FROM point WHERE risk = ?3 AND record = ?1 AND reading = ?2)
            """)
    }

    // MARK: - Risks

    func risk(_ key: RiskKey) throws -> StoredRisk? {
        selectRisk.bind(key.organisation, 1)
        selectRisk.bind(key.level.code, 2)
        selectRisk.bind(key.id, 3)
        defer { selectRisk.reset() }
        guard try selectRisk.step() else { return nil }
        return try stored(selectRisk, key)
    }

    /// Adds a risk, or writes what is new of a known one; the id comes back.
    @discardableResult
    func save(_ risk: StoredRisk) throws -> Int64 {
        let since = risk.seenSince.map { Int64($0.number) }
        if risk.id != 0 {
            updateRisk.bind(risk.record, 1)
            updateRisk.bind(risk.reading.number, 2)
            updateRisk.bind(risk.source, 3)
            updateRisk.bind(risk.absence?.rawValue ?? 0, 4)
            updateRisk.bind(Int64(Codes.of(risk.status)), 5)
            updateRisk.bind(since, 6)
            updateRisk.bind(risk.id, 7)
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
        insertRisk.bind(risk.absence?.rawValue ?? 0, 8)
        insertRisk.bind(Int64(Codes.of(risk.status)), 9)
        insertRisk.bind(since, 10)
        try insertRisk.run()
        nextRisk += 1
        return id
    }

    /// Adds a risk with everything derived of it, in place of what is there under the same id.
    func write(_ played: PlayedRisk) throws {
        let risk = played.risk
        if risk.id != 0 {
            try delete(risk.id, of: risk.key, from: Day(number: .min))
            try seen.delete(of: risk.id)
        }
        let id = try save(risk)
        for span in played.spans { try seen.add(span, to: id) }
        try add(played.points, to: id, of: risk.key)
    }

    /// The operational risks of an organisation and source that are not among those given and for
    /// which their absence may mean something: held before, asked about, left out, or answered for.
    func lacking(
        _ organisation: String, source: String, but isHere: (String) -> Bool,
        answered: Set<String>
    ) throws -> [StoredRisk] {
        var found: [StoredRisk] = []
        let (asked, leftOut) = (Absence.asked.rawValue, Absence.leftOut.rawValue)
        let condition =
            answered.isEmpty ? "isGone IN (0, \(asked), \(leftOut))" : "TRUE"
        try risks(organisation, .operational, where: condition) { risk in
            guard risk.source == source, !isHere(risk.key.id) else { return }
            switch risk.absence {
            case nil, .asked, .leftOut: found.append(risk)
            case .vanished, .closed:
                if answered.contains(risk.key.id) { found.append(risk) }
            }
        }
        return found
    }

    /// Gives the risks of an organisation and level, as they were added.
    func risks(
        _ organisation: String, _ level: RiskLevel, where condition: String = "TRUE",
        to sink: (StoredRisk) throws -> Void
    ) throws {
        let select = try Prepared(
            db,
            """
            SELECT id, record, reading, source, isGone, status, seenSince, key FROM risk
            WHERE organisation = ? AND level = ? AND \(condition) ORDER BY id
            """)
        select.bind(organisation, 1)
        select.bind(level.code, 2)
        defer { select.reset() }
        while try select.step() {
            try sink(
                try stored(
                    select,
                    RiskKey(organisation: organisation, level: level, id: select.text(7))))
        }
    }

    /// The operational risk of an organisation that has an id; nil when it is of another.
    func risk(_ id: Int64, of organisation: String) throws -> StoredRisk? {
        selectRiskByID.bind(id, 1)
        selectRiskByID.bind(organisation, 2)
        defer { selectRiskByID.reset() }
        guard try selectRiskByID.step() else { return nil }
        return try stored(
            selectRiskByID, RiskKey(organisation: organisation, id: selectRiskByID.text(7)))
    }

    private func stored(_ row: Prepared, _ key: RiskKey) throws -> StoredRisk {
        StoredRisk(
            id: row.integer(0), key: key, record: row.integer(1),
            reading: Reading(number: row.integer(2)), source: row.text(3),
            absence: try absence(row.integer(4)),
            status: try Codes.value(UInt8(clamping: row.integer(5))),
            seenSince: row.isNull(6) ? nil : row.day(6))
    }

    private func absence(_ code: Int64) throws -> Absence? {
        if code == 0 { return nil }
        guard let absence = Absence(rawValue: code) else {
            throw StoreError.unreadable(row: "risk", reason: "its absence \(code) is unknown")
        }
        return absence
    }

    /// Takes away a level of an organisation, to be made anew.
    func clear(_ organisation: String, _ level: RiskLevel) throws {
        let risks = "(SELECT id FROM risk WHERE organisation = ? AND level = ?)"
        var statements = ["DELETE FROM point WHERE risk IN \(risks)"]
        if level == .operational {
            statements =
                [
                    """
                    DELETE FROM brief WHERE (record, reading) IN
                    (SELECT record, reading FROM point WHERE risk IN \(risks))
                    """, "DELETE FROM tag WHERE risk IN \(risks)",
                    "DELETE FROM seen WHERE risk IN \(risks)",
                ] + statements
        }
        statements.append("DELETE FROM risk WHERE organisation = ? AND level = ?")
        for sql in statements {
            try db.execute(sql: sql, arguments: [organisation, level.code])
        }
    }

    // MARK: - Points

    /// The newest point of a risk on or before a day.
    func point(_ risk: Int64, onOrBefore day: Day) throws -> StoredPoint? {
        selectPoint.bind(risk, 1)
        selectPoint.bind(Int64(day.number), 2)
        defer { selectPoint.reset() }
        guard try selectPoint.step() else { return nil }
        return try point(selectPoint, of: risk)
    }

    private func point(_ row: Prepared, of risk: Int64) throws -> StoredPoint {
        StoredPoint(
            day: row.day(0), record: row.integer(1), reading: Reading(number: row.integer(2)),
            standing: try standing(row.bytes(3), risk: risk))
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

    /// The points of a risk from a day on.
    func points(_ risk: Int64, from day: Day = Day(number: .min)) throws -> [StoredPoint] {
        selectPoints.bind(risk, 1)
        selectPoints.bind(Int64(day.number), 2)
        defer { selectPoints.reset() }
        var points: [StoredPoint] = []
        while try selectPoints.step() { points.append(try point(selectPoints, of: risk)) }
        return points
    }

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

    /// Takes away the points of a risk from a day on, with what questions choose them by.
    func delete(_ risk: Int64, of key: RiskKey, from day: Day) throws {
        let doomed = try points(risk, from: day)
        guard !doomed.isEmpty else { return }
        if key.level == .operational {
            for point in doomed {
                let all = Tag.all(try brief(point), point.standing)
                try tags.delete(all, key.organisation, risk: risk, on: point.day)
            }
        }
        deletePoints.bind(risk, 1)
        deletePoints.bind(Int64(day.number), 2)
        try deletePoints.run()
        guard key.level == .operational else { return }
        for point in doomed {
            deleteBrief.bind(point.record, 1)
            deleteBrief.bind(point.reading.number, 2)
            deleteBrief.bind(risk, 3)
            try deleteBrief.run()
        }
    }

    /// Adds points of a risk; those of an operational risk with their records and tags.
    func add(_ points: [PlayedPoint], to risk: Int64, of key: RiskKey) throws {
        for played in points {
            let point = played.point
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
            guard key.level == .operational else { continue }
            insertBrief.bind(point.record, 1)
            insertBrief.bind(point.reading.number, 2)
            insertBrief.bind(RecordCodec.encoded(RecordCodec.brief(played.typed)), 3)
            try insertBrief.run()
            let all = Tag.all(played.record, standing)
            try tags.insert(all, key.organisation, risk: risk, on: point.day)
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

    // MARK: - Records without their texts

    /// The record of a point of an operational risk, without its long texts.
    func brief(_ point: StoredPoint) throws -> RiskRecord {
        selectBrief.bind(point.record, 1)
        selectBrief.bind(point.reading.number, 2)
        defer { selectBrief.reset() }
        let name = "brief \(point.record) \(point.reading.number)"
        guard try selectBrief.step() else {
            throw StoreError.unreadable(row: name, reason: "there is no such row")
        }
        do {
            return try RecordCodec.decoded(selectBrief.bytes(0)[...])
        } catch is ByteReader.Malformed {
            throw StoreError.unreadable(row: name, reason: "its fields are damaged")
        }
    }

    // MARK: - The stamp

    static func needsRebuild(_ db: Database) throws -> Bool {
        try engine(db) != RegisterStore.engineVersion
    }

    /// The version of the engine that made what is derived; nil before anything was.
    static func engine(_ db: Database) throws -> String? {
        try String.fetchOne(db, sql: "SELECT engine FROM derivedStamp")
    }

    /// Takes away everything derived and stamps what will be made with the engine's version.
    static func clear(_ db: Database) throws {
        for table in ["brief", "tag", "seen", "point", "risk", "word", "derivedStamp"] {
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
