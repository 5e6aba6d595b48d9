import Foundation
import RiskRegister
import Tables

/// The sheet of a meeting's questions as a file: CSV or a workbook, by its name.
struct RulingSheetFile {
    /// What the file is.
    enum Form {
        case csv, workbook
    }

    let path: String
    let form: Form

    init(_ path: String) throws(DeskFailure) {
        self.path = path
        switch URL(fileURLWithPath: path).pathExtension.lowercased() {
        case "csv": form = .csv
        case "xlsx": form = .workbook
        default:
            throw DeskFailure(
                .usage, "--sheet \(path) is neither .csv nor .xlsx: its name says what it is")
        }
    }

    // MARK: - Written

    /// The bytes of a file with some rows.
    ///
    /// - Parameters:
    ///   - rows: The rows.
    ///   - day: The day that they speak for.
    /// - Returns: The bytes; no cell is a formula.
    /// - Throws: `WorkbookError`.
    func bytes(_ rows: [[RulingSheetColumn: String]], day: Day) throws -> [UInt8] {
        let columns = RulingSheetColumn.allCases
        switch form {
        case .csv:
            var text = "\u{FEFF}" + CSVLine.text(columns.map(\.rawValue))
            for row in rows {
                text += CSVLine.text(columns.map { SpreadsheetText.guarded(row[$0] ?? "") })
            }
            return Array(text.utf8)
        case .workbook: return try workbook(rows, columns, day)
        }
    }

    private func workbook(
        _ rows: [[RulingSheetColumn: String]], _ columns: [RulingSheetColumn], _ day: Day
    ) throws -> [UInt8] {
        let writer = try WorkbookWriter(title: "Questions of a meeting", day: Int(day.number))
        let edge = CellStyle.Border.around(0xBF_BF_BF)
        let head = writer.style(CellStyle(isBold: true, border: edge, fill: 0xE8_ED_EE))
        let asked = writer.style(CellStyle(border: edge, form: .text))
        // What is typed stays the text that was typed: no spreadsheet makes a date of it.
        let answer = writer.style(CellStyle(border: edge, fill: 0xF4_F8_FB, form: .text))
        let sheet = try writer.sheet("Questions")
        for (place, column) in columns.enumerated() {
            writer.setWidth(column.width, ofColumns: place...place, in: sheet)
            try writer.write(column.rawValue, row: 0, column: place, in: sheet, head)
            for (number, row) in rows.enumerated() {
                let text = row[column] ?? ""
                let style = column.isAnswer ? answer : asked
                if text.isEmpty {
                    try writer.writeBlank(row: number + 1, column: place, in: sheet, style)
                } else {
                    try writer.write(
                        String(text.prefix(WorkbookWriter.cellLimit / 2)), row: number + 1,
                        column: place, in: sheet, style)
                }
            }
        }
        writer.freeze(rows: 1, columns: 3, in: sheet)
        writer.setPage(of: sheet, repeating: 0)
        let lists = try writer.sheet("Lists")
        writer.hide(lists)
        for (number, verb) in Ruling.Verb.allCases.enumerated() {
            try writer.write(verb.rawValue, row: number, column: 0, in: lists, asked)
        }
        if !rows.isEmpty, let place = columns.firstIndex(of: .verb) {
            try writer.offer(
                "=Lists!$A$1:$A$\(Ruling.Verb.allCases.count)", rows: 1...rows.count,
                column: place, in: sheet)
            let last = CellName.letters(columns.count - 1)
            try writer.allowNumbersAsText(in: "A2:\(last)\(rows.count + 1)", of: sheet)
        }
        return try writer.finish()
    }

    // MARK: - Read

    /// The rows of the file.
    ///
    /// - Returns: The rows below the head that hold something, in their order.
    /// - Throws: `DeskFailure`: it is no such sheet.
    func rows() throws(DeskFailure) -> [RulingSheetRow] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw DeskFailure(.inputOutput, "cannot read \(path)")
        }
        let grid = try form == .csv ? csv([UInt8](data)) : workbook([UInt8](data))
        guard let head = grid.first else {
            throw refused(1, 1, "it is empty", RulingSheetFile.anew)
        }
        var places: [RulingSheetColumn: Int] = [:]
        for (place, text) in head.texts.sorted(by: { $0.key < $1.key }) {
            guard let column = RulingSheetColumn(rawValue: text.folded) else { continue }
            guard places.updateValue(place, forKey: column) == nil else {
                throw refused(
                    head.number, place + 1, "the column \(text) stands twice", "delete one of them")
            }
        }
        for column in RulingSheetColumn.allCases where column.isNeeded && places[column] == nil {
            throw refused(
                head.number, 1, "there is no column \(column.rawValue)", RulingSheetFile.anew)
        }
        return grid.dropFirst().map { line in
            var row = RulingSheetRow(number: line.number)
            for (column, place) in places {
                row.texts[column] = line.texts[place]
                row.places[column] = place + 1
            }
            return row
        }
    }

    private static let anew = "name a file that is not there yet, and a new sheet is written"

    private struct Line {
        var number: Int
        var texts: [Int: String]
    }

    private func csv(_ bytes: [UInt8]) throws(DeskFailure) -> [Line] {
        var lines: [Line] = []
        var parser = CSVParser()
        func take(_ record: CSVParser.Record) {
            guard !record.isBlank else { return }
            var line = Line(number: record.line, texts: [:])
            for (place, field) in record.fields.enumerated() where !field.text.isEmpty {
                line.texts[place] = SpreadsheetText.unguarded(field.text)
            }
            lines.append(line)
        }
        do {
            try parser.feed(TextBytes.text(bytes).utf8, take)
            try parser.finish(take)
        } catch {
            guard let error = error as? RowError else { throw DeskFailure(explaining: error) }
            throw refused(error.line, error.column, error.what, error.advice)
        }
        return lines
    }

    private func workbook(_ bytes: [UInt8]) throws(DeskFailure) -> [Line] {
        var lines: [Line] = []
        var unusable: (row: Int, column: Int, what: String)?
        do {
            var workbook = try WorkbookReader(bytes, file: path)
            guard let sheet = workbook.sheets.first else { return [] }
            try workbook.read(sheet) { part in
                guard case .row(let number, let cells) = part else { return }
                var line = Line(number: number, texts: [:])
                for (place, cell) in cells {
                    if case .unusable(let what) = cell {
                        unusable = unusable ?? (number, place + 1, what)
                    }
                    line.texts[place] = cell.text
                }
                if line.texts.values.contains(where: { !$0.isEmpty }) { lines.append(line) }
            }
        } catch {
            throw DeskFailure(.refused, "\(error)\nNothing was recorded.")
        }
        if let (row, column, what) = unusable {
            throw refused(
                row, column, "the cell holds \(what)", "type it as text, a day as 2026-07-12")
        }
        return lines
    }

    private func refused(_ row: Int, _ column: Int, _ what: String, _ advice: String) -> DeskFailure
    {
        DeskFailure(
            .refused, "\(path):\(row):\(column): error: \(what); \(advice)\nNothing was recorded.")
    }
}
