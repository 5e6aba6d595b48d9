import DMN
import RiskRegister

/// What a decision must answer to play its role: names of columns, and words that mean something.
enum RoleShape {
    /// The columns that a role needs; none where the answer is a single value.
    static func columns(of role: Role) -> [String] {
        switch role {
        case .score: ["used", "basis"]
        case .registers: ["register", "reason", "basis", "row"]
        case .moves: ["proposal", "needs"]
        case .review: ["interval", "reviewer", "acceptor"]
        case .findings: ["on", "severity", "limit"]
        case .grade, .threshold, .routing: []
        }
    }

    /// The words that a column of a role may hold; nil where any will do.
    static func words(
        of role: Role, column: String, registers: [RegisterDefinition]
    ) -> [String]? {
        switch (role, column) {
        case (.score, "basis"): ScoreBasis.allCases.map(\.rawValue)
        case (.registers, "register"): registers.map(\.id)
        case (.registers, "basis"): ["rule", "held", "theme"]
        case (.moves, "proposal"): Proposal.Kind.allCases.map(\.rawValue)
        case (.findings, "severity"): Severity.allCases.map(\.rawValue)
        case (.routing, _): Routing.allCases.map(\.rawValue)
        case (.score, _), (.grade, _), (.threshold, _), (.registers, _), (.moves, _), (.review, _),
            (.findings, _):
            nil
        }
    }

    /// What keeps a decision table from playing a role.
    ///
    /// A decision that is no table is judged by what it answers, when it is asked.
    static func problems(
        of decision: Decision, role: Role, registers: [RegisterDefinition]
    ) -> [ModelProblem] {
        guard let table = decision.table else { return [] }
        var problems: [ModelProblem] = []
        let wanted = columns(of: role)
        let names = table.outputs.map { $0.name ?? "" }
        for name in wanted where !names.contains(name) {
            problems.append(
                ModelProblem(
                    at: table.location,
                    "the table \"\(decision.name)\" has no output \"\(name)\", which the role \(role.rawValue) needs",
                    advice: "its outputs are to be: \(wanted.joined(separator: ", "))"))
        }
        for (index, name) in names.enumerated() {
            let allowed = words(of: role, column: name, registers: registers)
            for rule in table.rules where index < rule.outputs.count {
                let cell = rule.outputs[index]
                guard let word = literal(cell.text) else { continue }
                if let allowed, !allowed.contains(word) {
                    problems.append(
                        ModelProblem(
                            at: cell.location, row: rule.id,
                            "\"\(word)\" is no \(role == .routing ? "routing" : name)",
                            advice: YAMLTree.offer(word, allowed)))
                }
                if role == .registers, name == "row", word != rule.id {
                    problems.append(
                        ModelProblem(
                            at: cell.location, row: rule.id,
                            "the row names itself \"\(word)\"",
                            advice: "write its own id, \"\(rule.id)\", so that explain finds it"))
                }
            }
        }
        return problems
    }

    /// The string that a cell writes, when it is one string and nothing else.
    static func literal(_ text: String) -> String? {
        let found = strings(in: text)
        guard found.count == 1 else { return nil }
        let trimmed = text.drop(while: \.isWhitespace)
        return trimmed == "\"\(found[0])\""
            || text.split(separator: " ").joined() == "\"\(found[0])\""
            ? found[0] : nil
    }

    /// The plain strings that a text writes, in order; strings with escapes are left out.
    static func strings(in text: String) -> [String] {
        var strings: [String] = []
        var current: String?
        var isPlain = true
        var isEscaped = false
        for character in text {
            guard let open = current else {
                if character == "\"" {
                    current = ""
                    isPlain = true
                }
                continue
            }
            if isEscaped {
                isEscaped = false
                isPlain = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                if isPlain { strings.append(open) }
                current = nil
            } else {
                current = open + String(character)
            }
        }
        return strings
    }
}
