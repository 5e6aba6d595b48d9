/// RT04: on the assurance framework, and no objective is recorded.
enum RT04FrameworkWithoutObjective {
    static let check = Check(
        "RT04", "on the assurance framework with no objective", .error, needs: [.framework],
        reader: .auditChair, dependsOn: .risk(),
        why: "The framework is about objectives: a line without one has no place in it, or "
            + "its objective was never recorded.",
        advice: "Record which strategic objective it affects.",
        looks: .live(find),
        examples: examples)

    private static func find(
        _ context: CheckContext, _ state: RiskState
    ) -> [Finding] {
        guard let register = context.assuranceFramework?.id, state.isOn(register),
            state.outcome.objectives.isBlank
        else { return [] }
        return [
            context.finding(
                state, "on \(register) with no objective recorded", field: "objectives")
        ]
    }

    private static let examples = [
        Check.Example("PR1", "on BAF with no objective recorded") {
            $0.line { $0.record.objectives = [] }
        } butNot: {
            $0.line { $0.record.objectives = ["WF3"] }
        }
    ]
}
