import GRDB
import RiskRegister

/// By what questions choose operational risks: a row for each tag of each point.
final class TagTable {
    private let insert, delete, select, selectTagged, selectBegun: Prepared
    private var makers: [String: Tag.Numbers] = [:]

    init(_ db: Database) throws {
        insert = try Prepared(db, "INSERT OR IGNORE INTO tag (tag, risk, day) VALUES (?, ?, ?)")
        selectTagged = try Prepared(
            db,
            """
            SELECT risk FROM tag WHERE tag = ?1 AND day <= ?2 AND NOT EXISTS
            (SELECT 1 FROM point AS later
            WHERE later.risk = tag.risk AND later.day > tag.day AND later.day <= ?2)
            """)
        selectBegun = try Prepared(
            db, "SELECT DISTINCT risk FROM tag WHERE tag = ? AND day >= ? AND day < ?")
        select = try Prepared(db, "SELECT 1 FROM tag WHERE tag = ? AND risk = ? AND day = ?")
        delete = try Prepared(db, "DELETE FROM tag WHERE tag = ? AND risk = ? AND day = ?")
    }

    /// Stores the tags of a point.
    func insert(_ tags: [Tag], _ organisation: String, risk: Int64, on day: Day) throws {
        for tag in tags {
            bind(insert, number(tag, organisation), risk, day)
            try insert.run()
        }
    }

    /// Takes away the tags of a point.
    func delete(_ tags: [Tag], _ organisation: String, risk: Int64, on day: Day) throws {
        for tag in tags {
            bind(delete, number(tag, organisation), risk, day)
            try delete.run()
        }
    }

    /// The numbers of tags, each once.
    func numbers(_ tags: [Tag], _ organisation: String) -> Set<Int64> {
        Set(tags.map { number($0, organisation) })
    }

    /// All these numbers are stored of a point.
    func holds(_ numbers: Set<Int64>, risk: Int64, on day: Day) throws -> Bool {
        for number in numbers {
            bind(select, number, risk, day)
            defer { select.reset() }
            if try !select.step() { return false }
        }
        return true
    }

    /// Gives the ids of operational risks of which a tag holds on a day, until no more are wanted.
    func each(
        _ tag: Tag, _ organisation: String, on day: Day, _ body: (Int64) -> Bool
    ) throws {
        selectTagged.bind(number(tag, organisation), 1)
        selectTagged.bind(Int64(day.number), 2)
        defer { selectTagged.reset() }
        while try selectTagged.step(), body(selectTagged.integer(0)) {}
    }

    /// The ids of operational risks with a point of some days that has a tag.
    func risks(
        _ tag: Tag, _ organisation: String, from day: Day, before end: Day
    ) throws -> Set<Int64> {
        bind(selectBegun, number(tag, organisation), Int64(day.number), end)
        defer { selectBegun.reset() }
        var found = Set<Int64>()
        while try selectBegun.step() { found.insert(selectBegun.integer(0)) }
        return found
    }

    private func bind(_ statement: Prepared, _ tag: Int64, _ risk: Int64, _ day: Day) {
        statement.bind(tag, 1)
        statement.bind(risk, 2)
        statement.bind(Int64(day.number), 3)
    }

    private func number(_ tag: Tag, _ organisation: String) -> Int64 {
        makers[organisation, default: Tag.Numbers(organisation)].number(tag)
    }
}

extension Derived {
    /// The ids of operational risks of which a tag holds on a day.
    func risks(tagged tag: Tag, _ organisation: String, on day: Day) throws -> Set<Int64> {
        var found = Set<Int64>()
        try tags.each(tag, organisation, on: day) { id in
            found.insert(id)
            return true
        }
        return found
    }

    /// The ids of operational risks with a point of some days that has a tag.
    func risks(
        tagged tag: Tag, _ organisation: String, from day: Day, before end: Day
    ) throws -> Set<Int64> {
        try tags.risks(tag, organisation, from: day, before: end)
    }

    /// Whether a tag holds of any operational risk on a day.
    func isAny(tagged tag: Tag, _ organisation: String, on day: Day) throws -> Bool {
        var isFound = false
        try tags.each(tag, organisation, on: day) { _ in
            isFound = true
            return false
        }
        return isFound
    }
}
