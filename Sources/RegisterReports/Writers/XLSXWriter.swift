internal import CXlsxWriter
import Foundation
import RiskRegister

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
        let name = "baf-\(UUID().uuidString).xlsx"
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(name)
        defer { try? FileManager.default.removeItem(at: file) }
        let workbook = try Workbook(path: file.path, title: paper.title, day: paper.asAt)
        try workbook.writeText(of: paper)
        for table in paper.tables { try workbook.write(table) }
        try workbook.close()
        guard let data = FileManager.default.contents(atPath: file.path) else {
            throw .workbook("the file was not written")
        }
        return Array(data)
    }

    /// The sheet's name of a table: at most 31 characters, none that a spreadsheet forbids.
    static func sheetName(_ id: String) -> String {
        String(id.map { "[]:*?/\\'".contains($0) ? "-" : $0 }.prefix(31))
    }

    /// The only keeper of libxlsxwriter's pointers.
    private final class Workbook {
        private var book: UnsafeMutablePointer<lxw_workbook>?
        private let head: UnsafeMutablePointer<lxw_format>?
        private let wrapped: UnsafeMutablePointer<lxw_format>?
        private let dated: UnsafeMutablePointer<lxw_format>?
        private let strong: UnsafeMutablePointer<lxw_format>?

        init(path: String, title: String, day: Day) throws(ReportError) {
            guard let book = workbook_new(path) else { throw .workbook("cannot begin \(path)") }
            self.book = book
            head = workbook_add_format(book)
            wrapped = workbook_add_format(book)
            dated = workbook_add_format(book)
            strong = workbook_add_format(book)
            for format in [head, strong] { format_set_bold(format) }
            format_set_bottom(head, UInt8(LXW_BORDER_THIN.rawValue))
            format_set_num_format(dated, "yyyy-mm-dd")
            for format in [head, wrapped, dated, strong] {
                format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
                format_set_text_wrap(format)
            }
            try setProperties(title: title, day: day)
        }

        deinit {
            if let book { _ = workbook_close(book) }
        }

        func close() throws(ReportError) {
            guard let open = book else { return }
            book = nil
            try check(workbook_close(open))
        }

        private func setProperties(title: String, day: Day) throws(ReportError) {
            let result = PlainText.onOneLine(title).withCString { text in
                var properties = lxw_doc_properties()
                properties.title = UnsafeMutablePointer(mutating: text)
                properties.created = time_t(day.number) * 86_400 + 43_200
                return workbook_set_properties(book, &properties)
            }
            try check(result)
        }

        /// The front sheet, and the paper's prose in its order.
        func writeText(of paper: Paper) throws(ReportError) {
            let sheet = try self.sheet("paper")
            worksheet_set_column(sheet, 0, 0, 26, nil)
            worksheet_set_column(sheet, 1, 1, 110, nil)
            var row: lxw_row_t = 0
            func line(
                _ label: String, _ text: String, _ format: UnsafeMutablePointer<lxw_format>?
            ) throws(ReportError) {
                try string(PlainText.cleaned(label), sheet, row, 0, strong)
                try string(PlainText.cleaned(text), sheet, row, 1, format)
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

        func write(_ table: OutputTable) throws(ReportError) {
            let sheet = try self.sheet(XLSXWriter.sheetName(table.id))
            for (index, column) in table.columns.enumerated() {
                let place = lxw_col_t(index)
                worksheet_set_column(
                    sheet, place, place, Double(min(max(column.width, 8), 60)) + 2, nil)
                try string(column.title, sheet, 0, place, head)
            }
            for (index, row) in table.rows.enumerated() {
                for (column, cell) in row.cells.enumerated() {
                    try write(cell, sheet, lxw_row_t(index + 1), lxw_col_t(column))
                }
            }
            worksheet_freeze_panes(sheet, 1, table.columns.first?.isHeader == true ? 1 : 0)
            if !table.columns.isEmpty, !table.rows.isEmpty {
                try check(
                    worksheet_autofilter(
                        sheet, 0, 0, lxw_row_t(table.rows.count),
                        lxw_col_t(table.columns.count - 1)))
            }
            worksheet_set_landscape(sheet)
            worksheet_set_paper(sheet, 9)  // A4
            worksheet_fit_to_pages(sheet, 1, 0)
            worksheet_repeat_rows(sheet, 0, 0)
        }

        private func write(
            _ cell: Cell, _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: lxw_row_t,
            _ column: lxw_col_t
        ) throws(ReportError) {
            switch cell {
            case .absent: break
            case .number(let number):
                try check(worksheet_write_number(sheet, row, column, Double(number), wrapped))
            case .date(.day(let day)) where day >= XLSXWriter.firstDay:
                try check(
                    worksheet_write_number(
                        sheet, row, column, XLSXWriter.serial(day), dated))
            case .date, .text, .word: try string(cell.plainText, sheet, row, column, wrapped)
            }
        }

        private func sheet(
            _ name: String
        ) throws(ReportError) -> UnsafeMutablePointer<lxw_worksheet> {
            guard let sheet = workbook_add_worksheet(book, name) else {
                throw .workbook("cannot add the sheet \(name)")
            }
            return sheet
        }

        private func string(
            _ text: String, _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: lxw_row_t,
            _ column: lxw_col_t, _ format: UnsafeMutablePointer<lxw_format>?
        ) throws(ReportError) {
            guard !text.isEmpty else { return }
            try check(worksheet_write_string(sheet, row, column, text, format))
        }

        private func check(_ result: lxw_error) throws(ReportError) {
            guard result != LXW_NO_ERROR else { return }
            throw .workbook(String(cString: lxw_strerror(result)))
        }
    }

    /// Spreadsheets count days from 1900 and count a 29 February 1900 that never was; from 1 March on they are right.
    private static let firstDay = Day(number: -25_508)

    /// The number by which a spreadsheet writes a day.
    static func serial(_ day: Day) -> Double { Double(Int(day.number) + 25_569) }
}
