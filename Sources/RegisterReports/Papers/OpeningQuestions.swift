import RiskRegister

/// What papers ask: a move, or a body's opening position as a whole.
///
/// A register's first months would else be a hundred questions of one kind: how a risk that was found
/// on a list differs from the rules. A body answers them in one decision (`baf decide --opening`).
enum PaperQuestion {
    /// One move of one risk.
    case move(RiskState, Proposal)
    /// The differences of one body's opening position, two or more.
    case opening([OpeningDifference])
    /// The risks, two or more, that bear an objective which ended with no successor, or with several.
    case ended(AssuranceFramework.Objective, [(state: RiskState, proposal: Proposal)])

    /// The body that is asked.
    var needs: String {
        switch self {
        case .move(_, let proposal): proposal.needs
        case .opening(let differences): differences.first?.proposal.needs ?? ""
        case .ended(_, let moves): moves.first?.proposal.needs ?? ""
        }
    }

    /// The question in words.
    var words: String {
        switch self {
        case .move(_, let proposal): proposal.question
        case .opening: "Agree the opening position?"
        case .ended(let objective, _):
            "\(objective.id) has ended: which objective now, or step down?"
        }
    }

    /// The risks that it is about.
    var states: [RiskState] {
        switch self {
        case .move(let state, _): [state]
        case .opening(let differences): differences.map(\.state)
        case .ended(_, let moves): moves.map(\.state)
        }
    }
}

extension PaperBasis {
    /// What waits for a person: each body's opening position first, then the other moves in their order.
    ///
    /// One difference is asked like any other move: a list of one is no list.
    func questions(on register: RegisterDefinition? = nil) -> [PaperQuestion] {
        let moves = moves(on: register)
        let opening = moves.filter { $0.state.isOpening($0.proposal) }
        let groups = Dictionary(grouping: opening) { $0.proposal.needs }.filter { $1.count > 1 }
        return groups.sorted { $0.key < $1.key }.map { _, moves in
            .opening(moves.map { OpeningDifference(state: $0.state, proposal: $0.proposal) })
        }
            + endings(
                moves.filter { state, proposal in
                    groups[proposal.needs] == nil || !state.isOpening(proposal)
                })
    }

    /// A body's opening position as one row of the decisions wanted.
    func openingRow(_ differences: [OpeningDifference]) -> Row {
        let registers = view.rulebook.registers.map(\.id).filter { id in
            differences.contains { $0.proposal.register == id }
        }
        let since = differences.map(\.proposal.since).min() ?? asAt
        return Row([
            .text("Opening"),
            .text("\(Count.of(differences.count, "difference")) from the rules, listed below"),
            .word(registers.joined(separator: ", ")), .word(PaperQuestion.opening([]).words),
            .absent,
            .day(since), .number(max(0, since.days(to: asAt)), isLeast: true),
            .text(orAbsent: differences.first?.proposal.needs), .text(inWords(differences)),
        ])
    }

    /// "2 on it as found, not by the rules; 1 on it by the rules, not marked".
    private func inWords(_ differences: [OpeningDifference]) -> String {
        var kinds: [(words: String, count: Int)] = []
        for difference in differences {
            if let place = kinds.firstIndex(where: { $0.words == difference.inWords }) {
                kinds[place].count += 1
            } else {
                kinds.append((difference.inWords, 1))
            }
        }
        return kinds.map { "\($0.count) \($0.words)" }.joined(separator: "; ")
    }

    /// The decisions wanted, and under them the opening positions that they ask about.
    func decisionBlocks(
        on register: RegisterDefinition? = nil, first body: String? = nil
    ) -> [Paper.Block] {
        let opening = openingTable(on: register)
        return [
            heading("Decisions wanted"), .table(decisions(on: register, first: body)),
        ] + [opening, endedTable(on: register)].filter { !$0.rows.isEmpty }.map { .table($0) }
    }

    /// Each difference of the opening positions that are asked about as a whole.
    private func openingTable(on register: RegisterDefinition?) -> OutputTable {
        let differences = questions(on: register).flatMap { question -> [OpeningDifference] in
            if case .opening(let differences) = question { differences } else { [] }
        }
        return OutputTable(
            id: "opening-position",
            caption: "Opening position: where the register as found differs from the rules",
            columns: [
                Column("id", "ID", width: 9, isHeader: true), Column("title", "Title", width: 34),
                Column("register", "Register", width: 9),
                Column("difference", "Difference", width: 24), Column("score", "Score", width: 6),
                Column("found", "Found", width: 12), Column("needs", "Needs", width: 18),
                Column("why", "Why", width: 34),
            ],
            rows: differences.map { difference in
                let (state, proposal) = (difference.state, difference.proposal)
                return Row([
                    .text(name(state)), .text(state.record.title), .word(proposal.register),
                    .word(difference.inWords), .number(orAbsent: state.score),
                    .day(proposal.since), .text(orAbsent: proposal.needs),
                    .text(orAbsent: proposal.reason),
                ])
            }, whenEmpty: "None.")
    }
}
