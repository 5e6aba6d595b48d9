import Foundation
import GRDB

/// How a register's file is found, recognised and set up.
enum Opening {
    /// "BAFR": what SQLite's `file` magic calls the application.
    static let applicationID = 0x4241_4652

    /// The connections of a register that is recognised, set up and migrated.
    static func open(path: String, mode: RegisterStore.Mode) throws -> Connections {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
            if isFolder.boolValue {
                throw StoreError.notARegister(path: path, reason: "it is a folder")
            }
        } else if mode != .create {
            throw StoreError.missing(path: path)
        }
        do {
            if mode == .create { try create(path) }
            try checkHead(path)
            if mode != .create, !isWritable(path) { return try unwritable(path) }
            return mode == .reading ? try reading(path) : try writing(path)
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        }
    }

    /// A register that questions read while one connection writes: neither waits for the other.
    private static func writing(_ path: String) throws -> Connections {
        let first = try connect(path)
        try recognise(first, path: path)
        do {
            // Set outside a transaction, and only once the file is known to be a register.
            try first.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
            // Another process is at it, or writes to a register that was copied without a log.
        }
        try migrate(first)
        return Connections(first, canWrite: true) { try connect(path) }
    }

    /// Brings the tables up to date.
    ///
    /// Of several processes that do so at once one succeeds; the others' migrations fail on what is
    /// there already, change nothing, and find all of it done.
    static func migrate(_ queue: DatabaseQueue) throws {
        for attempt in 1... {
            // Asked first, so that a question never waits for another process's import.
            if try queue.read(Schema.migrator.hasCompletedMigrations) { return }
            do {
                return try Schema.migrator.migrate(queue)
            } catch let error as DatabaseError
                where attempt < 4
                && [.SQLITE_CONSTRAINT, .SQLITE_ERROR].contains(error.resultCode)
            {
                continue
            }
        }
    }

    static func connect(_ path: String) throws -> DatabaseQueue {
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA synchronous = FULL")
            try db.execute(sql: "PRAGMA recursive_triggers = ON")
        }
        return queue
    }

    /// A register that nothing is written to, neither by a question nor by closing it.
    ///
    /// A log beside it (another process writes, or one was killed) is read where it is: a connection
    /// that may write would move it into the file when it closes. Without one, such a connection
    /// changes nothing as long as nobody writes, which `RegisterStore` refuses, and takes the empty
    /// log that SQLite makes for readers away again.
    private static func reading(_ path: String) throws -> Connections {
        return try recognised(try connectReading(path), path: path) { try connectReading(path) }
    }

    private static func recognised(
        _ first: DatabaseQueue, path: String,
        connect: @escaping @Sendable () throws -> DatabaseQueue
    ) throws -> Connections {
        try recognise(first, path: path)
        guard try first.read(Schema.holdsTruth) else { return try migratedCopy(path) }
        return Connections(first, canWrite: false, connect: connect)
    }

    /// A register of earlier software that may not be written: a copy of it gets the tables of today.
    private static func migratedCopy(_ path: String) throws -> Connections {
        let copy = try RegisterCopy(of: path)
        let first = try connect(copy.path)
        try migrate(first)
        return Connections(first, canWrite: false) {
            try withExtendedLifetime(copy) { try self.connect(copy.path) }
        }
    }

    /// A log with content stands beside the file.
    private static func hasLog(_ path: String) -> Bool {
        let log = try? FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int
        return (log ?? 0) > 0
    }

    // MARK: - Where nothing may be written

    /// Whether the file and what SQLite keeps beside it can be written.
    private static func isWritable(_ path: String) -> Bool {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        return FileManager.default.isWritableFile(atPath: path)
            && FileManager.default.isWritableFile(atPath: folder)
    }

    /// A register whose file or folder cannot be written, for questions.
    ///
    /// SQLite reads a log only through a file of its own beside it, which cannot be made here. What a
    /// log holds is never left out: then both are copied, and the copy is read. Without a log the
    /// file is all there is, and nobody can change it meanwhile who could not make a log.
    static func unwritable(_ path: String) throws -> Connections {
        if hasLog(path) {
            let copy = try RegisterCopy(of: path)
            let first = try connectReading(copy.path)
            return try recognised(first, path: path) {
                // The copy stays as long as anybody may connect to it.
                try withExtendedLifetime(copy) { try connectReading(copy.path) }
            }
        }
        let connect: @Sendable () throws -> DatabaseQueue = {
            var configuration = configuration
            configuration.readonly = true
            let escaped = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed)
            return try DatabaseQueue(
                path: "file:\(escaped ?? path)?immutable=1", configuration: configuration)
        }
        return try recognised(try connect(), path: path, connect: connect)
    }

    private static func connectReading(_ path: String) throws -> DatabaseQueue {
        var configuration = configuration
        configuration.readonly = hasLog(path)
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    static var configuration: Configuration {
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
            throw FileManager.default.fileExists(atPath: path)
                ? StoreError.inputOutput(path: path, message: "it may not be read")
                : .missing(path: path)
        }
        defer { try? file.close() }
        let head: Data
        do {
            head = try file.read(upToCount: 16) ?? Data()
        } catch {
            throw StoreError.inputOutput(path: path, message: "\(error.localizedDescription)")
        }
        guard !head.isEmpty else {
            throw StoreError.notARegister(path: path, reason: "it is empty")
        }
        guard Array(head) == Array("SQLite format 3\0".utf8) else {
            throw StoreError.notARegister(path: path, reason: "it is not an SQLite file")
        }
    }

    private static func recognise(_ queue: DatabaseQueue, path: String) throws {
        try queue.read { db in
            let tables = try Set(
                String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'"))
            let found = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
            guard found == applicationID else {
                throw StoreError.notARegister(
                    path: path,
                    reason: found == 0 && tables.isEmpty
                        ? "it has no tables" : "it is another program's database")
            }
            if try Schema.migrator.hasBeenSuperseded(db) { throw StoreError.newer(path: path) }
            let missing = try Schema.tables(db).subtracting(tables).sorted()
            if let first = missing.first {
                throw StoreError.notARegister(
                    path: path,
                    reason: missing.count == 1
                        ? "it has no table \(first)"
                        : "it lacks \(missing.count) of its tables, \(first) among them")
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
