/// What many risks do together: a directorate is merged, an objective ends with a successor.
extension Comparison {
    /// Another directorate, and objectives that ended with a successor since.
    func moves(_ was: RiskState) -> [Change] {
        var found: [Change] = []
        func place(_ state: RiskState) -> String { state.record.directorate?.trimmed ?? "" }
        let (old, new) = (place(was), place(now))
        if old.folded != new.folded, !old.isEmpty, !new.isEmpty {
            found.append(
                Change(
                    key: now.key, id: id, kind: .moved, from: old, to: new,
                    sentence: "\(named) moved from \(old) to \(new)"))
        }
        let before = Set(was.outcome.objectives.carried)
        for carried in now.outcome.objectives.carried where !before.contains(carried) {
            found.append(
                Change(
                    key: now.key, id: id, kind: .carried, from: carried.from, to: carried.to,
                    sentence: "\(named) carried over from \(carried.from) to \(carried.to)"))
        }
        return found
    }
}
