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
            (earlier.counted + earlier.risks).map { ($0.key, $0) },
            uniquingKeysWith: { first, _ in first })
        let knowsFramework = earlier.framework != nil
        let knowsRisks = earlier.newest != nil || knowsFramework
        var changes: [Change] = []
        for state in later.counted {
            // A record that a line has newly made its own was a risk before, under its own id.
            let was = before[state.key] ?? state.own.flatMap { before[$0.key] }
            if was == nil {
                // The first extract or framework that speaks of them makes nothing new.
                guard knowsRisks, state.key.level == .operational || knowsFramework else {
                    continue
                }
            }
            let comparison = Comparison(
                id: later.label(state.key), named: later.name(state.key), was: was, now: state,
                earlier: earlier, later: later)
            changes += comparison.changes(withOwn: before)
        }
        return changes
    }

    /// The sentences of changes in their order, each once; many risks that moved alike share one.
    package static func sentences(of changes: [Change]) -> [String] {
        sentences(
            of: changes.map { ($0.kind, $0.from ?? "", $0.to ?? "", $0.sentence) })
    }

    /// The same of changes as an answer holds them.
    ///
    /// - Parameter changes: Of each change its kind, the values before and after, and its sentence.
    /// - Returns: The sentences.
    package static func sentences(
        of changes: [(kind: Change.Kind, from: String, to: String, sentence: String)]
    ) -> [String] {
        var alike: [Move: Int] = [:]
        for change in changes { if let move = Move(change) { alike[move, default: 0] += 1 } }
        var seen = Set<String>()
        return changes.compactMap { change in
            var sentence = change.sentence
            if let move = Move(change), let count = alike[move], count >= Move.many {
                sentence = move.sentence(count)
            }
            return seen.insert(sentence).inserted ? sentence : nil
        }
    }

    /// What many risks do together: a directorate is merged, an objective ends.
    private struct Move: Hashable {
        static let many = 3
        let kind: Change.Kind
        let from: String
        let to: String

        init?(_ change: (kind: Change.Kind, from: String, to: String, sentence: String)) {
            guard [.moved, .carried].contains(change.kind) else { return nil }
            (kind, from, to) = (change.kind, change.from, change.to)
        }

        func sentence(_ count: Int) -> String {
            let what = kind == .carried ? "carried over" : "moved"
            return "\(count) risks \(what) from \(from) to \(to)"
        }
    }
}
