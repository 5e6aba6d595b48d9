import RiskRegister

/// The questions of a year's end: an objective ended, and its risks are asked about as one list.
extension PaperBasis {
    /// Moves as questions; the step-downs that the end of one objective asks for are one question.
    ///
    /// One risk is asked about like any other: a list of one is no list.
    func endings(_ moves: [(state: RiskState, proposal: Proposal)]) -> [PaperQuestion] {
        let byObjective = Dictionary(
            grouping: moves.compactMap { move in ended(move.state, move.proposal).map { ($0, move) }
            }
        ) { objective, move in [objective.id, move.proposal.needs] }
        let groups = byObjective.filter { $1.count > 1 }
        let asked = groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }
            .compactMap { _, all in
                all.first.map { PaperQuestion.ended($0.0, all.map(\.1)) }
            }
        return asked
            + moves.filter { state, proposal in
                ended(state, proposal).map { groups[[$0.id, proposal.needs]] == nil } ?? true
            }.map { .move($0.state, $0.proposal) }
    }

    /// The objective whose end asks for a step-down from the assurance framework; nil when something else does.
    ///
    /// One that has lost its approval is asked about for that, whatever became of its objective.
    private func ended(
        _ state: RiskState, _ proposal: Proposal
    ) -> AssuranceFramework.Objective? {
        guard proposal.kind == .deescalate, proposal.register == assurance?.id,
            state.status == .open, state.outcome.routing == .routed,
            !state.outcome.objectives.counts
        else { return nil }
        return state.outcome.objectives.ended.lazy
            .compactMap { view.framework?.objective(named: $0, on: asAt) }
            .first { $0.to.map { $0 < asAt } ?? false }
    }

    /// A list of risks that one objective's end asks about, as one row of the decisions wanted.
    func endedRow(
        _ objective: AssuranceFramework.Objective,
        _ moves: [(state: RiskState, proposal: Proposal)]
    ) -> Row {
        let since = moves.map(\.proposal.since).min() ?? asAt
        let isLeast = moves.contains { state, proposal in
            proposal.since == since && state.reachesBaseline(since)
        }
        return Row([
            .text(objective.id),
            .text("\(Count.of(moves.count, "risk")) of an objective that ended, listed below"),
            .word(assurance?.id ?? ""), .text(PaperQuestion.ended(objective, []).words), .absent,
            .day(since), .number(max(0, since.days(to: asAt)), isLeast: isLeast),
            .text(orAbsent: moves.first?.proposal.needs), .text(why(objective)),
        ])
    }

    /// "ended on 31 March 2026; no objective replaced it".
    private func why(_ objective: AssuranceFramework.Objective) -> String {
        let day = objective.to.map { " on \($0.inWords)" } ?? ""
        let successors = objective.replacedBy?.split { ",; ".contains($0) }.map(String.init) ?? []
        let replaced =
            successors.isEmpty
            ? "no objective replaced it"
            : "\(successors.joined(separator: " and ")) replaced it"
        return "ended\(day); \(replaced)"
    }

    /// Each risk of the objectives that are asked about as a whole.
    func endedTable(on register: RegisterDefinition?) -> OutputTable {
        let rows = questions(on: register).flatMap { question -> [Row] in
            guard case .ended(let objective, let moves) = question else { return [] }
            return moves.map { state, proposal in
                Row([
                    .text(name(state)), .text(state.record.title), .text(objective.id),
                    .text(orAbsent: objective.text), .number(orAbsent: state.score),
                    .day(proposal.since), .text(orAbsent: proposal.needs),
                ])
            }
        }
        return OutputTable(
            id: "ended-objectives",
            caption: "Risks of objectives that ended without one successor",
            columns: [
                Column("id", "ID", width: 9, isHeader: true), Column("title", "Title", width: 34),
                Column("objective", "Objective", width: 10),
                Column("objective-text", "It was", width: 34), Column("score", "Score", width: 6),
                Column("since", "Asked since", width: 12), Column("needs", "Needs", width: 18),
            ], rows: rows, whenEmpty: "None.")
    }
}
