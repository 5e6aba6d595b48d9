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
    /// How many rows of a sheet are looked at for its headings.
    private static let headingRows = 40

    private let mapping: CompiledMapping
    private var waiting: [TableRow] = []
    private var headings: [(column: Int, name: String)]?
    private var idColumns: Set<Int> = []
    /// Names and texts of the rows above the headings.
    private(set) var titles: [(name: String, text: String)] = []
    /// Rows that are no records.
    private(set) var leftOut = LeftOutRows()
    /// How many values were said once for several rows.
    private(set) var shared = 0

    init(_ mapping: CompiledMapping) { self.mapping = mapping }

    /// Takes the next row of a sheet.
    mutating func take(_ row: TableRow, _ body: (RawRecord) throws -> Void) throws {
        guard headings == nil else { return try give(row, body) }
        waiting.append(row)
        if waiting.count == TableRecords.headingRows { try decide(body) }
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
        var best = (place: 0, known: 1)
        for (place, row) in rows.enumerated() {
            let known = Set(row.cells.map(\.text).filter { mapping.known($0.onOneLine) != nil })
                .count
            if known > best.known { best = (place, known) }
        }
        guard best.known >= 2 else {
            leftOut.withoutHeadings += rows.count
            // Nothing below names anything either.
            headings = []
            return
        }
        for row in rows[..<best.place] { title(row) }
        let cells = rows[best.place].cells
        headings = cells.map { ($0.column, $0.text.onOneLine) }
        idColumns = Set(cells.filter { isID($0.text.onOneLine) }.map(\.column))
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
        let own = row.cells.filter { !$0.isMerged }
        guard !own.isEmpty, !isNoRecord(own, headings, row.number) else { return }
        shared += row.cells.count - own.count
        var texts = Dictionary(
            row.cells.map { ($0.column, $0.text) }, uniquingKeysWith: { first, _ in first })
        var fields: [RawField] = []
        fields.reserveCapacity(headings.count)
        for (column, name) in headings {
            fields.append(RawField(name: name, text: texts.removeValue(forKey: column) ?? ""))
        }
        for (column, text) in texts.sorted(by: { $0.key < $1.key }) {
            fields.append(RawField(name: "Column \(column)", text: text))
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

/// Rows of a table that are no records: how many, and the first of them.
struct LeftOutRows {
    private(set) var count = 0
    private(set) var examples: [(text: String, line: Int)] = []
    /// Rows of sheets without headings that the mapping knows.
    var withoutHeadings = 0

    mutating func add(_ text: String, _ line: Int) {
        count += 1
        if examples.count < 5 { examples.append((text, line)) }
    }
}

extension ShapeNote {
    /// Rows above or without headings.
    static func unreadRows(_ count: Int) -> ShapeNote {
        ShapeNote(
            message: "\(count) row\(count == 1 ? "" : "s") of a sheet above or without headings "
                + "that the mapping knows: not read as records",
            advice: "Give the sheet one row of headings, and add their names to the mapping.")
    }

    /// Rows that are no records.
    static func leftOut(_ rows: LeftOutRows) -> ShapeNote? {
        guard rows.count > 0 else { return nil }
        let examples = rows.examples.map { "\($0.text) in line \($0.line)" }
            .joined(separator: ", ")
        let rest = rows.count > rows.examples.count ? ", and more" : ""
        return ShapeNote(
            message:
                "\(rows.count) row\(rows.count == 1 ? " is no record and was" : "s are no records and were") "
                + "left out: \(examples)\(rest)",
            advice: "Look whether one of them is a risk; a risk has an id.",
            line: rows.examples.first?.line ?? 0)
    }

    /// Values of merged cells.
    static func shared(_ count: Int) -> ShapeNote? {
        guard count > 0 else { return nil }
        return ShapeNote(
            message:
                "\(count) value\(count == 1 ? "" : "s") of merged cells count\(count == 1 ? "s" : "") for "
                + "each row that the cell spans",
            advice: "Look whether each of these rows was meant.")
    }
}
