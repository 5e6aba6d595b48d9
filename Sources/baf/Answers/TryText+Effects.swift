import RegisterDesk
import RegisterReports
import RiskRegister

/// What a trial would change besides registers: grades, outcomes, reviews, decisions.
extension TryAnswer {
    /// One line for each change that is the same for many risks, with their ids.
    var otherEffects: String {
        func side<Value: Equatable>(
            _ part: KeyPath<TrialEffect.Side, Value>, _ words: @escaping (Value) -> String
        ) -> [(words: String, ids: [String])] {
            groups { different($0.inForce[keyPath: part], $0.tried[keyPath: part], words) }
        }
        let sections = [
            section(
                "Another score",
                groups { different($0.score, $0.triedScore) { $0.map(String.init) ?? "none" } }),
            section("Another grade", side(\.grade) { $0 ?? "none" }),
            section("Another outcome", side(\.routing, words)),
            section("Another reviewer", side(\.reviewer) { $0 ?? "nobody" }),
            section(
                "Another interval of review",
                side(\.reviewMonths) { $0.map { Count.of($0, "month") } ?? "none" }),
            nextReviews,
            section("Another to accept it", side(\.acceptor) { $0 ?? "nobody" }),
            section("Decisions that would be wanted", proposals(\.decisionsArising)),
            section("Decisions that would not be wanted", proposals(\.decisionsVanishing)),
        ]
        return sections.joined()
    }

    /// How many risks should be reviewed sooner or later, by their last review and the interval.
    private var nextReviews: String {
        let known = document.effects.compactMap { effect in
            effect.inForce.reviewBy.flatMap { one in
                effect.tried.reviewBy.map { (inForce: one, tried: $0) }
            }
        }
        let (sooner, later) = (
            known.filter { $0.tried < $0.inForce }, known.filter { $0.tried > $0.inForce }
        )
        guard !sooner.isEmpty || !later.isEmpty else { return "" }
        func late(_ days: [Day]) -> Int { days.count { $0 < document.asAt } }
        return "\nNext review, by the last one and the interval\n\n"
            + "\(Count.of(sooner.count, "risk")) sooner, \(later.count) later; of these "
            + "\(late(sooner.map(\.tried) + later.map(\.tried))) instead of "
            + "\(late(sooner.map(\.inForce) + later.map(\.inForce))) due before "
            + "\(document.asAt.inWords)\n"
    }

    private func section(_ title: String, _ groups: [(words: String, ids: [String])]) -> String {
        guard !groups.isEmpty else { return "" }
        let lines = groups.map { group in
            "\(group.words): \(Count.of(group.ids.count, "risk")): \(group.ids.joined(separator: ", "))"
        }
        return "\n\(title)\n\n" + lines.map { PlainText.onOneLine($0) + "\n" }.joined()
    }

    /// The ids of risks by what is said of them, in the order of the words.
    private func groups(
        _ words: (TrialEffect) -> String?
    ) -> [(words: String, ids: [String])] {
        grouped(document.effects.compactMap { effect in words(effect).map { ($0, effect.id) } })
    }

    private func proposals(
        _ list: KeyPath<TrialEffect, [ProposalLine]>
    ) -> [(words: String, ids: [String])] {
        grouped(
            document.effects.flatMap { effect in
                effect[keyPath: list].map { proposal in
                    let needs = proposal.needs.isEmpty ? "" : ", \(proposal.needs)"
                    return ("\(proposal.kind.rawValue) \(proposal.register)\(needs)", effect.id)
                }
            })
    }

    private func grouped(_ pairs: [(String, String)]) -> [(words: String, ids: [String])] {
        Dictionary(grouping: pairs) { $0.0 }.map { (words: $0.key, ids: $0.value.map(\.1)) }
            .sorted { $0.words < $1.words }
    }

    private func different<Value: Equatable>(
        _ inForce: Value, _ tried: Value, _ words: (Value) -> String
    ) -> String? {
        inForce == tried ? nil : "\(words(tried)) instead of \(words(inForce))"
    }

    private func words(_ routing: Routing) -> String {
        switch routing {
        case .routed: "at the threshold"
        case .belowThreshold: "below the threshold"
        case .closed: "closed"
        case .unapproved: "unapproved"
        case .unroutable: "unroutable"
        }
    }
}
