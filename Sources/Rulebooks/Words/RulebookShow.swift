import DMN
import RiskRegister

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
            ("source", rulebook.sourceDocument), ("SHA-256", rulebook.digest),
        ])
        writer.title("Registers", level: 2)
        writer.table(
            ["register", "name", "reviewed by", "how often"], split: nil,
            rulebook.registers.map { [$0.id, $0.name, $0.reviewer, $0.rhythm] })
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
        let text = cell.split(whereSeparator: \.isWhitespace).joined(separator: " ")
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
            for part in RulesWriter.wrapped(line, width) { text += part + "\n" }
        }
    }

    mutating func code(_ code: String) {
        switch form {
        case .markdown: text += "```\n\(code)\n```\n"
        case .terminal: for part in RulesWriter.wrapped(code, width - 4) { text += "    \(part)\n" }
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
        let isWide = RulesWriter.widths(full, fullRows, width, least: 18, last: 30) == nil
        switch form {
        case .markdown:
            let (head, rows) = notes.isEmpty ? (head, rows) : (full, fullRows)
            text += "| " + head.map(escaped).joined(separator: " | ") + " |\n"
            text += "|" + head.map { _ in " --- |" }.joined() + "\n"
            for row in rows { text += "| " + row.map(escaped).joined(separator: " | ") + " |\n" }
        case .terminal:
            let isBeside = !notes.isEmpty && !isWide
            let last = isBeside ? 30 : 0
            let (head, rows) = isBeside ? (full, fullRows) : (head, rows)
            let widths =
                RulesWriter.widths(head, rows, width, least: 18, last: last)
                ?? RulesWriter.widths(head, rows, width, least: 6)
                ?? head.map { _ in max(4, width / head.count - 3) }
            write(head, widths, split)
            text +=
                widths.enumerated().map { index, width in
                    let isLast = index == widths.count - 1
                    return String(repeating: "-", count: width)
                        + (isLast ? "" : split == index + 1 ? "-++-" : "-+-")
                }.joined() + "\n"
            for (index, row) in rows.enumerated() {
                write(row, widths, split)
                guard !isBeside, index < notes.count, !notes[index].isEmpty else { continue }
                let indent = String(repeating: " ", count: widths[0] + 3)
                for part in RulesWriter.wrapped("\(note): \(notes[index])", width - indent.count) {
                    text += indent + part + "\n"
                }
            }
        }
    }

    private mutating func write(_ row: [String], _ widths: [Int], _ split: Int?) {
        let cells = zip(row, widths).map { RulesWriter.wrapped($0, $1) }
        for line in 0..<(cells.map(\.count).max() ?? 0) {
            var out = ""
            for (column, cell) in cells.enumerated() {
                let part = line < cell.count ? cell[line] : ""
                out += part + String(repeating: " ", count: max(0, widths[column] - part.count))
                if column < cells.count - 1 { out += split == column + 1 ? " || " : " | " }
            }
            while out.last == " " { out.removeLast() }
            text += out + "\n"
        }
    }

    /// The width of each column: its longest cell, and less for the longest columns where the line is full.
    ///
    /// No column is made narrower than its longest word, up to `least` letters of it; nil when that is too wide.
    private static func widths(
        _ head: [String], _ rows: [[String]], _ width: Int, least: Int, last: Int = 0
    ) -> [Int]? {
        let cells = head.indices.map { column in ([head] + rows).map { $0[column] } }
        var widths = cells.map { $0.map(\.count).max() ?? 0 }
        var floors = cells.map { column in
            min(least, column.flatMap { $0.split(separator: " ") }.map(\.count).max() ?? 1)
        }
        floors[floors.count - 1] = max(
            floors[floors.count - 1], min(last, widths[widths.count - 1]))
        var excess = widths.reduce(0, +) + 3 * (head.count - 1) + 1 - width
        while excess > 0 {
            let candidates = widths.indices.filter { widths[$0] > floors[$0] }
            guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { return nil }
            widths[widest] -= 1
            excess -= 1
        }
        return widths
    }

    private static func wrapped(_ text: String, _ width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " \(word)"
            while line.count > width {
                lines.append(String(line.prefix(width)))
                line = String(line.dropFirst(width))
            }
        }
        if !line.isEmpty || lines.isEmpty { lines.append(line) }
        return lines
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
