internal import RiskRegister
internal import Synchronization
import Texts

/// A mapping made ready for reading many records: names and words in tables.
final class CompiledMapping: Sendable {
    /// What the values of one source name are for.
    struct Target: Sendable {
        /// The typed field that they fill, and which of its aliases the name is.
        var field: (field: MappedField, rank: Int)?
        /// The register that the field marks by yes or no.
        var register: String?
        /// The facts of the rules that they give.
        var facts: [String] = []
        /// The name is known and kept raw.
        var isIgnored = false
    }

    /// What the hot path needs of a target, without counting references to its strings.
    struct Place: Sendable {
        /// The field's place in the table of all fields; -1 when there is none.
        var ordinal: Int
        var rank: UInt8
        /// It marks a register or gives facts.
        var hasExtras: Bool
    }

    let mapping: SourceMapping
    let targets: [Target]
    /// One for each target.
    let places: [Place]
    let approvalWords: [String: Approval]
    let statusWords: [String: Bool]
    let likelihoodWords: [String: Int]
    let consequenceWords: [String: Int]
    /// The matrix that the mapping's words tell of.
    let size: ScoreSize
    let registerMarks: [String: String]
    let codes: [MappedField: [String: String]]
    /// Bytes that part several codes in one field, besides comma, semicolon and line break.
    let separators: Set<Character>
    private let names: FoldedNames
    /// Every name that can be suggested, sorted.
    private let spellings: [String]

    init(_ mapping: SourceMapping) {
        self.mapping = mapping
        var builder = Builder()
        for field in MappedField.allCases {
            for (rank, name) in (mapping.fields[field] ?? []).enumerated() {
                builder.change(name) { $0.field = $0.field ?? (field, rank) }
            }
        }
        for (fact, name) in mapping.localFacts.sorted(by: { $0.key < $1.key }) {
            builder.change(name) { $0.facts.append(fact) }
        }
        for (name, register) in mapping.registerMarks.sorted(by: { $0.key < $1.key }) {
            builder.change(name) { if $0.field == nil { $0.register = register } }
        }
        for name in mapping.ignored { builder.change(name) { $0.isIgnored = true } }
        targets = builder.targets
        places = builder.targets.map { target in
            Place(
                ordinal: target.field.map { $0.field.ordinal } ?? -1,
                rank: UInt8(clamping: min(target.field?.rank ?? 0, 254)),
                hasExtras: target.register != nil || !target.facts.isEmpty)
        }
        names = builder.names
        spellings = builder.spellings.sorted()
        approvalWords = CompiledMapping.folded(mapping.approvalWords)
        likelihoodWords = CompiledMapping.folded(mapping.likelihoodWords)
        consequenceWords = CompiledMapping.folded(mapping.consequenceWords)
        size = mapping.size
        registerMarks = CompiledMapping.folded(mapping.registerMarks)
        codes = mapping.codes.mapValues { CompiledMapping.folded($0) }
        var status: [String: Bool] = [:]
        for word in mapping.openWords { status[word.lettersAndDigits] = false }
        for word in mapping.closedWords { status[word.lettersAndDigits] = true }
        statusWords = status
        separators = Set(mapping.listSeparators).subtracting([" "])
    }

    private static func folded<Value>(_ words: [String: Value]) -> [String: Value] {
        // Sorted, so that of two words that fold to one the same wins on every run.
        var result: [String: Value] = [:]
        for (word, value) in words.sorted(by: { $0.key < $1.key }) {
            let key = word.lettersAndDigits
            if result[key] == nil { result[key] = value }
        }
        return result
    }

    private struct Builder {
        var targets: [Target] = []
        var names = FoldedNames()
        var spellings: [String] = []

        mutating func change(_ name: String, _ change: (inout Target) -> Void) {
            if let known = names[name] { return change(&targets[known]) }
            names.add(name, targets.count)
            spellings.append(name)
            targets.append(Target())
            change(&targets[targets.count - 1])
        }
    }

    /// How a source name is known.
    enum Known {
        /// By itself.
        case whole(Int)
        /// As the code of the field that the target names: `ram_cur_level/@code`.
        case code(Int)
        /// As one of several parts of the field that the target names: `ram_objectives/objective`.
        case part(Int)
    }

    /// What a source name is known as, if it is.
    func known(_ name: String) -> Known? {
        if let whole = names[name] ?? names[CompiledMapping.withoutNumber(name)] {
            return .whole(whole)
        }
        guard let slash = name.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
        guard let outer = names[name[..<slash]] else { return nil }
        let leaf = name[name.utf8.index(after: slash)...]
        if leaf.utf8.first == UInt8(ascii: "@") {
            return leaf.lettersAndDigits == "code" ? .code(outer) : nil
        }
        return targets[outer].field?.field.isMany == true ? .part(outer) : nil
    }

    /// A name without the number that report designers append to it: `recordid1` is `recordid`.
    private static func withoutNumber(_ name: String) -> Substring {
        var rest = name[...]
        while let last = rest.utf8.last, last >= 0x30, last <= 0x39 { rest.removeLast() }
        return rest
    }

    /// The name of the mapping that is nearest to an unknown one.
    func suggestion(for name: String) -> String? {
        nearest(name, spellings, comparing: \.lettersAndDigits)
    }

    // MARK: - The latest few

    /// The compiled form of a mapping.
    ///
    /// History is typed anew record by record, each with the mapping of its own day, so the latest
    /// few are kept: comparing mappings that share their storage costs next to nothing.
    static func compiled(_ mapping: SourceMapping) -> CompiledMapping {
        let found = latest.withLock { latest in latest.first { $0.mapping == mapping } }
        if let found { return found }
        let compiled = CompiledMapping(mapping)
        latest.withLock { latest in
            latest.insert(compiled, at: 0)
            if latest.count > 8 { latest.removeLast() }
        }
        return compiled
    }

    private static let latest = Mutex<[CompiledMapping]>([])
}

extension MappedField {
    private static let ordinals = Dictionary(
        uniqueKeysWithValues: MappedField.allCases.enumerated().map { ($1, $0) })

    /// Its place in a table of all fields.
    var ordinal: Int { MappedField.ordinals[self] ?? 0 }

    /// Several elements of one name may each hold a part of it.
    var isMany: Bool {
        switch self {
        case .objectives, .location, .registers, .description, .controls, .gapsInControl,
            .assurance, .gapsInAssurance, .progress, .actionText, .actionProgress:
            true
        case .sourceID, .reference, .title, .type, .subtype, .domain, .source, .principalRisk,
            .directorate, .owner, .leadExecutive, .opened, .lastReview, .reviewDue, .targetDate,
            .closed, .status, .approval, .initialLikelihood, .initialConsequence, .initialScore,
            .initialBand, .currentLikelihood, .currentConsequence, .currentScore, .currentBand,
            .targetLikelihood, .targetConsequence, .targetScore, .targetBand, .actionID, .riskID,
            .actionOwner, .due, .done, .actionStatus:
            false
        }
    }

    /// It holds a date.
    var isDate: Bool {
        switch self {
        case .opened, .lastReview, .reviewDue, .targetDate, .closed, .due, .done: true
        case .sourceID, .reference, .title, .description, .type, .subtype, .domain, .source,
            .objectives, .principalRisk, .directorate, .location, .owner, .leadExecutive, .status,
            .approval, .initialLikelihood, .initialConsequence, .initialScore, .initialBand,
            .currentLikelihood, .currentConsequence, .currentScore, .currentBand,
            .targetLikelihood, .targetConsequence, .targetScore, .targetBand, .controls,
            .gapsInControl, .assurance, .gapsInAssurance, .progress, .registers, .actionID,
            .riskID, .actionText, .actionOwner, .actionStatus, .actionProgress:
            false
        }
    }
}
