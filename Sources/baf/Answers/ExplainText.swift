import RegisterDesk
import RiskRegister

/// Why a risk is, and is not, on each register, for a reader.
extension ExplainAnswer {
    /// The text.
    var text: String {
        var lines = [
            "\(risk.id) \(risk.title)",
            "as at \(risk.asAt.inWords), \(risk.level.rawValue), \(risk.status.rawValue); rules "
                + "\(risk.rulebook.id) \(risk.rulebook.version) from \(rulesFrom.inWords)",
        ]
        if let record = risk.record { lines.append("one risk with its own record \(record)") }
        if let principal = risk.principal {
            lines.append("one risk with \(principal), under whose id it is counted and asked about")
        }
        lines.append("")
        for decision in risk.decisions where decision.role != .registers {
            let row = decision.row.map { ", row \($0)" } ?? ""
            lines.append("\(ExplainAnswer.question(decision.role)): \(decision.answer)")
            lines.append(
                "    \(decision.table)\(row): \(decision.inputs.sentence)\(cited(decision.clause))")
        }
        for stay in risk.on {
            lines.append("")
            lines.append(
                "On \(stay.register) since \(stay.sinceBaseline ? "at least " : "")\(stay.since.inWords), "
                    + "\(basis(stay.basis))\(found(stay)): \(stay.reason)"
            )
            if let table = stay.table {
                lines.append(
                    "    \(table), row \(stay.row ?? ""): \(stay.inputs.sentence)\(cited(stay.clause))"
                )
            }
            lines += waiting(stay.register)
        }
        for miss in risk.notOn {
            lines.append("")
            lines.append("Not on \(miss.register): \(miss.sentence)")
            if let row = miss.row {
                let failed =
                    miss.input.map {
                        ": \($0) is \(miss.value ?? ""), the row asks \(miss.needs ?? "")"
                    }
                    ?? ""
                lines.append(
                    "    nearest row \(row) of \(miss.table ?? "")\(failed)\(cited(miss.clause))")
            }
            lines += waiting(miss.register)
        }
        if !risk.rulings.isEmpty {
            lines += ["", "Rulings that stand"] + risk.rulings.map { "  \($0.words)" }
        }
        if !laterRulings.isEmpty { lines += [""] + laterRulings.map(\.laterWords) }
        if !findings.isEmpty {
            lines.append("")
            lines += findings.map { "\($0.code) \($0.severity.rawValue): \($0.message)" }
        }
        return lines.joined(separator: "\n")
    }

    private func cited(_ clause: String?) -> String { clause.map { " [\($0)]" } ?? "" }

    private func waiting(_ register: String) -> [String] {
        proposals.filter { $0.register == register }.map { proposal in
            "    waits \(proposal.sinceWords) for \(proposal.needs): \(proposal.kind.rawValue)"
                + (proposal.reason.isEmpty ? "" : ", because \(proposal.reason)")
        }
    }

    /// That rules and the trust's own mark agreed in the baseline, so that nobody was asked.
    private func found(_ stay: ExplainedRisk.Stay) -> String {
        stay.asFound && stay.basis == .rule ? ", agreed as found" : ""
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
}
