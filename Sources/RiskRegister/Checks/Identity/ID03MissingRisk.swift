/// ID03: the newest extract that covers it lacks it, and it was never closed.
enum ID03MissingRisk {
    static let check = Check(
        "ID03", "missing from the newest extract and not closed", .error, needs: [.history],
        reader: .riskLead, dependsOn: .risk(),
        why: "A risk that is gone without being closed was filtered out or deleted; it stays "
            + "where it is until somebody says.",
        advice: "Find it in the risk system: export it again, or close it there.",
        looks: .everyRisk(find),
        examples: examples)

    private static func find(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        guard state.status == .vanished else { return [] }
        var message =
            switch state.key.level {
            case .operational: "missing from the newest extract without a closing date"
            case .principal: "missing from the newest framework"
            }
        let registers = state.standing.memberships.map(\.register)
        if !registers.isEmpty { message += "; stays on \(Wording.list(registers))" }
        message += "; \(state.lastSeenInWords)"
        return [context.finding(state, message)]
    }

    private static let examples = [
        Check.Example(
            "2102",
            "missing from the newest extract without a closing date; stays on HLRR and BAF; "
                + "last seen 31 May 2026 at 16"
        ) {
            $0.drop("2102")
        } butNot: {
            $0.drop("2104")
        }
    ]
}
