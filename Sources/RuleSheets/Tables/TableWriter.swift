import XML

/// Makes the changes of a sheet in a model's tree, and touches nothing else.
struct TableWriter {
    private let namespace: String?
    private let prefix: String?

    /// Writes an edit into the tree of the model that it was compared with.
    ///
    /// - Parameters:
    ///   - edit: The rows as they shall be.
    ///   - root: The model's tree.
    static func write(_ edit: TableEdit, into root: inout XMLNode) {
        let writer = TableWriter(namespace: root.namespace, prefix: root.prefix)
        change(&root, edit.table.path[...]) { writer.change(&$0, edit) }
    }

    private static func change(
        _ node: inout XMLNode, _ path: ArraySlice<Int>, _ body: (inout XMLNode) -> Void
    ) {
        guard let first = path.first else { return body(&node) }
        guard case .element(var child) = node.children[first] else { return }
        change(&child, path.dropFirst(), body)
        node.children[first] = .element(child)
    }

    private func change(_ table: inout XMLNode, _ edit: TableEdit) {
        let places = Set(edit.table.rows.map(\.child))
        // What stands before a rule, a comment say, goes where the rule goes.
        var before: [Int: [XMLChild]] = [:]
        var waiting: [XMLChild] = []
        var head: [XMLChild] = []
        for (index, child) in table.children.enumerated() {
            switch child {
            case .element where places.contains(index):
                before[index] = waiting
                waiting = []
            case .element:
                head += waiting + [child]
                waiting = []
            case .comment, .instruction: waiting.append(child)
            case .text: break
            }
        }
        var rules: [XMLChild] = []
        let kept = Set(edit.rows.compactMap(\.old))
        for row in edit.rows {
            guard let template = row.old ?? nearest(edit, to: row),
                case .element(var rule) = table.children[edit.table.rows[template].child]
            else {
                rules.append(.element(newRule(row, like: nil, edit.table)))
                continue
            }
            if let old = row.old {
                rules += before[edit.table.rows[old].child] ?? []
                for (column, text) in row.cells.enumerated() {
                    if let text { set(text, edit.table.columns[column].part, in: &rule) }
                }
                rules.append(.element(rule))
            } else {
                rules.append(.element(newRule(row, like: rule, edit.table)))
            }
        }
        // A remark before a row that goes is kept: only a person knows whether it was about that row.
        let orphans = edit.table.rows.enumerated().filter { !kept.contains($0.offset) }
            .flatMap { before[$0.element.child] ?? [] }
        table.children = head + orphans + rules + waiting
    }

    /// The row whose cells a new one is made like: the one before it, else the first; nil in an empty table.
    private func nearest(_ edit: TableEdit, to row: TableEdit.Row) -> Int? {
        edit.rows.last { $0.number < row.number && $0.old != nil }?.old
            ?? edit.table.rows.indices.first
    }

    private func newRule(
        _ row: TableEdit.Row, like template: XMLNode?, _ table: RuleTable
    ) -> XMLNode {
        var rule = element("rule", id: row.id)
        let oldID = template?[attribute: "id"]
        for (column, text) in zip(table.columns, row.cells) {
            guard column.part != .description else { continue }
            let name = column.part.element.name
            let id = column.part.isFEEL ? newID(row.id, column.part, oldID, template) : nil
            rule.children.append(.element(entry(name, id: id, text ?? "")))
        }
        if let last = row.cells.last, let text = last, !text.isEmpty {
            set(text, .description, in: &rule)
        }
        return rule
    }

    /// The id of a new cell, where the cells of the row that it is made like have ids.
    private func newID(
        _ row: String, _ part: RuleTable.Part, _ oldRow: String?, _ template: XMLNode?
    ) -> String? {
        let (name, place) = part.element
        let entries = template.map { own($0, name) } ?? []
        guard place < entries.count, let id = entries[place][attribute: "id"] else { return nil }
        if let oldRow, id.hasPrefix(oldRow) { return row + id.dropFirst(oldRow.count) }
        return "\(row)_\(name == "inputEntry" ? "in" : "out")\(place + 1)"
    }

    private func own(_ node: XMLNode, _ name: String) -> [XMLNode] {
        node.elements.filter { $0.name == name && $0.namespace == namespace }
    }

    private func element(_ name: String, id: String? = nil) -> XMLNode {
        XMLNode(
            name: name, prefix: prefix, namespace: namespace,
            attributes: id.map { [XMLAttribute(name: "id", value: $0)] } ?? [])
    }

    private func entry(_ name: String, id: String?, _ text: String) -> XMLNode {
        var entry = element(name, id: id)
        var holder = element("text")
        if !text.isEmpty { holder.children = [.text(text)] }
        entry.children = [.element(holder)]
        return entry
    }

    /// Writes a cell's text: remarks inside it stay.
    private func set(_ text: String, _ part: RuleTable.Part, in rule: inout XMLNode) {
        let (name, place) = part.element
        let places = rule.children.indices.filter { index in
            guard case .element(let node) = rule.children[index] else { return false }
            return node.name == name && node.namespace == namespace
        }
        if part == .description {
            guard let found = places.first else {
                var node = element(name)
                node.children = [.text(text)]
                rule.children.insert(.element(node), at: 0)
                return
            }
            if text.isEmpty {
                rule.children.remove(at: found)
            } else if case .element(var node) = rule.children[found] {
                node.children = replaced(node.children, text)
                rule.children[found] = .element(node)
            }
            return
        }
        if place >= places.count {
            // The file had no such entry: those between are made too, empty.
            for _ in places.count..<place {
                rule.children.append(.element(entry(name, id: nil, "")))
            }
            rule.children.append(.element(entry(name, id: nil, text)))
            return
        }
        guard case .element(var node) = rule.children[places[place]] else { return }
        if let index = node.children.firstIndex(where: { child in
            if case .element(let part) = child { return part.name == "text" }
            return false
        }), case .element(var holder) = node.children[index] {
            holder.children = replaced(holder.children, text)
            node.children[index] = .element(holder)
        } else {
            node.children.append(contentsOf: entry(name, id: nil, text).children)
        }
        rule.children[places[place]] = .element(node)
    }

    private func replaced(_ children: [XMLChild], _ text: String) -> [XMLChild] {
        let remarks = children.filter { child in
            switch child {
            case .comment, .instruction: true
            case .element, .text: false
            }
        }
        return (text.isEmpty ? [] : [.text(text)]) + remarks
    }
}
