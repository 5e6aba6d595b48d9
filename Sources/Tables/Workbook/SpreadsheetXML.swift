package import XML

/// Reads the tables of an Excel 2003 XML workbook (SpreadsheetML 2003), a row at a time.
///
///     let workbook = try SpreadsheetXML(.file("risks.xml"))
///     try workbook.read(workbook.sheets[0]) { row in ... }
///
/// Risk systems of the time of SSRS write it, and call it .xml or even .xls. Encodings and stray characters are
/// mended as in every XML export, and what was mended is in ``reading``.
package struct SpreadsheetXML: TableReader, Sendable {
    package let sheets: [TableSheet]
    /// The encoding of the file, and what was replaced in it.
    package let reading: XMLReadingSummary

    private let input: XMLInput
    private let keepingText: Bool
    /// Where the sheets begin among the elements outside records: see `XMLRecord.container`.
    private let starts: [Int]

    /// The namespace of its elements.
    package static let namespace = "urn:schemas-microsoft-com:office:spreadsheet"

    /// Elements that are read as one piece, so that nothing but sheets and tables stands outside: the list of what
    /// does is bounded.
    private static let pieces: Set<String> = [
        "Row", "Column", "Styles", "Names", "WorksheetOptions", "DocumentProperties",
        "CustomDocumentProperties", "OfficeDocumentSettings", "ExcelWorkbook", "AutoFilter",
        "ConditionalFormatting", "DataValidation", "PageBreaks", "Sorting", "PivotTable",
        "QueryTable", "SmartTags", "ComponentOptions", "WorksheetSource", "MapInfo",
    ]

    /// Opens a workbook: a first pass finds its sheets.
    ///
    /// - Parameters:
    ///   - input: The file.
    ///   - keepingText: Give each stored cell with its text as it stands, blank ones too, and say only
    ///     what kind of value it is: for who keeps the file's own words.
    /// - Throws: `XMLError` when it is no XML, `TableError` when it holds no sheets.
    package init(_ input: XMLInput, keepingText: Bool = false) throws {
        self.input = input
        self.keepingText = keepingText
        var hidden: [Int] = []
        reading = try XMLRecordReader.read(input, records: Self.pieces) { record in
            guard record.name(0).local == "WorksheetOptions" else { return }
            for index in 1..<max(1, record.count) where record.name(index).local == "Visible" {
                if record.string(index).hasPrefix("Sheet") { hidden.append(record.container) }
            }
        }
        var starts: [Int] = []
        var names: [String] = []
        for (number, element) in reading.outside.enumerated()
        where element.path == "Workbook/Worksheet" {
            starts.append(number + 1)
            names.append(element.attributes.first { $0.name == "Name" }?.value ?? "sheet")
        }
        guard !starts.isEmpty else {
            throw TableError(
                input.name, "the file holds no sheet", advice: TableError.saveAgain)
        }
        // The list of outside elements ends somewhere: sheets behind that would be lost in silence.
        guard reading.outside.count < 190 else {
            throw TableError(
                input.name, "the workbook has more sheets than are read here",
                advice: TableError.saveAgain)
        }
        self.starts = starts
        sheets = names.enumerated().map { number, name in
            let range = Self.range(number, starts)
            return TableSheet(
                name: name, isHidden: hidden.contains { range.contains($0) }, number: number)
        }
    }

    /// The containers of a sheet's records.
    private static func range(_ number: Int, _ starts: [Int]) -> Range<Int> {
        starts[number]..<(number + 1 < starts.count ? starts[number + 1] : Int.max)
    }

    package func read(_ sheet: TableSheet, _ body: (TableRow) throws -> Void) throws {
        precondition(starts.indices.contains(sheet.number), "no sheet of this workbook")
        let range = Self.range(sheet.number, starts)
        var rows = SpreadsheetXMLRows(
            place: "\(input.name)!\(sheet.name)", keepingText: keepingText)
        _ = try XMLRecordReader.read(
            input, encoding: reading.encoding, records: Self.pieces
        ) { record in
            guard range.contains(record.container) else { return }
            switch record.name(0).local {
            case "Column": rows.readColumn(record)
            case "Row":
                if let row = try rows.row(record) { try body(row) }
            default: break
            }
        }
    }
}

/// The rows of one sheet of an Excel 2003 XML workbook, as they go by.
private struct SpreadsheetXMLRows {
    let place: String
    let keepingText: Bool
    private var number = 0
    private var column = 0
    private var hidden: Set<Int> = []
    private var areas = MergedAreas([])
    private var count = 0

    init(place: String, keepingText: Bool) {
        self.place = place
        self.keepingText = keepingText
    }

    private func refused(_ what: String) -> TableError {
        TableError(
            "\(place)!\(CellName.letters(max(0, column - 1)))\(max(1, number))", what,
            advice: TableError.saveAgain)
    }

    private static func number(
        _ record: borrowing XMLRecord, _ index: Int, _ name: String
    ) -> Int? {
        record.attribute(index, named: name).flatMap { Int($0) }
    }

    mutating func readColumn(_ record: borrowing XMLRecord) {
        let limit = SheetParser.columnLimit
        let first = min(limit, max(1, Self.number(record, 0, "Index") ?? column + 1))
        let last = first + min(limit - first, max(0, Self.number(record, 0, "Span") ?? 0))
        column = last
        guard record.attribute(0, named: "Hidden") == "1" else { return }
        hidden.formUnion(first...last)
    }

    mutating func row(_ record: borrowing XMLRecord) throws(TableError) -> TableRow? {
        let next = Self.number(record, 0, "Index") ?? number + 1
        column = 0
        guard next > number else { throw refused("row \(next) comes behind it") }
        guard next <= SheetParser.rowLimit else {
            throw refused(
                "row \(next) comes behind it, and spreadsheets have \(SheetParser.rowLimit)")
        }
        number = next
        var cells: [TableCell] = []
        for index in 1..<max(1, record.count)
        where record.depth(index) == 1 && record.name(index).local == "Cell" {
            if let cell = try cell(record, index) { cells.append(cell) }
        }
        let row = number
        // A blank row may stand for those behind it.
        number += max(0, min(SheetParser.rowLimit, Self.number(record, 0, "Span") ?? 0))
        guard cells.contains(where: { !$0.isBlank }) else { return nil }
        let spread = areas.spread(cells, row: row) { column, cell in
            TableCell(
                column: column, text: cell.text, kind: cell.kind,
                place: "\(CellName.letters(column - 1))\(row)", isMerged: true,
                isHidden: hidden.contains(column))
        }
        guard let spread else { throw refused("merged areas lie over one another in this row") }
        return TableRow(
            number: row, isHidden: record.attribute(0, named: "Hidden") == "1", cells: spread)
    }

    private mutating func cell(
        _ record: borrowing XMLRecord, _ index: Int
    ) throws(TableError) -> TableCell? {
        let limit = SheetParser.columnLimit
        let first = Self.number(record, index, "Index") ?? column + 1
        guard first > column else { throw refused("the cell of column \(first) is out of order") }
        let across = min(limit, max(0, Self.number(record, index, "MergeAcross") ?? 0))
        let down = min(SheetParser.rowLimit, max(0, Self.number(record, index, "MergeDown") ?? 0))
        guard first <= limit, first + across <= limit else {
            throw refused("more cells follow, and spreadsheets have \(limit)")
        }
        column = first
        defer { column = first + across }
        guard let (text, kind) = value(record, index) else { return nil }
        count += 1
        guard count <= SheetParser.cellLimit else {
            throw refused("the sheet has more than \(SheetParser.cellLimit) cells")
        }
        if across > 0 || down > 0 {
            areas.add(MergedAreas.area(row: number, column: first, number + down, first + across))
        }
        return TableCell(
            column: first, text: text, kind: kind,
            place: "\(CellName.letters(first - 1))\(number)", isHidden: hidden.contains(first))
    }

    private func value(
        _ record: borrowing XMLRecord, _ index: Int
    ) -> (String, TableCell.Kind)? {
        var child = index + 1
        while child < record.count, record.depth(child) > 1 {
            defer { child += 1 }
            guard record.depth(child) == 2, record.name(child).local == "Data" else { continue }
            let text = record.string(child)
            if keepingText {
                return (text, record.attribute(child, named: "Type") == "Error" ? .error : .text)
            }
            if text.isEmpty { continue }
            switch record.attribute(child, named: "Type") {
            case "Number": return CellNumber.digits(text).map { ($0, .number) } ?? (text, .error)
            case "DateTime": return (SerialDays.iso(text), .date)
            case "Boolean": return (text == "1" || text == "true" ? "TRUE" : "FALSE", .boolean)
            case "Error": return (text, .error)
            default: return (SheetText.lines(text), .text)
            }
        }
        // A formula that no program has worked out.
        let formula = record.attribute(index, named: "Formula")
        return formula.map { (XMLError.oneLine($0), .error) } ?? (keepingText ? ("", .text) : nil)
    }
}
