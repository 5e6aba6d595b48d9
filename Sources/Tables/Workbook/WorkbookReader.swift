import FEEL
import XML

/// Reads an XLSX workbook for who must know exactly what was typed: rules, and rulings.
///
///     let workbook = try WorkbookReader(bytes, file: "rules.xlsx")
///     try workbook.read(workbook.sheets[0]) { part in ... }
///
/// What has no one text (a date, a percentage, a formula, an error) is kept as such, so that it can be refused where
/// it matters. Exports are read by ``WorkbookTables``, which takes each of them for what it shows.
package struct WorkbookReader {
    /// A sheet of the workbook.
    package struct Sheet: Sendable {
        /// Its name.
        package let name: String
        fileprivate let stored: WorkbookFile.Sheet
    }

    /// What a sheet consists of, in the file's order.
    package enum Part {
        /// A row by its number from 1, and its cells that hold something, by column from 0.
        case row(Int, [(column: Int, cell: SheetCell)])
        /// An area that was made one cell ("B9:B11"); those of a sheet follow its rows.
        case mergedArea(String)
    }

    /// The sheets, in the workbook's order, hidden ones too.
    package let sheets: [Sheet]

    private let book: WorkbookFile
    private var cells = 0

    private static let cellLimit = 2_000_000

    /// Opens a workbook.
    ///
    /// - Parameters:
    ///   - bytes: The file's bytes.
    ///   - file: The file's name, for messages.
    /// - Throws: `WorkbookError` when the file is none, or hostile, damaged or of another kind.
    package init(_ bytes: [UInt8], file: String) throws(WorkbookError) {
        do throws(TableError) {
            book = try WorkbookFile(.bytes(bytes, name: file))
        } catch {
            throw WorkbookError(error)
        }
        sheets = book.sheets.map { Sheet(name: $0.name, stored: $0) }
    }

    /// Reads a sheet.
    ///
    /// - Parameters:
    ///   - sheet: One of `sheets`.
    ///   - body: Gets each row that holds something, then the merged areas.
    /// - Throws: `WorkbookError`.
    package mutating func read(
        _ sheet: Sheet, _ body: (Part) -> Void
    ) throws(WorkbookError) {
        var count = cells
        var parser = SheetParser(book, sheet.stored)
        do {
            try parser.read(merged: { body(.mergedArea($0)) }) { row, _ in
                count += row.cells.count
                guard count <= Self.cellLimit else {
                    throw TableError(
                        book.package.file, "the workbook has more than \(Self.cellLimit) cells",
                        advice: "delete the sheets and rows that are not needed")
                }
                let cells = row.cells.map { (column: $0.column - 1, cell: cell($0)) }
                body(.row(row.number, cells))
            }
        } catch {
            throw WorkbookError(
                error as? TableError
                    ?? TableError(book.package.file, "\(error)", advice: TableError.saveAgain))
        }
        cells = count
    }

    private func cell(_ cell: StoredCell) -> SheetCell {
        if let formula = cell.formula {
            return .unusable("the formula =\(XMLError.oneLine(formula))")
        }
        switch cell.value {
        case .text(let text): return .text(text)
        case .number(let digits): return number(digits, book.formats.kind(cell.style))
        case .boolean(let value): return .boolean(value)
        case .day(let text): return .unusable("the date \(XMLError.oneLine(text))")
        case .error(let text): return .unusable("the error \(XMLError.oneLine(text))")
        case .noText, .nothing: return .unusable("a text that the workbook does not hold")
        }
    }

    /// A number as a person typed it: 15, not 15.0; 0.1, not 0.10000000000000001.
    private func number(_ value: String, _ kind: CellFormats.Kind) -> SheetCell {
        switch kind {
        case .day, .time, .elapsed:
            return .unusable("a date or time, which the spreadsheet made of what was typed")
        case .percentage:
            return .unusable("a percentage, which the spreadsheet made of what was typed")
        case .plain, .padded: break
        }
        guard let double = Double(value), let decimal = Decimal128("\(double)") else {
            return .unusable("\"\(XMLError.oneLine(value))\", which is no number")
        }
        guard double.magnitude < 1e15 else {
            return .unusable("a number of more than 15 digits, of which spreadsheets keep only 15")
        }
        return .number(decimal.description)
    }
}

extension WorkbookError {
    /// What a workbook's reader found, in these words.
    fileprivate init(_ error: TableError) {
        self = .unreadable(file: error.place, what: error.what, advice: error.advice)
    }
}
