/// AC01: an open action whose due day has passed.
enum AC01ActionOverdue {
    static let check = Check(
        "AC01", "action overdue", .warning, needs: [.actions],
        reader: .executive, dependsOn: .risk([.actions], onDay: true), saysLate: true,
        why: "A mitigation that is late is not there.",
        advice: "Do it, or agree a new date and say why.",
        looks: .action(find),
        examples: examples)

    private static func find(
        _ context: CheckContext, _ action: ActionRecord, _ state: RiskState?
    ) -> [Finding] {
        guard action.isOverdue(of: state, on: context.asAt), let due = action.due
        else { return [] }
        let days = Wording.count(due.latest.days(to: context.asAt), "day")
        return [
            context.finding(
                action, of: state, "action overdue by \(days), due \(due.inWords)", field: "due")
        ]
    }

    private static let examples = [
        Check.Example("A1", "action overdue by 30 days, due 31 May 2026") {
            $0.action { $0.due = .example(2026, 5, 31) }
        } butNot: {
            $0.action { $0.due = .example(2026, 5, 31) }
            $0.now("2101") { $0.isClosed = true }
        },
        Check.Example(
            "A1", "action overdue by 30 days, due 31 May 2026; its risk 999 is not in the register"
        ) {
            $0.action {
                $0.due = .example(2026, 5, 31)
                $0.riskID = "999"
            }
        } butNot: {
            $0.action { $0.riskID = "999" }
        },
    ]
}
