internal import Glibc
internal import Synchronization

/// A file without a name for what is too much for memory.
///
/// Its name is taken away before anything is written, so that nobody else opens it and it is gone when the program
/// is, however that ends: it holds texts of risks.
final class SpillFile: Sendable {
    private let descriptor: Int32
    /// The bytes around the text read last: cells name texts nearly in their order.
    private let window = Mutex(Window())

    private struct Window {
        var start = 0
        var bytes: [UInt8] = []
    }

    private static let windowSize = 1 << 14

    /// Makes a file.
    ///
    /// - Parameter name: What is being read, for messages.
    /// - Throws: `TableError` when the folder for such files takes none.
    init(_ name: String) throws(TableError) {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var path = Array("\(folder)/baf-XXXXXX".utf8CString)
        let made = mkstemp(&path)
        guard made >= 0 else {
            throw TableError(
                name, "its texts are too many for memory, and \(folder) takes no file",
                advice: "set TMPDIR to a folder that can be written to")
        }
        unlink(path)
        _ = fcntl(made, F_SETFD, FD_CLOEXEC)
        descriptor = made
    }

    deinit { close(descriptor) }

    /// Writes bytes at a place.
    func write(_ bytes: [UInt8], at start: Int, _ name: String) throws(TableError) {
        var done = 0
        while done < bytes.count {
            let wrote = bytes.withUnsafeBytes {
                pwrite(descriptor, $0.baseAddress.map { $0 + done }, $0.count - done, start + done)
            }
            if wrote < 0, errno == EINTR { continue }
            guard wrote > 0 else {
                throw TableError(
                    name, "its texts are too many for memory, and the folder for others is full",
                    advice: "set TMPDIR to a folder with room")
            }
            done += wrote
        }
    }

    /// The text of bytes that were written; nil when they cannot be read.
    func text(at start: Int, count: Int) -> String? {
        window.withLock { window in
            if start < window.start || start + count > window.start + window.bytes.count {
                window.start = start
                guard let bytes = read(start, max(count, Self.windowSize)), bytes.count >= count
                else {
                    window.bytes = []
                    return nil
                }
                window.bytes = bytes
            }
            let offset = start - window.start
            return window.bytes.withUnsafeBufferPointer {
                String(
                    decoding: UnsafeBufferPointer(rebasing: $0[offset..<offset + count]),
                    as: UTF8.self)
            }
        }
    }

    private func read(_ start: Int, _ count: Int) -> [UInt8]? {
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let got = pread(
                    descriptor, buffer.baseAddress.map { $0 + filled }, count - filled,
                    start + filled)
                if got < 0, errno == EINTR { continue }
                failed = got < 0
                guard got > 0 else { return }
                filled += got
            }
        }
        return failed ? nil : bytes
    }
}
