import FEEL

/// Turns definitions into a compiled model, collecting every problem.
struct ModelCompiler {
    let index: ModelIndex
    let isLenient: Bool
    var types: TypeTable
    var problems: [ModelProblem] = []
    /// The type of each slot's value: inputs, then decisions as they are compiled.
    var slotTypes: [ValueType]
    private var scopes: [String: Scope] = [:]

    init(_ models: [Definitions], isLenient: Bool) {
        index = ModelIndex(models)
        types = TypeTable(models)
        self.isLenient = isLenient
        slotTypes = Array(
            repeating: .any, count: index.inputs.count + index.decisions.count)
        for model in models {
            scopes[model.namespace] = types.scope(
                of: model.namespace, problems: &problems)
        }
    }

    /// The compiled model; problems are in `problems`.
    mutating func compile() -> CompiledModel {
        checkNames()
        checkAllowedValues()
        let inputs = index.inputs.enumerated().map { slot, entry in
            let type = types.type(
                entry.element.variable.typeRef, in: entry.namespace,
                at: entry.element.variable.location, problems: &problems)
            slotTypes[slot] = type
            return CompiledInput(
                name: entry.element.variable.name, namespace: entry.namespace, type: type,
                location: entry.element.location)
        }
        let order = decisionOrder()
        for decision in order {
            slotTypes[index.slot(ofDecision: decision)] = declaredType(ofDecision: decision)
        }
        var decisions: [Int: CompiledDecision] = [:]
        for decision in order {
            decisions[decision] = compileDecision(decision)
        }
        let functions = index.functions.indices.map { compileFunction($0) }
        let services = index.services.indices.map { compileService($0) }
        return CompiledModel(
            inputs: inputs,
            decisions: index.decisions.indices.compactMap { decisions[$0] },
            functions: functions, services: services)
    }

    // MARK: - Names in sight

    /// The scope of an element: what it requires, under the names that its model uses.
    private mutating func surroundings(
        inputs: [Reference], decisions: [Reference], knowledge: [Reference],
        in namespace: String
    ) -> (VisibleNames, required: [Int]) {
        var surroundings = VisibleNames()
        surroundings.scope = scopes[namespace] ?? Scope()
        surroundings.scope.areUnknownNamesErrors = !isLenient
        var imported: [String: [(name: String, type: FEELType, source: ValueSource)]] = [:]
        var importNames: [String] = []
        var required: [Int] = []
        let wanted =
            inputs.map { ($0, "requiredInput") } + decisions.map { ($0, "requiredDecision") }
            + knowledge.map { ($0, "requiredKnowledge") }
        for (reference, word) in wanted {
            guard
                let (owner, element) = index.element(
                    reference, in: namespace, problems: &problems)
            else { continue }
            let name: String
            let type: FEELType
            let source: ValueSource
            switch (element, word) {
            case (.input(let input), "requiredInput"):
                name = index.inputs[input].element.variable.name
                type = slotTypes[input].feel
                source = .slot(input)
                required.append(input)
            case (.decision(let decision), "requiredDecision"):
                let slot = index.slot(ofDecision: decision)
                name = index.decisions[decision].element.variable.name
                type = slotTypes[slot].feel
                source = .slot(slot)
                required.append(slot)
            case (.function(let function), "requiredKnowledge"):
                name = index.functions[function].element.variable.name
                type = functionType(function)
                source = .function(function)
            case (.service(let service), "requiredKnowledge"):
                name = index.services[service].element.variable.name
                type = .function(nil, .any)
                source = .service(service)
            default:
                problems.append(
                    ModelProblem(
                        at: reference.location,
                        "<\(word)> leads to \(element.word)",
                        advice: "require it with the element for its kind"))
                continue
            }
            if owner == namespace {
                let local = surroundings.scope.add(name, type)
                surroundings.links.append(Link(local: local, source: source))
            } else if let prefix = index.importName(of: owner, in: namespace) {
                if prefix.isEmpty {
                    let local = surroundings.scope.add(name, type)
                    surroundings.links.append(Link(local: local, source: source))
                } else {
                    if imported[prefix] == nil { importNames.append(prefix) }
                    imported[prefix, default: []].append((name, type, source))
                }
            } else {
                problems.append(
                    ModelProblem(
                        at: reference.location,
                        "the model \"\(owner)\" is required here and not imported",
                        advice: "add an <import> of it"))
            }
        }
        for prefix in importNames {
            let members = imported[prefix] ?? []
            let local = surroundings.scope.add(
                prefix, .context(members.map { FEELType.Field($0.name, $0.type) }))
            surroundings.imports.append(
                ImportLink(local: local, members: members.map { ($0.name, $0.source) }))
        }
        return (surroundings, required)
    }

    private mutating func functionType(_ function: Int) -> FEELType {
        let (namespace, element) = index.functions[function]
        guard let logic = element.logic else { return .function(nil, .any) }
        let parameters = logic.parameters.map {
            types.type($0.typeRef, in: namespace, at: $0.location, problems: &problems).feel
        }
        return .function(
            parameters, resultType(of: logic, element.variable, in: namespace).feel)
    }

    /// A function's result: what its logic declares, else its variable.
    private mutating func resultType(
        of logic: FunctionDefinition, _ variable: InformationItem?, in namespace: String
    ) -> ValueType {
        let declared: [(String?, SourceLocation)] = [
            (logic.typeRef, logic.location),
            (logic.body?.typeRef, logic.body?.location ?? logic.location),
            (variable?.typeRef, variable?.location ?? logic.location),
        ]
        for (typeRef, location) in declared where typeRef != nil {
            let type = types.type(typeRef, in: namespace, at: location, problems: &problems)
            // A variable may be declared as the function itself; its result is meant then.
            if case .function(_, let result) = type.feel { return ValueType(feel: result) }
            return type
        }
        return .any
    }

    // MARK: - Elements

    private mutating func compileDecision(_ decision: Int) -> CompiledDecision {
        let (namespace, element) = index.decisions[decision]
        let (surroundings, required) = surroundings(
            inputs: element.requiredInputs, decisions: element.requiredDecisions,
            knowledge: element.requiredKnowledge, in: namespace)
        let slot = index.slot(ofDecision: decision)
        var expression: CompiledExpression?
        var failure: String?
        if let boxed = element.expression {
            let before = problems.count
            var compiler = ExpressionCompiler(
                types: types, namespace: namespace, isLenient: isLenient)
            let result = compiler.compile(boxed, name: element.name, in: surroundings.scope)
            types = compiler.types
            problems += compiler.problems
            if element.variable.typeRef != nil {
                checkType(of: element, slotTypes[slot], boxed, result)
            }
            if isLenient, problems.dropFirst(before).contains(where: { $0.severity == .error }) {
                failure = problems[before...].map(\.description).joined(separator: "\n")
                problems.removeSubrange(before...)
            } else {
                expression = result
            }
            if element.variable.typeRef == nil {
                slotTypes[slot] = ValueType(feel: result.type.feel)
            }
        }
        return CompiledDecision(
            slot: slot, id: element.id, name: element.name, namespace: namespace,
            question: element.question, location: element.location,
            type: element.variable.typeRef == nil ? .any : slotTypes[slot],
            surroundings: surroundings, required: required, expression: expression,
            failure: failure)
    }

    /// What a decision's logic gives must be what the decision is declared to be.
    private mutating func checkType(
        of element: Decision, _ declared: ValueType, _ boxed: BoxedExpression,
        _ result: CompiledExpression
    ) {
        guard !isLenient else { return }
        let wanted = declared.name ?? "\(declared.feel)"
        guard areCompatible(result.type.feel, declared.feel) else {
            problems.append(
                ModelProblem(
                    at: boxed.location,
                    "the decision \"\(element.name)\" is of type \(wanted), and its logic gives a "
                        + "\(result.type.feel)",
                    advice: "make them agree"))
            return
        }
        guard case .table(let table) = result.kind, table.hitPolicy.isMultiple,
            table.aggregation == nil
        else { return }
        if case .any = declared.feel { return }
        if case .list = declared.feel { return }
        problems.append(
            ModelProblem(
                .warning, at: boxed.location,
                "the decision \"\(element.name)\" is of type \(wanted), and its table gives a "
                    + "list (hit policy \(table.hitPolicy.rawValue)): two rows that match make it null",
                advice: "declare a type that is a collection, or choose another hit policy"))
    }

    private mutating func compileFunction(_ function: Int) -> CompiledFunction {
        let (namespace, element) = index.functions[function]
        var (surroundings, _) = surroundings(
            inputs: [], decisions: [], knowledge: element.requiredKnowledge, in: namespace)
        // A function may call itself without requiring itself.
        if surroundings.scope.slot(of: element.variable.name) == nil {
            let local = surroundings.scope.add(element.variable.name, functionType(function))
            surroundings.links.append(Link(local: local, source: .function(function)))
        }
        let logic =
            element.logic
            ?? FunctionDefinition(
                kind: .feel, parameters: [], body: nil, location: element.location)
        let before = problems.count
        var compiler = ExpressionCompiler(
            types: types, namespace: namespace, isLenient: isLenient)
        let result = resultType(of: logic, element.variable, in: namespace)
        let compiled = compiler.compile(
            logic, name: element.name, result: result, surroundings: surroundings)
        types = compiler.types
        problems += compiler.problems
        if isLenient { problems.removeSubrange(before...) }
        return compiled
    }

    private mutating func compileService(_ service: Int) -> CompiledService {
        let (namespace, element) = index.services[service]
        func decisions(_ references: [Reference], _ problems: inout [ModelProblem]) -> [Int] {
            references.compactMap {
                guard let found = index.element($0, in: namespace, problems: &problems) else {
                    return nil
                }
                if case .decision(let decision) = found.element { return decision }
                problems.append(
                    ModelProblem(
                        at: $0.location,
                        "the service \"\(element.name)\" names \(found.element.word) where a "
                            + "decision belongs",
                        advice: "name a decision"))
                return nil
            }
        }
        let outputs = decisions(element.outputDecisions, &problems)
        _ = decisions(element.encapsulatedDecisions, &problems)
        let inputDecisions = decisions(element.inputDecisions, &problems)
        let inputData: [Int] = element.inputData.compactMap {
            guard
                case .input(let input)? =
                    index.element($0, in: namespace, problems: &problems)?.element
            else { return nil }
            return input
        }
        if outputs.isEmpty, element.outputDecisions.isEmpty {
            problems.append(
                ModelProblem(
                    isLenient ? .warning : .error, at: element.location,
                    "the service \"\(element.name)\" has no output decision",
                    advice: "name the decisions it answers with"))
        }
        let parameters =
            inputData.map { (index.inputs[$0].element.variable.name, $0, slotTypes[$0]) }
            + inputDecisions.map { decision in
                let slot = index.slot(ofDecision: decision)
                let variable = index.decisions[decision].element.variable
                return (variable.name, slot, variable.typeRef == nil ? .any : slotTypes[slot])
            }
        var result = types.type(
            element.variable.typeRef, in: namespace, at: element.variable.location,
            problems: &problems)
        if case .function(_, let declared) = result.feel { result = ValueType(feel: declared) }
        var known = result.feel
        if case .any = known, outputs.count == 1 {
            known = slotTypes[index.slot(ofDecision: outputs[0])].feel
        }
        return CompiledService(
            name: element.name, namespace: namespace, location: element.location,
            parameters: parameters.map { (name: $0.0, slot: $0.1, type: $0.2) },
            program: program(for: outputs, given: Set(inputDecisions)),
            outputs: outputs.map {
                (index.decisions[$0].element.variable.name, index.slot(ofDecision: $0))
            },
            result: result, known: known)
    }

    /// The decisions needed for some, each after those it requires, without those that are given.
    private func program(for outputs: [Int], given: Set<Int>) -> [Int] {
        var seen = given
        var program: [Int] = []
        for output in outputs where seen.insert(output).inserted {
            var stack: [(decision: Int, next: [Int])] = [(output, requiredDecisions(output))]
            while let (decision, next) = stack.last {
                guard let child = next.first else {
                    program.append(decision)
                    stack.removeLast()
                    continue
                }
                stack[stack.count - 1].next.removeFirst()
                if seen.insert(child).inserted {
                    stack.append((child, requiredDecisions(child)))
                }
            }
        }
        return program
    }
}
