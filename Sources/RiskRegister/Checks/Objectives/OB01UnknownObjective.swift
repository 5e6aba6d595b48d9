/// OB01: codes that the framework does not list; they count, with this finding.
enum OB01UnknownObjective {
    static let check = Check(
        "OB01", "objective that the framework does not know", .warning, needs: [.framework],
        reader: .riskLead, dependsOn: .risk(),
        why: "The code counts as a strategic objective until somebody says what it is, so a "
            + "slip can put a risk before the board.",
        advice: "Correct the code, or add it to the framework as an objective or an alias.",
        looks: .live(find),
        examples: examples)

    private static func find(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        let codes = state.outcome.objectives.unknown.map { $0.clipped(to: 40) }
        guard !codes.isEmpty else { return [] }
        let counts = codes.count == 1 ? "it counts" : "they count"
        return [
            context.finding(
                state,
                "\(Wording.list(codes)) \(codes.count == 1 ? "is" : "are") not in the framework; "
                    + "\(counts) as strategic until somebody says otherwise",
                field: "objectives")
        ]
    }

    private static let examples = [
        Check.Example(
            "2101",
            "SO9 is not in the framework; it counts as strategic until somebody says otherwise"
        ) {
            $0.now("2101") { $0.objectives = ["SO9"] }
        } butNot: {
            $0.framework?.objectives[0].aliases = ["SO9"]
            $0.now("2101") { $0.objectives = [" so9 "] }
        }
    ]
}
