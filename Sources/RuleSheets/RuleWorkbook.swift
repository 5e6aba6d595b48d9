import DMNXML
import RiskRegister
import Tables
import XML

/// Writes rules as a workbook.
///
/// Every cell is a text and formatted as one, so that nothing typed into it becomes a number, a date or
/// a formula. Sheets are protected, without a password: only the cells of rules can be edited.
struct RuleWorkbook {
    private let writer: WorkbookWriter
    private let strong: WorkbookWriter.Style
    private let plain: WorkbookWriter.Style
    private let faint: WorkbookWriter.Style
    private let head: WorkbookWriter.Style
    private let id: WorkbookWriter.Style
    private let cell: WorkbookWriter.Style
    private let output: WorkbookWriter.Style

    /// Rows without an id below the last, for new rules.
    private static let spareRows = 20

    /// The workbook's bytes.
    static func bytes(
        _ rulebook: Rulebook, _ models: [RuleSheetExport.Model]
    ) throws(RuleSheetError) -> [UInt8] {
        let names = names(models)
        try refuseLongTexts(models, names)
        do throws(WorkbookError) {
            let workbook = try RuleWorkbook(rulebook)
            try workbook.writeAbout(rulebook, models, names)
            let lists = ChoiceLists(models)
            for (model, names) in zip(models, names) {
                for (table, name) in zip(model.tables, names) {
                    try workbook.write(table, digest: model.digest, name: name, lists)
                }
            }
            try workbook.writeOtherLogic(models)
            try workbook.write(lists)
            return try workbook.writer.finish()
        } catch {
            throw .workbook(error.description)
        }
    }

    /// The creation date is the day the rules came into force, so that the same rules give the same bytes.
    private init(_ rulebook: Rulebook) throws(WorkbookError) {
        writer = try WorkbookWriter(
            title: "Rules \(rulebook.id) \(rulebook.version)",
            day: Int(rulebook.effectiveFrom.number))
        let (edge, grey) = (CellStyle.Border.around(0xBF_BF_BF), UInt32(0xE8_ED_EE))
        strong = writer.style(CellStyle(isBold: true))
        plain = writer.style(CellStyle())
        faint = writer.style(CellStyle(isWrapped: false, ink: 0x59_59_59))
        head = writer.style(CellStyle(isBold: true, border: edge, fill: grey))
        id = writer.style(CellStyle(isBold: true, border: edge, fill: grey, form: .text))
        cell = writer.style(CellStyle(border: edge, form: .text, isUnlocked: true))
        output = writer.style(
            CellStyle(border: edge, fill: 0xF4_F8_FB, form: .text, isUnlocked: true))
    }

    /// A text that no spreadsheet can hold is refused by its cell.
    private static func refuseLongTexts(
        _ models: [RuleSheetExport.Model], _ names: [[String]]
    ) throws(RuleSheetError) {
        for (model, names) in zip(models, names) {
            for (table, name) in zip(model.tables, names) {
                for (row, texts) in SheetLayout.rows(of: table, digest: model.digest).enumerated() {
                    for (column, text) in texts.enumerated()
                    where text.utf16.count > WorkbookWriter.cellLimit {
                        throw .refused([
                            SheetProblem(
                                "\(name)!\(CellName.letters(column))\(row + 1)",
                                "the text has \(text.utf16.count) characters, "
                                    + "and a cell holds 32,767",
                                advice: "export with --csv")
                        ])
                    }
                }
            }
        }
    }

    // MARK: - Sheets

    /// A name for each table's sheet: its decision's, made short, allowed and unique.
    private static func names(_ models: [RuleSheetExport.Model]) -> [[String]] {
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
    ) throws(WorkbookError) {
        let sheet = try writer.sheet("About")
        for (columns, width) in [(0...0, 24.0), (1...1, 36), (2...3, 22), (4...4, 70)] {
            writer.setWidth(width, ofColumns: columns, in: sheet)
        }
        var row = 0
        for (label, text) in [
            ("rulebook", rulebook.name), ("id", rulebook.id), ("version", rulebook.version),
            ("in force from", "\(rulebook.effectiveFrom)"), ("approved by", rulebook.approvedBy),
            ("source", rulebook.sourceDocument), ("SHA-256", rulebook.digest),
        ] {
            try writer.write(label, row: row, column: 0, in: sheet, strong)
            try writer.write(text, row: row, column: 1, in: sheet, faint)
            row += 1
        }
        row += 1
        for line in Self.manual {
            try writer.write(line, row: row, column: 0, in: sheet, faint)
            row += 1
        }
        row += 1
        for (column, title) in ["sheet", "decides", "file", "rows", "SHA-256 of the file"]
            .enumerated()
        {
            try writer.write(title, row: row, column: column, in: sheet, head)
        }
        for (model, names) in zip(models, names) {
            for (table, name) in zip(model.tables, names) {
                row += 1
                let texts = [
                    name, table.question, model.file, "\(table.rows.count)", model.digest,
                ]
                for (column, text) in texts.enumerated() {
                    try writer.write(text, row: row, column: column, in: sheet, plain)
                }
            }
        }
        writer.protect(sheet, insertRows: false)
        writer.setPage(of: sheet, footer: Self.footer)
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
    ) throws(WorkbookError) {
        let sheet = try writer.sheet(name)
        let rows = SheetLayout.rows(of: table, digest: digest)
        let heads = SheetLayout.Head.allCases.count
        for (index, texts) in rows.enumerated() {
            for (column, text) in texts.enumerated() {
                let isOneValue = index < 3 && column == 1
                let style =
                    isOneValue
                    ? faint : index < heads ? head : column == 0 ? id : self.style(table, column)
                if text.isEmpty {
                    try writer.writeBlank(row: index, column: column, in: sheet, style)
                } else {
                    try writer.write(text, row: index, column: column, in: sheet, style)
                }
            }
        }
        for spare in 0..<Self.spareRows {
            let row = rows.count + spare
            try writer.writeBlank(row: row, column: 0, in: sheet, id)
            for column in table.columns.indices {
                let style = self.style(table, column + 1)
                try writer.writeBlank(row: row, column: column + 1, in: sheet, style)
            }
        }
        setWidths(sheet, table)
        let last = rows.count + Self.spareRows - 1
        for (index, column) in table.columns.enumerated() {
            guard let range = lists.range(of: column.choices) else { continue }
            try writer.offer(range, rows: heads...last, column: index + 1, in: sheet)
        }
        let area = "A1:\(CellName.letters(table.columns.count))\(last + 1)"
        try writer.allowNumbersAsText(in: area, of: sheet)
        writer.freeze(rows: heads, columns: 1, in: sheet)
        writer.protect(sheet, insertRows: true)
        writer.setPage(of: sheet, repeating: heads - 1, footer: Self.footer)
    }

    private func style(_ table: RuleTable, _ column: Int) -> WorkbookWriter.Style {
        switch table.columns[column - 1].part {
        case .output: table.columns[column - 1].namesRow ? id : output
        case .input, .annotation, .description: cell
        }
    }

    private func setWidths(_ sheet: WorkbookWriter.Sheet, _ table: RuleTable) {
        let ids = table.rows.map(\.id.count) + [14]
        writer.setWidth(Double(min(ids.max() ?? 14, 40)) + 2, ofColumns: 0...0, in: sheet)
        for (index, column) in table.columns.enumerated() {
            let longest = table.rows.map { $0.cells[index].count }.max() ?? 0
            let heads = max(column.type.count, column.label.count, column.expression.count / 2)
            let width = min(max(longest, min(heads, 24), 12), 48)
            let place = index + 1
            writer.setWidth(Double(width) + 2, ofColumns: place...place, in: sheet)
        }
    }

    private func writeOtherLogic(_ models: [RuleSheetExport.Model]) throws(WorkbookError) {
        let others = models.flatMap { OtherLogic.all(in: $0.document, file: $0.file) }
        guard !others.isEmpty else { return }
        let sheet = try writer.sheet("Other logic")
        for (column, width) in [26, 16, 40, 90].enumerated() {
            writer.setWidth(Double(width), ofColumns: column...column, in: sheet)
        }
        for (column, title) in ["decision", "file", "question", "logic (read only)"].enumerated() {
            try writer.write(title, row: 0, column: column, in: sheet, head)
        }
        for (index, logic) in others.enumerated() {
            let row = index + 1
            let texts = [logic.name, logic.file, logic.question, logic.text]
            for (column, text) in texts.enumerated() {
                let shown = String(text.utf16Prefix(WorkbookWriter.cellLimit))
                try writer.write(shown, row: row, column: column, in: sheet, plain)
            }
        }
        writer.freeze(rows: 1, columns: 1, in: sheet)
        writer.protect(sheet, insertRows: false)
        writer.setPage(of: sheet, footer: Self.footer)
    }

    private func write(_ lists: ChoiceLists) throws(WorkbookError) {
        guard !lists.lists.isEmpty else { return }
        let sheet = try writer.sheet(ChoiceLists.sheet)
        for (column, list) in lists.lists.enumerated() {
            for (row, text) in list.enumerated() {
                try writer.write(text, row: row, column: column, in: sheet, id)
            }
        }
        writer.protect(sheet, insertRows: false)
        writer.hide(sheet)
    }

    /// The sheet's name and the page's number below each page.
    private static let footer = "&L&A&RPage &P of &N"
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
