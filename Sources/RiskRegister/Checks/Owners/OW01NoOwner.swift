/// OW01: neither an owner nor a lead executive is named.
enum OW01NoOwner {
    static let check = Check(
        "OW01", "no owner", .error,
        reader: .riskLead, dependsOn: .risk(),
        why: "A risk that nobody owns is a risk that nobody manages, and nobody can be asked.",
        advice: "Name one accountable owner.",
        looks: .live(find),
        examples: examples)

    private static func find(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        let isOwned =
            switch state.key.level {
            case .operational: !(state.record.owner?.trimmed.isEmpty ?? true)
            case .principal: context.index.owner(of: state) != nil
            }
        return isOwned ? [] : [context.finding(state, "no owner is recorded", field: "owner")]
    }

    private static let examples = [
        Check.Example("2101", "no owner is recorded") {
            $0.now("2101") { $0.owner = " " }
        } butNot: {
            $0.now("2101") { $0.owner = "Matron" }
        }
    ]
}
