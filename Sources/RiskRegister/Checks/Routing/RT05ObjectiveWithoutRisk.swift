/// RT05: a current strategic objective that no live risk names.
enum RT05ObjectiveWithoutRisk {
    static let check = Check(
        "RT05", "strategic objective with no risk", .warning, needs: [.framework],
        reader: .nonExecutive, dependsOn: .organisation([.framework], onDay: true),
        why: "Either nothing threatens the objective, or nobody has looked.",
        advice: "Ask the objective's executive which risks it bears.",
        looks: .register(find),
        examples: examples)

    private static func find(_ context: CheckContext) -> [Finding] {
        guard let framework = context.view.framework else { return [] }
        let named = context.namedObjectives(framework)
        return framework.objectives.compactMap { objective in
            guard objective.kind == .strategic, objective.isCurrent(on: context.asAt),
                !named.contains(objective.id)
            else { return nil }
            return context.finding(
                about: .objective(objective.id), "no open risk names this strategic objective",
                owner: framework.executiveRole(objective.owner))
        }
    }

    private static let examples = [
        Check.Example("SO6", "no open risk names this strategic objective") {
            var objective = AssuranceFramework.Objective()
            objective.id = "SO6"
            $0.framework?.objectives.append(objective)
        } butNot: {
            var objective = AssuranceFramework.Objective()
            objective.id = "SO6"
            objective.to = .example(2026, 5, 31)
            $0.framework?.objectives.append(objective)
        }
    ]
}
