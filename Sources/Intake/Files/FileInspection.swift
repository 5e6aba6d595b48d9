import RiskRegister
import XML

/// The first pass over a file by one mapping.
struct FileInspection {
    private let input: XMLInput
    private let scan: InputScan
    private let mapping: SourceMapping
    private let compiled: CompiledMapping
    private let pass: Pass
    private let recordNames: Set<String>

    /// What one pass counts.
    private struct Pass {
        var tally: NameTally
        var summary: XMLReadingSummary
        var records = 0
        var unreadRows = 0
        /// The root of a framework.
        var root: XMLNode?
    }

    /// How many different names of the file the mapping knows: the more, the better it fits.
    var knownNames: Int { pass.tally.knownNames }

    init(_ input: XMLInput, _ scan: InputScan, _ mapping: SourceMapping) throws {
        self.input = input
        self.scan = scan
        self.mapping = mapping
        let compiled = CompiledMapping.compiled(mapping)
        self.compiled = compiled
        if mapping.kind == .framework {
            let reading = try XMLDocument.read(input)
            var tally = NameTally(compiled)
            tally.addDates(reading.root)
            recordNames = []
            pass = Pass(tally: tally, summary: reading.summary, records: 1, root: reading.root)
            return
        }
        var names = Set(mapping.records.flatMap { [$0, $0.lowercased()] })
        // A root that is called like a record is the root: its children are the records.
        if let root = scan.rootName { names.subtract([root, root.lowercased()]) }
        var pass = try FileInspection.read(input, scan, compiled, names)
        if pass.records == 0, let guess = FileHead.recordName(pass.summary.outside) {
            names = [guess]
            pass = try FileInspection.read(input, scan, compiled, names)
        }
        recordNames = names
        self.pass = pass
    }

    /// The mappings worth trying: those that know the root, and those of another kind, because a
    /// `<Report>` or a `<Workbook>` may hold risks or actions.
    static func candidates(
        _ known: [SourceMapping], among all: [SourceMapping]
    ) -> [SourceMapping] {
        guard known.allSatisfy({ $0.kind == .risks }) else { return known }
        return known + all.filter { $0.kind == .actions && !known.contains($0) }
    }

    private static func read(
        _ input: XMLInput, _ scan: InputScan, _ compiled: CompiledMapping, _ names: Set<String>
    ) throws -> Pass {
        var tally = NameTally(compiled)
        var rows = SheetRows(compiled)
        var count = 0
        let summary = try XMLRecordReader.read(
            input, encoding: scan.encoding, records: names
        ) { record in
            if SheetRows.isRow(record) {
                guard case .record(let fields) = rows.read(record) else { return }
                tally.add(fields, record.line(0))
            } else {
                tally.add(record)
            }
            count += 1
        }
        return Pass(tally: tally, summary: summary, records: count, unreadRows: rows.unread)
    }

    /// The file as the pass found it.
    func file() -> RegisterFile {
        let (tally, summary) = (pass.tally, pass.summary)
        let order = tally.dates.order(mapped: mapping.dateOrder)
        let head =
            pass.root.map { FileHead($0, mapping: mapping, order: order) }
            ?? FileHead(summary.outside, mapping: mapping, order: order)
        let name = input.name.split(separator: "/").last.map(String.init) ?? input.name
        var findings = FileFindings(file: name)
        findings.add(summary.repairs)
        findings.add(scan.encoding)
        for unmapped in tally.unmapped {
            findings.add(
                unmapped: unmapped.name, records: unmapped.count, line: unmapped.line,
                of: pass.records, suggestion: compiled.suggestion(for: unmapped.name))
        }
        if pass.unreadRows > 0 { findings.add(unreadRows: pass.unreadRows) }
        if let message = tally.dates.message(mapped: mapping.dateOrder) {
            findings.add(dates: message)
        }
        let organisation = head.organisation ?? mapping.organisation
        return RegisterFile(
            input: input, name: name, scan: scan, mapping: mapping, dateOrder: order,
            asAt: head.asAt, unreadDay: head.unreadDay,
            organisation: organisation.isEmpty ? nil : organisation,
            recordCount: pass.records, repaired: summary.repairs.total,
            unmapped: tally.unmapped.map(\.name), knownNames: knownNames, findings: findings.all,
            recordNames: recordNames)
    }
}

/// Counts the names of a file's fields, and looks at its dates.
///
/// Most elements of most exports are plain: a name and a text, one level down. Those are known by
/// the number of their name, so that the pass makes no string for them.
struct NameTally {
    private struct Plain {
        var isKnown: Bool
        var isDate: Bool
        var count = 0
        var line = 0
    }

    private let mapping: CompiledMapping
    private var plain: [Plain?] = []
    private var named: [String: (count: Int, line: Int)] = [:]
    private var order: [String] = []
    private(set) var dates = DateOrderEvidence()
    private var knownSeen: Set<String> = []

    init(_ mapping: CompiledMapping) { self.mapping = mapping }

    var knownNames: Int { knownSeen.count }

    /// Names that the mapping does not know and that hold something, sorted.
    var unmapped: [(name: String, count: Int, line: Int)] {
        named.sorted { $0.key < $1.key }.map { ($0.key, $0.value.count, $0.value.line) }
    }

    mutating func add(_ record: borrowing XMLRecord) {
        guard NameTally.isPlain(record) else {
            return add(RecordShape.fields(record), record.line(0))
        }
        for place in 0..<record.attributeCount(0) {
            let name = record.attributeName(0, place).local
            let text = record.attributeString(0, place)
            add([RawField(name: name, text: text)], record.line(0))
        }
        for index in 1..<max(1, record.count) {
            let number = record.nameNumber(index)
            while plain.count <= number { plain.append(nil) }
            let bytes = record.bytes(index)
            if RecordShape.isSpace(bytes) { continue }
            if plain[number] == nil {
                let name = record.name(index).local
                let (known, isDate) = look(at: name)
                plain[number] = Plain(isKnown: known, isDate: isDate)
            }
            guard let entry = plain[number] else { continue }
            if entry.isDate { dates.add(bytes) }
            if !entry.isKnown { note(record.name(index).local, record.line(index)) }
        }
    }

    /// Looks at everything in a tree that is written like a date.
    mutating func addDates(_ node: XMLNode) {
        for attribute in node.attributes { dates.add(attribute.value.utf8) }
        for child in node.children {
            switch child {
            case .element(let element): addDates(element)
            case .text(let text): dates.add(text.utf8)
            case .comment, .instruction: break
            }
        }
    }

    mutating func add(_ fields: [RawField], _ line: Int) {
        for field in fields where !field.text.utf8.allSatisfy({ $0 <= 0x20 }) {
            let (known, isDate) = look(at: field.name)
            if isDate { dates.add(field.text.utf8) }
            if !known { note(field.name, line) }
        }
    }

    /// No nesting, and no attributes but the record's own: every element is a field under its name.
    private static func isPlain(_ record: borrowing XMLRecord) -> Bool {
        for index in 1..<max(1, record.count)
        where record.attributeCount(index) > 0 || record.depth(index) > 1 {
            return false
        }
        return record.count > 1
    }

    private mutating func look(at name: String) -> (isKnown: Bool, isDate: Bool) {
        if let known = mapping.known(name) {
            knownSeen.insert(name.lettersAndDigits)
            switch known {
            case .whole(let target), .part(let target):
                return (true, mapping.targets[target].field?.field.isDate ?? false)
            case .code: return (true, false)
            }
        }
        // Attributes of a known element belong to it, whatever they are.
        if let slash = name.firstRange(of: "/@"),
            mapping.known(String(name[..<slash.lowerBound])) != nil
        {
            return (true, false)
        }
        return (false, false)
    }

    private mutating func note(_ name: String, _ line: Int) {
        named[name, default: (0, line)].count += 1
    }
}
