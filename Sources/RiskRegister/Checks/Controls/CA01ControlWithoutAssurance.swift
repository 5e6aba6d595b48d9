/// CA01: controls that list no evidence; one finding a risk, which names them.
enum CA01ControlWithoutAssurance {
    static let check = Check(
        "CA01", "control with no assurance", .warning, needs: [.framework, .controls],
        reader: .auditChair, dependsOn: .risk(),
        why: "A control counts only as far as there is evidence that it works.",
        advice: "Name the evidence for each control, or record a gap in assurance.",
        looks: .live(find),
        examples: examples)

    private static func find(
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

    private static let examples = [
        Check.Example("PR1", "1 of 2 controls has no assurance: C2") {
            $0.line {
                var control = AssuranceFramework.Control()
                control.id = "C2"
                $0.controls.append(control)
            }
        } butNot: {
            $0.line { $0.controls.append($0.controls[0]) }
        }
    ]
}
