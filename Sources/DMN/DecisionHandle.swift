public import FEEL

/// A decision resolved once: what it needs, and how to evaluate it many times.
///
///     let registers = try model.decision("Registers")
///     registers.inputs.map(\.name)                       // ["Score", "Objective"]
///     let evaluator = registers.evaluator()
///     evaluator.evaluate([.number(16), .boolean(true)])  // no names are looked up
public struct DecisionHandle: Sendable {
    /// A fact that the decision, or one it requires, reads.
    public struct Input: Sendable {
        /// The input's name.
        public let name: String
        /// Its type, as FEEL has it.
        public let type: FEELType
        /// Where the model declares it.
        public let location: SourceLocation
        /// Its type with the model's constraints.
        package let valueType: ValueType
    }

    /// The decision's name.
    public let name: String
    /// The facts it needs, in the order in which an evaluator takes them: that of the model.
    public let inputs: [Input]
    let model: CompiledModel
    /// The decisions to evaluate, in order; the last is the one asked for.
    let program: [Int]
    /// The slots of the inputs.
    let inputSlots: [Int]

    init(model: CompiledModel, program: [Int]) {
        self.model = model
        self.program = program
        name = program.last.map { model.decisions[$0].name } ?? ""
        let needed = Set(program.flatMap { model.decisions[$0].required })
        inputSlots = model.inputs.indices.filter(needed.contains)
        inputs = inputSlots.map {
            Input(
                name: model.inputs[$0].name, type: model.inputs[$0].type.feel,
                location: model.inputs[$0].location, valueType: model.inputs[$0].type)
        }
    }

    /// Something that evaluates the decision again and again, for one thread at a time.
    public func evaluator() -> DecisionEvaluator {
        DecisionEvaluator(self)
    }

    /// Evaluates with values by slot.
    func evaluate(values: [Value], now: DateAndTime?, trace: TraceRecorder?) -> DecisionResult {
        let host = ModelRun(trace: trace)
        let run = Run(now: now)
        run.host = host
        var values = values
        for slot in inputSlots {
            let input = model.inputs[slot]
            values[slot] = input.type.coerced(values[slot]) {
                host.warn(input.location, "the input \(input.name): \($0)")
            }
        }
        for decision in program {
            model.decisions[decision].evaluate(into: &values, run, in: model)
        }
        let value = program.last.map { values[model.decisions[$0].slot] } ?? .null
        return DecisionResult(value: value, warnings: host.warnings)
    }
}

/// Evaluates one decision again and again with the same working memory.
///
/// One evaluator serves one thread at a time; make one for each.
public final class DecisionEvaluator {
    /// The decision.
    public let handle: DecisionHandle
    private var values: [Value]
    private let frames: [Frame]
    private let host = ModelRun()

    init(_ handle: DecisionHandle) {
        self.handle = handle
        values = handle.model.noValues
        let run = Run()
        run.host = host
        frames = handle.program.map { decision in
            let frame = Frame(handle.model.decisions[decision].surroundings.scope, run: run)
            handle.model.decisions[decision].surroundings.fill(
                frame, values: handle.model.noValues, in: handle.model)
            return frame
        }
    }

    /// What became null during the last evaluation, or should not have been.
    public var warnings: [DecisionWarning] { host.warnings }

    /// The decision for the values of its inputs, in the order of `handle.inputs`.
    ///
    /// A value that is left out is null.
    ///
    /// - Parameter inputs: The values.
    /// - Returns: The decision's value; `warnings` says why it is null.
    public func evaluate(_ inputs: [Value]) -> Value {
        let model = handle.model
        if !host.warnings.isEmpty { host.warnings.removeAll(keepingCapacity: true) }
        frames.first?.run.restart()
        for (index, slot) in handle.inputSlots.enumerated() {
            let value = index < inputs.count ? inputs[index] : .null
            let input = model.inputs[slot]
            values[slot] = input.type.coerced(value) {
                host.warn(input.location, "the input \(input.name): \($0)")
            }
        }
        var last: Value = .null(Null())
        for (position, decision) in handle.program.enumerated() {
            let compiled = model.decisions[decision]
            let frame = frames[position]
            compiled.surroundings.refill(frame, values: values, in: model)
            last = compiled.evaluate(frame, in: model)
            values[compiled.slot] = last
        }
        return last
    }

    /// The value of a decision that the last evaluation passed through, by name.
    ///
    /// Useful where one call should answer several questions: the score, the grade, the registers.
    ///
    /// - Parameter name: The decision's name.
    /// - Returns: The value; nil when the evaluation does not pass through such a decision.
    public func value(of name: String) -> Value? {
        handle.program.first { handle.model.decisions[$0].name == name }
            .map { values[handle.model.decisions[$0].slot] }
    }

    /// The decision for the values of its inputs, and how it came about; the same answer.
    ///
    /// - Parameter inputs: The values in the order of `handle.inputs`.
    /// - Returns: The result with every step to it.
    public func explain(_ inputs: [Value]) -> DecisionTrace {
        var values = handle.model.noValues
        for (index, slot) in handle.inputSlots.enumerated() where index < inputs.count {
            values[slot] = inputs[index]
        }
        let recorder = TraceRecorder()
        let result = handle.evaluate(values: values, now: nil, trace: recorder)
        return DecisionTrace(result: result, steps: recorder.steps)
    }
}

extension Surroundings {
    /// Puts the values that change between evaluations into a frame that was filled before.
    func refill(_ frame: Frame, values: [Value], in model: CompiledModel) {
        for link in links {
            if case .slot(let slot) = link.source { frame[link.local] = values[slot] }
        }
        for link in imports {
            frame[link.local] = .context(
                Context(link.members.map { ($0.name, model.value(of: $0.source, values)) }))
        }
    }
}
