package import FEEL

/// One compiled decision of the rulebook, ready to be asked.
package struct RoleDecision: Sendable {
    /// The file it stands in ("routing.dmn").
    package let file: String
    /// The decision's name ("Registers").
    package let name: String
    /// The inputs it asks for, in the order in which `evaluate` takes their values.
    package let inputs: [RuleInput]
    /// The decision's value for values of its inputs.
    package let evaluate: @Sendable ([Value]) -> Value
    /// How the decision comes to its value: a trace for it and each decision it requires, it last.
    ///
    /// All cells of all rows are evaluated, so that "why not" can be told; the answer is the same.
    package let explain: @Sendable ([Value]) -> [RuleTrace]

    /// A decision.
    package init(
        file: String, name: String, inputs: [RuleInput],
        evaluate: @escaping @Sendable ([Value]) -> Value,
        explain: @escaping @Sendable ([Value]) -> [RuleTrace] = { _ in [] }
    ) {
        self.file = file
        self.name = name
        self.inputs = inputs
        self.evaluate = evaluate
        self.explain = explain
    }

    /// The decision's value for a record's facts.
    package func value(_ facts: FactValues) -> Value { evaluate(facts.values(for: inputs)) }
}

/// A move as the moves decision sees it: what to propose, and whose ruling it needs.
package struct MoveRule: Hashable, Sendable {
    /// What to propose.
    package var kind: Proposal.Kind
    /// Whose ruling it needs.
    package var needs: String

    /// A move.
    package init(kind: Proposal.Kind, needs: String) {
        self.kind = kind
        self.needs = needs
    }
}

/// The decisions of a rulebook by role, and what their values mean.
package struct RuleDecisions: Sendable {
    private let byRole: [Role: RoleDecision]

    /// The decisions of a rulebook; a role without one gives nothing.
    package init(_ byRole: [Role: RoleDecision]) { self.byRole = byRole }

    /// The decision of a role.
    package subscript(role: Role) -> RoleDecision? { byRole[role] }

    /// The score used and where it comes from; a decision gives {used, basis}.
    package func score(_ facts: FactValues) -> (Int?, ScoreBasis) {
        guard case .context(let result)? = byRole[.score]?.value(facts) else { return (nil, .none) }
        let used = result["used"]?.wholeNumber
        let basis = result["basis"]?.asText.flatMap(ScoreBasis.init(rawValue:)) ?? .none
        return (used, used == nil ? .none : basis)
    }

    /// The grade's word.
    package func grade(_ facts: FactValues) -> String? { byRole[.grade]?.value(facts).asText }

    /// Whether the record is at the threshold.
    package func isAtThreshold(_ facts: FactValues) -> Bool {
        if case .boolean(let answer)? = byRole[.threshold]?.value(facts) { answer } else { false }
    }

    /// The record's own outcome.
    package func routing(_ facts: FactValues) -> Routing {
        byRole[.routing]?.value(facts).asText.flatMap(Routing.init(rawValue:)) ?? .unroutable
    }

    /// The registers the record is put on; a decision gives a list of {register, reason, basis, row}.
    package func registers(_ facts: FactValues) -> [Entitlement] {
        guard let value = byRole[.registers]?.value(facts) else { return [] }
        let items: [Value] = if case .list(let items) = value { items } else { [value] }
        var found: [Entitlement] = []
        for item in items {
            guard case .context(let entry) = item, let register = entry["register"]?.asText,
                !found.contains(where: { $0.register == register })
            else { continue }
            found.append(
                Entitlement(
                    register: register, reason: entry["reason"]?.asText ?? "",
                    basis: entry["basis"]?.asText.flatMap(Membership.Basis.init(rawValue:))
                        ?? .rule,
                    row: entry["row"]?.asText ?? ""))
        }
        return found
    }

    /// The review duty; a decision gives {interval, reviewer, acceptor}, the interval in months.
    package func review(_ facts: FactValues) -> ReviewDuty {
        guard case .context(let result)? = byRole[.review]?.value(facts) else {
            return ReviewDuty()
        }
        return ReviewDuty(
            intervalMonths: result["interval"]?.wholeNumber, reviewer: result["reviewer"]?.asText,
            acceptor: result["acceptor"]?.asText)
    }

    /// What a move needs; nil when the policy lets it happen by itself.
    ///
    /// A decision gives {proposal, needs}.
    package func move(
        _ move: String, register: String, level: RiskLevel, outcome: Outcome
    ) -> MoveRule? {
        var facts = FactValues()
        facts[.move] = .string(move)
        facts[.register] = .string(register)
        facts[.level] = .string(level.rawValue)
        facts[.score] = .integer(outcome.score)
        facts[.grade] = .text(outcome.grade)
        guard case .context(let result)? = byRole[.moves]?.value(facts),
            let kind = result["proposal"]?.asText.flatMap(Proposal.Kind.init(rawValue:))
        else { return nil }
        return MoveRule(kind: kind, needs: result["needs"]?.asText ?? "")
    }
}
