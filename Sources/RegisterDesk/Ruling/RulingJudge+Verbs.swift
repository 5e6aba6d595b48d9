import RegisterStore
import RiskRegister

extension RulingJudge {
    /// Refuses what the verb has no ground for.
    func checkVerb() throws {
        switch request.verb {
        case .agree, .refuse, .notStrategic:
            guard proposal != nil else { throw try nothingWaits() }
            try checkLaterAnswer()
        case .release:
            guard state.standing.holds.contains(where: { $0.register == register }) else {
                throw DeskFailure(
                    .refused, "\(label) is not held on \(register) by a ruling on \(day)")
            }
        case .acceptFinding: try checkFinding()
        case .acceptRisk:
            guard state.status != .closed else {
                throw DeskFailure(
                    .refused, "\(label) is closed on \(day): there is no risk to tolerate")
            }
            guard state.score != nil else {
                throw DeskFailure(
                    .refused, "\(label) has no score on \(day) at which it could be tolerated")
            }
        case .place: try checkPlace()
        case .ratify:
            guard let ratified = try ratified else {
                throw DeskFailure(
                    .refused,
                    "no ruling on \(register) for \(label) waits to be ratified on \(day)")
            }
            guard try terms.authority != .other else {
                throw DeskFailure(
                    .refused,
                    "\(words(ratified)) waits for the \(ratified.terms.needs ?? "")\n"
                        + "Another body cannot ratify it. Nothing was recorded.")
            }
        case .hold, .askAction, .note, .mark: break
        }
    }

    private func checkFinding() throws {
        var whole = try session.view(of: key.organisation, on: day, whatIf: whatIf)
        (whole.findings, whole.notRun) = Checks.run(on: whole)
        let isFound = whole.findings.contains {
            $0.code == register && $0.subject.riskID == key.id
        }
        guard isFound else {
            throw DeskFailure(.refused, "\(label) has no finding \(register) on \(day)")
        }
    }

    private func checkPlace() throws(DeskFailure) {
        guard key.level == .operational else {
            throw DeskFailure(
                .refused, "\(label) is a principal risk: operational risks are placed under one")
        }
        guard let framework = view.rulebook.register(for: .assuranceFramework)?.id,
            register == framework
        else {
            throw DeskFailure(
                .refused, "risks are placed on the assurance framework, not on \(register)")
        }
        guard principal != nil else {
            let known = (view.framework?.principalRisks ?? []).map(\.id)
            throw DeskFailure(
                .missing,
                "there is no principal risk \(request.terms.under ?? "") on \(day); "
                    + (known.isEmpty
                        ? (view.framework == nil
                            ? "no framework was imported" : "the framework lists none")
                        : "the framework has " + known.joined(separator: ", ")))
        }
        guard state.isOn(register) else {
            throw DeskFailure(
                .refused,
                "\(label) is not on the \(register) on \(day): placing a risk puts it on no register"
            )
        }
    }

    /// The id of the principal risk that the ruling places it under, as the framework has it.
    var principal: String? {
        guard let under = request.terms.under else { return nil }
        let ids = (view.framework?.principalRisks ?? []).map(\.id)
        let own =
            under.hasPrefix(key.organisation + ":")
            ? String(under.dropFirst(key.organisation.count + 1)) : under
        return ids.first { $0 == under || $0 == own } ?? ids.first { $0.folded == own.folded }
    }

    /// The latest ruling of another body on the register that waits to be ratified.
    var ratified: Ruling? {
        get throws {
            try rulings().unratified.filter { $0.register == register && $0.date <= day }
                .max { $0.sequence < $1.sequence }
        }
    }
}
