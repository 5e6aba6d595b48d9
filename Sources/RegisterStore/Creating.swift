import Foundation
import GRDB

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension Opening {
    /// Makes a new register, unless there is a file already.
    ///
    /// It is made whole under a name of its own and then linked to the path, which fails where a file
    /// stands: so nobody ever meets a register without its tables, and of two that are made at once
    /// one is the register, and both imports go into it.
    static func create(_ path: String) throws {
        guard !FileManager.default.fileExists(atPath: path) else { return }
        let made = "\(path)-new-\(UUID().uuidString)"
        defer {
            for suffix in ["", "-wal", "-shm"] { unlink(made + suffix) }
        }
        let queue = try connect(made)
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
        try migrate(queue)
        // The log goes into the file.
        try queue.close()
        guard link(made, path) != 0, errno != EEXIST else { return }
        // A file system without links: the moment between asking and renaming is short.
        guard !FileManager.default.fileExists(atPath: path) else { return }
        guard rename(made, path) == 0 else { throw StoreError.notWritable(path: path) }
    }
}

/// A register and its log in a folder for temporary files, until nobody needs them any more.
final class RegisterCopy: Sendable {
    /// The path of the copy.
    let path: String

    init(of path: String) throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("baf-register-\(UUID().uuidString)")
        self.path = folder.appendingPathComponent("register.sqlite").path
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            try copy(path)
        } catch let error as StoreError {
            throw error
        } catch {
            throw StoreError.inputOutput(
                path: path, message: "it could not be copied: \(error.localizedDescription)")
        }
    }

    /// Copies both files as they are at one moment: again, when somebody wrote meanwhile.
    private func copy(_ source: String) throws {
        for _ in 1...5 {
            let before = RegisterCopy.stamps(source)
            for suffix in ["", "-wal"] {
                try? FileManager.default.removeItem(atPath: path + suffix)
                guard suffix.isEmpty || before.count == 2 else { continue }
                try FileManager.default.copyItem(atPath: source + suffix, toPath: path + suffix)
                // The copy is ours to write, whatever the file was.
                try FileManager.default.setAttributes(
                    [.posixPermissions: 0o600], ofItemAtPath: path + suffix)
            }
            if RegisterCopy.stamps(source) == before { return }
        }
        throw StoreError.locked(path: source)
    }

    /// What changes whenever the file or its log is written to.
    private static func stamps(_ path: String) -> [[Int]] {
        ["", "-wal"].compactMap { suffix in
            var status = stat()
            guard stat(path + suffix, &status) == 0 else { return nil }
            return [
                Int(status.st_ino), Int(status.st_size), Int(status.st_mtim.tv_sec),
                Int(status.st_mtim.tv_nsec),
            ]
        }
    }

    deinit {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        try? FileManager.default.removeItem(at: folder)
    }
}
