/// The merged areas of a sheet, while its rows go by: which cells show a value that was said in another.
///
/// A value said once for four rows stands in the first of them alone; the area that says so is named at the end of
/// the file. So areas are read first, and each waits for its row here.
struct MergedAreas {
    /// An area, by rows and columns from 1.
    struct Area {
        var rows: ClosedRange<Int>
        var columns: ClosedRange<Int>
    }

    /// An area whose rows go by, and the cell that it shows.
    private struct Active {
        let area: Area
        let cell: TableCell
    }

    private var waiting: [Area]
    private var next = 0
    private var active: [Active] = []
    private var given = 0

    /// How far to the right a value is given again: a heading across a whole row (16,384 columns) is no value of
    /// each.
    static let width = 256

    /// Areas in any order.
    init(_ areas: [Area]) {
        waiting = areas.sorted {
            ($0.rows.lowerBound, $0.columns.lowerBound)
                < ($1.rows.lowerBound, $1.columns.lowerBound)
        }
    }

    var isEmpty: Bool { waiting.isEmpty }

    /// Adds an area whose first row is the one at hand: formats that say it there need no first pass.
    mutating func add(_ area: Area) { waiting.append(area) }

    /// An area of a name ("B9:B11"); nil when it is none.
    static func area(_ name: String) -> Area? {
        let corners = name.split(separator: ":", omittingEmptySubsequences: false)
            .map { CellName.position(String($0)) }
        guard corners.count == 2, let first = corners[0], let last = corners[1],
            first.row <= last.row, first.column <= last.column
        else { return nil }
        return area(row: first.row, column: first.column + 1, last.row, last.column + 1)
    }

    /// An area by its corners, from 1, as wide as values are given again.
    static func area(row: Int, column: Int, _ lastRow: Int, _ lastColumn: Int) -> Area {
        Area(
            rows: row...max(row, lastRow),
            columns: column...max(column, min(lastColumn, column + width - 1)))
    }

    /// A row's cells with those that show another's value; rows come in order.
    ///
    /// - Parameters:
    ///   - cells: The row's own cells, by column; an own value in a merged cell stays.
    ///   - row: The row's number.
    ///   - make: The cell of a column that shows the value of another.
    /// - Returns: The cells by column; nil when areas lie over one another, or give more cells than any sheet has.
    mutating func spread(
        _ cells: [TableCell], row: Int, _ make: (Int, TableCell) -> TableCell
    ) -> [TableCell]? {
        active.removeAll { $0.area.rows.upperBound < row }
        while next < waiting.count, waiting[next].rows.lowerBound <= row {
            let area = waiting[next]
            next += 1
            guard area.rows.lowerBound == row,
                let cell = Self.find(area.columns.lowerBound, in: cells)
            else { continue }
            active.append(Active(area: area, cell: cell))
        }
        guard !active.isEmpty else { return cells }
        active.sort { $0.area.columns.lowerBound < $1.area.columns.lowerBound }
        var result: [TableCell] = []
        var own = 0
        var column = 0
        for entry in active {
            guard entry.area.columns.lowerBound > column else { return nil }
            column = entry.area.columns.upperBound
            for place in entry.area.columns {
                while own < cells.count, cells[own].column < place {
                    result.append(cells[own])
                    own += 1
                }
                guard own == cells.count || cells[own].column != place else { continue }
                result.append(make(place, entry.cell))
                given += 1
            }
        }
        guard given <= SheetParser.cellLimit else { return nil }
        return result + cells[own...]
    }

    private static func find(_ column: Int, in cells: [TableCell]) -> TableCell? {
        var (low, high) = (0, cells.count)
        while low < high {
            let middle = (low + high) / 2
            if cells[middle].column < column { low = middle + 1 } else { high = middle }
        }
        return low < cells.count && cells[low].column == column ? cells[low] : nil
    }
}
