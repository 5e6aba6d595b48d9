extension CheckContext {
    /// The action is open, and its risk is live or not in the register at all.
    func isDue(_ action: ActionRecord, of state: RiskState?) -> Bool {
        action.counts(of: state)
    }

    /// A finding about an action, for its owner or else the owner of its risk.
    func finding(
        _ action: ActionRecord, of state: RiskState?, _ message: String, field: String
    ) -> Finding {
        var message = message
        if let riskID = action.riskID {
            if state == nil { message += "; its risk \(riskID) is not in the register" }
        } else {
            message += "; it names no risk"
        }
        let own = action.owner?.trimmed ?? ""
        return finding(
            about: .action(action.id ?? "?", riskID: action.riskID), message, field: field,
            owner: own.isEmpty ? state.flatMap { index.owner(of: $0) } : own)
    }
}
