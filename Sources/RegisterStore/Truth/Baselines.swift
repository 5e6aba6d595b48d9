package import RiskRegister

/// A part of a register whose baseline an import has moved: an earlier extract slotted in.
package struct BaselineMove: Hashable, Sendable {
    /// The part, or all.
    package var scope: ExtractScope
    /// The first day held of it until now.
    package var from: Day
    /// The first day held of it from now on.
    package var to: Day

    /// A move.
    package init(scope: ExtractScope, from: Day, to: Day) {
        self.scope = scope
        self.from = from
        self.to = to
    }
}

extension Truth {
    /// The first day on which extracts cover each part that any of them names.
    ///
    /// An extract of everything covers each part; two parts by different fields are not compared.
    private func baselines(_ organisation: String, of scopes: Set<ExtractScope>)
        -> [ExtractScope: Day]
    {
        let extracts = active(organisation, .risks).map(\.summary)
        var found: [ExtractScope: Day] = [:]
        for scope in scopes {
            found[scope] =
                extracts.first { $0.scope == .all || $0.scope == scope }?.asAt
        }
        return found
    }

    /// The parts whose first day held is another than in an earlier truth, the whole first.
    ///
    /// A part that moved with the whole is not named beside it.
    func baselineMoves(since earlier: Truth, _ organisation: String) -> [BaselineMove] {
        let scopes = Set(
            (active(organisation, .risks) + earlier.active(organisation, .risks))
                .map(\.summary.scope))
        let (before, after) = (
            earlier.baselines(organisation, of: scopes), baselines(organisation, of: scopes)
        )
        let moves = scopes.compactMap { scope -> BaselineMove? in
            guard let from = before[scope], let to = after[scope], from != to else { return nil }
            return BaselineMove(scope: scope, from: from, to: to)
        }
        let whole = moves.first { $0.scope == .all }
        return moves.filter { move in
            move.scope == .all || move.from != whole?.from || move.to != whole?.to
        }.sorted { left, right in
            (left.scope == .all ? "" : left.scope.description)
                < (right.scope == .all ? "" : right.scope.description)
        }
    }
}
