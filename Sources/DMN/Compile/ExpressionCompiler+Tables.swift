import FEEL

extension ExpressionCompiler {
    /// A table compiled: every cell once, each checked against its column.
    mutating func compile(
        _ table: DecisionTable, name: String, in scope: Scope
    ) -> CompiledTable {
        let inputs = table.inputs.map { compile($0, in: scope) }
        let outputs = table.outputs.enumerated().map { number, output in
            compile(output, number: number, of: table, name: name, in: scope)
        }
        let rows = table.rules.enumerated().map { number, rule in
            compile(rule, number: number + 1, of: table, inputs, outputs, in: scope)
        }
        checkAggregation(of: table, outputs)
        return CompiledTable(
            name: name, location: table.location, hitPolicy: table.hitPolicy,
            aggregation: table.aggregation, inputs: inputs, outputs: outputs, rows: rows)
    }

    private mutating func compile(
        _ input: DecisionTable.Input, in scope: Scope
    ) -> CompiledTable.Input {
        let expression = CompiledText(input.expression, scope: scope, problems: &problems)
        var type = type(input.typeRef, at: input.location)
        if input.typeRef == nil {
            type = ValueType(feel: expression.type)
        } else if !areCompatible(expression.type, type.feel) {
            report(
                input.expression.location, row: nil,
                "the input `\(collapsedText(input.expression.text))` is of type "
                    + "\(expression.type), its column of type \(type.name ?? "\(type.feel)")",
                advice: "make them agree")
        }
        let values = input.values.map {
            CellTests($0, scope: scope, inputType: type.feel, row: nil, problems: &problems)
        }
        check(values, of: type, label: input.label ?? collapsedText(input.expression.text))
        return CompiledTable.Input(
            label: input.label ?? collapsedText(input.expression.text), expression: expression,
            type: type, isTyped: input.typeRef != nil, values: values)
    }

    private mutating func compile(
        _ output: DecisionTable.Output, number: Int, of table: DecisionTable, name: String,
        in scope: Scope
    ) -> CompiledTable.Output {
        let type = type(output.typeRef, at: output.location)
        let values = output.values.map {
            CellTests($0, scope: scope, inputType: type.feel, row: nil, problems: &problems)
        }
        let fallback = output.defaultEntry.map {
            CompiledText($0, scope: scope, problems: &problems)
        }
        let allowed = values ?? type.allowedValues
        let ranking = allowed?.simple?.constants ?? []
        switch table.hitPolicy {
        case .priority, .outputOrder:
            if ranking.isEmpty, number == 0 {
                report(
                    output.location, row: nil,
                    "hit policy \(table.hitPolicy.rawValue) needs the output values in order",
                    advice: "add <outputValues> with the best one first")
            }
        case .unique, .any, .first, .ruleOrder, .collect: break
        }
        let compiled = CompiledTable.Output(
            name: output.name ?? output.label ?? table.outputLabel ?? name, type: type,
            values: values, ranking: ranking, defaultEntry: fallback)
        check(values, of: type, label: compiled.name)
        if let fallback { check(fallback, against: compiled, row: nil) }
        return compiled
    }

    private mutating func compile(
        _ rule: DecisionTable.Rule, number: Int, of table: DecisionTable,
        _ inputs: [CompiledTable.Input], _ outputs: [CompiledTable.Output], in scope: Scope
    ) -> CompiledTable.Row {
        let cells = zip(rule.inputs, inputs).map { source, input in
            let before = problems.count
            let cell = CellTests(
                source, scope: scope, inputType: input.type.feel, row: rule.id,
                problems: &problems)
            advise(
                source.text, since: before, input.type,
                input.values?.simple ?? input.type.allowedValues?.simple, in: scope,
                isCondition: true)
            check(cell, against: input, row: rule.id)
            return cell
        }
        let conclusions = zip(rule.outputs, outputs).map { source, output in
            let before = problems.count
            let text = CompiledText(source, scope: scope, row: rule.id, problems: &problems)
            advise(
                source.text, since: before, output.type,
                output.values?.simple ?? output.type.allowedValues?.simple, in: scope,
                isCondition: false)
            check(text, against: output, row: rule.id)
            return text
        }
        var annotations: [(name: String, text: String)] = []
        for (index, text) in rule.annotations.enumerated() where !text.isEmpty {
            let name =
                index < table.annotationNames.count ? table.annotationNames[index] : ""
            annotations.append((name.isEmpty ? "Annotation" : name, text))
        }
        // Camunda Modeler keeps its annotation column in the row's description.
        if annotations.isEmpty, let description = rule.description, !description.isEmpty {
            annotations.append(("Annotation", description))
        }
        return CompiledTable.Row(
            id: rule.id, number: number, location: rule.location, cells: cells,
            outputs: conclusions, annotations: annotations)
    }
}

/// Whether a value of one type may be one of the other, as far as the types say.
func areCompatible(_ found: FEELType, _ wanted: FEELType) -> Bool {
    switch (found, wanted) {
    case (.any, _), (_, .any), (.null, _), (_, .null): return true
    case (.list(let item), .list(let other)): return areCompatible(item, other)
    // A list of one is as good as its member, and the other way about.
    case (.list(let item), _): return areCompatible(item, wanted)
    case (_, .list(let item)): return areCompatible(found, item)
    case (.context, .context), (.range, .range), (.function, .function): return true
    case (.date, .dateTime): return true
    default: return found == wanted
    }
}
