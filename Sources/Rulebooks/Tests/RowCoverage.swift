package import DMN
import FEEL

/// Which rows of a model's tables its tests hit, and which conditions they try on both sides.
///
/// A row is hit when the answer of a traced test was made of it. A condition is tried on both sides when
/// one test meets the whole row, and another meets all of it but that condition.
///
///     let report = try RulebookTests.run("Rules/hct")
///     report.coverage[3].rowCount   // 11
///     report.coverage[3].missed     // the rows that no test hits
package struct RowCoverage: Hashable, Sendable {
    /// A condition of a row.
    package struct Condition: Hashable, Sendable {
        /// The head of its column.
        package let column: String
        /// The cell as written.
        package let text: String
        /// The cell in words.
        package let words: String
        /// Where the model has it.
        package let location: SourceLocation
        /// Some test meets the whole row.
        package fileprivate(set) var isMet = false
        /// Some test meets all of the row but this condition.
        package fileprivate(set) var isMissed = false
        /// Values beside the cell's thresholds that no test tries, as FEEL writes them.
        package fileprivate(set) var untried: [String]

        /// Whether tests stand on both sides of it, and beside each of its thresholds.
        package var isTriedWhole: Bool { isMet && isMissed && untried.isEmpty }
    }

    /// A row.
    package struct Row: Hashable, Sendable {
        /// The row's id.
        package let id: String
        /// Where the model has it.
        package let location: SourceLocation
        /// Its conditions in words: `score is 15 or more, status is "open"`.
        package let words: String
        /// The policy clause it rests on; empty where the model gives none.
        package let clause: String
        /// How many results of tests were made of it.
        package fileprivate(set) var hits = 0
        /// Its conditions; cells that every value passes are none.
        package fileprivate(set) var conditions: [Condition]
    }

    /// A table.
    package struct Table: Hashable, Sendable {
        /// The decision, function or entry that it decides.
        package let name: String
        /// Where the model has it.
        package let location: SourceLocation
        /// Its rows, in order.
        package fileprivate(set) var rows: [Row]

        /// How many of its rows some test hits.
        package var hitCount: Int { rows.count { $0.hits > 0 } }
    }

    /// The model's file ("routing.dmn").
    package let model: String
    /// Its tables, in file order.
    package private(set) var tables: [Table]

    /// How many rows there are.
    package var rowCount: Int { tables.reduce(0) { $0 + $1.rows.count } }
    /// How many of them some test hits.
    package var hitCount: Int { tables.reduce(0) { $0 + $1.hitCount } }
    /// The rows that no test hits, in file order, with the tables they stand in.
    package var missed: [(table: Table, row: Row)] {
        tables.flatMap { table in table.rows.filter { $0.hits == 0 }.map { (table, $0) } }
    }
    /// The conditions of all rows.
    package var conditions: [Condition] {
        tables.flatMap { $0.rows.flatMap(\.conditions) }
    }
}

/// Gathers what traces say about the rows of one model.
struct CoverageCollector {
    private let outlines: [TableOutline]
    private let domains: [String: [Value]]
    private let model: String
    private var places: [SourceLocation: Int] = [:]
    /// How often each row was used, and what was tested of each of its cells, by table and row.
    private var hits: [[Int]]
    private var cells: [[[Cell]]]

    /// What tests tried of one cell while all others of its row passed.
    private struct Cell {
        var met: [Value] = []
        var missed: [Value] = []
    }

    init(_ model: LoadedRulebook.Model, domains: [String: [Value]]) {
        outlines = model.model.tableOutlines
        self.domains = domains
        self.model = model.file
        hits = outlines.map { Array(repeating: 0, count: $0.rows.count) }
        cells = outlines.map { table in
            table.rows.map { Array(repeating: Cell(), count: $0.cells.count) }
        }
        for (index, table) in outlines.enumerated() { places[table.location] = index }
    }

    /// Adds what one test came through.
    mutating func add(_ trace: DecisionTrace) {
        for table in trace.tables {
            guard let place = places[table.location],
                table.rows.count == hits[place].count
            else { continue }
            for (index, row) in table.rows.enumerated() { add(row, index, of: place) }
        }
    }

    private mutating func add(_ row: DecisionTrace.Row, _ index: Int, of table: Int) {
        let failed = row.cells.indices.filter { row.cells[$0].verdict == .failed }
        if row.outcome == .hit { hits[table][index] += 1 }
        if failed.isEmpty {
            for (column, cell) in row.cells.enumerated() {
                CoverageCollector.note(cell.value, in: &cells[table][index][column].met)
            }
        } else if failed.count == 1, let column = failed.first {
            CoverageCollector.note(
                row.cells[column].value, in: &cells[table][index][column].missed)
        }
    }

    private static func note(_ value: Value, in values: inout [Value]) {
        if !values.contains(where: { isSame($0, value) }) { values.append(value) }
    }

    /// What was gathered.
    var coverage: RowCoverage {
        RowCoverage(
            model: model,
            tables: outlines.enumerated().map { place, table in
                RowCoverage.Table(
                    name: table.name, location: table.location,
                    rows: table.rows.enumerated().map { row($1, $0, place, table) })
            })
    }

    private func row(
        _ row: TableOutline.Row, _ index: Int, _ place: Int, _ table: TableOutline
    ) -> RowCoverage.Row {
        RowCoverage.Row(
            id: row.id, location: row.location, words: row.words(in: table),
            clause: row.annotations.first ?? "", hits: hits[place][index],
            conditions: row.cells.indices.filter { !row.cells[$0].isAny }.map { column in
                let cell = row.cells[column]
                let tried = cells[place][index][column]
                return RowCoverage.Condition(
                    column: table.columns[column].label, text: cell.text, words: cell.words,
                    location: cell.location, isMet: !tried.met.isEmpty,
                    isMissed: !tried.missed.isEmpty,
                    untried: untried(cell, table.columns[column], tried))
            })
    }

    /// The values beside thresholds, and the members of sets, that no test tries.
    private func untried(
        _ cell: TableOutline.Cell, _ column: TableOutline.Column, _ tried: Cell
    ) -> [String] {
        guard let simple = cell.simple else { return [] }
        let domain = domains[column.text] ?? column.values
        let edges = CellEdges(simple, domain: domain) { column.allows($0, in: domain) }
        return edges.edges.filter { edge in
            guard !edge.isExtra else { return false }
            let values = edge.isMet ? tried.met : tried.missed
            // Which value stands for all those outside a set does not matter.
            if !edge.isNamed { return values.isEmpty }
            return !values.contains { isSame($0, edge.value) }
        }.map(\.value.description)
    }
}

extension TableOutline.Column {
    /// Whether a value may be tested in the column: it is of the type, and in the list if there is one.
    func allows(_ value: Value, in domain: [Value]?) -> Bool {
        guard allows(value) else { return false }
        return domain?.contains { isSame($0, value) } ?? true
    }
}

extension TableOutline.Row {
    /// The row's conditions in words: `score is 15 or more, status is "open"`.
    func words(in table: TableOutline) -> String {
        let parts = zip(table.columns, cells).filter { !$1.isAny }.map { column, cell in
            "\(column.label) is \(cell.words)"
        }
        return parts.isEmpty ? "whatever the inputs" : parts.joined(separator: ", ")
    }
}
