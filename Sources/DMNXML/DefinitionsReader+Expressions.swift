import DMN
import FEEL
import Texts
import XML

extension DefinitionsReader {
    /// The one expression among the children of `node`.
    mutating func onlyExpression(in node: XMLNode, optional: Bool = false) -> BoxedExpression? {
        let found = modelElements(node).filter { ModelSchema.expressions.contains($0.name) }
        if found.count > 1 {
            report(found[1], "<\(node.name)> holds a second expression", advice: "keep one")
        }
        guard let first = found.first else {
            if !optional {
                report(
                    node, "<\(node.name)> holds no expression",
                    advice: "add a literalExpression or another expression")
            }
            return nil
        }
        return expression(first)
    }

    /// A boxed expression; DMN 1.5 chapters 8 and 10.2.
    mutating func expression(_ node: XMLNode) -> BoxedExpression? {
        guard !StackSpace.isUsedUp(since: entrance) else {
            problems.append(.tooDeep(at: location(node)))
            return nil
        }
        checkWords(of: node)
        let kind: BoxedExpression.Kind?
        switch node.name {
        case "literalExpression": kind = .literal(literal(node))
        case "decisionTable": kind = decisionTable(node).map { .table($0) }
        case "context": kind = context(node)
        case "invocation": kind = invocation(node)
        case "list":
            kind = .list(
                modelElements(node).filter { ModelSchema.expressions.contains($0.name) }
                    .compactMap { expression($0) })
        case "relation": kind = relation(node)
        case "functionDefinition": kind = .function(function(node))
        case "conditional":
            kind = child(node, "if").flatMap { condition in
                child(node, "then").flatMap { then in
                    child(node, "else").map {
                        .conditional(condition: condition, then: then, otherwise: $0)
                    }
                }
            }
        case "filter":
            kind = child(node, "in").flatMap { source in
                child(node, "match").map { .filter(source: source, match: $0) }
            }
        case "for": kind = iteration(.forReturn, node, body: "return")
        case "some": kind = iteration(.some, node, body: "satisfies")
        case "every": kind = iteration(.every, node, body: "satisfies")
        default: kind = nil
        }
        return kind.map {
            BoxedExpression(
                id: id(of: node), typeRef: normalised(node.attribute("typeRef")), kind: $0,
                location: location(node))
        }
    }

    /// The expression inside a child such as `<if>` or `<return>`, with the child's own type.
    private mutating func child(_ node: XMLNode, _ name: String) -> BoxedExpression? {
        guard let holder = elements(node, name).first else {
            report(node, "<\(node.name)> has no <\(name)>", advice: "add it")
            return nil
        }
        var expression = onlyExpression(in: holder)
        if expression?.typeRef == nil {
            expression?.typeRef = normalised(holder.attribute("typeRef"))
        }
        return expression
    }

    private mutating func iteration(
        _ iteration: BoxedExpression.Iteration, _ node: XMLNode, body: String
    ) -> BoxedExpression.Kind? {
        let variable = (node.attribute("iteratorVariable") ?? "").onOneLine
        if variable.isEmpty {
            report(
                node, "<\(node.name)> has no iteratorVariable",
                advice: "name what each member is called")
        }
        guard let source = child(node, "in"), let body = child(node, body) else { return nil }
        return .iteration(iteration, variable: variable, source: source, body: body)
    }

    private mutating func literal(_ node: XMLNode) -> ExpressionText {
        checkLanguage(node)
        return text(in: node) ?? ExpressionText("", location: location(node))
    }

    private mutating func context(_ node: XMLNode) -> BoxedExpression.Kind {
        var entries: [BoxedEntry] = []
        for entry in elements(node, "contextEntry") {
            checkWords(of: entry)
            let variable = elements(entry, "variable").first.map { informationItem($0) }
            if let value = onlyExpression(in: entry) {
                entries.append(BoxedEntry(variable: variable, value: value))
            }
        }
        if entries.dropLast().contains(where: { $0.variable == nil }) {
            report(
                node, "an entry without a variable is not the last of its context",
                advice: "name it, or move it to the end: it is the result")
        }
        return .context(entries)
    }

    private mutating func invocation(_ node: XMLNode) -> BoxedExpression.Kind? {
        var bindings: [Binding] = []
        for binding in elements(node, "binding") {
            checkWords(of: binding)
            guard let parameter = elements(binding, "parameter").first else {
                report(binding, "<binding> has no <parameter>", advice: "name the parameter")
                continue
            }
            bindings.append(
                Binding(
                    parameter: informationItem(parameter),
                    value: onlyExpression(in: binding, optional: true)))
        }
        return onlyExpression(in: node).map { .invocation(function: $0, bindings: bindings) }
    }

    private mutating func relation(_ node: XMLNode) -> BoxedExpression.Kind {
        let columns = elements(node, "column").map { informationItem($0) }
        let rows = elements(node, "row").map { row -> [BoxedExpression] in
            checkWords(of: row)
            let cells = modelElements(row).filter { ModelSchema.expressions.contains($0.name) }
            if cells.count != columns.count {
                report(
                    row, "the row has \(cells.count) cells for \(columns.count) columns",
                    advice: "give each column a cell")
            }
            return cells.compactMap { expression($0) }
        }
        return .relation(columns: columns, rows: rows)
    }

    /// A function definition, or the logic of a business knowledge model.
    mutating func function(_ node: XMLNode) -> FunctionDefinition {
        checkWords(of: node)
        let word = node.attribute("kind") ?? "FEEL"
        let kind = FunctionDefinition.Kind(rawValue: word)
        if kind == nil {
            report(
                node, "\"\(word)\" is not a kind of function", advice: "use FEEL, Java or PMML")
        }
        return FunctionDefinition(
            kind: kind ?? .feel,
            parameters: elements(node, "formalParameter").map { informationItem($0) },
            typeRef: normalised(node.attribute("typeRef")),
            body: onlyExpression(in: node, optional: true), location: location(node))
    }

    private mutating func checkLanguage(_ node: XMLNode) {
        guard let language = node.attribute("expressionLanguage"), !language.isEmpty,
            language.lowercased() != "feel", !language.contains("/FEEL")
        else { return }
        report(
            node, "the expression language \"\(language)\" is not FEEL",
            advice: "write the expression in FEEL")
    }

    // MARK: - Decision tables

    private mutating func decisionTable(_ node: XMLNode) -> DecisionTable? {
        let inputs = elements(node, "input").map { input($0) }
        let outputs = elements(node, "output").map { output($0) }
        if outputs.isEmpty {
            report(node, "the table has no output", advice: "add an <output>")
        }
        checkOutputNames(outputs)
        var table = DecisionTable(
            hitPolicy: hitPolicy(node), aggregation: aggregation(node),
            outputLabel: node.attribute("outputLabel").map(\.onOneLine), inputs: inputs,
            outputs: outputs,
            annotationNames: elements(node, "annotation").map {
                checkWords(of: $0)
                return ($0.attribute("name") ?? "").onOneLine
            },
            rules: [], location: location(node))
        if table.aggregation != nil, outputs.count > 1 {
            report(
                node, "the table aggregates and has \(outputs.count) outputs",
                advice: "an aggregation needs exactly one output")
        }
        for (index, child) in elements(node, "rule").enumerated() {
            table.rules.append(rule(child, number: index + 1, of: table))
        }
        return table
    }

    private mutating func checkOutputNames(_ outputs: [DecisionTable.Output]) {
        guard outputs.count > 1 else { return }
        var seen: Set<String> = []
        for output in outputs {
            guard let name = output.name, !name.isEmpty else {
                problems.append(
                    ModelProblem(
                        at: output.location, "one of several outputs has no name",
                        advice: "name it: the answer is a context with a part for each output"))
                continue
            }
            if !seen.insert(name).inserted {
                problems.append(
                    ModelProblem(
                        at: output.location, "the output name \"\(name)\" is used twice",
                        advice: "give each output a name of its own"))
            }
        }
    }

    private mutating func hitPolicy(_ node: XMLNode) -> HitPolicy {
        let word = node.attribute("hitPolicy") ?? "UNIQUE"
        if let policy = HitPolicy(rawValue: word) { return policy }
        let known = HitPolicy.allCases.map(\.rawValue)
        let near = nearest(word.uppercased(), known)
        report(
            node, "\"\(word)\" is not a hit policy",
            advice: near.map { "did you mean \"\($0)\"?" }
                ?? "use one of \(known.joined(separator: ", "))")
        return .unique
    }

    private mutating func aggregation(_ node: XMLNode) -> Aggregation? {
        guard let word = node.attribute("aggregation") else { return nil }
        guard let aggregation = Aggregation(rawValue: word) else {
            report(
                node, "\"\(word)\" is not an aggregation", advice: "use SUM, MIN, MAX or COUNT")
            return nil
        }
        let policy = node.attribute("hitPolicy") ?? "UNIQUE"
        if policy != HitPolicy.collect.rawValue {
            report(
                node, "the table aggregates (\(word)) but its hit policy is \(policy)",
                advice: "use hitPolicy=\"COLLECT\", or remove the aggregation")
        }
        return aggregation
    }

    private mutating func input(_ node: XMLNode) -> DecisionTable.Input {
        checkWords(of: node)
        let holder = elements(node, "inputExpression").first
        var expression = ExpressionText("", location: location(node))
        if let holder {
            checkLanguage(holder)
            expression = text(in: holder) ?? ExpressionText("", location: location(holder))
        }
        if expression.text.allSatisfy(\.isWhitespace) {
            report(
                node, "the input has no expression",
                advice: "say what the column tests: <inputExpression><text>...</text>")
        }
        return DecisionTable.Input(
            id: id(of: node), label: node.attribute("label").map(\.onOneLine),
            expression: expression, typeRef: normalised(holder?.attribute("typeRef")),
            values: elements(node, "inputValues").first.flatMap { text(in: $0) },
            location: location(node))
    }

    private mutating func output(_ node: XMLNode) -> DecisionTable.Output {
        checkWords(of: node)
        return DecisionTable.Output(
            id: id(of: node), name: node.attribute("name").map(\.onOneLine),
            label: node.attribute("label").map(\.onOneLine),
            typeRef: normalised(node.attribute("typeRef")),
            values: elements(node, "outputValues").first.flatMap { text(in: $0) },
            defaultEntry: elements(node, "defaultOutputEntry").first.flatMap { text(in: $0) },
            location: location(node))
    }

    private mutating func rule(
        _ node: XMLNode, number: Int, of table: DecisionTable
    ) -> DecisionTable.Rule {
        checkWords(of: node)
        let id = id(of: node) ?? "row \(number)"
        let inputs = elements(node, "inputEntry").map { cell($0) }
        let outputs = elements(node, "outputEntry").map { cell($0) }
        for (name, found, wanted) in [
            ("inputEntry", inputs.count, table.inputs.count),
            ("outputEntry", outputs.count, table.outputs.count),
        ] where found != wanted {
            problems.append(
                ModelProblem(
                    at: location(node), row: id,
                    "the row has \(found) <\(name)> for \(wanted) columns",
                    advice: "give each column one, \"-\" where an input does not matter"))
        }
        return DecisionTable.Rule(
            id: id, description: elements(node, "description").first.map { $0.text.onOneLine },
            inputs: inputs, outputs: outputs,
            annotations: elements(node, "annotationEntry").map { entry in
                elements(entry, "text").first.map { $0.text.onOneLine } ?? ""
            },
            location: location(node))
    }

    private mutating func cell(_ node: XMLNode) -> ExpressionText {
        _ = id(of: node)
        checkLanguage(node)
        return text(in: node) ?? ExpressionText("", location: location(node))
    }
}
