import DMNXML
import Rulebooks
import XML

/// Finds the table that each sheet names, and compares the two.
struct SheetMatching {
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
        var taken: Set<String> = []
        addIDs(in: model.document.root, to: &taken)
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
            var comparison = SheetComparison(table, sheet, taken: taken)
            let edit = comparison.edit(digest: model.digest)
            // Ids are one list for the whole file, and two tables may each get new rows.
            taken.formUnion(edit?.rows.map(\.id) ?? [])
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

    private func addIDs(in node: XMLNode, to ids: inout Set<String>) {
        if let id = node[attribute: "id"] { ids.insert(id) }
        for element in node.elements { addIDs(in: element, to: &ids) }
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
