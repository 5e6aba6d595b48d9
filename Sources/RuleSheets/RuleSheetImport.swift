import DMN
import DMNXML
package import Rulebooks

/// A spreadsheet of rules that was read back: what it changes, and what the check says of the result.
///
/// Nothing is written here: `files` is what there is to write.
///
///     let change = try RuleSheetImport.read("hct.xlsx", into: RulebookFolder.load("Rules/hct"))
///     change.changes      // ["routing.dmn: Registers: row REG-01: score >= 15 becomes >= 12"]
package struct RuleSheetImport: Sendable {
    /// What changes, a line each, by file and in the order of the rules.
    package let changes: [(file: String, lines: [String])]
    /// The models that change, in canonical form, by their path in the rulebook's folder.
    package let files: [(path: String, bytes: [UInt8])]
    /// What the check says of the changed rules, with the cells where it can tell them.
    package let remarks: [String]
    /// How many errors the check finds that it did not find before.
    package let newErrors: Int
    /// What deserves to be known of the reading itself.
    package let notes: [String]

    /// Reads a workbook, a CSV file or a folder of CSV files, and compares it with the rules.
    ///
    /// - Parameters:
    ///   - path: The file or folder.
    ///   - loaded: The rules that it was exported from.
    /// - Returns: What it changes.
    /// - Throws: `RuleSheetError` with every cell that is refused; nothing can be written then.
    package static func read(
        _ path: String, into loaded: LoadedRulebook
    ) throws(RuleSheetError) -> RuleSheetImport {
        let (grids, isSingle) = try SheetFiles.read(path)
        var matching = SheetMatching(loaded, path: path)
        let edits = try matching.edits(grids, isSingle: isSingle)
        var result = ChangedRules(loaded)
        for (model, edits) in edits { try result.change(model, edits) }
        return try result.checked(notes: matching.notes)
    }
}

/// Finds the table that each sheet names, and compares the two.
private struct SheetMatching {
    private let loaded: LoadedRulebook
    private let path: String
    private var problems: [SheetProblem] = []
    private var hasBroken = false
    private(set) var notes: [String] = []

    init(_ loaded: LoadedRulebook, path: String) {
        self.loaded = loaded
        self.path = path
    }

    /// The edits of each model that has any, by file.
    mutating func edits(
        _ grids: [SheetGrid], isSingle: Bool
    ) throws(RuleSheetError) -> [(model: RuleSheetExport.Model, edits: [TableEdit])] {
        let sheets = tables(grids)
        if sheets.isEmpty, problems.isEmpty {
            problems.append(
                SheetProblem(
                    path, "no sheet of it is a table of rules",
                    advice: "bring back what `baf rules export` wrote"))
        }
        var result: [(model: RuleSheetExport.Model, edits: [TableEdit])] = []
        let byFile = Dictionary(grouping: sheets, by: \.source.file)
        for (file, sheets) in byFile.sorted(by: { $0.key < $1.key }) {
            guard let source = loaded.files.first(where: { $0.path == file }),
                loaded.models.contains(where: { $0.file == file })
            else {
                problems.append(
                    SheetProblem(
                        sheets[0].place(.source, sheets[0].single(.source).column),
                        "the rulebook in \(loaded.name) has no model \(file)",
                        advice: "name the folder that the sheet was exported from"))
                continue
            }
            let model = try RuleSheetExport.read(file, source.bytes)
            let edits = compare(model, sheets, isSingle: isSingle).filter { !$0.isEmpty }
            if !edits.isEmpty { result.append((model, edits)) }
        }
        guard problems.isEmpty else { throw .refused(problems) }
        return result
    }

    private mutating func tables(_ grids: [SheetGrid]) -> [SheetTable] {
        var tables: [SheetTable] = []
        for grid in grids {
            switch SheetTable.read(grid) {
            case .table(let table): tables.append(table)
            case .broken(let found):
                problems += found
                hasBroken = true
            case .other:
                if !["About", "Other logic", "Lists"].contains(grid.name), !grid.rows.isEmpty {
                    notes.append("\(grid.name) is no table of rules and was not read")
                }
            }
        }
        return tables
    }

    private mutating func compare(
        _ model: RuleSheetExport.Model, _ sheets: [SheetTable], isSingle: Bool
    ) -> [TableEdit] {
        var edits: [TableEdit] = []
        var seen: [String: String] = [:]
        var isStale = false
        for sheet in sheets {
            let place = sheet.place(.source, sheet.single(.source).column)
            guard let table = model.tables.first(where: { $0.key == sheet.source.key }) else {
                problems.append(
                    SheetProblem(
                        place, "\(model.file) has no table \(sheet.source.key)",
                        advice: "export the rules again"))
                continue
            }
            if let other = seen[table.key] {
                problems.append(
                    SheetProblem(
                        place, "the table \(table.name) is there twice, first in \(other)",
                        advice: "keep one of the two"))
                continue
            }
            seen[table.key] = sheet.grid.name
            let others = model.tables.filter { $0.key != table.key }
            var comparison = SheetComparison(
                table, sheet, taken: Set(others.flatMap(\.rows).map(\.id)))
            let edit = comparison.edit(digest: model.digest)
            if sheet.source.digest.lowercased() == model.digest {
                problems += comparison.problems
                notes += comparison.notes
                if let edit { edits.append(edit) }
            } else if edit?.isEmpty != true, !isStale {
                // A sheet of another state that says what the rules say is no loss; any other is.
                isStale = true
                problems.append(stale(model, sheet, place))
            }
        }
        if !isSingle, !isStale, !hasBroken {
            for table in model.tables where seen[table.key] == nil {
                problems.append(
                    SheetProblem(
                        path, "the table \(table.name) of \(model.file) has no sheet in it",
                        advice:
                            "export the rules again; rows are removed one by one, tables in the .dmn file"
                    ))
            }
        }
        return edits
    }

    private func stale(
        _ model: RuleSheetExport.Model, _ sheet: SheetTable, _ place: String
    ) -> SheetProblem {
        SheetProblem(
            place,
            "\(model.file) was changed since this was exported: it was \(sheet.source.digest.prefix(12))..., "
                + "and is \(model.digest.prefix(12))...",
            advice: "export the rules again and make your changes there")
    }
}

/// The rules with the changes made, loaded and checked.
private struct ChangedRules {
    private let loaded: LoadedRulebook
    private var files: [(path: String, bytes: [UInt8])] = []
    /// The cells of the sheets by the line of the changed file.
    private var cells: [String: [Int: Cell]] = [:]

    private struct Cell {
        var place: String
        var text: String
    }

    init(_ loaded: LoadedRulebook) {
        self.loaded = loaded
    }

    /// Makes the changes of one model.
    mutating func change(
        _ model: RuleSheetExport.Model, _ edits: [TableEdit]
    ) throws(RuleSheetError) {
        var document = model.document
        // The last table first: the way to a table counts the children before it.
        for edit in edits.sorted(by: { $0.table.path.lexicographicallyPrecedes($1.table.path) })
            .reversed()
        {
            TableWriter.write(edit, into: &document.root)
        }
        let bytes: [UInt8]
        do {
            bytes = try document.canonical().bytes
        } catch {
            throw .refused(
                error.problems.map { SheetProblem("\($0.location)", $0.what, advice: $0.advice) })
        }
        files.append((model.file, bytes))
        let written = try RuleSheetExport.read(model.file, bytes)
        for edit in edits {
            guard let table = written.tables.first(where: { $0.key == edit.table.key }) else {
                continue
            }
            note(edit, as: table)
        }
    }

    private mutating func note(_ edit: TableEdit, as table: RuleTable) {
        for (row, rule) in zip(edit.rows, table.rows) {
            cells[table.file, default: [:]][rule.line] = Cell(
                place: edit.sheet.grid.place(row.number, edit.sheet.idColumn), text: "")
            for (index, column) in table.columns.enumerated() {
                guard let place = edit.sheet.columns[column.part.description],
                    column.part.isFEEL
                else { continue }
                let text = rule.cells[index]
                let cell = Cell(place: edit.sheet.grid.place(row.number, place), text: text)
                let lines = text.count { $0.isNewline }
                for line in rule.lines[index]...(rule.lines[index] + lines) {
                    cells[table.file, default: [:]][line] = cell
                }
            }
        }
    }

    /// Loads and checks the rules as they would be.
    func checked(notes: [String]) throws(RuleSheetError) -> RuleSheetImport {
        guard !files.isEmpty else {
            return RuleSheetImport(changes: [], files: [], remarks: [], newErrors: 0, notes: notes)
        }
        let changed = loaded.files.map { file in
            (path: file.path, bytes: files.first { $0.path == file.path }?.bytes ?? file.bytes)
        }
        let after: LoadedRulebook
        do {
            after = try RulebookFolder.load(files: changed, name: loaded.name)
        } catch {
            throw .refused(refusals(error))
        }
        var changes: [(file: String, lines: [String])] = []
        for file in files {
            guard let old = loaded.models.first(where: { $0.file == file.path }),
                let new = after.models.first(where: { $0.file == file.path })
            else { continue }
            let diff = ModelDiff.between(old.model.definitions, new.model.definitions)
            changes.append((file.path, diff.lines))
        }
        let (before, now) = (RulebookCheck.run(loaded), RulebookCheck.run(after))
        let remarks =
            now.problems.map { line($0.description, $0.location) }
            + now.remarks.map { line($0.description, $0.location) }
        return RuleSheetImport(
            changes: changes, files: files, remarks: remarks,
            newErrors: max(0, errors(now) - errors(before)), notes: notes)
    }

    private func errors(_ report: RulebookCheck.Report) -> Int {
        report.problems.count { $0.severity == .error }
            + report.remarks.count { $0.severity == .error }
    }

    /// The cell of the sheet that a place in a changed file came from.
    private func cell(_ location: SourceLocation) -> Cell? {
        let prefix = loaded.name.isEmpty ? "" : "\(loaded.name)/"
        for (file, cells) in cells where location.file == prefix + file {
            return cells[location.line]
        }
        return nil
    }

    /// A line of the check, with the cell in place of the file's line.
    private func line(_ text: String, _ location: SourceLocation) -> String {
        guard let cell = cell(location), text.hasPrefix("\(location)") else { return text }
        return cell.place + text.dropFirst("\(location)".count)
    }

    /// What keeps the changed rules from loading, by the cells of the sheets.
    private func refusals(_ error: RulebookError) -> [SheetProblem] {
        switch error {
        case .noRulebook, .unreadable: return [SheetProblem(loaded.name, error.description)]
        case .problems(let found):
            return found.map { problem in
                guard let cell = cell(problem.location) else {
                    return SheetProblem("\(problem.location)", problem.what, advice: problem.advice)
                }
                let row = problem.row.map { "row \($0): " } ?? ""
                return SheetProblem(
                    cell.place, row + problem.what,
                    advice: Typography.offer(cell.text) ?? problem.advice)
            }
        }
    }
}

/// What spreadsheets and word processors make of plain characters while one types.
enum Typography {
    private static let plain: [Character: String] = [
        "\u{201C}": "\"", "\u{201D}": "\"", "\u{201E}": "\"", "\u{201F}": "\"", "\u{2033}": "\"",
        "\u{00AB}": "\"", "\u{00BB}": "\"", "\u{2013}": "-", "\u{2014}": "-", "\u{2212}": "-",
        "\u{2026}": "..", "\u{2265}": ">=", "\u{2264}": "<=", "\u{2260}": "!=", "\u{00A0}": " ",
    ]

    /// `did you mean "HLRR"?` where a text has typographic marks; nil where it has none.
    static func offer(_ text: String) -> String? {
        guard text.contains(where: { plain[$0] != nil }) else { return nil }
        let offered = text.map { plain[$0] ?? String($0) }.joined()
        return "did you mean \(offered) (the spreadsheet wrote typographic marks)?"
    }
}
