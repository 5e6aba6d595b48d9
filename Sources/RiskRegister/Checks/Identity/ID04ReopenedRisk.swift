/// ID04: closed in the extract before, and open now.
enum ID04ReopenedRisk {
    static let check = Check(
        "ID04", "closed risk is open again", .warning, needs: [.history],
        reader: .auditor, dependsOn: .risk([.before]),
        why: "Either it was closed too early, or its id was used again for another risk.",
        advice: "Ask why it was reopened, and who agreed.",
        looks: .live(find),
        examples: examples)

    private static func find(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        guard state.before?.standing.status == .closed else { return [] }
        return [context.finding(state, "closed in the extract before, and open again")]
    }

    private static let examples = [
        Check.Example("2101", "closed in the extract before, and open again") {
            $0.before("2101") { $0.isClosed = true }
        } butNot: {
            $0.drop("2101")
        }
    ]
}
