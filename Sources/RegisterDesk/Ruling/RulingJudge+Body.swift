import RegisterStore
import RiskRegister

extension RulingJudge {
    /// What the ruling says besides, with the body that decided and the one that the rules ask for.
    var terms: RulingTerms {
        get throws {
            var terms = request.terms
            let rulebook = view.rulebook
            let ratified = request.verb == .ratify ? try ratified : nil
            let needs = ratified?.terms.needs ?? needs
            terms.needs = needs
            terms.body = request.terms.body.map(named) ?? needs
            terms.authority = terms.body.flatMap { body in
                needs.map { rulebook.authority(of: body, for: $0) }
            }
            terms.ratifies = ratified?.sequence
            terms.under = principal
            if request.verb == .mark {
                terms.textSeen = ShownMark.digest(state.markedText(terms.field))
            }
            return terms
        }
    }

    /// The body that the rules ask for: of the proposal, who reviews the register, or who may accept the risk.
    private var needs: String? {
        switch request.verb {
        case .agree, .refuse, .notStrategic: proposal?.needs
        case .hold, .release:
            state.standing.decidable(register)?.needs ?? view.rulebook.register(register)?.reviewer
        case .place: view.rulebook.register(register)?.reviewer
        case .acceptRisk: state.outcome.review.acceptor
        case .acceptFinding, .askAction, .note, .mark, .ratify: nil
        }
    }

    private func named(_ body: String) -> String {
        view.rulebook.body(named: body)?.name ?? body
    }

    /// The ruling that says, word for word, what this one says; who recorded it does not matter.
    func known() throws -> Ruling? {
        // What was ratified in the same words was another ruling, while one waits.
        if request.verb == .ratify, try ratified != nil { return nil }
        return try rulings().first(where: isSame)
    }

    private func isSame(_ ruling: Ruling) throws -> Bool {
        var (said, known) = (request.terms, ruling.terms)
        // A body that was not named is the one that was asked for then.
        said.body = said.body.map(named) ?? known.needs
        said.under = principal
        (known.needs, known.authority, known.recordedBy, known.ratifies) = (nil, nil, nil, nil)
        said.recordedBy = nil
        let isSaid =
            ruling.verb == request.verb && ruling.register == register
            && ruling.by == request.by && ruling.role == request.role
            && ruling.meeting == request.meeting && ruling.why == request.why
            && ruling.until == request.until && said == known
        // Its own date, not the day from which it counts.
        return try isSaid && session.date(of: ruling.sequence) == request.date
    }
}
