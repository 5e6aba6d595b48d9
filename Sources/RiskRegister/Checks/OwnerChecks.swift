/// Checks of who answers for a risk.
enum OwnerChecks {
    static let all: [Check] = [
        Check(
            "OW01", "no owner", .error, reader: .riskLead,
            why: "A risk that nobody owns is a risk that nobody manages, and nobody can be asked.",
            advice: "Name one accountable owner.",
            run: .live(noOwner))
    ]

    /// OW01: neither an owner nor a lead executive is named.
    private static func noOwner(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        let isOwned =
            switch state.key.level {
            case .operational: !(state.record.owner?.trimmed.isEmpty ?? true)
            case .principal: context.index.owner(of: state) != nil
            }
        return isOwned ? [] : [context.finding(state, "no owner is recorded", field: "owner")]
    }
}
