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

    /// The decision's name; the last one's, where several were asked for.
    public let name: String
    /// The names of the decisions asked for, in order.
    public let outputs: [String]
    /// The facts it needs, in the order in which an evaluator takes them: that of the model.
    public let inputs: [Input]
    let model: CompiledModel
    /// The decisions to evaluate, in order.
    let program: [Int]
    /// The slots of those asked for.
    let outputSlots: [Int]
    /// The slots of the inputs.
    let inputSlots: [Int]

    init(model: CompiledModel, wanted: [Int]) {
        self.model = model
        program = model.program(for: wanted)
        outputs = wanted.map { model.decisions[$0].name }
        outputSlots = wanted.map { model.decisions[$0].slot }
        name = outputs.last ?? ""
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
        let value = outputSlots.last.map { values[$0] } ?? .null
        return DecisionResult(value: value, warnings: host.warnings)
    }
}

/// Evaluates one decision again and again with the same working memory.
///
/// One evaluator serves one thread at a time; make one for each.
public final class DecisionEvaluator {
    /// The decision.
    public let handle: DecisionHandle
    @exclusivity(unchecked) private var values: [Value]
    private let steps: [Step]
    private let entries: [Entry]
    private let run = Run()
    private let host = ModelRun()

    /// A decision on the way, with the frame it is evaluated in.
    private final class Step {
        let decision: CompiledDecision
        let frame: Frame
        /// From a slot of the values to a slot of the frame.
        let links: [(source: Int, local: Int)]
        let hasImports: Bool

        init(_ decision: CompiledDecision, _ run: Run, in model: CompiledModel) {
            self.decision = decision
            frame = Frame(decision.surroundings.scope, run: run)
            decision.surroundings.fill(frame, values: model.noValues, in: model)
            links = decision.surroundings.links.compactMap { link in
                if case .slot(let slot) = link.source { (slot, link.local) } else { nil }
            }
            hasImports = !decision.surroundings.imports.isEmpty
        }
    }

    /// An input and its slot.
    private struct Entry {
        let slot: Int
        let input: CompiledInput
    }

    init(_ handle: DecisionHandle) {
        self.handle = handle
        values = handle.model.noValues
        run.host = host
        let run = run
        steps = handle.program.map {
            Step(handle.model.decisions[$0], run, in: handle.model)
        }
        entries = handle.inputSlots.map { Entry(slot: $0, input: handle.model.inputs[$0]) }
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
        let model = handle.model
        if !host.warnings.isEmpty { host.warnings.removeAll(keepingCapacity: true) }
        run.restart()
        for (index, entry) in entries.enumerated() {
            let value = index < inputs.count ? inputs[index] : .null
            values[entry.slot] = entry.input.type.coerced(value) {
                host.warn(entry.input.location, "the input \(entry.input.name): \($0)")
            }
        }
        for step in steps {
            for link in step.links { step.frame[link.local] = values[link.source] }
            if step.hasImports {
                step.decision.surroundings.fillImports(step.frame, values: values, in: model)
            }
            values[step.decision.slot] = step.decision.evaluate(step.frame, in: model)
        }
        return handle.outputSlots.last.map { values[$0] } ?? .null
    }

    /// What one of the decisions asked for came to in the last evaluation.
    ///
    /// - Parameter output: The decision's place in `handle.outputs`.
    /// - Returns: Its value; null when there is no such place.
    public func result(_ output: Int) -> Value {
        handle.outputSlots.indices.contains(output) ? values[handle.outputSlots[output]] : .null
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
