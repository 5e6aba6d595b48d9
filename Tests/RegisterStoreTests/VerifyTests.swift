import Foundation
import GRDB
import RegisterStore
import RiskRegister
import Testing

/// A register that has a row in every table of truth.
private func full() throws -> TestRegister {
    let register = try TestRegister()
    for month in HistoryTests.months { try register.take(month) }
    try register.take(
        TestExtract(
            day(2026, 8, 31), ["1 L4 C4 SO2", "1 L5 C4 SO2", "2 L1 C1 @Adults"],
            scope: .part(field: "directorate", value: "Adults")))
    try register.rule(.hold, "2", on: "BAF", day(2026, 6, 5), until: day(2027, 1, 1))
    let erased = try register.store.erase(
        Erasure(
            organisation: "HCT", kind: .risks, id: "1", field: "objective",
            by: "A Lee", role: "Risk lead", why: "asked to", recordedAt: register.now())
    ) { names, _ in Set(names.filter { $0 == "objective" }) }
    #expect(erased.versions > 1)
    var paper = IssuedPaper(
        report: "hlrr", asAt: day(2026, 5, 31), knownAt: 2, meeting: "Board", fingerprint: "ab",
        risks: ["1", "3"])
    paper.recordedAt = register.now()
    _ = try register.store.issue(paper)
    return register
}

/// Changes rows behind the register's back, as somebody with an SQLite tool would.
private func tamper(_ register: TestRegister, _ body: (Database) throws -> Void) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let raw = try DatabaseQueue(path: register.path, configuration: configuration)
    try raw.write { db in
        for trigger in try String.fetchAll(
            db, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        {
            try db.execute(sql: "DROP TRIGGER \(trigger)")
        }
        try body(db)
    }
    try raw.close()
}

@Suite("Verify") struct VerifyTests {
    static let tables = [
        "entry", "part", "fieldName", "mapping", "rawRecord", "extract", "file", "manifest",
        "rejected", "rulebook", "rulebookFile", "ruling", "paper", "erasure", "erasedRecord",
    ]

    @Test("A register as it was stored is sound, and every row is counted")
    func sound() throws {
        let register = try full()
        let report = try register.store.verify()
        #expect(report.problems == [])
        #expect(report.entries == 8)
        #expect(report.erasures.map(\.field) == ["objective"])
        #expect(report.records > 15)
        #expect(report.rows > report.records + 20)
        #expect(report.risks == 9)
        #expect(report.points > 9)
        #expect(report.head == (try register.store.entries().last?.link))
    }

    @Test("A record that something was erased from cannot change again but by an erasure")
    func erasedIsTruth() throws {
        let register = try full()
        let raw = try DatabaseQueue(path: register.path)
        for change in ["fields = x'00'", "digest = x'00'", "key = 'x'"] {
            #expect(throws: DatabaseError.self) {
                try raw.write { try $0.execute(sql: "UPDATE rawRecord SET \(change) WHERE id = 1") }
            }
        }
        try raw.close()
    }

    @Test(
        "One flipped byte in any column of the truth is found, and its row named", arguments: tables
    )
    func flipped(_ table: String) throws {
        let register = try full()
        let columns = try DatabaseQueue(path: register.path).read { db in
            try db.columns(in: table).map(\.name)
        }
        #expect(columns.count > 2)
        for column in columns where column != "id" {
            var id: Int64 = 0
            var original: DatabaseValue = .null
            try tamper(register) { db in
                // The last row that has a value there.
                let row = try #require(
                    try Row.fetchOne(
                        db,
                        sql: """
                            SELECT id, "\(column)" AS value FROM \(table)
                            ORDER BY "\(column)" IS NULL, id DESC
                            """), "\(table) is empty")
                id = row["id"]
                original = row["value"]
                try db.execute(
                    sql: "UPDATE \(table) SET \"\(column)\" = ? WHERE id = ?",
                    arguments: [flip(original), id])
            }
            let problems = try register.store.verify().problems
            #expect(
                problems.contains { $0.table == table && $0.row == String(id) },
                "\(table).\(column) of row \(id): \(problems.map(\.description))")
            try tamper(register) { db in
                try db.execute(
                    sql: "UPDATE \(table) SET \"\(column)\" = ? WHERE id = ?",
                    arguments: [original, id])
            }
        }
    }

    private func flip(_ value: DatabaseValue) -> DatabaseValue {
        func flipped(_ bytes: some Sequence<UInt8>) -> [UInt8] {
            var bytes = Array(bytes)
            if bytes.isEmpty { return [1] }
            bytes[bytes.count / 2] ^= 1
            return bytes
        }
        return switch value.storage {
        case .int64(let number): (number ^ 64).databaseValue
        case .string(let text): String(decoding: flipped(text.utf8), as: UTF8.self).databaseValue
        case .blob(let data): Data(flipped(data)).databaseValue
        case .null, .double: 1.databaseValue
        }
    }

    @Test("A row that was taken away, renumbered or added is found and named", arguments: tables)
    func rows(_ table: String) throws {
        for change in [
            "DELETE FROM \(table) WHERE id = ?", "UPDATE \(table) SET id = 900 WHERE id = ?",
        ] {
            let register = try full()
            var id: Int64 = 0
            try tamper(register) { db in
                id = try Int64.fetchOne(db, sql: "SELECT min(id) FROM \(table)") ?? 0
                try db.execute(sql: change, arguments: [id])
            }
            let problems = try register.store.verify().problems
            let isNamed = problems.contains {
                $0.table == table || (table == "part" && $0.what.contains("entry"))
            }
            #expect(isNamed, "\(change): \(problems.map(\.description))")
        }
    }

    @Test("The last entry cannot be taken off unnoticed by whoever noted the head")
    func head() throws {
        let register = try full()
        let noted = try register.store.verify().head
        try tamper(register) { db in
            try db.execute(sql: "DELETE FROM paper")
            try db.execute(sql: "DELETE FROM part WHERE entry = 8")
            try db.execute(sql: "DELETE FROM entry WHERE id = 8")
        }
        let report = try register.store.verify()
        #expect(report.problems.filter { $0.table != "schema" } == [])
        #expect(report.head != noted)
    }

    @Test(
        "What does not follow from the truth is found, and made anew by a rebuild",
        arguments: [
            ("point", "UPDATE point SET score = 3 WHERE risk = (SELECT min(id) FROM risk)"),
            (
                "point",
                "UPDATE point SET record = record + 1 WHERE risk = (SELECT min(id) FROM risk)"
            ),
            ("point", "DELETE FROM point WHERE risk = (SELECT min(id) FROM risk)"),
            ("point", "UPDATE word SET text = text || 's' WHERE text = 'HLRR'"),
            ("risk", "UPDATE risk SET isGone = NOT isGone WHERE id = (SELECT min(id) FROM risk)"),
            ("risk", "UPDATE risk SET key = 'x' WHERE id = (SELECT min(id) FROM risk)"),
            ("risk", "DELETE FROM risk WHERE id = (SELECT min(id) FROM risk)"),
            ("risk", "UPDATE risk SET seenSince = seenSince + 1 WHERE seenSince IS NOT NULL"),
            ("seen", "UPDATE seen SET source = source || 's'"),
            ("seen", "DELETE FROM seen"),
            ("tag", "DELETE FROM tag WHERE day = (SELECT max(day) FROM tag)"),
            ("tag", "UPDATE tag SET tag = tag + 1"),
            ("brief", "UPDATE brief SET fields = (SELECT max(fields) FROM brief)"),
        ])
    func derived(_ table: String, _ change: String) throws {
        let register = try full()
        let raw = try DatabaseQueue(path: register.path)
        try raw.write { try $0.execute(sql: change) }
        let problems = try register.store.verify().problems
        #expect(problems.contains { $0.table == table && $0.row.hasPrefix("HCT:") })
        try register.store.rebuild()
        #expect(try register.store.verify().problems == [])
    }

    @Test(
        "A derived row that nothing in the history gives is found",
        arguments: [
            ("point", "UPDATE point SET risk = 900 WHERE risk = (SELECT min(id) FROM risk)"),
            ("seen", "INSERT OR IGNORE INTO seen SELECT 900, first, gone, source FROM seen"),
            ("tag", "INSERT OR IGNORE INTO tag SELECT tag, 900, day FROM tag"),
            (
                "brief",
                "INSERT OR IGNORE INTO brief SELECT record + 900, reading, fields FROM brief"
            ),
        ])
    func surplus(_ table: String, _ change: String) throws {
        let register = try full()
        let raw = try DatabaseQueue(path: register.path)
        try raw.write { try $0.execute(sql: change) }
        #expect(try register.store.verify().problems.contains { $0.table == table })
        try register.store.rebuild()
        #expect(try register.store.verify().problems == [])
    }

    @Test("The history refuses to be changed or deleted", arguments: tables)
    func appendOnly(_ table: String) throws {
        let register = try full()
        let raw = try DatabaseQueue(path: register.path)
        let column = try raw.read { try $0.columns(in: table).last?.name ?? "" }
        for sql in ["DELETE FROM \(table)", "UPDATE \(table) SET \"\(column)\" = \"\(column)\""] {
            #expect(throws: DatabaseError.self) { try raw.write { try $0.execute(sql: sql) } }
        }
    }
}
