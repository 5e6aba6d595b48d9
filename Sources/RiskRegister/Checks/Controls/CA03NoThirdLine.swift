/// CA03: on the assurance framework, and no independent evidence is listed.
enum CA03NoThirdLine {
    static let check = Check(
        "CA03", "no third-line assurance on a risk of the assurance framework", .warning,
        needs: [.framework, .assurances],
        reader: .auditChair, dependsOn: .risk(),
        why: "Ten reports from those who run the control are not one independent test.",
        advice: "Ask internal audit or another independent body to test a key control.",
        looks: .live(find),
        examples: examples)

    private static func find(_ context: CheckContext, _ state: RiskState) -> [Finding] {
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

    private static let examples = [
        Check.Example("PR1", "none of 1 assurance is from the third line") {
            $0.line { $0.controls[0].assurances[0].line = 2 }
        } butNot: {
            $0.line {
                $0.controls[0].assurances[0].line = 2
                $0.assurances = $0.controls[0].assurances
                $0.assurances[0].line = 3
            }
        }
    ]
}
