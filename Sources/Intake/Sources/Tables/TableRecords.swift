import RiskRegister
import Tables
import Texts

/// Makes records of the rows of a table: a row of headings names the cells of the rows below it.
///
/// The headings are the row of a sheet's beginning of which the mapping knows the most cells, two at least;
/// the rows above it are titles, which may say the day and whose the file is. Rows that are no records are
/// left out and told: totals, headings said again, lines of dashes, "(12 rows affected)", and a text by
/// itself.
struct TableRecords {
    private let mapping: CompiledMapping
    private let style: TableStyle
    private var waiting: [TableRow] = []
    private var headings: [(column: Int, name: String)]?
    private var idColumns: Set<Int> = []
    /// Names and texts of the rows above the headings.
    private(set) var titles: [(name: String, text: String)] = []
    /// Where the headings stand.
    private(set) var headingRow: Int?
    private var leftOut = LeftOutRows()
    private var oddities = TableOddities()

    init(_ mapping: CompiledMapping, _ style: TableStyle) {
        self.mapping = mapping
        self.style = style
    }

    /// How many rows were no records.
    var leftOutRows: Int { leftOut.count + leftOut.withoutHeadings }

    /// What a person should know of the rows that went by.
    var notes: [ShapeNote] {
        (leftOut.withoutHeadings > 0 ? [.unreadRows(leftOut.withoutHeadings)] : [])
            + [ShapeNote.leftOut(leftOut, style)].compactMap { $0 } + oddities.notes(style)
    }

    /// Takes the next row of a sheet.
    mutating func take(_ row: TableRow, _ body: (RawRecord) throws -> Void) throws {
        guard headings == nil else { return try give(row, body) }
        waiting.append(row)
        if waiting.count == TableBeginning.limit { try decide(body) }
    }

    /// Ends a sheet.
    mutating func endSheet(_ body: (RawRecord) throws -> Void) throws {
        if headings == nil { try decide(body) }
        headings = nil
        waiting = []
    }

    private mutating func decide(_ body: (RawRecord) throws -> Void) throws {
        let rows = waiting
        waiting = []
        let best = TableBeginning.headings(rows, mapping)
        guard best.known >= 2 else {
            leftOut.withoutHeadings += rows.count
            // Nothing below names anything either.
            headings = []
            return
        }
        for row in rows[..<best.place] { title(row) }
        let cells = rows[best.place].cells
        headingRow = headingRow ?? rows[best.place].number
        headings = cells.map { ($0.column, $0.text.onOneLine) }
        idColumns = Set(cells.filter { isID($0.text.onOneLine) }.map(\.column))
        oddities.take(headings: rows[best.place])
        for row in rows[(best.place + 1)...] { try give(row, body) }
    }

    private func isID(_ name: String) -> Bool {
        guard case .whole(let target)? = mapping.known(name),
            let field = mapping.targets[target].field?.field
        else { return false }
        return field == .sourceID || field == .actionID
    }

    /// "Extract date: 30/06/2026" in one cell or two.
    private mutating func title(_ row: TableRow) {
        for (place, cell) in row.cells.enumerated() {
            let text = cell.text.onOneLine
            if let colon = text.firstIndex(of: ":"), text.index(after: colon) < text.endIndex {
                titles.append(
                    (String(text[..<colon]), String(text[text.index(after: colon)...]).onOneLine))
            } else if place + 1 < row.cells.count {
                titles.append((text, row.cells[place + 1].text.onOneLine))
            }
        }
    }

    // MARK: - Rows below the headings

    private mutating func give(_ row: TableRow, _ body: (RawRecord) throws -> Void) throws {
        guard let headings, !headings.isEmpty else {
            leftOut.withoutHeadings += 1
            return
        }
        let own = row.cells.filter { !$0.isMerged && !$0.isBlank }
        guard !own.isEmpty, !isNoRecord(own, headings, row.number) else { return }
        oddities.take(row)
        var fields: [RawField] = []
        fields.reserveCapacity(headings.count)
        if style.givesBlanks {
            var texts = Dictionary(
                row.cells.map { ($0.column, $0.text) }, uniquingKeysWith: { first, _ in first })
            for (column, name) in headings {
                fields.append(RawField(name: name, text: texts.removeValue(forKey: column) ?? ""))
            }
            for (column, text) in texts.sorted(by: { $0.key < $1.key }) {
                fields.append(RawField(name: "Column \(column)", text: text))
            }
        } else {
            let names = Dictionary(headings, uniquingKeysWith: { first, _ in first })
            for cell in row.cells {
                let name = names[cell.column] ?? ""
                fields.append(
                    RawField(name: name.isEmpty ? "Column \(cell.column)" : name, text: cell.text))
            }
        }
        try body(RawRecord(fields: fields, line: row.number))
    }

    private mutating func isNoRecord(
        _ cells: [TableCell], _ headings: [(column: Int, name: String)], _ line: Int
    ) -> Bool {
        let names = Dictionary(headings, uniquingKeysWith: { first, _ in first })
        let texts = cells.map(\.text.onOneLine)
        if zip(cells, texts).allSatisfy({ names[$0.column] == $1 }) {
            leftOut.add("the headings again", line)
            return true
        }
        if texts.allSatisfy({ $0.utf8.allSatisfy { $0 == UInt8(ascii: "-") } }) {
            leftOut.add("dashes", line)
            return true
        }
        guard let first = texts.first else { return false }
        let isAlone = cells.count == 1 && headings.count > 2
        // What has an id is a record, whatever else it says; a word by itself in its column is a heading of
        // the rows below.
        let hasID = zip(cells, texts).contains { cell, text in
            idColumns.contains(cell.column) && !TableRecords.isTotal(text)
                && !(isAlone && !text.contains(where: \.isNumber))
        }
        guard !hasID else { return false }
        // A total has little beside it; a risk without an id has the rest of its cells.
        let isTotal =
            cells.count * 2 <= headings.count && texts.contains(where: TableRecords.isTotal)
        guard isAlone || isTotal else { return false }
        leftOut.add("\"\(first.prefix(40))\"", line)
        return true
    }

    /// "Total", "Grand total: 45", "Average", "(12 rows affected)", "Page 3 of 4", "End of report".
    static func isTotal(_ text: String) -> Bool {
        var words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        while let first = words.first, ["grand", "sub", "overall", "report"].contains(first) {
            words.removeFirst()
        }
        guard let first = words.first else { return false }
        if ["total", "totals", "subtotal", "average", "mean", "count", "sum"].contains(first) {
            // "Total loss of power" is a risk's title; a total has nothing behind it but what it counts.
            return words.count <= 3
        }
        return words.dropFirst().starts(with: ["rows", "affected"])
            || words.dropFirst().starts(with: ["row", "affected"])
            || words.starts(with: ["page"]) && words.count == 4 && words[2] == "of"
            || words.starts(with: ["end", "of"]) && words.count <= 3
    }
}
