import DMN
import FEEL

/// Looks for inputs of a decision that bring about what is wanted of a row of its tables.
///
/// Nothing is derived from the cells' texts: inputs are chosen among values worth trying, and the model
/// is asked. So cells that compare with other facts, and columns that test other decisions, need no
/// rules of their own.
struct RowSolver {
    /// Values of the decision's inputs, in their order.
    typealias Assignment = [Value]

    let handle: DecisionHandle
    /// The values worth trying, for each input: in order, nothing last.
    let candidates: [[Value]]
    /// Whether these are all that an input can have.
    private let isListed: [Bool]
    private let evaluator: DecisionEvaluator
    /// How often the model may be asked for one answer.
    private static let limit = 4_000

    init(_ handle: DecisionHandle, of model: DecisionModel, domains: [String: [Value]]) {
        self.handle = handle
        evaluator = handle.evaluator()
        candidates = handle.inputs.map { input in
            RowSolver.candidates(
                for: input,
                constants: model.constants(comparedWith: input.name, inDecision: handle.name),
                domain: domains[input.name])
        }
        isListed = handle.inputs.map { domains[$0.name] != nil || $0.listedValues != nil }
    }

    /// The values worth trying for an input: all it can have, or those that make a difference.
    private static func candidates(
        for input: DecisionHandle.Input, constants: [Value], domain: [Value]?
    ) -> [Value] {
        var values: [Value] = []
        func add(_ value: Value?) {
            guard let value, input.allows(value), !values.contains(where: { isSame($0, value) })
            else { return }
            values.append(value)
        }
        if let listed = domain ?? input.listedValues {
            listed.forEach { add($0) }
        } else {
            for constant in constants + input.namedConstants {
                add(neighbour(of: constant, by: -1, in: nil))
                add(constant)
                add(neighbour(of: constant, by: 1, in: nil))
            }
            for sample in ["0", "1", "\"other\"", "@\"2026-06-30\"", "@\"2026-06-30T09:00:00\""]
            where values.count < 2 {
                add((try? Expression(sample))?.constant)
            }
            if case .string = input.type { add(.string("other")) }
        }
        return values.enumerated().sorted { left, right in
            if case .string = left.element { return left.offset < right.offset }
            switch order(left.element, right.element) {
            case .some(let order) where order != 0: return order < 0
            default: return left.offset < right.offset
            }
        }.map(\.element) + [.null]
    }

    /// How a row of a table fares with an assignment; nil when the table is not asked.
    func row(
        _ number: Int, at table: SourceLocation, with assignment: Assignment
    ) -> (row: DecisionTrace.Row, matchedBefore: Int)? {
        let trace = evaluator.explain(assignment)
        guard let asked = trace.tables.last(where: { $0.location == table }),
            asked.rows.indices.contains(number)
        else { return nil }
        return (
            asked.rows[number], asked.rows[..<number].count { $0.outcome != .failed }
        )
    }

    /// What the decision answers.
    func answer(_ assignment: Assignment) -> Value { evaluator.evaluate(assignment) }

    /// An assignment under which the answer is made of a row; nil when none was found.
    ///
    /// - Parameters:
    ///   - number: The row's place in the table.
    ///   - table: The table.
    ///   - seeds: Where to begin; one that hits the row is taken as it is.
    /// - Returns: The inputs' values.
    func hit(
        _ number: Int, of table: TableOutline, from seeds: [Assignment]
    ) -> Assignment? {
        for seed in seeds
        where row(number, at: table.location, with: seed)?.row.outcome == .hit { return seed }
        let start = seeds.first ?? candidates.map { $0.first ?? .null }
        return climb(from: prepared(start, for: table.rows[number], of: table), free: nil) {
            assignment in
            guard let (row, before) = row(number, at: table.location, with: assignment) else {
                return (-1_000, false)
            }
            return (row.matchedCount * 100 - before, row.outcome == .hit)
        }
    }

    /// The start with each input that a column tests by itself set to a value that its cell accepts.
    private func prepared(
        _ start: Assignment, for row: TableOutline.Row, of table: TableOutline
    ) -> Assignment {
        var assignment = start
        for (column, cell) in zip(table.columns, row.cells) {
            guard let simple = cell.simple, let input = self.input(of: column),
                !simple.accept(assignment[input]),
                let value = candidates[input].first(where: simple.accept)
            else { continue }
            assignment[input] = value
        }
        return assignment
    }

    /// The input that a column tests by its name alone.
    func input(of column: TableOutline.Column) -> Int? {
        handle.inputs.firstIndex { $0.name == column.text }
    }

    /// An assignment that differs from a hit so that one cell has a value and all others still pass.
    ///
    /// - Parameters:
    ///   - value: What the cell's column is to be.
    ///   - column: The cell's place in its row.
    ///   - number: The row's place in the table.
    ///   - table: The table.
    ///   - base: An assignment that hits the row.
    /// - Returns: The inputs' values; nil when none were found.
    func edge(
        _ value: Value, in column: Int, row number: Int, of table: TableOutline, base: Assignment
    ) -> Assignment? {
        func fits(_ assignment: Assignment) -> Bool {
            guard let (row, _) = row(number, at: table.location, with: assignment) else {
                return false
            }
            return isSame(row.cells[column].value, value)
                && row.cells.enumerated().allSatisfy { $0 == column || $1.verdict == .passed }
        }
        if fits(base) { return base }
        if let input = input(of: table.columns[column]) {
            var changed = base
            changed[input] = value
            if fits(changed) { return changed }
            // The same input decides other cells too: the rest may make up for it.
            return climb(from: changed, free: handle.inputs.indices.filter { $0 != input }) {
                assignment in
                guard let (row, _) = row(number, at: table.location, with: assignment) else {
                    return (-1_000, false)
                }
                return (row.matchedCount, fits(assignment))
            }
        }
        for input in handle.inputs.indices {
            for candidate in candidates[input] {
                var changed = base
                changed[input] = candidate
                if fits(changed) { return changed }
            }
        }
        return nil
    }

    /// An assignment at which a cell turns, and the input that was changed for it.
    struct Turn {
        let assignment: Assignment
        let input: Int
        let isMet: Bool
    }

    /// Assignments around a hit between which a cell turns, changing one input at a time.
    ///
    /// For cells that compare with other facts, and columns that test other decisions: where their
    /// thresholds lie is found by asking.
    func turns(
        in column: Int, row number: Int, of table: TableOutline, base: Assignment
    ) -> [Turn] {
        func turn(_ input: Int, _ value: Value) -> Turn? {
            var changed = base
            changed[input] = value
            guard let (row, _) = row(number, at: table.location, with: changed),
                row.cells.enumerated().allSatisfy({ $0 == column || $1.verdict == .passed })
            else { return nil }
            return Turn(
                assignment: changed, input: input, isMet: row.cells[column].verdict == .passed)
        }
        var found: [Turn] = []
        for input in handle.inputs.indices {
            var before: Turn?
            for candidate in candidates[input] where candidate.isOrdered {
                guard var next = turn(input, candidate) else {
                    before = nil
                    continue
                }
                if var last = before, last.isMet != next.isMet {
                    // Between two values that were tried the whole ones are halved until they meet.
                    while !isListed[input],
                        let middle = RowSolver.middle(
                            last.assignment[input], next.assignment[input]),
                        let half = turn(input, middle)
                    {
                        if half.isMet == last.isMet { last = half } else { next = half }
                    }
                    found += [last, next]
                }
                before = next
            }
        }
        return found
    }

    /// The whole number halfway between two; nil when there is none.
    private static func middle(_ low: Value, _ high: Value) -> Value? {
        guard case .number(let low) = low, case .number(let high) = high,
            let low = low.exactInt, let high = high.exactInt, high - low > 1
        else { return nil }
        return .number(Decimal128(low + (high - low) / 2))
    }

    /// Climbs from an assignment, an input at a time, then two at a time, to one that is good enough.
    private func climb(
        from start: Assignment, free: [Int]?,
        _ judge: (Assignment) -> (score: Int, isDone: Bool)
    ) -> Assignment? {
        let free = free ?? Array(handle.inputs.indices)
        var asked = 0
        var current = start
        var (best, isDone) = judge(current)
        while !isDone, asked < RowSolver.limit {
            var next: (Assignment, Int)?
            for moves in [singles(free), pairs(free)] where next == nil {
                for move in moves {
                    guard asked < RowSolver.limit else { break }
                    asked += 1
                    var changed = current
                    for (input, value) in move { changed[input] = value }
                    let (score, isDone) = judge(changed)
                    if isDone { return changed }
                    if score > next?.1 ?? best { next = (changed, score) }
                }
            }
            guard let next else { return nil }
            (current, best) = next
            isDone = false
        }
        return isDone ? current : nil
    }

    private func singles(_ inputs: [Int]) -> [[(Int, Value)]] {
        inputs.flatMap { input in candidates[input].map { [(input, $0)] } }
    }

    private func pairs(_ inputs: [Int]) -> [[(Int, Value)]] {
        var moves: [[(Int, Value)]] = []
        for (index, first) in inputs.enumerated() {
            for second in inputs[(index + 1)...] {
                for one in candidates[first] {
                    for other in candidates[second] where moves.count < RowSolver.limit {
                        moves.append([(first, one), (second, other)])
                    }
                }
            }
        }
        return moves
    }
}

extension Value {
    /// Whether values of its kind stand in an order that says which are next to each other.
    fileprivate var isOrdered: Bool {
        switch self {
        case .number, .date, .time, .dateTime, .daysDuration, .yearsDuration: true
        case .null, .boolean, .string, .list, .context, .range, .function: false
        }
    }
}
