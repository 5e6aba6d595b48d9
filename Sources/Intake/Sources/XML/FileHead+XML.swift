import XML

// What stands in an XML file outside its records.

extension FileHead {
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
