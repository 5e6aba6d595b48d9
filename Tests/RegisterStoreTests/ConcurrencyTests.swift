import Foundation
import GRDB
import RiskRegister
import Testing

@testable import RegisterStore

@Suite("Questions and imports at once") struct ConcurrencyTests {
    private func header(_ register: TestRegister, _ day: Day) -> ImportHeader {
        ImportHeader(
            asAt: day, organisation: "HCT", source: "datix", software: "test",
            recordedAt: register.now())
    }

    private func begin(_ session: ImportSession, _ kind: SourceMapping.Kind = .risks) throws {
        try session.begin(
            ExtractFile(
                name: "risks.xml", sha256: UUID().uuidString, bytes: 1, kind: kind,
                encoding: "UTF-8", mapping: "", dateOrder: .dayFirst), mapping: [1])
    }

    @Test("Nothing is locked while an import reads: questions and other imports go on")
    func reading() throws {
        let register = try TestRegister()
        try register.take(HistoryTests.months[0])
        let result = try register.store.importExtract(
            header(register, day(2026, 7, 31)), rulebook: testSource(), acceptShrink: true
        ) { session in
            try begin(session)
            let record = raw("1 L5 C5 SO2")
            try session.add(risks: [(record, typed(record))])
            #expect(try register.view().risks.count == 6)
            try register.take(HistoryTests.months[1])
            try session.end(FileReport())
        }
        #expect(result.disposition == .stored)
        #expect(try register.store.imports().map(\.sequence) == [2, 3, 4])
        #expect(try register.view().state("1").score == 25)
        #expect(try register.store.verify().problems == [])
    }

    @Test("A question never waits for a writer, and sees the register as it was before")
    func writing() throws {
        let register = try TestRegister()
        try register.take(HistoryTests.months[0])
        let wanted = dump(try register.view())
        let other = try DatabaseQueue(path: register.path)
        try other.writeWithoutTransaction { db in
            try db.execute(sql: "BEGIN IMMEDIATE")
            try db.execute(sql: "DELETE FROM point")
            #expect(dump(try register.view()) == wanted)
            for mode in [RegisterStore.Mode.existing, .reading] {
                let opened = try RegisterStore(
                    path: register.path, mode: mode, typing: testTyping)
                #expect(dump(try opened.view(asAt: nil, knownAt: nil)) == wanted)
            }
            try db.execute(sql: "ROLLBACK")
        }
    }

    @Test("Imports at once wait for each other, and none is lost")
    func imports() throws {
        let register = try TestRegister()
        try register.take(HistoryTests.months[0])
        let path = register.path
        let months = (1...6).map { day(2027, $0, 28) }
        let headers = months.map { header(register, $0) }
        DispatchQueue.concurrentPerform(iterations: headers.count) { place in
            do {
                let store = try RegisterStore(path: path, typing: testTyping)
                _ = try store.importExtract(headers[place], acceptShrink: true) { session in
                    try begin(session)
                    for id in 1...20 {
                        let record = raw("\(id) L\(place % 5 + 1) C5 SO2")
                        try session.add(risks: [(record, typed(record))])
                    }
                    try session.end(FileReport())
                }
            } catch {
                Issue.record(error)
            }
        }
        #expect(try Set(register.store.imports().map(\.asAt)).isSuperset(of: months))
        #expect(try register.view().risks.count == 20)
        #expect(try register.store.verify().problems == [])
    }

    @Test("Two that make a register at once make one, and lose nothing")
    func firstImports() throws {
        let register = try TestRegister()
        for pair in 1...12 {
            let path = register.folder.appendingPathComponent("first-\(pair).sqlite").path
            let headers = [5, 6].map { header(register, day(2027, $0, 28)) }
            DispatchQueue.concurrentPerform(iterations: 2) { place in
                do {
                    let store = try RegisterStore(path: path, mode: .create, typing: testTyping)
                    _ = try store.importExtract(
                        headers[place], rulebook: testSource(), acceptShrink: true
                    ) { session in
                        try begin(session)
                        let record = raw("1 L4 C4 SO2")
                        try session.add(risks: [(record, typed(record))])
                        try session.end(FileReport())
                    }
                } catch {
                    Issue.record(error)
                }
            }
            let store = try RegisterStore(path: path, typing: testTyping)
            #expect(try store.imports().count == 2)
            #expect(try store.verify().problems == [])
        }
        let left = try FileManager.default.contentsOfDirectory(atPath: register.folder.path)
        #expect(!left.contains { $0.contains("-new-") })
    }

    @Test("An import of more than fits in memory comes back as it went, and leaves no file behind")
    func large() throws {
        let register = try TestRegister()
        let text = String(repeating: "höher", count: 400)
        let records = (1...1500).map { raw("\($0) L\($0 % 5 + 1) C4 #Risk\($0) +\(text)\($0)") }
        let result = try register.store.importExtract(
            header(register, day(2026, 6, 30)), rulebook: testSource()
        ) { session in
            try begin(session)
            for start in stride(from: 0, to: records.count, by: 128) {
                let batch = records[start..<min(start + 128, records.count)]
                try session.add(risks: batch.map { ($0, typed($0)) })
            }
            try session.end(FileReport())
        }
        #expect(result.extract.balance.records == 1500)
        let view = try register.view()
        for (state, record) in zip(view.risks, records) {
            #expect(state.record == typed(record))
        }
        let left = try FileManager.default.contentsOfDirectory(atPath: register.folder.path)
        #expect(left.allSatisfy { $0.hasPrefix("register.sqlite") && !$0.contains("import") })
    }

    @Test("A record before its file is refused")
    func withoutFile() throws {
        let register = try TestRegister()
        let record = raw("1 L5 C5")
        #expect(throws: StoreError.self) {
            try register.store.importExtract(
                header(register, day(2026, 6, 30)), rulebook: testSource()
            ) { try $0.add(risks: [(record, typed(record))]) }
        }
        #expect(try register.store.entries() == [])
    }
}

@Suite("Registers of earlier software") struct EarlierSoftwareTests {
    /// A register as the version before narrow questions made it.
    private func old(_ register: TestRegister) throws -> String {
        let path = register.folder.appendingPathComponent("old.sqlite").path
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
        try Schema.migrator.migrate(queue, upTo: "v2 organisations")
        try queue.writeWithoutTransaction { db in
            try db.execute(sql: "ATTACH ? AS now", arguments: [register.path])
            for table in ["entry", "part"] + Schema.truthTables.filter({ $0 != "absence" }) {
                try db.execute(sql: "INSERT INTO main.\(table) SELECT * FROM now.\(table)")
            }
            try db.execute(sql: "DETACH now")
        }
        try queue.close()
        return path
    }

    private func filled() throws -> TestRegister {
        let register = try TestRegister()
        for month in HistoryTests.months { try register.take(month) }
        try register.rule(.hold, "2", on: "BAF", day(2026, 6, 5))
        return register
    }

    @Test("A register that was made before opens, is migrated, verifies and answers the same")
    func migrated() throws {
        let register = try filled()
        let store = try RegisterStore(path: try old(register), typing: testTyping)
        #expect(try store.verify().problems == [])
        #expect(dump(try store.view(asAt: nil, knownAt: nil)) == dump(try register.view()))
        #expect(try store.entries() == register.store.entries())
    }

    @Test("Two that migrate one register at once both find it migrated")
    func migratedTwice() throws {
        let register = try filled()
        let count = try register.view().risks.count
        for _ in 1...6 {
            let path = try old(register)
            DispatchQueue.concurrentPerform(iterations: 3) { _ in
                do {
                    let store = try RegisterStore(path: path, typing: testTyping)
                    #expect(try store.view(asAt: nil, knownAt: nil).risks.count == count)
                } catch {
                    Issue.record(error)
                }
            }
            let store = try RegisterStore(path: path, typing: testTyping)
            #expect(try store.verify().problems == [])
            for suffix in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: path + suffix)
            }
        }
    }

    @Test("One of before that cannot be written answers too, from a copy")
    func unwritable() throws {
        let register = try filled()
        let path = try old(register)
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        let connections = try Opening.unwritable(path)
        #expect(!connections.canWrite)
        #expect(
            try connections.read { try Truth($0, knownAt: nil).extracts }
                == register.store.imports())
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    }

    @Test("One that is only read answers too, and not a byte of it changes")
    func read() throws {
        let register = try filled()
        let path = try old(register)
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        do {
            let store = try RegisterStore(path: path, mode: .reading, typing: testTyping)
            #expect(dump(try store.view(asAt: nil, knownAt: nil)) == dump(try register.view()))
            let key = RiskKey(organisation: "HCT", id: "2")
            #expect(
                try store.history(of: key).points.map(\.standing)
                    == register.store.history(of: key).points.map(\.standing))
            #expect(throws: StoreError.notWritable(path: path)) { try store.rebuild() }
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    }
}

@Suite("Registers that cannot be written") struct UnwritableTests {
    private func papers(_ connections: Connections) throws -> Int {
        try connections.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM paper") ?? 0 }
    }

    private func files(in folder: URL) throws -> [String: Data] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        return Dictionary(
            uniqueKeysWithValues: try names.map {
                ($0, try Data(contentsOf: folder.appendingPathComponent($0)))
            })
    }

    private func issue(_ register: TestRegister) throws {
        var paper = IssuedPaper(
            report: "hlrr", asAt: day(2026, 5, 31), knownAt: 2, meeting: "Board",
            fingerprint: "ab", risks: [])
        paper.recordedAt = register.now()
        _ = try register.store.issue(paper)
    }

    @Test("Without a log the file is read as it stands, and nothing comes to stand beside it")
    func withoutLog() throws {
        let register = try TestRegister()
        try register.take(HistoryTests.months[0])
        try issue(register)
        let folder = register.folder.appendingPathComponent("a copy, with spaces?")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appendingPathComponent("register.sqlite").path
        let raw = try DatabaseQueue(path: register.path)
        try raw.writeWithoutTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [path]) }
        let before = try files(in: folder)
        let connections = try Opening.unwritable(path)
        #expect(!connections.canWrite)
        #expect(try papers(connections) == 1)
        #expect(try files(in: folder) == before)
    }

    @Test("What a log holds is never left out, and the log stays as it is")
    func withLog() throws {
        let register = try TestRegister()
        try register.take(HistoryTests.months[0])
        // An import moves its log into the file; a paper leaves it.
        try issue(register)
        let before = try files(in: register.folder)
        #expect(before["register.sqlite-wal"]?.isEmpty == false)
        let connections = try Opening.unwritable(register.path)
        #expect(try papers(connections) == 1)
        let after = try files(in: register.folder)
        for name in ["register.sqlite", "register.sqlite-wal"] {
            #expect(after[name] == before[name])
        }
    }
}
