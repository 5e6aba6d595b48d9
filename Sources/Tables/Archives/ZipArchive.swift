internal import CZip
internal import Synchronization
package import XML

/// The parts of a ZIP archive; the only keeper of libzip's pointers.
///
/// libzip inflates a part in pieces, so a part that says it is small and is not is stopped at the limit, whatever
/// its header says. The checksum is looked at when the last byte was read: a part that fails it has not been read.
///
///     let archive = ZipArchive(.file("risks.xlsx"))
///     let part = try archive?.part("xl/workbook.xml", limit: 1 << 20)
package final class ZipArchive: Sendable {
    /// libzip's own data; used under the lock alone, as libzip knows nothing of threads.
    private struct Handles: @unchecked Sendable {
        let archive: OpaquePointer
        let memory: UnsafeMutableRawPointer?
    }

    private let handles: Mutex<Handles>
    /// How many bytes the archive has; a part cannot have been packed into more.
    private let byteCount: Int

    /// Opens an archive; nil when the bytes are none, or when it is cut short.
    package convenience init?(_ bytes: [UInt8]) { self.init(.bytes(bytes, name: "")) }

    /// Opens an archive that is a file or in memory; nil when it is none, when it is cut short, or when the input
    /// comes in pieces: the list of an archive's parts stands at its end.
    package init?(_ input: XMLInput) {
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        var memory: UnsafeMutableRawPointer?
        let source: OpaquePointer?
        switch input {
        case .file(let path):
            source = zip_source_file_create(path, 0, -1, &error)
        case .bytes(let bytes, _):
            let copy = UnsafeMutableRawPointer.allocate(
                byteCount: max(1, bytes.count), alignment: 1)
            bytes.withUnsafeBytes { all in
                if let base = all.baseAddress { copy.copyMemory(from: base, byteCount: all.count) }
            }
            memory = copy
            source = zip_source_buffer_create(copy, UInt64(bytes.count), 0, &error)
        case .pieces: return nil
        }
        guard let source else {
            memory?.deallocate()
            return nil
        }
        var facts = zip_stat_t()
        zip_stat_init(&facts)
        let isSized = zip_source_stat(source, &facts) == 0
        guard let archive = zip_open_from_source(source, ZIP_RDONLY, &error) else {
            zip_source_free(source)
            memory?.deallocate()
            return nil
        }
        byteCount = isSized ? Int(clamping: facts.size) : 0
        handles = Mutex(Handles(archive: archive, memory: memory))
    }

    deinit {
        handles.withLock { handles in
            zip_discard(handles.archive)
            handles.memory?.deallocate()
        }
    }

    /// How many parts there are.
    package var count: Int {
        handles.withLock { max(0, Int(zip_get_num_entries($0.archive, 0))) }
    }

    /// The names of the parts, in the archive's order.
    package var names: [String] {
        handles.withLock { handles in
            (0..<max(0, Int(zip_get_num_entries(handles.archive, 0)))).map { index in
                zip_get_name(handles.archive, UInt64(index), 0).map { String(cString: $0) } ?? ""
            }
        }
    }

    /// How many bytes a part says that it has; it may lie.
    func claimedSize(_ index: Int) -> Int {
        handles.withLock { handles in
            var facts = zip_stat_t()
            zip_stat_init(&facts)
            let isKnown = zip_stat_index(handles.archive, UInt64(index), 0, &facts) == 0
            return isKnown ? Int(clamping: facts.size) : 0
        }
    }

    /// The place of a part in the archive's order; nil when there is none of this name, which is compared without
    /// regard to case.
    package func index(of name: String) -> Int? {
        let index = handles.withLock {
            zip_name_locate($0.archive, name, UInt32(ZIP_FL_NOCASE))
        }
        return index < 0 ? nil : Int(index)
    }

    /// Why a part could not be read.
    package enum PartError: Error, Hashable {
        /// It wants a password.
        case encrypted
        /// It has more bytes than the limit.
        case tooLarge
        /// It grows so much by unpacking that it was made to.
        case bomb
        /// It is packed in a way that is not read here.
        case unsupported
        /// It cannot be inflated, or is not what its checksum says.
        case broken

        /// What is wrong with the part.
        package var what: String {
            switch self {
            case .encrypted: "is encrypted"
            case .tooLarge: "is larger than it says, or than any that is read here"
            case .bomb: "grows more than \(Expansion.ratio)-fold when it is unpacked"
            case .unsupported: "is packed in a way that is not read here"
            case .broken: "is damaged"
            }
        }

        /// What to do about it.
        package var advice: String {
            switch self {
            case .encrypted: "save it without a password"
            case .tooLarge:
                "look at the file before you trust it; delete the rows that are not used"
            case .bomb: "no export is like this: look at the file before you trust it"
            case .unsupported: "unpack it and give the file itself"
            case .broken: "copy it again, or make it anew"
            }
        }
    }

    /// The bytes of a part; nil when there is none of this name, which is compared without regard to case.
    package func part(_ name: String, limit: Int) throws(PartError) -> [UInt8]? {
        guard let index = index(of: name) else { return nil }
        let part = try opened(index, limit: limit)
        var bytes: [UInt8] = []
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
        defer { buffer.deallocate() }
        while true {
            let got = try part.read(into: buffer)
            if got == 0 { return bytes }
            bytes.append(contentsOf: buffer.prefix(got))
        }
    }

    /// The bytes of a part as they are unpacked, for a reader of XML or of text.
    ///
    /// - Parameters:
    ///   - index: The part's place.
    ///   - name: What to call it in errors.
    ///   - limit: How many bytes it may have.
    /// - Returns: The bytes, which are unpacked anew each time they are opened.
    package func pieces(_ index: Int, name: String, limit: Int) -> XMLPieces {
        XMLPieces(name: name) { () throws(XMLError) in
            func explained(_ error: PartError) -> XMLError {
                XMLError(
                    .notReadable, file: name, what: "it \(error.what)",
                    advice: TableError.sentence(error.advice))
            }
            let part: ZipPart
            do throws(PartError) {
                part = try self.opened(index, limit: limit)
            } catch {
                throw explained(error)
            }
            return { buffer throws(XMLError) in
                do throws(PartError) {
                    return try part.read(into: buffer)
                } catch {
                    throw explained(error)
                }
            }
        }
    }

    /// A part to be read from its start.
    package func opened(_ index: Int, limit: Int) throws(PartError) -> ZipPart {
        let result = handles.withLock { handles -> Result<OpenedPart, PartError> in
            var facts = zip_stat_t()
            zip_stat_init(&facts)
            guard zip_stat_index(handles.archive, UInt64(index), 0, &facts) == 0 else {
                return .failure(.broken)
            }
            let hasMethod = facts.valid & UInt64(ZIP_STAT_ENCRYPTION_METHOD) != 0
            if hasMethod, facts.encryption_method != UInt16(ZIP_EM_NONE) {
                return .failure(.encrypted)
            }
            guard let part = zip_fopen_index(handles.archive, UInt64(index), 0) else {
                let code = zip_error_code_zip(zip_get_error(handles.archive))
                return .failure(code == ZIP_ER_COMPNOTSUPP ? .unsupported : .broken)
            }
            return .success(OpenedPart(handle: part, packed: Int(clamping: facts.comp_size)))
        }
        let part = try result.get()
        return ZipPart(
            part.handle, of: self, Expansion(packed: min(part.packed, byteCount), limit: limit))
    }

    private struct OpenedPart: @unchecked Sendable {
        let handle: OpaquePointer
        let packed: Int
    }

    fileprivate func read(_ part: OpaquePointer, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
        nonisolated(unsafe) let (part, buffer) = (part, buffer)
        return handles.withLock { _ in
            Int(zip_fread(part, buffer.baseAddress, UInt64(buffer.count)))
        }
    }

    fileprivate func close(_ part: OpaquePointer) {
        nonisolated(unsafe) let part = part
        handles.withLock { _ in _ = zip_fclose(part) }
    }
}

/// A part of an archive that is being read; closed when nobody holds it any more.
package final class ZipPart {
    private let handle: OpaquePointer
    private let archive: ZipArchive
    private var expansion: Expansion

    fileprivate init(_ handle: OpaquePointer, of archive: ZipArchive, _ expansion: Expansion) {
        self.handle = handle
        self.archive = archive
        self.expansion = expansion
    }

    deinit { archive.close(handle) }

    /// Fills a buffer with the next bytes; returns how many, 0 at the end.
    package func read(
        into buffer: UnsafeMutableRawBufferPointer
    ) throws(ZipArchive.PartError) -> Int {
        let got = archive.read(handle, buffer)
        guard got >= 0 else { throw .broken }
        try expansion.add(got)
        return got
    }
}

/// How much has come out of something packed: the guard against bombs.
///
/// Text packs about tenfold, sheets of touched empty rows fiftyfold; deflate at most 1,032-fold. What is small may
/// grow as it likes: a sheet of one word in every row is no attack.
struct Expansion {
    /// How many times its own size something packed may become.
    static let ratio = 400
    /// From how many unpacked bytes on the ratio is looked at.
    static let free = 64 << 20

    /// How many bytes it was packed into.
    var packed: Int
    /// How many bytes may come out.
    let limit: Int
    private(set) var count = 0

    init(packed: Int, limit: Int) {
        self.packed = packed
        self.limit = limit
    }

    /// Counts bytes that came out.
    mutating func add(_ bytes: Int) throws(ZipArchive.PartError) {
        count += bytes
        if count > limit { throw .tooLarge }
        if count > Self.free, count / Self.ratio > packed { throw .bomb }
    }
}
