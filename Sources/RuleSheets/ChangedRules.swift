import DMN
import DMNXML
import Rulebooks

/// The rules with the changes made, loaded and checked.
struct ChangedRules {
    private let loaded: LoadedRulebook
    private var files: [(path: String, bytes: [UInt8])] = []
    private var notes: [String] = []
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
        for edit in edits { TableWriter.write(edit, into: &document.root) }
        if document.version != "1.3" {
            notes.append("\(model.file) is DMN \(document.version) and is written as 1.3")
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
            newErrors: max(0, errors(now) - errors(before)), notes: notes + self.notes)
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
                    advice: problem.advice)
            }
        }
    }
}
