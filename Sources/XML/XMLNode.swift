/// An element of a small document: its names, attributes and children, with its place in the file.
///
/// Rules, frameworks and test cases are read as trees, because they are small and are walked in many
/// orders; exports are streamed record by record instead (``XMLRecordReader``).
///
///     let table = try XMLDocument.parse(path: "routing.dmn").first("decision")?.first("decisionTable")
///     table?[attribute: "hitPolicy"]   // "COLLECT"
package struct XMLNode: Sendable, Hashable {
    /// The local name.
    package var name: String

    /// The prefix as the file wrote it.
    package var prefix: String?

    /// The namespace's name.
    package var namespace: String?

    /// The attributes, in the file's order, without namespace declarations.
    package var attributes: [XMLAttribute]

    /// Elements and text, in the file's order; comments and processing instructions only when they
    /// were asked for (``XMLDocument/read(_:limits:keepingText:keepingRemarks:)``).
    package var children: [XMLChild]

    /// The line of the start tag, from 1.
    package var line: Int

    /// The column of the start tag in characters, from 1.
    package var column: Int

    /// The namespaces that this element's start tag declares, in the file's order.
    package var namespaceDeclarations: [XMLNamespaceDeclaration]

    /// An element.
    ///
    /// - Parameters:
    ///   - name: The local name.
    ///   - prefix: The prefix as the file wrote it.
    ///   - namespace: The namespace's name.
    ///   - attributes: The attributes, in the file's order.
    ///   - children: Elements and text, in the file's order.
    ///   - line: The line of the start tag, from 1.
    ///   - column: The column of the start tag, from 1.
    ///   - namespaceDeclarations: The namespaces that the start tag declares.
    package init(
        name: String, prefix: String? = nil, namespace: String? = nil,
        attributes: [XMLAttribute] = [], children: [XMLChild] = [], line: Int = 0, column: Int = 0,
        namespaceDeclarations: [XMLNamespaceDeclaration] = []
    ) {
        self.name = name
        self.prefix = prefix
        self.namespace = namespace
        self.attributes = attributes
        self.children = children
        self.line = line
        self.column = column
        self.namespaceDeclarations = namespaceDeclarations
    }

    /// All text in the element and in the elements below it, in the file's order.
    package var text: String {
        var result = ""
        for child in children {
            switch child {
            case .text(let text): result += text
            case .element(let node): result += node.text
            case .comment, .instruction: break
            }
        }
        return result
    }

    /// The child elements, in the file's order.
    package var elements: [XMLNode] {
        children.compactMap { child in
            switch child {
            case .element(let node): node
            case .text, .comment, .instruction: nil
            }
        }
    }

    /// The first child element of this local name.
    package func first(_ name: String) -> XMLNode? {
        for child in children {
            if case .element(let node) = child, node.name == name { return node }
        }
        return nil
    }

    /// The child elements of this local name, in the file's order.
    package func all(_ name: String) -> [XMLNode] {
        elements.filter { $0.name == name }
    }

    /// The value of the attribute of this local name, one without a prefix before any with one.
    package subscript(attribute name: String) -> String? {
        let named = attributes.filter { $0.name == name }
        return (named.first { $0.prefix == nil } ?? named.first)?.value
    }
}

/// An attribute of an element.
package struct XMLAttribute: Sendable, Hashable {
    /// The local name.
    package var name: String

    /// The prefix as the file wrote it.
    package var prefix: String?

    /// The namespace's name; nil without a prefix.
    package var namespace: String?

    /// The value, references resolved.
    package var value: String

    /// An attribute.
    package init(name: String, prefix: String? = nil, namespace: String? = nil, value: String) {
        self.name = name
        self.prefix = prefix
        self.namespace = namespace
        self.value = value
    }
}

/// A namespace that a start tag declares: `xmlns:prefix="uri"`, or `xmlns="uri"` without a prefix.
package struct XMLNamespaceDeclaration: Sendable, Hashable {
    /// The prefix; nil for the default namespace.
    package var prefix: String?

    /// The namespace's name; empty where the default namespace is taken back.
    package var uri: String

    /// A namespace declaration.
    package init(prefix: String?, uri: String) {
        self.prefix = prefix
        self.uri = uri
    }
}

/// What stands inside an element.
package enum XMLChild: Sendable, Hashable {
    /// An element.
    case element(XMLNode)
    /// Text, CDATA sections included.
    case text(String)
    /// A comment, without its marks.
    case comment(String)
    /// A processing instruction: its target, and what follows it.
    case instruction(String, String)
}
