import XML

/// Writes a model's tree in the one canonical form, in the namespaces of DMN 1.3.
///
/// The form is that of the shipped rules: two spaces a level, attributes and children in the order of
/// DMN's schema, a cell a line. Text is never touched; characters are escaped and CDATA sections are
/// not used, so that a text has one way of being written. What is of other namespaces stays.
struct CanonicalWriter {
    private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    /// Extension attributes and elements by namespace.
    private var extensions: [String: (attributes: Int, elements: Int)] = [:]
    private var leftOut: [String: Int] = [:]
    private var typePrefixes = 0
    private var modelNamespace: String?
    private var importNames: Set<String> = []

    /// The bindings of prefixes at a place; "" is the default namespace.
    private typealias Scope = [String: String]

    mutating func write(before: [XMLChild], root: XMLNode, after: [XMLChild]) {
        modelNamespace = root.namespace
        importNames = Set(root.all("import").compactMap { $0.attribute("name") })
        for remark in before { line(remark, depth: 0) }
        element(root, depth: 0, source: [:], scope: ["": ""], isVerbatim: false)
        text += "\n"
        for remark in after { line(remark, depth: 0) }
    }

    /// What was kept and what was not, a sentence each.
    var notes: [String] {
        var notes = extensions.keys.sorted().map { uri in
            let (attributes, elements) = extensions[uri] ?? (0, 0)
            let parts = [(attributes, "attribute"), (elements, "element")].filter { $0.0 > 0 }
                .map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }
            return "kept \(parts.joined(separator: " and ")) of \(XMLError.oneLine(uri))"
        }
        if typePrefixes > 0 {
            notes.append("wrote \(typePrefixes) types without the prefix of FEEL's namespace")
        }
        notes += leftOut.keys.sorted().map { name in
            "left out the attribute \(name), which DMN 1.3 does not have; it says how a diagram is drawn"
        }
        return notes
    }

    // MARK: - Elements

    private mutating func line(_ remark: XMLChild, depth: Int) {
        indent(depth)
        self.remark(remark)
        text += "\n"
    }

    private mutating func indent(_ depth: Int) {
        for _ in 0..<depth { text += "  " }
    }

    private mutating func remark(_ child: XMLChild) {
        switch child {
        case .comment(let comment): text += "<!--\(comment)-->"
        case .instruction(let target, let data):
            text += data.isEmpty ? "<?\(target)?>" : "<?\(target) \(data)?>"
        case .element, .text: break
        }
    }

    /// Writes an element from where the line stands; the indentation before and the line break after are the caller's.
    private mutating func element(
        _ node: XMLNode, depth: Int, source outer: Scope, scope outerScope: Scope,
        isVerbatim: Bool
    ) {
        var source = outer
        for declaration in node.namespaceDeclarations {
            source[declaration.prefix ?? ""] = declaration.uri
        }
        var scope = outerScope
        let name = startTag(node, isRoot: depth == 0, source: source, scope: &scope)
        let isVerbatim = isVerbatim || keepsSpace(node)
        let children = isVerbatim ? node.children : structured(node)
        guard !children.isEmpty else {
            text += "/>"
            return
        }
        text += ">"
        let isInline = isVerbatim || isLeaf(children) || isOneLine(node, children)
        for child in children {
            if !isInline {
                text += "\n"
                indent(depth + 1)
            }
            switch child {
            case .element(let part):
                element(
                    part, depth: depth + 1, source: source, scope: scope, isVerbatim: isVerbatim)
            case .text(let part): escape(typeText(part, in: node, source), isAttribute: false)
            case .comment, .instruction: remark(child)
            }
        }
        if !isInline {
            text += "\n"
            indent(depth)
        }
        text += "</\(name)>"
    }

    private func isModel(_ node: XMLNode) -> Bool { node.namespace == modelNamespace }

    /// Text beside elements, or a wish of the file: then every space may matter.
    private func keepsSpace(_ node: XMLNode) -> Bool {
        if node.attributes.contains(where: { $0.prefix == "xml" && $0.name == "space" }) {
            return true
        }
        let texts = node.children.filter { child in
            if case .text(let text) = child { return !isSpace(text) }
            return false
        }
        return !texts.isEmpty && texts.count < node.children.count
    }

    /// The children to write: in order, without the white space that only separated them.
    private func structured(_ node: XMLNode) -> [XMLChild] {
        let isOwn = node.namespace.flatMap(ModelNamespace.init(uri:)) != nil
        if isLeaf(node.children) {
            let isEmpty = node.children.allSatisfy { child in
                if case .text(let text) = child { return isSpace(text) }
                return false
            }
            return isEmpty && isOwn && !Self.textual.contains(node.name) ? [] : node.children
        }
        let children = node.children.filter { child in
            if case .text = child { return false }
            return true
        }
        guard isModel(node) else { return children }
        return CanonicalOrder.sorted(children, in: node.name, model: modelNamespace)
    }

    /// Elements of DMN that hold text.
    private static let textual: Set<String> = [
        "description", "question", "allowedAnswers", "text", "typeRef", "type", "importedElement",
    ]

    /// Elements that are written on one line with the text they hold.
    private static let oneLine: Set<String> = [
        "inputEntry", "outputEntry", "annotationEntry", "inputExpression", "allowedValues",
        "inputValues", "outputValues", "defaultOutputEntry", "itemComponent",
    ]

    private func isLeaf(_ children: [XMLChild]) -> Bool {
        children.allSatisfy { child in
            if case .text = child { return true }
            return false
        }
    }

    private func isOneLine(_ node: XMLNode, _ children: [XMLChild]) -> Bool {
        guard isModel(node), Self.oneLine.contains(node.name), children.count == 1,
            case .element(let only) = children[0], isModel(only)
        else { return false }
        return ["text", "typeRef"].contains(only.name) && isLeaf(only.children)
    }

    private func isSpace(_ text: String) -> Bool { text.utf8.allSatisfy { $0 <= 0x20 } }

    // MARK: - Start tags

    private mutating func startTag(
        _ node: XMLNode, isRoot: Bool, source: Scope, scope: inout Scope
    ) -> String {
        var declared: Scope = [:]
        func declare(_ prefix: String, _ uri: String) {
            guard scope[prefix] != uri else { return }
            scope[prefix] = uri
            declared[prefix] = uri
        }
        if isRoot { for (prefix, uri) in standardPrefixes(in: node) { declare(prefix, uri) } }
        for declaration in node.namespaceDeclarations {
            guard let prefix = declaration.prefix, !Self.reserved.contains(prefix) else { continue }
            let known = ModelNamespace(uri: declaration.uri)
            if known?.hasElements == true { continue }
            declare(prefix, known?.uri ?? declaration.uri)
        }
        let uri = ModelNamespace.standard(node.namespace ?? "")
        let prefix = prefix(of: node.namespace, as: node.prefix) ?? ""
        declare(prefix, uri)
        var attributes: [(prefix: String?, attribute: XMLAttribute)] = []
        for attribute in node.attributes {
            guard let kept = self.attribute(attribute, of: node, source, scope) else { continue }
            guard let uri = attribute.namespace, let own = attribute.prefix else {
                attributes.append((nil, kept))
                continue
            }
            var prefix = self.prefix(of: uri, as: own) ?? own
            // Two namespaces under one prefix on one element: the second is given another.
            var number = 1
            while declared[prefix] != nil && declared[prefix] != ModelNamespace.standard(uri) {
                prefix = "ns\(number)"
                number += 1
            }
            if prefix != "xml" { declare(prefix, ModelNamespace.standard(uri)) }
            attributes.append((prefix, kept))
        }
        count(node)
        let name = prefix.isEmpty ? node.name : "\(prefix):\(node.name)"
        text += "<\(name)"
        let isStandard = ModelNamespace(uri: uri) != nil
        let sorted = CanonicalOrder.sorted(attributes, isStandard: isStandard)
        if isRoot {
            rootAttributes(declared, sorted, margin: name.utf8.count + 2)
        } else {
            for prefix in declared.keys.sorted() { declaration(prefix, declared[prefix] ?? "") }
            for (prefix, attribute) in sorted { self.attribute(prefix, attribute) }
        }
        return name
    }

    /// Prefixes that are given to DMN's own namespaces, so that a file's own use of them is written where it is needed.
    private static let reserved: Set<String> = ["dmndi", "dc", "di"]

    private func prefix(of uri: String?, as written: String?) -> String? {
        guard let uri, let known = ModelNamespace(uri: uri), known.hasElements else {
            return written
        }
        return known.prefix
    }

    /// The namespaces of DMN that are used below the root, in their order.
    private func standardPrefixes(in root: XMLNode) -> [(String, String)] {
        var used: Set<ModelNamespace> = [.model]
        func look(_ node: XMLNode) {
            if let known = node.namespace.flatMap(ModelNamespace.init(uri:)) { used.insert(known) }
            for attribute in node.attributes {
                if let known = attribute.namespace.flatMap(ModelNamespace.init(uri:)) {
                    used.insert(known)
                }
            }
            node.elements.forEach(look)
        }
        look(root)
        return [ModelNamespace.model, .diagram, .drawing, .interchange].filter(used.contains)
            .map { ($0.prefix ?? "", $0.uri) }
    }

    /// The root's namespaces a line each, its names on one line, then what says who wrote it in what language.
    private mutating func rootAttributes(
        _ declared: Scope, _ attributes: [(prefix: String?, attribute: XMLAttribute)], margin: Int
    ) {
        let breakLine = "\n" + String(repeating: " ", count: margin - 1)
        let standard = ["", "dmndi", "dc", "di"].filter { declared[$0] != nil }
        let others = declared.keys.filter { !standard.contains($0) }.sorted()
        for (index, prefix) in (standard + others).enumerated() {
            if index > 0 { text += breakLine }
            declaration(prefix, declared[prefix] ?? "")
        }
        let own = attributes.filter { item in
            item.prefix == nil && !CanonicalOrder.rootLines.contains(item.attribute.name)
        }
        if !own.isEmpty { text += breakLine }
        for (prefix, attribute) in own { self.attribute(prefix, attribute) }
        for (prefix, attribute) in attributes
        where prefix != nil || CanonicalOrder.rootLines.contains(attribute.name) {
            text += breakLine
            self.attribute(prefix, attribute)
        }
    }

    private mutating func declaration(_ prefix: String, _ uri: String) {
        text += prefix.isEmpty ? " xmlns=\"" : " xmlns:\(prefix)=\""
        escape(uri, isAttribute: true)
        text += "\""
    }

    private mutating func attribute(_ prefix: String?, _ attribute: XMLAttribute) {
        text += " " + (prefix.map { $0 + ":" } ?? "") + attribute.name + "=\""
        escape(attribute.value, isAttribute: true)
        text += "\""
    }

    // MARK: - Values

    private static let schema = "http://www.w3.org/2001/XMLSchema-instance"

    /// The attribute with names of DMN's namespaces in its value as 1.3 writes them; nil when 1.3 has no such attribute.
    private mutating func attribute(
        _ attribute: XMLAttribute, of node: XMLNode, _ source: Scope, _ scope: Scope
    ) -> XMLAttribute? {
        var kept = attribute
        if attribute.prefix != nil {
            if attribute.namespace == Self.schema, attribute.name == "type" {
                kept.value = qualified(attribute.value, source)
            }
            return kept
        }
        guard let own = node.namespace.flatMap(ModelNamespace.init(uri:)) else { return kept }
        switch (own, attribute.name) {
        case (.model, "typeRef"), (.model, "outputTypeRef"):
            kept.value = typeName(attribute.value, source)
        case (.model, "expressionLanguage"), (.model, "typeLanguage"), (.model, "importType"):
            kept.value = ModelNamespace.standard(attribute.value)
        case (.diagram, "useAlternativeInputDataShape"):
            if attribute.value != "false" { leftOut[attribute.name, default: 0] += 1 }
            return nil
        default: break
        }
        return kept
    }

    /// `dmn:tDecision` under the prefix that its namespace is given here.
    private func qualified(_ value: String, _ source: Scope) -> String {
        guard let colon = value.firstIndex(of: ":"), let uri = source[String(value[..<colon])],
            let known = ModelNamespace(uri: uri), known.hasElements
        else { return value }
        let local = String(value[value.index(after: colon)...])
        return known.prefix.map { "\($0):\(local)" } ?? local
    }

    /// A type without the prefix of FEEL's namespace, which DMN 1.1 wanted and 1.3 takes for a part of the name.
    private mutating func typeName(_ value: String, _ source: Scope) -> String {
        guard let colon = value.firstIndex(of: ":") else { return value }
        let prefix = String(value[..<colon])
        guard let uri = source[prefix], !importNames.contains(prefix),
            ModelNamespace(uri: uri) == .feel || uri == "http://www.omg.org/spec/FEEL/20140401"
        else { return value }
        typePrefixes += 1
        return String(value[value.index(after: colon)...])
    }

    private mutating func typeText(_ text: String, in node: XMLNode, _ source: Scope) -> String {
        isModel(node) && node.name == "typeRef" ? typeName(text, source) : text
    }

    /// Counts what is not DMN's own.
    private mutating func count(_ node: XMLNode) {
        if let uri = node.namespace, ModelNamespace(uri: uri) == nil {
            extensions[uri, default: (0, 0)].elements += 1
        }
        for attribute in node.attributes {
            if let uri = attribute.namespace, attribute.prefix != "xml", uri != Self.schema,
                ModelNamespace(uri: uri) == nil
            {
                extensions[uri, default: (0, 0)].attributes += 1
            }
        }
    }

    private mutating func escape(_ value: String, isAttribute: Bool) {
        for scalar in value.unicodeScalars {
            switch scalar {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\r": text += "&#13;"
            case "\"" where isAttribute: text += "&quot;"
            case "\n" where isAttribute: text += "&#10;"
            case "\t" where isAttribute: text += "&#9;"
            default: text.unicodeScalars.append(scalar)
            }
        }
    }
}
