/// Checks of the objectives that risks name; codes of the package's own.
enum ObjectiveChecks {
    static let all: [Check] = [
        Check(
            "OB01", "objective that the framework does not know", .warning, needs: [.framework],
            reader: .riskLead,
            why: "The code counts as a strategic objective until somebody says what it is, so a "
                + "slip can put a risk before the board.",
            advice: "Correct the code, or add it to the framework as an objective or an alias.",
            run: .live(unknown)),
        Check(
            "OB02", "objective that has ended, on a risk at the threshold", .warning,
            needs: [.framework], reader: .executive,
            why: "An objective that no longer stands puts nothing on the assurance framework: the "
                + "year's change of objectives may have orphaned the risk.",
            advice: "Link the risk to the objective that replaced it, or say that none did.",
            run: .live(ended)),
        Check(
            "OB03", "objective that is not strategic, on a risk at the threshold", .information,
            needs: [.framework], reader: .executive,
            why: "Only a current strategic objective puts a risk on the assurance framework; the "
                + "reader should see why this one is not there.",
            advice: "Say whether it also affects a strategic objective.",
            run: .live(notStrategic)),
    ]

    /// OB01: codes that the framework does not list; they count, with this finding.
    private static func unknown(_ context: CheckContext, _ state: RiskState) -> [Finding] {
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

    /// OB02: at the threshold, and the only objectives named have ended or not begun.
    private static func ended(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        let objectives = state.outcome.objectives
        guard state.outcome.isAtThreshold, !objectives.counts, !objectives.ended.isEmpty else {
            return []
        }
        let sentences = objectives.ended.map { code in
            let objective = context.view.framework?.objective(named: code)
            let replacement = objective?.replacedBy.map { "; \($0) replaced it" } ?? ""
            if let to = objective?.to, to < context.asAt {
                return "\(code) ended on \(to.inWords)\(replacement)"
            }
            if let from = objective?.from, from > context.asAt {
                return "\(code) begins on \(from.inWords)"
            }
            return "\(code) does not stand on \(context.asAt.inWords)"
        }
        return [
            context.finding(state, sentences.joined(separator: "; "), field: "objectives")
        ]
    }

    /// OB03: at the threshold, and an objective named is not strategic while none counts.
    private static func notStrategic(_ context: CheckContext, _ state: RiskState) -> [Finding] {
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
}
