/// Which risks of an organisation a question is about.
///
/// A question names what it needs, and the register reads only that. Every condition that is given
/// must hold; one that is nil asks nothing. Scopes of people are conditions too: they narrow the query
/// itself, so that counts, downloads and searches cannot tell of what lies outside.
///
///     RiskSelection(registers: ["HLRR"])            // those on the HLRR on the day
///     RiskSelection(ids: ["2101"])                  // one risk
package struct RiskSelection: Hashable, Sendable {
    /// Ids, as the register keeps them.
    package var ids: Set<String>?
    /// Operational or principal.
    package var level: RiskLevel?
    /// On any of these registers on the day, by rule, held or kept.
    package var registers: Set<String>?
    /// Owned by any of these, compared without case and outer space.
    package var owners: Set<String>?
    /// In any of these directorates, compared without case and outer space.
    package var directorates: Set<String>?
    /// The lowest score used; a risk without a score does not meet it.
    package var minimumScore: Int?
    /// Only those with a proposal that waits for a person.
    package var isWaiting = false
    /// Only those whose record or standing changed on one of these days; principal risks always.
    ///
    /// A state cannot tell, so that the register chooses by it and `admits` does not ask.
    package var changing: ClosedRange<Day>?

    /// Every risk of both levels.
    package static let everything = RiskSelection()

    /// A selection; with nothing given, every risk.
    package init(
        ids: Set<String>? = nil, level: RiskLevel? = nil, registers: Set<String>? = nil,
        owners: Set<String>? = nil, directorates: Set<String>? = nil, minimumScore: Int? = nil,
        isWaiting: Bool = false, changing: ClosedRange<Day>? = nil
    ) {
        self.ids = ids
        self.level = level
        self.registers = registers
        self.owners = owners.map { Set($0.map(\.folded)) }
        self.directorates = directorates.map { Set($0.map(\.folded)) }
        self.minimumScore = minimumScore
        self.isWaiting = isWaiting
        self.changing = changing
    }

    /// The same question of some directorates at most; nil: of all.
    ///
    /// - Parameter scope: Folded names, as a selection keeps them.
    /// - Returns: What both admit.
    package func within(directorates scope: Set<String>?) -> RiskSelection {
        guard let scope else { return self }
        var selection = self
        selection.directorates = directorates?.intersection(scope) ?? scope
        return selection
    }

    /// It asks for everything.
    package var isEverything: Bool { self == .everything }

    /// Whether a risk, as it stands on the day, is among those asked for.
    package func admits(_ state: RiskState) -> Bool {
        let state = state.joined
        if let ids, !ids.contains(state.key.id) { return false }
        if let level, level != state.key.level { return false }
        if let registers, !registers.contains(where: state.isOn) { return false }
        if let owners, !owners.contains(state.record.owner?.folded ?? "") { return false }
        if let directorates {
            // A line that has another than its own record is of both.
            let halves = [state] + (state.own.map { [$0] } ?? [])
            let isIn = halves.contains {
                directorates.contains($0.record.directorate?.folded ?? "")
            }
            if !isIn { return false }
        }
        if let minimumScore, state.score.map({ $0 < minimumScore }) ?? true { return false }
        return !isWaiting || !state.standing.proposals.isEmpty
    }
}
