internal import CXlsxWriter
import Foundation

/// How cells of a workbook look, and what is typed into them.
package struct CellStyle: Hashable, Sendable {
    /// Lines at a cell's edges.
    package enum Border: Hashable, Sendable {
        /// A thin line below.
        case under
        /// Thin lines all around, in a colour.
        case around(UInt32)
    }

    /// How numbers are shown.
    package enum Form: Hashable, Sendable {
        /// As the spreadsheet likes.
        case general
        /// What is typed is text.
        case text
        /// Days, as 2026-06-30.
        case day
        /// Whole numbers that may be more, as "at least 5": they can still be sorted and counted.
        case atLeast
    }

    /// Heavy letters.
    package var isBold = false
    /// Long texts break, and begin at the top of the cell.
    package var isWrapped = true
    /// The lines around it.
    package var border: Border?
    /// The colour behind it.
    package var fill: UInt32?
    /// The colour of its letters.
    package var ink: UInt32?
    /// How numbers are shown.
    package var form = Form.general
    /// It can be edited where the sheet is protected.
    package var isUnlocked = false

    /// A style.
    package init(
        isBold: Bool = false, isWrapped: Bool = true, border: Border? = nil, fill: UInt32? = nil,
        ink: UInt32? = nil, form: Form = .general, isUnlocked: Bool = false
    ) {
        self.isBold = isBold
        self.isWrapped = isWrapped
        self.border = border
        self.fill = fill
        self.ink = ink
        self.form = form
        self.isUnlocked = isUnlocked
    }
}

/// Writes a workbook; the only keeper of libxlsxwriter's pointers.
///
///     let workbook = try WorkbookWriter(title: "Risks", day: 20_634)
///     let (sheet, bold) = (try workbook.sheet("risks"), workbook.style(CellStyle(isBold: true)))
///     try workbook.write("ID", row: 0, column: 0, in: sheet, bold)
///     let bytes = try workbook.finish()
///
/// A text is never a formula, a number or a date, whatever it looks like. The same calls give the same bytes.
package final class WorkbookWriter {
    /// A sheet of this workbook.
    package struct Sheet: Sendable {
        fileprivate let number: Int
    }

    /// A style of this workbook.
    package struct Style: Sendable {
        fileprivate let number: Int
    }

    /// A spreadsheet's cell holds no more characters, counted in UTF-16 units.
    package static let cellLimit = 32_767

    private var book: UnsafeMutablePointer<lxw_workbook>?
    private var sheets: [UnsafeMutablePointer<lxw_worksheet>] = []
    private var formats: [UnsafeMutablePointer<lxw_format>?] = []
    private let file: URL

    /// Begins a workbook.
    ///
    /// - Parameters:
    ///   - title: Its title.
    ///   - day: The day it says it was made on, counted from 1970; not the day of the machine.
    /// - Throws: `WorkbookError`.
    package init(title: String, day: Int) throws(WorkbookError) {
        file = FileManager.default.temporaryDirectory
            .appendingPathComponent("baf-\(UUID().uuidString).xlsx")
        guard let book = workbook_new(file.path) else {
            throw .unwritable("cannot begin \(file.path)")
        }
        self.book = book
        let result = title.withCString { text in
            var properties = lxw_doc_properties()
            properties.title = UnsafeMutablePointer(mutating: text)
            properties.created = time_t(day) * 86_400 + 43_200
            return workbook_set_properties(book, &properties)
        }
        try check(result)
    }

    deinit {
        if let book { _ = workbook_close(book) }
        try? FileManager.default.removeItem(at: file)
    }

    /// Ends the workbook: nothing can be written into it after this.
    ///
    /// - Returns: The file's bytes.
    /// - Throws: `WorkbookError`.
    package func finish() throws(WorkbookError) -> [UInt8] {
        guard let open = book else { throw .unwritable("the workbook is ended") }
        book = nil
        try check(workbook_close(open))
        guard let data = FileManager.default.contents(atPath: file.path) else {
            throw .unwritable("the file was not written")
        }
        return [UInt8](data)
    }

    /// Makes a style.
    package func style(_ style: CellStyle) -> Style {
        let format = workbook_add_format(book)
        if style.isBold { format_set_bold(format) }
        if style.isWrapped {
            format_set_text_wrap(format)
            format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        }
        switch style.border {
        case .under: format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
        case .around(let color):
            format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
            format_set_border_color(format, color)
        case nil: break
        }
        if let fill = style.fill { format_set_bg_color(format, fill) }
        if let ink = style.ink { format_set_font_color(format, ink) }
        switch style.form {
        case .general: break
        // 49 is the number format "@": what is typed is text.
        case .text: format_set_num_format_index(format, 49)
        case .day: format_set_num_format(format, "yyyy-mm-dd")
        case .atLeast: format_set_num_format(format, "\"at least \"0")
        }
        if style.isUnlocked { format_set_unlocked(format) }
        formats.append(format)
        return Style(number: formats.count - 1)
    }

    // MARK: - Sheets

    /// Adds a sheet; its name has at most 31 characters, and none of `[]:*?/\'`.
    package func sheet(_ name: String) throws(WorkbookError) -> Sheet {
        guard let sheet = workbook_add_worksheet(book, name) else {
            throw .unwritable("cannot add the sheet \(name)")
        }
        sheets.append(sheet)
        return Sheet(number: sheets.count - 1)
    }

    /// Makes columns as wide as some characters.
    package func setWidth(_ width: Double, ofColumns columns: ClosedRange<Int>, in sheet: Sheet) {
        worksheet_set_column(
            sheets[sheet.number], lxw_col_t(columns.lowerBound), lxw_col_t(columns.upperBound),
            width, nil)
    }

    /// Keeps the first rows and columns in sight.
    package func freeze(rows: Int, columns: Int, in sheet: Sheet) {
        worksheet_freeze_panes(sheets[sheet.number], lxw_row_t(rows), lxw_col_t(columns))
    }

    /// Lets readers filter rows by the columns of the first one.
    package func filter(rows: Int, columns: Int, in sheet: Sheet) throws(WorkbookError) {
        try check(
            worksheet_autofilter(
                sheets[sheet.number], 0, 0, lxw_row_t(rows - 1), lxw_col_t(columns - 1)))
    }

    /// Prints the sheet on A4 across, as wide as a page.
    ///
    /// - Parameters:
    ///   - sheet: The sheet.
    ///   - row: The row of heads that each page begins with.
    ///   - footer: What each page ends with, in the spreadsheet's own marks.
    package func setPage(of sheet: Sheet, repeating row: Int? = nil, footer: String? = nil) {
        let sheet = sheets[sheet.number]
        worksheet_set_landscape(sheet)
        worksheet_set_paper(sheet, 9)  // A4
        worksheet_fit_to_pages(sheet, 1, 0)
        if let footer { worksheet_set_footer(sheet, footer) }
        if let row { worksheet_repeat_rows(sheet, lxw_row_t(row), lxw_row_t(row)) }
    }

    /// Protects a sheet without a password: only unlocked cells can be edited.
    package func protect(_ sheet: Sheet, insertRows: Bool) {
        var options = lxw_protection()
        options.format_columns = 1
        options.format_rows = 1
        options.insert_rows = insertRows ? 1 : 0
        worksheet_protect(sheets[sheet.number], nil, &options)
    }

    /// Hides a sheet.
    package func hide(_ sheet: Sheet) { worksheet_hide(sheets[sheet.number]) }

    /// Lets numbers that are texts stand without a warning, in an area ("A1:D20").
    package func allowNumbersAsText(in area: String, of sheet: Sheet) throws(WorkbookError) {
        try check(
            worksheet_ignore_errors(
                sheets[sheet.number], UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue), area))
    }

    /// Offers a list to choose from in the rows of a column; other texts may be typed all the same.
    ///
    /// - Parameters:
    ///   - range: The list's cells, as a formula ("=Lists!$A$1:$A$5").
    ///   - rows: The rows, from 0.
    ///   - column: The column, from 0.
    ///   - sheet: The sheet.
    /// - Throws: `WorkbookError`.
    package func offer(
        _ range: String, rows: ClosedRange<Int>, column: Int, in sheet: Sheet
    ) throws(WorkbookError) {
        let (first, last) = (lxw_row_t(rows.lowerBound), lxw_row_t(rows.upperBound))
        let result = range.withCString { formula in
            var validation = lxw_data_validation()
            validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
            validation.value_formula = UnsafeMutablePointer(mutating: formula)
            validation.show_error = UInt8(LXW_VALIDATION_OFF.rawValue)
            return worksheet_data_validation_range(
                sheets[sheet.number], first, lxw_col_t(column), last, lxw_col_t(column),
                &validation)
        }
        try check(result)
    }

    // MARK: - Cells

    /// Writes a text; an empty one writes nothing.
    package func write(
        _ text: String, row: Int, column: Int, in sheet: Sheet, _ style: Style
    ) throws(WorkbookError) {
        guard !text.isEmpty else { return }
        let (sheet, format) = (sheets[sheet.number], formats[style.number])
        let (row, column) = (lxw_row_t(row), lxw_col_t(column))
        let runs = WorkbookEscapes.runs(text)
        guard runs.count > 1 else {
            return try check(worksheet_write_string(sheet, row, column, text, format))
        }
        let copies = runs.map { strdup($0) }
        defer { copies.forEach { free($0) } }
        var tuples = copies.map { lxw_rich_string_tuple(format: nil, string: $0) }
        let result = tuples.withUnsafeMutableBufferPointer { tuples in
            var pointers: [UnsafeMutablePointer<lxw_rich_string_tuple>?] = []
            if let base = tuples.baseAddress {
                for index in tuples.indices { pointers.append(base + index) }
            }
            pointers.append(nil)
            return worksheet_write_rich_string(sheet, row, column, &pointers, format)
        }
        try check(result)
    }

    /// Writes a number.
    package func write(
        number: Double, row: Int, column: Int, in sheet: Sheet, _ style: Style
    ) throws(WorkbookError) {
        try check(
            worksheet_write_number(
                sheets[sheet.number], lxw_row_t(row), lxw_col_t(column), number,
                formats[style.number]))
    }

    /// Writes a day, counted from 1970; false when spreadsheets have no such day, and nothing is written.
    package func write(
        day: Int, row: Int, column: Int, in sheet: Sheet, _ style: Style
    ) throws(WorkbookError) -> Bool {
        // Spreadsheets count days from 1900 and count a 29 February 1900 that never was; from 1 March
        // on they are right.
        guard day >= -25_508 else { return false }
        try write(number: Double(day + 25_569), row: row, column: column, in: sheet, style)
        return true
    }

    /// Gives an empty cell its style.
    package func writeBlank(
        row: Int, column: Int, in sheet: Sheet, _ style: Style
    ) throws(WorkbookError) {
        try check(
            worksheet_write_blank(
                sheets[sheet.number], lxw_row_t(row), lxw_col_t(column), formats[style.number]))
    }

    private func check(_ result: lxw_error) throws(WorkbookError) {
        guard result != LXW_NO_ERROR else { return }
        throw .unwritable(String(cString: lxw_strerror(result)))
    }
}
