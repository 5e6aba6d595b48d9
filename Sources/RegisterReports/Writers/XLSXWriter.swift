import RiskRegister
import Tables

/// Writes papers as workbooks: a sheet with the text, then a sheet for each table.
///
/// Heads are frozen and filtered, dates are dates, numbers are numbers, and a text is never a formula.
package enum XLSXWriter {
    /// The workbook of a paper; its creation date is the paper's day, so the same paper gives the same bytes.
    ///
    /// - Parameter paper: The paper.
    /// - Returns: The file's bytes.
    /// - Throws: When libxlsxwriter cannot write it.
    package static func workbook(_ paper: Paper) throws(ReportError) -> [UInt8] {
        do throws(WorkbookError) {
            let workbook = try PaperWorkbook(title: paper.title, day: paper.asAt)
            try workbook.writeText(of: paper)
            for table in paper.tables { try workbook.write(table) }
            return try workbook.writer.finish()
        } catch {
            throw .workbook(error.description)
        }
    }

    /// The sheet's name of a table: at most 31 characters, none that a spreadsheet forbids.
    static func sheetName(_ id: String) -> String {
        String(id.map { "[]:*?/\\'".contains($0) ? "-" : $0 }.prefix(31))
    }
}

/// A workbook of a paper, while it is written.
private struct PaperWorkbook {
    let writer: WorkbookWriter
    private let head: WorkbookWriter.Style
    private let wrapped: WorkbookWriter.Style
    private let dated: WorkbookWriter.Style
    private let atLeast: WorkbookWriter.Style
    private let strong: WorkbookWriter.Style

    init(title: String, day: Day) throws(WorkbookError) {
        writer = try WorkbookWriter(title: PlainText.onOneLine(title), day: Int(day.number))
        head = writer.style(CellStyle(isBold: true, border: .under))
        wrapped = writer.style(CellStyle())
        dated = writer.style(CellStyle(form: .day))
        atLeast = writer.style(CellStyle(form: .atLeast))
        strong = writer.style(CellStyle(isBold: true))
    }

    /// The front sheet, and the paper's prose in its order.
    func writeText(of paper: Paper) throws(WorkbookError) {
        let sheet = try writer.sheet("paper")
        writer.setWidth(26, ofColumns: 0...0, in: sheet)
        writer.setWidth(110, ofColumns: 1...1, in: sheet)
        var row = 0
        func line(
            _ label: String, _ text: String, _ style: WorkbookWriter.Style
        ) throws(WorkbookError) {
            try writer.write(PlainText.cleaned(label), row: row, column: 0, in: sheet, strong)
            try writer.write(PlainText.cleaned(text), row: row, column: 1, in: sheet, style)
            row += 1
        }
        try line(paper.organisation, paper.title, strong)
        try line("As at", paper.asAt.inWords, wrapped)
        try line("Known at", paper.knownWords, wrapped)
        for pair in paper.frontSheet { try line(pair.label, pair.value, wrapped) }
        for block in paper.blocks {
            switch block {
            case .heading(_, let text):
                row += 1
                try line("", text, strong)
            case .paragraph(let text): try line("", text, wrapped)
            case .callout(let text): try line("Note", text, strong)
            case .sentences(let sentences):
                for sentence in sentences { try line("", sentence, wrapped) }
            case .missing(let sentences):
                for sentence in sentences { try line("Not shown", sentence, wrapped) }
            case .table(let table), .figures(let table): try line("Sheet", table.id, wrapped)
            case .heatMap(let map):
                try line("Heat map", map.sentence, wrapped)
                for table in map.tables { try line("Sheet", table.id, wrapped) }
            case .cards(let deck):
                for table in deck.tables { try line("Sheet", table.id, wrapped) }
            }
        }
    }

    func write(_ table: OutputTable) throws(WorkbookError) {
        let sheet = try writer.sheet(XLSXWriter.sheetName(table.id))
        for (place, column) in table.columns.enumerated() {
            let width = Double(min(max(column.width, 8), 60)) + 2
            writer.setWidth(width, ofColumns: place...place, in: sheet)
            try writer.write(column.title, row: 0, column: place, in: sheet, head)
        }
        for (index, row) in table.rows.enumerated() {
            for (column, cell) in row.cells.enumerated() {
                try write(cell, row: index + 1, column: column, in: sheet)
            }
        }
        writer.freeze(
            rows: 1, columns: table.columns.first?.isHeader == true ? 1 : 0, in: sheet)
        if !table.columns.isEmpty, !table.rows.isEmpty {
            try writer.filter(
                rows: table.rows.count + 1, columns: table.columns.count, in: sheet)
        }
        writer.setPage(of: sheet, repeating: 0)
    }

    private func write(
        _ cell: Cell, row: Int, column: Int, in sheet: WorkbookWriter.Sheet
    ) throws(WorkbookError) {
        switch cell {
        case .absent: return
        case .number(let number):
            try writer.write(
                number: Double(number), row: row, column: column, in: sheet, wrapped)
        case .atLeast(let number):
            try writer.write(
                number: Double(number), row: row, column: column, in: sheet, atLeast)
        case .date(.day(let day)):
            let isWritten = try writer.write(
                day: Int(day.number), row: row, column: column, in: sheet, dated)
            guard !isWritten else { return }
            try writer.write(cell.plainText, row: row, column: column, in: sheet, wrapped)
        case .date, .text, .word:
            try writer.write(cell.plainText, row: row, column: column, in: sheet, wrapped)
        }
    }
}
