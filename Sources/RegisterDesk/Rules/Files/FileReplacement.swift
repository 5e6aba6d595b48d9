import Foundation
import Glibc

/// Writes files in place of others, all of them or none.
///
/// Each is written beside the one it replaces, with its permissions, and flushed; only when all are
/// there are they renamed over the old ones. Should a renaming fail, those before it are put back.
package enum FileReplacement {
    /// Replaces files, or makes them.
    ///
    /// - Parameter files: Paths and what they shall hold.
    /// - Throws: `DeskFailure`; nothing was changed then.
    package static func write(_ files: [(path: String, bytes: [UInt8])]) throws(DeskFailure) {
        var written: [(temporary: String, target: String)] = []
        defer { for file in written { unlink(file.temporary) } }
        for (path, bytes) in files {
            // A link stays a link: what it names is replaced.
            let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
            let temporary = "\(target).\(getpid()).new"
            written.append((temporary, target))
            try write(bytes, to: temporary, like: target, named: path)
        }
        var replaced: [(target: String, old: Data?)] = []
        for file in written {
            let old = FileManager.default.contents(atPath: file.target)
            guard rename(file.temporary, file.target) == 0 else {
                let reason = String(cString: strerror(errno)).lowercased()
                for (target, old) in replaced {
                    if let old { try? old.write(to: URL(fileURLWithPath: target)) }
                }
                throw DeskFailure(
                    .cannotWrite, "cannot write \(file.target): \(reason)\nNothing was changed.")
            }
            replaced.append((file.target, old))
        }
    }

    private static func write(
        _ bytes: [UInt8], to temporary: String, like target: String, named path: String
    ) throws(DeskFailure) {
        var facts = stat()
        let mode = stat(target, &facts) == 0 ? facts.st_mode & 0o777 : 0o644
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw failure(path, errno) }
        defer { close(descriptor) }
        var place = 0
        while place < bytes.count {
            let count = bytes.withUnsafeBytes { all in
                Glibc.write(descriptor, all.baseAddress.map { $0 + place }, all.count - place)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure(path, errno) }
            place += count
        }
        guard fsync(descriptor) == 0 else { throw failure(path, errno) }
    }

    private static func failure(_ path: String, _ code: Int32) -> DeskFailure {
        let full = code == ENOSPC || code == EDQUOT || code == EIO
        return DeskFailure(
            full ? .inputOutput : .cannotWrite,
            "cannot write \(path): \(String(cString: strerror(code)).lowercased())\nNothing was changed."
        )
    }
}
