import Texts

/// Where every element of the models in play is: by namespace and id, with its slot or index.
struct ModelIndex {
    /// What a reference leads to.
    enum Element {
        case input(Int)
        case decision(Int)
        case function(Int)
        case service(Int)

        /// The kind of element, as a message names it.
        var word: String {
            switch self {
            case .input: "an input"
            case .decision: "a decision"
            case .function: "a business knowledge model"
            case .service: "a decision service"
            }
        }
    }

    /// An element's place among the models.
    struct Key: Hashable {
        let namespace: String
        let id: String
    }

    /// The main model first, then its imports.
    let models: [Definitions]
    private(set) var inputs: [(namespace: String, element: InputData)] = []
    private(set) var decisions: [(namespace: String, element: Decision)] = []
    private(set) var functions: [(namespace: String, element: BusinessKnowledgeModel)] = []
    private(set) var services: [(namespace: String, element: DecisionService)] = []
    private var elements: [Key: Element] = [:]
    private var ids: [String: [String]] = [:]

    init(_ models: [Definitions]) {
        self.models = models
        for model in models {
            let namespace = model.namespace
            for input in model.inputData {
                note(input.id, in: namespace, .input(inputs.count))
                inputs.append((namespace, input))
            }
            for decision in model.decisions {
                note(decision.id, in: namespace, .decision(decisions.count))
                decisions.append((namespace, decision))
            }
            for function in model.knowledgeModels {
                note(function.id, in: namespace, .function(functions.count))
                functions.append((namespace, function))
            }
            for service in model.decisionServices {
                note(service.id, in: namespace, .service(services.count))
                services.append((namespace, service))
            }
        }
    }

    private mutating func note(_ id: String, in namespace: String, _ element: Element) {
        elements[Key(namespace: namespace, id: id)] = element
        ids[namespace, default: []].append(id)
    }

    /// The slot of a decision's value, which follow those of the inputs.
    func slot(ofDecision index: Int) -> Int { inputs.count + index }

    /// What a reference in a model leads to; a problem when it leads nowhere.
    func element(
        _ reference: Reference, in namespace: String, problems: inout [ModelProblem]
    ) -> (namespace: String, element: Element)? {
        let target = reference.namespace ?? namespace
        if let found = elements[Key(namespace: target, id: reference.id)] {
            return (target, found)
        }
        let near = nearest(reference.id, (ids[target] ?? []).sorted())
        problems.append(
            ModelProblem(
                at: reference.location,
                "there is no element with the id \"\(reference.id)\""
                    + (reference.namespace.map { " in the model \"\($0)\"" } ?? ""),
                advice: near.map { "did you mean \"\($0)\"?" }
                    ?? "name the id of an element of the model"))
        return nil
    }

    /// The name under which a model imports another; nil when it does not.
    func importName(of namespace: String, in importer: String) -> String? {
        models.first { $0.namespace == importer }?.imports
            .first { $0.namespace == namespace }?.name
    }
}
