internal import Glibc

extension XMLInput {
    /// The most bytes of a pipe that are held.
    package static let pipeLimit = 256 << 20

    /// The input as one that can be read more than once: what comes through a pipe is held in memory.
    ///
    ///     try XMLInput.file("/dev/stdin").settled()   // of `gzip -dc risks.xml.gz | baf import /dev/stdin`
    ///
    /// - Throws: ``XMLError`` when it cannot be read, or a pipe gives more than ``pipeLimit``.
    package func settled() throws(XMLError) -> XMLInput {
        guard case .file(let path) = self else { return self }
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFIFO else { return self }
        let source = try ByteSource(self)
        let size = 1 << 18
        let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
        defer { buffer.deallocate() }
        var bytes: [UInt8] = []
        while true {
            let got = try source.read(into: buffer, count: size)
            bytes += UnsafeBufferPointer(start: buffer, count: got)
            guard bytes.count <= XMLInput.pipeLimit else {
                throw XMLError(
                    .notReadable, file: path,
                    what: "a pipe gives more than \(XMLInput.pipeLimit >> 20) MB; save it as a file"
                )
            }
            if got < size { return .bytes(bytes, name: path) }
        }
    }
}
