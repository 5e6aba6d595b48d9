/// OB05: a code stands for another objective than before.
enum OB05CodeUsedAgain {
    static let check = Check(
        "OB05", "code of an objective used again with other words", .warning, needs: [.framework],
        reader: .executive, dependsOn: .organisation([.framework]),
        why: "A code that is used again with other words is another objective: the risks that "
            + "name it may mean the one that has gone.",
        advice: "Look through the risks that name the code, and say in the risk system which "
            + "objective each affects.",
        looks: .register(find),
        examples: examples)

    private static func find(_ context: CheckContext) -> [Finding] {
        guard let framework = context.view.framework else { return [] }
        let named = context.namedObjectives(framework)
        return framework.objectives.compactMap { objective in
            guard objective.to == nil, named.contains(objective.id),
                let before = context.view.frameworkBefore?.objectives.first(where: {
                    $0.id.folded == objective.id.folded
                }),
                before.text.folded != objective.text.folded
            else { return nil }
            return context.finding(
                about: .objective(objective.id),
                "\(objective.id) is now \"\(objective.text)\", and was \"\(before.text)\": which of them do "
                    + "its risks affect?",
                owner: framework.executiveRole(objective.owner))
        }
    }

    private static let examples = [
        Check.Example(
            "SO5",
            "SO5 is now \"Grow our own\", and was \"Shorten waits\": which of them do its risks affect?"
        ) {
            $0.framework?.objectives[0].text = "Shorten waits"
            $0.frameworkBefore = $0.framework
            $0.framework?.objectives[0].text = "Grow our own"
        } butNot: {
            $0.framework?.objectives[0].text = "Grow our own"
            $0.frameworkBefore = $0.framework
            $0.framework?.objectives[0].text = "Grow  our Own"
        }
    ]
}
