/// Checks of controls and of the evidence that they work, as the framework lists them.
enum ControlChecks {
    static let all: [Check] = [
        Check(
            "CA01", "control with no assurance", .warning, needs: [.framework, .controls],
            reader: .auditChair,
            why: "A control counts only as far as there is evidence that it works.",
            advice: "Name the evidence for each control, or record a gap in assurance.",
            run: .live(controlWithoutAssurance)),
        Check(
            "CA02", "assurance with no date, or old", .warning, needs: [.framework, .assurances],
            reader: .auditor, limit: "months",
            why: "Evidence grows old: what an audit found two years ago says little of today.",
            advice: "Date the assurance, or get newer evidence.",
            run: .live(oldAssurance)),
        Check(
            "CA03", "no third-line assurance on a risk of the assurance framework", .warning,
            needs: [.framework, .assurances], reader: .auditChair,
            why: "Ten reports from those who run the control are not one independent test.",
            advice: "Ask internal audit or another independent body to test a key control.",
            run: .live(noThirdLine)),
    ]

    /// CA01: controls that list no evidence; one finding a risk, which names them.
    private static func controlWithoutAssurance(
        _ context: CheckContext, _ state: RiskState
    ) -> [Finding] {
        let controls = state.principal?.controls ?? []
        let bare = controls.enumerated().filter(\.element.assurances.isEmpty).map {
            $1.id.isEmpty ? "number \($0 + 1)" : $1.id
        }
        guard !bare.isEmpty else { return [] }
        let verb = bare.count == 1 ? "has" : "have"
        return [
            context.finding(
                state,
                "\(bare.count) of \(Wording.count(controls.count, "control")) \(verb) no "
                    + "assurance: \(bare.joined(separator: ", "))",
                field: "controls")
        ]
    }

    /// CA02: assurances without a date, or older than the limit; one finding a risk.
    private static func oldAssurance(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        guard let principal = state.principal else { return [] }
        let assurances = principal.allAssurances
        let undated = assurances.filter { $0.date == nil }.count
        let old = assurances.compactMap(\.date).filter {
            $0.latest.adding(months: min(max(context.limit, 0), 1200)) < context.asAt
        }
        var parts: [String] = []
        if undated > 0 {
            parts.append(
                "\(Wording.count(undated, "assurance")) with no date")
        }
        if let oldest = old.min(by: { $0.latest < $1.latest }) {
            parts.append(
                "\(Wording.count(old.count, "assurance")) older than \(context.limit) months, "
                    + "the oldest of \(oldest.inWords)")
        }
        guard !parts.isEmpty else { return [] }
        return [context.finding(state, parts.joined(separator: "; "), field: "assurance")]
    }

    /// CA03: on the assurance framework, and no independent evidence is listed.
    private static func noThirdLine(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        guard let principal = state.principal, let register = context.assuranceFramework?.id,
            state.isOn(register), !principal.allAssurances.contains(where: { $0.line == 3 })
        else { return [] }
        let count = principal.allAssurances.count
        let message =
            count == 0
            ? "no assurance is listed, and so none from the third line"
            : "none of \(Wording.count(count, "assurance")) is from the third line"
        return [context.finding(state, message, field: "assurance")]
    }
}

extension AssuranceFramework.PrincipalRisk {
    /// The assurances of the risk as a whole, then those of each control.
    package var allAssurances: [AssuranceFramework.Assurance] {
        assurances + controls.flatMap(\.assurances)
    }
}
