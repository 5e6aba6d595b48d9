package import DMN
package import FEEL

extension TestSuite.Case {
    /// One result that a model does not give as the case expects it.
    package struct Failure: Hashable, Sendable {
        /// The decision, or output of a service, that was asked.
        package let name: String
        /// How the answer differs, and what became null on the way.
        package let difference: String
        /// Where the case expects it.
        package let location: SourceLocation
    }

    /// What the model answers otherwise than the case expects, a sentence each; none when it passes.
    ///
    /// - Parameters:
    ///   - model: The model that the case is about.
    ///   - now: What `now()` and `today()` answer.
    /// - Returns: A sentence for each result that differs.
    package func failures(in model: DecisionModel, now: DateAndTime? = nil) -> [String] {
        let values = values
        return failures { name throws(DMNError) in
            try evaluate(name, values, in: model, now)
        }.map { "\(id): \($0.name): \($0.difference)" }
    }

    /// The values that the case gives, by name.
    package var values: [String: Value] {
        Dictionary(inputs.map { ($0.qualifiedName, $0.value) }, uniquingKeysWith: { $1 })
    }

    /// What some way of asking answers otherwise than the case expects.
    package func failures(
        _ ask: (String) throws(DMNError) -> DecisionResult
    ) -> [Failure] {
        results.compactMap { expected in
            do {
                let result = try ask(expected.name)
                guard let difference = difference(expected.value, result.value) else { return nil }
                let why = result.warnings.map { "\n      \($0)" }.joined()
                return Failure(
                    name: expected.name, difference: difference + why, location: expected.location)
            } catch {
                return Failure(
                    name: expected.name, difference: "\(error)", location: expected.location)
            }
        }
    }

    /// The result with every step to it, where the case asks a decision; or a service.
    package func explain(
        _ name: String, in model: DecisionModel
    ) throws(DMNError) -> DecisionTrace {
        guard let service else {
            return try model.explain(decision: name, inputs: values)
        }
        let handle = try model.service(service)
        let trace = handle.explain(handle.parameters.map { values[$0.name] ?? .null })
        return trace.with(part(name, of: trace.result, service: service, in: model))
    }

    private func evaluate(
        _ decision: String, _ inputs: [String: Value], in model: DecisionModel,
        _ now: DateAndTime?
    ) throws(DMNError) -> DecisionResult {
        guard let service else {
            return try model.evaluate(decision: decision, inputs: inputs, now: now)
        }
        let result = try model.evaluate(service: service, inputs: inputs, now: now)
        return part(decision, of: result, service: service, in: model)
    }

    /// A service of several outputs answers with a context of them.
    private func part(
        _ name: String, of result: DecisionResult, service: String, in model: DecisionModel
    ) -> DecisionResult {
        guard model.outputs(ofService: service).count > 1,
            case .context(let outputs) = result.value,
            let part = outputs[name]
        else { return result }
        return DecisionResult(value: part, warnings: result.warnings)
    }
}

/// How a value differs from the one expected; nil when it does not.
///
/// Numbers are compared exactly; where the expected one is written with more than seven decimals,
/// and so may be rounded itself, a difference of 1e-8 is let pass.
package func difference(_ expected: Value, _ found: Value, at path: String = "") -> String? {
    let place = path.isEmpty ? "" : "\(path): "
    switch (expected, found) {
    case (.null, .null): return nil
    case (.list(let wanted), .list(let items)):
        guard wanted.count == items.count else {
            return "\(place)expected \(expected), found \(found)"
        }
        for (index, pair) in zip(wanted, items).enumerated() {
            if let difference = difference(pair.0, pair.1, at: "\(path)[\(index + 1)]") {
                return difference
            }
        }
        return nil
    case (.context(let wanted), .context(let entries)):
        for entry in wanted.entries {
            guard let value = entries[entry.key] else {
                return "\(place)expected an entry \"\(entry.key)\", found \(found)"
            }
            if let difference = difference(entry.value, value, at: "\(path).\(entry.key)") {
                return difference
            }
        }
        if let extra = entries.entries.first(where: { wanted[$0.key] == nil }) {
            return "\(place)found an entry \"\(extra.key)\" that is not expected"
        }
        return nil
    case (.number(let wanted), .number(let number)):
        if wanted == number || areClose(wanted, number) { return nil }
        return "\(place)expected \(expected), found \(found)"
    default:
        return equality(expected, found) == true
            ? nil : "\(place)expected \(expected), found \(found)"
    }
}

private func areClose(_ wanted: Decimal128, _ found: Decimal128) -> Bool {
    let isRounded = wanted.rounded(scale: 7, mode: .halfEven) != wanted
    guard isRounded, let tolerance = Decimal128("0.00000001"),
        let distance = wanted.subtracting(found)?.magnitude
    else { return false }
    return distance < tolerance || distance == tolerance
}
