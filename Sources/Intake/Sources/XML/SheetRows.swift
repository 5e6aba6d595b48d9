import RiskRegister
import Texts
import XML

/// Reads the rows of an Excel 2003 XML workbook: a row of headings names the cells of the rows below.
///
/// The headings are the first row of a sheet of which two cells are names of the mapping; rows above
/// it are titles.
struct SheetRows {
    /// What a row is.
    enum Row {
        /// Titles, headings, or nothing.
        case none
        /// A record.
        case record([RawField])
    }

    private let mapping: CompiledMapping
    private var container: Int?
    private var headings: [Int: String]?
    /// How many rows had something in them, in sheets without headings.
    private(set) var unread = 0

    init(_ mapping: CompiledMapping) { self.mapping = mapping }

    private static let namespace = "urn:schemas-microsoft-com:office:spreadsheet"

    /// Whether a record is a row of a workbook.
    static func isRow(_ record: borrowing XMLRecord) -> Bool {
        record.name(0).namespace == namespace && record.name(0).local == "Row"
    }

    /// Looks at the next row.
    mutating func read(_ record: borrowing XMLRecord) -> Row {
        if container != record.container {
            container = record.container
            headings = nil
        }
        let cells = SheetRows.cells(record)
        guard cells.contains(where: { !$0.text.allSatisfy(\.isWhitespace) }) else { return .none }
        guard let headings else {
            if cells.filter({ mapping.known($0.text) != nil }).count >= 2 {
                headings = Dictionary(
                    cells.map { ($0.column, $0.text.onOneLine) },
                    uniquingKeysWith: { first, _ in first })
            } else {
                unread += 1
            }
            return .none
        }
        if cells.allSatisfy({ headings[$0.column] == $0.text.onOneLine }) { return .none }
        return .record(
            cells.map { cell in
                let heading = headings[cell.column] ?? ""
                return RawField(
                    name: heading.isEmpty ? "Column \(cell.column)" : heading, text: cell.text)
            })
    }

    /// The cells of a row with their columns from 1; `ss:Index` skips empty ones.
    private static func cells(_ record: borrowing XMLRecord) -> [(column: Int, text: String)] {
        var cells: [(column: Int, text: String)] = []
        var column = 0
        var index = 1
        while index < record.count {
            if record.depth(index) == 1, record.name(index).local == "Cell" {
                let given = record.attribute(index, named: "Index").flatMap { Int($0) }
                column = given.map { min(max($0, column + 1), 1 << 14) } ?? column + 1
                let merged = record.attribute(index, named: "MergeAcross").flatMap { Int($0) } ?? 0
                let text = dataText(record, index)
                cells.append((column, text))
                column = min(column + max(0, min(merged, 1 << 14)), 1 << 14)
            }
            index += 1
        }
        return cells
    }

    /// The text of a cell's `<Data>`, without that of its comment.
    private static func dataText(_ record: borrowing XMLRecord, _ cell: Int) -> String {
        var index = cell + 1
        while index < record.count, record.depth(index) > record.depth(cell) {
            if record.depth(index) == 2, record.name(index).local == "Data" {
                return record.string(index)
            }
            index += 1
        }
        return ""
    }
}
