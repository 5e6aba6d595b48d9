/// SC02: the printed score and likelihood x consequence differ; the higher is used.
///
/// Cleared when the export prints numbers that agree.
enum SC02ScoreContradiction {
    static let check = Check(
        "SC02", "printed score differs from likelihood x consequence", .error,
        reader: .riskLead, dependsOn: .risk(),
        why: "Two numbers for one risk: the higher is used, so that nothing drops off a "
            + "register by a slip.",
        advice: "Correct the score, the likelihood or the consequence in the risk system.",
        looks: .live(find),
        examples: examples)

    private static func find(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        guard state.hasOwnScores else { return [] }
        return ScoreKind.checked.compactMap { kind in
            let entry = state.record.entry(kind)
            guard let printed = entry.usable, let computed = entry.computed,
                let likelihood = entry.likelihood, let consequence = entry.consequence,
                printed != computed
            else { return nil }
            var message = "recorded \(printed); \(likelihood) x \(consequence) gives \(computed)"
            if kind != .current {
                message = "\(kind.rawValue) score: " + message
            } else if let used = state.score {
                message += "; \(used) used"
            }
            return context.finding(state, message, field: "\(kind.rawValue) score")
        }
    }

    private static let examples = [
        Check.Example("2101", "recorded 12; 4 x 4 gives 16; 16 used") {
            $0.now("2101") {
                $0.current = .example(4, 4)
                $0.current.printed = PrintedScore(12)
            }
        } butNot: {
            $0.now("2101") { $0.current.printed = nil }
        },
        Check.Example("2101", "recorded 16; 3 x 4 gives 12; 16 used") {
            $0.now("2101") { $0.current.printed = PrintedScore(16) }
        } butNot: {
            $0.now("2101") { $0.approval = .awaiting }
        },
    ]
}
