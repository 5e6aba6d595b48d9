import Foundation
import GRDB

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What a copy of a register holds, verified.
package struct BackupReport: Hashable, Sendable {
    /// Its path.
    package var path: String
    /// Its size in bytes.
    package var bytes: Int
    /// What verifying it found.
    package var verified: VerifyReport
}

/// Why a copy is not made or not taken.
package enum BackupRefusal: Error, Hashable, Sendable {
    /// A file stands there already.
    case exists(path: String)
    /// The copy is not sound; the first of its problems.
    case unsound(path: String, problem: String)
    /// Somebody uses the register.
    case inUse(path: String)
}

extension RegisterStore {
    /// Copies the register as it is at one moment, while others may write.
    ///
    /// The copy is made beside its name, verified, and only then gets it; so a file of that name is always whole. It
    /// has no free pages, in which something erased might still stand.
    ///
    /// - Parameter destination: A path where no file is.
    /// - Returns: What it holds.
    /// - Throws: ``BackupRefusal``, `StoreError`.
    package func backup(to destination: String) throws -> BackupReport {
        guard !FileManager.default.fileExists(atPath: destination) else {
            throw BackupRefusal.exists(path: destination)
        }
        let made = "\(destination)-new-\(UUID().uuidString)"
        defer { Backup.remove(made) }
        try Backup.copy(path, to: made, named: destination, likeFile: path)
        var report = try Backup.verified(made, named: destination, typing: typing)
        // Fails where a file has come meanwhile.
        guard link(made, destination) == 0 || (errno != EEXIST && rename(made, destination) == 0)
        else {
            throw errno == EEXIST
                ? BackupRefusal.exists(path: destination)
                : StoreError.notWritable(path: destination)
        }
        Backup.settle(folderOf: destination)
        report.path = destination
        return report
    }

    /// Puts a copy in the place of a register: the register is as before or as the copy, whenever the power fails.
    ///
    /// A register that is there is written over in one transaction of SQLite's, under a lock that keeps everybody
    /// else out: a file that took its name meanwhile could be given the log of the old one by whoever opened it
    /// in that instant. What is no register any more is replaced by a rename.
    ///
    /// - Parameters:
    ///   - source: The copy.
    ///   - path: Where the register is or shall be.
    ///   - replaces: A register that is there goes.
    ///   - typing: What gives its records their meaning, to verify it.
    /// - Returns: What it holds.
    /// - Throws: ``BackupRefusal``, `StoreError`.
    package static func restore(
        from source: String, to path: String, replaces: Bool, typing: Typing
    ) throws -> BackupReport {
        // Says what is no register at all, before anything is copied.
        _ = try RegisterStore(path: source, mode: .reading, typing: typing)
        let isThere = FileManager.default.fileExists(atPath: path)
        guard !isThere || replaces else { throw BackupRefusal.exists(path: path) }
        // A link stays a link: what it names is replaced.
        let place = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let made = "\(place)-new-\(UUID().uuidString)"
        defer { Backup.remove(made) }
        try Backup.copy(source, to: made, named: path, likeFile: isThere ? place : source)
        // What is verified is what is put there, and not what it was copied from.
        var report = try Backup.verified(made, named: source, typing: typing)
        if try !isThere || !Backup.write(made, over: place) {
            guard rename(made, place) == 0 else { throw StoreError.notWritable(path: path) }
            Backup.settle(folderOf: place)
        }
        report.path = path
        return report
    }

    /// Verifies a copy where it lies, and writes nothing.
    ///
    /// - Throws: `StoreError` when it is no register.
    package static func check(backup path: String, typing: Typing) throws -> VerifyReport {
        try RegisterStore(path: path, mode: .reading, typing: typing).verify()
    }
}

/// Copies of a register's file.
private enum Backup {
    /// Copies a register whole, log and all, as it is at one moment.
    ///
    /// Nobody reads the copy who may not read the file whose permissions it takes, not even while it is made.
    ///
    /// - Parameters:
    ///   - source: The register.
    ///   - destination: Where the copy is made.
    ///   - name: What an error calls it.
    ///   - model: The file whose permissions it takes.
    /// - Throws: `StoreError`.
    static func copy(
        _ source: String, to destination: String, named name: String, likeFile model: String
    ) throws {
        var status = stat()
        let mode = stat(model, &status) == 0 ? status.st_mode & 0o777 : 0o600
        // SQLite copies into an empty file.
        let file = open(destination, O_RDWR | O_CREAT | O_EXCL, 0o600)
        guard file >= 0 else { throw StoreError.notWritable(path: name) }
        defer { Foundation.close(file) }
        do {
            // In folders that cannot be written to SQLite cannot read a log where it lies.
            let folder = URL(fileURLWithPath: source).deletingLastPathComponent().path
            let copy =
                FileManager.default.isWritableFile(atPath: folder)
                ? nil : try RegisterCopy(of: source)
            let queue = try DatabaseQueue(
                path: copy?.path ?? source, configuration: Opening.configuration)
            try queue.writeWithoutTransaction { db in
                try db.execute(sql: "VACUUM INTO ?", arguments: [destination])
            }
            try queue.close()
        } catch let error as DatabaseError {
            throw error.resultCode == .SQLITE_CANTOPEN
                ? StoreError.notWritable(path: name) : StoreError(error, path: name)
        }
        guard fchmod(file, mode) == 0, fsync(file) == 0 else {
            throw StoreError.inputOutput(path: name, message: "it could not be kept")
        }
    }

    /// What a copy holds, if all of it is sound; `name` is what an error calls it.
    static func verified(
        _ path: String, named name: String, typing: Typing
    ) throws -> BackupReport {
        let report = try RegisterStore.check(backup: path, typing: typing)
        if let problem = report.problems.first {
            throw BackupRefusal.unsound(path: name, problem: problem.description)
        }
        let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        return BackupReport(path: path, bytes: size ?? 0, verified: report)
    }

    /// Writes a copy over a register, in one transaction that nobody else sees half of.
    ///
    /// SQLite leaves the mode with a log only for whoever is alone with the file, and an exclusive lock keeps it so.
    ///
    /// - Returns: False when what is there is no register any more, and its log, which is nobody's, is gone.
    static func write(_ copy: String, over path: String) throws -> Bool {
        do {
            let live = try DatabaseQueue(path: path, configuration: Opening.configuration)
            let mode = try live.writeWithoutTransaction { db in
                let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode = DELETE")
                try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA locking_mode = EXCLUSIVE")
                try db.execute(sql: "BEGIN EXCLUSIVE; COMMIT")
                return mode
            }
            guard mode == "delete" else { throw BackupRefusal.inUse(path: path) }
            let source = try DatabaseQueue(path: copy, configuration: Opening.configuration)
            try source.backup(to: live)
            try source.close()
            try live.close()
            return true
        } catch let error as DatabaseError {
            switch error.resultCode {
            case .SQLITE_BUSY, .SQLITE_LOCKED: throw BackupRefusal.inUse(path: path)
            // What is no register, or a damaged one, is what a copy is restored for.
            case .SQLITE_NOTADB, .SQLITE_CORRUPT:
                remove(path, only: ["-wal", "-shm"])
                return false
            // The log of a sound register, on a full disk say, holds entries that are nowhere else.
            default: throw StoreError(error, path: path)
            }
        }
    }

    static func remove(_ path: String, only suffixes: [String] = ["", "-wal", "-shm"]) {
        for suffix in suffixes { unlink(path + suffix) }
    }

    /// Has the folder's list of names written down.
    static func settle(folderOf path: String) {
        let folder = open(URL(fileURLWithPath: path).deletingLastPathComponent().path, O_RDONLY)
        guard folder >= 0 else { return }
        fsync(folder)
        Foundation.close(folder)
    }
}
