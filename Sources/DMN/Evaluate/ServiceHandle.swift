package import FEEL
import Texts

/// A decision service resolved once: its parameters in order, and how to call it many times.
///
///     let service = try model.service("Route a risk")
///     service.parameters.map(\.name)      // ["Score", "Objective"]
///     service.evaluate([16, true]).value  // a context of the outputs, when there are several
package struct ServiceHandle: Sendable {
    /// The service's name.
    package let name: String
    /// What it takes: input data, then input decisions.
    package let parameters: [DecisionHandle.Input]
    /// The names of the decisions that it answers.
    package let outputs: [String]
    private let service: CompiledService
    private let model: CompiledModel

    init(_ service: CompiledService, in model: CompiledModel) {
        name = service.name
        outputs = service.outputs.map(\.name)
        parameters = service.parameters.map { parameter in
            DecisionHandle.Input(
                name: parameter.name, type: parameter.type.feel, location: service.location,
                valueType: parameter.type)
        }
        self.service = service
        self.model = model
    }

    /// What the service answers for values of its parameters; one that is left out is null.
    package func evaluate(_ values: [Value], now: DateAndTime? = nil) -> DecisionResult {
        answer(values, now: now, recorder: nil)
    }

    /// The same answer, with every decision on the way.
    package func explain(_ values: [Value], now: DateAndTime? = nil) -> DecisionTrace {
        let recorder = TraceRecorder()
        let result = answer(values, now: now, recorder: recorder)
        return DecisionTrace(result: result, steps: recorder.steps)
    }

    private func answer(
        _ given: [Value], now: DateAndTime?, recorder: TraceRecorder?
    ) -> DecisionResult {
        let host = ModelRun(trace: recorder)
        let run = Run(now: now)
        run.host = host
        var values = model.noValues
        for (index, parameter) in service.parameters.enumerated() {
            let value = index < given.count ? given[index] : .null
            values[parameter.slot] = parameter.type.coerced(value) {
                host.warn(service.location, "parameter \(parameter.name): \($0)")
            }
        }
        let value = service.answer(&values, run, in: model)
        return DecisionResult(value: value, warnings: host.warnings)
    }
}

extension DecisionModel {
    /// The names of the model's decision services, in file order.
    package var serviceNames: [String] { definitions.decisionServices.map(\.name) }

    /// A decision service resolved once.
    ///
    /// - Parameter name: The service's name or id.
    /// - Returns: The service with its parameters.
    /// - Throws: `DMNError` when the model has no such service.
    package func service(_ name: String) throws(DMNError) -> ServiceHandle {
        let known = definitions.decisionServices
        guard let index = known.firstIndex(where: { $0.name == name || $0.id == name }) else {
            throw DMNError([
                ModelProblem(
                    at: definitions.location, "there is no decision service \"\(name)\"",
                    advice: nearest(name, serviceNames).map { "did you mean \"\($0)\"?" }
                        ?? (known.isEmpty
                            ? "the model has none"
                            : "there are: \(serviceNames.joined(separator: ", "))"))
            ])
        }
        return ServiceHandle(compiled.services[index], in: compiled)
    }
}

extension DecisionTrace {
    /// The same steps, with the result that one output of a service has.
    package func with(_ result: DecisionResult) -> DecisionTrace {
        DecisionTrace(result: result, steps: steps)
    }
}
