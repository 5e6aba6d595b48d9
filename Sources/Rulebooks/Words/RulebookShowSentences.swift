package import DMN
import Texts

extension RuleWords {
    /// A row as one sentence, in the words of the role that its decision plays.
    ///
    ///     "If score is 15 or more and status is open, the risk goes on HLRR."
    ///
    /// - Parameters:
    ///   - rule: The row.
    ///   - table: The table that it stands in.
    ///   - decision: The decision's name.
    ///   - role: The role's word, when the decision plays one.
    /// - Returns: A sentence with its full stop.
    package func sentence(
        _ rule: DecisionTable.Rule, of table: DecisionTable, decision: String, role: String?
    ) -> String {
        let conditions = zip(table.inputs, rule.inputs).compactMap { column, cell -> String? in
            let label = column.label ?? column.expression.text.onOneLine
            guard let words = test(cell.text) else {
                return "\(label) meets \(cell.text.onOneLine)"
            }
            return words == "any"
                ? nil : "\(label) is \(RuleWords.quotingPhrases(words, cell.text))"
        }
        let answer = conclusion(rule, of: table, decision: decision, role: role)
        guard !conditions.isEmpty else { return "In every case, \(answer)." }
        return "If \(RuleWords.listed(conditions)), \(answer)."
    }

    private func conclusion(
        _ rule: DecisionTable.Rule, of table: DecisionTable, decision: String, role: String?
    ) -> String {
        var answers: [String: String] = [:]
        for (column, cell) in zip(table.outputs, rule.outputs) {
            answers[column.name ?? ""] = answer(cell.text)
        }
        let only = answers.count == 1 ? answers.first?.value : nil
        if let said = role.flatMap({ RuleWords.conclusion($0, answers, only: only) }) {
            return said
        }
        var said: [String] = []
        for (column, cell) in zip(table.outputs, rule.outputs) {
            let label = column.label ?? column.name ?? decision
            // A column in which a row only names itself says nothing new.
            if cell.text == "\"\(rule.id)\"" { continue }
            let value = answer(cell.text)
            said.append(
                value == "nothing" ? "nothing is said of \(label)" : "\(label) is \(value)")
        }
        return said.isEmpty ? "nothing is decided" : RuleWords.listed(said)
    }

    /// What a row decides, as the register speaks of it; nil where its columns are not the role's.
    private static func conclusion(
        _ role: String, _ answers: [String: String], only: String?
    ) -> String? {
        func known(_ name: String) -> String? {
            answers[name].flatMap { $0 == "nothing" ? nil : $0 }
        }
        switch role {
        case "score":
            guard let used = answers["used"], let basis = answers["basis"] else { return nil }
            return used == "nothing"
                ? "no score is used" : "the score used is \(used) (basis: \(basis))"
        case "grade":
            return only.map { $0 == "nothing" ? "there is no grade" : "the grade is \($0)" }
        case "threshold":
            return only.map { "the risk is \($0 == "yes" ? "" : "not ")at the threshold" }
        case "routing":
            return only.map { "the record counts as \(outcome($0))" }
        case "registers": return known("register").map { "the risk goes on \($0)" }
        case "moves":
            guard let proposal = answers["proposal"], let needs = answers["needs"] else {
                return nil
            }
            if proposal == "nothing" { return "nothing is proposed" }
            return "the proposal is “\(proposal)”"
                + (needs == "nothing" ? "" : ", which needs the agreement of \(named(needs))")
        case "review":
            guard answers["interval"] != nil else { return nil }
            var parts: [String] = []
            if let months = known("interval") {
                parts.append(
                    "it is reviewed "
                        + (months == "1" ? "every month" : "every \(months) months")
                        + (known("reviewer").map { " by \(named($0))" } ?? ""))
            } else if let reviewer = known("reviewer") {
                parts.append("it is reviewed by \(named(reviewer))")
            }
            if let acceptor = known("acceptor") { parts.append("\(named(acceptor)) may accept it") }
            return parts.isEmpty ? "no review is set" : parts.joined(separator: ", and ")
        case "findings":
            guard let on = answers["on"], let severity = answers["severity"] else { return nil }
            if on == "no" { return "the check does not run" }
            let article = ["error": "an ", "warning": "a "][severity] ?? ""
            return "the check runs, and what it finds counts as \(article)\(severity)"
                + (known("limit").map { " (limit: \($0))" } ?? "")
        default: return nil
        }
    }

    /// An outcome of routing as a reader says it: the values are names of the engine, one of them no word.
    static func outcome(_ name: String) -> String {
        name == "belowThreshold" ? "below the threshold" : name
    }

    /// A cell of conclusions in words; as it is written, where it has none.
    package func answer(_ text: String) -> String {
        let line = text.onOneLine
        if line.isEmpty || line == "-" || line == "null" { return "nothing" }
        return expression(text) ?? line
    }

    /// A body or a role as a sentence names it: "the Executive Team".
    private static func named(_ body: String) -> String {
        body.lowercased().hasPrefix("the ") ? body : "the \(body)"
    }

    /// The words of a cell with each phrase of several words in quotation marks.
    private static func quotingPhrases(_ words: String, _ cell: String) -> String {
        var words = words
        for phrase in RoleShape.strings(in: cell) where phrase.contains(" ") {
            words = words.replacing(phrase, with: "“\(phrase)”")
        }
        return words
    }

    private static func listed(_ words: [String]) -> String {
        guard words.count > 1, let last = words.last else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " and " + last
    }
}
