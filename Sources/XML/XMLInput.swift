internal import Glibc

/// Bytes that are made while they are read, and can be read from their start again: a part of an archive, say.
///
///     XMLPieces(name: "risks.zip!risks.xml") { () throws(XMLError) in
///         let part = try archive.opened("risks.xml")
///         return { buffer throws(XMLError) in try part.read(into: buffer) }
///     }
package struct XMLPieces: Sendable {
    /// Fills a buffer as far as it likes, and returns how many bytes that were: 0 only at the end.
    package typealias Reader = (UnsafeMutableRawBufferPointer) throws(XMLError) -> Int

    /// What to call them in errors.
    package let name: String
    /// Begins at the start.
    package let open: @Sendable () throws(XMLError) -> Reader

    /// Bytes of a name.
    package init(name: String, _ open: @escaping @Sendable () throws(XMLError) -> Reader) {
        self.name = name
        self.open = open
    }
}

/// What is read: a file, or bytes in memory under a name, or bytes that come in pieces.
package enum XMLInput: Sendable {
    /// A file.
    case file(String)
    /// Bytes, and what to call them in errors.
    case bytes([UInt8], name: String)
    /// Bytes that are made while they are read.
    case pieces(XMLPieces)

    /// What to call it in errors.
    package var name: String {
        switch self {
        case .file(let path): path
        case .bytes(_, let name): name
        case .pieces(let pieces): pieces.name
        }
    }
}

extension XMLInput {
    /// The bytes from the start on, for who reads them as something else than XML.
    package func reader() throws(XMLError) -> XMLPieces.Reader {
        if case .pieces(let pieces) = self { return try pieces.open() }
        let source = try ByteSource(self)
        return { buffer throws(XMLError) in
            guard let base = buffer.baseAddress else { return 0 }
            return try source.read(
                into: base.assumingMemoryBound(to: UInt8.self), count: buffer.count)
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
    private let next: XMLPieces.Reader?
    private var place = 0

    init(_ input: XMLInput) throws(XMLError) {
        name = input.name
        switch input {
        case .bytes(let bytes, _):
            self.bytes = bytes
            descriptor = -1
            next = nil
        case .pieces(let pieces):
            bytes = []
            descriptor = -1
            next = try pieces.open()
        case .file(let path):
            bytes = []
            next = nil
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
        if let next {
            var filled = 0
            while filled < count {
                let got = try next(
                    UnsafeMutableRawBufferPointer(start: buffer + filled, count: count - filled))
                if got == 0 { break }
                filled += got
            }
            return filled
        }
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
