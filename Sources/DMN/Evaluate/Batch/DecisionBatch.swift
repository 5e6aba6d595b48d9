import FEEL

/// Evaluates decisions for columns of values: the answers of a row-by-row evaluation, much faster.
///
///     let batch = try model.decisions(["Grade", "Registers"]).batch()
///     let result = batch.evaluate([.integers(likelihoods), .integers(consequences)])
///     result.columns[0][17]      // the grade of the row 17
///
/// Arithmetic over whole numbers and tables of constants are loops over columns; a row for which
/// such a loop has no answer, and a decision that is none of these, is evaluated as a
/// `DecisionEvaluator` does it, with the same values and warnings.
///
/// The working memory does not grow with the rows. For millions of rows, give some ten thousand at
/// a time, so that the results do not either. One batch serves one thread at a time.
public final class DecisionBatch {
    /// What became of some rows.
    public struct Result: Sendable {
        /// For each of the handle's outputs, in order, its values.
        public let columns: [Column]
        /// How many rows came with warnings.
        public let warnedRowCount: Int
        /// The first warnings, at most 1,000, in the order of the rows.
        public let warnings: [(row: Int, warning: DecisionResult.Warning)]
    }

    /// The decisions.
    public let handle: DecisionHandle
    private let plan: DecisionPlan
    private let evaluator: DecisionEvaluator
    private let lanes: [BatchLane]
    private var inputs: [BatchInput]
    private var kernels: [BatchKernel?]
    private var warned = WarnedRows()

    init(_ handle: DecisionHandle) {
        self.handle = handle
        plan = DecisionPlan(handle.program, in: handle.model)
        evaluator = handle.evaluator()
        // A model may have many names that these decisions do not ask for: one lane stands for them all.
        let names = handle.model.inputs.count + handle.model.decisions.count
        let used = Set(handle.inputSlots + plan.steps.map(\.slot))
        let unused = BatchLane(.null)
        lanes = plan.registers.enumerated().map { place, value in
            place >= names || used.contains(place) ? BatchLane(value) : unused
        }
        inputs = handle.inputSlots.map { BatchInput(handle.model.inputs[$0], slot: $0) }
        kernels = plan.steps.map { BatchKernel($0) }
    }

    /// The decisions for columns of input values.
    ///
    /// - Parameters:
    ///   - columns: The inputs' values in the order of `handle.inputs`; one that is left out is null.
    ///   - count: How many rows to evaluate; by default as many as the longest column has. What a
    ///     column has not is null.
    /// - Returns: A column for each output, and what the rows warned of.
    public func evaluate(_ columns: [Column], count: Int? = nil) -> Result {
        let count = count ?? columns.map(\.count).max() ?? 0
        warned = WarnedRows()
        for index in inputs.indices {
            inputs[index].begin(index < columns.count ? columns[index] : .values([]), lanes)
        }
        for index in kernels.indices { kernels[index]?.begin(lanes) }
        var outputs = handle.outputs.map { _ in BatchOutput() }
        for start in stride(from: 0, to: count, by: BatchLane.capacity) {
            let rows = min(BatchLane.capacity, count - start)
            for index in inputs.indices {
                inputs[index].load(from: start, count: rows, lanes, &warned)
            }
            for step in plan.steps.indices { perform(step, rows) }
            for (index, slot) in handle.outputSlots.enumerated() {
                outputs[index].append(lanes[slot], count: rows)
            }
            warned.finishChunk(start: start)
        }
        return Result(
            columns: outputs.map(\.finished), warnedRowCount: warned.rowCount,
            warnings: warned.first)
    }

    private func perform(_ step: Int, _ rows: Int) {
        let slot = plan.steps[step].slot
        if let left = kernels[step]?.perform(lanes, rows) {
            for row in left { lanes[slot].set(row, value(step, row)) }
        } else {
            let lane = lanes[slot]
            lane.values.removeAll(keepingCapacity: true)
            for row in 0..<rows { lane.values.append(value(step, row)) }
            lane.form = .values
        }
    }

    /// The value of a step's decision for one row, as an evaluator makes it.
    private func value(_ step: Int, _ row: Int) -> Value {
        for slot in handle.model.decisions[handle.program[step]].required {
            evaluator.set(slot, lanes[slot][row])
        }
        let value = evaluator.decide(step)
        warned.add(row, evaluator.warnings)
        return value
    }
}

extension DecisionHandle {
    /// Something that evaluates the decisions for columns of values, for one thread at a time.
    public func batch() -> DecisionBatch { DecisionBatch(self) }
}

/// The warnings of a call, in the order of the rows.
struct WarnedRows {
    /// The first warnings.
    private(set) var first: [(row: Int, warning: DecisionWarning)] = []
    private(set) var rowCount = 0
    private var chunk: [(row: Int, order: Int, warning: DecisionWarning)] = []

    private static let limit = 1_000

    mutating func add(_ row: Int, _ warnings: [DecisionWarning]) {
        for warning in warnings { chunk.append((row, chunk.count, warning)) }
    }

    /// Puts the warnings of a chunk, which came by step, in the order of its rows.
    mutating func finishChunk(start: Int) {
        guard !chunk.isEmpty else { return }
        var last = -1
        var ofRow = 0
        for entry in chunk.sorted(by: { ($0.row, $0.order) < ($1.row, $1.order) }) {
            if entry.row != last { (last, ofRow, rowCount) = (entry.row, 0, rowCount + 1) }
            ofRow += 1
            if first.count < Self.limit, ofRow <= ModelRun.warningLimit {
                first.append((start + entry.row, entry.warning))
            }
        }
        chunk.removeAll(keepingCapacity: true)
    }
}
