/// Why a risk is on each register that it is on, and why it is not on each that it is not on.
///
/// Every line names the table, the row, the inputs and the policy clause, so that an auditor can
/// re-perform the decision by hand.
package struct Explanation: Hashable, Sendable {
    /// One decision on the way: what it was asked and what it answered.
    package struct Step: Hashable, Sendable {
        /// What the decision is for.
        package var role: Role
        /// The file and decision ("scoring.dmn, Score used").
        package var table: String
        /// The row that applied; "" for a literal expression or when none did.
        package var row: String
        /// The inputs: name and FEEL text.
        package var inputs: [RuleTrace.Named]
        /// The answer as FEEL text.
        package var answer: String
        /// The policy clause of the row.
        package var clause: String
    }

    /// A register that the risk is on.
    package struct Reason: Hashable, Sendable {
        /// The stay.
        package var membership: Membership
        /// The file and decision; "" when no row puts it there today.
        package var table: String
        /// The row's inputs: name and tested value.
        package var inputs: [RuleTrace.Named]
        /// The policy clause.
        package var clause: String
        /// The proposals on the register.
        package var proposals: [Proposal]
    }

    /// A register that the risk is not on, with the row that comes nearest to putting it there.
    package struct NearMiss: Hashable, Sendable {
        /// The register.
        package var register: String
        /// The file and decision.
        package var table: String
        /// The nearest row; "" when no row gives the register.
        package var row: String
        /// The first cell that failed.
        package var cell: RuleTrace.Cell?
        /// The policy clause of the row.
        package var clause: String
        /// The reason in words: "12, needs 15".
        package var sentence: String
        /// The proposals on the register.
        package var proposals: [Proposal]
    }

    /// The risk.
    package var key: RiskKey
    /// The decisions on the way.
    package var steps: [Step] = []
    /// The registers that it is on, in rank order.
    package var on: [Reason] = []
    /// The registers that it is not on, in rank order.
    package var notOn: [NearMiss] = []

    /// The explanation of a risk's standing on a view's day.
    ///
    /// - Parameters:
    ///   - state: The risk.
    ///   - view: The view that it comes from: it gives the rulebook and the framework.
    package init(of state: RiskState, in view: RegisterView) {
        key = state.key
        let assessor = Assessor(
            rulebook: view.rulebook, framework: view.framework, day: view.asAt)
        let (_, facts) = assessor.assess(
            state.record, level: state.key.level, basis: state.principal?.basis)
        var registers: RuleTrace?
        for role in Role.allCases where role != .moves && role != .findings {
            guard let decision = view.rulebook.decisions[role] else { continue }
            let traces = decision.explain(facts.values(for: decision.inputs))
            guard let trace = traces.last else { continue }
            if role == .registers { registers = trace }
            let hit = trace.rows.first { $0.isHit }
            steps.append(
                Step(
                    role: role, table: trace.table, row: hit?.id ?? "", inputs: trace.inputs,
                    answer: trace.answer, clause: hit?.clause ?? ""))
        }
        for register in view.rulebook.registers.sorted(by: { $0.rank < $1.rank }) {
            let proposals = state.standing.proposals.filter { $0.register == register.id }
            if let membership = state.standing.membership(of: register.id) {
                let row = registers?.rows.first { $0.id == membership.row && $0.isHit }
                on.append(
                    Reason(
                        membership: membership, table: row == nil ? "" : registers?.table ?? "",
                        inputs: row?.cells.map { RuleTrace.Named($0.input, $0.value) } ?? [],
                        clause: row?.clause ?? "", proposals: proposals))
            } else {
                notOn.append(
                    Explanation.nearMiss(
                        register.id, state: state, trace: registers, proposals: proposals))
            }
        }
    }

    private static func nearMiss(
        _ register: String, state: RiskState, trace: RuleTrace?, proposals: [Proposal]
    ) -> NearMiss {
        let row = trace?.nearest(giving: "register", text: "\"\(register)\"")
        let cell = row?.cells.first { $0.verdict == .failed }
        return NearMiss(
            register: register, table: trace?.table ?? "", row: row?.id ?? "", cell: cell,
            clause: row?.clause ?? "", sentence: sentence(state, cell: cell), proposals: proposals)
    }

    /// Why the cell failed, in a reader's words.
    private static func sentence(_ state: RiskState, cell: RuleTrace.Cell?) -> String {
        let outcome = state.outcome
        switch state.status {
        case .closed: return "closed in the source"
        case .vanished: return "missing from the newest extract"
        case .open: break
        }
        switch outcome.routing {
        case .unapproved: return "not finally approved (\(state.record.approval.rawValue))"
        case .unroutable: return "no score that can be used"
        case .closed: return "closed in the source"
        case .routed, .belowThreshold: break
        }
        guard let cell else { return "no row of the rules gives it" }
        switch cell.input {
        case Fact.score.rawValue:
            let bound = cell.test.drop { !$0.isNumber }
            return bound.isEmpty
                ? "\(cell.value), needs \(cell.test)" : "\(cell.value), needs \(bound)"
        case Fact.strategicObjectives.rawValue, Fact.unknownObjectives.rawValue,
            "strategic objective affected":
            return state.objectiveSentence
        default: break
        }
        if cell.input.contains("objective") { return state.objectiveSentence }
        return "\(cell.input) is \(cell.value), needs \(cell.test)"
    }
}

extension RuleTrace {
    /// The file and the decision.
    package var table: String { "\(file), \(decision)" }
}

extension RiskState {
    /// What the risk's objective codes amount to, as a reason not to be on the BAF.
    package var objectiveSentence: String {
        let objectives = outcome.objectives
        if objectives.isBlank { return "no objective is recorded" }
        var parts: [String] = []
        for code in objectives.notStrategic { parts.append("\(code) is not a strategic objective") }
        for code in objectives.ended { parts.append("\(code) is not a current objective") }
        if parts.isEmpty {
            let own = (objectives.strategic + objectives.unknown).joined(separator: ", ")
            let carried = objectives.carried.map {
                "\($0.to), to which \($0.from) was carried over,"
            }
            return ((own.isEmpty ? [] : [own]) + carried).joined(separator: " and ")
                + " counts as strategic"
        }
        return parts.joined(separator: "; ")
    }
}
