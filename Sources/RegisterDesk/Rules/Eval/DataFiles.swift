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
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw DeskFailure(.missing, "there is no file \(path)")
        }
        guard !isFolder.boolValue else {
            throw DeskFailure(.missing, "\(path) is a folder; name a file of rows in it")
        }
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw DeskFailure(.inputOutput, "cannot read \(path)")
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
            throw DeskFailure(.inputOutput, "cannot read \(name) to its end")
        }
    }
}

/// Where answers go: standard output as they come, or a file that is there only when all are.
final class DataSink {
    private let handle: FileHandle
    /// The name for messages.
    private let name: String
    /// The file to put in place at the end, and what is written until then.
    private let replacement: (target: String, temporary: String)?
    private var buffer = Data()

    /// Opens a file beside the one that is named; nil is standard output.
    init(_ path: String?) throws {
        guard let path else {
            (name, replacement, handle) = ("standard output", nil, .standardOutput)
            return
        }
        name = path
        // A link stays a link: what it names is replaced.
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let kind = try? FileManager.default.attributesOfItem(atPath: target)[.type]
        if let kind = kind as? FileAttributeType, kind != .typeRegular {
            // A device or a pipe is written to, never replaced; a folder is neither.
            guard kind != .typeDirectory, let device = FileHandle(forWritingAtPath: target) else {
                throw DeskFailure(.cannotWrite, "cannot write \(path)")
            }
            (replacement, handle) = (nil, device)
            return
        }
        let temporary = "\(target).\(ProcessInfo.processInfo.processIdentifier).new"
        guard FileManager.default.createFile(atPath: temporary, contents: nil),
            let file = FileHandle(forWritingAtPath: temporary)
        else { throw DeskFailure(.cannotWrite, "cannot write \(path)") }
        (replacement, handle) = ((target, temporary), file)
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
            throw DeskFailure(.inputOutput, "cannot write \(name)")
        }
        buffer.removeAll(keepingCapacity: true)
    }

    /// Puts what was written where it belongs.
    func finish() throws {
        try flush()
        guard let replacement else { return }
        try? handle.close()
        guard rename(replacement.temporary, replacement.target) == 0 else {
            throw DeskFailure(.cannotWrite, "cannot write \(name)")
        }
    }

    /// Drops what was written into a file; what went out already stays.
    func abandon() {
        guard let replacement else {
            try? flush()
            return
        }
        try? handle.close()
        try? FileManager.default.removeItem(atPath: replacement.temporary)
    }
}
