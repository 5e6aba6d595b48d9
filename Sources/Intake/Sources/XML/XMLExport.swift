import RiskRegister
import XML

/// Exports of XML: any root, any depth.
struct XMLExport: ExportFormat, ExportSource {
    let input: XMLInput
    let scan: InputScan

    static func reads(_ beginning: FileBeginning) -> Bool {
        let letters = beginning.letters
        if letters.starts(with: Array("<?xml".utf8)) { return true }
        if DelimitedExport.endings.contains(beginning.ending) { return false }
        return beginning.ending == "xml" || letters.first == UInt8(ascii: "<")
    }

    static func open(
        _ input: XMLInput, for mappings: [SourceMapping]
    ) throws -> [any ExportSource] { [try XMLExport(input)] }

    private init(_ input: XMLInput) throws {
        self.input = input
        scan = try InputScan.scan(input)
    }

    var fingerprint: FileFingerprint {
        FileFingerprint(
            sha256: scan.sha256, byteCount: scan.byteCount,
            encoding: scan.encoding.actual.rawValue, format: "XML",
            problem: scan.encoding.problem)
    }

    /// The mappings that know the root, and those of another kind, because a `<Report>` or a `<Workbook>`
    /// may hold risks or actions.
    func candidates(among mappings: [SourceMapping]) throws -> [SourceMapping] {
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
        guard known.allSatisfy({ $0.kind == .risks }) else { return known }
        return known + mappings.filter { $0.kind == .actions && !known.contains($0) }
    }

    func inspect(_ mapping: SourceMapping) throws -> Inspection {
        let compiled = CompiledMapping.compiled(mapping)
        if mapping.kind == .framework { return try inspectFramework(mapping, compiled) }
        var names = Set(mapping.records.flatMap { [$0, $0.lowercased()] })
        // A root that is called like a record is the root: its children are the records.
        if let root = scan.rootName { names.subtract([root, root.lowercased()]) }
        var (found, outside) = try look(mapping, compiled, names)
        if found.records == 0, let guess = FileHead.recordName(outside) {
            (found, _) = try look(mapping, compiled, [guess])
        }
        return found
    }

    /// A framework is one record with one field, its text.
    private func inspectFramework(
        _ mapping: SourceMapping, _ compiled: CompiledMapping
    ) throws -> Inspection {
        let reading = try XMLDocument.read(input)
        var found = Inspection(mapping: mapping, tally: NameTally(compiled))
        found.tally.addDates(reading.root)
        found.head = FileHead.texts(reading.root)
        found.records = 1
        found.repairs = reading.summary.repairs
        found.read = { [input] body in
            let reading = try XMLDocument.read(input, keepingText: true)
            let field = RawField(name: RegisterFile.frameworkField, text: reading.text ?? "")
            try body(RawRecord(fields: [field], line: reading.root.line))
        }
        return found
    }

    private func look(
        _ mapping: SourceMapping, _ compiled: CompiledMapping, _ names: Set<String>
    ) throws -> (Inspection, outside: [XMLOutsideElement]) {
        var found = Inspection(mapping: mapping, tally: NameTally(compiled))
        var groups = GroupValues(compiled)
        let summary = try XMLRecordReader.read(
            input, encoding: scan.encoding, records: names
        ) { record in
            if groups.take(record.group).isEmpty {
                found.tally.add(record)
            } else {
                found.tally.add(groups.fields(record), record.line(0))
            }
            found.records += 1
        }
        found.head = FileHead.texts(summary.outside)
        found.repairs = summary.repairs
        found.notes += groups.notes
        found.read = { [input, scan] body in
            var groups = GroupValues(compiled)
            try XMLRecordReader.read(input, encoding: scan.encoding, records: names) { record in
                groups.take(record.group)
                try body(RawRecord(fields: groups.fields(record), line: record.line(0)))
            }
        }
        return (found, summary.outside)
    }
}
