package import RiskRegister
import Tables
package import XML

/// A file to import, looked through once from end to end before any of its records is used.
///
/// The first pass refuses what cannot be read, and finds what holds for the file as a whole: which
/// mapping reads it, the day it speaks for, the order of its dates, the names that no mapping knows.
/// The second hands its records over. So nothing is stored of a file that is cut short, and 04/05/2026
/// means the same day in every record.
///
///     let file = try RegisterFile.inspect(path: "risks.xml", mappings: rulebook.mappings)
///     try file.records { raw in batch.append(reader.risk(raw)) }
package struct RegisterFile: Sendable {
    /// The file's name without its folder, and the table in it where it has several: `june.xlsx!Risks`.
    package let name: String
    /// What identifies its bytes.
    private let fingerprint: FileFingerprint
    /// The mapping that reads it.
    package let mapping: SourceMapping
    /// The order of numeric dates, decided for the file.
    package let dateOrder: SourceMapping.DateOrder
    /// The day that the file's head says it speaks for; nil when it says none.
    package let asAt: Day?
    /// What the file's head says instead of a day, when it cannot be read as one ("30/13/2026").
    package let unreadDay: String?
    /// The organisation that the file's head names, else the mapping's; nil when neither does.
    package let organisation: String?
    /// How many records it holds.
    package let recordCount: Int
    /// How many characters and bytes were repaired.
    package let repaired: Int
    /// Names that the mapping does not know, sorted; the first of them where there are very many.
    package let unmapped: [String]
    /// How many different names of the file the mapping knows.
    package let knownNames: Int
    /// What there is to say about the file as a whole: RD01, RD02, RD03, RD06.
    package private(set) var findings: [Finding]
    /// How many unknown names are told one by one: more is no export's own words.
    private static let mostUnmapped = 500
    /// The row, or line, of its headings; nil where elements name its fields.
    package let headingRow: Int?
    /// Rows that are no records, which were left out.
    package let leftOutRows: Int
    /// What its dates show about the order of day and month, in words.
    package let dateEvidence: String
    /// Hands over its records.
    private let read: @Sendable ((RawRecord) throws -> Void) throws -> Void

    /// The SHA-256 of its bytes, 64 hexadecimal digits.
    package var sha256: String { fingerprint.sha256 }

    /// What it is: "XML", "text", "workbook", "document".
    package var format: String { fingerprint.format }
    /// The encoding that it is read in.
    package var encoding: String { fingerprint.encoding }

    /// What kind of records it holds.
    package var kind: SourceMapping.Kind { mapping.kind }

    /// The file as an extract lists it; `mappingDigest` is the SHA-256 of the mapping's own bytes.
    package func extractFile(mappingDigest: String) -> ExtractFile {
        ExtractFile(
            name: name, sha256: sha256, bytes: fingerprint.byteCount, kind: kind,
            encoding: fingerprint.encoding, mapping: mappingDigest, dateOrder: dateOrder)
    }

    /// Looks through a file that is one export.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - mappings: Those at hand.
    /// - Returns: Its first export.
    /// - Throws: ``XMLError`` for a file that cannot be read, `TableError` for a table that cannot,
    ///   ``RegisterFileError`` for one that no mapping knows.
    package static func inspect(
        path: String, mappings: [SourceMapping]
    ) throws -> RegisterFile {
        try inspect(.file(path), mappings: mappings)
    }

    /// Looks through a file, or bytes in memory, that is one export.
    package static func inspect(
        _ input: XMLInput, mappings: [SourceMapping]
    ) throws -> RegisterFile {
        guard let first = try all(in: input, mappings: mappings).first else {
            throw RegisterFileError.noMapping(file: input.name)
        }
        return first
    }

    /// Looks through whatever exports a file holds: itself, the files in a gzip or ZIP, the sheets of a
    /// workbook, the tables of a document.
    ///
    ///     try RegisterFile.all(in: .file("june.zip"), mappings: mappings).map(\.name)
    ///     // ["june.zip!risks.csv", "june.zip!book.xlsx!Actions"]
    ///
    /// - Parameters:
    ///   - input: The file.
    ///   - mappings: Those at hand.
    /// - Returns: One at least.
    /// - Throws: As ``inspect(path:mappings:)``.
    package static func all(
        in input: XMLInput, mappings: [SourceMapping]
    ) throws -> [RegisterFile] {
        try unwrapped(input).flatMap { file, name in try exports(of: file, name, mappings) }
    }

    /// The files in a gzip or ZIP, else the file itself, each with what it is called.
    static func unwrapped(_ input: XMLInput) throws -> [(input: XMLInput, name: String)] {
        let input = try input.settled()
        let name = input.name.split(separator: "/").last.map(String.init) ?? input.name
        guard let files = try Unwrapped.files(in: input) else { return [(input, name)] }
        return files.map { file in
            // A gzip is one file, and is called as it.
            let isAlone = files.count == 1 && name.lowercased().hasSuffix(".gz")
            return (file.input, isAlone ? file.name : "\(name)!\(file.name)")
        }
    }

    private static func exports(
        of input: XMLInput, _ name: String, _ mappings: [SourceMapping]
    ) throws -> [RegisterFile] {
        guard !mappings.isEmpty else { throw RegisterFileError.noMapping(file: input.name) }
        let sources = try ExportFormats.open(input, for: mappings)
        if let only = sources.first, sources.count == 1 {
            let found = try best(only, mappings, file: input.name)
            return [RegisterFile(found, only, name)]
        }
        // Of several tables, those that hold records are read, and the rest is told.
        var files: [RegisterFile] = []
        var notes: [ShapeNote] = []
        var unknown: (any Error)?
        for source in sources {
            do {
                var found = try best(source, mappings, file: input.name)
                guard found.tally.namesRecords, found.records > 0 else {
                    notes.append(.unreadTable(source, "names no risk or action"))
                    continue
                }
                if source.isHidden {
                    notes.append(.unreadTable(source, "is hidden"))
                    continue
                }
                if files.isEmpty {
                    found.notes += notes
                    notes = []
                }
                let table = source.table.map { "!\($0)" } ?? ""
                files.append(RegisterFile(found, source, name + table))
            } catch let error as RegisterFileError {
                unknown = unknown ?? error
                notes.append(.unreadTable(source, "has no headings that a mapping knows"))
            }
        }
        guard !files.isEmpty else {
            throw unknown ?? RegisterFileError.noTable(file: input.name, notes.map(\.message))
        }
        files[files.count - 1].tell(notes)
        return files
    }

    /// The file as the mapping reads it that knows most of its names.
    private static func best(
        _ source: any ExportSource, _ mappings: [SourceMapping], file: String
    ) throws -> Inspection {
        var best: Inspection?
        for mapping in try source.candidates(among: mappings) {
            let found = try source.inspect(mapping)
            if best.map({ found.knownNames > $0.knownNames }) ?? true { best = found }
        }
        guard let best else { throw RegisterFileError.noMapping(file: file) }
        return best
    }

    private mutating func tell(_ notes: [ShapeNote]) {
        var findings = FileFindings(file: name)
        for note in notes { findings.add(note) }
        self.findings += findings.all
    }

    private init(_ found: Inspection, _ source: any ExportSource, _ name: String) {
        let fingerprint = source.fingerprint
        let mapping = found.mapping
        let compiled = CompiledMapping.compiled(mapping)
        let order = found.tally.dates.order(mapped: mapping.dateOrder)
        let head = FileHead(found.head, mapping: mapping, order: order)
        self.name = name
        var findings = FileFindings(file: name)
        findings.add(found.repairs, in: fingerprint.format)
        findings.add(fingerprint)
        let unmapped = found.tally.unmapped
        for name in unmapped.prefix(RegisterFile.mostUnmapped) {
            findings.add(
                unmapped: name.name, records: name.count, line: name.line,
                of: found.records, suggestion: compiled.suggestion(for: name.name))
        }
        findings.add(moreUnmapped: unmapped.count - RegisterFile.mostUnmapped)
        for note in found.notes { findings.add(note) }
        if let message = found.tally.dates.message(mapped: mapping.dateOrder) {
            findings.add(dates: message)
        }
        let organisation = head.organisation ?? mapping.organisation
        self.fingerprint = fingerprint
        self.mapping = mapping
        dateOrder = order
        asAt = head.asAt
        unreadDay = head.unreadDay
        self.organisation = organisation.isEmpty ? nil : organisation
        recordCount = found.records
        repaired = found.repairs.total
        self.unmapped = unmapped.prefix(RegisterFile.mostUnmapped).map(\.name)
        knownNames = found.knownNames
        headingRow = found.headingRow
        leftOutRows = found.leftOutRows
        dateEvidence = found.tally.dates.reason
        self.findings = findings.all
        read = found.read
    }

    /// Hands over every record, in the file's order.
    ///
    /// A framework is one record with one field, its text: see ``FrameworkReader``.
    package func records(_ body: (RawRecord) throws -> Void) throws { try read(body) }

    /// The name of the one field in which a framework is kept.
    package static let frameworkField = "framework"
}
