import DMN
import RiskRegister
import Yams

/// What `rulebook.yaml` says: who the policy is, its registers, and which decision plays which role.
struct RulebookSettings {
    /// A decision that plays a role.
    struct Part {
        var file: String
        var decision: String
        /// Where `rulebook.yaml` says so.
        var location: SourceLocation
    }

    var id = ""
    var name = ""
    var version = ""
    var effectiveFrom: Day?
    var approvedBy = ""
    var sourceDocument = ""
    var shrinkLimit = 20
    /// The matrix that it declares; nil for the package's default.
    var matrix: ScoreMatrix?
    var registers: [RegisterDefinition] = []
    /// Bodies with those who may decide for them; none declared: each decides for itself.
    var bodies: [BodyDefinition] = []
    var roles: [Role: Part] = [:]
}

/// Reads `rulebook.yaml` and notes what is wrong with it.
struct SettingsReader {
    var tree: YAMLTree

    init(file: String) { tree = YAMLTree(file: file) }

    private static let required = [
        "id", "name", "version", "effective from", "approved by", "source document", "registers",
        "roles",
    ]
    private static let registerNames = ["id", "name", "rank", "purpose", "reviewer", "rhythm"]
    private static let purposes = ["high level", "assurance framework", "other"]

    /// The settings; parts that are wrong are left out and noted.
    mutating func settings(_ bytes: [UInt8]) -> RulebookSettings {
        var settings = RulebookSettings()
        let entries = tree.entries(of: bytes)
        for entry in entries { read(entry, into: &settings) }
        guard !entries.isEmpty else { return settings }
        for name in SettingsReader.required where !entries.contains(where: { $0.name == name }) {
            tree.problem(1, 1, "the rulebook has no \(name)", advice: "add a line `\(name):`")
        }
        return settings
    }

    private mutating func read(_ entry: YAMLEntry, into settings: inout RulebookSettings) {
        switch entry.name {
        case "id": settings.id = filled(entry)
        case "name": settings.name = filled(entry)
        case "version": settings.version = filled(entry)
        case "approved by": settings.approvedBy = filled(entry)
        case "source document": settings.sourceDocument = filled(entry)
        case "effective from":
            guard let text = tree.text(entry) else { return }
            settings.effectiveFrom = Day(text)
            if settings.effectiveFrom == nil {
                tree.problem(
                    entry.value, "effective from is \"\(text)\", not a day",
                    advice: "write it as 2026-04-01")
            }
        case "shrink limit":
            settings.shrinkLimit = tree.number(entry, in: 0...100) ?? settings.shrinkLimit
        case "matrix": settings.matrix = matrix(entry)
        case "registers": settings.registers = registers(entry)
        case "bodies": settings.bodies = bodies(entry)
        case "roles": settings.roles = roles(entry)
        default:
            tree.unknown(
                entry, among: SettingsReader.required + ["shrink limit", "matrix", "bodies"])
        }
    }

    mutating func filled(_ entry: YAMLEntry) -> String {
        guard let text = tree.text(entry) else { return "" }
        if text.isEmpty { tree.problem(entry.value, "\(entry.name) is empty") }
        return text
    }

    /// The words of both sides, the lowest first: how many there are is the matrix's size.
    private mutating func matrix(_ entry: YAMLEntry) -> ScoreMatrix? {
        var sides: [String: [String]] = [:]
        let names = ["likelihood", "consequence"]
        let problems = tree.problems.count
        for field in tree.entries(of: entry.value, called: entry.name) {
            guard names.contains(field.name) else {
                tree.unknown(field, among: names)
                continue
            }
            sides[field.name] = steps(field)
        }
        for name in names where sides[name] == nil && tree.problems.count == problems {
            tree.problem(
                entry.key, "the matrix has no \(name)",
                advice: "add `\(name): [lowest, ..., highest]`, a word for each step")
        }
        guard let likelihood = sides["likelihood"], let consequence = sides["consequence"],
            tree.problems.count == problems
        else { return nil }
        return ScoreMatrix(likelihood: likelihood, consequence: consequence)
    }

    private mutating func steps(_ field: YAMLEntry) -> [String] {
        guard case .sequence(let items) = field.value,
            (2...ScoreMatrix.longestSide).contains(items.count)
        else {
            tree.problem(
                field.value, "\(field.name) is not a list of steps",
                advice: "write [lowest, ..., highest], 2 to \(ScoreMatrix.longestSide) words")
            return []
        }
        var words: [String] = []
        for item in items {
            let word = tree.text(item, called: "a step of \(field.name)") ?? ""
            if word.allSatisfy(\.isWhitespace) {
                tree.problem(item, "a step of \(field.name) has no word")
            } else if words.contains(where: { $0.lowercased() == word.lowercased() }) {
                tree.problem(item, "the step \"\(word)\" of \(field.name) stands twice")
            }
            words.append(word)
        }
        return words
    }

    private mutating func registers(_ entry: YAMLEntry) -> [RegisterDefinition] {
        guard case .sequence(let items) = entry.value, !items.isEmpty else {
            tree.problem(
                entry.value, "registers is not a list of registers",
                advice: "give each register `- id:` and its lines")
            return []
        }
        var registers: [RegisterDefinition] = []
        for item in items {
            var register = RegisterDefinition(
                id: "", name: "", rank: registers.count + 1, purpose: .other, reviewer: "",
                rhythm: "")
            for field in tree.entries(of: item, called: "a register") {
                switch field.name {
                case "id": register.id = filled(field)
                case "name": register.name = filled(field)
                case "rank": register.rank = tree.number(field, in: 0...1000) ?? register.rank
                case "purpose":
                    register.purpose =
                        tree.choice(field, of: SettingsReader.purposes)
                        .flatMap(RegisterDefinition.Purpose.init(rawValue:)) ?? .other
                case "reviewer": register.reviewer = filled(field)
                case "rhythm": register.rhythm = filled(field)
                default: tree.unknown(field, among: SettingsReader.registerNames)
                }
            }
            if register.id.isEmpty {
                tree.problem(item, "a register has no id", advice: "give it `id:`")
            }
            if registers.contains(where: { $0.id == register.id }) {
                tree.problem(item, "the register \"\(register.id)\" stands twice")
                continue
            }
            for purpose in [RegisterDefinition.Purpose.highLevel, .assuranceFramework]
            where register.purpose == purpose
                && registers.contains(where: { $0.purpose == purpose })
            {
                tree.problem(
                    item, "two registers have the purpose \"\(purpose.rawValue)\"",
                    advice: "give one of them \"other\"")
            }
            if register.name.isEmpty { register.name = register.id }
            registers.append(register)
        }
        return registers.sorted { $0.rank < $1.rank }
    }

    private mutating func roles(_ entry: YAMLEntry) -> [Role: RulebookSettings.Part] {
        var roles: [Role: RulebookSettings.Part] = [:]
        for item in tree.entries(of: entry.value, called: entry.name) {
            guard let role = Role(rawValue: item.name) else {
                tree.unknown(item, among: Role.allCases.map(\.rawValue))
                continue
            }
            var part = RulebookSettings.Part(
                file: "", decision: "", location: item.location(in: tree.file))
            for field in tree.entries(of: item.value, called: item.name) {
                switch field.name {
                case "file": part.file = filled(field)
                case "decision":
                    part.decision = filled(field)
                    part.location = field.location(in: tree.file)
                default: tree.unknown(field, among: ["file", "decision"])
                }
            }
            if part.file.isEmpty || part.decision.isEmpty {
                tree.problem(
                    item.value, "the role \(item.name) does not name a file and a decision",
                    advice: "write { file: scoring.dmn, decision: Grade }")
                continue
            }
            roles[role] = part
        }
        for role in Role.allCases where roles[role] == nil {
            guard !tree.problems.contains(where: { $0.what.hasPrefix("the role \(role.rawValue)") })
            else { continue }
            tree.problem(
                entry.key, "no decision plays the role \(role.rawValue)",
                advice: "add a line `\(role.rawValue): { file: ..., decision: ... }`")
        }
        return roles
    }
}
