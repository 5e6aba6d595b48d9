package import XML

/// The files in a wrapper: a gzip, or a ZIP of one file or several.
///
///     for file in try Unwrapped.files(in: .file("months.zip")) ?? [] {
///         let scan = try InputScan.scan(file.input)   // file.name: "april.xml"
///     }
///
/// Risk systems mail their exports packed, and people pack a year of them. A file comes as an ``XMLInput``, whose
/// bytes are unpacked as they are read: however large it is, it is never whole in memory, but for a workbook or document,
/// whose own list of parts stands at its end. An archive in an archive is refused: nobody means it, and it is how
/// a small file becomes a large one. So are more than ``totalLimit`` bytes together, and anything that grows more
/// than 400-fold past its first 64 MB (``Expansion``).
package enum Unwrapped {
    /// A file that was wrapped.
    package struct File: Sendable {
        /// Its name, for showing alone: folders are kept, steps upwards and control characters are not.
        package let name: String
        /// Its bytes; named `months.zip!april.xml` in errors.
        package let input: XMLInput
    }

    /// How many bytes all files of an archive may have together.
    package static let totalLimit = 8 << 30
    /// How many bytes a workbook or document in an archive may have.
    package static let packageLimit = 256 << 20
    /// How many files an archive may have.
    package static let fileLimit = 1_000

    /// The files in a wrapper; nil when the input is something else, a workbook or a document say.
    ///
    /// - Parameter input: What may be a wrapper.
    /// - Returns: The files, in the archive's order; nil when it is no wrapper.
    /// - Throws: `TableError` for a wrapper that is damaged, encrypted, hostile or empty; `XMLError` when the input
    ///   itself cannot be read. Damage inside a file is found where it is read.
    package static func files(in input: XMLInput) throws -> [File]? {
        let head = try FileKind.head(of: input)
        if head.starts(with: FileKind.gzipMark) { return [try gzip(input)] }
        guard head.starts(with: FileKind.zipMark) || head.starts(with: FileKind.emptyZipMark) else {
            return nil
        }
        guard let archive = ZipArchive(input) else {
            throw TableError(
                input.name, "the ZIP archive is damaged or cut short",
                advice: "copy it again, or make it anew")
        }
        if FileKind.isPackage(archive) { return nil }
        return try files(of: archive, input.name)
    }

    // MARK: - gzip

    private static func gzip(_ input: XMLInput) throws -> File {
        let base = input.name.split(separator: "/").last.map(String.init) ?? input.name
        let name =
            base.lowercased().hasSuffix(".gz") && base.count > 3 ? String(base.dropLast(3)) : base
        let pieces = XMLPieces(name: "\(input.name)!\(cleaned(name))") { () throws(XMLError) in
            let stream = try GzipStream(
                name: input.name, limit: totalLimit, try input.reader())
            return { buffer throws(XMLError) in try stream.read(into: buffer) }
        }
        return File(name: cleaned(name), input: try inner(.pieces(pieces)))
    }

    // MARK: - ZIP

    private static func files(of archive: ZipArchive, _ wrapper: String) throws -> [File] {
        let names = archive.names
        guard names.count <= 10 * fileLimit else {
            throw TableError(
                wrapper, "the archive lists \(names.count) files",
                advice: "unpack it and give the files themselves")
        }
        let wanted = names.enumerated().filter { isFile($0.element) }
        guard wanted.count <= fileLimit else {
            throw TableError(
                wrapper, "the archive holds more than \(fileLimit) files",
                advice: "unpack it and give the files themselves")
        }
        guard !wanted.isEmpty else {
            throw TableError(wrapper, "the archive holds no file", advice: "pack it anew")
        }
        // No file may become larger than it says, so that what they say together bounds what comes out.
        let claimed = wanted.reduce(0) {
            let (sum, isTooLarge) = $0.addingReportingOverflow(archive.claimedSize($1.offset))
            return isTooLarge ? .max : sum
        }
        guard claimed <= totalLimit else {
            throw TableError(
                wrapper, "the archive unpacks to more than \(totalLimit >> 30) GB",
                advice: "no export is like this: look at the file before you trust it")
        }
        return try wanted.map { index, name in
            let shown = cleaned(name)
            let pieces = archive.pieces(
                index, name: "\(wrapper)!\(shown)", limit: archive.claimedSize(index))
            return File(name: shown, input: try inner(.pieces(pieces)))
        }
    }

    /// Whether a name in an archive is a file that somebody meant to send.
    private static func isFile(_ name: String) -> Bool {
        let parts = name.split(whereSeparator: { $0 == "/" || $0 == "\\" })
        guard let last = parts.last, !name.hasSuffix("/"), !name.hasSuffix("\\") else {
            return false
        }
        if parts.contains("__MACOSX") || last.hasPrefix(".") || last.hasPrefix("~$") {
            return false
        }
        return !["thumbs.db", "desktop.ini"].contains(last.lowercased())
    }

    /// A name that is safe to show: no steps upwards, no drives, no control characters or changes of direction.
    static func cleaned(_ name: String) -> String {
        let scalars = name.unicodeScalars.prefix(300).map { scalar -> Unicode.Scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse:
                "\u{FFFD}"
            default: scalar == "\\" ? "/" : scalar
            }
        }
        let parts = String(String.UnicodeScalarView(scalars)).split(separator: "/")
            .filter { $0 != ".." && $0 != "." && !($0.count == 2 && $0.hasSuffix(":")) }
        return parts.isEmpty ? "file" : parts.joined(separator: "/")
    }

    // MARK: - What is inside

    /// A wrapped file as it is read: an Office package whole, anything else as it is unpacked.
    private static func inner(_ input: XMLInput) throws -> XMLInput {
        do {
            return try unchecked(input)
        } catch {
            guard let error = error as? XMLError else { throw error }
            throw TableError(input.name, error.what, advice: TableError.clause(error.advice))
        }
    }

    private static func unchecked(_ input: XMLInput) throws -> XMLInput {
        let head = try FileKind.head(of: input)
        guard head.starts(with: FileKind.zipMark) else {
            guard !FileKind.isArchive(head) else { throw nested(input.name) }
            return input
        }
        let bytes = try whole(input)
        guard let archive = ZipArchive(bytes), FileKind.isPackage(archive) else {
            throw nested(input.name)
        }
        return .bytes(bytes, name: input.name)
    }

    private static func nested(_ name: String) -> TableError {
        TableError(
            name, "it is an archive inside an archive, which is never unpacked",
            advice: "unpack the outer one and give the inner one itself")
    }

    private static func whole(_ input: XMLInput) throws -> [UInt8] {
        var bytes: [UInt8] = []
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
        defer { buffer.deallocate() }
        let next = try input.reader()
        while true {
            let got = try next(buffer)
            if got == 0 { return bytes }
            bytes.append(contentsOf: buffer.prefix(got))
            guard bytes.count <= packageLimit else {
                throw TableError(
                    input.name, "it has more than \(packageLimit >> 20) MB",
                    advice: "unpack the archive and give the file itself")
            }
        }
    }
}
