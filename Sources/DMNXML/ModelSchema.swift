/// The elements of DMN 1.2 to 1.6 that carry meaning here, with the attributes and children each may have.
///
/// It takes the place of OMG's schema files: the reader looks here for words it does not know, so
/// that a slip such as `hitPolcy="FIRST"` is an error, not a table with another policy.
enum ModelSchema {
    /// What an element may hold.
    struct Element {
        let attributes: Set<String>
        let children: Set<String>
    }

    /// The namespaces read, with the version each stands for.
    static let versions: [String: String] = [
        "http://www.omg.org/spec/DMN/20180521/MODEL/": "1.2",
        "https://www.omg.org/spec/DMN/20191111/MODEL/": "1.3",
        "https://www.omg.org/spec/DMN/20211108/MODEL/": "1.4",
        "https://www.omg.org/spec/DMN/20230324/MODEL/": "1.5",
        "https://www.omg.org/spec/DMN/20240513/MODEL/": "1.6",
    ]

    /// The elements that are boxed expressions.
    static let expressions: Set<String> = [
        "literalExpression", "decisionTable", "context", "invocation", "list", "relation",
        "functionDefinition", "conditional", "filter", "for", "some", "every",
    ]

    /// Elements of the model's namespace that say nothing about its logic.
    static let silent: Set<String> = [
        "description", "extensionElements", "question", "allowedAnswers", "authorityRequirement",
        "supportedObjective", "impactedPerformanceIndicator", "decisionMaker", "decisionOwner",
        "usingProcess", "usingTask", "knowledgeSource", "elementCollection",
        "performanceIndicator", "organizationUnit", "group", "textAnnotation", "association",
        "artifact", "businessContextElement",
    ]

    private static let common: Set<String> = ["id", "label"]
    private static let named: Set<String> = ["id", "label", "name"]
    private static let typed: Set<String> = ["id", "label", "typeRef"]
    private static let tests = Element(
        attributes: typed.union(["expressionLanguage"]), children: ["text"])

    /// What each element may hold; elements that are not here are not checked.
    static let elements: [String: Element] = [
        "definitions": Element(
            attributes: named.union([
                "namespace", "expressionLanguage", "typeLanguage", "exporter", "exporterVersion",
            ]),
            children: [
                "import", "itemDefinition", "inputData", "decision", "businessKnowledgeModel",
                "decisionService",
            ]),
        "import": Element(
            attributes: named.union(["namespace", "locationURI", "importType"]), children: []),
        "itemDefinition": itemDefinition,
        "itemComponent": itemDefinition,
        "functionItem": Element(
            attributes: common.union(["outputTypeRef"]), children: ["parameters"]),
        "inputData": Element(attributes: named, children: ["variable"]),
        "decision": Element(
            attributes: named,
            children: expressions.union([
                "variable", "informationRequirement", "knowledgeRequirement",
            ])),
        "businessKnowledgeModel": Element(
            attributes: named,
            children: ["variable", "encapsulatedLogic", "knowledgeRequirement"]),
        "decisionService": Element(
            attributes: named,
            children: [
                "variable", "outputDecision", "encapsulatedDecision", "inputDecision", "inputData",
            ]),
        "informationRequirement": Element(
            attributes: common, children: ["requiredDecision", "requiredInput"]),
        "knowledgeRequirement": Element(attributes: common, children: ["requiredKnowledge"]),
        "literalExpression": Element(
            attributes: typed.union(["expressionLanguage"]), children: ["text", "importedValues"]),
        "inputExpression": Element(
            attributes: typed.union(["expressionLanguage"]), children: ["text", "importedValues"]),
        "outputEntry": Element(
            attributes: typed.union(["expressionLanguage"]), children: ["text", "importedValues"]),
        "defaultOutputEntry": Element(
            attributes: typed.union(["expressionLanguage"]), children: ["text", "importedValues"]),
        "inputEntry": tests, "inputValues": tests, "outputValues": tests,
        "allowedValues": tests, "typeConstraint": tests,
        "decisionTable": Element(
            attributes: typed.union([
                "hitPolicy", "aggregation", "preferredOrientation", "outputLabel",
            ]),
            children: ["input", "output", "annotation", "rule"]),
        "input": Element(attributes: common, children: ["inputExpression", "inputValues"]),
        "output": Element(
            attributes: typed.union(["name"]), children: ["outputValues", "defaultOutputEntry"]),
        "annotation": Element(attributes: named, children: []),
        "rule": Element(
            attributes: common, children: ["inputEntry", "outputEntry", "annotationEntry"]),
        "annotationEntry": Element(attributes: common, children: ["text"]),
        "context": Element(attributes: typed, children: ["contextEntry"]),
        "contextEntry": Element(attributes: common, children: expressions.union(["variable"])),
        "invocation": Element(attributes: typed, children: expressions.union(["binding"])),
        "binding": Element(attributes: common, children: expressions.union(["parameter"])),
        "list": Element(attributes: typed, children: expressions),
        "row": Element(attributes: typed, children: expressions),
        "relation": Element(attributes: typed, children: ["column", "row"]),
        "functionDefinition": function,
        "encapsulatedLogic": function,
        "conditional": Element(attributes: typed, children: ["if", "then", "else"]),
        "filter": Element(attributes: typed, children: ["in", "match"]),
        "for": Element(
            attributes: typed.union(["iteratorVariable"]), children: ["in", "return"]),
        "some": Element(
            attributes: typed.union(["iteratorVariable"]), children: ["in", "satisfies"]),
        "every": Element(
            attributes: typed.union(["iteratorVariable"]), children: ["in", "satisfies"]),
    ]

    private static let itemDefinition = Element(
        attributes: named.union(["typeLanguage", "isCollection"]),
        children: [
            "typeRef", "allowedValues", "typeConstraint", "itemComponent", "functionItem",
        ])

    private static let function = Element(
        attributes: typed.union(["kind"]), children: expressions.union(["formalParameter"]))
}
