import Texts

extension ModelComparison {
    /// Columns that stand elsewhere, are gone, or are new, with their cells.
    ///
    /// The order is set while all old columns stand, and moves only those that stay among their
    /// own places: so a column that goes is still where it was.
    mutating func placeColumns(_ tables: TableComparison) {
        let place = tables.place
        if let order = tables.reordered(tables.match.inputs) {
            let titles = order.map { tables.old.title(ofInput: $0) }.joined(separator: ", ")
            note(
                .column, tables.element,
                "its columns of conditions stand in another order (\(titles)), which decides nothing",
                new: titles, at: (tables.old.location, tables.new.location), canDecide: false
            ) { definitions in
                place.updateTable(&definitions) { table in
                    table.inputs.rearrange(order)
                    for row in table.rules.indices { table.rules[row].inputs.rearrange(order) }
                }
            }
        }
        if let order = tables.reordered(tables.match.outputs) {
            let titles = order.map { tables.old.title(ofOutput: $0) }.joined(separator: ", ")
            let matters =
                tables.new.hitPolicy == .priority || tables.new.hitPolicy == .outputOrder
            note(
                .column, tables.element,
                "its columns of conclusions stand in another order (\(titles))"
                    + (matters ? "; the first decides before the others" : ""),
                new: titles, at: (tables.old.location, tables.new.location), canDecide: matters
            ) { definitions in
                place.updateTable(&definitions) { table in
                    table.outputs.rearrange(order)
                    for row in table.rules.indices { table.rules[row].outputs.rearrange(order) }
                }
            }
        }
        removeColumns(tables)
        addInputs(tables)
        addOutputs(tables)
    }

    private mutating func removeColumns(_ tables: TableComparison) {
        let place = tables.place
        for index in tables.old.inputs.indices.reversed() where tables.match.inputs[index] == nil {
            var at = tables.element
            at.column = tables.old.title(ofInput: index)
            let cells = ModelComparison.cells(tables.old.rules, index, \.inputs)
            note(
                .column, at, "the column \(at.column ?? "") is gone\(cells)",
                old: at.column, at: (tables.old.inputs[index].location, nil)
            ) { definitions in
                place.updateTable(&definitions) { table in
                    guard index < table.inputs.count else { return }
                    table.inputs.remove(at: index)
                    for row in table.rules.indices where index < table.rules[row].inputs.count {
                        table.rules[row].inputs.remove(at: index)
                    }
                }
            }
        }
        for index in tables.old.outputs.indices.reversed() where tables.match.outputs[index] == nil
        {
            var at = tables.element
            at.column = tables.old.title(ofOutput: index)
            let cells = ModelComparison.cells(tables.old.rules, index, \.outputs)
            note(
                .column, at, "the column \(at.column ?? "") is gone\(cells)",
                old: at.column, at: (tables.old.outputs[index].location, nil)
            ) { definitions in
                place.updateTable(&definitions) { table in
                    guard index < table.outputs.count else { return }
                    table.outputs.remove(at: index)
                    for row in table.rules.indices where index < table.rules[row].outputs.count {
                        table.rules[row].outputs.remove(at: index)
                    }
                }
            }
        }
    }

    private mutating func addInputs(_ tables: TableComparison) {
        let place = tables.place
        let matched = Set(tables.match.inputs.compactMap { $0 })
        for index in tables.new.inputs.indices where !matched.contains(index) {
            let column = tables.new.inputs[index]
            var at = tables.element
            at.column = tables.new.title(ofInput: index)
            let cells = ModelComparison.newCells(tables, index, \.inputs)
            let nothing = ExpressionText("-", location: column.location)
            note(
                .column, at,
                "the column \(at.column ?? "") is new"
                    + ModelComparison.cells(tables.new.rules, index, \.inputs),
                new: column.expression.text, at: (nil, column.location)
            ) { definitions in
                place.updateTable(&definitions) { table in
                    table.inputs.insert(column, at: min(index, table.inputs.count))
                    for row in table.rules.indices {
                        let cell = cells[table.rules[row].id] ?? nothing
                        table.rules[row].inputs.insert(
                            cell, at: min(index, table.rules[row].inputs.count))
                    }
                }
            }
        }
    }

    private mutating func addOutputs(_ tables: TableComparison) {
        let place = tables.place
        let matched = Set(tables.match.outputs.compactMap { $0 })
        for index in tables.new.outputs.indices where !matched.contains(index) {
            let column = tables.new.outputs[index]
            var at = tables.element
            at.column = tables.new.title(ofOutput: index)
            let cells = ModelComparison.newCells(tables, index, \.outputs)
            let nothing = ExpressionText("", location: column.location)
            note(
                .column, at,
                "the column \(at.column ?? "") is new"
                    + ModelComparison.cells(tables.new.rules, index, \.outputs),
                new: at.column, at: (nil, column.location)
            ) { definitions in
                place.updateTable(&definitions) { table in
                    table.outputs.insert(column, at: min(index, table.outputs.count))
                    for row in table.rules.indices {
                        let cell = cells[table.rules[row].id] ?? nothing
                        table.rules[row].outputs.insert(
                            cell, at: min(index, table.rules[row].outputs.count))
                    }
                }
            }
        }
    }

    /// The cells of a new column, by the id that each row goes by.
    private static func newCells(
        _ tables: TableComparison, _ column: Int,
        _ cells: KeyPath<DecisionTable.Rule, [ExpressionText]>
    ) -> [String: ExpressionText] {
        var found: [String: ExpressionText] = [:]
        for (index, rule) in tables.new.rules.enumerated() where column < rule[keyPath: cells].count
        {
            found[tables.key(ofNew: index)] = rule[keyPath: cells][column]
        }
        return found
    }

    /// What a column says, for a sentence: `: REG-01 >= 15, REG-02 "open"`.
    private static func cells(
        _ rules: [DecisionTable.Rule], _ column: Int,
        _ cells: KeyPath<DecisionTable.Rule, [ExpressionText]>
    ) -> String {
        let said = rules.compactMap { rule -> String? in
            guard column < rule[keyPath: cells].count,
                !FEELSpelling.isAny(rule[keyPath: cells][column].text)
            else { return nil }
            return "\(rule.id) \(rule[keyPath: cells][column].text.onOneLine)"
        }
        guard !said.isEmpty else { return "; it says nothing" }
        return ": " + shown(said.joined(separator: ", "))
    }
}

extension Array {
    /// Puts the elements at some places into the order given, and leaves the others where they are.
    fileprivate mutating func rearrange(_ order: [Int]) {
        let places = order.sorted()
        guard let last = places.last, last < count else { return }
        let elements = order.map { self[$0] }
        for (place, element) in zip(places, elements) { self[place] = element }
    }
}
