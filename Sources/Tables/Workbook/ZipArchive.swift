internal import CZip

/// The parts of a ZIP archive in memory; the only keeper of libzip's pointers.
///
/// libzip inflates a part in pieces, so a part that says it is small and is not is stopped at the
/// limit, whatever its header says.
package final class ZipArchive {
    private let archive: OpaquePointer
    private let memory: UnsafeMutableRawPointer

    /// Opens an archive; nil when the bytes are none.
    package init?(_ bytes: [UInt8]) {
        let memory = UnsafeMutableRawPointer.allocate(
            byteCount: max(1, bytes.count), alignment: 1)
        bytes.withUnsafeBytes { all in
            if let base = all.baseAddress { memory.copyMemory(from: base, byteCount: all.count) }
        }
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        guard let source = zip_source_buffer_create(memory, UInt64(bytes.count), 0, &error) else {
            memory.deallocate()
            return nil
        }
        guard let archive = zip_open_from_source(source, ZIP_RDONLY, &error) else {
            zip_source_free(source)
            memory.deallocate()
            return nil
        }
        self.archive = archive
        self.memory = memory
    }

    deinit {
        zip_discard(archive)
        memory.deallocate()
    }

    /// How many parts there are.
    package var count: Int { Int(zip_get_num_entries(archive, 0)) }

    /// The names of the parts, in the archive's order.
    package var names: [String] {
        (0..<max(0, count)).compactMap { index in
            zip_get_name(archive, UInt64(index), 0).map { String(cString: $0) }
        }
    }

    /// Why a part could not be read.
    package enum PartError: Error {
        /// It wants a password.
        case encrypted
        /// It has more bytes than the limit.
        case tooLarge
        /// It cannot be inflated.
        case broken
    }

    /// The bytes of a part; nil when there is none of this name, which is compared without regard to case.
    package func part(_ name: String, limit: Int) throws(PartError) -> [UInt8]? {
        let index = zip_name_locate(archive, name, UInt32(ZIP_FL_NOCASE))
        guard index >= 0 else { return nil }
        var facts = zip_stat_t()
        zip_stat_init(&facts)
        guard zip_stat_index(archive, UInt64(index), 0, &facts) == 0 else { throw .broken }
        let hasMethod = facts.valid & UInt64(ZIP_STAT_ENCRYPTION_METHOD) != 0
        if hasMethod, facts.encryption_method != UInt16(ZIP_EM_NONE) { throw .encrypted }
        guard let file = zip_fopen_index(archive, UInt64(index), 0) else { throw .broken }
        defer { zip_fclose(file) }
        var bytes: [UInt8] = []
        let size = 1 << 16
        let buffer = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 1)
        defer { buffer.deallocate() }
        while true {
            let got = zip_fread(file, buffer, UInt64(size))
            guard got >= 0 else { throw .broken }
            if got == 0 { return bytes }
            bytes.append(contentsOf: UnsafeRawBufferPointer(start: buffer, count: Int(got)))
            if bytes.count > limit { throw .tooLarge }
        }
    }
}
