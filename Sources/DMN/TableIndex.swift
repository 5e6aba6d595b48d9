import FEEL

/// A table's columns as look-ups: from a value to the set of rows that accept it.
///
/// It is made where a table has up to 64 rows. A column can be looked up when all its cells compare
/// with constants of one kind; the cells of other columns are asked one by one, for the rows that
/// the look-ups leave. An index gives the same answers and warnings as asking every cell.
final class TableIndex: Sendable {
    /// A column that can be looked up, by its number.
    let columns: [(number: Int, index: ColumnIndex)]
    /// The numbers of the columns that cannot.
    let others: [Int]
    /// All rows.
    let all: UInt64
    /// The answer for each set of rows, where there are few rows and they conclude constants.
    ///
    /// Nil where the answer comes with a warning.
    let answers: [Value?]

    init?(_ table: CompiledTable) {
        guard !table.rows.isEmpty, table.rows.count <= 64 else { return nil }
        var columns: [(number: Int, index: ColumnIndex)] = []
        var others: [Int] = []
        for (number, input) in table.inputs.enumerated() {
            if let index = ColumnIndex(input, cells: table.rows.map { $0.cells[number] }) {
                columns.append((number, index))
            } else {
                others.append(number)
            }
        }
        self.columns = columns
        self.others = others
        all = table.rows.count == 64 ? .max : (1 << UInt64(table.rows.count)) - 1
        answers = others.isEmpty ? Self.answers(of: table) : []
    }

    private static func answers(of table: CompiledTable) -> [Value?] {
        guard table.rows.count <= 8,
            table.rows.allSatisfy({ $0.outputs.allSatisfy { $0.constant != nil } }),
            table.outputs.allSatisfy({ $0.defaultEntry == nil || $0.defaultEntry?.constant != nil })
        else { return [] }
        return (0..<(1 << table.rows.count)).map { set in
            let run = Run()
            let host = ModelRun()
            run.host = host
            var hits = rows(of: UInt64(set))
            if table.hitPolicy == .first { hits = Array(hits.prefix(1)) }
            let answer = table.conclude(hits, Frame(Scope(), run: run))
            return host.warnings.isEmpty && run.warnings.isEmpty ? answer : nil
        }
    }

    /// The rows of a set, in order.
    static func rows(of set: UInt64) -> [Int] {
        var rows: [Int] = []
        var rest = set
        while rest != 0 {
            rows.append(rest.trailingZeroBitCount)
            rest &= rest - 1
        }
        return rows
    }
}

/// One column as a look-up.
final class ColumnIndex: Sendable {
    /// What follows from the value lying in a region of its type.
    struct Region {
        /// The rows whose cell accepts it.
        let rows: UInt64
        /// Whether it is among the values that the column is declared to take.
        let isAllowed: Bool
    }

    /// The kinds of value that are looked up.
    enum Kind {
        /// `regions[i]` lies between or at `points`; `small` has the whole numbers from 0.
        case number
        /// `regions[i]` is that of `texts[i]`, the last that of all other texts.
        case string
        /// `regions` are those of false and true.
        case boolean
    }

    // Fields rather than payloads of the kind, which each look-up would copy.
    private let kind: Kind
    private let regions: [Region]
    private let points: [Decimal128]
    private let small: [Region]
    private let texts: [String]
    private let ofNull: UInt64
    /// The slot of the tested name, when the column tests a plain name.
    let slot: Int?

    /// The largest whole number that has a place of its own.
    private static let smallLimit = 255

    /// What is made of a column's constants.
    private struct Parts {
        var kind: Kind
        var regions: [Region]
        var points: [Decimal128] = []
        var small: [Region] = []
        var texts: [String] = []
    }

    init?(_ input: CompiledTable.Input, cells: [CellTests]) {
        let simple = cells.compactMap(\.simple)
        guard simple.count == cells.count else { return nil }
        var constants = simple.flatMap(\.allConstants)
        if let values = input.values {
            guard let simple = values.simple else { return nil }
            constants += simple.allConstants
        }
        constants = constants.filter { !$0.isNull }
        func region(_ value: Value) -> Region {
            var rows: UInt64 = 0
            for (row, cell) in simple.enumerated() where cell.accept(value) {
                rows |= 1 << UInt64(row)
            }
            return Region(rows: rows, isAllowed: input.values?.simple?.accept(value) ?? true)
        }
        guard let parts = Self.parts(of: constants, input, region) else { return nil }
        kind = parts.kind
        regions = parts.regions
        points = parts.points
        small = parts.small
        texts = parts.texts
        ofNull = region(.null).rows
        slot = input.expression.slot
    }

    private static func parts(
        of constants: [Value], _ input: CompiledTable.Input, _ region: (Value) -> Region
    ) -> Parts? {
        let numbers = constants.compactMap {
            if case .number(let number) = $0 { number } else { nil }
        }
        let strings = constants.compactMap { if case .string(let text) = $0 { text } else { nil } }
        let booleans = constants.count { if case .boolean = $0 { true } else { false } }
        let wanted = input.isTyped ? input.type.feel : .any
        if numbers.count == constants.count, wanted == .number || wanted == .any && !numbers.isEmpty
        {
            return numberParts(numbers, region)
        }
        if strings.count == constants.count, wanted == .string || wanted == .any && !strings.isEmpty
        {
            return stringParts(strings, region)
        }
        if booleans == constants.count, wanted == .boolean {
            return Parts(
                kind: .boolean, regions: [region(.boolean(false)), region(.boolean(true))])
        }
        return nil
    }

    private static func stringParts(
        _ strings: [String], _ region: (Value) -> Region
    ) -> Parts? {
        // Beyond ASCII two texts may be equal for Swift and not for FEEL.
        guard strings.allSatisfy({ $0.utf8.allSatisfy { $0 < 128 } }) else { return nil }
        var texts: [String] = []
        for text in strings where !texts.contains(text) { texts.append(text) }
        guard texts.count <= 32 else { return nil }
        // A text of control characters is none that a cell names.
        let other = region(.string("\u{1}\u{2}\u{3}"))
        return Parts(
            kind: .string, regions: texts.map { region(.string($0)) } + [other], texts: texts)
    }

    /// Regions at each number that a cell names, between two of them, and outside of all.
    private static func numberParts(
        _ numbers: [Decimal128], _ region: (Value) -> Region
    ) -> Parts? {
        let points = Set(numbers).sorted { $0 < $1 }
        guard let first = points.first, let last = points.last else {
            return Parts(kind: .number, regions: [region(.number(0))])
        }
        guard let below = first.subtracting(1), let above = last.adding(1), below < first,
            last < above
        else { return nil }
        var regions = [region(.number(below))]
        for (index, point) in points.enumerated() {
            regions.append(region(.number(point)))
            guard index + 1 < points.count else { break }
            guard let between = points[index + 1].adding(point)?.divided(by: 2), point < between,
                between < points[index + 1]
            else { return nil }
            regions.append(region(.number(between)))
        }
        regions.append(region(.number(above)))
        return Parts(
            kind: .number, regions: regions, points: points,
            small: (0...smallLimit).map { region(.number(Decimal128($0))) })
    }

    /// The rows that accept a value; nil when the value is of another kind or not declared.
    @inline(__always)
    func rows(_ value: Value) -> UInt64? {
        let region: Region
        switch value {
        case .null: return ofNull
        case .number(let number):
            guard kind == .number else { return nil }
            if let whole = number.exactInt, whole >= 0, whole < small.count {
                region = small[whole]
            } else {
                region = regions[Self.place(of: number, in: points)]
            }
        case .string(let text):
            guard kind == .string else { return nil }
            region = regions[place(of: text)]
        case .boolean(let isTrue):
            guard kind == .boolean else { return nil }
            region = regions[isTrue ? 1 : 0]
        case .date, .time, .dateTime, .daysDuration, .yearsDuration, .list, .context, .range,
            .function:
            return nil
        }
        return region.isAllowed ? region.rows : nil
    }

    private func place(of text: String) -> Int {
        for place in texts.indices
        where texts[place] == text && texts[place].utf8.count == text.utf8.count {
            return place
        }
        return texts.count
    }

    /// The region of a number among `points`: even ones lie between them, odd ones at them.
    private static func place(of number: Decimal128, in points: [Decimal128]) -> Int {
        var low = 0
        var high = points.count
        while low < high {
            let middle = (low + high) / 2
            if points[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low < points.count && points[low] == number ? 2 * low + 1 : 2 * low
    }
}

extension SimpleTests {
    /// All constants that the tests compare with.
    var allConstants: [Value] {
        switch self {
        case .any: []
        case .tests(let tests, _): tests.flatMap(\.constants)
        }
    }
}
