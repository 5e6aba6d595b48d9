package import FEEL

extension DecisionModel {
    /// The decisions of the model that no other of its decisions requires, in file order.
    package var topDecisionNames: [String] {
        let own = compiled.decisions.filter { $0.namespace == definitions.namespace }
        let required = Set(own.flatMap(\.required))
        return own.filter { !required.contains($0.slot) }.map(\.name)
    }

    /// Every input of the model and its imports, in their order: those that a decision needs, and others.
    package var allInputs: [DecisionHandle.Input] {
        compiled.inputs.map {
            DecisionHandle.Input(
                name: $0.name, type: $0.type.feel, location: $0.location, valueType: $0.type)
        }
    }

    /// What is known of a decision's value, declared or inferred from its logic: any when nothing is.
    package func knownType(ofDecision name: String) -> FEELType {
        let decision =
            compiled.decisions.first { $0.name == name }
            ?? compiled.decisions.first { $0.id == name }
        guard let decision else { return .any }
        return decision.type.feel == .any
            ? decision.expression?.type.feel ?? .any : decision.type.feel
    }
}
