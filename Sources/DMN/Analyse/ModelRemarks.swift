import FEEL

/// What there is to say about a model beside its tables: what nobody uses, and what goes round.
struct ModelRemarks {
    private let definitions: Definitions
    private let imports: [Definitions]
    private let compiled: CompiledModel

    init(_ definitions: Definitions, imports: [Definitions], _ compiled: CompiledModel) {
        self.definitions = definitions
        self.imports = imports
        self.compiled = compiled
    }

    /// The remarks, in no order; `wanted` are the decisions that somebody asks for, nil when any may be.
    func remarks(wanted: Set<String>?) -> [TableRemark] {
        compiled.decisions.filter { $0.namespace == definitions.namespace }
            .flatMap { unusedRequirements(of: $0) }
            + unusedElements(wanted) + recursions() + circularImports()
    }

    private func note(
        _ kind: TableRemark.Kind, _ name: String, _ sentence: String, advice: String,
        at location: SourceLocation
    ) -> TableRemark {
        TableRemark(
            kind: kind, severity: kind.severity(under: .unique) ?? .note, decision: name,
            sentence: sentence, advice: advice, location: location)
    }

    // MARK: - What nobody uses

    /// Requirements whose name occurs nowhere in the decision's logic.
    private func unusedRequirements(of decision: CompiledDecision) -> [TableRemark] {
        guard let texts = decision.expression?.texts else { return [] }
        let links = decision.surroundings.links.map(\.local)
        let names = decision.surroundings.scope.entries.map(\.name)
        let used = texts.reduce(into: Set<String>()) {
            $0.formUnion(namesUsed(in: $1, of: names))
        }
        return links.map { names[$0] }.filter { !used.contains($0) }.map { name in
            note(
                .unused, decision.name, "it requires \"\(name)\" and does not use it",
                advice: "remove the requirement, or use it", at: decision.location)
        }
    }

    /// Inputs, decisions and functions that nothing of the model leads to.
    private func unusedElements(_ wanted: Set<String>?) -> [TableRemark] {
        let models = [definitions] + imports
        var required: Set<String> = []
        for model in models {
            var references: [Reference] = []
            for decision in model.decisions {
                references += decision.requiredInputs + decision.requiredDecisions
                references += decision.requiredKnowledge
            }
            for function in model.knowledgeModels { references += function.requiredKnowledge }
            for service in model.decisionServices {
                references += service.outputDecisions + service.encapsulatedDecisions
                references += service.inputDecisions + service.inputData
            }
            for reference in references {
                required.insert("\(reference.namespace ?? model.namespace)#\(reference.id)")
            }
        }
        func isUnused(_ id: String) -> Bool {
            !required.contains("\(definitions.namespace)#\(id)")
        }
        var remarks = definitions.inputData.filter { isUnused($0.id) }.map {
            note(
                .unused, $0.name, "no decision asks for the input \"\($0.name)\"",
                advice: "remove it, or require it where it matters", at: $0.location)
        }
        remarks += definitions.knowledgeModels.filter { isUnused($0.id) }.map {
            note(
                .unused, $0.name, "nothing calls the function \"\($0.name)\"",
                advice: "remove it, or require it where it is called", at: $0.location)
        }
        if let wanted {
            remarks += definitions.decisions.filter {
                isUnused($0.id) && !wanted.contains($0.name)
            }.map {
                note(
                    .unused, $0.name, "no role and no other decision asks for it",
                    advice: "remove it, or give it its role", at: $0.location)
            }
        }
        return remarks
    }

    // MARK: - What goes round

    /// Functions that call one another, or themselves.
    private func recursions() -> [TableRemark] {
        let functions = definitions.knowledgeModels
        let ids = functions.map(\.id)
        let calls = functions.enumerated().map { number, function -> [Int] in
            var called = function.requiredKnowledge.filter { $0.namespace == nil }.compactMap {
                ids.firstIndex(of: $0.id)
            }
            let body = compiled.functions.first { $0.name == function.name }?.body
            let texts = body?.texts ?? []
            if texts.contains(where: { !namesUsed(in: $0, of: [function.name]).isEmpty }) {
                called.append(number)
            }
            return called
        }
        return Circles(calls).found.map { circle in
            let path = circle.map { functions[$0].name }.joined(separator: " -> ")
            let first = functions[circle[0]]
            return note(
                .recursion, first.name,
                circle.count == 2
                    ? "the function calls itself (\(path))"
                    : "functions call one another (\(path))",
                advice: "make sure that it comes to an end for every value", at: first.location)
        }
    }

    /// Models that import one another.
    private func circularImports() -> [TableRemark] {
        let models = [definitions] + imports
        let spaces = models.map(\.namespace)
        let calls = models.map { model in
            model.imports.compactMap { spaces.firstIndex(of: $0.namespace) }
        }
        return Circles(calls).found.filter { $0.contains(0) }.map { circle in
            note(
                .circular, definitions.name,
                "models import one another: "
                    + circle.map { models[$0].name }.joined(separator: " -> "),
                advice: "move what they share into a model of its own", at: definitions.location)
        }
    }
}

/// The circles among numbered things that lead to one another, each told once.
private struct Circles {
    /// Each with its first member again at its end.
    private(set) var found: [[Int]] = []

    init(_ next: [[Int]]) {
        enum State { case new, open, done }
        var states = [State](repeating: .new, count: next.count)
        for start in next.indices where states[start] == .new {
            // A stack of its own, so that a long chain is no danger to the thread's.
            var stack: [(node: Int, left: [Int])] = [(start, next[start])]
            states[start] = .open
            while let (node, left) = stack.last {
                guard let child = left.first else {
                    states[node] = .done
                    stack.removeLast()
                    continue
                }
                stack[stack.count - 1].left.removeFirst()
                switch states[child] {
                case .done: continue
                case .new:
                    states[child] = .open
                    stack.append((child, next[child]))
                case .open:
                    found.append(Array(stack.map(\.node).drop { $0 != child }) + [child])
                }
            }
        }
    }
}
