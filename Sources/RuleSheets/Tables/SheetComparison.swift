import FEEL
import Tables

/// What a sheet makes of a table: the rows in their new order, each with the cells that changed.
struct TableEdit: Sendable {
    /// A row as it shall be.
    struct Row: Sendable {
        /// The row of the table that it was; nil for a new one.
        var old: Int?
        var id: String
        /// The new text of each column; nil where it stays as it is.
        var cells: [String?]
        /// The row's number in the sheet.
        var number: Int
    }

    var table: RuleTable
    var sheet: SheetTable
    var rows: [Row]

    /// Whether anything changes.
    var isEmpty: Bool {
        rows.count == table.rows.count
            && rows.enumerated().allSatisfy { place, row in
                row.old == place && row.cells.allSatisfy { $0 == nil }
            }
    }
}

/// Compares a sheet with the table that it names.
struct SheetComparison {
    private let table: RuleTable
    private let sheet: SheetTable
    /// The ids of the file's elements.
    private let taken: Set<String>
    private(set) var problems: [SheetProblem] = []
    private(set) var notes: [String] = []
    private var columns: [Int] = []

    init(_ table: RuleTable, _ sheet: SheetTable, taken: Set<String>) {
        self.table = table
        self.sheet = sheet
        self.taken = taken
    }

    /// What the sheet makes of the table; nil when there are problems.
    mutating func edit(digest: String) -> TableEdit? {
        checkColumns()
        guard problems.isEmpty else { return nil }
        checkHeads(digest: digest)
        checkMergedAreas()
        noteOthers()
        let rows = self.rows()
        guard problems.isEmpty else { return nil }
        return TableEdit(table: table, sheet: sheet, rows: rows)
    }

    private mutating func report(_ place: String, _ what: String, _ advice: String) {
        problems.append(SheetProblem(place, what, advice: advice))
    }

    // MARK: - Heads

    private mutating func checkColumns() {
        let place = sheet.place(.column, sheet.idColumn)
        for column in table.columns {
            guard let found = sheet.columns[column.part.description] else {
                report(
                    place, "the column \"\(column.part)\" (\(column.label)) is missing",
                    "export the rules again: columns are added and removed in the .dmn file")
                continue
            }
            columns.append(found)
        }
        let known = Set(table.columns.map(\.part.description))
        for (name, column) in sheet.columns.sorted(by: { $0.value < $1.value })
        where !known.contains(name) {
            report(
                sheet.place(.column, column), "the table has no column \"\(name)\"",
                "remove it: columns are added and removed in the .dmn file")
        }
    }

    private mutating func checkHeads(digest: String) {
        for head in SheetLayout.Head.allCases {
            let wanted = SheetLayout.heads(head, of: table, digest: digest)
            switch head {
            case .source: break
            case .table, .hitPolicy:
                let (text, column) = sheet.single(head)
                check(head, text, wanted[0], column)
            case .column, .expression, .type, .allowed, .row:
                for (index, column) in columns.enumerated() {
                    check(head, sheet.text(head, column), wanted[index], column)
                }
            }
        }
    }

    private mutating func check(
        _ head: SheetLayout.Head, _ found: String?, _ wanted: String, _ column: Int
    ) {
        guard found?.trimmed != wanted.trimmed else { return }
        report(
            sheet.place(head, column),
            "\"\(head.rawValue)\" says \"\(found?.trimmed ?? "")\" and the rules say \"\(wanted)\"",
            "put it back: heads are changed in the .dmn file")
    }

    /// A merged area shows one text for many cells and holds it once.
    private mutating func checkMergedAreas() {
        for area in sheet.grid.mergedAreas {
            let ends = area.split(separator: ":").compactMap { CellName.position(String($0)) }
            guard ends.count == 2, ends[1].row >= (sheet.heads[.row] ?? 0) else { continue }
            report(
                "\(sheet.grid.name)!\(area)",
                "these cells were merged, and only the first has a text",
                "unmerge them and write each")
        }
    }

    /// Cells beside the table: a remark that somebody wrote there would be lost without a word.
    private mutating func noteOthers() {
        let known = Set(columns + [sheet.idColumn])
        for (number, cells) in sheet.rows {
            for column in cells.keys.sorted()
            where !known.contains(column) && !isBlank(cells[column]) {
                notes.append(
                    "\(sheet.grid.place(number, column)) is beside the table and was not read")
            }
        }
    }

    // MARK: - Rows

    private mutating func rows() -> [TableEdit.Row] {
        let places = Dictionary(
            table.rows.enumerated().map { ($0.element.id, $0.offset) },
            uniquingKeysWith: { first, _ in first })
        var seen: [String: Int] = [:]
        var rows: [TableEdit.Row] = []
        var ids = NewIDs(table.rows.map(\.id), taken: taken)
        for (number, cells) in sheet.rows {
            let hasRule = columns.contains { !isBlank(cells[$0]) }
            guard let idCell = cells[sheet.idColumn], !isBlank(idCell) else {
                if hasRule { rows.append(newRow(number, cells)) }
                continue
            }
            let place = sheet.grid.place(number, sheet.idColumn)
            guard let id = idCell.text?.trimmed, let old = places[id] else {
                let near = idCell.text?.trimmed ?? ""
                report(
                    place, "the table has no row \"\(near)\"",
                    "put the id back; leave the cell empty for a new row")
                continue
            }
            if let first = seen[id] {
                report(
                    place, "the row \(id) is there twice, first in row \(first)",
                    "empty the id of the new one: it is given its own")
                continue
            }
            seen[id] = number
            // A row emptied of all but its id is a row less.
            guard hasRule else { continue }
            rows.append(oldRow(old, number, cells))
        }
        checkLostIDs(rows, seen)
        for index in rows.indices where rows[index].old == nil {
            let before = rows[..<index].last { !$0.id.isEmpty }?.id
            let after = rows[index...].first { !$0.id.isEmpty }?.id
            let id = ids.next(like: before ?? after, table: table.key)
            rows[index].id = id
            for (column, text) in rows[index].cells.enumerated() where text == nil {
                rows[index].cells[column] = "\"\(id)\""
            }
        }
        return rows
    }

    /// A new row that says what a missing one said is that row without its id.
    private mutating func checkLostIDs(_ rows: [TableEdit.Row], _ seen: [String: Int]) {
        for row in rows where row.old == nil {
            let lost = table.rows.first { old in
                seen[old.id] == nil
                    && zip(old.cells, row.cells).allSatisfy { was, now in
                        now == nil || was.trimmed == now?.trimmed
                    }
            }
            guard let lost else { continue }
            report(
                sheet.grid.place(row.number, sheet.idColumn),
                "the row \(lost.id) has lost its id", "write \(lost.id) here")
        }
    }

    private func isBlank(_ cell: SheetCell?) -> Bool {
        guard let cell else { return true }
        return cell.text.map { $0.trimmed.isEmpty } ?? false
    }

    private mutating func oldRow(
        _ old: Int, _ number: Int, _ cells: [Int: SheetCell]
    ) -> TableEdit.Row {
        var edited: [String?] = []
        for (index, column) in table.columns.enumerated() {
            edited.append(
                text(
                    cells[columns[index]], was: table.rows[old].cells[index], column.part, number,
                    columns[index]))
        }
        return TableEdit.Row(old: old, id: table.rows[old].id, cells: edited, number: number)
    }

    private mutating func newRow(_ number: Int, _ cells: [Int: SheetCell]) -> TableEdit.Row {
        var texts: [String?] = []
        for (index, column) in table.columns.enumerated() {
            let place = columns[index]
            if column.namesRow, isBlank(cells[place]) {
                texts.append(nil)
            } else {
                texts.append(text(cells[place], was: nil, column.part, number, place) ?? "")
            }
        }
        return TableEdit.Row(old: nil, id: "", cells: texts, number: number)
    }

    /// The new text of a cell; nil when it says what it said.
    private mutating func text(
        _ cell: SheetCell?, was old: String?, _ part: RuleTable.Part, _ row: Int, _ column: Int
    ) -> String? {
        var new = ""
        if let cell {
            guard let text = cell.text else {
                if case .unusable(let what) = cell {
                    report(
                        sheet.grid.place(row, column), "the cell holds \(what)",
                        "type the text again, with an apostrophe before it: '...")
                }
                return nil
            }
            new = spelt(text.trimmed, part)
        }
        if let old, same(old, new, part) { return nil }
        guard new.isEmpty else { return new }
        switch part {
        case .input: return "-"
        case .output:
            report(
                sheet.grid.place(row, column), "a conclusion is empty",
                "write what the row decides, or null for nothing")
            return nil
        case .annotation, .description: return ""
        }
    }

    /// What spreadsheets write for FEEL's words when they save CSV.
    private func spelt(_ text: String, _ part: RuleTable.Part) -> String {
        guard sheet.grid.isCSV, part.isFEEL else { return text }
        switch text {
        case "TRUE": return "true"
        case "FALSE": return "false"
        default: return text
        }
    }

    /// Whether a cell says what it said: spaces at its ends and the spelling of a number are none of it.
    private func same(_ old: String, _ new: String, _ part: RuleTable.Part) -> Bool {
        let was = (SheetCell.text(old).text ?? old).trimmed
        if was == new { return true }
        guard part.isFEEL, let first = Decimal128(was), let second = Decimal128(new) else {
            return false
        }
        return first == second
    }
}

/// Ids for new rows, after the pattern of those that are there: REG-03 is followed by REG-04.
private struct NewIDs {
    private var taken: Set<String>
    private var highest: [String: (number: Int, width: Int)] = [:]

    init(_ ids: [String], taken: Set<String>) {
        self.taken = taken.union(ids)
        for id in ids {
            guard let (stem, number, width) = NewIDs.parts(id) else { continue }
            if (highest[stem]?.number ?? -1) < number { highest[stem] = (number, width) }
        }
    }

    /// The next id after the pattern of a neighbour.
    mutating func next(like neighbour: String?, table: String) -> String {
        let parts = neighbour.flatMap(NewIDs.parts)
        let stem = parts?.stem ?? "\(table)_row"
        var (number, width) = highest[stem] ?? (0, 1)
        var id = ""
        repeat {
            number += 1
            let digits = String(number)
            id = stem + String(repeating: "0", count: max(0, width - digits.count)) + digits
        } while taken.contains(id)
        taken.insert(id)
        highest[stem] = (number, width)
        return id
    }

    /// An id as a stem and the number at its end.
    private static func parts(_ id: String) -> (stem: String, number: Int, width: Int)? {
        let digits = id.reversed().prefix { $0.isASCII && $0.isNumber }
        guard !digits.isEmpty, digits.count < 10, let number = Int(String(digits.reversed())) else {
            return nil
        }
        return (String(id.dropLast(digits.count)), number, digits.count)
    }
}
