import FEEL

/// A table's columns as look-ups, and, where they tell few cases apart, its answers.
///
/// Each column maps a value to a class of values that the same rows accept (`ColumnIndex`). Where
/// every cell compares with constants, every conclusion is a constant, and the classes make few
/// combinations, the answer of each combination is made beforehand: a decision is then a few
/// additions. Otherwise the classes' row sets are intersected, and cells that are no comparison
/// with constants are asked for the rows that are left.
///
/// An index gives the same answers and warnings as asking every cell.
final class TableIndex: Sendable {
    /// A column that can be looked up.
    struct Column: Sendable {
        /// Its number among the table's inputs.
        let number: Int
        let index: ColumnIndex
        /// What a class counts in the number of a combination.
        let weight: Int
    }

    let columns: [Column]
    /// The place of a column in `columns`; nil where it cannot be looked up.
    let places: [Int?]
    /// For each row the columns whose cell is no comparison with constants.
    let asked: [[Int]]
    /// The answer's number for each combination of classes; none when answers are not made beforehand.
    let combinations: [UInt16]
    /// The answers; nil where one comes with a warning.
    let answers: [Value?]

    /// How many combinations of classes may have answers made beforehand.
    private static let combinationLimit = 4_096

    init(_ table: CompiledTable) {
        var columns: [(number: Int, index: ColumnIndex)] = []
        var places: [Int?] = []
        for (number, input) in table.inputs.enumerated() {
            let cells = table.rows.map { $0.cells.count > number ? $0.cells[number].simple : .any }
            let index = table.rows.isEmpty ? nil : ColumnIndex(input, cells: cells)
            places.append(index.map { _ in columns.count })
            if let index { columns.append((number, index)) }
        }
        self.places = places
        asked = table.rows.map { row in
            row.cells.indices.filter { row.cells[$0].simple == nil }
        }
        var weight = 1
        var weighed: [Column] = []
        for (number, index) in columns {
            weighed.append(Column(number: number, index: index, weight: weight))
            weight = min(weight * index.count, Self.combinationLimit + 1)
        }
        self.columns = weighed
        guard table.constants != nil, columns.count == table.inputs.count,
            weight <= Self.combinationLimit, asked.allSatisfy(\.isEmpty),
            table.outputs.allSatisfy({ $0.defaultEntry.map { $0.constant != nil } ?? true })
        else {
            (combinations, answers) = ([], [])
            return
        }
        (combinations, answers) = Self.answers(of: table, weighed, count: weight)
    }

    /// The look-up of a column; nil where it cannot be looked up.
    func index(ofColumn number: Int) -> ColumnIndex? { places[number].map { columns[$0].index } }

    /// The answer for the values of the columns, if it was made beforehand.
    @inline(__always)
    func answer(_ value: (Int) -> Value) -> Value? {
        guard !combinations.isEmpty else { return nil }
        var combination = 0
        for column in columns {
            let number = column.index.classOf(value(column.number))
            if number < 0 { return nil }
            combination += number * column.weight
        }
        return answers[Int(combinations[combination])]
    }

    private static func answers(
        of table: CompiledTable, _ columns: [Column], count: Int
    ) -> ([UInt16], [Value?]) {
        var numbers: [[Int]: UInt16] = [:]
        var answers: [Value?] = []
        var selection = RowSelection()
        let combinations = (0..<count).map { combination in
            selection.selectAll(table.rows.count)
            for column in columns {
                column.index.select(
                    class: combination / column.weight % column.index.count, in: &selection)
            }
            var hits: [Int] = []
            while let row = selection.next(from: hits.last.map { $0 + 1 } ?? 0) {
                hits.append(row)
                if table.hitPolicy == .first { break }
            }
            if let number = numbers[hits] { return number }
            let number = UInt16(answers.count)
            numbers[hits] = number
            answers.append(answer(of: table, hits))
            return number
        }
        return (combinations, answers)
    }

    private static func answer(of table: CompiledTable, _ hits: [Int]) -> Value? {
        let run = Run()
        let host = ModelRun()
        run.host = host
        let answer = table.conclude(hits, Frame(Scope(), run: run))
        return host.warnings.isEmpty && run.warnings.isEmpty ? answer : nil
    }
}
