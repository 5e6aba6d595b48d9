import Foundation
import GRDB

/// How a register's file is found, recognised and set up.
enum Opening {
    /// "BAFR": what SQLite's `file` magic calls the application.
    static let applicationID = 0x4241_4652

    static func open(path: String, mode: RegisterStore.Mode) throws -> DatabaseQueue {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
            if isFolder.boolValue {
                throw StoreError.notARegister(path: path, reason: "it is a folder")
            }
            try checkHead(path)
        } else if mode != .create {
            throw StoreError.missing(path: path)
        }
        do {
            if mode == .reading { return try reading(path) }
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try recognise(queue, path: path)
            // Set outside a transaction, and only once the file is known to be a register.
            try queue.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA journal_mode = WAL")
                try db.execute(sql: "PRAGMA synchronous = FULL")
                try db.execute(sql: "PRAGMA recursive_triggers = ON")
            }
            // Asked first, so that a question never waits for another process's import.
            if try !queue.read(Schema.migrator.hasCompletedMigrations) {
                try Schema.migrator.migrate(queue)
            }
            return queue
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        }
    }

    /// A register that nothing is written to, neither by a question nor by closing it.
    ///
    /// A log beside it (another process writes, or one was killed) is read where it is: a connection
    /// that may write would move it into the file when it closes. Without one, such a connection
    /// changes nothing as long as nobody writes, which `RegisterStore` refuses, and takes the empty
    /// log that SQLite makes for readers away again.
    private static func reading(_ path: String) throws -> DatabaseQueue {
        var configuration = configuration
        let log = try? FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int
        configuration.readonly = (log ?? 0) > 0
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try recognise(queue, path: path)
        guard try queue.read(Schema.migrator.hasCompletedMigrations) else {
            throw StoreError.nothingImported
        }
        return queue
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.label = "register"
        configuration.prepareDatabase { db in
            // 32 MB of pages; what does not fit goes to the write-ahead log, so memory stays bounded.
            try db.execute(sql: "PRAGMA cache_size = -32000")
        }
        return configuration
    }

    /// Refuses a file that SQLite did not write before SQLite touches it.
    private static func checkHead(_ path: String) throws {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw StoreError.notWritable(path: path)
        }
        defer { try? file.close() }
        let head: Data
        do {
            head = try file.read(upToCount: 16) ?? Data()
        } catch {
            throw StoreError.inputOutput(path: path, message: "\(error.localizedDescription)")
        }
        // An import killed at its very beginning leaves an empty file behind: a register of nothing.
        guard head.isEmpty || Array(head) == Array("SQLite format 3\0".utf8) else {
            throw StoreError.notARegister(path: path, reason: "it is not an SQLite file")
        }
    }

    private static func recognise(_ queue: DatabaseQueue, path: String) throws {
        try queue.read { db in
            let found = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
            let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
            if found == applicationID {
                if try Schema.migrator.hasBeenSuperseded(db) { throw StoreError.newer(path: path) }
            } else if found != 0 || tables > 0 {
                throw StoreError.notARegister(
                    path: path, reason: "it is another program's database")
            }
        }
    }
}

extension StoreError {
    /// What an error of SQLite means for the register.
    init(_ error: DatabaseError, path: String) {
        let message = error.message ?? error.resultCode.description
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(path: path)
        case .SQLITE_FULL: self = .diskFull(path: path)
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
            self = .notWritable(path: path)
        case .SQLITE_NOTADB: self = .notARegister(path: path, reason: "it is not an SQLite file")
        case .SQLITE_CORRUPT: self = .damaged(path: path, message: message)
        default: self = .inputOutput(path: path, message: message)
        }
    }
}
