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
    /// Where the bytes are.
    package let input: XMLInput
    /// The file's name without its folder.
    package let name: String
    /// Fingerprint, size and encoding.
    package let scan: InputScan
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
    /// The elements of its records, as ``XMLRecordReader`` takes them.
    let recordNames: Set<String>

    /// What kind of records it holds.
    package var kind: SourceMapping.Kind { mapping.kind }

    /// The file as an extract lists it; `mappingDigest` is the SHA-256 of the mapping's own bytes.
    package func extractFile(mappingDigest: String) -> ExtractFile {
        ExtractFile(
            name: name, sha256: scan.sha256, bytes: scan.byteCount, kind: kind,
            encoding: scan.encoding.actual.rawValue, mapping: mappingDigest, dateOrder: dateOrder)
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
        let scan = try InputScan.scan(input)
        guard !mappings.isEmpty else { throw RegisterFileError.noMapping(file: input.name) }
        let root = (scan.rootName ?? "").lettersAndDigits
        let known = mappings.filter { mapping in
            mapping.roots.contains { $0.lettersAndDigits == root }
        }
        if scan.hasDocumentType || scan.rootName == nil || known.isEmpty {
            // Reading it says what is wrong, and where; the root is to blame only when nothing is.
            try XMLRecordReader.read(input, encoding: scan.encoding, records: []) { _ in }
            throw RegisterFileError.unknownRoot(
                file: input.name, line: FileHead.rootLine(input, scan), root: scan.rootName ?? "",
                known: Array(Set(mappings.flatMap(\.roots))).sorted())
        }
        var best: FileInspection?
        for mapping in FileInspection.candidates(known, among: mappings) {
            let inspection = try FileInspection(input, scan, mapping)
            if best.map({ inspection.knownNames > $0.knownNames }) ?? true { best = inspection }
        }
        guard let best else { throw RegisterFileError.noMapping(file: input.name) }
        return best.file()
    }

    /// Hands over every record, in the file's order.
    ///
    /// A framework is one record with one field, its text: see ``FrameworkReader``.
    package func records(_ body: (RawRecord) throws -> Void) throws {
        if kind == .framework {
            let reading = try XMLDocument.read(input, keepingText: true)
            let field = RawField(name: RegisterFile.frameworkField, text: reading.text ?? "")
            return try body(RawRecord(fields: [field], line: reading.root.line))
        }
        var rows = SheetRows(CompiledMapping.compiled(mapping))
        try XMLRecordReader.read(input, encoding: scan.encoding, records: recordNames) { record in
            if SheetRows.isRow(record) {
                guard case .record(let fields) = rows.read(record) else { return }
                try body(RawRecord(fields: fields, line: record.line(0)))
            } else {
                try body(RawRecord(fields: RecordShape.fields(record), line: record.line(0)))
            }
        }
    }

    /// The name of the one field in which a framework is kept.
    package static let frameworkField = "framework"
}
