extension ModelComparison {
    /// Compares two tables.
    ///
    /// Cells are changed while the columns stand as they did, then rows come and go, then columns:
    /// so each change alone can be made on the old table, and all of them one after another.
    mutating func compare(
        _ old: DecisionTable, _ new: DecisionTable, at place: ExpressionPlace,
        _ element: ModelDiff.Place
    ) {
        let tables = TableComparison(old, new, at: place, element)
        compareSettings(tables)
        compareColumns(tables)
        compareCells(tables)
        compareRows(tables)
        placeColumns(tables)
        compareRowIDs(tables)
    }

    private mutating func compareSettings(_ tables: TableComparison) {
        let (old, new, place) = (tables.old, tables.new, tables.place)
        let locations: (SourceLocation?, SourceLocation?) = (old.location, new.location)
        func words(_ table: DecisionTable) -> String {
            table.hitPolicy.rawValue + (table.aggregation.map { " \($0.rawValue)" } ?? "")
        }
        if words(old) != words(new) {
            let (policy, aggregation) = (new.hitPolicy, new.aggregation)
            note(
                .hitPolicy, tables.element,
                "hit policy \(words(old)) becomes \(words(new)): \(policy.explanation)",
                old: words(old), new: words(new), at: locations
            ) { definitions in
                place.updateTable(&definitions) {
                    $0.hitPolicy = policy
                    $0.aggregation = aggregation
                }
            }
        }
        if old.outputLabel != new.outputLabel {
            let label = new.outputLabel
            note(
                .label, tables.element,
                "the label of its answer \(becomes(quoted(old.outputLabel), quoted(label)))",
                old: old.outputLabel, new: label, at: locations, canDecide: false
            ) { place.updateTable(&$0) { $0.outputLabel = label } }
        }
        if old.annotationNames != new.annotationNames {
            let names = new.annotationNames
            let (before, after) = (
                old.annotationNames.joined(separator: ", "), names.joined(separator: ", ")
            )
            note(
                .label, tables.element,
                "the heads of its annotations \(becomes(quoted(before), quoted(after)))",
                old: before, new: after, at: locations, canDecide: false
            ) { place.updateTable(&$0) { $0.annotationNames = names } }
        }
    }

    // MARK: - Columns that stay

    private mutating func compareColumns(_ tables: TableComparison) {
        let place = tables.place
        for (index, match) in tables.match.inputs.enumerated() {
            guard let match else { continue }
            let (old, new) = (tables.old.inputs[index], tables.new.inputs[match])
            var at = tables.element
            at.column = tables.old.title(ofInput: index)
            let column = "column \(at.column ?? ""):"
            let locations: (SourceLocation?, SourceLocation?) = (old.location, new.location)
            let label = new.label
            compareWords(
                .label, at, "\(column) its label", old.label, label, locations, canDecide: false
            ) { place.updateTable(&$0) { $0.inputs[index].label = label } }
            compareTexts(.column, at, "\(column) what it tests,", old.expression, new.expression) {
                definitions, text in
                guard let text else { return }
                place.updateTable(&definitions) { $0.inputs[index].expression = text }
            }
            let type = new.typeRef
            compareWords(.column, at, "\(column) its type", old.typeRef, type, locations) {
                place.updateTable(&$0) { $0.inputs[index].typeRef = type }
            }
            compareTexts(.column, at, "\(column) its allowed values", old.values, new.values) {
                definitions, text in
                place.updateTable(&definitions) { $0.inputs[index].values = text }
            }
        }
        for (index, match) in tables.match.outputs.enumerated() {
            guard let match else { continue }
            compareOutput(tables, index, match)
        }
    }

    private mutating func compareOutput(_ tables: TableComparison, _ index: Int, _ match: Int) {
        let place = tables.place
        let (old, new) = (tables.old.outputs[index], tables.new.outputs[match])
        var at = tables.element
        at.column = tables.old.title(ofOutput: index)
        let column = "column \(at.column ?? ""):"
        let locations: (SourceLocation?, SourceLocation?) = (old.location, new.location)
        let (name, label, type) = (new.name, new.label, new.typeRef)
        // A single answer has no parts to name.
        let isNamed = max(tables.old.outputs.count, tables.new.outputs.count) > 1
        compareWords(
            isNamed ? .column : .label, at, "\(column) its name", old.name, name, locations,
            canDecide: isNamed
        ) { place.updateTable(&$0) { $0.outputs[index].name = name } }
        compareWords(
            .label, at, "\(column) its label", old.label, label, locations, canDecide: false
        ) { place.updateTable(&$0) { $0.outputs[index].label = label } }
        compareWords(.column, at, "\(column) its type", old.typeRef, type, locations) {
            place.updateTable(&$0) { $0.outputs[index].typeRef = type }
        }
        compareTexts(.column, at, "\(column) its allowed values", old.values, new.values) {
            definitions, text in
            place.updateTable(&definitions) { $0.outputs[index].values = text }
        }
        compareTexts(
            .column, at, "\(column) its answer when no row matches", old.defaultEntry,
            new.defaultEntry
        ) { definitions, text in
            place.updateTable(&definitions) { $0.outputs[index].defaultEntry = text }
        }
    }

    /// Words that mean what they say, letter by letter.
    private mutating func compareWords(
        _ kind: ModelDiff.Kind, _ place: ModelDiff.Place, _ about: String, _ old: String?,
        _ new: String?, _ locations: (SourceLocation?, SourceLocation?), canDecide: Bool = true,
        edit: @escaping @Sendable (inout Definitions) -> Void
    ) {
        guard old != new else { return }
        note(
            kind, place, "\(about) \(becomes(old ?? "nothing", new ?? "nothing"))", old: old,
            new: new, at: locations, canDecide: canDecide, edit: edit)
    }

    /// FEEL texts, whose spelling may change without their meaning.
    private mutating func compareTexts(
        _ kind: ModelDiff.Kind, _ place: ModelDiff.Place, _ about: String,
        _ old: ExpressionText?, _ new: ExpressionText?, isTest: Bool = false,
        edit: @escaping @Sendable (inout Definitions, ExpressionText?) -> Void
    ) {
        guard old?.text != new?.text else { return }
        let isSpelling =
            old.map { FEELSpelling.meaning($0.text, isTest: isTest) }
            == new.map { FEELSpelling.meaning($0.text, isTest: isTest) }
        func words(_ text: ExpressionText?) -> String {
            guard let text, !text.text.allSatisfy(\.isWhitespace) else { return "nothing" }
            return isTest && FEELSpelling.isAny(text.text) ? "any" : text.text
        }
        note(
            isSpelling ? .spelling : kind, place,
            isSpelling
                ? "\(about) is spelled differently, and means the same"
                : "\(about) \(becomes(words(old), words(new)))",
            old: old?.text, new: new?.text, at: (old?.location, new?.location),
            canDecide: !isSpelling
        ) { edit(&$0, new) }
    }

    // MARK: - Cells

    private mutating func compareCells(_ tables: TableComparison) {
        for (index, match) in tables.match.rows.enumerated() {
            guard let match else { continue }
            compareCells(tables, tables.old.rules[index], tables.new.rules[match])
        }
    }

    private mutating func compareCells(
        _ tables: TableComparison, _ old: DecisionTable.Rule, _ new: DecisionTable.Rule
    ) {
        let id = old.id
        var at = tables.element
        at.row = id
        let place = tables.place
        @Sendable func update(
            _ definitions: inout Definitions, _ change: (inout DecisionTable.Rule) -> Void
        ) {
            place.updateTable(&definitions) { table in
                guard let index = table.rules.firstIndex(where: { $0.id == id }) else { return }
                change(&table.rules[index])
            }
        }
        let row = old.hasNoID ? id : "row \(id)"
        for (column, match) in tables.match.inputs.enumerated() {
            guard let match, column < old.inputs.count, match < new.inputs.count else { continue }
            at.column = tables.old.title(ofInput: column)
            compareTexts(
                .cell, at, "\(row): \(at.column ?? "")", old.inputs[column], new.inputs[match],
                isTest: true
            ) { definitions, text in
                guard let text else { return }
                update(&definitions) { $0.inputs[column] = text }
            }
        }
        for (column, match) in tables.match.outputs.enumerated() {
            guard let match, column < old.outputs.count, match < new.outputs.count,
                !namesItself(old, old.outputs[column], new, new.outputs[match])
            else { continue }
            at.column = tables.old.title(ofOutput: column)
            compareTexts(
                .cell, at, "\(row): \(at.column ?? "")", old.outputs[column], new.outputs[match]
            ) { definitions, text in
                guard let text else { return }
                update(&definitions) { $0.outputs[column] = text }
            }
        }
        compareAnnotations(tables, old, new, row, update)
    }

    private mutating func compareAnnotations(
        _ tables: TableComparison, _ old: DecisionTable.Rule, _ new: DecisionTable.Rule,
        _ row: String,
        _ update:
            @escaping @Sendable (
                inout Definitions, (inout DecisionTable.Rule) -> Void
            ) -> Void
    ) {
        var at = tables.element
        at.row = old.id
        for index in 0..<max(old.annotations.count, new.annotations.count) {
            let before = index < old.annotations.count ? old.annotations[index] : ""
            let after = index < new.annotations.count ? new.annotations[index] : ""
            guard before != after else { continue }
            let table = index < tables.new.annotationNames.count ? tables.new : tables.old
            at.column = table.title(ofAnnotation: index)
            note(
                .annotation, at,
                "\(row): \(at.column ?? "") \(becomes(quoted(before), quoted(after)))",
                old: before, new: after, at: (old.location, new.location), canDecide: false
            ) { definitions in
                update(&definitions) { rule in
                    while rule.annotations.count <= index { rule.annotations.append("") }
                    rule.annotations[index] = after
                }
            }
        }
        if (old.description ?? "") != (new.description ?? "") {
            let description = new.description
            at.column = nil
            note(
                .description, at,
                "\(row): its description \(becomes(quoted(old.description), quoted(description)))",
                old: old.description, new: description, at: (old.location, new.location),
                canDecide: false
            ) { definitions in update(&definitions) { $0.description = description } }
        }
    }

    /// Whether each of two cells only writes the id of its own row, which then changes with it.
    private func namesItself(
        _ old: DecisionTable.Rule, _ before: ExpressionText, _ new: DecisionTable.Rule,
        _ after: ExpressionText
    ) -> Bool {
        old.id != new.id && before.text == "\"\(old.id)\"" && after.text == "\"\(new.id)\""
    }

    // MARK: - Rows

    private mutating func compareRows(_ tables: TableComparison) {
        let place = tables.place
        for (index, match) in tables.match.rows.enumerated() where match == nil {
            let rule = tables.old.rules[index]
            var at = tables.element
            at.row = rule.id
            let words = tables.old.words(of: rule)
            note(
                .rowRemoved, at, "\(rule.title) is removed: it said \(shown(words))",
                old: words, at: (rule.location, nil)
            ) { definitions in
                place.updateTable(&definitions) { $0.rules.removeAll { $0.id == rule.id } }
            }
        }
        var preceding: [String] = []
        for (row, isNew, isMoved) in tables.placements() {
            let key = tables.key(ofNew: row)
            defer { preceding.append(key) }
            guard isNew || isMoved else { continue }
            let before = preceding
            let written = tables.new.rules[row]
            var at = tables.element
            at.row = isNew ? written.id : key
            let standing =
                row == 0
                ? "first" : "after \(tables.new.rules[row - 1].title)"
            if isNew {
                let rule = tables.row(row)
                let words = tables.new.words(of: written)
                note(
                    .rowAdded, at, "\(written.title) is added, \(standing): \(shown(words))",
                    new: words, at: (nil, written.location)
                ) { definitions in
                    place.updateTable(&definitions) { $0.place(rule, after: before) }
                }
            } else {
                let old = tables.match.rows.firstIndex(of: row).map { tables.old.rules[$0] }
                note(
                    .rowMoved, at,
                    "\(old?.title ?? written.title) moves, to stand \(standing); under "
                        + "\(tables.old.hitPolicy.rawValue) the order of rows "
                        + (tables.orderMatters ? "matters" : "decides nothing"),
                    at: (old?.location, written.location), canDecide: tables.orderMatters
                ) { definitions in
                    place.updateTable(&definitions) { table in
                        guard let rule = table.rules.first(where: { $0.id == key }) else { return }
                        table.place(rule, after: before)
                    }
                }
            }
        }
    }

    /// The ids of rows, after everything that goes by them.
    private mutating func compareRowIDs(_ tables: TableComparison) {
        let place = tables.place
        for (index, match) in tables.match.rows.enumerated() {
            guard let match else { continue }
            let (old, new) = (tables.old.rules[index], tables.new.rules[match])
            guard old.id != new.id, !(old.hasNoID && new.hasNoID) else { continue }
            var at = tables.element
            at.row = old.id
            let (oldID, newID) = (old.id, new.id)
            // Where a cell names its own row, it is renamed with it.
            let naming = tables.match.outputs.indices.filter { column in
                guard let match = tables.match.outputs[column], column < old.outputs.count,
                    match < new.outputs.count
                else { return false }
                return namesItself(old, old.outputs[column], new, new.outputs[match])
            }.map { column in (tables.match.outputs[column] ?? column, column) }
            let columns = tables.new.outputs.count
            note(
                .rowID, at, "\(old.title) is now called \(new.title)", old: oldID, new: newID,
                at: (old.location, new.location), canDecide: false, isLast: true
            ) { definitions in
                place.updateTable(&definitions) { table in
                    guard let row = table.rules.firstIndex(where: { $0.id == oldID }) else {
                        return
                    }
                    table.rules[row].id = newID
                    for column in table.rules[row].outputs.indices
                    where table.rules[row].outputs[column].text == "\"\(oldID)\""
                        && naming.contains(where: {
                            // The columns may stand as they did, or as they will.
                            column == $0.1 || (table.outputs.count == columns && column == $0.0)
                        })
                    {
                        table.rules[row].outputs[column].text = "\"\(newID)\""
                    }
                }
            }
        }
    }
}

extension DecisionTable.Rule {
    /// What a sentence calls the row: `row REG-01`, `row 3`.
    var title: String { hasNoID ? id : "row \(id)" }
}
