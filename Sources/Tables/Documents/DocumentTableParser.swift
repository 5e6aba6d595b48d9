import XML

/// Reads one table of a document, and the tables in its cells.
struct DocumentTableParser {
    let file: String
    /// The table, and those inside it behind it.
    private(set) var tables: [DocumentTable] = []
    private(set) var cells = 0

    init(file: String) { self.file = file }

    /// How many columns Word lets a table have; beyond it a file is made to cost time.
    private static let columnLimit = 1_000

    /// What a cell's properties say.
    private struct Properties {
        var span = 1
        /// Merged with the cell above it.
        var continues = false
        /// It begins a merged area.
        var begins = false
        var isDeleted = false
    }

    /// Reads the table at an element of a record.
    mutating func read(
        _ record: borrowing XMLRecord, _ table: Int, name: String
    ) throws(TableError) {
        let place = tables.count
        tables.append(DocumentTable(name: name))
        var open: [Int: TableCell] = [:]
        var nested = 0
        var number = 0
        for row in Self.children(of: table, "tr", in: record) {
            let (isDeleted, isHidden, before) = Self.rowProperties(record, row)
            if isDeleted { continue }
            number += 1
            var column = 1 + before
            var cells: [TableCell] = []
            for cell in Self.children(of: row, "tc", in: record) {
                let properties = Self.properties(record, cell)
                if properties.isDeleted { continue }
                let span = properties.span
                guard column + span <= Self.columnLimit else {
                    throw TableError(
                        "\(file)!\(name)!A\(number)",
                        "the row has more than \(Self.columnLimit) columns",
                        advice: "put the table into a workbook")
                }
                let spot = "\(CellName.letters(column - 1))\(number)"
                var text = DocumentText(isIn: cell)
                text.read(record)
                if text.hasTextBox { tables[place].textBoxes.append(spot) }
                for inner in text.tables {
                    nested += 1
                    try read(record, inner, name: "\(name).\(nested)")
                }
                let own =
                    text.value.isEmpty
                    ? nil : TableCell(column: column, text: text.value, place: spot)
                let shown = own ?? (properties.continues ? open[column] : nil)
                if properties.begins {
                    open[column] = own
                } else if !properties.continues {
                    open[column] = nil
                }
                if let shown {
                    add(shown, own != nil, column..<(column + span), number, to: &cells)
                }
                column += span
            }
            if cells.contains(where: { !$0.isMerged }) {
                tables[place].rows.append(
                    TableRow(number: number, isHidden: isHidden, cells: cells))
            }
        }
    }

    /// Adds a cell, and again for each further column that it spans.
    private mutating func add(
        _ cell: TableCell, _ isOwn: Bool, _ columns: Range<Int>, _ row: Int,
        to result: inout [TableCell]
    ) {
        for column in columns {
            cells += 1
            result.append(
                TableCell(
                    column: column, text: cell.text,
                    place: "\(CellName.letters(column - 1))\(row)",
                    isMerged: !(isOwn && column == columns.lowerBound)))
        }
    }

    // MARK: - Properties

    private static func rowProperties(
        _ record: borrowing XMLRecord, _ row: Int
    ) -> (isDeleted: Bool, isHidden: Bool, before: Int) {
        var result = (isDeleted: false, isHidden: false, before: 0)
        for index in descendants(of: row, "trPr", in: record) {
            switch record.name(index).local {
            case "del": result.isDeleted = true
            case "hidden": result.isHidden = isOn(record, index)
            case "gridBefore": result.before = number(record, index, 0)
            default: break
            }
        }
        return result
    }

    private static func properties(_ record: borrowing XMLRecord, _ cell: Int) -> Properties {
        var result = Properties()
        for index in descendants(of: cell, "tcPr", in: record) {
            switch record.name(index).local {
            case "gridSpan": result.span = max(1, number(record, index, 1))
            case "vMerge":
                result.begins = record.attribute(index, named: "val") == "restart"
                result.continues = !result.begins
            case "cellDel": result.isDeleted = true
            default: break
            }
        }
        return result
    }

    private static func number(
        _ record: borrowing XMLRecord, _ index: Int, _ none: Int
    ) -> Int {
        let value = record.attribute(index, named: "val").flatMap { Int($0) } ?? none
        return min(max(0, value), columnLimit)
    }

    private static func isOn(_ record: borrowing XMLRecord, _ index: Int) -> Bool {
        let value = record.attribute(index, named: "val")
        return value != "0" && value != "false" && value != "off"
    }

    // MARK: - Elements

    /// The elements of a name in another, those that stand in content controls or marks of changes included, and
    /// none that belong to a table further inside.
    private static func children(
        of parent: Int, _ name: String, in record: borrowing XMLRecord
    ) -> [Int] {
        let wrappers: Set<String> = [
            "sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag",
        ]
        var found: [Int] = []
        var index = parent + 1
        let depth = record.depth(parent)
        while index < record.count, record.depth(index) > depth {
            let local = record.name(index).local
            if local == name { found.append(index) }
            if wrappers.contains(local) {
                index += 1
            } else {
                index = end(of: index, in: record)
            }
        }
        return found
    }

    /// The elements in the properties of an element.
    private static func descendants(
        of parent: Int, _ name: String, in record: borrowing XMLRecord
    ) -> Range<Int> {
        for index in children(of: parent, name, in: record) {
            return (index + 1)..<end(of: index, in: record)
        }
        return 0..<0
    }

    /// The element behind another and all that is in it.
    static func end(of index: Int, in record: borrowing XMLRecord) -> Int {
        var next = index + 1
        while next < record.count, record.depth(next) > record.depth(index) { next += 1 }
        return next
    }
}
