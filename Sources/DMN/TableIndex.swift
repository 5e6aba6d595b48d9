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
    enum Kind: Sendable {
        case number(points: [Decimal128], regions: [Region], small: [Region])
        case string(known: [(text: String, region: Region)], other: Region)
        case boolean(no: Region, yes: Region)
    }

    let kind: Kind
    private let ofNull: UInt64
    /// The slot of the tested name, when the column tests a plain name.
    let slot: Int?

    /// The largest whole number that has a place of its own.
    private static let smallLimit = 255

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
        guard let kind = Self.kind(of: constants, input, region) else { return nil }
        self.kind = kind
        ofNull = region(.null).rows
        slot = input.expression.slot
    }

    private static func kind(
        of constants: [Value], _ input: CompiledTable.Input, _ region: (Value) -> Region
    ) -> Kind? {
        let numbers = constants.compactMap {
            if case .number(let number) = $0 { number } else { nil }
        }
        let strings = constants.compactMap { if case .string(let text) = $0 { text } else { nil } }
        let booleans = constants.count { if case .boolean = $0 { true } else { false } }
        let wanted = input.isTyped ? input.type.feel : .any
        if constants.isEmpty { return emptyKind(wanted, region) }
        if numbers.count == constants.count, wanted == .number || wanted == .any {
            return numberKind(numbers, region)
        }
        if strings.count == constants.count, wanted == .string || wanted == .any {
            // Beyond ASCII two texts may be equal for Swift and not for FEEL.
            guard strings.allSatisfy({ $0.utf8.allSatisfy { $0 < 128 } }) else { return nil }
            var known: [(text: String, region: Region)] = []
            for text in strings where !known.contains(where: { $0.text == text }) {
                known.append((text, region(.string(text))))
            }
            // A text of a control character is none that a cell names.
            guard known.count <= 32 else { return nil }
            return .string(known: known, other: region(.string("\u{1}\u{2}\u{3}")))
        }
        if booleans == constants.count, wanted == .boolean {
            return .boolean(no: region(.boolean(false)), yes: region(.boolean(true)))
        }
        return nil
    }

    /// A column in which every cell is `-`, or null is all they name.
    private static func emptyKind(_ wanted: FEELType, _ region: (Value) -> Region) -> Kind? {
        switch wanted {
        case .number: numberKind([], region)
        case .string: .string(known: [], other: region(.string("")))
        case .boolean: .boolean(no: region(.boolean(false)), yes: region(.boolean(true)))
        case .any, .null, .date, .time, .dateTime, .daysDuration, .yearsDuration, .list, .context,
            .range, .function:
            nil
        }
    }

    /// Regions at each number that a cell names, between two of them, and outside of all.
    private static func numberKind(
        _ numbers: [Decimal128], _ region: (Value) -> Region
    ) -> Kind? {
        let points = Set(numbers).sorted { $0 < $1 }
        var regions: [Region] = []
        guard let first = points.first, let last = points.last else {
            return .number(points: [], regions: [region(.number(0))], small: [])
        }
        guard let below = first.subtracting(1), let above = last.adding(1), below < first,
            last < above
        else { return nil }
        regions.append(region(.number(below)))
        for (index, point) in points.enumerated() {
            regions.append(region(.number(point)))
            guard index + 1 < points.count else { break }
            guard let between = points[index + 1].adding(point)?.divided(by: 2), point < between,
                between < points[index + 1]
            else { return nil }
            regions.append(region(.number(between)))
        }
        regions.append(region(.number(above)))
        let small = (0...smallLimit).map { region(.number(Decimal128($0))) }
        return .number(points: points, regions: regions, small: small)
    }

    /// The rows that accept a value; nil when the value is of another kind or not declared.
    @inline(__always)
    func rows(_ value: Value) -> UInt64? {
        let region: Region
        switch (kind, value) {
        case (_, .null): return ofNull
        case (.number(let points, let regions, let small), .number(let number)):
            if let whole = number.exactInt, whole >= 0, whole < small.count {
                region = small[whole]
            } else {
                region = regions[Self.place(of: number, in: points)]
            }
        case (.string(let known, let other), .string(let text)):
            region = Self.region(of: text, known, other)
        case (.boolean(let no, let yes), .boolean(let isTrue)):
            region = isTrue ? yes : no
        default: return nil
        }
        return region.isAllowed ? region.rows : nil
    }

    private static func region(
        of text: String, _ known: [(text: String, region: Region)], _ other: Region
    ) -> Region {
        for candidate in known
        where candidate.text == text && candidate.text.utf8.count == text.utf8.count {
            return candidate.region
        }
        return other
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
