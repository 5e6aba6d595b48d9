import Tables
import Testing

@Suite("Workbooks") struct WorkbookTests {
    /// A workbook of one sheet with a cell of each kind.
    private static func workbook() throws -> [UInt8] {
        let writer = try WorkbookWriter(title: "Things", day: 20_634)
        let plain = writer.style(CellStyle())
        let dated = writer.style(CellStyle(form: .day))
        let sheet = try writer.sheet("things")
        for (column, text) in texts.enumerated() {
            try writer.write(text, row: 0, column: column, in: sheet, plain)
        }
        try writer.write(number: -3.5, row: 2, column: 0, in: sheet, plain)
        #expect(try writer.write(day: 20_634, row: 2, column: 1, in: sheet, dated))
        #expect(try !writer.write(day: -30_000, row: 2, column: 2, in: sheet, dated))
        try writer.writeBlank(row: 2, column: 3, in: sheet, plain)
        let other = try writer.sheet("hidden")
        try writer.write("x", row: 0, column: 0, in: other, plain)
        writer.hide(other)
        return try writer.finish()
    }

    private static let texts = ["ID", "=1+1", "_x0041_ x_x000D_", "two\nlines", " spaced ", "007"]

    @Test("What is written is read back, row by row: texts as texts, and days as what they are")
    func roundTrip() throws {
        let bytes = try Self.workbook()
        #expect(try Self.workbook() == bytes)
        var reader = try WorkbookReader(bytes, file: "t.xlsx")
        #expect(reader.sheets.map(\.name) == ["things", "hidden"])
        var rows: [Int: [Int: SheetCell]] = [:]
        try reader.read(reader.sheets[0]) { part in
            switch part {
            case .row(let number, let cells):
                for (column, cell) in cells { rows[number, default: [:]][column] = cell }
            case .mergedArea(let area): Issue.record("\(area) is no merged area")
            }
        }
        #expect(rows.keys.sorted() == [1, 3])
        #expect(
            (0..<Self.texts.count).map { rows[1]?[$0] } == Self.texts.map { SheetCell.text($0) })
        #expect(
            rows[3] == [
                0: .number("-3.5"),
                1: .unusable("a date or time, which the spreadsheet made of what was typed"),
            ])
    }

    @Test("An ended workbook takes nothing more, and no bytes are no workbook")
    func refusals() throws {
        let writer = try WorkbookWriter(title: "", day: 0)
        _ = try writer.sheet("a")
        _ = try writer.finish()
        #expect(throws: WorkbookError.self) { try writer.finish() }
        let error = #expect(throws: WorkbookError.self) {
            try WorkbookReader([0x50, 0x4B, 3, 4], file: "t.xlsx")
        }
        #expect(error?.description.hasPrefix("t.xlsx: error: the file is damaged") == true)
    }

    @Test("A part that is larger than its limit is stopped while it is read")
    func partLimit() throws {
        let archive = try #require(ZipArchive(try Self.workbook()))
        #expect(archive.count == archive.names.count)
        #expect(archive.names.contains("xl/worksheets/sheet1.xml"))
        #expect(throws: ZipArchive.PartError.tooLarge) {
            try archive.part("xl/worksheets/sheet1.xml", limit: 100)
        }
        #expect(try archive.part("XL/Worksheets/sheet1.xml", limit: 1 << 20) != nil)
        #expect(try archive.part("no/such/part", limit: 1_000) == nil)
        #expect(ZipArchive([1, 2, 3]) == nil)
    }

    @Test("Cells have the names that spreadsheets give them")
    func names() {
        #expect([0, 25, 26, 701, 702].map(CellName.letters) == ["A", "Z", "AA", "ZZ", "AAA"])
        #expect(CellName.position("AA10").map { [$0.row, $0.column] } == [10, 26])
        for wrong in ["", "A", "1", "1A", "a1", "A0", "ZZZZ1", "A99999999999999999999"] {
            #expect(CellName.position(wrong) == nil, "\(wrong)")
        }
    }
}
