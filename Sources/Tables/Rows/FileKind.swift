package import XML

/// What a file is by its bytes, whatever its name says.
///
///     try FileKind.of(.file("risks.xlsx"))   // .workbook
///     try FileKind.of(.file("risks.xls"))    // .refused("the file is an old Excel workbook (.xls)", "save it ...")
package enum FileKind: Hashable, Sendable {
    /// An XLSX workbook: ``WorkbookTables``.
    case workbook
    /// A DOCX document: ``DocumentTables``.
    case document
    /// An Excel 2003 XML workbook: ``SpreadsheetXML``.
    case spreadsheetXML
    /// A gzip, or a ZIP of files: ``Unwrapped``.
    case wrapper
    /// Other XML.
    case xml
    /// Anything else, which may be a text.
    case other
    /// A format that is known and not read: what it is, and what to do.
    case refused(String, String)

    static let zipMark: [UInt8] = [0x50, 0x4B, 3, 4]
    static let emptyZipMark: [UInt8] = [0x50, 0x4B, 5, 6]
    static let gzipMark: [UInt8] = [0x1F, 0x8B]

    /// What an input is.
    ///
    /// - Parameter input: The file.
    /// - Returns: What its bytes say, whatever its name does.
    /// - Throws: `XMLError` when it cannot be read.
    package static func of(_ input: XMLInput) throws(XMLError) -> FileKind {
        let head = try head(of: input)
        if head.starts(with: zipMark) || head.starts(with: emptyZipMark) {
            return ZipArchive(input).map(kind) ?? .wrapper
        }
        if head.starts(with: gzipMark) { return .wrapper }
        if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            return oldOffice(head)
        }
        if isArchive(head) {
            return .refused(
                "the file is an archive of a kind that is not read", "unpack it, or pack it as ZIP")
        }
        if head.starts(with: Array("%PDF-".utf8)) {
            return .refused(
                "the file is a PDF, which holds a picture of a table and not the table",
                "export as XML, .xlsx or CSV")
        }
        if head.starts(with: Array("{\\rtf".utf8)) {
            return .refused("the file is an RTF document", "save it as .docx")
        }
        guard let scan = try? InputScan.scan(.bytes(head, name: input.name)) else { return .other }
        return scan.rootNamespace == SpreadsheetXML.namespace && scan.rootName == "Workbook"
            ? .spreadsheetXML : .xml
    }

    /// The first bytes of an input.
    static func head(of input: XMLInput) throws(XMLError) -> [UInt8] {
        let size = 1 << 16
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 1)
        defer { buffer.deallocate() }
        let next = try input.reader()
        var count = 0
        while count < size {
            let got = try next(UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
            if got == 0 { break }
            count += got
        }
        return Array(buffer.prefix(count))
    }

    /// Whether bytes begin as archives do: ZIP, gzip, 7z, RAR, bzip2, xz, Zstandard.
    static func isArchive(_ head: [UInt8]) -> Bool {
        let marks: [[UInt8]] = [
            zipMark, emptyZipMark, gzipMark, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C],
            Array("Rar!".utf8), Array("BZh".utf8), [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0],
            [0x28, 0xB5, 0x2F, 0xFD],
        ]
        return marks.contains { head.starts(with: $0) }
    }

    /// Whether an archive is an Office file, and so no wrapper.
    static func isPackage(_ archive: ZipArchive) -> Bool { kind(of: archive) != .wrapper }

    private static func kind(of archive: ZipArchive) -> FileKind {
        let names = archive.names.map { $0.lowercased() }
        if names.contains(where: { $0.hasSuffix("vbaproject.bin") }) {
            return .refused(
                "the file holds macros, which are never read", "save it as .xlsx or .docx")
        }
        if names.contains("xl/workbook.bin") {
            return .refused("the workbook is in Excel's binary form (.xlsb)", "save it as .xlsx")
        }
        if names.contains("[content_types].xml") {
            if names.contains(where: { $0.hasPrefix("word/") }) { return .document }
            if names.contains(where: { $0.hasPrefix("ppt/") }) {
                return .refused("the file is a presentation", "put its tables into a workbook")
            }
            return .workbook
        }
        guard names.contains("mimetype"), names.contains("content.xml") else { return .wrapper }
        let bytes = (try? archive.part("mimetype", limit: 1_000)) ?? []
        if String(decoding: bytes, as: UTF8.self).contains("text") {
            return .refused("the file is an OpenDocument text (.odt)", "save it as .docx")
        }
        return .refused(
            "the file is an OpenDocument spreadsheet (.ods)", "save it as .xlsx or CSV")
    }

    /// Which of the files in Microsoft's old container (OLE2) it is; the names of its streams are in UTF-16.
    private static func oldOffice(_ head: [UInt8]) -> FileKind {
        func holds(_ name: String) -> Bool {
            let wide = name.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
            return head.firstRange(of: wide) != nil
        }
        if holds("EncryptedPackage") || holds("EncryptionInfo") {
            return .refused(
                "the file is encrypted with a password", "save it without a password")
        }
        if holds("WordDocument") {
            return .refused("the file is an old Word document (.doc)", "save it as .docx")
        }
        // The list of streams may stand anywhere; a workbook is what people send.
        return .refused(
            "the file is an old Excel workbook (.xls), or an encrypted one",
            "save it without a password as .xlsx or CSV")
    }
}
