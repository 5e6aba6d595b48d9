import XML

/// Reads the rows of one sheet of a workbook as they are unpacked.
///
/// A sheet names rows and cells by `r="F12"`, or not at all, and then they follow one another. They must come in
/// order: a row or a cell that comes twice is two truths, and which one is shown differs by program.
struct SheetParser {
    private let book: WorkbookFile
    private let sheet: WorkbookFile.Sheet
    private var row = 0
    private var count = 0
    /// What the names of elements and attributes stand for, by the reader's number of the name.
    private var roles: [Role] = []
    /// Which columns are hidden, by number; empty when none is.
    private(set) var hiddenColumns: [Bool] = []

    /// The most columns and rows that spreadsheets have.
    static let columnLimit = 16_384
    static let rowLimit = 1_048_576
    /// The most cells of a sheet: beyond it a file is made to cost time.
    static let cellLimit = 50_000_000

    /// What the attribute `t` of a cell says of its value.
    private enum CellType {
        case number, shared, text, boolean, error, day

        init(_ bytes: UnsafeBufferPointer<UInt8>) {
            switch (bytes.count, bytes.first) {
            case (1, UInt8(ascii: "s")): self = .shared
            case (1, UInt8(ascii: "b")): self = .boolean
            case (1, UInt8(ascii: "e")): self = .error
            case (1, UInt8(ascii: "d")): self = .day
            case (3, UInt8(ascii: "s")), (9, UInt8(ascii: "i")): self = .text
            default: self = .number
            }
        }
    }

    private enum Role: UInt8 {
        case unknown, cell, value, inline, formula, reference, type, style, hidden, height, other
    }

    init(_ book: WorkbookFile, _ sheet: WorkbookFile.Sheet) {
        self.book = book
        self.sheet = sheet
    }

    /// The place of a cell of a row, for messages.
    func place(_ row: Int, _ column: Int) -> String {
        "\(book.package.file)!\(sheet.name)!\(CellName.letters(column - 1))\(row)"
    }

    /// Where the reading stands, for errors of XML.
    private var position: String {
        "\(book.package.file)!\(sheet.name)\(row > 0 ? "!A\(row), or behind it" : "")"
    }

    private func refused(_ column: Int, _ what: String) -> TableError {
        TableError(place(row, column), what, advice: TableError.saveAgain)
    }

    /// Reads the sheet.
    ///
    /// - Parameters:
    ///   - merged: Gets the names of merged areas ("B9:B11"), which follow the rows.
    ///   - body: Gets each row that holds something, and the columns that are hidden.
    /// - Throws: `TableError`, or what the bodies throw.
    mutating func read(
        merged: (String) throws -> Void, _ body: (StoredRow, [Bool]) throws -> Void
    ) throws {
        var parser = self
        var last = position
        let isThere = try book.package.anyRecords(
            sheet.path, ["row", "mergeCell", "cols"], place: { last }
        ) { record in
            switch record.name(0).local {
            case "row":
                let found = try parser.row(of: record)
                last = parser.position
                if !found.cells.isEmpty { try body(found, parser.hiddenColumns) }
            case "cols": parser.readColumns(record)
            default:
                if let area = record.attribute(0, named: "ref") { try merged(area) }
            }
        }
        guard isThere else {
            throw TableError(
                book.package.file, "its part \(sheet.path) is missing",
                advice: TableError.saveAgain)
        }
    }

    // MARK: - Rows and columns

    private mutating func readColumns(_ record: borrowing XMLRecord) {
        for index in 1..<max(1, record.count) {
            let flag = record.attribute(index, named: "hidden")
            let width = record.attribute(index, named: "width").flatMap { Double($0) }
            guard flag == "1" || flag == "true" || width == 0,
                let first = record.attribute(index, named: "min").flatMap({ Int($0) }),
                let last = record.attribute(index, named: "max").flatMap({ Int($0) }),
                first >= 1, last >= first
            else { continue }
            if hiddenColumns.isEmpty {
                hiddenColumns = Array(repeating: false, count: Self.columnLimit + 1)
            }
            for column in min(first, Self.columnLimit)...min(last, Self.columnLimit) {
                hiddenColumns[column] = true
            }
        }
    }

    private mutating func row(of record: borrowing XMLRecord) throws(TableError) -> StoredRow {
        var number = row + 1
        var isHidden = false
        for place in 0..<record.attributeCount(0) {
            switch role(record.attributeNameNumber(0, place), of: record) {
            case .reference:
                let text = record.attributeString(0, place)
                guard let named = Int(text), named >= 1 else {
                    throw refused(1, "the row behind it is named \"\(text)\"")
                }
                number = named
            case .hidden:
                let flag = record.attributeString(0, place)
                isHidden = isHidden || flag == "1" || flag == "true"
            case .height:
                isHidden = isHidden || Double(record.attributeString(0, place)) == 0
            default: break
            }
        }
        guard number > row else {
            throw refused(
                1, number == row ? "the row is there twice" : "row \(number) comes behind it")
        }
        guard number <= Self.rowLimit else {
            throw refused(
                1, "row \(number) comes behind it, and spreadsheets have \(Self.rowLimit)")
        }
        row = number
        return StoredRow(number: number, isHidden: isHidden, cells: try cells(of: record))
    }

    private mutating func cells(
        of record: borrowing XMLRecord
    ) throws(TableError) -> [StoredCell] {
        var cells: [StoredCell] = []
        var column = 0
        let end = record.count
        var index = 1
        while index < end {
            guard record.depth(index) == 1,
                role(record.nameNumber(index), of: record) == .cell
            else {
                index += 1
                continue
            }
            column = try self.column(of: record, index, after: column)
            if let cell = self.cell(record, index, column) {
                count += 1
                guard count <= Self.cellLimit else {
                    throw refused(column, "the sheet has more than \(Self.cellLimit) cells")
                }
                cells.append(cell)
            }
            index += 1
        }
        return cells
    }

    private mutating func column(
        of record: borrowing XMLRecord, _ index: Int, after last: Int
    ) throws(TableError) -> Int {
        var column = last + 1
        for place in 0..<record.attributeCount(index)
        where role(record.attributeNameNumber(index, place), of: record) == .reference {
            guard let named = Self.position(record.attributeBytes(index, place)) else {
                let text = record.attributeString(index, place)
                throw refused(min(column, Self.columnLimit), "the cell is named \"\(text)\"")
            }
            guard named.row == row else {
                throw refused(named.column, "the cell of row \(named.row) stands in row \(row)")
            }
            column = named.column
        }
        guard column > last else {
            throw refused(
                column, column == last ? "the cell is there twice" : "the cell is out of order")
        }
        guard column <= Self.columnLimit else {
            throw refused(
                Self.columnLimit, "more cells follow, and spreadsheets have \(Self.columnLimit)")
        }
        return column
    }

    /// The row and column of "F12"; nil when the bytes name no cell.
    private static func position(
        _ bytes: UnsafeBufferPointer<UInt8>
    ) -> (row: Int, column: Int)? {
        var (row, column) = (0, 0)
        for byte in bytes {
            if row == 0, byte >= 0x41, byte <= 0x5A {
                column = column * 26 + Int(byte) - 0x40
            } else if column > 0, byte >= 0x30, byte <= 0x39 {
                row = row * 10 + Int(byte) - 0x30
            } else {
                return nil
            }
            guard column <= columnLimit, row <= rowLimit else { return nil }
        }
        return row > 0 ? (row, column) : nil
    }

    // MARK: - Cells

    private mutating func cell(
        _ record: borrowing XMLRecord, _ index: Int, _ column: Int
    ) -> StoredCell? {
        var (type, style) = (CellType.number, 0)
        for place in 0..<record.attributeCount(index) {
            switch role(record.attributeNameNumber(index, place), of: record) {
            case .type: type = CellType(record.attributeBytes(index, place))
            case .style: style = Self.whole(record.attributeBytes(index, place))
            default: break
            }
        }
        var value: String?
        var inline: String?
        var formula: String?
        var child = index + 1
        while child < record.count, record.depth(child) > 1 {
            if record.depth(child) == 2 {
                switch role(record.nameNumber(child), of: record) {
                case .value: value = record.string(child)
                case .inline: inline = SheetText.text(of: record, in: child)
                case .formula: formula = record.string(child)
                default: break
                }
            }
            child += 1
        }
        guard let stored = stored(type, value, inline, formula != nil) else { return nil }
        return StoredCell(column: column, value: stored, style: style, formula: formula)
    }

    /// What a cell holds; nil when it is blank.
    private func stored(
        _ type: CellType, _ value: String?, _ inline: String?, _ hasFormula: Bool
    ) -> StoredCell.Value? {
        if type == .text {
            let text = inline ?? value.map(WorkbookEscapes.unescaped) ?? ""
            return text.isEmpty ? nil : .text(text)
        }
        guard let value, !value.isEmpty else { return hasFormula ? .nothing : nil }
        switch type {
        case .shared:
            guard let number = Int(CellNumber.trimmed(value)), let text = book.texts.text(number)
            else { return .noText(value) }
            return text.isEmpty ? nil : .text(text)
        case .boolean: return .boolean(value == "1" || value == "true")
        case .error: return .error(value)
        case .day: return .day(value)
        case .number, .text: return .number(value)
        }
    }

    /// A number of digits alone; 0 when it is none.
    private static func whole(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var number = 0
        for byte in bytes {
            guard byte >= 0x30, byte <= 0x39, number < 1 << 40 else { return 0 }
            number = number * 10 + Int(byte) - 0x30
        }
        return number
    }

    /// What a name stands for; worked out once for each name of the part.
    private mutating func role(_ number: Int, of record: borrowing XMLRecord) -> Role {
        if number < roles.count, roles[number] != .unknown { return roles[number] }
        while roles.count <= number { roles.append(.unknown) }
        let role: Role =
            switch record.localName(number) {
            case "c": .cell
            case "v": .value
            case "is": .inline
            case "f": .formula
            case "r": .reference
            case "t": .type
            case "s": .style
            case "hidden": .hidden
            case "ht": .height
            default: .other
            }
        roles[number] = role
        return role
    }
}
