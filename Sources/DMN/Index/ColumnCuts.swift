import FEEL

/// The places at which the constants of a column cut the values of one kind, in order.
///
/// Of `k` cuts, the odd position `2 i + 1` is the cut `i` itself and the even position `2 i` what
/// lies below it; `2 k` lies above all. Values of one position pass the same tests.
struct ColumnCuts {
    /// Values that are comparable with each other.
    enum Kind: Equatable {
        case number
        case string
        /// The cuts are false and true.
        case boolean
        case temporal(TemporalPoint.Line)
        /// There are no cuts: all values but null are alike.
        case any
    }

    let kind: Kind
    let numbers: [Decimal128]
    let texts: [String]
    let moments: [Int128]
    /// Whether a text between two cuts can be told from one between two others.
    let areTextsOrdered: Bool

    /// The cuts that tests make in the values of the kind of their first constant of a type.
    ///
    /// Nil when all constants are of other types, or when one of them is comparable with some values of its
    /// kind only.
    init?(_ tests: [SimpleTests], type: FEELType) {
        var kinds: [Kind] = []
        var numbers: Set<Decimal128> = []
        var texts: Set<TextKey> = []
        var moments: [TemporalPoint.Line: Set<Int128>] = [:]
        for constant in tests.flatMap(\.allConstants) {
            switch constant {
            case .number(let number):
                numbers.insert(number)
                kinds.append(.number)
            case .string(let text):
                texts.insert(TextKey(text: text))
                kinds.append(.string)
            case .boolean: kinds.append(.boolean)
            case .date, .time, .dateTime, .daysDuration, .yearsDuration:
                guard let point = constant.temporalPoint else { return nil }
                moments[point.line, default: []].insert(point.place)
                kinds.append(.temporal(point.line))
            case .list, .context, .range, .function: kinds.append(.any)
            case .null: break
            }
        }
        let kind = kinds.isEmpty ? .any : kinds.first { $0 != .any && $0.isOf(type) }
        guard let kind else { return nil }
        self.kind = kind
        switch kind {
        case .number:
            self.numbers = numbers.sorted()
            (self.texts, self.moments) = ([], [])
        case .string:
            self.texts = texts.map(\.text).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            (self.numbers, self.moments) = ([], [])
        case .boolean, .any: (self.numbers, self.texts, self.moments) = ([], [], [])
        case .temporal(let line):
            self.moments = (moments[line] ?? []).sorted()
            (self.numbers, self.texts) = ([], [])
        }
        areTextsOrdered =
            kind == .string && tests.contains { $0.allTests.contains { $0.isInterval } }
    }

    /// How many cuts there are.
    var count: Int {
        switch kind {
        case .number: numbers.count
        case .string: texts.count
        case .boolean: 2
        case .temporal: moments.count
        case .any: 0
        }
    }

    /// The position above all cuts.
    var last: Int { 2 * count }

    /// The cut that a constant is; nil when it is of another kind.
    private func cut(_ constant: Value) -> Int? {
        switch (kind, constant) {
        case (.number, .number(let number)): return firstIndex(numbers) { $0 >= number }
        case (.string, .string(let text)):
            return firstIndex(texts) { !$0.utf8.lexicographicallyPrecedes(text.utf8) }
        case (.boolean, .boolean(let isTrue)): return isTrue ? 1 : 0
        case (.temporal(let line), _):
            guard let point = constant.temporalPoint, point.line == line else { return nil }
            return firstIndex(moments) { $0 >= point.place }
        case (.number, _), (.string, _), (.boolean, _), (.any, _): return nil
        }
    }

    // MARK: - Tests

    /// The positions that a cell accepts, in order and apart from each other.
    func accepted(by cell: SimpleTests) -> [ClosedRange<Int>] {
        switch cell {
        case .any: return [0...last]
        case .tests(let tests, let isNegated):
            var ranges: [ClosedRange<Int>] = []
            for test in tests {
                switch positions(test) {
                case .some(let positions): ranges += positions
                // What cannot be compared does not pass, whichever way it is asked.
                case nil: if isNegated { return [] }
                }
            }
            return isNegated ? complement(united(ranges)) : united(ranges)
        }
    }

    /// The positions at which a test holds; nil where it compares what has no order.
    private func positions(_ test: SimpleTest) -> [ClosedRange<Int>]? {
        switch test {
        case .equal(.null): return []
        case .equal(.boolean(let isTrue)) where kind != .boolean: return isTrue ? [0...last] : []
        case .equal(let constant):
            return cut(constant).map { [(2 * $0 + 1)...(2 * $0 + 1)] }
        case .within(let interval):
            guard kind != .boolean else {
                return interval.start == nil && interval.end == nil ? [0...last] : nil
            }
            var (low, high) = (0, last)
            if let start = interval.start {
                guard let cut = cut(start) else { return nil }
                low = interval.isStartIncluded ? 2 * cut + 1 : 2 * cut + 2
            }
            if let end = interval.end {
                guard let cut = cut(end) else { return nil }
                high = interval.isEndIncluded ? 2 * cut + 1 : 2 * cut
            }
            return low <= high ? [low...high] : []
        }
    }

    private func united(_ ranges: [ClosedRange<Int>]) -> [ClosedRange<Int>] {
        var result: [ClosedRange<Int>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let before = result.last, range.lowerBound <= before.upperBound + 1 {
                result[result.count - 1] =
                    before.lowerBound...max(before.upperBound, range.upperBound)
            } else {
                result.append(range)
            }
        }
        return result
    }

    private func complement(_ ranges: [ClosedRange<Int>]) -> [ClosedRange<Int>] {
        var result: [ClosedRange<Int>] = []
        var next = 0
        for range in ranges {
            if next < range.lowerBound { result.append(next...(range.lowerBound - 1)) }
            next = range.upperBound + 1
        }
        if next <= last { result.append(next...last) }
        return result
    }
}

extension ColumnCuts.Kind {
    /// Whether values of the kind are of a type.
    func isOf(_ type: FEELType) -> Bool {
        switch (self, type) {
        case (_, .any), (.number, .number), (.string, .string), (.boolean, .boolean): true
        case (.temporal(let line), _):
            switch line {
            case .dates: type == .date
            case .localTimes, .zonedTimes: type == .time
            case .localDateTimes, .zonedDateTimes: type == .dateTime
            case .daysDurations: type == .daysDuration
            case .yearsDurations: type == .yearsDuration
            }
        case (.number, _), (.string, _), (.boolean, _), (.any, _): false
        }
    }
}

/// A text as FEEL tells texts apart: by code points, where Swift goes by what is read.
private struct TextKey: Hashable {
    let text: String

    static func == (left: TextKey, right: TextKey) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    func hash(into hasher: inout Hasher) {
        for byte in text.utf8 { hasher.combine(byte) }
    }
}

/// The index of the first item of a sorted array for which something holds from there on.
@inline(__always)
func firstIndex<Item>(_ items: [Item], where holds: (Item) -> Bool) -> Int {
    var low = 0
    var high = items.count
    while low < high {
        let middle = (low + high) / 2
        if holds(items[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
}

extension SimpleTests {
    /// The tests, negated or not.
    var allTests: [SimpleTest] {
        switch self {
        case .any: []
        case .tests(let tests, _): tests
        }
    }

    /// All constants that the tests compare with.
    var allConstants: [Value] { allTests.flatMap(\.constants) }
}

extension SimpleTest {
    /// Whether the test is one of order.
    var isInterval: Bool { if case .within = self { true } else { false } }
}
