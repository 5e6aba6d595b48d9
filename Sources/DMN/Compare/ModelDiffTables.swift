import Texts

/// The matched parts of two tables: which column and row of the new one each old one is.
struct TableMatch {
    /// The column of the new table for each of the old; nil where it is gone.
    let inputs: [Int?]
    let outputs: [Int?]
    let rows: [Int?]

    init(_ old: DecisionTable, _ new: DecisionTable) {
        inputs = Matching.pairs(
            old.inputs, new.inputs,
            by: [
                { $0.id != nil && $0.id == $1.id && Matching.isSame($0.expression, $1.expression) },
                { Matching.isSame($0.expression, $1.expression) },
                { $0.id != nil && $0.id == $1.id },
                { $0.label != nil && $0.label == $1.label },
            ])
        outputs = Matching.pairs(
            old.outputs, new.outputs,
            by: [
                { $0.id != nil && $0.id == $1.id && $0.name == $1.name },
                { $0.name != nil && $0.name == $1.name },
                { $0.id != nil && $0.id == $1.id },
                { _, _ in old.outputs.count == 1 && new.outputs.count == 1 },
            ])
        rows = TableMatch.rows(old, new, inputs, outputs)
    }

    private static func rows(
        _ old: DecisionTable, _ new: DecisionTable, _ inputs: [Int?], _ outputs: [Int?]
    ) -> [Int?] {
        typealias Rule = DecisionTable.Rule
        func isSame(
            _ before: [ExpressionText], _ after: [ExpressionText], _ columns: [Int?],
            ownIDs: (String, String)? = nil
        ) -> Bool {
            zip(before, columns).allSatisfy { cell, column in
                guard let column else { return true }
                guard column < after.count else { return false }
                return Matching.isSame(cell, after[column])
                    || ownIDs.map {
                        cell.text == "\"\($0.0)\"" && after[column].text == "\"\($0.1)\""
                    } ?? false
            }
        }
        func conditions(_ before: Rule, _ after: Rule) -> Bool {
            isSame(before.inputs, after.inputs, inputs)
        }
        var found = Matching.pairs(
            old.rules, new.rules,
            by: [
                { !$0.hasNoID && $0.id == $1.id },
                {
                    conditions($0, $1)
                        && isSame($0.outputs, $1.outputs, outputs, ownIDs: ($0.id, $1.id))
                },
                { conditions($0, $1) },
            ])
        // Rows without ids that changed are known by the row above them.
        var taken = Set(found.compactMap { $0 })
        for (index, rule) in old.rules.enumerated() where found[index] == nil && rule.hasNoID {
            let next = index == 0 ? 0 : found[index - 1].map { $0 + 1 }
            guard let next, next < new.rules.count, new.rules[next].hasNoID, !taken.contains(next)
            else { continue }
            found[index] = next
            taken.insert(next)
        }
        return found
    }
}

/// Compares two tables: their settings, cells, rows and columns.
struct TableComparison {
    let old: DecisionTable
    let new: DecisionTable
    let place: ExpressionPlace
    let element: ModelDiff.Place
    let match: TableMatch

    init(
        _ old: DecisionTable, _ new: DecisionTable, at place: ExpressionPlace,
        _ element: ModelDiff.Place
    ) {
        self.old = old
        self.new = new
        self.place = place
        self.element = element
        match = TableMatch(old, new)
    }

    /// The id that a row of the new table goes by until ids are changed: its old one, if it has one.
    func key(ofNew index: Int) -> String {
        if let before = match.rows.firstIndex(of: index) { return old.rules[before].id }
        let rule = new.rules[index]
        return rule.hasNoID ? "new \(rule.id)" : rule.id
    }

    /// A row of the new table with the columns of the old one.
    func row(_ index: Int) -> DecisionTable.Rule {
        var rule = new.rules[index]
        rule.id = key(ofNew: index)
        rule.inputs = cells(rule.inputs, match.inputs, nothing: "-", at: rule.location)
        rule.outputs = cells(rule.outputs, match.outputs, nothing: "", at: rule.location)
        return rule
    }

    private func cells(
        _ cells: [ExpressionText], _ columns: [Int?], nothing: String, at location: SourceLocation
    ) -> [ExpressionText] {
        columns.map { column in
            column.flatMap { $0 < cells.count ? cells[$0] : nil }
                ?? ExpressionText(nothing, location: location)
        }
    }

    /// Whether the order of rows can decide an answer.
    var orderMatters: Bool {
        switch old.hitPolicy {
        case .first, .ruleOrder, .priority, .outputOrder: true
        case .collect: old.aggregation == nil
        case .unique, .any: false
        }
    }

    /// The rows of the new table in order, with whether each is new or stands elsewhere.
    func placements() -> [(row: Int, isNew: Bool, isMoved: Bool)] {
        let kept = match.rows.enumerated().compactMap { index, row in row.map { (index, $0) } }
        let staying = Set(Matching.longestRise(kept.map(\.1)).map { kept[$0].1 })
        let matched = Set(kept.map(\.1))
        return new.rules.indices.map { row in
            let isNew = !matched.contains(row)
            return (row, isNew, !isNew && !staying.contains(row))
        }
    }

    /// The old columns that stay, in the order of the new table; nil when it is that of the old one.
    func reordered(_ columns: [Int?]) -> [Int]? {
        let kept = columns.indices.filter { columns[$0] != nil }
        let sorted = kept.sorted { (columns[$0] ?? 0) < (columns[$1] ?? 0) }
        return sorted == kept ? nil : sorted
    }
}

extension DecisionTable.Rule {
    /// Whether the file gives the row no id: then it goes by its number.
    var hasNoID: Bool {
        let words = id.split(separator: " ")
        return words.count > 1 && words[words.count - 2] == "row" && Int(words.last ?? "") != nil
    }
}

extension DecisionTable {
    /// The head of a column of conditions.
    func title(ofInput index: Int) -> String {
        inputs[index].label ?? inputs[index].expression.text.onOneLine
    }

    /// The head of a column of conclusions.
    func title(ofOutput index: Int) -> String {
        outputs[index].label ?? outputs[index].name ?? outputLabel ?? "answer"
    }

    /// The head of a column of annotations.
    func title(ofAnnotation index: Int) -> String {
        index < annotationNames.count && !annotationNames[index].isEmpty
            ? annotationNames[index] : "annotation \(index + 1)"
    }

    /// A row on one line: `score >= 15, status "open": register "HLRR"`.
    func words(of rule: Rule) -> String {
        let conditions = rule.inputs.enumerated().compactMap { index, cell -> String? in
            guard index < inputs.count, !FEELSpelling.isAny(cell.text) else { return nil }
            return "\(title(ofInput: index)) \(cell.text.onOneLine)"
        }
        let conclusions = rule.outputs.enumerated().compactMap { index, cell -> String? in
            guard index < outputs.count, !FEELSpelling.isAny(cell.text),
                cell.text != "\"\(rule.id)\""
            else { return nil }
            return "\(title(ofOutput: index)) \(cell.text.onOneLine)"
        }
        return (conditions.isEmpty ? "whatever is given" : conditions.joined(separator: ", "))
            + ": " + (conclusions.isEmpty ? "nothing" : conclusions.joined(separator: ", "))
    }

    /// Puts a row after the nearest of those that precede it; first, where none of them is here.
    mutating func place(_ rule: Rule, after preceding: [String]) {
        rules.removeAll { $0.id == rule.id }
        var place = 0
        for id in preceding.reversed() {
            guard let index = rules.firstIndex(where: { $0.id == id }) else { continue }
            place = index + 1
            break
        }
        rules.insert(rule, at: place)
    }
}
