import DMN
import DMNXML
import FEEL
import Foundation

/// A model with what is asked of it: decisions, or a service, evaluated row after row.
final class AskedModel {
    /// One answer: a decision, or an output of a service, with what is known of its type.
    struct Answer {
        let name: String
        let type: FEELType
    }

    /// What rows give values for: the inputs that are needed, then the model's others.
    let inputs: [DecisionHandle.Input]
    /// How many of them are needed for the answers.
    let neededCount: Int
    /// What they are answered with.
    let answers: [Answer]
    private let way: Way

    private enum Way {
        case decisions(DecisionEvaluator)
        case service(ServiceHandle, now: DateAndTime?)
    }

    /// Loads a model, with those that it imports.
    ///
    /// - Throws: `DeskFailure`: 66 when the file, decision or service is not there, 65 when it is no DMN
    ///   or does not compile.
    init(
        path: String, decisions: [String], service: String?, isLenient: Bool, now: DateAndTime?
    ) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw DeskFailure(.missing, "there is no file \(path)")
        }
        guard !isFolder.boolValue else {
            throw DeskFailure(.missing, "\(path) is a folder; name one of its .dmn files")
        }
        let model: DecisionModel
        do {
            model = try ModelFiles.model(at: path, strictness: isLenient ? .lenient : .strict)
        } catch {
            throw DeskFailure(.refused, error.description)
        }
        do {
            if let service {
                let handle = try model.service(service)
                inputs = handle.parameters
                neededCount = inputs.count
                answers = handle.outputs.map {
                    Answer(name: $0, type: model.knownType(ofDecision: $0))
                }
                way = .service(handle, now: now)
                return
            }
            let names = decisions.isEmpty ? model.topDecisionNames : decisions
            guard !names.isEmpty else {
                throw DeskFailure(.missing, "\(path) has no decisions to ask")
            }
            let handle = try model.decisions(names)
            // Columns for the others are read by their types too, so that they come out typed.
            inputs =
                handle.inputs
                + model.allInputs.filter { other in
                    !handle.inputs.contains { $0.name == other.name }
                }
            neededCount = handle.inputs.count
            answers = zip(handle.outputs, names).map {
                Answer(name: $0, type: model.knownType(ofDecision: $1))
            }
            way = .decisions(handle.evaluator(now: now))
        } catch let error as DMNError {
            throw DeskFailure(.missing, error.description)
        }
        let names = answers.map(\.name)
        if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
            throw DeskFailure(.usage, "the decision \"\(twice)\" is asked twice")
        }
    }

    /// The answers for values of the inputs, and what the model warned of.
    func answer(_ given: [Value]) -> (values: [Value], warnings: [DecisionWarning]) {
        let values = Array(given.prefix(neededCount))
        switch way {
        case .decisions(let evaluator):
            _ = evaluator.evaluate(values)
            return (answers.indices.map { evaluator.result($0) }, evaluator.warnings)
        case .service(let handle, let now):
            let result = handle.evaluate(values, now: now)
            guard answers.count > 1 else { return ([result.value], result.warnings) }
            // A service of several outputs answers with a context of them, or with null.
            guard case .context(let outputs) = result.value else {
                return (answers.map { _ in .null }, result.warnings)
            }
            return (answers.map { outputs[$0.name] ?? .null }, result.warnings)
        }
    }

    /// Every decision on the way to the answers.
    func explain(_ given: [Value]) -> DecisionTrace {
        let values = Array(given.prefix(neededCount))
        switch way {
        case .decisions(let evaluator): return evaluator.explain(values)
        case .service(let handle, let now): return handle.explain(values, now: now)
        }
    }
}
