/// OB04: an objective ended with one successor, to which its risks are carried over.
enum OB04CarriedOver {
    static let check = Check(
        "OB04", "objective that ended, its risks carried over", .information, needs: [.framework],
        reader: .executive, dependsOn: .organisation([.framework], onDay: true),
        why: "A year's change of objectives takes no risk off: the successor bears them until "
            + "somebody looks at each.",
        advice: "Look through the risks of the objective that ended, and say in the risk system "
            + "which objective each affects now.",
        looks: .register(find),
        examples: examples)

    private static func find(_ context: CheckContext) -> [Finding] {
        guard let framework = context.view.framework else { return [] }
        let named = context.namedObjectives(framework)
        return framework.objectives.compactMap { objective in
            guard objective.kind == .strategic, let to = objective.to, to < context.asAt,
                named.contains(objective.id),
                let successor = framework.successor(of: objective, on: context.asAt)
            else { return nil }
            return context.finding(
                about: .objective(objective.id),
                "\(objective.id) ended on \(to.inWords): its risks are carried over to \(successor)",
                owner: framework.executiveRole(
                    framework.objective(named: successor, on: context.asAt)?.owner
                        ?? objective.owner))
        }
    }

    private static let examples = [
        Check.Example("SO1", "SO1 ended on 31 March 2026: its risks are carried over to SO5") {
            $0.framework?.objectives[2].replacedBy = "SO5"
            $0.now("2102") { $0.objectives = ["SO1"] }
        } butNot: {
            $0.framework?.objectives[2].replacedBy = "SO5"
            $0.now("2102") { $0.objectives = ["SO5"] }
        }
    ]
}
