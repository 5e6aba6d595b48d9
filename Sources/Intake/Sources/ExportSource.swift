import Digests
import RiskRegister
import Tables
import XML

/// A format of exports: turns the bytes of a file into records of raw fields, each with its place.
///
/// A format knows bytes and shapes, and asks a mapping only which names it knows; what words mean is the
/// mapping's, and what a record is for is its kind's. A new one is a folder beside this file and a line in
/// `ExportFormats.all`.
protocol ExportFormat: Sendable {
    /// A file that begins so is one of the format.
    static func reads(_ beginning: FileBeginning) -> Bool

    /// Opens a file: one export, or each of its tables that holds something.
    ///
    /// - Parameters:
    ///   - input: The file.
    ///   - mappings: Those at hand, by whose names a table is known for what it is.
    /// - Returns: One at least.
    /// - Throws: What cannot be read of it.
    static func open(
        _ input: XMLInput, for mappings: [SourceMapping]
    ) throws -> [any ExportSource]
}

/// A file, or one of its tables, whose records are to be read.
protocol ExportSource: Sendable {
    /// What identifies the file's bytes.
    var fingerprint: FileFingerprint { get }

    /// Which of the file's tables it is, where the file has several ("Risks 2026").
    var table: String? { get }

    /// Nobody who opens the file sees it.
    var isHidden: Bool { get }

    /// The mappings worth trying; throws what is wrong where there is none.
    func candidates(among mappings: [SourceMapping]) throws -> [SourceMapping]

    /// Looks through the file as one mapping reads it.
    func inspect(_ mapping: SourceMapping) throws -> Inspection
}

extension ExportSource {
    var table: String? { nil }
    var isHidden: Bool { false }
}

/// The formats that are read, those first that know their files best.
enum ExportFormats {
    static let all: [any ExportFormat.Type] = [
        WorkbookExport.self, OldWorkbookExport.self, DocumentExport.self, XMLExport.self,
        DelimitedExport.self,
    ]

    /// The exports of a file; what no format knows is refused as XML is, which says what it is.
    static func open(
        _ input: XMLInput, for mappings: [SourceMapping]
    ) throws -> [any ExportSource] {
        let beginning = try FileBeginning(input)
        if case .refused(let what, let advice) = beginning.kind {
            throw TableError(input.name, what, advice: advice)
        }
        let format = all.first { $0.reads(beginning) } ?? XMLExport.self
        return try format.open(input, for: mappings)
    }
}

/// How a file begins, and the ending of its name: by these its format is known.
struct FileBeginning {
    /// The ending of its name, in lower case, without the dot.
    let ending: String
    /// The first bytes.
    let bytes: [UInt8]
    /// What they say that the file is.
    let kind: FileKind

    init(_ input: XMLInput) throws {
        let name = input.name.split(separator: "/").last.map(String.init) ?? ""
        ending = name.contains(".") ? (name.split(separator: ".").last ?? "").lowercased() : ""
        bytes = try input.beginning(4_096)
        kind = try FileKind.of(input)
    }

    /// The first letters, without a byte order mark, zeros and white space.
    var letters: [UInt8] {
        let skipped: Set<UInt8> = [0, 0x09, 0x0A, 0x0D, 0x20, 0xEF, 0xBB, 0xBF, 0xFE, 0xFF]
        return Array(bytes.filter { $0 != 0 }.drop { skipped.contains($0) }.prefix(8))
    }

    /// A database: no text, whatever its name says.
    var isBinary: Bool { bytes.starts(with: Array("SQLite format 3".utf8)) }

    /// Letters, digits and what stands between them: no archive, picture or program.
    var isText: Bool {
        bytes.allSatisfy { $0 >= 0x20 || $0 == 0 || (0x09...0x0D).contains($0) }
    }
}

/// What identifies the bytes of a file.
struct FileFingerprint: Hashable, Sendable {
    /// SHA-256 of its bytes, 64 hexadecimal digits.
    var sha256: String
    /// Its size in bytes.
    var byteCount: Int
    /// The encoding it is read in, as extracts list it ("UTF-8", "windows-1252").
    var encoding: String
    /// What it is, as findings call it ("XML", "text").
    var format: String
    /// What is wrong with the encoding that it declares; nil when nothing is.
    var problem: String?
}

extension FileFingerprint {
    /// The fingerprint of an archive, whose texts are UTF-8.
    init(_ input: XMLInput, format: String) throws {
        let hash = SHA256()
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 1)
        defer { buffer.deallocate() }
        let next = try input.reader()
        var count = 0
        while true {
            let got = try next(buffer)
            if got == 0 { break }
            hash.update(UnsafeRawBufferPointer(rebasing: buffer[..<got]))
            count += got
        }
        self.init(
            sha256: hash.finish().hex, byteCount: count, encoding: "UTF-8", format: format)
    }
}

/// What looking through a file by one mapping finds.
struct Inspection {
    /// The mapping.
    var mapping: SourceMapping
    /// The names of its fields, and its dates.
    var tally: NameTally
    /// Names and texts outside its records.
    var head: [(name: String, text: String)] = []
    /// How many records it holds.
    var records = 0
    /// What was replaced in its characters.
    var repairs = XMLRepairs()
    /// What else there is to say about its shape.
    var notes: [ShapeNote] = []
    /// The row, or line, of its headings; nil where elements name its fields.
    var headingRow: Int?
    /// Rows that are no records: totals, headings said again, lines of dashes.
    var leftOutRows = 0
    /// Hands over every record, in the file's order.
    var read: @Sendable ((RawRecord) throws -> Void) throws -> Void = { _ in }

    /// How many different names of the file the mapping knows: the more, the better it fits.
    var knownNames: Int { tally.knownNames }
}

/// Something about the shape of a file that a person should know (RD03).
struct ShapeNote: Hashable, Sendable {
    var message: String
    var advice: String
    var line = 0
}
