internal import Glibc

/// What is read: a file, or bytes in memory under a name.
package enum XMLInput: Sendable {
    /// A file.
    case file(String)
    /// Bytes, and what to call them in errors.
    case bytes([UInt8], name: String)

    /// What to call it in errors.
    package var name: String {
        switch self {
        case .file(let path): path
        case .bytes(_, let name): name
        }
    }

    /// The first bytes, as many as there are.
    package func beginning(_ count: Int) throws(XMLError) -> [UInt8] {
        let source = try ByteSource(self)
        let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: count)
        defer { buffer.deallocate() }
        let got = try source.read(into: buffer, count: count)
        return Array(UnsafeBufferPointer(start: buffer, count: got))
    }
}

/// The bytes of an input, read from the start to the end.
final class ByteSource {
    private let name: String
    private let descriptor: Int32
    private let bytes: [UInt8]
    private var place = 0

    init(_ input: XMLInput) throws(XMLError) {
        name = input.name
        switch input {
        case .bytes(let bytes, _):
            self.bytes = bytes
            descriptor = -1
        case .file(let path):
            bytes = []
            descriptor = open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else {
                let missing = errno == ENOENT || errno == ENOTDIR
                throw XMLError(
                    missing ? .notFound : .notReadable, file: path,
                    what: missing ? "no such file" : "cannot be read: \(Self.reason())")
            }
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Reads up to `count` bytes, fewer only at the end.
    func read(
        into buffer: UnsafeMutablePointer<UInt8>, count: Int
    ) throws(XMLError) -> Int {
        if descriptor < 0 {
            let taken = min(count, bytes.count - place)
            bytes.withUnsafeBufferPointer { all in
                if let base = all.baseAddress { buffer.update(from: base + place, count: taken) }
            }
            place += taken
            return taken
        }
        var filled = 0
        while filled < count {
            let got = Glibc.read(descriptor, buffer + filled, count - filled)
            if got == 0 { break }
            if got < 0 {
                if errno == EINTR { continue }
                throw XMLError(.notReadable, file: name, what: "cannot be read: \(Self.reason())")
            }
            filled += got
        }
        return filled
    }

    /// The system's words for the last error.
    private static func reason() -> String { String(cString: strerror(errno)).lowercased() }
}
