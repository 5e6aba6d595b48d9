import DMN
import FEEL
import Texts
import XML

/// Reads the tree of one `.dmn` file into `Definitions`, collecting every problem on the way.
struct DefinitionsReader {
    let file: String
    var problems: [ModelProblem] = []
    /// Where the stack stood before; what nests too deep to be walked is refused.
    let entrance = StackSpace.entrance
    private var modelNamespace = ""
    private var importNames: [String] = []
    private var ids: [String: SourceLocation] = [:]

    init(file: String) {
        self.file = file
    }

    /// The model under `root`; problems are in `problems`.
    mutating func definitions(_ root: XMLNode) -> Definitions? {
        guard root.name == "definitions" else {
            report(
                root, "the root element is <\(root.name)>, not <definitions>",
                advice: "this is not a DMN file")
            return nil
        }
        let namespace = root.namespace ?? ""
        guard ModelSchema.versions[namespace] != nil else {
            report(
                root, "the namespace \"\(namespace)\" is not that of DMN 1.2, 1.3, 1.4, 1.5 or 1.6",
                advice: "save the model as DMN 1.3")
            return nil
        }
        modelNamespace = namespace
        checkWords(of: root)
        if root.attribute("namespace") == nil {
            report(
                root, "<definitions> has no namespace",
                advice: "add namespace=\"...\", by which other models import it")
        }
        var definitions = Definitions(
            name: name(of: root) ?? "", namespace: root.attribute("namespace") ?? "",
            location: location(root))
        definitions.imports = elements(root, "import").compactMap { read(import: $0) }
        importNames = definitions.imports.map(\.name)
        for child in modelElements(root) {
            switch child.name {
            case "itemDefinition": definitions.itemDefinitions.append(itemDefinition(child))
            case "inputData": definitions.inputData.append(inputData(child))
            case "decision": definitions.decisions.append(decision(child))
            case "businessKnowledgeModel":
                definitions.knowledgeModels.append(knowledgeModel(child))
            case "decisionService": definitions.decisionServices.append(decisionService(child))
            default: break
            }
        }
        return definitions
    }

    // MARK: - Elements of the model

    private mutating func read(import node: XMLNode) -> Import? {
        checkWords(of: node)
        let importType = node.attribute("importType") ?? modelNamespace
        guard importType.contains("/MODEL") else { return nil }
        guard let namespace = node.attribute("namespace") else {
            report(node, "<import> has no namespace", advice: "say which model it imports")
            return nil
        }
        return Import(
            name: (node.attribute("name") ?? "").onOneLine, namespace: namespace,
            locationURI: node.attribute("locationURI"), location: location(node))
    }

    private mutating func itemDefinition(_ node: XMLNode) -> ItemDefinition {
        checkWords(of: node)
        var components = elements(node, "itemComponent")
        if !components.isEmpty, StackSpace.isUsedUp(since: entrance) {
            report(
                node, "types are nested too deep to be read",
                advice: "give the inner ones names of their own")
            components = []
        }
        let body: ItemDefinition.Body
        if let typeRef = elements(node, "typeRef").first {
            body = .reference(normalised(typeRef.text) ?? "")
            if !components.isEmpty {
                report(
                    node, "<\(node.name)> \(quoted(node)) has both a typeRef and components",
                    advice: "keep one of them")
            }
        } else if let function = elements(node, "functionItem").first {
            checkWords(of: function)
            body = .function(
                parameters: elements(function, "parameters").map { informationItem($0) },
                result: normalised(function.attribute("outputTypeRef")))
        } else if components.isEmpty {
            body = .unspecified
        } else {
            body = .components(components.map { itemDefinition($0) })
        }
        return ItemDefinition(
            id: id(of: node), name: name(of: node) ?? "", body: body,
            isCollection: ["true", "1"].contains(node.attribute("isCollection") ?? "false"),
            allowedValues: elements(node, "allowedValues").first.flatMap { text(in: $0) },
            typeConstraint: elements(node, "typeConstraint").first.flatMap { text(in: $0) },
            location: location(node))
    }

    private mutating func inputData(_ node: XMLNode) -> InputData {
        checkWords(of: node)
        let name = name(of: node) ?? ""
        return InputData(
            id: id(of: node) ?? name, name: name, variable: variable(of: node, named: name),
            location: location(node))
    }

    private mutating func decision(_ node: XMLNode) -> Decision {
        checkWords(of: node)
        let name = name(of: node) ?? ""
        var decision = Decision(
            id: id(of: node) ?? name, name: name,
            question: elements(node, "question").first.map { $0.text.onOneLine },
            description: elements(node, "description").first.map { $0.text.onOneLine },
            variable: variable(of: node, named: name), expression: nil, location: location(node))
        for requirement in elements(node, "informationRequirement") {
            checkWords(of: requirement)
            decision.requiredDecisions += references(requirement, "requiredDecision")
            decision.requiredInputs += references(requirement, "requiredInput")
        }
        decision.requiredKnowledge = knowledge(of: node)
        decision.expression = onlyExpression(in: node, optional: true)
        return decision
    }

    private mutating func knowledgeModel(_ node: XMLNode) -> BusinessKnowledgeModel {
        checkWords(of: node)
        let name = name(of: node) ?? ""
        return BusinessKnowledgeModel(
            id: id(of: node) ?? name, name: name, variable: variable(of: node, named: name),
            logic: elements(node, "encapsulatedLogic").first.map { function($0) },
            requiredKnowledge: knowledge(of: node), location: location(node))
    }

    private mutating func decisionService(_ node: XMLNode) -> DecisionService {
        checkWords(of: node)
        let name = name(of: node) ?? ""
        let service = DecisionService(
            id: id(of: node) ?? name, name: name, variable: variable(of: node, named: name),
            outputDecisions: references(node, "outputDecision"),
            encapsulatedDecisions: references(node, "encapsulatedDecision"),
            inputDecisions: references(node, "inputDecision"),
            inputData: references(node, "inputData"), location: location(node))
        return service
    }

    private mutating func knowledge(of node: XMLNode) -> [Reference] {
        elements(node, "knowledgeRequirement").flatMap { requirement in
            checkWords(of: requirement)
            return references(requirement, "requiredKnowledge")
        }
    }

    private mutating func references(_ node: XMLNode, _ name: String) -> [Reference] {
        elements(node, name).compactMap { child in
            guard let href = child.attribute("href"), let hash = href.lastIndex(of: "#") else {
                report(
                    child, "<\(name)> has no href of the form \"#id\" or \"namespace#id\"",
                    advice: "name the element it requires")
                return nil
            }
            let namespace = String(href[..<hash])
            return Reference(
                namespace: namespace.isEmpty ? nil : namespace,
                id: String(href[href.index(after: hash)...]), location: location(child))
        }
    }

    private mutating func variable(of node: XMLNode, named name: String) -> InformationItem {
        guard let child = elements(node, "variable").first else {
            return InformationItem(name: name, typeRef: nil, location: location(node))
        }
        return informationItem(child, fallbackName: name)
    }

    mutating func informationItem(
        _ node: XMLNode, fallbackName: String? = nil
    ) -> InformationItem {
        var itemName = (node.attribute("name") ?? "").onOneLine
        if itemName.isEmpty {
            if let fallbackName {
                itemName = fallbackName
            } else {
                report(node, "<\(node.name)> has no name", advice: "add name=\"...\"")
            }
        }
        return InformationItem(
            name: itemName, typeRef: normalised(node.attribute("typeRef")),
            location: location(node))
    }

    // MARK: - Words

    mutating func report(_ node: XMLNode, _ what: String, advice: String? = nil) {
        problems.append(ModelProblem(.error, at: location(node), what, advice: advice))
    }

    func location(_ node: XMLNode) -> SourceLocation {
        SourceLocation(file: file, line: node.line, column: node.column)
    }

    /// The child elements of the model's own namespace, in order.
    func modelElements(_ node: XMLNode) -> [XMLNode] {
        node.elements.filter { $0.namespace == modelNamespace }
    }

    func elements(_ node: XMLNode, _ name: String) -> [XMLNode] {
        node.elements.filter { $0.name == name && $0.namespace == modelNamespace }
    }

    /// Reports attributes and children that DMN does not know.
    mutating func checkWords(of node: XMLNode) {
        guard let element = ModelSchema.elements[node.name] else { return }
        for attribute in node.unqualifiedAttributeNames
        where !element.attributes.contains(attribute) {
            let near = nearest(attribute, element.attributes.sorted())
            report(
                node, "<\(node.name)> has no attribute \"\(attribute)\" in DMN",
                advice: near.map { "did you mean \"\($0)\"?" } ?? "remove it")
        }
        for child in modelElements(node)
        where !element.children.contains(child.name) && !ModelSchema.silent.contains(child.name) {
            let near = nearest(child.name, element.children.sorted())
            report(
                child, "<\(node.name)> has no <\(child.name)> in DMN",
                advice: near.map { "did you mean <\($0)>?" } ?? "remove it")
        }
    }

    /// The id, reporting one that was used before.
    mutating func id(of node: XMLNode) -> String? {
        guard let id = node.attribute("id") else { return nil }
        if let first = ids[id] {
            report(
                node, "the id \"\(id)\" was used before, on line \(first.line)",
                advice: "give each element an id of its own")
        } else {
            ids[id] = location(node)
        }
        return id
    }

    private mutating func name(of node: XMLNode) -> String? {
        let name = (node.attribute("name") ?? "").onOneLine
        if name.isEmpty {
            report(node, "<\(node.name)> has no name", advice: "add name=\"...\"")
            return nil
        }
        return name
    }

    private func quoted(_ node: XMLNode) -> String {
        "\"\(node.attribute("name") ?? "")\""
    }

    /// A type's name without the prefix of the FEEL namespace: `feel:string` is `string`.
    func normalised(_ typeRef: String?) -> String? {
        guard let typeRef else { return nil }
        let name = typeRef.onOneLine
        guard let colon = name.firstIndex(of: ":") else { return name.isEmpty ? nil : name }
        let prefix = String(name[..<colon])
        let local = String(name[name.index(after: colon)...])
        if importNames.contains(prefix) { return "\(prefix).\(local)" }
        return local
    }

    /// The text of an element that holds FEEL, with the place of its `<text>`.
    mutating func text(in node: XMLNode) -> ExpressionText? {
        checkWords(of: node)
        guard let text = elements(node, "text").first else { return nil }
        return ExpressionText(text.text, location: location(text))
    }
}
