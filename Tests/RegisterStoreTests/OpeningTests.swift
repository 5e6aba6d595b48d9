import Foundation
import GRDB
import RegisterStore
import RiskRegister
import Testing

@Suite("Opening") struct OpeningTests {
    private func path(_ name: String) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "register-opening-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder.appendingPathComponent(name).path
    }

    private func refusal(_ path: String, mode: RegisterStore.Mode = .existing) -> StoreError? {
        do {
            _ = try RegisterStore(path: path, mode: mode, typing: testTyping)
            return nil
        } catch {
            return error as? StoreError
        }
    }

    @Test("A path that holds no register says what it holds instead")
    func refusals() throws {
        let missing = try path("register.sqlite")
        #expect(refusal(missing) == .missing(path: missing))
        let text = try path("notes.txt")
        try Data("recordid,title\n1,A risk, and no register at all\n".utf8)
            .write(to: URL(fileURLWithPath: text))
        for mode in [RegisterStore.Mode.existing, .create] {
            #expect(
                refusal(text, mode: mode)
                    == .notARegister(path: text, reason: "it is not an SQLite file"))
        }
        let other = try path("other.sqlite")
        let database = try DatabaseQueue(path: other)
        try database.write { try $0.execute(sql: "CREATE TABLE t (x)") }
        try database.close()
        #expect(
            refusal(other, mode: .create)
                == .notARegister(path: other, reason: "it is another program's database"))
        let nowhere = "/nonexistent/folder/register.sqlite"
        #expect(refusal(nowhere, mode: .create) == .notWritable(path: nowhere))
        let folder = FileManager.default.temporaryDirectory.path
        #expect(refusal(folder) == .notARegister(path: folder, reason: "it is a folder"))
    }

    @Test("A file of no bytes, or without its tables, is no register")
    func empty() throws {
        let file = try path("register.sqlite")
        try Data().write(to: URL(fileURLWithPath: file))
        let modes = [RegisterStore.Mode.existing, .create, .reading]
        for mode in modes {
            #expect(refusal(file, mode: mode) == .notARegister(path: file, reason: "it is empty"))
        }
        let blank = try path("blank.sqlite")
        let database = try DatabaseQueue(path: blank)
        try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 1") }
        for mode in modes {
            #expect(
                refusal(blank, mode: mode)
                    == .notARegister(path: blank, reason: "it has no tables"))
        }
        let register = try TestRegister()
        try register.take(HistoryTests.months[0])
        let raw = try DatabaseQueue(path: register.path)
        try raw.writeWithoutTransaction { try $0.execute(sql: "DROP TABLE manifest") }
        for mode in modes {
            #expect(
                refusal(register.path, mode: mode)
                    == .notARegister(path: register.path, reason: "it has no table manifest"))
        }
    }

    @Test("A register that a newer engine derived says so, and stays as it is")
    func newerEngine() throws {
        let register = try TestRegister()
        try register.take(HistoryTests.months[0])
        let raw = try DatabaseQueue(path: register.path)
        try raw.writeWithoutTransaction {
            try $0.execute(sql: "UPDATE derivedStamp SET engine = '99'")
        }
        for mode in [RegisterStore.Mode.existing, .create, .reading] {
            #expect(
                refusal(register.path, mode: mode)
                    == .derivedByNewer(
                        path: register.path, engine: "99", own: RegisterStore.engineVersion))
        }
        let kept = try raw.read { try String.fetchOne($0, sql: "SELECT engine FROM derivedStamp") }
        #expect(kept == "99")
    }

    @Test("A register that another process writes to is locked; questions are answered meanwhile")
    func locked() throws {
        let register = try TestRegister()
        try register.take(HistoryTests.months[0])
        let other = try DatabaseQueue(path: register.path)
        try other.writeWithoutTransaction { db in
            try db.execute(sql: "BEGIN IMMEDIATE")
            #expect(throws: StoreError.locked(path: register.path)) {
                try register.take(HistoryTests.months[1])
            }
            let reader = try RegisterStore(path: register.path, typing: testTyping)
            #expect(try reader.view(asAt: nil, knownAt: nil).risks.count == 6)
            try db.execute(sql: "ROLLBACK")
        }
    }

    @Test(
        "A file that was cut short or overwritten is an error, never a crash", arguments: [1, 2, 3])
    func damaged(_ kind: Int) throws {
        let register = try TestRegister()
        for month in HistoryTests.months { try register.take(month) }
        let copy = try path("copy.sqlite")
        let raw = try DatabaseQueue(path: register.path)
        try raw.writeWithoutTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [copy]) }
        var bytes = try Data(contentsOf: URL(fileURLWithPath: copy))
        switch kind {
        case 1: bytes = bytes.prefix(bytes.count / 2)
        case 2: for index in 8192..<min(bytes.count, 200_000) { bytes[index] ^= 0x55 }
        default: for index in stride(from: 4096, to: bytes.count, by: 997) { bytes[index] ^= 1 }
        }
        try bytes.write(to: URL(fileURLWithPath: copy))
        do {
            let store = try RegisterStore(path: copy, typing: testTyping)
            #expect(try store.verify().isSound == false)
        } catch {
            #expect(error is StoreError, "\(error)")
        }
    }
}
