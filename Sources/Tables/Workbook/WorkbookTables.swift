internal import Glibc
package import XML

/// Reads the tables of an XLSX workbook (ECMA-376, transitional or strict), a row at a time.
///
///     let workbook = try WorkbookTables(.file("risks.xlsx"))
///     try workbook.read(workbook.sheets[0]) { row in ... }
///
/// Cells are given as Excel shows their values: numbers by all their digits, days by their format and the
/// workbook's epoch, formulas by the value that was stored with them, phonetic readings left out. Memory holds a row
/// and, up to a bound, the texts that cells share. Comments, drawings, links to other files and whatever a formula
/// would fetch are never read.
package struct WorkbookTables: TableReader, Sendable {
    package let sheets: [TableSheet]
    private let book: WorkbookFile

    /// The most merged areas of a sheet.
    private static let areaLimit = 500_000

    /// Opens a workbook.
    ///
    /// - Parameter input: The file, or its bytes; one that comes in pieces is not read, as a ZIP ends with its list.
    /// - Throws: `TableError` when it is none, or hostile, damaged or of another kind.
    package init(_ input: XMLInput) throws(TableError) {
        book = try WorkbookFile(input)
        sheets = book.sheets.enumerated().map { number, sheet in
            TableSheet(name: sheet.name, isHidden: sheet.isHidden, number: number)
        }
    }

    package func read(_ sheet: TableSheet, _ body: (TableRow) throws -> Void) throws {
        precondition(book.sheets.indices.contains(sheet.number), "no sheet of this workbook")
        let stored = book.sheets[sheet.number]
        var areas = MergedAreas(try mergedAreas(stored))
        var parser = SheetParser(book, stored)
        let place = SheetParser(book, stored).place
        var letters: [String] = []
        func name(_ column: Int, _ row: Int) -> String {
            while letters.count < column { letters.append(CellName.letters(letters.count)) }
            return letters[column - 1] + String(row)
        }
        try parser.read(merged: { _ in }) { row, hidden in
            var cells: [TableCell] = []
            cells.reserveCapacity(row.cells.count)
            for cell in row.cells {
                let isHidden = !hidden.isEmpty && hidden[cell.column]
                if let value = try value(cell, { place(row.number, cell.column) }) {
                    cells.append(
                        TableCell(
                            column: cell.column, text: value.text, kind: value.kind,
                            place: name(cell.column, row.number), isHidden: isHidden))
                }
            }
            guard !cells.isEmpty else { return }
            if !areas.isEmpty {
                let spread = areas.spread(cells, row: row.number) { column, cell in
                    TableCell(
                        column: column, text: cell.text, kind: cell.kind,
                        place: name(column, row.number), isMerged: true,
                        isHidden: !hidden.isEmpty && hidden[column])
                }
                guard let spread else {
                    throw TableError(
                        place(row.number, 1), "merged areas lie over one another in this row",
                        advice: TableError.saveAgain)
                }
                cells = spread
            }
            try body(TableRow(number: row.number, isHidden: row.isHidden, cells: cells))
        }
    }

    /// The merged areas of a sheet.
    ///
    /// Most have none, and then its bytes are looked through and not parsed.
    private func mergedAreas(
        _ sheet: WorkbookFile.Sheet
    ) throws(TableError) -> [MergedAreas.Area] {
        guard let pieces = book.package.pieces(sheet.path) else { return [] }
        do throws(XMLError) {
            if try InputScan.unicode(.pieces(pieces)) != nil {
                guard try Self.mention(pieces, "mergeCell") else { return [] }
            }
        } catch {
            throw TableError(
                book.package.file, "its part \(sheet.path) cannot be read: \(error.what)",
                advice: TableError.clause(error.advice))
        }
        var areas: [MergedAreas.Area] = []
        let place = "\(book.package.file)!\(sheet.name)"
        // Rows are named so that their cells are read in the quick way, and are let go.
        _ = try book.package.records(
            sheet.path, ["mergeCell", "row"], place: { place }
        ) { (record) throws(TableError) in
            guard record.name(0).local == "mergeCell" else { return }
            let name = record.attribute(0, named: "ref") ?? ""
            guard let area = MergedAreas.area(name) else {
                // One cell merged with itself is written by some programs and means nothing.
                if CellName.position(name) != nil { return }
                throw TableError(
                    place, "\"\(name)\" is no merged area", advice: TableError.saveAgain)
            }
            areas.append(area)
            guard areas.count <= Self.areaLimit else {
                throw TableError(
                    place, "the sheet has more than \(Self.areaLimit) merged areas",
                    advice: TableError.saveAgain)
            }
        }
        return areas
    }

    /// Whether a word stands anywhere in some bytes.
    private static func mention(_ pieces: XMLPieces, _ word: StaticString) throws(XMLError) -> Bool
    {
        let next = try pieces.open()
        let length = word.utf8CodeUnitCount
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
        defer { buffer.deallocate() }
        var kept = 0
        while true {
            let got = try next(UnsafeMutableRawBufferPointer(rebasing: buffer[kept...]))
            guard got > 0, let base = buffer.baseAddress else { return false }
            var place = base
            let end = base + (kept + got)
            while let found = memchr(place, Int32(word.utf8Start[0]), end - place),
                end - found >= length
            {
                if memcmp(found, word.utf8Start, length) == 0 { return true }
                place = found + 1
            }
            let rest = min(length - 1, kept + got)
            memmove(base, base + (kept + got - rest), rest)
            kept = rest
        }
    }

    // MARK: - Values

    /// The text and kind of a cell; nil when it is blank.
    private func value(
        _ cell: StoredCell, _ place: () -> String
    ) throws(TableError) -> (text: String, kind: TableCell.Kind)? {
        switch cell.value {
        case .text(let text): return (SheetText.lines(text), .text)
        case .boolean(let value): return (value ? "TRUE" : "FALSE", .boolean)
        case .error(let text): return (text, .error)
        case .day(let text): return (SerialDays.iso(text), .date)
        case .number(let stored): return number(stored, book.formats.kind(cell.style))
        case .nothing:
            // A program that does not calculate wrote it; Excel works it out when the file is opened there.
            return ("=\(XMLError.oneLine(cell.formula ?? ""))", .error)
        case .noText(let number):
            throw TableError(
                place(),
                "the cell names text \(number) of the workbook, which has \(book.texts.count)",
                advice: TableError.saveAgain)
        }
    }

    private func number(
        _ stored: String, _ kind: CellFormats.Kind
    ) -> (text: String, kind: TableCell.Kind) {
        guard let digits = CellNumber.digits(stored) else { return (stored, .error) }
        switch kind {
        case .plain, .percentage, .elapsed: return (digits, .number)
        case .padded(let width):
            // What a person calls this risk is what the cell shows.
            let isWhole = digits.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
            guard isWhole, digits.utf8.count < width else { return (digits, .number) }
            return (String(repeating: "0", count: width - digits.utf8.count) + digits, .number)
        case .day:
            return Double(digits).flatMap(book.days.day).map { ($0, .date) } ?? (digits, .number)
        case .time:
            return Double(digits).flatMap(book.days.time).map { ($0, .date) } ?? (digits, .number)
        }
    }
}
