import FEEL

/// A step of a plan as loops over lanes.
///
/// A loop that has no answer for a row leaves it; the rows that are left are decided one by one.
struct BatchKernel {
    private let step: DecisionPlan.Step
    private let table: Table?
    /// For each column of the table, what the values of its lane's dictionary add, as far as known.
    private var coded: [[Int32]]
    /// The rows that are left: true where one is.
    private let isLeft = ChunkMemory<Bool>(repeating: false)
    /// The numbers of the rows' combinations.
    private let combinations = ChunkMemory<Int32>(repeating: 0)

    /// A table, with what each class adds to the number of a combination.
    private struct Table {
        let table: DecisionPlan.Table
        /// For each column, what its whole numbers add.
        let whole: [[Int32]]
    }

    /// What a class that has no answer adds: below what all others can make up for.
    private static let leave: Int32 = -65_536

    /// Nil where the decision is one for frames only.
    init?(_ step: DecisionPlan.Step) {
        self.step = step
        switch step.logic {
        case .frame: return nil
        case .value(let register):
            guard step.instructions.last?.result == register else { return nil }
            table = nil
            coded = []
        case .table(let table):
            self.table = Table(
                table: table,
                whole: table.columns.map { column in
                    column.index.takeUnretainedValue().whole.classes.map {
                        $0 < 0 ? Self.leave : $0 * Int32(column.weight)
                    }
                })
            coded = table.columns.map { _ in [] }
        }
    }

    /// Starts a call.
    mutating func begin(_ lanes: [BatchLane]) {
        for instruction in step.instructions { lanes[instruction.result].begin(Self.booleans) }
        lanes[step.slot].begin(table?.table.answers ?? Self.booleans)
        coded = coded.map { _ in [] }
    }

    private static let booleans = [Value.boolean(false), .boolean(true)]

    /// Decides the rows of a chunk.
    ///
    /// - Returns: The rows that are left; nil when all of them are, whose lanes have no loop.
    mutating func perform(_ lanes: [BatchLane], _ rows: Int) -> [Int]? {
        defer { isLeft.base.update(repeating: false, count: rows) }
        for instruction in step.instructions {
            guard perform(instruction, lanes, rows) else { return nil }
        }
        guard let table else {
            // A declared type is checked row by row, but for that which the loops give anyway.
            let form = lanes[step.slot].form
            for type in step.types {
                switch (type.plain, form) {
                case (.any, _), (.number, .whole), (.boolean, .coded): break
                default: return nil
                }
            }
            return left(rows)
        }
        perform(table, lanes, rows)
        return left(rows)
    }

    private func left(_ rows: Int) -> [Int] { (0..<rows).filter { isLeft.base[$0] } }

    // MARK: - Tables

    private mutating func perform(_ table: Table, _ lanes: [BatchLane], _ rows: Int) {
        let sums = combinations.base
        sums.update(repeating: 0, count: rows)
        for (number, column) in table.table.columns.enumerated() {
            let lane = lanes[column.register]
            switch lane.form {
            case .whole: add(column, table.whole[number], lane, rows)
            case .coded:
                for code in coded[number].count..<max(coded[number].count, lane.dictionary.count) {
                    coded[number].append(Self.weighed(column, lane.dictionary[code]))
                }
                coded[number].withUnsafeBufferPointer { adds in
                    let codes = lane.codes
                    for row in 0..<rows { sums[row] &+= adds[Int(codes[row])] }
                }
            case .values:
                for row in 0..<rows { sums[row] &+= Self.weighed(column, lane.values[row]) }
            }
        }
        let codes = lanes[step.slot].codes
        lanes[step.slot].form = .coded
        table.table.combinations.withUnsafeBufferPointer { answers in
            for row in 0..<rows {
                let sum = sums[row]
                let answer = sum < 0 ? -1 : answers[Int(sum)]
                codes[row] = answer
                if answer < 0 { isLeft.base[row] = true }
            }
        }
    }

    private func add(
        _ column: DecisionPlan.Column, _ adds: [Int32], _ lane: BatchLane, _ rows: Int
    ) {
        let sums = combinations.base
        let integers = lane.whole
        let (lowest, highest, isClosed) = column.index._withUnsafeGuaranteedRef {
            ($0.whole.lowest, $0.whole.highest, $0.whole.isClosed)
        }
        adds.withUnsafeBufferPointer { adds in
            if isClosed {
                for row in 0..<rows {
                    sums[row] &+= adds[max(min(integers[row], highest), lowest) &- lowest]
                }
            } else {
                for row in 0..<rows {
                    let integer = integers[row]
                    sums[row] &+=
                        integer <= highest
                        ? adds[max(integer, lowest) &- lowest]
                        : Self.weighed(column, .number(Decimal128(integer)))
                }
            }
        }
        leaveOthers(lane)
    }

    private static func weighed(_ column: DecisionPlan.Column, _ value: Value) -> Int32 {
        let number = column.index._withUnsafeGuaranteedRef { $0.classOf(value) }
        return number < 0 ? leave : Int32(number * column.weight)
    }

    // MARK: - Operations

    private func leaveOthers(_ lane: BatchLane) {
        for row in lane.others.keys { isLeft.base[row] = true }
    }

    /// Performs an operation on lanes; false when there is no loop for their forms.
    private func perform(
        _ instruction: DecisionPlan.Instruction, _ lanes: [BatchLane], _ rows: Int
    ) -> Bool {
        let left = lanes[instruction.left]
        let right = lanes[instruction.right]
        var result = lanes[instruction.result]
        // The last operation of an expression writes the decision's own lane.
        if case .value(instruction.result) = step.logic { result = lanes[step.slot] }
        switch instruction.operation {
        case .and, .or: return combine(instruction.operation, left, right, result, rows)
        case .select:
            let condition = lanes[instruction.condition]
            return select(condition, left, right, result, rows)
        case .add, .subtract, .multiply, .divide, .negate, .equal, .notEqual, .less,
            .lessOrEqual, .greater, .greaterOrEqual:
            guard left.form == .whole, right.form == .whole else { return false }
        }
        leaveOthers(left)
        leaveOthers(right)
        switch instruction.operation {
        case .add: calculate(left, right, result, rows) { $0.addingReportingOverflow($1) }
        case .subtract:
            calculate(left, right, result, rows) { $0.subtractingReportingOverflow($1) }
        case .multiply:
            calculate(left, right, result, rows) { $0.multipliedReportingOverflow(by: $1) }
        case .divide:
            calculate(left, right, result, rows) { left, right in
                let (quotient, overflow) = left.dividedReportingOverflow(by: right)
                return (quotient, overflow || quotient &* right != left)
            }
        case .negate:
            calculate(left, right, result, rows) { left, _ in
                (0).subtractingReportingOverflow(left)
            }
        case .equal: compare(left, right, result, rows) { $0 == $1 }
        case .notEqual: compare(left, right, result, rows) { $0 != $1 }
        case .less: compare(left, right, result, rows) { $0 < $1 }
        case .lessOrEqual: compare(left, right, result, rows) { $0 <= $1 }
        case .greater: compare(left, right, result, rows) { $0 > $1 }
        case .greaterOrEqual: compare(left, right, result, rows) { $0 >= $1 }
        case .and, .or, .select: return false
        }
        return true
    }

    @inline(__always)
    private func calculate(
        _ left: BatchLane, _ right: BatchLane, _ result: BatchLane, _ rows: Int,
        _ body: (Int, Int) -> (Int, Bool)
    ) {
        result.form = .whole
        result.others.removeAll(keepingCapacity: true)
        let (lefts, rights, results) = (left.whole, right.whole, result.whole)
        for row in 0..<rows {
            let (value, isOver) = body(lefts[row], rights[row])
            results[row] = value
            if isOver { isLeft.base[row] = true }
        }
    }

    @inline(__always)
    private func compare(
        _ left: BatchLane, _ right: BatchLane, _ result: BatchLane, _ rows: Int,
        _ body: (Int, Int) -> Bool
    ) {
        result.form = .coded
        let (lefts, rights, codes) = (left.whole, right.whole, result.codes)
        for row in 0..<rows { codes[row] = body(lefts[row], rights[row]) ? 1 : 0 }
    }

    private func combine(
        _ operation: DecisionPlan.Operation, _ left: BatchLane, _ right: BatchLane,
        _ result: BatchLane, _ rows: Int
    ) -> Bool {
        guard left.isBoolean, right.isBoolean else { return false }
        result.form = .coded
        for row in 0..<rows {
            let (first, second) = (left.codes[row], right.codes[row])
            if first | second > 1 { isLeft.base[row] = true }
            result.codes[row] = operation == .and ? first & second & 1 : (first | second) & 1
        }
        return true
    }

    private func select(
        _ condition: BatchLane, _ left: BatchLane, _ right: BatchLane, _ result: BatchLane,
        _ rows: Int
    ) -> Bool {
        guard condition.form == .coded, left.form == .whole, right.form == .whole else {
            return false
        }
        leaveOthers(left)
        leaveOthers(right)
        let isTrue = condition.dictionary.map {
            if case .boolean(true) = $0 { true } else { false }
        }
        result.form = .whole
        result.others.removeAll(keepingCapacity: true)
        for row in 0..<rows {
            result.whole[row] =
                isTrue[Int(condition.codes[row])] ? left.whole[row] : right.whole[row]
        }
        return true
    }
}

extension BatchLane {
    /// Whether the codes 0 and 1 are false and true.
    fileprivate var isBoolean: Bool {
        guard form == .coded, dictionary.count >= 2, case .boolean(false) = dictionary[0],
            case .boolean(true) = dictionary[1]
        else { return false }
        return true
    }
}

/// Memory for one thing a row of a chunk.
private final class ChunkMemory<Item> {
    let base = UnsafeMutablePointer<Item>.allocate(capacity: BatchLane.capacity)

    init(repeating item: Item) { base.initialize(repeating: item, count: BatchLane.capacity) }

    deinit { base.deallocate() }
}
