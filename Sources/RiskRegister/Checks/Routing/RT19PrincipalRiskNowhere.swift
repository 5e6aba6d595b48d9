/// RT19: an open line of the framework that stands on no register.
enum RT19PrincipalRiskNowhere {
    static let check = Check(
        "RT19", "principal risk on no register", .error, needs: [.framework],
        reader: .auditChair, dependsOn: .risk(),
        why: "A line of the framework that is below the threshold and neither held nor a theme "
            + "is printed nowhere: most often its basis was left out.",
        advice: "Record its basis in the framework: held, or theme.",
        looks: .live(find),
        examples: examples)

    private static func find(
        _ context: CheckContext, _ state: RiskState
    ) -> [Finding] {
        guard state.key.level == .principal, state.status == .open,
            state.standing.memberships.isEmpty
        else { return [] }
        let score = state.score.map { "scored \($0)" } ?? "without a score"
        return [
            context.finding(
                state, "a line of the framework, \(score), with no basis: it is on no register",
                field: "basis")
        ]
    }

    private static let examples = [
        Check.Example(
            "PR1", "a line of the framework, scored 12, with no basis: it is on no register"
        ) {
            $0.line {
                $0.basis = nil
                $0.record.current = ScoreEntry(likelihood: 3, consequence: 4)
            }
        } butNot: {
            $0.line { $0.basis = .held }
        }
    ]
}
