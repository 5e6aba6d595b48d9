import XML

/// The fixed order of attributes and children: that of DMN's own schema, as the shipped rules are written.
enum CanonicalOrder {
    /// Attributes without a prefix, of DMN's namespaces; those that are not here follow by name.
    private static let attributes: [String: Int] = ranks([
        "id", "name", "label", "typeRef", "outputTypeRef", "namespace", "locationURI",
        "importType", "URI", "href", "typeLanguage", "isCollection", "hitPolicy", "aggregation",
        "preferredOrientation", "outputLabel", "expressionLanguage", "kind", "textFormat",
        "associationDirection", "exporter", "exporterVersion", "dmnElementRef", "sharedStyle",
        "isCollapsed", "isListedInputData", "sourceElement", "targetElement", "x", "y", "width",
        "height", "red", "green", "blue",
    ])

    /// The attributes in their order: DMN's own, others by name, then those with a prefix.
    static func sorted(
        _ attributes: [(prefix: String?, attribute: XMLAttribute)], isStandard: Bool
    ) -> [(prefix: String?, attribute: XMLAttribute)] {
        func key(_ item: (prefix: String?, attribute: XMLAttribute)) -> (String, Int, String) {
            let name = item.attribute.name
            let isOwn = item.prefix == nil && isStandard
            let rank = isOwn ? self.attributes[name] ?? self.attributes.count : 0
            return (item.prefix ?? "", rank, name)
        }
        return attributes.sorted { key($0) < key($1) }
    }

    /// The attributes of the root element that have lines of their own.
    static let rootLines: Set<String> = [
        "expressionLanguage", "typeLanguage", "exporter", "exporterVersion",
    ]

    /// Stands for any boxed expression in the lists below.
    private static let expression = "(expression)"
    private static let graph = [
        "inputData", "decision", "businessKnowledgeModel", "knowledgeSource", "decisionService",
    ]

    /// The order of children by parent; children of one rank keep the file's order.
    private static let children: [String: [String: Int]] = [
        "definitions": ranks(
            ["import", "itemDefinition"], together: graph,
            ["group", "textAnnotation", "association"], ["elementCollection"],
            ["performanceIndicator", "organizationUnit"]),
        "itemDefinition": itemDefinition,
        "itemComponent": itemDefinition,
        "decision": ranks([
            "question", "allowedAnswers", "variable", "informationRequirement",
            "knowledgeRequirement", "authorityRequirement", "supportedObjective",
            "impactedPerformanceIndicator", "decisionMaker", "decisionOwner", "usingProcess",
            "usingTask", expression,
        ]),
        "businessKnowledgeModel": ranks([
            "variable", "encapsulatedLogic", "knowledgeRequirement", "authorityRequirement",
        ]),
        "decisionService": ranks([
            "variable", "outputDecision", "encapsulatedDecision", "inputDecision", "inputData",
        ]),
        "knowledgeSource": ranks(["authorityRequirement", "type", "owner"]),
        "decisionTable": ranks(["input", "output", "annotation", "rule"]),
        "input": ranks(["inputExpression", "inputValues"]),
        "output": ranks(["outputValues", "defaultOutputEntry"]),
        "rule": ranks(["inputEntry", "outputEntry", "annotationEntry"]),
        "contextEntry": ranks(["variable", expression]),
        "invocation": ranks([expression, "binding"]),
        "binding": ranks(["parameter", expression]),
        "relation": ranks(["column", "row"]),
        "functionDefinition": ranks(["formalParameter", expression]),
        "encapsulatedLogic": ranks(["formalParameter", expression]),
        "association": ranks(["sourceRef", "targetRef"]),
    ]

    private static let itemDefinition = ranks([
        "typeRef", "allowedValues", "itemComponent", "functionItem",
    ])

    private static func ranks(_ names: [String], together groups: [String]...) -> [String: Int] {
        var ranks: [String: Int] = [:]
        for (rank, name) in names.enumerated() { ranks[name] = rank }
        for (rank, group) in groups.enumerated() {
            for name in group { ranks[name] = names.count + rank }
        }
        return ranks
    }

    /// The children of an element of the model in their order, each with the remarks that stand before it.
    ///
    /// - Parameters:
    ///   - children: Elements and remarks; no text.
    ///   - parent: The element's name.
    ///   - model: The namespace of the model's elements in this file.
    /// - Returns: The same children, in order.
    static func sorted(_ children: [XMLChild], in parent: String, model: String?) -> [XMLChild] {
        guard let order = Self.children[parent] else {
            return sorted(children, by: { rank(of: $0, nil, model) })
        }
        return sorted(children, by: { rank(of: $0, order, model) })
    }

    /// Description and extensions first; an element that is not the model's own (the diagram) last.
    private static func rank(
        of node: XMLNode, _ order: [String: Int]?, _ model: String?
    ) -> Int {
        guard node.namespace == model else { return Int.max }
        switch node.name {
        case "description": return -2
        case "extensionElements": return -1
        default: break
        }
        guard let order else { return 0 }
        let name =
            order[node.name] == nil && ModelSchema.expressions.contains(node.name)
            ? expression : node.name
        return order[name] ?? Int.max - 1
    }

    private static func sorted(
        _ children: [XMLChild], by rank: (XMLNode) -> Int
    ) -> [XMLChild] {
        var groups: [(rank: Int, children: [XMLChild])] = []
        var waiting: [XMLChild] = []
        for child in children {
            waiting.append(child)
            guard case .element(let node) = child else { continue }
            groups.append((rank(node), waiting))
            waiting = []
        }
        let sorted = groups.enumerated().sorted { left, right in
            left.element.rank != right.element.rank
                ? left.element.rank < right.element.rank : left.offset < right.offset
        }
        return sorted.flatMap(\.element.children) + waiting
    }
}
