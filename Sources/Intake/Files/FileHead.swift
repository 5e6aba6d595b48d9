import RiskRegister
import Texts
import XML

/// What stands in a file outside its records: the day it speaks for, and whose it is.
struct FileHead {
    let asAt: Day?
    /// What stands where the day should, when it cannot be read as one.
    let unreadDay: String?
    let organisation: String?

    /// What stands outside the records of an export.
    static func texts(_ outside: [XMLOutsideElement]) -> [(name: String, text: String)] {
        let texts = outside.map { element in
            (element.path.split(separator: "/").last.map(String.init) ?? "", element.text)
        }
        return outside.flatMap { $0.attributes.map { ($0.name, $0.value) } } + texts
    }

    /// What stands at the root element of a framework.
    static func texts(_ root: XMLNode) -> [(name: String, text: String)] {
        let leaves = root.elements.filter { $0.elements.isEmpty }
        return root.attributes.map { ($0.name, $0.value) } + leaves.map { ($0.name, $0.text) }
    }

    /// The day and the organisation that a file's head says.
    init(
        _ texts: [(name: String, text: String)], mapping: SourceMapping,
        order: SourceMapping.DateOrder
    ) {
        let values = texts.compactMap { name, text -> (name: String, text: String)? in
            let words = text.onOneLine
            return words.isEmpty ? nil : (name.lettersAndDigits, words)
        }
        asAt = FileHead.first(mapping.extractDay, in: values) { FileHead.day($0, order) }
        unreadDay = asAt == nil ? FileHead.first(mapping.extractDay, in: values) { $0 } : nil
        organisation = FileHead.first(mapping.organisationNames, in: values) { $0 }
    }

    /// The first value, in the order of the mapping's names, that means something.
    private static func first<Value>(
        _ names: [String], in values: [(name: String, text: String)],
        _ meaning: (String) -> Value?
    ) -> Value? {
        for name in names {
            let folded = name.lettersAndDigits
            for value in values where value.name == folded {
                if let found = meaning(value.text) { return found }
            }
        }
        return nil
    }

    private static func day(_ text: String, _ order: SourceMapping.DateOrder) -> Day? {
        switch DateText(text, order: order).date {
        case .day(let day): day
        case .month(let lastDay): lastDay
        case nil: nil
        }
    }

    /// The line of the root element's start tag.
    static func rootLine(_ input: XMLInput, _ scan: InputScan) -> Int {
        let summary = try? XMLRecordReader.read(input, encoding: scan.encoding, records: []) { _ in
        }
        return summary?.outside.first?.line ?? 1
    }

    /// What a record is called in a file whose mapping does not say: the element below the root that
    /// has fields and occurs most often, or the first of them.
    static func recordName(_ outside: [XMLOutsideElement]) -> String? {
        var counts: [(path: String, count: Int)] = []
        let parents = Set(
            outside.compactMap { element in
                element.path.lastIndex(of: "/").map { String(element.path[..<$0]) }
            })
        for element in outside where element.path.contains("/") {
            let hasFields = parents.contains(element.path) || !element.attributes.isEmpty
            guard hasFields, element.text.isEmpty else { continue }
            if let known = counts.firstIndex(where: { $0.path == element.path }) {
                counts[known].count += 1
            } else {
                counts.append((element.path, 1))
            }
        }
        var best: (path: String, count: Int)?
        for candidate in counts where candidate.count > best?.count ?? 0 { best = candidate }
        return best?.path.split(separator: "/").last.map(String.init)
    }
}
