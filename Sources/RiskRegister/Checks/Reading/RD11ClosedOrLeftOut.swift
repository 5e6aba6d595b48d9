/// RD11: an export of open risks only lacks a risk, and nobody has said whether it is closed.
enum RD11ClosedOrLeftOut {
    static let check = Check(
        "RD11", "absent from an export of open risks: closed, or left out?", .error,
        needs: [.history], reader: .riskLead, dependsOn: .risk(),
        why: "An export that holds open risks only says of a risk it lacks neither that it is "
            + "closed nor that it was left out; until somebody says, it stays as last seen.",
        advice: "Answer with the next import, or import the same file again with the answer.",
        looks: .everyRisk(find),
        examples: examples)

    private static func find(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        guard state.isAsked, state.status == .open else { return [] }
        let id = state.key.id
        var message = "absent from the export of open risks, last seen on \(state.lastSeen.inWords)"
        let registers = state.standing.memberships.map(\.register)
        if !registers.isEmpty { message += "; stays on \(Wording.list(registers))" }
        message += ": closed, or left out? --absent \(id)=closed:DAY or --absent \(id)=left-out"
        return [context.finding(state, message)]
    }

    private static let examples = [
        Check.Example(
            "2102",
            "absent from the export of open risks, last seen on 31 May 2026; stays on HLRR and BAF: "
                + "closed, or left out? --absent 2102=closed:DAY or --absent 2102=left-out"
        ) {
            $0.holdsOpenOnly = true
            $0.drop("2102")
        } butNot: {
            $0.drop("2102")
        }
    ]
}
