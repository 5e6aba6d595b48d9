import RiskRegister
import XML

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
    private var named: [String: (count: Int, line: Int, record: Int)] = [:]
    private var record = 0
    private var order: [String] = []
    private(set) var dates = DateOrderEvidence()
    private var knownSeen: Set<String> = []
    private var fieldsSeen: Set<MappedField> = []

    init(_ mapping: CompiledMapping) { self.mapping = mapping }

    var knownNames: Int { knownSeen.count }

    /// Something says which risk or action a record is, or what it is called: it is one.
    var namesRecords: Bool {
        let names: [MappedField] = [
            .sourceID, .reference, .title, .actionID, .riskID, .actionText,
        ]
        return names.contains(where: fieldsSeen.contains)
    }

    /// Names that the mapping does not know and that hold something, sorted.
    var unmapped: [(name: String, count: Int, line: Int)] {
        named.sorted { $0.key < $1.key }.map { ($0.key, $0.value.count, $0.value.line) }
    }

    mutating func add(_ record: borrowing XMLRecord) {
        self.record += 1
        guard NameTally.isPlain(record) else {
            return look(at: RecordShape.fields(record), record.line(0))
        }
        for place in 0..<record.attributeCount(0) {
            let name = record.attributeName(0, place).local
            let text = record.attributeString(0, place)
            look(at: [RawField(name: name, text: text)], record.line(0))
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
        record += 1
        look(at: fields, line)
    }

    private mutating func look(at fields: [RawField], _ line: Int) {
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
                if let field = mapping.targets[target].field?.field { fieldsSeen.insert(field) }
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
        // An element may stand in a record many times.
        if named[name]?.record == record { return }
        named[name, default: (0, line, 0)].count += 1
        named[name]?.record = record
    }
}
