import Foundation

/// Where rows come from: a file, or standard input, a piece at a time.
struct DataSource {
    /// The name for messages.
    let name: String
    private let handle: FileHandle

    /// Opens a file; `-` is standard input.
    init(_ path: String) throws {
        guard path != "-" else {
            name = "standard input"
            handle = .standardInput
            return
        }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
            !isFolder.boolValue
        else { throw Failure(.missing, "there is no file \(path)") }
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw Failure(.inputOutput, "cannot read \(path)")
        }
        name = path
        handle = file
    }

    /// The next piece; nil at the end.
    func next() throws -> [UInt8]? {
        do {
            let piece = try handle.read(upToCount: 1 << 16) ?? Data()
            return piece.isEmpty ? nil : [UInt8](piece)
        } catch {
            throw Failure(.inputOutput, "cannot read \(name) to its end")
        }
    }
}

/// Where answers go: standard output as they come, or a file that is there only when all are.
final class DataSink {
    private let handle: FileHandle
    private let target: String?
    private var buffer = Data()

    private var temporary: String? {
        target.map { "\($0).\(ProcessInfo.processInfo.processIdentifier).new" }
    }

    /// Opens a file beside the one that is named; nil is standard output.
    init(_ path: String?) throws {
        target = path
        guard let path else {
            handle = .standardOutput
            return
        }
        let temporary = "\(path).\(ProcessInfo.processInfo.processIdentifier).new"
        guard FileManager.default.createFile(atPath: temporary, contents: nil),
            let file = FileHandle(forWritingAtPath: temporary)
        else { throw Failure(.cannotWrite, "cannot write \(path)") }
        handle = file
    }

    /// Writes text.
    func write(_ text: String) throws {
        buffer.append(contentsOf: text.utf8)
        if buffer.count > 1 << 16 { try flush() }
    }

    private func flush() throws {
        do {
            try handle.write(contentsOf: buffer)
        } catch {
            throw Failure(.inputOutput, "cannot write \(target ?? "standard output")")
        }
        buffer.removeAll(keepingCapacity: true)
    }

    /// Puts what was written where it belongs.
    func finish() throws {
        try flush()
        guard let target, let temporary else { return }
        try? handle.close()
        guard rename(temporary, target) == 0 else {
            throw Failure(.cannotWrite, "cannot write \(target)")
        }
    }

    /// Drops what was written into a file; what went to standard output stays.
    func abandon() {
        guard let temporary else {
            try? flush()
            return
        }
        try? handle.close()
        try? FileManager.default.removeItem(atPath: temporary)
    }
}
