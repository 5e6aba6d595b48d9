import Foundation
import GRDB
import Synchronization

/// The connections of one register: one that writes, and as many as questions need at once.
///
/// With SQLite's write-ahead log each question sees the register as it was when it began, whatever is
/// written meanwhile, and nobody waits. GRDB's own pool is not used, because it writes to the file
/// whenever it opens one whose log is empty, and a question must not.
final class Connections: Sendable {
    /// Whether anything may be written.
    let canWrite: Bool
    private let connect: @Sendable () throws -> DatabaseQueue
    private let idle: Mutex<[DatabaseQueue]>
    private let freed = DispatchSemaphore(value: Connections.limit)
    /// Held by whoever writes: SQLite has one writer, and two of a process would wait by trying.
    private let writing = NSLock()
    /// Questions of one process that are answered at once; more wait for one of them to end.
    private static let limit = 8

    /// Connections, of which one is open already.
    init(
        _ first: DatabaseQueue, canWrite: Bool,
        connect: @escaping @Sendable () throws -> DatabaseQueue
    ) {
        self.canWrite = canWrite
        self.connect = connect
        idle = Mutex([first])
    }

    /// Reads within a transaction of its own.
    func read<T>(_ body: (Database) throws -> T) throws -> T {
        try withQueue { try $0.read(body) }
    }

    /// Writes; the body begins and ends its transactions.
    func write<T>(_ body: (Database) throws -> T) throws -> T {
        writing.lock()
        defer { writing.unlock() }
        return try withQueue { try $0.writeWithoutTransaction(body) }
    }

    private func withQueue<T>(_ body: (DatabaseQueue) throws -> T) throws -> T {
        freed.wait()
        defer { freed.signal() }
        let queue = try idle.withLock { $0.popLast() } ?? connect()
        defer { idle.withLock { $0.append(queue) } }
        return try body(queue)
    }
}
