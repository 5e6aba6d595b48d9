internal import CXlsxWriter
import DMNXML
import Foundation
import RiskRegister
import XML

/// Writes rules as a workbook through libxlsxwriter.
///
/// Every cell is a text and formatted as one, so that nothing typed into it becomes a number, a date or
/// a formula. Sheets are protected, without a password: only the cells of rules can be edited.
final class RuleWorkbook {
    private typealias Format = UnsafeMutablePointer<lxw_format>
    private typealias Sheet = UnsafeMutablePointer<lxw_worksheet>

    private var book: UnsafeMutablePointer<lxw_workbook>?
    private let strong: Format?
    private let plain: Format?
    private let faint: Format?
    private let head: Format?
    private let id: Format?
    private let cell: Format?
    private let output: Format?
    private var sheetNames: Set<String> = []

    /// Rows without an id below the last, for new rules.
    private static let spareRows = 20
    /// A spreadsheet's cell holds no more characters.
    private static let cellLimit = 32_767

    /// The workbook's bytes.
    static func bytes(
        _ rulebook: Rulebook, _ models: [RuleSheetExport.Model]
    ) throws(RuleSheetError) -> [UInt8] {
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("baf-\(UUID().uuidString).xlsx")
        defer { try? FileManager.default.removeItem(at: file) }
        let workbook = try RuleWorkbook(path: file.path, rulebook)
        let names = workbook.names(models)
        try workbook.writeAbout(rulebook, models, names)
        let lists = ChoiceLists(models)
        for (model, names) in zip(models, names) {
            for (table, name) in zip(model.tables, names) {
                try workbook.write(table, digest: model.digest, name: name, lists)
            }
        }
        try workbook.writeOtherLogic(models)
        try workbook.write(lists)
        try workbook.close()
        guard let data = FileManager.default.contents(atPath: file.path) else {
            throw .workbook("the file was not written")
        }
        return [UInt8](data)
    }

    private init(path: String, _ rulebook: Rulebook) throws(RuleSheetError) {
        guard let book = workbook_new(path) else { throw .workbook("cannot begin \(path)") }
        self.book = book
        strong = workbook_add_format(book)
        plain = workbook_add_format(book)
        faint = workbook_add_format(book)
        head = workbook_add_format(book)
        id = workbook_add_format(book)
        cell = workbook_add_format(book)
        output = workbook_add_format(book)
        for format in [strong, head, id] { format_set_bold(format) }
        for format in [plain, strong, head, id, cell, output] {
            format_set_text_wrap(format)
            format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        }
        format_set_font_color(faint, 0x59_59_59)
        for format in [head, id, cell, output] {
            format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
            format_set_border_color(format, 0xBF_BF_BF)
        }
        for format in [head, id] { format_set_bg_color(format, 0xE8_ED_EE) }
        format_set_bg_color(output, 0xF4_F8_FB)
        // 49 is the number format "@": what is typed is text.
        for format in [id, cell, output] { format_set_num_format_index(format, 49) }
        for format in [cell, output] { format_set_unlocked(format) }
        try setProperties(rulebook)
    }

    deinit {
        if let book { _ = workbook_close(book) }
    }

    private func close() throws(RuleSheetError) {
        guard let open = book else { return }
        book = nil
        try check(workbook_close(open))
    }

    /// The creation date is the day the rules came into force, so that the same rules give the same bytes.
    private func setProperties(_ rulebook: Rulebook) throws(RuleSheetError) {
        let result = "Rules \(rulebook.id) \(rulebook.version)".withCString { text in
            var properties = lxw_doc_properties()
            properties.title = UnsafeMutablePointer(mutating: text)
            properties.created = time_t(rulebook.effectiveFrom.number) * 86_400 + 43_200
            return workbook_set_properties(book, &properties)
        }
        try check(result)
    }

    // MARK: - Sheets

    /// A name for each table's sheet: its decision's, made short, allowed and unique.
    private func names(_ models: [RuleSheetExport.Model]) -> [[String]] {
        var taken: Set<String> = ["about", "other logic", "lists", "history"]
        return models.map { model in
            model.tables.map { table in
                let allowed = String(table.name.map { "[]:*?/\\'".contains($0) ? "-" : $0 })
                var name = String(allowed.utf16Prefix(31))
                if name.isEmpty { name = "table" }
                let stem = name.utf16Prefix(27)
                var number = 2
                while !taken.insert(name.lowercased()).inserted {
                    name = "\(stem) \(number)"
                    number += 1
                }
                return name
            }
        }
    }

    private func writeAbout(
        _ rulebook: Rulebook, _ models: [RuleSheetExport.Model], _ names: [[String]]
    ) throws(RuleSheetError) {
        let sheet = try self.sheet("About")
        worksheet_set_column(sheet, 0, 0, 24, nil)
        worksheet_set_column(sheet, 1, 1, 36, nil)
        worksheet_set_column(sheet, 2, 3, 22, nil)
        worksheet_set_column(sheet, 4, 4, 70, nil)
        var row: lxw_row_t = 0
        for (label, text) in [
            ("rulebook", rulebook.name), ("id", rulebook.id), ("version", rulebook.version),
            ("in force from", "\(rulebook.effectiveFrom)"), ("approved by", rulebook.approvedBy),
            ("source", rulebook.sourceDocument), ("SHA-256", rulebook.digest),
        ] {
            try string(label, sheet, row, 0, strong)
            try string(text, sheet, row, 1, faint)
            row += 1
        }
        row += 1
        for line in Self.manual {
            try string(line, sheet, row, 0, faint)
            row += 1
        }
        row += 1
        for (column, title) in ["sheet", "decides", "file", "rows", "SHA-256 of the file"]
            .enumerated()
        {
            try string(title, sheet, row, lxw_col_t(column), head)
        }
        for (model, names) in zip(models, names) {
            for (table, name) in zip(model.tables, names) {
                row += 1
                let texts = [
                    name, table.question, model.file, "\(table.rows.count)", model.digest,
                ]
                for (column, text) in texts.enumerated() {
                    try string(text, sheet, row, lxw_col_t(column), plain)
                }
            }
        }
        protect(sheet, insertRows: false)
        page(sheet)
    }

    /// How to edit the workbook and bring it back.
    private static let manual = [
        "Each sheet is a decision table. Edit the white and pale blue cells; the grey ones are locked.",
        "A cell is written as in the rules: >= 15, [8..12], \"HLRR\", \"a\", \"b\", true, - (any), null (absent).",
        "A new row: insert one, or use an empty one below the last, and leave its id empty; it is given one.",
        "A row less: empty all its cells but the id. To move rows, take the protection off (no password).",
        "Bring it back with: baf rules import WORKBOOK FOLDER. It shows what would change and what the check says;",
        "with --write it writes the .dmn files. Then give rulebook.yaml a new version.",
        "Only the state of the rules that it was made from takes it back: see the SHA-256 of each file.",
    ]

    private func write(
        _ table: RuleTable, digest: String, name: String, _ lists: ChoiceLists
    ) throws(RuleSheetError) {
        let sheet = try self.sheet(name)
        let rows = SheetLayout.rows(of: table, digest: digest)
        let heads = SheetLayout.Head.allCases.count
        for (index, texts) in rows.enumerated() {
            let row = lxw_row_t(index)
            for (column, text) in texts.enumerated() {
                let isOneValue = index < 3 && column == 1
                let format =
                    isOneValue
                    ? faint : index < heads ? head : column == 0 ? id : self.format(table, column)
                let place = "\(name)!\(SheetGrid.columnName(column))\(index + 1)"
                try self.text(text, sheet, row, lxw_col_t(column), format, place)
            }
        }
        for spare in 0..<Self.spareRows {
            let row = lxw_row_t(rows.count + spare)
            try check(worksheet_write_blank(sheet, row, 0, id))
            for column in table.columns.indices {
                let format = self.format(table, column + 1)
                try check(worksheet_write_blank(sheet, row, lxw_col_t(column + 1), format))
            }
        }
        try setWidths(sheet, table)
        let last = lxw_row_t(rows.count + Self.spareRows - 1)
        for (index, column) in table.columns.enumerated() {
            guard let range = lists.range(of: column.choices) else { continue }
            try offer(range, sheet, lxw_row_t(heads), last, lxw_col_t(index + 1))
        }
        let corner = "A1:\(SheetGrid.columnName(table.columns.count))\(last + 1)"
        try check(
            worksheet_ignore_errors(
                sheet, UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue), corner))
        worksheet_freeze_panes(sheet, lxw_row_t(heads), 1)
        worksheet_repeat_rows(sheet, lxw_row_t(heads - 1), lxw_row_t(heads - 1))
        protect(sheet, insertRows: true)
        page(sheet)
    }

    private func format(_ table: RuleTable, _ column: Int) -> Format? {
        switch table.columns[column - 1].part {
        case .output: table.columns[column - 1].namesRow ? id : output
        case .input, .annotation, .description: cell
        }
    }

    private func setWidths(_ sheet: Sheet, _ table: RuleTable) throws(RuleSheetError) {
        let ids = table.rows.map(\.id.count) + [14]
        worksheet_set_column(sheet, 0, 0, Double(min(ids.max() ?? 14, 40)) + 2, nil)
        for (index, column) in table.columns.enumerated() {
            let longest = table.rows.map { $0.cells[index].count }.max() ?? 0
            let heads = max(column.type.count, column.label.count, column.expression.count / 2)
            let width = min(max(longest, min(heads, 24), 12), 48)
            worksheet_set_column(
                sheet, lxw_col_t(index + 1), lxw_col_t(index + 1), Double(width) + 2, nil)
        }
    }

    /// A list to choose from; other FEEL may be written all the same.
    private func offer(
        _ range: String, _ sheet: Sheet, _ first: lxw_row_t, _ last: lxw_row_t, _ column: lxw_col_t
    ) throws(RuleSheetError) {
        let result = range.withCString { formula in
            var validation = lxw_data_validation()
            validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
            validation.value_formula = UnsafeMutablePointer(mutating: formula)
            validation.show_error = UInt8(LXW_VALIDATION_OFF.rawValue)
            return worksheet_data_validation_range(sheet, first, column, last, column, &validation)
        }
        try check(result)
    }

    private func writeOtherLogic(_ models: [RuleSheetExport.Model]) throws(RuleSheetError) {
        let others = models.flatMap { OtherLogic.all(in: $0.document, file: $0.file) }
        guard !others.isEmpty else { return }
        let sheet = try self.sheet("Other logic")
        for (column, width) in [26, 16, 40, 90].enumerated() {
            worksheet_set_column(sheet, lxw_col_t(column), lxw_col_t(column), Double(width), nil)
        }
        for (column, title) in ["decision", "file", "question", "logic (read only)"].enumerated() {
            try string(title, sheet, 0, lxw_col_t(column), head)
        }
        for (index, logic) in others.enumerated() {
            let row = lxw_row_t(index + 1)
            let texts = [logic.name, logic.file, logic.question, logic.text]
            for (column, text) in texts.enumerated() {
                let shown = String(text.utf16Prefix(Self.cellLimit))
                try string(shown, sheet, row, lxw_col_t(column), plain)
            }
        }
        worksheet_freeze_panes(sheet, 1, 1)
        protect(sheet, insertRows: false)
        page(sheet)
    }

    private func write(_ lists: ChoiceLists) throws(RuleSheetError) {
        guard !lists.lists.isEmpty else { return }
        let sheet = try self.sheet(ChoiceLists.sheet)
        for (column, list) in lists.lists.enumerated() {
            for (row, text) in list.enumerated() {
                try string(text, sheet, lxw_row_t(row), lxw_col_t(column), id)
            }
        }
        protect(sheet, insertRows: false)
        worksheet_hide(sheet)
    }

    // MARK: - libxlsxwriter

    private func sheet(_ name: String) throws(RuleSheetError) -> Sheet {
        guard let sheet = workbook_add_worksheet(book, name) else {
            throw .workbook("cannot add the sheet \(name)")
        }
        return sheet
    }

    private func protect(_ sheet: Sheet, insertRows: Bool) {
        var options = lxw_protection()
        options.format_columns = 1
        options.format_rows = 1
        options.insert_rows = insertRows ? 1 : 0
        worksheet_protect(sheet, nil, &options)
    }

    private func page(_ sheet: Sheet) {
        worksheet_set_landscape(sheet)
        worksheet_set_paper(sheet, 9)  // A4
        worksheet_fit_to_pages(sheet, 1, 0)
        worksheet_set_footer(sheet, "&L&A&RPage &P of &N")
    }

    /// A cell of a table: refused when no spreadsheet can hold it, an empty one formatted all the same.
    private func text(
        _ text: String, _ sheet: Sheet, _ row: lxw_row_t, _ column: lxw_col_t, _ format: Format?,
        _ place: String
    ) throws(RuleSheetError) {
        guard !text.isEmpty else {
            return try check(worksheet_write_blank(sheet, row, column, format))
        }
        guard text.utf16.count <= Self.cellLimit else {
            throw .refused([
                SheetProblem(
                    place, "the text has \(text.utf16.count) characters, and a cell holds 32,767",
                    advice: "export with --csv")
            ])
        }
        try string(text, sheet, row, column, format)
    }

    private func string(
        _ text: String, _ sheet: Sheet, _ row: lxw_row_t, _ column: lxw_col_t, _ format: Format?
    ) throws(RuleSheetError) {
        guard !text.isEmpty else { return }
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

    private func check(_ result: lxw_error) throws(RuleSheetError) {
        guard result != LXW_NO_ERROR else { return }
        throw .workbook(String(cString: lxw_strerror(result)))
    }
}

extension String {
    /// As many whole characters as fit into a number of UTF-16 units, by which spreadsheets count.
    fileprivate func utf16Prefix(_ limit: Int) -> String {
        guard utf16.count > limit else { return self }
        var result = ""
        var count = 0
        for character in self {
            count += character.utf16.count
            guard count <= limit else { break }
            result.append(character)
        }
        return result
    }
}
