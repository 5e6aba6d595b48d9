public import FEEL
import Texts

/// A DMN model ready to decide: checked, compiled once, evaluated as often as you like.
///
///     let model = try ModelFiles.model(at: "routing.dmn")
///     let result = try model.evaluate(decision: "Registers", inputs: ["Score": .number(16)])
///     result.value      // ["HLRR"]
///     result.warnings   // what became null on the way, with file and line
///
/// It is a value without mutable state: threads may share it.
public struct DecisionModel: Sendable {
    /// How much a model may leave unsaid.
    public enum Strictness: Sendable {
        /// Unknown names and types, and cells that do not fit their column, are errors.
        case strict
        /// They are warnings; a decision that does not compile is null with a reason.
        case lenient
    }

    /// The model as written.
    public let definitions: Definitions
    /// What deserves a look although the model compiles, in file order.
    public let warnings: [DMNError.Problem]
    package let imports: [Definitions]
    let compiled: CompiledModel

    /// Compiles a model with all the models that it and its imports import.
    ///
    /// - Parameters:
    ///   - definitions: The model.
    ///   - imports: The imported models, in any order.
    ///   - strictness: Whether what the model leaves unsaid is an error.
    /// - Throws: `DMNError` with every problem found.
    public init(
        _ definitions: Definitions, imports: [Definitions] = [], strictness: Strictness = .strict
    ) throws(DMNError) {
        var compiler = StackSpace.entered {
            ModelCompiler([definitions] + imports, isLenient: strictness == .lenient)
        }
        let compiled = StackSpace.entered { compiler.compile() }
        guard !compiler.problems.contains(where: { $0.severity == .error }) else {
            throw DMNError(compiler.problems)
        }
        self.definitions = definitions
        self.imports = imports
        self.compiled = compiled
        warnings = compiler.problems.inFileOrder
    }

    /// The names of the model's decisions, in file order.
    public var decisionNames: [String] { definitions.decisions.map(\.name) }

    /// A decision resolved once, to be evaluated many times.
    ///
    /// - Parameter name: The decision's name or id.
    /// - Returns: The decision with the inputs it needs.
    /// - Throws: `DMNError` when the model has no such decision.
    public func decision(_ name: String) throws(DMNError) -> DecisionHandle {
        try decisions([name])
    }

    /// Several decisions resolved once, to be evaluated together: what they share is decided once.
    ///
    ///     let handle = try model.decisions(["Grade", "Registers"])
    ///     let evaluator = handle.evaluator()
    ///     evaluator.evaluate(values)   // the registers
    ///     evaluator.result(0)          // the grade
    ///
    /// - Parameter names: Names or ids of decisions.
    /// - Returns: The decisions with the inputs that they need together.
    /// - Throws: `DMNError` when the model has no such decision.
    public func decisions(_ names: [String]) throws(DMNError) -> DecisionHandle {
        var wanted: [Int] = []
        for name in names { wanted.append(try indexOfDecision(name)) }
        return DecisionHandle(model: compiled, wanted: wanted)
    }

    /// Evaluates a decision, and those that it requires, for inputs by name.
    ///
    /// An input that is not given is null.
    ///
    /// - Parameters:
    ///   - decision: The decision's name or id.
    ///   - inputs: The values of the model's inputs.
    ///   - now: What `now()` and `today()` answer; null when nil.
    /// - Returns: The value, and what became null on the way.
    /// - Throws: `DMNError` when the model has no such decision or input.
    public func evaluate(
        decision: String, inputs: [String: Value], now: DateAndTime? = nil
    ) throws(DMNError) -> DecisionResult {
        let values = try values(of: inputs)
        return try self.decision(decision).evaluate(values: values, now: now, trace: nil)
    }

    /// Evaluates a decision and says how: each decision on the way, each table, row and cell.
    ///
    /// The answer is the same as that of `evaluate`.
    ///
    /// - Parameters:
    ///   - decision: The decision's name or id.
    ///   - inputs: The values of the model's inputs.
    ///   - now: What `now()` and `today()` answer; null when nil.
    /// - Returns: The result with every step to it.
    /// - Throws: `DMNError` when the model has no such decision or input.
    public func explain(
        decision: String, inputs: [String: Value], now: DateAndTime? = nil
    ) throws(DMNError) -> DecisionTrace {
        let values = try values(of: inputs)
        let recorder = TraceRecorder()
        let result = try self.decision(decision).evaluate(
            values: values, now: now, trace: recorder)
        return DecisionTrace(result: result, steps: recorder.steps)
    }

    /// Evaluates a decision service for inputs, and input decisions, by name.
    ///
    /// - Parameters:
    ///   - service: The service's name or id.
    ///   - inputs: The values of its parameters; one that is not given is null.
    ///   - now: What `now()` and `today()` answer; null when nil.
    /// - Returns: The output decision's value, or a context of them when there are several.
    /// - Throws: `DMNError` when the model has no such service.
    public func evaluate(
        service: String, inputs: [String: Value], now: DateAndTime? = nil
    ) throws(DMNError) -> DecisionResult {
        let known = definitions.decisionServices
        guard let index = known.firstIndex(where: { $0.name == service || $0.id == service })
        else {
            throw unknown("decision service", service, known.map(\.name))
        }
        let compiledService = compiled.services[index]
        let host = ModelRun()
        let run = Run(now: now)
        run.host = host
        var values = compiled.noValues
        for parameter in compiledService.parameters {
            values[parameter.slot] = parameter.type.coerced(inputs[parameter.name] ?? .null) {
                host.warn(compiledService.location, "parameter \(parameter.name): \($0)")
            }
        }
        let value = compiledService.answer(&values, run, in: compiled)
        return DecisionResult(value: value, warnings: host.warnings)
    }

    /// The names of a decision service's outputs; none when there is no such service.
    package func outputs(ofService service: String) -> [String] {
        let known = definitions.decisionServices
        return known.firstIndex { $0.name == service || $0.id == service }
            .map { compiled.services[$0].outputs.map(\.name) } ?? []
    }

    // MARK: - Names to indexes

    private func indexOfDecision(_ name: String) throws(DMNError) -> Int {
        // Those of the main model come first, so that a name means its own before an imported one.
        if let index = compiled.decisions.firstIndex(where: { $0.name == name })
            ?? compiled.decisions.firstIndex(where: { $0.id == name })
        {
            return index
        }
        throw unknown("decision", name, decisionNames)
    }

    private func values(of inputs: [String: Value]) throws(DMNError) -> [Value] {
        var values = compiled.noValues
        for name in inputs.keys.sorted() {
            var isKnown = false
            for (slot, input) in compiled.inputs.enumerated()
            where input.name == name || input.qualifiedName == name {
                isKnown = true
                values[slot] = inputs[name] ?? .null
            }
            guard isKnown else { throw unknown("input", name, compiled.inputs.map(\.name)) }
        }
        return values
    }

    private func unknown(_ kind: String, _ name: String, _ known: [String]) -> DMNError {
        DMNError([
            ModelProblem(
                at: definitions.location, "there is no \(kind) \"\(name)\"",
                advice: nearest(name, known).map { "did you mean \"\($0)\"?" }
                    ?? "there are: \(known.joined(separator: ", "))")
        ])
    }
}

/// What a decision came to.
public struct DecisionResult: Sendable {
    /// The value; null when there is none, and then the warnings say why.
    public let value: Value
    /// What became null on the way, or should not have been, in the order of evaluation.
    public let warnings: [Warning]

    /// Makes a result.
    package init(value: Value, warnings: [DecisionWarning]) {
        self.value = value
        self.warnings = warnings
    }
}

extension CompiledInput {
    /// The name with its namespace, for models that import inputs of the same name.
    var qualifiedName: String { "\(namespace)#\(name)" }
}

extension CompiledModel {
    /// A place for each input and decision, all null.
    var noValues: [Value] {
        [Value](repeating: .null, count: inputs.count + decisions.count)
    }

    /// The decisions needed for some, each after those it requires.
    func program(for wanted: [Int]) -> [Int] {
        var seen: Set<Int> = []
        var program: [Int] = []
        for start in wanted where seen.insert(start).inserted {
            var stack: [(decision: Int, next: [Int])] = [(start, requiredDecisions(start))]
            while let (decision, next) = stack.last {
                guard let child = next.first else {
                    program.append(decision)
                    stack.removeLast()
                    continue
                }
                stack[stack.count - 1].next.removeFirst()
                if seen.insert(child).inserted {
                    stack.append((child, requiredDecisions(child)))
                }
            }
        }
        return program
    }

    private func requiredDecisions(_ decision: Int) -> [Int] {
        decisions[decision].required.compactMap { $0 < inputs.count ? nil : $0 - inputs.count }
    }
}
