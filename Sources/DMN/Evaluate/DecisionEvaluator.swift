public import FEEL

/// Evaluates one decision again and again with the same working memory.
///
/// One evaluator serves one thread at a time; make one for each.
public final class DecisionEvaluator {
    /// The decision.
    public let handle: DecisionHandle
    private let program: RowProgram
    private let entries: [Entry]
    /// The frames of the decisions on the way, made when one is needed first.
    private var frames: [FramedDecision?]
    private let run: Run
    private let host = ModelRun()

    /// An input and its slot.
    private struct Entry {
        let slot: Int
        let type: ValueType.Plain
    }

    init(_ handle: DecisionHandle, now: DateAndTime?) {
        self.handle = handle
        run = Run(now: now)
        program = RowProgram(DecisionPlan(handle.program, in: handle.model))
        frames = Array(repeating: nil, count: program.stepCount)
        entries = handle.inputSlots.map {
            Entry(slot: $0, type: handle.model.inputs[$0].type.plain)
        }
        run.host = host
    }

    /// What became null during the last evaluation, or should not have been.
    public var warnings: [DecisionResult.Warning] { host.warnings }

    /// The decision for the values of its inputs, in the order of `handle.inputs`.
    ///
    /// A value that is left out is null.
    ///
    /// - Parameter inputs: The values.
    /// - Returns: The decision's value; `warnings` says why it is null.
    public func evaluate(_ inputs: [Value]) -> Value {
        restart()
        for index in entries.indices {
            let entry = entries[index]
            if index < inputs.count, entry.type.takes(inputs[index]) {
                program[entry.slot] = inputs[index]
            } else {
                program[entry.slot] = coerced(index < inputs.count ? inputs[index] : .null, entry)
            }
        }
        for step in 0..<program.stepCount where !program.perform(step) { evaluateInFrame(step) }
        return handle.outputSlots.last.map { program[$0] } ?? .null
    }

    /// An input's value as its type has it; null, with a warning, when it is of another.
    private func coerced(_ value: Value, _ entry: Entry) -> Value {
        let input = handle.model.inputs[entry.slot]
        return input.type.coerced(value) {
            host.warn(input.location, "the input \(input.name): \($0)")
        }
    }

    /// Puts the value of a fact or decision where a step finds it.
    func set(_ slot: Int, _ value: Value) { program[slot] = value }

    /// Makes the decision of one step; `warnings` are those of this step alone.
    func decide(_ step: Int) -> Value {
        restart()
        if !program.perform(step) { evaluateInFrame(step) }
        return program[handle.model.decisions[handle.program[step]].slot]
    }

    private func restart() {
        if !host.warnings.isEmpty { host.warnings.removeAll(keepingCapacity: true) }
        run.restart()
    }

    /// Makes the decision of a step as any decision can be made.
    private func evaluateInFrame(_ index: Int) {
        let model = handle.model
        let decision = model.decisions[handle.program[index]]
        let framed = frames[index] ?? FramedDecision(decision, run, in: model)
        frames[index] = framed
        for link in framed.links { framed.frame[link.local] = program[link.source] }
        if framed.hasImports {
            let values = program.prefix(model.inputs.count + model.decisions.count)
            decision.surroundings.fillImports(framed.frame, values: values, in: model)
        }
        program[decision.slot] = decision.evaluate(framed.frame, in: model)
    }

    /// What one of the decisions asked for came to in the last evaluation.
    ///
    /// - Parameter output: The decision's place in `handle.outputs`.
    /// - Returns: Its value; null when there is no such place.
    public func result(_ output: Int) -> Value {
        handle.outputSlots.indices.contains(output) ? program[handle.outputSlots[output]] : .null
    }

    /// The value of a decision that the last evaluation passed through, by name.
    ///
    /// Useful where one call should answer several questions: the score, the grade, the registers.
    ///
    /// - Parameter name: The decision's name.
    /// - Returns: The value; nil when the evaluation does not pass through such a decision.
    public func value(of name: String) -> Value? {
        handle.program.first { handle.model.decisions[$0].name == name }
            .map { program[handle.model.decisions[$0].slot] }
    }

    /// The decision for the values of its inputs, and how it came about; the same answer.
    ///
    /// - Parameter inputs: The values in the order of `handle.inputs`.
    /// - Returns: The result with every step to it.
    public func explain(_ inputs: [Value]) -> DecisionTrace { handle.explain(inputs, now: run.now) }
}

/// A decision with the frame it is evaluated in.
private final class FramedDecision {
    let frame: Frame
    /// From a register to a slot of the frame.
    let links: [(source: Int, local: Int)]
    let hasImports: Bool

    init(_ decision: CompiledDecision, _ run: Run, in model: CompiledModel) {
        frame = Frame(decision.surroundings.scope, run: run)
        decision.surroundings.fill(frame, values: model.noValues, in: model)
        links = decision.surroundings.links.compactMap { link in
            if case .slot(let slot) = link.source { (slot, link.local) } else { nil }
        }
        hasImports = !decision.surroundings.imports.isEmpty
    }
}
