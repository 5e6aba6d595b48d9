import DMNXML
import XML

/// A decision table as a spreadsheet shows it: heads, rows, cells, all text as the file has it.
struct RuleTable: Sendable {
    /// What a column is.
    enum Part: Hashable, Sendable, CustomStringConvertible {
        case input(Int), output(Int), annotation(Int), description

        /// The column's name in the sheet, by which it is found again: `input 1`.
        var description: String {
            switch self {
            case .input(let index): "input \(index + 1)"
            case .output(let index): "output \(index + 1)"
            case .annotation(let index): "note \(index + 1)"
            case .description: "description"
            }
        }

        /// The element of a rule that holds its cell, and the how-manyth of that name.
        var element: (name: String, place: Int) {
            switch self {
            case .input(let index): ("inputEntry", index)
            case .output(let index): ("outputEntry", index)
            case .annotation(let index): ("annotationEntry", index)
            case .description: ("description", 0)
            }
        }

        /// Whether its cells are FEEL.
        var isFEEL: Bool {
            switch self {
            case .input, .output: true
            case .annotation, .description: false
            }
        }
    }

    /// A column and its heads.
    struct Column: Sendable {
        var part: Part
        var label: String
        var expression: String
        var type: String
        var allowed: String
        /// Whether each row names itself here, as a trace wants: new rows are given their names.
        var namesRow = false
        /// The values to choose from, as they are written in a cell; empty when any may be written.
        var choices: [String]
    }

    /// A row: its id, and a text for each column.
    struct Row: Sendable {
        var id: String
        var cells: [String]
        /// The line of the row in the file.
        var line: Int
        /// The line of each cell; of the row where the cell is absent.
        var lines: [Int]
        /// The place of the `rule` element among the table's children.
        var child: Int
    }

    /// The model's file ("routing.dmn").
    var file: String
    /// The id of the table's element, or a name made of its decision's.
    var key: String
    /// The decision's name and its question.
    var name: String
    var question: String
    var hitPolicy: String
    var columns: [Column]
    var rows: [Row]
    /// The way from the root to the table's element: places among children.
    var path: [Int]

    /// The tables of a model, in the file's order.
    static func tables(of document: ModelDocument, file: String) -> [RuleTable] {
        var finder = TableFinder(file: file, root: document.root)
        finder.look(at: document.root, path: [], owner: nil)
        return finder.tables
    }
}

/// Finds the tables in a model's tree and reads their cells.
private struct TableFinder {
    let file: String
    let root: XMLNode
    let words: ColumnWords
    private(set) var tables: [RuleTable] = []

    init(file: String, root: XMLNode) {
        self.file = file
        self.root = root
        words = ColumnWords(root)
    }

    mutating func look(at node: XMLNode, path: [Int], owner: XMLNode?) {
        guard node.namespace == root.namespace else { return }
        let isOwner = ["decision", "businessKnowledgeModel"].contains(node.name)
        let owner = isOwner ? node : owner
        if node.name == "decisionTable", let owner {
            tables.append(table(node, path: path, owner: owner))
        }
        for (index, child) in node.children.enumerated() {
            if case .element(let element) = child {
                look(at: element, path: path + [index], owner: owner)
            }
        }
    }

    private func table(_ node: XMLNode, path: [Int], owner: XMLNode) -> RuleTable {
        let name = owner[attribute: "name"] ?? owner[attribute: "id"] ?? "table"
        let inputs = all(node, "input")
        let outputs = all(node, "output")
        let heads = all(node, "annotation")
        let rules = all(node, "rule")
        let notes = max(heads.count, rules.map { all($0, "annotationEntry").count }.max() ?? 0)
        var columns = inputs.enumerated().map { words.input($1, .input($0)) }
        columns += outputs.enumerated().map { words.output($1, .output($0), of: name) }
        for index in 0..<notes {
            let head = index < heads.count ? heads[index][attribute: "name"] ?? "" : ""
            columns.append(
                RuleTable.Column(
                    part: .annotation(index), label: head.isEmpty ? "Note" : head, expression: "",
                    type: "", allowed: "", choices: []))
        }
        columns.append(
            RuleTable.Column(
                part: .description, label: "Description", expression: "", type: "", allowed: "",
                choices: []))
        let rows = rows(of: node, columns)
        for (index, column) in columns.enumerated() where column.expression == "row" {
            guard case .output = column.part, !rows.isEmpty else { continue }
            columns[index].namesRow = rows.allSatisfy { $0.cells[index].trimmed == "\"\($0.id)\"" }
        }
        let policy = node[attribute: "hitPolicy"] ?? "UNIQUE"
        let key = node[attribute: "id"] ?? "\(owner[attribute: "id"] ?? name)/\(tables.count + 1)"
        return RuleTable(
            file: file, key: key, name: name,
            question: owner.first("question")?.text.trimmed ?? "",
            hitPolicy: words.hitPolicy(policy, node[attribute: "aggregation"]), columns: columns,
            rows: rows, path: path)
    }

    private func rows(of table: XMLNode, _ columns: [RuleTable.Column]) -> [RuleTable.Row] {
        var rows: [RuleTable.Row] = []
        for (index, child) in table.children.enumerated() {
            guard case .element(let rule) = child, rule.name == "rule",
                rule.namespace == root.namespace
            else { continue }
            let inputs = all(rule, "inputEntry")
            let outputs = all(rule, "outputEntry")
            let notes = all(rule, "annotationEntry")
            var cells: [String] = []
            var lines: [Int] = []
            for column in columns {
                let entry: XMLNode? =
                    switch column.part {
                    case .input(let place): place < inputs.count ? inputs[place] : nil
                    case .output(let place): place < outputs.count ? outputs[place] : nil
                    case .annotation(let place): place < notes.count ? notes[place] : nil
                    case .description: all(rule, "description").first
                    }
                let isText = column.part == .description
                cells.append((isText ? entry?.text : entry?.first("text")?.text) ?? "")
                lines.append((isText ? entry : entry?.first("text") ?? entry)?.line ?? rule.line)
            }
            rows.append(
                RuleTable.Row(
                    id: rule[attribute: "id"] ?? "row \(rows.count + 1)", cells: cells,
                    line: rule.line, lines: lines, child: index))
        }
        return rows
    }

    private func all(_ node: XMLNode, _ name: String) -> [XMLNode] {
        node.elements.filter { $0.name == name && $0.namespace == root.namespace }
    }
}

extension StringProtocol {
    /// The text without white space at its ends.
    var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }),
            let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
