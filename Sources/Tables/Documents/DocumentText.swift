import XML

/// The text of a cell of a document: its paragraphs, and the tables in it apart.
struct DocumentText {
    private let cell: Int
    private var lines: [String] = []
    /// The tables that stand in the cell.
    private(set) var tables: [Int] = []
    /// A text box stands in it, which was not read.
    private(set) var hasTextBox = false

    init(isIn cell: Int) { self.cell = cell }

    /// The paragraphs, without blank ones before and behind.
    var value: String {
        var rest = lines[...]
        while rest.first?.allSatisfy(\.isWhitespace) == true { rest.removeFirst() }
        while rest.last?.allSatisfy(\.isWhitespace) == true { rest.removeLast() }
        return rest.joined(separator: "\n")
    }

    /// What was taken away, or is said a second time for other programs, or is no text.
    private static let passedOver: Set<String> = [
        "del", "moveFrom", "Fallback", "instrText", "delText", "delInstrText", "rPr", "pPr", "tcPr",
        "sdtPr", "sdtEndPr", "tblPr", "tblGrid",
    ]

    mutating func read(_ record: borrowing XMLRecord) {
        let end = DocumentTableParser.end(of: cell, in: record)
        var index = cell + 1
        while index < end {
            let name = record.name(index).local
            switch name {
            case "tbl": tables.append(index)
            case "txbxContent", "textbox": hasTextBox = true
            case "p": lines.append("")
            case "t": add(record.string(index))
            case "tab": add("\t")
            case "br", "cr": lines.append("")
            case "noBreakHyphen": add("-")
            // A sign of a font of signs: that there is one is all that can be said.
            case "sym": add("\u{FFFD}")
            default: break
            }
            let isPassed =
                name == "tbl" || name == "txbxContent" || name == "textbox"
                || Self.passedOver.contains(name)
            index = isPassed ? DocumentTableParser.end(of: index, in: record) : index + 1
        }
    }

    private mutating func add(_ text: String) {
        if lines.isEmpty { lines.append("") }
        lines[lines.count - 1] += text
    }
}
