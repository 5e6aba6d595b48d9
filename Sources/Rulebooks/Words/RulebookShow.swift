import DMN
import RiskRegister
import Texts

/// A rulebook as text: tables in a terminal, or Markdown for a policy document.
///
/// Cells are put in words where they are plain ("any", "absent", "approved or unknown"); a cell that is
/// more than that is shown as it is written.
package enum RulebookShow {
    /// The form of the text.
    package enum Form: String, Sendable, CaseIterable {
        /// Aligned columns.
        case terminal
        /// Markdown with pipe tables.
        case markdown
    }

    /// A rulebook, or one of its files, as text.
    ///
    /// - Parameters:
    ///   - loaded: The rulebook.
    ///   - only: The name of one model ("routing" or "routing.dmn"); nil for everything.
    ///   - form: The form of the text.
    ///   - width: How wide a line of a terminal may be.
    /// - Returns: The text; nil when the rulebook has no such model.
    package static func text(
        _ loaded: LoadedRulebook, only: String? = nil, form: Form = .terminal, width: Int = 110
    ) -> String? {
        var writer = RulesWriter(form: form, width: max(60, width))
        if only == nil { head(loaded, &writer) }
        let models = inReadingOrder(loaded).filter { model in
            guard let only else { return true }
            return model.file == only || model.file == "\(only).dmn"
        }
        guard !models.isEmpty else { return nil }
        for model in models { show(model, &writer) }
        return writer.text
    }

    /// The names that `text(only:)` takes, for an error message.
    package static func names(_ loaded: LoadedRulebook) -> [String] {
        inReadingOrder(loaded).map { String($0.file.dropLast(".dmn".count)) }
    }

    /// The models as a risk meets them: scored, graded, routed, moved, reviewed, checked.
    static func inReadingOrder(_ loaded: LoadedRulebook) -> [LoadedRulebook.Model] {
        let files = Role.allCases.compactMap { loaded.rulebook.decisions[$0]?.file }
        func place(_ model: LoadedRulebook.Model) -> Int {
            files.firstIndex(of: model.file) ?? files.count
        }
        return loaded.models.enumerated().sorted { left, right in
            let (first, second) = (place(left.element), place(right.element))
            return first != second ? first < second : left.offset < right.offset
        }.map(\.element)
    }

    private static func head(_ loaded: LoadedRulebook, _ writer: inout RulesWriter) {
        let rulebook = loaded.rulebook
        writer.title(rulebook.name, level: 1)
        writer.facts([
            ("id", rulebook.id), ("version", rulebook.version),
            ("in force from", rulebook.effectiveFrom.inWords), ("approved by", rulebook.approvedBy),
            ("source", rulebook.sourceDocument), ("matrix", matrix(rulebook)),
            ("SHA-256", rulebook.digest),
        ])
        writer.title("Registers", level: 2)
        writer.table(
            ["register", "name", "reviewed by", "how often"], split: nil,
            rulebook.registers.map { [$0.id, $0.name, $0.reviewer, $0.rhythm] })
        guard !rulebook.bodies.isEmpty else { return }
        writer.title("Bodies", level: 2)
        writer.table(
            ["body", "name", "deputies", "delegates", "chair's action"], split: nil,
            rulebook.bodies.map { body in
                [body.id, body.name]
                    + [body.deputies, body.delegates, body.chairsAction].map {
                        $0.joined(separator: ", ")
                    }
            })
    }

    /// The matrix in words: its size, its steps, and whether the rulebook declares it.
    static func matrix(_ rulebook: Rulebook) -> String {
        func steps(_ words: [String]) -> String {
            words.enumerated().map { "\($0 + 1) \($1)" }.joined(separator: ", ")
        }
        let matrix = rulebook.matrix
        let origin = rulebook.declaredMatrix == nil ? " (the package's default)" : ""
        return "\(matrix.size)\(origin); likelihood \(steps(matrix.likelihood)); consequence "
            + steps(matrix.consequence)
    }

    private static func show(_ model: LoadedRulebook.Model, _ writer: inout RulesWriter) {
        let definitions = model.model.definitions
        writer.title("\(definitions.name) (\(model.file))", level: 2)
        for decision in definitions.decisions {
            writer.title(decision.name, level: 3)
            if let question = decision.question { writer.line(question) }
            if let description = decision.description { writer.line(description) }
            if let table = decision.table {
                writer.line(
                    "\(table.hitPolicy.rawValue): \(table.hitPolicy.explanation).")
                let outputs = shownOutputs(table)
                writer.table(
                    ["row"] + table.inputs.map { $0.label ?? $0.expression.text }
                        + outputs.map { index in
                            let output = table.outputs[index]
                            return output.label ?? output.name ?? decision.name
                        },
                    split: 1 + table.inputs.count,
                    table.rules.map { row($0, outputs) },
                    note: table.annotationNames.first ?? "Note",
                    notes: table.rules.map(note))
            } else if let literal = decision.literal {
                writer.code(literal)
            } else {
                writer.line("This decision is not a table; see \(model.file).")
            }
        }
    }

    /// The outputs to show: a column in which each row only names itself says nothing new.
    static func shownOutputs(_ table: DecisionTable) -> [Int] {
        table.outputs.indices.filter { index in
            table.outputs[index].name != "row"
                || table.rules.contains { RoleShape.literal($0.outputs[index].text) != $0.id }
        }
    }

    private static func row(_ rule: DecisionTable.Rule, _ outputs: [Int]) -> [String] {
        [rule.id] + rule.inputs.map { plain($0.text, isCondition: true) }
            + outputs.map { plain(rule.outputs[$0].text, isCondition: false) }
    }

    /// The notes of a row, the policy clause first.
    private static func note(_ rule: DecisionTable.Rule) -> String {
        let notes = rule.annotations.isEmpty ? [rule.description ?? ""] : rule.annotations
        return notes.filter { !$0.isEmpty }.joined(separator: "; ")
    }

    /// A cell in words where it is plain, else as it is written.
    static func plain(_ cell: String, isCondition: Bool) -> String {
        let text = cell.onOneLine
        switch text {
        case "-", "": return isCondition ? "any" : ""
        case "null": return isCondition ? "absent" : "none"
        case "not(null)": return "present"
        case "true": return "yes"
        case "false": return "no"
        default: break
        }
        let strings = RoleShape.strings(in: text)
        let isList =
            !strings.isEmpty && strings.map { "\"\($0)\"" }.joined(separator: ", ") == text
        return isList ? strings.joined(separator: " or ") : text
    }
}

/// Writes titles, facts and tables in one of two forms.
private struct RulesWriter {
    let form: RulebookShow.Form
    let width: Int
    private(set) var text = ""

    init(form: RulebookShow.Form, width: Int) {
        self.form = form
        self.width = width
    }

    mutating func title(_ title: String, level: Int) {
        if !text.isEmpty { text += "\n" }
        switch form {
        case .markdown: text += String(repeating: "#", count: level) + " \(title)\n\n"
        case .terminal:
            let mark: Character? = level == 1 ? "=" : level == 2 ? "-" : nil
            text += title + "\n"
            if let mark { text += String(repeating: mark, count: title.count) + "\n" }
        }
    }

    mutating func line(_ line: String) {
        switch form {
        case .markdown: text += escaped(line) + "\n\n"
        case .terminal:
            for part in TerminalColumns.wrapped(line, to: width) { text += part + "\n" }
        }
    }

    mutating func code(_ code: String) {
        switch form {
        case .markdown: text += "```\n\(code)\n```\n"
        case .terminal:
            for part in TerminalColumns.wrapped(code, to: width - 4) { text += "    \(part)\n" }
        }
    }

    mutating func facts(_ facts: [(String, String)]) {
        let longest = facts.map(\.0.count).max() ?? 0
        for (name, value) in facts {
            switch form {
            case .markdown: text += "- \(name): \(escaped(value))\n"
            case .terminal:
                text +=
                    name + String(repeating: " ", count: longest - name.count + 2) + value + "\n"
            }
        }
    }

    /// A table; `split` is the number of columns before the conclusions.
    ///
    /// Notes make a last column, or, where a line of the terminal has no room for it, lines of their own.
    mutating func table(
        _ head: [String], split: Int?, _ rows: [[String]], note: String = "", notes: [String] = []
    ) {
        let full = head + [note]
        let fullRows = zip(rows, notes).map { $0 + [$1] }
        switch form {
        case .markdown:
            let (head, rows) = notes.isEmpty ? (head, rows) : (full, fullRows)
            text += "| " + head.map(escaped).joined(separator: " | ") + " |\n"
            text += "|" + head.map { _ in " --- |" }.joined() + "\n"
            for row in rows { text += "| " + row.map(escaped).joined(separator: " | ") + " |\n" }
        case .terminal:
            let wide = columns(full, fullRows, split, word: 18, last: 30)
            let isBeside = !notes.isEmpty && wide.fits
            let (head, rows) = isBeside ? (full, fullRows) : (head, rows)
            let columns = isBeside ? wide : columns(head, rows, split)
            text += columns.lines(of: head)
            text += columns.rule { $0 == " || " ? "-++-" : "-+-" }
            for (index, row) in rows.enumerated() {
                text += columns.lines(of: row)
                guard !isBeside, index < notes.count, !notes[index].isEmpty else { continue }
                let indent = String(repeating: " ", count: columns.widths[0] + 3)
                let lines = TerminalColumns.wrapped(
                    "\(note): \(notes[index])", to: width - indent.count)
                for line in lines { text += indent + line + "\n" }
            }
        }
    }

    /// Columns that keep their words whole, else most of them, else as many letters as there is room for.
    private func columns(
        _ head: [String], _ rows: [[String]], _ split: Int?
    ) -> TerminalColumns {
        for word in [18, 6] {
            let columns = columns(head, rows, split, word: word)
            if columns.fits { return columns }
        }
        return TerminalColumns(
            widths: head.map { _ in max(4, width / head.count - 3) }, gap: " | ",
            otherGap: split.map { ($0, " || ") })
    }

    private func columns(
        _ head: [String], _ rows: [[String]], _ split: Int?, word: Int, last: Int = 0
    ) -> TerminalColumns {
        // One character less than a line: the gap before the conclusions is wider than the others.
        TerminalColumns(
            [head] + rows, within: width - 1, gap: " | ", otherGap: split.map { ($0, " || ") },
            word: word, last: last)
    }

    private func escaped(_ text: String) -> String {
        var out = ""
        for character in text {
            if "|<>*_`\\".contains(character) { out.append("\\") }
            out.append(character == "\n" ? " " : character)
        }
        return out
    }
}
