/// What changed in a register between two days, as sentences that a board paper can print.
///
///     Changes.between(may, june).first?.sentence
///     // "2101 reduced from 16 to 12 (likelihood 4 to 3); stays on HLRR and BAF until step-down is agreed"
package enum Changes {
    /// The changes from an earlier view to a later one, by id, then kind.
    ///
    /// A risk may have several kinds; kinds that are one event (a rise and the register that it
    /// enters) share one sentence, and `sentences(of:)` prints it once. A fall that leaves the risk on
    /// its registers is `down` and nothing else.
    ///
    /// - Parameters:
    ///   - earlier: The register then; nil when there is no earlier import, which is not "no change".
    ///   - later: The register now.
    /// - Returns: The changes; none without an earlier view.
    package static func between(_ earlier: RegisterView?, _ later: RegisterView) -> [Change] {
        guard let earlier else { return [] }
        let before = Dictionary(
            earlier.allRisks.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        let knowsFramework = earlier.framework != nil
        let knowsRisks = earlier.newest != nil || knowsFramework
        var changes: [Change] = []
        for state in later.allRisks {
            let was = before[state.key]
            if was == nil {
                // The first extract or framework that speaks of them makes nothing new.
                guard knowsRisks, state.key.level == .operational || knowsFramework else {
                    continue
                }
            }
            let comparison = Comparison(
                id: later.label(state.key), was: was, now: state, earlier: earlier, later: later)
            changes += comparison.changes()
        }
        return changes
    }

    /// The sentences of changes in their order, each once.
    package static func sentences(of changes: [Change]) -> [String] {
        var seen = Set<String>()
        return changes.map(\.sentence).filter { seen.insert($0).inserted }
    }
}
