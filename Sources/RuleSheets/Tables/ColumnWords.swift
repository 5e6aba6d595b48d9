import DMN
import FEEL
import XML

/// The heads of columns in words: what they ask, of what type, and what may stand in them.
struct ColumnWords: Sendable {
    /// The item definitions that are another type, perhaps with allowed values, by name.
    private var types: [String: (base: String, allowed: String?)] = [:]

    /// The words for the tables of a model.
    init(_ root: XMLNode) {
        for node in root.all("itemDefinition") {
            guard let name = node[attribute: "name"] else { continue }
            types[name] = (
                node.first("typeRef")?.text.trimmed ?? "",
                node.first("allowedValues")?.first("text")?.text
            )
        }
    }

    /// The column of a condition.
    func input(_ node: XMLNode, _ part: RuleTable.Part) -> RuleTable.Column {
        let holder = node.first("inputExpression")
        let expression = holder?.first("text")?.text.trimmed ?? ""
        let type = holder?[attribute: "typeRef"] ?? ""
        let values = node.first("inputValues")?.first("text")?.text
        let (allowed, choices) = allowed(values, type)
        return RuleTable.Column(
            part: part, label: node[attribute: "label"] ?? expression, expression: expression,
            type: typeWords(type), allowed: allowed,
            choices: choices.isEmpty ? [] : choices + ["-"])
    }

    /// The column of a conclusion.
    func output(_ node: XMLNode, _ part: RuleTable.Part, of decision: String) -> RuleTable.Column {
        let name = node[attribute: "name"] ?? ""
        let type = node[attribute: "typeRef"] ?? ""
        let values = node.first("outputValues")?.first("text")?.text
        var (allowed, choices) = allowed(values, type)
        if let otherwise = node.first("defaultOutputEntry")?.first("text")?.text.trimmed {
            allowed += (allowed.isEmpty ? "" : "; ") + "where no row applies: \(otherwise)"
        }
        let label = node[attribute: "label"] ?? (name.isEmpty ? decision : name)
        return RuleTable.Column(
            part: part, label: label, expression: name, type: typeWords(type), allowed: allowed,
            choices: choices)
    }

    /// A hit policy and what it means.
    func hitPolicy(_ policy: String, _ aggregation: String?) -> String {
        let name = [policy, aggregation].compactMap { $0 }.joined(separator: " ")
        return HitPolicy(rawValue: policy).map { "\(name): \($0.explanation)" } ?? name
    }

    /// A type's name, with what it is made of: `tRegister (string)`.
    private func typeWords(_ name: String) -> String {
        let base = base(of: name).base
        return base.isEmpty || base == name ? name : "\(name) (\(base))"
    }

    /// The built-in type under a name, and the allowed values nearest to the name.
    private func base(of name: String) -> (base: String, allowed: String?) {
        var (current, allowed): (String, String?) = (name, nil)
        var seen: Set<String> = []
        while let type = types[current], seen.insert(current).inserted {
            allowed = allowed ?? type.allowed
            current = type.base
        }
        return (current, allowed)
    }

    private func allowed(_ values: String?, _ type: String) -> (String, [String]) {
        let (base, ofType) = base(of: type)
        guard let text = values ?? ofType else {
            return base == "boolean" ? ("yes or no: true, false", ["true", "false"]) : ("", [])
        }
        guard let tests = try? UnaryTests(text) else { return (text.trimmed, []) }
        return (tests.words, choices(tests))
    }

    /// The values, when there is a closed list of texts.
    private func choices(_ tests: UnaryTests) -> [String] {
        guard !tests.isNegated, let constants = tests.constantTests else { return [] }
        var choices: [String] = []
        for (symbol, constant) in constants {
            guard symbol == nil || symbol == .equal, case .string(let text) = constant,
                !text.contains("\""), !text.contains("\\")
            else { return [] }
            choices.append("\"\(text)\"")
        }
        return choices
    }
}
