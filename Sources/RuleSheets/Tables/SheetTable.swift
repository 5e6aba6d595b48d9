import Tables

/// A sheet that says which table it is: where its heads, columns and rules lie.
struct SheetTable: Sendable {
    /// A row of rules.
    struct Row: Sendable {
        /// The row's number in the sheet, from 1.
        var number: Int
        /// The id; nil where the cell is empty.
        var id: String?
        /// The cells, by what their column is; empty ones are left out.
        var cells: [RuleTable.Part: SheetCell]
    }

    let grid: SheetGrid
    let source: SheetLayout.Source
    /// The column of the ids, from 0.
    let idColumn: Int
    /// The rows of the heads, by number.
    let heads: [SheetLayout.Head: Int]
    /// The columns, by the name the sheet gives them ("input 1").
    let columns: [String: Int]
    let rows: [(number: Int, cells: [Int: SheetCell])]

    /// What a sheet turned out to be.
    enum Reading {
        case table(SheetTable)
        /// Not a table of ours: a sheet of the workbook's own, or of the person's.
        case other
        case broken([SheetProblem])
    }

    /// Reads a sheet's heads.
    static func read(_ grid: SheetGrid) -> Reading {
        guard let corner = corner(of: grid) else { return .other }
        var heads: [SheetLayout.Head: Int] = [.table: corner.row]
        for (number, cells) in grid.rows.sorted(by: { $0.key < $1.key }) where number > corner.row {
            guard heads[.row] == nil, let text = cells[corner.column]?.text?.trimmed,
                let head = SheetLayout.Head(rawValue: text), heads[head] == nil
            else { continue }
            heads[head] = number
        }
        let missing = SheetLayout.Head.allCases.filter { heads[$0] == nil }
        guard missing.isEmpty, let columnRow = heads[.column], let ruleRow = heads[.row] else {
            let names = missing.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
            return .broken([
                SheetProblem(
                    grid.place(corner.row, corner.column), "the rows of heads \(names) are missing",
                    advice: "export the rules again, and leave the grey cells as they are")
            ])
        }
        let sourceCell = value(heads[.source] ?? 0, besides: corner.column, in: grid)
        guard let source = SheetLayout.Source(sourceCell?.text ?? "") else {
            return .broken([
                SheetProblem(
                    grid.place(heads[.source] ?? corner.row, corner.column + 1),
                    "this cell should name the file, the table and the file's SHA-256",
                    advice: "export the rules again, and leave the grey cells as they are")
            ])
        }
        var columns: [String: Int] = [:]
        var problems: [SheetProblem] = []
        for (column, cell) in (grid.rows[columnRow] ?? [:]).sorted(by: { $0.key < $1.key })
        where column != corner.column {
            let name = cell.text?.trimmed ?? ""
            if columns[name] != nil {
                problems.append(
                    SheetProblem(
                        grid.place(columnRow, column), "the column \"\(name)\" is there twice",
                        advice: "delete one of them"))
            }
            columns[name] = column
        }
        guard problems.isEmpty else { return .broken(problems) }
        let rows = grid.rows.filter { $0.key > ruleRow }.sorted { $0.key < $1.key }
        return .table(
            SheetTable(
                grid: grid, source: source, idColumn: corner.column, heads: heads,
                columns: columns, rows: rows.map { ($0.key, $0.value) }))
    }

    /// The cell that says `table`, near the sheet's corner, with `source` below it.
    private static func corner(of grid: SheetGrid) -> (row: Int, column: Int)? {
        for row in 1...20 {
            for (column, cell) in (grid.rows[row] ?? [:]).sorted(by: { $0.key < $1.key }) {
                guard cell.text?.trimmed == SheetLayout.Head.table.rawValue else { continue }
                let below = (row + 1...row + 20).contains { next in
                    grid.rows[next]?[column]?.text?.trimmed == SheetLayout.Head.source.rawValue
                }
                if below { return (row, column) }
            }
        }
        return nil
    }

    /// The first value of a head that has only one.
    private static func value(_ row: Int, besides column: Int, in grid: SheetGrid) -> SheetCell? {
        (grid.rows[row] ?? [:]).filter { $0.key != column }.min { $0.key < $1.key }?.value
    }

    /// The text of a head that has only one value, and its column.
    func single(_ head: SheetLayout.Head) -> (text: String?, column: Int) {
        let cells = (grid.rows[heads[head] ?? 0] ?? [:]).filter { $0.key != idColumn }
        guard let first = cells.min(by: { $0.key < $1.key }) else { return ("", idColumn + 1) }
        return (first.value.text, first.key)
    }

    /// The text of a head in a column.
    func text(_ head: SheetLayout.Head, _ column: Int) -> String? {
        guard let cell = grid.rows[heads[head] ?? 0]?[column] else { return "" }
        return cell.text
    }

    /// A cell's name, by the row's number and the head of a column.
    func place(_ head: SheetLayout.Head, _ column: Int) -> String {
        grid.place(heads[head] ?? 1, column)
    }
}
