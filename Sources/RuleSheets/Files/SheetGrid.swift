import Tables

/// The cells of one sheet or CSV file, as they were found.
struct SheetGrid: Sendable {
    /// The sheet's name, or the file's.
    var name: String
    /// Rows that hold something, by number from 1, and their cells by column from 0.
    var rows: [Int: [Int: SheetCell]] = [:]
    /// Areas that were made one cell, as the file names them ("B9:B11").
    var mergedAreas: [String] = []
    /// Whether numbers, booleans and marks are only spelt, as in CSV.
    var isCSV = false

    /// A cell's name: `Registers!C12`.
    func place(_ row: Int, _ column: Int) -> String {
        "\(name)!\(CellName.letters(column))\(row)"
    }

    /// The sheets of a workbook, in its order, hidden ones too.
    static func sheets(_ bytes: [UInt8], file: String) throws(RuleSheetError) -> [SheetGrid] {
        do throws(WorkbookError) {
            var workbook = try WorkbookReader(bytes, file: file)
            var grids: [SheetGrid] = []
            for sheet in workbook.sheets {
                var grid = SheetGrid(name: sheet.name)
                try workbook.read(sheet) { part in
                    switch part {
                    case .row(let number, let cells):
                        for (column, cell) in cells {
                            grid.rows[number, default: [:]][column] = cell
                        }
                    case .mergedArea(let area): grid.mergedAreas.append(area)
                    }
                }
                grids.append(grid)
            }
            return grids
        } catch {
            switch error {
            case .unreadable(let file, let what, let advice):
                throw .refused([SheetProblem(file, what, advice: advice)])
            case .unwritable(let message): throw .workbook(message)
            }
        }
    }
}
