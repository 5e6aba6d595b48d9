import Digests
import Foundation
import RiskRegister
import Synchronization

/// A record of a risk as an import keeps it aside: everything that can be known without the register.
struct SpooledRisk {
    /// The digest of its row.
    var digest: Digest
    var key: String
    /// The key of its risk, where it has no id and is known by its title and description.
    var identity: String?
    var line: Int
    /// The typed record, without its long texts.
    var record: RiskRecord
    /// The raw fields: for each its name's number in the spool, and its text.
    var fields: [UInt8]
}

/// Keeps the risks of an import aside until the register is written, in bounded memory.
///
/// They go to a file without a name beside the register, where there must be room for them anyway;
/// it is gone whenever the process ends. A small import never leaves memory. Digests and bytes are
/// made on a thread of their own while the next records are read.
final class RecordSpool: Sendable {
    private struct State {
        var buffer = ByteWriter(capacity: 1 << 16)
        var scratch = ByteWriter(capacity: 4096)
        var names: [String] = []
        var numbers: [String: Int] = [:]
        var file: FileHandle?
        var failure: StoreError?
    }

    private let organisation: String
    private let path: String
    private let state = Mutex(State())
    private let thread = DispatchQueue(label: "import spool")
    /// Batches that wait for the thread.
    private let room = DispatchSemaphore(value: 4)
    /// What is kept in memory before it goes to the file.
    private static let limit = 1 << 20

    /// A damaged spool: what it should hold is not there.
    static let tooShort = StoreError.unreadable(row: "import", reason: "its spool is too short")

    init(organisation: String, beside path: String) {
        self.organisation = organisation
        self.path = path
    }

    /// Keeps records aside, in their order.
    func add(_ batch: [(raw: RawRecord, record: RiskRecord)]) throws {
        room.wait()
        thread.async { [self] in
            state.withLock { state in
                guard state.failure == nil else { return }
                for (raw, record) in batch { append(raw, record, to: &state) }
                if state.buffer.bytes.count > RecordSpool.limit { flush(&state) }
            }
            room.signal()
        }
        try check()
    }

    /// Waits until everything is kept.
    func close() throws {
        thread.sync {}
        try check()
    }

    /// Throws what kept the thread from keeping.
    func check() throws {
        if let failure = state.withLock(\.failure) { throw failure }
    }

    var names: [String] { state.withLock(\.names) }

    // MARK: - Writing

    private func append(_ raw: RawRecord, _ record: RiskRecord, to state: inout State) {
        let id = record.sourceID.flatMap { $0.isEmpty ? nil : $0 }
        let key = id ?? RecordDigest.key(of: raw.fields)
        let identity = id == nil ? NamelessIdentity.key(of: record) : nil
        let digest = RecordDigest.row(
            organisation: organisation, kind: .risk, key: key, fields: raw.fields,
            into: &state.scratch)
        state.scratch.removeAll()
        state.scratch.raw(digest.bytes)
        state.scratch.text(key)
        state.scratch.optional(identity) { $0.text($1) }
        state.scratch.count(raw.line)
        state.scratch.block(RecordCodec.encoded(RecordCodec.brief(record)))
        state.scratch.count(raw.fields.count)
        for field in raw.fields {
            state.scratch.count(number(field.name, &state))
            state.scratch.text(field.text)
        }
        state.buffer.block(state.scratch.bytes)
    }

    private func number(_ name: String, _ state: inout State) -> Int {
        if let known = state.numbers[name] { return known }
        let number = state.names.count
        state.numbers[name] = number
        state.names.append(name)
        return number
    }

    private func flush(_ state: inout State) {
        do {
            let file = try state.file ?? nameless()
            state.file = file
            try file.write(contentsOf: Data(state.buffer.bytes))
            state.buffer.removeAll()
        } catch let error as StoreError {
            state.failure = error
        } catch {
            let isFull = (error as? CocoaError)?.code == .fileWriteOutOfSpace
            state.failure =
                isFull
                ? .diskFull(path: path)
                : .inputOutput(path: path, message: error.localizedDescription)
        }
    }

    /// A file that has no name any more when it is given back.
    private func nameless() throws -> FileHandle {
        let name = "\(path)-import-\(UUID().uuidString)"
        guard FileManager.default.createFile(atPath: name, contents: nil),
            let file = FileHandle(forUpdatingAtPath: name)
        else { throw StoreError.notWritable(path: path) }
        try FileManager.default.removeItem(atPath: name)
        return file
    }

    // MARK: - Reading

    /// The records from the first on.
    func reading() throws -> Reading {
        try state.withLock { state in
            try state.file?.seek(toOffset: 0)
            return Reading(file: state.file, rest: state.buffer.bytes)
        }
    }

    /// A walk over what was kept aside.
    final class Reading {
        private let file: FileHandle?
        /// What never left memory, to be read when the file has ended.
        private var rest: [UInt8]
        private var bytes: [UInt8] = []
        private var place = 0

        fileprivate init(file: FileHandle?, rest: [UInt8]) {
            self.file = file
            self.rest = rest
        }

        /// The next record; nil after the last.
        func next() throws -> SpooledRisk? {
            guard let length = try length() else { return nil }
            while bytes.count - place < length {
                guard try fill() else { throw RecordSpool.tooShort }
            }
            var reader = ByteReader(bytes[place..<place + length])
            place += length
            let digest = Digest(bytes: Array(try reader.raw(32)))
            return SpooledRisk(
                digest: digest, key: try reader.text(),
                identity: try reader.optional { try $0.text() }, line: try reader.count(),
                record: try RecordCodec.decoded(try reader.slice()),
                fields: Array(reader.remaining))
        }

        /// The length of the next record.
        private func length() throws -> Int? {
            while true {
                var reader = ByteReader(bytes[place...])
                if let length = try? reader.count() {
                    place = bytes.count - reader.remaining.count
                    return length
                }
                guard try fill() else {
                    if place < bytes.count { throw RecordSpool.tooShort }
                    return nil
                }
            }
        }

        /// Reads more; false when there is no more.
        private func fill() throws -> Bool {
            bytes.removeSubrange(..<place)
            place = 0
            if let more = try file?.read(upToCount: RecordSpool.limit), !more.isEmpty {
                bytes.append(contentsOf: more)
                return true
            }
            guard !rest.isEmpty else { return false }
            bytes += rest
            rest = []
            return true
        }
    }
}
