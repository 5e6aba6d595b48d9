import GRDB

/// The tables of the register: truth, which is only ever added to, and what is derived from it.
enum Schema {
    /// The tables of truth, in the order in which an entry's payload names their rows.
    ///
    /// Every one has `id`, counted from 1 without a gap, and `digest`, SHA-256 over the row's content.
    static let truthTables = [
        "fieldName", "mapping", "rawRecord", "extract", "file", "manifest", "rejected",
        "rulebook", "rulebookFile", "ruling", "paper", "rulebookOrganisation",
        "paperOrganisation", "absence", "rulingTerm", "erasure", "erasedRecord", "withdrawal",
    ]

    /// Those of them that the first version of the schema had.
    private static let firstTruthTables = Array(truthTables.prefix(11))

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("v1") { db in
            try db.execute(sql: "PRAGMA application_id = \(Opening.applicationID)")
            try db.execute(sql: truth)
            try protect(firstTruthTables + ["entry", "part"], db)
            try db.execute(sql: firstDerived)
        }
        migrator.registerMigration("v2 organisations") { db in
            try db.execute(sql: organisations)
            try protect(["rulebookOrganisation", "paperOrganisation"], db)
        }
        migrator.registerMigration("v3 narrow questions") { db in
            for table in ["point", "risk", "word", "derivedStamp"] {
                try db.execute(sql: "DROP TABLE \(table)")
            }
            try db.execute(sql: narrow)
        }
        migrator.registerMigration("v4 absences") { db in
            try db.execute(sql: absences)
            try protect(["absence"], db)
        }
        migrator.registerMigration("v5 terms of rulings") { db in
            try db.execute(sql: rulingTerms)
            try protect(["rulingTerm"], db)
        }
        migrator.registerMigration("v6 ids in one form") { db in
            // Keys that another form may equal: all others are their own normal form.
            try db.execute(
                sql: """
                    CREATE INDEX rawRecordByOddKey ON rawRecord(organisation, kind, key)
                    WHERE key GLOB '*[^!-~]*'
                    """)
        }
        migrator.registerMigration("v7 erasures") { db in
            try db.execute(sql: erasures)
            try protect(["erasure", "erasedRecord"], db)
        }
        migrator.registerMigration("v8 withdrawals") { db in
            try db.execute(sql: withdrawals)
            try protect(["withdrawal"], db)
        }
        return migrator
    }

    /// Every table of truth is there; what is derived may still be as earlier software made it.
    static func holdsTruth(_ db: Database) throws -> Bool {
        try migrator.appliedIdentifiers(db).isSuperset(of: [
            "v1", "v2 organisations", "v4 absences", "v5 terms of rulings", "v7 erasures",
            "v8 withdrawals",
        ])
    }

    /// The tables that a register has by the migrations that it went through.
    static func tables(_ db: Database) throws -> Set<String> {
        let applied = try migrator.appliedIdentifiers(db)
        var tables = Set(firstTruthTables + ["entry", "part", "grdb_migrations"])
        tables.formUnion(["derivedStamp", "word", "risk", "point"])
        if applied.contains("v2 organisations") {
            tables.formUnion(["rulebookOrganisation", "paperOrganisation"])
        }
        if applied.contains("v4 absences") { tables.insert("absence") }
        if applied.contains("v5 terms of rulings") { tables.insert("rulingTerm") }
        if applied.contains("v8 withdrawals") { tables.insert("withdrawal") }
        if applied.contains("v7 erasures") { tables.formUnion(["erasure", "erasedRecord"]) }
        if applied.contains("v3 narrow questions") { tables.formUnion(["seen", "tag", "brief"]) }
        return tables
    }

    /// Refuses every change of a row of truth.
    private static func protect(_ tables: [String], _ db: Database) throws {
        for table in tables {
            for verb in ["UPDATE", "DELETE"] {
                try db.execute(
                    sql: """
                        CREATE TRIGGER \(table)_no_\(verb.lowercased()) BEFORE \(verb) ON \(table)
                        BEGIN SELECT RAISE(ABORT, 'the history is only ever added to'); END
                        """)
            }
        }
    }

    private static let truth = """
        -- The chain. link = SHA-256(previous link, id, kind, recordedAt, payload).
        CREATE TABLE entry (
            id INTEGER PRIMARY KEY, kind TEXT NOT NULL, recordedAt TEXT NOT NULL,
            payload BLOB NOT NULL, previous BLOB NOT NULL, link BLOB NOT NULL);
        -- The rows of one table that an entry added; payload = SHA-256 over its parts.
        CREATE TABLE part (
            id INTEGER PRIMARY KEY, entry INTEGER NOT NULL REFERENCES entry(id),
            tableName TEXT NOT NULL, first INTEGER NOT NULL, count INTEGER NOT NULL,
            rows BLOB NOT NULL, digest BLOB NOT NULL);
        CREATE INDEX partByEntry ON part(entry);
        CREATE TABLE fieldName (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, digest BLOB NOT NULL);
        CREATE TABLE mapping (
            id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, text BLOB NOT NULL,
            digest BLOB NOT NULL);
        -- A record as raw fields, once for each distinct (organisation, kind, key, content).
        CREATE TABLE rawRecord (
            id INTEGER PRIMARY KEY, organisation TEXT NOT NULL, kind INTEGER NOT NULL,
            key TEXT NOT NULL, digest BLOB NOT NULL, fields BLOB NOT NULL);
        CREATE INDEX rawRecordByKey ON rawRecord(organisation, kind, key);
        CREATE TABLE extract (
            id INTEGER PRIMARY KEY, entry INTEGER NOT NULL UNIQUE, asAt TEXT NOT NULL,
            organisation TEXT NOT NULL, source TEXT NOT NULL, scopeField TEXT, scopeValue TEXT,
            kinds INTEGER NOT NULL, software TEXT NOT NULL, supersedes INTEGER,
            counts TEXT NOT NULL, unmapped TEXT NOT NULL, findings TEXT NOT NULL,
            digest BLOB NOT NULL);
        CREATE TABLE file (
            id INTEGER PRIMARY KEY, extract INTEGER NOT NULL REFERENCES extract(id),
            name TEXT NOT NULL, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, kind INTEGER NOT NULL,
            encoding TEXT NOT NULL, mapping TEXT NOT NULL, dateOrder TEXT NOT NULL,
            digest BLOB NOT NULL);
        CREATE INDEX fileByExtract ON file(extract);
        -- Which records a file held: ascending rowids as differences, a byte or two each.
        CREATE TABLE manifest (
            id INTEGER PRIMARY KEY, file INTEGER NOT NULL REFERENCES file(id), count INTEGER NOT NULL,
            records BLOB NOT NULL, digest BLOB NOT NULL);
        CREATE INDEX manifestByFile ON manifest(file);
        -- A record whose id occurs twice in an extract.
        CREATE TABLE rejected (
            id INTEGER PRIMARY KEY, file INTEGER NOT NULL REFERENCES file(id),
            record INTEGER NOT NULL REFERENCES rawRecord(id), line INTEGER NOT NULL,
            digest BLOB NOT NULL);
        CREATE INDEX rejectedByFile ON rejected(file);
        CREATE TABLE rulebook (
            id INTEGER PRIMARY KEY, entry INTEGER NOT NULL UNIQUE, rulebook TEXT NOT NULL,
            version TEXT NOT NULL, effectiveFrom TEXT NOT NULL, sha256 TEXT NOT NULL,
            digest BLOB NOT NULL);
        CREATE TABLE rulebookFile (
            id INTEGER PRIMARY KEY, rulebook INTEGER NOT NULL REFERENCES rulebook(id),
            path TEXT NOT NULL, bytes BLOB NOT NULL, digest BLOB NOT NULL);
        CREATE INDEX rulebookFileByRulebook ON rulebookFile(rulebook);
        CREATE TABLE ruling (
            id INTEGER PRIMARY KEY, entry INTEGER NOT NULL UNIQUE, organisation TEXT NOT NULL,
            level TEXT NOT NULL, risk TEXT NOT NULL, verb TEXT NOT NULL, register TEXT NOT NULL,
            by TEXT NOT NULL, role TEXT NOT NULL, meeting TEXT NOT NULL, date TEXT NOT NULL,
            why TEXT NOT NULL, until TEXT, scoreSeen INTEGER, sawSequence INTEGER NOT NULL,
            digest BLOB NOT NULL);
        CREATE INDEX rulingByRisk ON ruling(organisation, level, risk);
        CREATE TABLE paper (
            id INTEGER PRIMARY KEY, entry INTEGER NOT NULL UNIQUE, report TEXT NOT NULL,
            asAt TEXT NOT NULL, knownAt INTEGER NOT NULL, meeting TEXT NOT NULL,
            fingerprint TEXT NOT NULL, risks TEXT NOT NULL, digest BLOB NOT NULL);
        """

    /// Whose a rulebook or a paper is.
    ///
    /// No table of truth gains a column, because a row's digest covers
    /// all of them: a rulebook without a row here serves every organisation, as all did before.
    private static let organisations = """
        CREATE TABLE rulebookOrganisation (
            id INTEGER PRIMARY KEY, rulebook INTEGER NOT NULL UNIQUE REFERENCES rulebook(id),
            organisation TEXT NOT NULL, digest BLOB NOT NULL);
        CREATE TABLE paperOrganisation (
            id INTEGER PRIMARY KEY, paper INTEGER NOT NULL UNIQUE REFERENCES paper(id),
            organisation TEXT NOT NULL, digest BLOB NOT NULL);
        """

    /// What people answered for risks that an extract lacks: closed on a day, or left out (no day).
    private static let absences = """
        CREATE TABLE absence (
            id INTEGER PRIMARY KEY, extract INTEGER NOT NULL REFERENCES extract(id),
            risk TEXT NOT NULL, closed TEXT, digest BLOB NOT NULL);
        CREATE INDEX absenceByExtract ON absence(extract);
        """

    /// What a ruling says besides the columns of the first version: one row for each thing that it says.
    ///
    /// Names are those of `RulingTerms.Name`; software that does not know one refuses to read it.
    private static let rulingTerms = """
        CREATE TABLE rulingTerm (
            id INTEGER PRIMARY KEY, ruling INTEGER NOT NULL REFERENCES ruling(id),
            name TEXT NOT NULL, value TEXT NOT NULL, digest BLOB NOT NULL, UNIQUE (ruling, name));
        """

    /// Texts that were taken out of every version of a record, and who decided it.
    ///
    /// The one change of truth that there is: a record named by the erasure that is being recorded may have its fields
    /// replaced, in that transaction and in no other. Its digest stays that of what it was, and `content` is
    /// the digest of what is left.
    private static let erasures = """
        CREATE TABLE erasure (
            id INTEGER PRIMARY KEY, entry INTEGER NOT NULL UNIQUE, organisation TEXT NOT NULL,
            kind INTEGER NOT NULL, key TEXT NOT NULL, field TEXT NOT NULL, by TEXT NOT NULL,
            role TEXT NOT NULL, why TEXT NOT NULL, digest BLOB NOT NULL);
        CREATE TABLE erasedRecord (
            id INTEGER PRIMARY KEY, erasure INTEGER NOT NULL REFERENCES erasure(id),
            record INTEGER NOT NULL REFERENCES rawRecord(id), content BLOB NOT NULL,
            digest BLOB NOT NULL);
        CREATE INDEX erasedRecordByRecord ON erasedRecord(record);
        DROP TRIGGER rawRecord_no_update;
        CREATE TRIGGER rawRecord_no_update BEFORE UPDATE ON rawRecord
        WHEN NEW.id IS NOT OLD.id OR NEW.organisation IS NOT OLD.organisation
            OR NEW.kind IS NOT OLD.kind OR NEW.key IS NOT OLD.key OR NEW.digest IS NOT OLD.digest
            OR NOT EXISTS (
                SELECT 1 FROM erasedRecord JOIN erasure ON erasure.id = erasedRecord.erasure
                WHERE erasedRecord.record = OLD.id
                    AND erasure.entry = (SELECT max(id) FROM entry) + 1)
        BEGIN SELECT RAISE(ABORT, 'the history is only ever added to'); END;
        """

    /// Entries that were taken back; a withdrawal that is taken back itself gives its entry back.
    private static let withdrawals = """
        CREATE TABLE withdrawal (
            id INTEGER PRIMARY KEY, entry INTEGER NOT NULL UNIQUE, withdrawn INTEGER NOT NULL,
            by TEXT NOT NULL, role TEXT NOT NULL, why TEXT NOT NULL, digest BLOB NOT NULL);
        """

    /// The derived tables of the first two versions; what is derived may be dropped and made again.
    private static let firstDerived = """
        CREATE TABLE derivedStamp (engine TEXT NOT NULL);
        -- The words of standings, each once.
        CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
        -- Every risk, with what the newest extract that covers it said.
        CREATE TABLE risk (
            id INTEGER PRIMARY KEY, organisation TEXT NOT NULL, level INTEGER NOT NULL,
            key TEXT NOT NULL, record INTEGER NOT NULL, reading INTEGER NOT NULL,
            source TEXT NOT NULL, isGone INTEGER NOT NULL, status INTEGER NOT NULL,
            UNIQUE (organisation, level, key));
        -- Where a risk stood at the end of each day on which anything changed.
        CREATE TABLE point (
            risk INTEGER NOT NULL, day INTEGER NOT NULL, record INTEGER NOT NULL,
            reading INTEGER NOT NULL, status INTEGER NOT NULL, routing INTEGER NOT NULL,
            score INTEGER, isKept INTEGER NOT NULL, standing BLOB NOT NULL,
            PRIMARY KEY (risk, day)) WITHOUT ROWID;
        """

    /// The derived tables, of which a question reads only the rows that it needs.
    private static let narrow = """
        CREATE TABLE derivedStamp (engine TEXT NOT NULL);
        -- The words of standings, each once.
        CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
        -- Every risk, with what the newest extract that covers it said; seenSince is the first of
        -- the days with extracts, up to the newest, of which every one held it.
        CREATE TABLE risk (
            id INTEGER PRIMARY KEY, organisation TEXT NOT NULL, level INTEGER NOT NULL,
            key TEXT NOT NULL, record INTEGER NOT NULL, reading INTEGER NOT NULL,
            source TEXT NOT NULL, isGone INTEGER NOT NULL, status INTEGER NOT NULL,
            seenSince INTEGER, UNIQUE (organisation, level, key));
        -- Earlier such stretches of days: every extract's day from first on and before gone held it.
        CREATE TABLE seen (
            risk INTEGER NOT NULL, first INTEGER NOT NULL, gone INTEGER NOT NULL,
            source TEXT NOT NULL, PRIMARY KEY (risk, first)) WITHOUT ROWID;
        -- Where a risk stood at the end of each day on which anything changed.
        CREATE TABLE point (
            risk INTEGER NOT NULL, day INTEGER NOT NULL, record INTEGER NOT NULL,
            reading INTEGER NOT NULL, status INTEGER NOT NULL, routing INTEGER NOT NULL,
            score INTEGER, isKept INTEGER NOT NULL, standing BLOB NOT NULL,
            PRIMARY KEY (risk, day)) WITHOUT ROWID;
        CREATE INDEX pointByDay ON point(day, risk);
        -- What questions choose operational risks by: a number for each register, owner, directorate
        -- and so on that holds of a point.
        CREATE TABLE tag (
            tag INTEGER NOT NULL, risk INTEGER NOT NULL, day INTEGER NOT NULL,
            PRIMARY KEY (tag, risk, day)) WITHOUT ROWID;
        -- The records of points, typed and without their long texts.
        CREATE TABLE brief (
            record INTEGER NOT NULL, reading INTEGER NOT NULL, fields BLOB NOT NULL,
            PRIMARY KEY (record, reading)) WITHOUT ROWID;
        """
}
