/// Why a risk would be on a register, and why it would not, with the row and its clause.
struct PolicyTrialReasons {
    let views: PolicyTrial.Both<RegisterView>

    /// The id to print.
    func label(_ key: RiskKey) -> String { views.inForce.label(key) }

    /// "4107 would join HLRR: score 12 is 12 or more (REG-01 of routing.dmn; clause); under the rules in force: ...".
    func joining(
        _ register: PolicyTrial.Register, _ stay: Membership, _ states: PolicyTrial.Both<RiskState>
    ) -> String {
        let how =
            switch stay.basis {
            case .rule: "would join \(stay.register)"
            case .held: "would be held on \(stay.register)"
            case .theme: "would be on \(stay.register) as a theme"
            case .kept: "would be on \(stay.register) until step-down is agreed"
            }
        let since =
            stay.basis == .kept ? ", on it \(states.tried.sinceWords(stay.since))" : ""
        return
            "\(label(states.tried.key)) \(how): \(present(stay, states.tried, views.tried))\(since); "
            + "under the rules in force: "
            + absent(register.inForce?.id, states.inForce, views.inForce, clause: false)
    }

    /// "2101 would not be on HLRR: score 12, needs 15 (REG-01 of routing.dmn; clause); under the rules in force: ...".
    func leaving(
        _ register: PolicyTrial.Register, _ stay: Membership, _ states: PolicyTrial.Both<RiskState>
    ) -> String {
        let kept = stay.basis == .kept ? "stays until step-down is agreed, " : ""
        return "\(label(states.inForce.key)) would not be on \(stay.register): "
            + "\(absent(register.tried?.id, states.tried, views.tried)); "
            + "under the rules in force: \(kept)"
            + present(stay, states.inForce, views.inForce, clause: false)
    }

    private func present(
        _ stay: Membership, _ state: RiskState, _ view: RegisterView, clause: Bool = true
    ) -> String {
        // What keeps a risk until a ruling is that it no longer meets the row.
        guard stay.basis != .kept else { return stay.reason }
        let reason = Explanation(of: state, in: view).on.first {
            $0.membership.register == stay.register
        }
        guard let reason, !reason.table.isEmpty else { return stay.reason }
        return stay.reason + place(stay.row, reason.table, clause ? reason.clause : "")
    }

    private func absent(
        _ register: String?, _ state: RiskState, _ view: RegisterView, clause: Bool = true
    ) -> String {
        guard let register else { return "the rules have no such register" }
        if state.outcome.entitlements.contains(where: { $0.register == register }) {
            return "its entry was refused by a ruling"
        }
        let miss = Explanation(of: state, in: view).notOn.first { $0.register == register }
        guard let miss else { return "the rules do not put it there" }
        let isScore =
            miss.cell?.input == Fact.score.rawValue && miss.sentence.first?.isNumber == true
        return (isScore ? "score \(miss.sentence)" : miss.sentence)
            + place(miss.row, miss.table, clause ? miss.clause : "")
    }

    /// " (REG-01 of routing.dmn; HCT Delivery Plan ...)".
    private func place(_ row: String, _ table: String, _ clause: String) -> String {
        let file = table.split(separator: ",").first.map(String.init) ?? table
        let parts = [row.isEmpty ? "" : "\(row) of \(file)", clause].filter { !$0.isEmpty }
        return parts.isEmpty ? "" : " (\(parts.joined(separator: "; ")))"
    }
}
