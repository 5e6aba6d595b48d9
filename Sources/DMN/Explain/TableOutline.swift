package import FEEL

/// A decision table as those see it who test it: its columns, and each row's conditions.
///
///     model.tableOutlines.first?.rows[0].cells[0].words   // "15 or more"
package struct TableOutline: Sendable {
    /// A column of conditions.
    package struct Column: Sendable {
        /// The column's head.
        package let label: String
        /// The expression whose value is tested, on one line.
        package let text: String
        /// Its type, as FEEL has it.
        package let type: FEELType
        /// The values that the model declares for it, where it lists them one by one.
        package let values: [Value]?
        fileprivate let constraint: ValueType
        fileprivate let allowed: CellTests?

        /// Whether a value, null apart, may stand in the column: it has the type and is allowed.
        package func allows(_ value: Value) -> Bool {
            var isAllowed = allowed?.accepts(value) ?? true
            _ = constraint.coerced(value) { _ in isAllowed = false }
            return isAllowed
        }
    }

    /// One condition of a row.
    package struct Cell: Sendable {
        /// The cell as written, on one line.
        package let text: String
        /// The cell in words.
        package let words: String
        /// What is tested, where the cell compares with constants only.
        package let simple: SimpleTests?
        /// Where the model has it.
        package let location: SourceLocation

        /// Whether every value passes: such a cell is no condition.
        package var isAny: Bool {
            if case .any? = simple { true } else { false }
        }
    }

    /// A row.
    package struct Row: Sendable {
        /// The row's id, or `row 3` where the file gives none.
        package let id: String
        /// Its number, from 1.
        package let number: Int
        /// Where the model has it.
        package let location: SourceLocation
        /// Its conditions, in the order of the columns.
        package let cells: [Cell]
        /// Its notes, as the policy clause it rests on.
        package let annotations: [String]
    }

    /// The decision, function or entry that the table decides.
    package let name: String
    /// The decision that holds it; nil for the table of a business knowledge model.
    package let decision: String?
    /// Where the model has it; traces name a table by the same place.
    package let location: SourceLocation
    /// How many rows may match.
    package let hitPolicy: HitPolicy
    /// Its columns of conditions.
    package let columns: [Column]
    /// Its rows.
    package let rows: [Row]
}

extension DecisionModel {
    /// The tables of the model itself, those of business knowledge models last, in file order.
    package var tableOutlines: [TableOutline] {
        let own = compiled.decisions.filter { $0.namespace == definitions.namespace }
        let decided = own.flatMap { decision in
            (decision.expression?.tables ?? []).map { TableOutline($0, decision: decision.name) }
        }
        let files = Set(definitions.knowledgeModels.map(\.location.file))
        let called = compiled.functions.filter { files.contains($0.location.file) }.flatMap {
            ($0.body?.tables ?? []).map { TableOutline($0, decision: nil) }
        }
        return decided + called
    }

    /// The type that a decision's value has, by the decision's name or id; any when it says none.
    package func type(ofDecision name: String) -> FEELType? {
        (compiled.decisions.first { $0.name == name } ?? compiled.decisions.first { $0.id == name })?
            .type.feel
    }

    /// The names of the inputs of the model and its imports, in their order.
    package var inputNames: [String] { compiled.inputs.map(\.name) }

    /// The type of an input, by its name alone or with its namespace; nil when there is none.
    package func type(ofInput name: String) -> FEELType? {
        compiled.inputs.first { $0.name == name || $0.qualifiedName == name }?.type.feel
    }

    /// The constants that an input is compared with, by a decision or by those it requires.
    ///
    /// They are those of the columns that test it, and of other texts that name it: values worth
    /// trying when one looks for inputs that make a difference.
    package func constants(comparedWith input: String, inDecision name: String) -> [Value] {
        guard let handle = try? decision(name) else { return [] }
        var constants: [Value] = []
        for index in handle.program {
            let decision = compiled.decisions[index]
            let scope = decision.surroundings.scope
            for table in decision.expression?.tables ?? [] {
                for (column, head) in table.inputs.enumerated()
                where head.expression.text.contains(input) {
                    constants += head.values?.simple?.allConstants ?? []
                    for row in table.rows { constants += row.cells[column].constants }
                }
            }
            for text in decision.expression?.texts ?? [] where text.contains(input) {
                guard let expression = try? Expression(text, scope: scope) else { continue }
                expression.node.collectConstants(into: &constants)
            }
        }
        return constants
    }
}

extension CellTests {
    /// The constants that the cell writes down.
    fileprivate var constants: [Value] {
        if let simple { return simple.allConstants }
        guard case .tests(let tests, _)? = tests?.node else { return [] }
        var constants: [Value] = []
        for test in tests {
            switch test {
            case .comparison(_, let node), .expression(let node):
                node.collectConstants(into: &constants)
            }
        }
        return constants
    }
}

extension DecisionHandle.Input {
    /// Whether a value, null apart, may be given: it has the type, and the model allows it.
    package func allows(_ value: Value) -> Bool {
        var isAllowed = true
        let coerced = valueType.coerced(value) { _ in isAllowed = false }
        return isAllowed && !coerced.isNull
    }

    /// The constants that the constraint on the input names.
    package var namedConstants: [Value] {
        valueType.allowedValues?.simple?.allConstants ?? []
    }

    /// All values that the input can have, where the model lists them one by one.
    package var listedValues: [Value]? {
        if let listed = valueType.allowedValues?.simple?.listed { return listed }
        return type == .boolean ? [.boolean(true), .boolean(false)] : nil
    }
}

extension TableOutline {
    init(_ table: CompiledTable, decision: String?) {
        name = table.name
        self.decision = decision
        location = table.location
        hitPolicy = table.hitPolicy
        columns = table.inputs.map { input in
            let listed = input.values?.simple?.listed ?? input.type.allowedValues?.simple?.listed
            let isBoolean = input.type.feel == .boolean
            return Column(
                label: input.label, text: collapsedText(input.expression.text),
                type: input.type.feel,
                values: listed ?? (isBoolean ? [.boolean(true), .boolean(false)] : nil),
                constraint: input.type, allowed: input.values)
        }
        rows = table.rows.map { row in
            Row(
                id: row.id, number: row.number, location: row.location,
                cells: row.cells.map { cell in
                    Cell(
                        text: collapsedText(cell.text), words: cell.tests?.words ?? "any",
                        simple: cell.simple, location: cell.location)
                }, annotations: row.annotations.map(\.text))
        }
    }
}

extension SimpleTests {
    /// The values that pass, where each is named by itself; nil otherwise.
    fileprivate var listed: [Value]? {
        guard case .tests(let tests, false) = self, constants.count == tests.count else {
            return nil
        }
        return constants
    }
}

extension Node {
    /// Adds the constants of the tree, in the order of the text.
    fileprivate func collectConstants(into constants: inout [Value]) {
        switch kind {
        case .number(let number): constants.append(.number(number))
        case .string(let text): constants.append(.string(text))
        case .temporal(let text):
            if let value = (try? Expression("@" + quoted(text)))?.constant {
                constants.append(value)
            }
        case .call(let function, .positional(let arguments)):
            // date("2026-04-01") and its like: a constant that is written as a call.
            if case .name(let name) = function.kind,
                ["date", "time", "date and time", "duration"].contains(name),
                let argument = arguments.first, case .string(let text) = argument.kind,
                let value = (try? Expression("\(name)(\(quoted(text)))"))?.constant
            {
                constants.append(value)
            }
        case .call(_, .named): break
        case .null, .boolean, .name, .list, .context, .range, .negation, .arithmetic, .comparison,
            .conjunction, .disjunction, .between, .membership, .instanceOf, .conditional,
            .iteration, .quantified, .function, .filter, .path:
            break
        }
        for child in children { child.collectConstants(into: &constants) }
    }
}
