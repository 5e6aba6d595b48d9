import RegisterStore
import RiskRegister

/// A question that a paper asks a body, and that a ruling answers.
struct OpenQuestion {
    var state: RiskState
    /// The register that it concerns.
    var register: String
    /// The question, as papers ask it.
    var question: String
    var since: Day?
    /// The body that is asked.
    var needs: String
}

extension RegisterView {
    /// The questions that wait for a body, by body, rank of the register, and risk.
    var openQuestions: [OpenQuestion] {
        let all = counted.flatMap { state in
            state.standing.proposals.map { proposal in
                OpenQuestion(
                    state: state, register: proposal.register, question: proposal.question,
                    since: proposal.since, needs: proposal.needs)
            }
        }
        return (all + unplaced + atTarget + unratified).sorted { left, right in
            if left.needs != right.needs { return left.needs < right.needs }
            let (one, two) = (rulebook.rank(left.register), rulebook.rank(right.register))
            return one != two ? one < two : left.state.key < right.state.key
        }
    }

    /// Operational risks on the assurance framework that stand under no principal risk.
    private var unplaced: [OpenQuestion] {
        guard let register = rulebook.register(for: .assuranceFramework),
            framework?.principalRisks.isEmpty == false
        else { return [] }
        let risks = counted.filter { $0.key.level == .operational }
        let links = RiskLinks(risks, framework: framework, placements: placements)
        let placed = Set(
            principalRisks.filter { $0.status != .closed }
                .flatMap { links.risks(under: $0.key.id) }.map(\.key))
        return risks.filter { $0.isOn(register.id) && !placed.contains($0.key) }.map { state in
            OpenQuestion(
                state: state, register: register.id, question: "Under which principal risk?",
                since: state.standing.membership(of: register.id)?.since, needs: register.reviewer)
        }
    }

    /// Principal risks that have reached their target: `accept-risk` tolerates one, until a day.
    private var atTarget: [OpenQuestion] {
        guard let register = rulebook.register(for: .assuranceFramework) else { return [] }
        return principalRisks.map(\.joined).filter(asksAtTarget).map { state in
            OpenQuestion(
                state: state, register: register.id,
                question: "At its target: tolerate (accept-risk), lower the target, or close?",
                since: nil, needs: state.outcome.review.acceptor ?? register.reviewer)
        }
    }

    /// Rulings of other bodies than the rules ask for.
    private var unratified: [OpenQuestion] {
        rulings.unratified.compactMap { ruling in
            let key = ownRecords.counted(ruling.subject)
            guard let state = counted.first(where: { $0.key == key }),
                let needs = ruling.terms.needs
            else { return nil }
            return OpenQuestion(
                state: state, register: ruling.register,
                question:
                    "Ratify \(ruling.verb.rawValue) \(ruling.concern) of \(ruling.date.inWords), "
                    + "ruled by the \(ruling.terms.body ?? "")?", since: ruling.date, needs: needs)
        }
    }
}
