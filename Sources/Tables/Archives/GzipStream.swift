internal import CZlib
import XML

/// Unpacks gzip (RFC 1952) as it is read; the only keeper of zlib's pointers.
///
/// Members that follow one another are one file, as `gzip` has it; zeros behind the last are padding.
final class GzipStream {
    private let name: String
    private let next: XMLPieces.Reader
    private let input: UnsafeMutableRawBufferPointer
    private let stream: UnsafeMutablePointer<z_stream>
    private var expansion: Expansion
    private var hasEnded = false
    /// A member is open.
    private var isInside = false

    /// Unpacks bytes.
    ///
    /// - Parameters:
    ///   - name: What to call them in errors.
    ///   - limit: How many bytes may come out.
    ///   - next: Gives the packed bytes.
    /// - Throws: `XMLError` without memory.
    init(name: String, limit: Int, _ next: @escaping XMLPieces.Reader) throws(XMLError) {
        self.name = name
        self.next = next
        expansion = Expansion(packed: 0, limit: limit)
        input = .allocate(byteCount: 1 << 16, alignment: 1)
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        guard baf_gzip_begin(stream) == Z_OK else {
            throw XMLError(
                .notReadable, file: name, what: "no memory to unpack it",
                advice: "Close other programs and try again.")
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        input.deallocate()
    }

    /// Fills a buffer with the next unpacked bytes; returns how many, 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(XMLError) -> Int {
        guard !hasEnded, !buffer.isEmpty else { return 0 }
        let size = min(buffer.count, 1 << 30)
        stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(size)
        while stream.pointee.avail_out == size, !hasEnded {
            if stream.pointee.avail_in == 0 { try fill() }
            guard !hasEnded else { break }
            if !isInside { try begin() }
            guard isInside else { continue }
            switch inflate(stream, Z_NO_FLUSH) {
            case Z_OK, Z_BUF_ERROR: break
            case Z_STREAM_END: isInside = false
            default: throw refused("is damaged", "Copy it again, or make it anew.")
            }
        }
        let count = size - Int(stream.pointee.avail_out)
        do throws(ZipArchive.PartError) {
            try expansion.add(count)
        } catch {
            throw refused(error.what, TableError.sentence(error.advice))
        }
        return count
    }

    /// Takes more packed bytes; the end of them may come only between members.
    private func fill() throws(XMLError) {
        let got = try next(input)
        expansion.packed += got
        stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_in = UInt32(got)
        guard got == 0 else { return }
        guard !isInside else { throw refused("is cut short", "Copy it again, or make it anew.") }
        hasEnded = true
    }

    /// Begins the next member, or passes over padding.
    private func begin() throws(XMLError) {
        if expansion.count > 0 || stream.pointee.total_in > 0 {
            while stream.pointee.avail_in > 0, stream.pointee.next_in?.pointee == 0 {
                stream.pointee.next_in += 1
                stream.pointee.avail_in -= 1
            }
            guard stream.pointee.avail_in > 0 else { return }
            inflateReset(stream)
        }
        isInside = true
    }

    private func refused(_ what: String, _ advice: String) -> XMLError {
        XMLError(.notReadable, file: name, what: "it \(what)", advice: advice)
    }
}
