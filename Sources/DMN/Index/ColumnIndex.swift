import FEEL

/// One column as a look-up: from a value to the class of values that the same rows accept.
///
/// Numbers, dates, times and durations find their class by halving the cuts that the cells make;
/// small whole numbers have a place of their own; texts are texts. Rows whose cell is no
/// comparison with constants belong to every class: they stay to be asked.
///
/// The classes' row sets are kept whole while they are small. A column of 10,000 rows with as many
/// cuts would need 25 MB for them; there each position keeps only the rows in which it differs
/// from the one before, and every so many positions a whole set.
final class ColumnIndex: Sendable {
    private let cuts: ColumnCuts
    /// The type beyond whose values the table warns; `any` where it does not.
    private let type: FEELType
    /// The class of each position; negative where the value is none that is allowed.
    private let classes: [Int32]
    private let ofNull: Int32
    /// The classes of whole numbers.
    let whole: WholeClasses
    private let texts: TextPlaces
    /// The row sets of the classes.
    private let sets: RowSets

    /// Nil where the column's values cannot be told apart by its constants.
    init?(_ input: CompiledTable.Input, cells: [SimpleTests?]) {
        var tests = cells.compactMap { $0 }
        var allowed: SimpleTests?
        if let values = input.values {
            guard let simple = values.simple else { return nil }
            allowed = simple
            tests.append(simple)
        }
        type = input.isTyped ? input.type.feel : .any
        guard let cuts = ColumnCuts(tests, type: type) else { return nil }
        self.cuts = cuts
        let everywhere = [0...cuts.last]
        let allowedPositions = allowed.map { cuts.accepted(by: $0) } ?? everywhere
        let builder = RowSets.Builder(
            rows: cells.map { $0.map { cuts.accepted(by: $0) } ?? everywhere },
            positions: cuts.last + 1)
        // Null is no position: its rows are a class of their own.
        var nullRows = RowSet(count: cells.count)
        for (row, cell) in cells.enumerated() where cell?.accept(.null) ?? true {
            nullRows.insert(row)
        }
        var (classes, sets) = builder.build()
        self.ofNull = Int32(sets.add(nullRows))
        for position in classes.indices
        where !allowedPositions.contains(where: { $0.contains(position) }) {
            classes[position] = -1
        }
        self.classes = classes
        self.sets = sets
        texts = TextPlaces(cuts.texts)
        switch cuts.kind {
        case .number: whole = WholeClasses(cuts, classes)
        case .any:
            whole = WholeClasses(all: Value.number(0).conforms(to: type) ? classes[0] : -1)
        case .string, .boolean, .temporal: whole = WholeClasses(all: -1)
        }
    }

    // MARK: - Looking up

    /// How many classes there are.
    var count: Int { sets.count }

    /// The class of a value; negative when it is of another kind or not allowed.
    @inline(__always)
    func classOf(_ value: Value) -> Int {
        switch value {
        case .number(let number):
            guard cuts.kind == .number else { return classOfOther(value) }
            return Int(classes[cuts.position(of: number)])
        case .boolean(let isTrue):
            guard cuts.kind == .boolean else { return classOfOther(value) }
            return Int(classes[isTrue ? 3 : 1])
        case .string(let text):
            return cuts.kind == .string ? classOf(text) : classOfOther(value)
        case .null: return Int(ofNull)
        case .date, .time, .dateTime, .daysDuration, .yearsDuration, .list, .context, .range,
            .function:
            return classOfOther(value)
        }
    }

    private func classOf(_ text: String) -> Int {
        if let cut = texts.place(of: text) { return Int(classes[2 * cut + 1]) }
        guard cuts.areTextsOrdered else { return Int(classes[0]) }
        return Int(
            classes[
                2 * firstIndex(cuts.texts) { !$0.utf8.lexicographicallyPrecedes(text.utf8) }])
    }

    private func classOfOther(_ value: Value) -> Int {
        switch cuts.kind {
        case .any:
            return value.conforms(to: type) ? Int(classes[0]) : -1
        case .temporal(let line):
            guard let point = value.temporalPoint, point.line == line else { return -1 }
            let cut = firstIndex(cuts.moments) { $0 >= point.place }
            let isAtCut = cut < cuts.moments.count && cuts.moments[cut] == point.place
            return Int(classes[isAtCut ? 2 * cut + 1 : 2 * cut])
        case .number, .string, .boolean: return -1
        }
    }

    /// Leaves in a selection the rows of a class.
    func select(class number: Int, in selection: inout RowSelection) {
        sets.select(number, in: &selection)
    }

    /// How many bytes the row sets take.
    var byteCount: Int { sets.byteCount }
}

/// The classes of whole numbers, found by counting.
///
/// Below the first cut and above the last one numbers are all alike, so that a list of what lies
/// between is enough for all numbers, unless the cuts lie far apart.
struct WholeClasses: Sendable {
    /// The classes of the numbers from `lowest` to `highest`.
    let classes: [Int32]
    let lowest: Int
    let highest: Int
    /// Whether numbers above `highest` are of its class; else they must be looked up.
    let isClosed: Bool

    /// The longest list.
    private static let limit = 1_024

    /// All numbers are of one class.
    init(all number: Int32) {
        classes = [number]
        (lowest, highest, isClosed) = (0, 0, true)
    }

    init(_ cuts: ColumnCuts, _ classes: [Int32]) {
        guard let first = cuts.numbers.first?.wholeBelow, let last = cuts.numbers.last?.wholeBelow
        else {
            // Cuts beyond a thousand million: all but the least of numbers must be looked up.
            lowest = 0
            highest = .min
            isClosed = false
            self.classes = [classes[cuts.position(of: Decimal128(Int.min))]]
            return
        }
        lowest = first - 1
        isClosed = last - first < Self.limit - 3
        highest = isClosed ? last + 2 : lowest + Self.limit - 1
        self.classes = (lowest...highest).map { classes[cuts.position(of: Decimal128($0))] }
    }
}

extension ColumnCuts {
    /// The position of a number.
    func position(of number: Decimal128) -> Int {
        let cut = firstIndex(numbers) { !($0 < number) }
        return cut < numbers.count && numbers[cut] == number ? 2 * cut + 1 : 2 * cut
    }
}

extension Decimal128 {
    /// The largest whole number that is not above this one, where that is small.
    fileprivate var wholeBelow: Int? {
        guard self < 1_000_000_000, Decimal128(-1_000_000_000) < self else { return nil }
        return rounded(scale: 0, mode: .floor)?.exactInt
    }
}
