import Foundation
import RegisterReports
import RiskRegister
import TestSupport
import Testing

/// The tables of a page by id, each as rows of cell texts.
struct HTMLTables {
    private let root: PageNode

    init(_ html: String) throws { root = try PageNode.parsed(html) }

    /// The rows of a table; those on cards with the card's id before them, in the deck's order.
    func rows(of table: OutputTable, cards paper: Paper) -> [[String]] {
        root.all("table").filter { $0.attributes["data-table"] == table.id }.flatMap { element in
            let card = element.attributes["data-card"].map { [$0] } ?? []
            let body = element.all("tbody").flatMap { $0.all("tr") }
            return body.filter { $0.attributes["class"] != "none" }.map { row in
                card + row.children.map(cell)
            }
        }
    }

    private func cell(_ node: PageNode) -> String {
        if node.attributes["class"]?.split(separator: " ").contains("absent") == true { return "" }
        return node.all("time").first?.attributes["datetime"] ?? node.text
    }
}

/// A workbook read back: its sheets by name as rows of texts, and their XML.
struct Spreadsheet {
    var sheets: [String: [[String]]] = [:]
    var xml: [String: String] = [:]

    var hasFormula: Bool { xml.values.contains { $0.contains("<f>") || $0.contains("<f ") } }

    init(bytes: [UInt8]) throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("baf-xlsx-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("book.xlsx")
        try Data(bytes).write(to: file)
        let unzip = Process()
        unzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        unzip.arguments = ["unzip", "-q", file.path, "-d", folder.path]
        try unzip.run()
        unzip.waitUntilExit()
        try #require(unzip.terminationStatus == 0)
        func part(_ path: String) throws -> Data {
            try Data(contentsOf: folder.appendingPathComponent(path))
        }
        let strings = try PageNode.parsed(xml: part("xl/sharedStrings.xml")).all("si").map(\.text)
        let dates = try Spreadsheet.styles(part("xl/styles.xml"), "yyyy-mm-dd")
        let least = try Spreadsheet.styles(part("xl/styles.xml"), "\"at least \"0")
        let names = try PageNode.parsed(xml: part("xl/workbook.xml")).all("sheet").compactMap {
            $0.attributes["name"]
        }
        for (index, name) in names.enumerated() {
            let data = try part("xl/worksheets/sheet\(index + 1).xml")
            xml[name] = String(decoding: data, as: UTF8.self)
            sheets[name] = try PageNode.parsed(xml: data).all("row").map { row in
                var cells: [String] = []
                for cell in row.all("c") {
                    let column = Spreadsheet.column(cell.attributes["r"] ?? "A")
                    while cells.count < column { cells.append("") }
                    cells.append(Spreadsheet.text(cell, strings, dates, least))
                }
                return cells
            }
        }
    }

    /// Rows filled with empty cells to the width of a table; rows that hold nothing are not in a sheet.
    static func padded(_ rows: [[String]], to table: OutputTable) -> [[String]] {
        rows.map { $0 + Array(repeating: "", count: max(0, table.columns.count - $0.count)) }
    }

    private static func text(
        _ cell: PageNode, _ strings: [String], _ dates: Set<String>, _ least: Set<String>
    ) -> String {
        let value = cell.all("v").first?.text ?? ""
        if cell.attributes["t"] == "s" { return Int(value).map { strings[$0] } ?? "?" }
        if dates.contains(cell.attributes["s"] ?? ""), let serial = Int32(value) {
            return Day(number: serial - 25_569).description
        }
        return least.contains(cell.attributes["s"] ?? "") ? "at least \(value)" : value
    }

    private static func styles(_ data: Data, _ code: String) throws -> Set<String> {
        let root = try PageNode.parsed(xml: data)
        let formats = Set(
            root.all("numFmt").filter { $0.attributes["formatCode"] == code }.compactMap {
                $0.attributes["numFmtId"]
            })
        let styles = root.all("cellXfs").flatMap { $0.all("xf") }
        return Set(
            styles.indices.filter { formats.contains(styles[$0].attributes["numFmtId"] ?? "") }
                .map(String.init))
    }

    private static func column(_ reference: String) -> Int {
        reference.utf8.prefix { $0 >= 65 }.reduce(0) { $0 * 26 + Int($1) - 64 } - 1
    }
}

/// CSV read back by RFC 4180.
enum CSVReader {
    static func rows(_ text: String) -> [[String]] {
        var rows: [[String]] = []
        var (row, field) = ([String](), "")
        var isQuoted = false
        var scalars = Array(text.unicodeScalars)[...]
        if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
        while let scalar = scalars.popFirst() {
            switch (scalar, isQuoted) {
            case ("\"", true) where scalars.first == "\"":
                field += "\""
                scalars.removeFirst()
            case ("\"", _): isQuoted.toggle()
            case (",", false):
                row.append(field)
                field = ""
            case ("\r", false): break
            case ("\n", false):
                rows.append(row + [field])
                (row, field) = ([], "")
            default: field.unicodeScalars.append(scalar)
            }
        }
        return rows
    }
}

/// A JSON value of a cell as text, as Foundation reads it.
enum JSONText {
    static func of(_ value: Any?) -> String {
        switch value {
        case let text as String: text
        case let number as NSNumber: number.stringValue
        default: ""
        }
    }
}
