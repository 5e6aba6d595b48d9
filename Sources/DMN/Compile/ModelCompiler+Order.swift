import FEEL

/// Which names a model may not use twice, and in which order its decisions are compiled.
extension ModelCompiler {
    /// Within a model, two elements of one name cannot be told apart in a scope.
    mutating func checkNames() {
        for model in index.models {
            var seen: [String: SourceLocation] = [:]
            let named =
                model.inputData.map { ($0.name, $0.location) }
                + model.decisions.map { ($0.name, $0.location) }
                + model.knowledgeModels.map { ($0.name, $0.location) }
                + model.decisionServices.map { ($0.name, $0.location) }
            for (name, location) in named.sorted(by: { $0.1 < $1.1 }) {
                if let first = seen[name] {
                    problems.append(
                        ModelProblem(
                            isLenient ? .warning : .error, at: location,
                            "the name \"\(name)\" was used before, on line \(first.line)",
                            advice: "give each element a name of its own"))
                } else {
                    seen[name] = location
                }
            }
        }
    }

    /// The decisions, each after those it requires; a circle is an error that names its members.
    mutating func decisionOrder() -> [Int] {
        enum State { case new, open, done }
        var states = Array(repeating: State.new, count: index.decisions.count)
        var order: [Int] = []
        for start in index.decisions.indices where states[start] == .new {
            // A stack of its own, so that a chain of 10,000 decisions is no danger to the thread's.
            var stack: [(decision: Int, next: [Int])] = [(start, requiredDecisions(start))]
            states[start] = .open
            while let (decision, next) = stack.last {
                guard let child = next.first else {
                    states[decision] = .done
                    order.append(decision)
                    stack.removeLast()
                    continue
                }
                stack[stack.count - 1].next.removeFirst()
                switch states[child] {
                case .done: continue
                case .new:
                    states[child] = .open
                    stack.append((child, requiredDecisions(child)))
                case .open:
                    let path = stack.map(\.decision).drop { $0 != child } + [child]
                    let names = path.map { "\"\(index.decisions[$0].element.name)\"" }
                    problems.append(
                        ModelProblem(
                            at: index.decisions[child].element.location,
                            "decisions require one another in a circle: "
                                + names.joined(separator: " -> "),
                            advice: "remove one of these requirements"))
                }
            }
        }
        return order
    }

    func requiredDecisions(_ decision: Int) -> [Int] {
        let (namespace, element) = index.decisions[decision]
        var ignored: [ModelProblem] = []
        return element.requiredDecisions.compactMap {
            guard
                case .decision(let required)? =
                    index.element($0, in: namespace, problems: &ignored)?.element
            else { return nil }
            return required
        }
    }

    mutating func declaredType(ofDecision decision: Int) -> ValueType {
        let (namespace, element) = index.decisions[decision]
        if let typeRef = element.variable.typeRef {
            return types.type(
                typeRef, in: namespace, at: element.variable.location, problems: &problems)
        }
        return .any
    }
}
