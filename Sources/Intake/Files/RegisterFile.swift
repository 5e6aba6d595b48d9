package import RiskRegister
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
    /// The file's name without its folder.
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
    /// Names that the mapping does not know, sorted.
    package let unmapped: [String]
    /// How many different names of the file the mapping knows.
    package let knownNames: Int
    /// What there is to say about the file as a whole: RD01, RD02, RD03, RD06.
    package let findings: [Finding]
    /// Hands over its records.
    private let read: @Sendable ((RawRecord) throws -> Void) throws -> Void

    /// The SHA-256 of its bytes, 64 hexadecimal digits.
    package var sha256: String { fingerprint.sha256 }

    /// What kind of records it holds.
    package var kind: SourceMapping.Kind { mapping.kind }

    /// The file as an extract lists it; `mappingDigest` is the SHA-256 of the mapping's own bytes.
    package func extractFile(mappingDigest: String) -> ExtractFile {
        ExtractFile(
            name: name, sha256: sha256, bytes: fingerprint.byteCount, kind: kind,
            encoding: fingerprint.encoding, mapping: mappingDigest, dateOrder: dateOrder)
    }

    /// Looks through a file.
    ///
    /// Throws ``XMLError`` for a file that cannot be read, ``RegisterFileError`` for one that no
    /// mapping knows.
    package static func inspect(
        path: String, mappings: [SourceMapping]
    ) throws -> RegisterFile {
        try inspect(.file(path), mappings: mappings)
    }

    /// Looks through a file or bytes in memory.
    package static func inspect(
        _ input: XMLInput, mappings: [SourceMapping]
    ) throws -> RegisterFile {
        let input = try input.settled()
        let source = try ExportFormats.open(input)
        guard !mappings.isEmpty else { throw RegisterFileError.noMapping(file: input.name) }
        var best: Inspection?
        for mapping in try source.candidates(among: mappings) {
            let found = try source.inspect(mapping)
            if best.map({ found.knownNames > $0.knownNames }) ?? true { best = found }
        }
        guard let best else { throw RegisterFileError.noMapping(file: input.name) }
        return RegisterFile(best, of: input, source.fingerprint)
    }

    private init(_ found: Inspection, of input: XMLInput, _ fingerprint: FileFingerprint) {
        let mapping = found.mapping
        let compiled = CompiledMapping.compiled(mapping)
        let order = found.tally.dates.order(mapped: mapping.dateOrder)
        let head = FileHead(found.head, mapping: mapping, order: order)
        name = input.name.split(separator: "/").last.map(String.init) ?? input.name
        var findings = FileFindings(file: name)
        findings.add(found.repairs, in: fingerprint.format)
        findings.add(fingerprint)
        for unmapped in found.tally.unmapped {
            findings.add(
                unmapped: unmapped.name, records: unmapped.count, line: unmapped.line,
                of: found.records, suggestion: compiled.suggestion(for: unmapped.name))
        }
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
        unmapped = found.tally.unmapped.map(\.name)
        knownNames = found.knownNames
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
