package import RiskRegister

/// Reads a mapping: a YAML file that says how an export's names and words become typed fields.
///
///     let mapping = try MappingFile.read(bytes, path: "mappings/datix.yaml")
///     mapping.fields[.sourceID]   // ["recordid", "Datix ID", ...]
package enum MappingFile {
    /// The mapping of a file's bytes.
    ///
    /// - Parameters:
    ///   - bytes: The file.
    ///   - path: Its name for messages.
    /// - Returns: The mapping.
    /// - Throws: `RulebookError.problems` with every problem found.
    package static func read(
        _ bytes: [UInt8], path: String
    ) throws(RulebookError) -> SourceMapping {
        var reader = MappingReader(file: path)
        let mapping = reader.mapping(bytes)
        guard reader.tree.problems.isEmpty else { throw .problems(reader.tree.problems) }
        return mapping
    }

    /// The mapping of a file by path.
    package static func read(path: String) throws(RulebookError) -> SourceMapping {
        try read(try FolderReader.bytes(path), path: path)
    }
}

/// Reads one mapping and notes what is wrong with it.
struct MappingReader {
    var tree: YAMLTree
    /// The matrix that its rulebook declares.
    private let matrix: ScoreMatrix?
    /// The matrix whose steps its words may mean.
    private let size: ScoreSize

    /// A reader of a mapping that is read alone: its words tell how many steps there are.
    init(file: String) {
        tree = YAMLTree(file: file)
        matrix = nil
        size = ScoreSize(
            likelihoods: ScoreMatrix.longestSide, consequences: ScoreMatrix.longestSide)
    }

    /// A reader of a mapping of a rulebook.
    init(file: String, of settings: RulebookSettings) {
        tree = YAMLTree(file: file)
        matrix = settings.matrix
        size = (settings.matrix ?? .npsa).size
    }

    private static let names = [
        "id", "version", "kind", "source", "organisation", "roots", "records", "holds",
        "extract day",
        "organisation names", "date order", "fields", "ignored", "approval words", "closed words",
        "open words", "likelihood words", "consequence words", "likelihood first", "codes",
        "list separators", "register marks", "local facts",
    ]

    /// The mapping; parts that are wrong are left out and noted.
    mutating func mapping(_ bytes: [UInt8]) -> SourceMapping {
        var mapping = SourceMapping()
        let entries = tree.entries(of: bytes)
        for entry in entries { read(entry, into: &mapping) }
        guard !entries.isEmpty else { return mapping }
        for required in ["id", "kind"] where !entries.contains(where: { $0.name == required }) {
            tree.problem(
                1, 1, "the mapping has no \(required)", advice: "add a line `\(required):`")
        }
        if mapping.kind == .risks, mapping.fields[.sourceID] == nil {
            tree.problem(
                1, 1, "the mapping has no field id", advice: "say which element holds a risk's id")
        }
        return mapping
    }

    private mutating func read(_ entry: YAMLEntry, into mapping: inout SourceMapping) {
        switch entry.name {
        case "id": mapping.id = tree.text(entry) ?? ""
        case "version": mapping.version = tree.text(entry) ?? ""
        case "kind":
            let words = ["risks", "actions", "framework"]
            mapping.kind =
                tree.choice(entry, of: words).flatMap(SourceMapping.Kind.init(rawValue:)) ?? .risks
        case "source": mapping.source = tree.text(entry) ?? ""
        case "organisation": mapping.organisation = tree.text(entry) ?? ""
        case "roots": mapping.roots = tree.texts(entry)
        case "records": mapping.records = tree.texts(entry)
        case "holds":
            mapping.holds =
                tree.choice(entry, of: ["all", "open"]).flatMap(SourceMapping.Holds.init(rawValue:))
                ?? .all
        case "extract day": mapping.extractDay = tree.texts(entry)
        case "organisation names": mapping.organisationNames = tree.texts(entry)
        case "date order":
            mapping.dateOrder =
                tree.choice(entry, of: ["day-first", "month-first"])
                .flatMap(SourceMapping.DateOrder.init(rawValue:)) ?? .dayFirst
        case "fields": mapping.fields = fields(entry)
        case "ignored": mapping.ignored = tree.texts(entry)
        case "approval words":
            let words = Approval.allCases.map(\.rawValue)
            mapping.approvalWords = meanings(entry) { tree, item in
                tree.choice(item, of: words).flatMap(Approval.init(rawValue:))
            }
        case "closed words": mapping.closedWords = tree.texts(entry).map { $0.lowercased() }
        case "open words": mapping.openWords = tree.texts(entry).map { $0.lowercased() }
        case "likelihood words":
            mapping.likelihoodWords = levels(entry, matrix?.likelihood, to: size.likelihoods)
        case "consequence words":
            mapping.consequenceWords = levels(entry, matrix?.consequence, to: size.consequences)
        case "likelihood first":
            mapping.likelihoodFirst = tree.choice(entry, of: ["true", "false"]) != "false"
        case "codes": mapping.codes = codes(entry)
        case "list separators": mapping.listSeparators = tree.text(entry) ?? ""
        case "register marks": mapping.registerMarks = texts(entry)
        case "local facts": mapping.localFacts = localFacts(entry)
        default: tree.unknown(entry, among: MappingReader.names)
        }
    }

    private mutating func fields(_ entry: YAMLEntry) -> [MappedField: [String]] {
        var fields: [MappedField: [String]] = [:]
        var owner: [String: MappedField] = [:]
        for item in tree.entries(of: entry.value, called: entry.name) {
            guard let field = MappedField(rawValue: item.name) else {
                tree.unknown(item, among: MappedField.allCases.map(\.rawValue).sorted())
                continue
            }
            let names = tree.texts(item)
            for name in names {
                let folded = name.lettersAndDigits
                if let other = owner[folded], other != field {
                    tree.problem(
                        item.value,
                        "\"\(name)\" is a name of both \(other.rawValue) and \(field.rawValue)",
                        advice: "keep it under one of them")
                }
                owner[folded] = field
            }
            fields[field] = names
        }
        return fields
    }

    private mutating func meanings<Meaning>(
        _ entry: YAMLEntry, _ meaning: (inout YAMLTree, YAMLEntry) -> Meaning?
    ) -> [String: Meaning] {
        var words: [String: Meaning] = [:]
        for item in tree.entries(of: entry.value, called: entry.name) {
            words[item.name.lowercased()] = meaning(&tree, item)
        }
        return words
    }

    /// Words with the step that each means; those of a rulebook's matrix mean what it says.
    private mutating func levels(
        _ entry: YAMLEntry, _ steps: [String]?, to top: Int
    ) -> [String: Int] {
        let known = (steps ?? []).map { $0.lowercased() }
        return meanings(entry) { tree, item in
            guard let level = tree.number(item, in: 1...top) else { return nil }
            if let step = known.firstIndex(of: item.name.lowercased()), step + 1 != level {
                tree.problem(
                    item.value,
                    "\"\(item.name)\" means \(level) here and \(step + 1) in the matrix",
                    advice: "write \(step + 1), or correct the matrix of rulebook.yaml")
            }
            return level
        }
    }

    private mutating func texts(_ entry: YAMLEntry) -> [String: String] {
        var texts: [String: String] = [:]
        for item in tree.entries(of: entry.value, called: entry.name) {
            texts[item.name] = tree.text(item)
        }
        return texts
    }

    private mutating func codes(_ entry: YAMLEntry) -> [MappedField: [String: String]] {
        var codes: [MappedField: [String: String]] = [:]
        for item in tree.entries(of: entry.value, called: entry.name) {
            guard let field = MappedField(rawValue: item.name) else {
                tree.unknown(item, among: MappedField.allCases.map(\.rawValue).sorted())
                continue
            }
            codes[field] = texts(item)
        }
        return codes
    }

    private mutating func localFacts(_ entry: YAMLEntry) -> [String: String] {
        var facts: [String: String] = [:]
        for item in tree.entries(of: entry.value, called: entry.name) {
            if Fact(rawValue: item.name) != nil {
                tree.problem(
                    item.key, "\"\(item.name)\" is a fact that the engine gives already",
                    advice: "choose another name")
                continue
            }
            facts[item.name] = tree.text(item)
        }
        return facts
    }
}
