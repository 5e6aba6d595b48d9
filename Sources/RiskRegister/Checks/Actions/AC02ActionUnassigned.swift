/// AC02: an open action that names nobody, or no day.
enum AC02ActionUnassigned {
    static let check = Check(
        "AC02", "action with no owner or no date", .warning, needs: [.actions],
        reader: .executive, dependsOn: .risk([.actions]),
        why: "An action that nobody has to do by any day will not be done.",
        advice: "Name one owner and a due date.",
        looks: .action(find),
        examples: examples)

    private static func find(
        _ context: CheckContext, _ action: ActionRecord, _ state: RiskState?
    ) -> [Finding] {
        guard context.isDue(action, of: state) else { return [] }
        var missing: [String] = []
        if action.owner?.trimmed.isEmpty ?? true { missing.append("no owner") }
        if action.due == nil { missing.append("no due date") }
        guard let first = missing.first else { return [] }
        return [
            context.finding(
                action, of: state, "action with " + missing.joined(separator: " and "),
                field: first == "no owner" ? "action owner" : "due")
        ]
    }

    private static let examples = [
        Check.Example("A1", "action with no owner and no due date") {
            $0.action {
                $0.owner = nil
                $0.due = nil
            }
        } butNot: {
            $0.action {
                $0.owner = nil
                $0.due = nil
                $0.done = .example(2026, 6, 30)
            }
        }
    ]
}
