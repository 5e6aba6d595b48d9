import RiskRegister
import XML

/// A format of exports: turns the bytes of a file into records of raw fields, each with its place.
///
/// A format knows bytes and shapes, and asks a mapping only which names it knows; what words mean is the
/// mapping's, and what a record is for is its kind's. A new one is a folder beside this file and a line in
/// `ExportFormats.all`.
protocol ExportSource: Sendable {
    /// A file that begins so is one of the format.
    static func reads(_ beginning: FileBeginning) -> Bool

    /// Scans the file's bytes once: fingerprint, encoding, and what tells which mappings may read it.
    init(_ input: XMLInput) throws

    /// What identifies the file's bytes.
    var fingerprint: FileFingerprint { get }

    /// The mappings worth trying; throws what is wrong where there is none.
    func candidates(among mappings: [SourceMapping]) throws -> [SourceMapping]

    /// Looks through the file as one mapping reads it.
    func inspect(_ mapping: SourceMapping) throws -> Inspection
}

/// The formats that are read, those first that know their files best.
enum ExportFormats {
    static let all: [any ExportSource.Type] = [XMLExport.self, DelimitedExport.self]

    /// The file as its format reads it; what no format knows is refused as XML is, which says what it is.
    static func open(_ input: XMLInput) throws -> any ExportSource {
        let beginning = try FileBeginning(input)
        let format = all.first { $0.reads(beginning) } ?? XMLExport.self
        return try format.init(input)
    }
}

/// How a file begins, and the ending of its name: by these its format is known.
struct FileBeginning {
    /// The ending of its name, in lower case, without the dot.
    let ending: String
    /// The first bytes.
    let bytes: [UInt8]

    init(_ input: XMLInput) throws {
        let name = input.name.split(separator: "/").last.map(String.init) ?? ""
        ending = name.contains(".") ? (name.split(separator: ".").last ?? "").lowercased() : ""
        bytes = try input.beginning(4_096)
    }

    /// The first letters, without a byte order mark, zeros and white space.
    var letters: [UInt8] {
        let skipped: Set<UInt8> = [0, 0x09, 0x0A, 0x0D, 0x20, 0xEF, 0xBB, 0xBF, 0xFE, 0xFF]
        return Array(bytes.filter { $0 != 0 }.drop { skipped.contains($0) }.prefix(8))
    }

    /// An archive, an old Office file, a PDF or a database, whatever its name says.
    var isBinary: Bool {
        let begins: [[UInt8]] = [
            Array("PK\u{3}\u{4}".utf8), [0x1F, 0x8B], [0xD0, 0xCF, 0x11, 0xE0], Array("%PDF".utf8),
            Array("SQLite format 3".utf8),
        ]
        return begins.contains { bytes.starts(with: $0) }
    }

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
