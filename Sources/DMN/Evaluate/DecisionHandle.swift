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
        DecisionEvaluator(self, now: nil)
    }

    /// An evaluator for which `now()` and `today()` answer a moment, the same for every evaluation.
    package func evaluator(now: DateAndTime?) -> DecisionEvaluator {
        DecisionEvaluator(self, now: now)
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

    /// The decision for the values of its inputs, and how it came about; the same answer.
    package func explain(_ inputs: [Value], now: DateAndTime? = nil) -> DecisionTrace {
        var values = model.noValues
        for (slot, value) in zip(inputSlots, inputs) { values[slot] = value }
        let recorder = TraceRecorder()
        let result = evaluate(values: values, now: now, trace: recorder)
        return DecisionTrace(result: result, steps: recorder.steps)
    }
}
