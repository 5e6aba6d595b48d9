import FEEL
import Texts

/// Checks of cells against their columns, and of lists of values against their types.
///
/// A model that is not strict is spared them: its cells may say what they like, and answer null.
extension ExpressionCompiler {
    /// A cell of conditions: each constant of the column's type and among its values, each range in order.
    mutating func check(_ cell: CellTests, against input: CompiledTable.Input, row: String) {
        guard !isLenient else { return }
        if let (low, high) = mixedRange(cell) {
            report(
                cell.location, row: row,
                "the range `\(collapsedText(cell.text))` goes from a \(low) to a \(high)",
                advice: "write both ends as values of one type")
            return
        }
        if let mistake = cell.mistake {
            report(
                cell.location, row: row,
                "`\(collapsedText(cell.text))` cannot be tested: \(mistake)",
                advice: "correct it")
            return
        }
        guard case .tests(let tests, _)? = cell.simple else { return }
        if case .number = input.type.feel, let range = CellSpelling.range(cell.text) {
            report(
                cell.location, row: row, "`\(collapsedText(cell.text))` is a subtraction",
                advice: "if a range is meant, write \(range)")
            return
        }
        let allowed = input.values?.simple ?? input.type.allowedValues?.simple
        for test in tests {
            for constant in test.constants where !constant.isNull {
                guard areCompatible(typeOf(constant), input.type.feel) else {
                    report(
                        cell.location, row: row,
                        "`\(collapsedText(cell.text))` tests a \(typeOf(constant)), but the "
                            + "column \"\(input.label)\" is of type "
                            + "\(input.type.name ?? "\(input.type.feel)")",
                        advice: withoutQuotes(constant, input.type.feel) ?? "make them agree")
                    return
                }
            }
            if let (what, advice) = fault(of: test, in: cell.text) {
                report(cell.location, row: row, what, advice: advice)
                continue
            }
            if case .equal(let constant) = test, let allowed, !constant.isNull,
                !allowed.accept(constant)
            {
                report(
                    cell.location, row: row,
                    "\(constant) is not among the values of the column \"\(input.label)\"",
                    advice: near(constant, allowed))
            }
        }
    }

    /// A conclusion, or a default answer where there is no row: of the column's type and among its values.
    mutating func check(
        _ text: CompiledText, against output: CompiledTable.Output, row: String?
    ) {
        guard !isLenient else { return }
        let subject = row == nil ? "the default answer " : ""
        guard areCompatible(text.type, output.type.feel) else {
            report(
                text.location, row: row,
                "\(subject)`\(collapsedText(text.text))` is of type \(text.type), but the column "
                    + "\"\(output.name)\" is of type "
                    + "\(output.type.name ?? "\(output.type.feel)")",
                advice: text.constant.flatMap { withoutQuotes($0, output.type.feel) }
                    ?? "make them agree")
            return
        }
        if let mistake = text.mistake {
            report(
                text.location, row: row,
                "\(subject)`\(collapsedText(text.text))` is always null: \(mistake)",
                advice: "correct it, or write null if that is meant")
            return
        }
        guard let constant = text.constant, !constant.isNull else { return }
        let allowed = output.values?.simple ?? output.type.allowedValues?.simple
        if let allowed, !allowed.accept(constant) {
            report(
                text.location, row: row,
                "\(subject)\(constant) is not among the values of the column \"\(output.name)\"",
                advice: near(constant, allowed))
        }
    }

    /// The values that a column's head lists: of its type, among those of the type, each range in order.
    mutating func check(_ values: CellTests?, of type: ValueType, label: String) {
        guard !isLenient, let values, case .tests(let tests, _)? = values.simple else { return }
        let allowed = type.allowedValues?.simple
        for test in tests {
            for constant in test.constants where !constant.isNull {
                guard areCompatible(typeOf(constant), type.feel) else {
                    report(
                        values.location, row: nil,
                        "the values of the column \"\(label)\" name \(constant), which is no "
                            + (type.name ?? "\(type.feel)"),
                        advice: withoutQuotes(constant, type.feel) ?? "make them agree")
                    return
                }
            }
            if let (what, advice) = fault(of: test, in: values.text) {
                report(values.location, row: nil, what, advice: advice)
            } else if case .equal(let constant) = test, let allowed, !constant.isNull,
                !allowed.accept(constant)
            {
                report(
                    values.location, row: nil,
                    "the column \"\(label)\" lists \(constant), which is not among the values of its "
                        + "type \(type.name ?? "\(type.feel)")",
                    advice: near(constant, allowed))
            }
        }
    }

    /// What is summed must be numbers; a type that is none makes every answer null.
    mutating func checkAggregation(of table: DecisionTable, _ outputs: [CompiledTable.Output]) {
        guard !isLenient, table.aggregation == .sum, outputs.count == 1 else { return }
        let type = outputs[0].type
        guard !areCompatible(type.feel, .number) else { return }
        report(
            table.location, row: nil,
            "the table sums the column \"\(outputs[0].name)\", which is of type "
                + (type.name ?? "\(type.feel)"),
            advice: "only numbers can be summed: use another aggregation, or none")
    }

    /// Tells who wrote a cell as one speaks, or as a spreadsheet corrects, how to write it.
    ///
    /// One line then takes the place of what the parser or the compiler came upon.
    mutating func advise(
        _ text: String, since before: Int, _ type: ValueType, _ allowed: SimpleTests?,
        in scope: Scope, isCondition: Bool
    ) {
        guard problems.count > before, problems[before].severity == .error else { return }
        guard
            let offer = CellSpelling.offer(
                text, as: type.feel, among: allowed, scope: scope, isCondition: isCondition)
        else {
            adviseQuotes(text, since: before, type, allowed)
            return
        }
        let first = problems[before]
        problems.removeSubrange(before...)
        problems.append(
            ModelProblem(
                first.severity, at: first.location, row: first.row, first.what,
                advice: "did you mean `\(collapsedText(offer))`?"))
    }

    /// Tells who wrote a text without quotes how to write it.
    ///
    /// The name that nobody knows is then most likely no name at all.
    private mutating func adviseQuotes(
        _ text: String, since before: Int, _ type: ValueType, _ allowed: SimpleTests?
    ) {
        guard case .string = type.feel, problems.count == before + 1, let last = problems.last,
            !text.contains("\"")
        else { return }
        let word = text.onOneLine
        let isKnown = allowed?.constants.contains(.string(word)) ?? false
        guard isKnown || word.allSatisfy({ $0.isLetter || $0.isNumber || $0 == " " }) else {
            return
        }
        let near = nearest("\"\(word)\"", (allowed?.constants ?? []).map { "\($0)" })
        problems[problems.count - 1] = ModelProblem(
            last.severity, at: last.location, row: last.row, last.what,
            advice: "a text is written in quotes: \(near ?? "\"\(collapsedText(word))\"")")
    }

    mutating func report(
        _ location: SourceLocation, row: String?, _ what: String, advice: String
    ) {
        problems.append(
            ModelProblem(
                isLenient ? .warning : .error, at: location, row: row, what, advice: advice))
    }
}

/// What keeps a range from holding any value; nil when nothing does.
func fault(of test: SimpleTest, in text: String) -> (what: String, advice: String)? {
    guard case .within(let interval) = test, let start = interval.start, let end = interval.end
    else { return nil }
    guard let order = order(start, end) else { return nil }
    if order > 0 {
        return (
            "the range from \(start) to \(end) in `\(collapsedText(text))` holds no value",
            "write its lower end first: [\(end)..\(start)]"
        )
    }
    if order == 0, !interval.isStartIncluded || !interval.isEndIncluded {
        return (
            "the range from \(start) to \(end) in `\(collapsedText(text))` holds no value",
            "write \(start) if that is meant"
        )
    }
    return nil
}

/// The types of a range's ends, in a cell where they differ: FEEL makes nothing of such a range.
private func mixedRange(_ cell: CellTests) -> (FEELType, FEELType)? {
    guard case .tests(let nodes, _)? = cell.tests?.node else { return nil }
    for case .expression(let node) in nodes {
        guard case .range(let range) = node.kind, let low = range.start?.type,
            let high = range.end?.type, !areCompatible(low, high), !areCompatible(high, low)
        else { continue }
        return (low, high)
    }
    return nil
}

/// What to do about a number or date that was written as a text.
private func withoutQuotes(_ constant: Value, _ type: FEELType) -> String? {
    guard case .string(let text) = constant else { return nil }
    switch type {
    case .number: return Decimal128(text).map { "write it without quotes: \($0)" }
    case .boolean:
        return text == "true" || text == "false" ? "write it without quotes: \(text)" : nil
    case .date: return "write it as date(\"\(collapsedText(text))\")"
    case .any, .null, .string, .time, .dateTime, .daysDuration, .yearsDuration, .list, .context,
        .range, .function:
        return nil
    }
}

private func near(_ constant: Value, _ allowed: SimpleTests) -> String {
    nearest("\(constant)", allowed.constants.map { "\($0)" }).map { "did you mean \($0)?" }
        ?? "correct it, or add it to the values"
}

/// The type of a constant.
func typeOf(_ value: Value) -> FEELType {
    switch value {
    case .null: .null
    case .boolean: .boolean
    case .number: .number
    case .string: .string
    case .date: .date
    case .time: .time
    case .dateTime: .dateTime
    case .daysDuration: .daysDuration
    case .yearsDuration: .yearsDuration
    case .list: .list(.any)
    case .context: .context([])
    case .range: .range(.any)
    case .function: .function(nil, .any)
    }
}

extension ModelCompiler {
    /// The allowed values of the models' types: of the type they are of, each once, each range in order.
    mutating func checkAllowedValues() {
        guard !isLenient else { return }
        for model in index.models {
            for definition in model.itemDefinitions {
                check(definition, in: model.namespace, depth: 0)
            }
        }
    }

    private mutating func check(_ definition: ItemDefinition, in namespace: String, depth: Int) {
        guard depth < 64 else { return }
        if case .components(let components) = definition.body {
            for component in components { check(component, in: namespace, depth: depth + 1) }
        }
        guard case .reference(let name) = definition.body, let text = definition.allowedValues
        else {
            return
        }
        // What is wrong with the texts themselves is told where the type is resolved.
        var told: [ModelProblem] = []
        let base = types.type(name, in: namespace, at: definition.location, problems: &told)
        let values = CellTests(
            text, scope: Scope(), inputType: base.feel, row: nil, problems: &told)
        guard case .tests(let tests, _)? = values.simple else { return }
        var seen: [Value] = []
        for test in tests {
            for constant in test.constants
            where !constant.isNull && !areCompatible(typeOf(constant), base.feel) {
                problems.append(
                    ModelProblem(
                        at: text.location,
                        "the type \"\(definition.name)\" allows \(constant), which is no \(base.feel)",
                        advice: withoutQuotes(constant, base.feel) ?? "make them agree"))
            }
            if let (what, advice) = fault(of: test, in: text.text) {
                problems.append(
                    ModelProblem(
                        at: text.location, "the type \"\(definition.name)\": \(what)",
                        advice: advice))
            }
            guard case .equal(let constant) = test else { continue }
            if seen.contains(constant) {
                problems.append(
                    ModelProblem(
                        .warning, at: text.location,
                        "the type \"\(definition.name)\" allows \(constant) twice",
                        advice: "keep one of them"))
            }
            seen.append(constant)
        }
    }
}
