import RegisterReports
import RiskRegister

/// The answer to `baf explain`: why the risk is, and is not, on each register.
struct ExplainAnswer {
    let state: RiskState
    let view: RegisterView
    let explanation: Explanation

    init(_ state: RiskState, in view: RegisterView) {
        self.state = state
        self.view = view
        explanation = Explanation(of: state, in: view)
    }

    /// The text for a reader.
    var text: String {
        var lines: [String] = []
        lines.append("\(view.label(state.key)) \(state.record.title)")
        lines.append(
            "as at \(view.asAt.inWords), \(state.key.level.rawValue), \(state.status.rawValue); rules "
                + "\(view.rulebook.id) \(view.rulebook.version) from \(view.rulebook.effectiveFrom.inWords)"
        )
        lines.append("")
        for step in explanation.steps where step.role != .registers {
            let inputs = step.inputs.map { "\($0.name) = \($0.text)" }.joined(separator: ", ")
            let row = step.row.isEmpty ? "" : ", row \(step.row)"
            lines.append("\(ExplainAnswer.question(step.role)): \(step.answer)")
            lines.append("    \(step.table)\(row): \(inputs)\(cited(step.clause))")
        }
        for reason in explanation.on {
            lines.append("")
            let since = reason.membership.since.inWords
            lines.append(
                "On \(reason.membership.register) since \(since), \(basis(reason.membership.basis)): "
                    + reason.membership.reason)
            if !reason.table.isEmpty {
                let inputs = reason.inputs.map { "\($0.name) = \($0.text)" }.joined(separator: ", ")
                lines.append(
                    "    \(reason.table), row \(reason.membership.row): \(inputs)\(cited(reason.clause))"
                )
            }
            lines += reason.proposals.map(waiting)
        }
        for miss in explanation.notOn {
            lines.append("")
            lines.append("Not on \(miss.register): \(miss.sentence)")
            if !miss.row.isEmpty {
                let failed =
                    miss.cell.map { ": \($0.input) is \($0.value), the row asks \($0.test)" } ?? ""
                lines.append(
                    "    nearest row \(miss.row) of \(miss.table)\(failed)\(cited(miss.clause))")
            }
            lines += miss.proposals.map(waiting)
        }
        let findings = view.findings.filter { $0.subject == .risk(state.key) }
        if !findings.isEmpty {
            lines.append("")
            lines += findings.map { "\($0.code) \($0.severity.rawValue): \($0.message)" }
        }
        return lines.joined(separator: "\n")
    }

    private func cited(_ clause: String) -> String { clause.isEmpty ? "" : " [\(clause)]" }

    private func waiting(_ proposal: Proposal) -> String {
        "    waits since \(proposal.since.inWords) for \(proposal.needs): \(proposal.kind.rawValue)"
            + (proposal.reason.isEmpty ? "" : ", because \(proposal.reason)")
    }

    private func basis(_ basis: Membership.Basis) -> String {
        switch basis {
        case .rule: "by rule"
        case .held: "held"
        case .theme: "as a theme"
        case .kept: "kept until people agree"
        }
    }

    private static func question(_ role: Role) -> String {
        switch role {
        case .score: "Score used"
        case .grade: "Grade"
        case .threshold: "At the threshold"
        case .routing: "Own outcome"
        case .registers: "Registers"
        case .moves: "Moves"
        case .review: "Review"
        case .findings: "Findings"
        }
    }

    /// The same as JSON.
    var json: JSONValue {
        .object([
            ("id", .string(view.label(state.key))), ("asAt", .string(view.asAt.description)),
            ("title", .string(state.record.title)), ("level", .string(state.key.level.rawValue)),
            ("status", .string(state.status.rawValue)),
            (
                "rulebook",
                .object([
                    ("id", .string(view.rulebook.id)), ("version", .string(view.rulebook.version)),
                    ("digest", .string(view.rulebook.digest)),
                ])
            ),
            (
                "decisions",
                .array(
                    explanation.steps.map { step in
                        .object([
                            ("role", .string(step.role.rawValue)), ("table", .string(step.table)),
                            ("row", .text(step.row.isEmpty ? nil : step.row)),
                            ("inputs", named(step.inputs)), ("answer", .string(step.answer)),
                            ("clause", .text(step.clause.isEmpty ? nil : step.clause)),
                        ])
                    })
            ),
            ("on", .array(explanation.on.map(on))), ("notOn", .array(explanation.notOn.map(notOn))),
        ])
    }

    private func named(_ values: [RuleTrace.Named]) -> JSONValue {
        .object(values.map { ($0.name, .string($0.text)) })
    }

    private func on(_ reason: Explanation.Reason) -> JSONValue {
        .object([
            ("register", .string(reason.membership.register)),
            ("basis", .string(reason.membership.basis.rawValue)),
            ("since", .string(reason.membership.since.description)),
            ("reason", .string(reason.membership.reason)),
            ("table", .text(reason.table.isEmpty ? nil : reason.table)),
            ("row", .text(reason.membership.row.isEmpty ? nil : reason.membership.row)),
            ("inputs", named(reason.inputs)),
            ("clause", .text(reason.clause.isEmpty ? nil : reason.clause)),
        ])
    }

    private func notOn(_ miss: Explanation.NearMiss) -> JSONValue {
        .object([
            ("register", .string(miss.register)), ("sentence", .string(miss.sentence)),
            ("table", .text(miss.table.isEmpty ? nil : miss.table)),
            ("row", .text(miss.row.isEmpty ? nil : miss.row)),
            ("input", .text(miss.cell?.input)), ("value", .text(miss.cell?.value)),
            ("needs", .text(miss.cell?.test)),
            ("clause", .text(miss.clause.isEmpty ? nil : miss.clause)),
        ])
    }
}
