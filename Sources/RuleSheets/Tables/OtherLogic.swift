import DMNXML
import XML

/// A decision that is no table, as it is shown.
struct OtherLogic {
    let name: String
    let file: String
    let question: String
    let text: String

    /// The boxed expressions of DMN but the table.
    private static let kinds: Set<String> = [
        "literalExpression", "context", "invocation", "list", "relation", "functionDefinition",
        "conditional", "filter", "for", "some", "every",
    ]

    /// The decisions and functions of a model whose logic is no table, in the file's order.
    static func all(in document: ModelDocument, file: String) -> [OtherLogic] {
        document.root.elements.compactMap { node in
            guard ["decision", "businessKnowledgeModel"].contains(node.name),
                node.namespace == document.root.namespace,
                let logic = (node.first("encapsulatedLogic") ?? node).elements
                    .first(where: { kinds.contains($0.name) })
            else { return nil }
            let text = logic.name == "literalExpression" ? logic.first("text")?.text : nil
            return OtherLogic(
                name: node[attribute: "name"] ?? "", file: file,
                question: node.first("question")?.text.trimmed ?? "",
                text: text ?? "A boxed <\(logic.name)>: see \(file).")
        }
    }
}
