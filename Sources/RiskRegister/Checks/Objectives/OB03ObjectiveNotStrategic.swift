/// OB03: at the threshold, and an objective named is not strategic while none counts.
enum OB03ObjectiveNotStrategic {
    static let check = Check(
        "OB03", "objective that is not strategic, on a risk at the threshold", .information,
        needs: [.framework],
        reader: .executive, dependsOn: .risk(),
        why: "Only a current strategic objective puts a risk on the assurance framework; the "
            + "reader should see why this one is not there.",
        advice: "Say whether it also affects a strategic objective.",
        looks: .live(find),
        examples: examples)

    private static func find(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        let objectives = state.outcome.objectives
        guard state.outcome.isAtThreshold, !objectives.counts, !objectives.notStrategic.isEmpty
        else { return [] }
        let codes = objectives.notStrategic
        return [
            context.finding(
                state,
                codes.count == 1
                    ? "\(codes[0]) is not a strategic objective"
                    : "\(Wording.list(codes)) are not strategic objectives",
                field: "objectives")
        ]
    }

    private static let examples = [
        Check.Example("2102", "WF3 is not a strategic objective") {
            $0.now("2102") { $0.objectives = ["WF3"] }
        } butNot: {
            $0.now("2102") { $0.objectives = ["WF3", "SO5"] }
        }
    ]
}
