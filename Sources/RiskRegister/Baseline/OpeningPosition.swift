/// A difference between the register as it was found and the rules, on which nobody has ruled.
package struct OpeningDifference: Hashable, Sendable {
    /// The risk.
    package var state: RiskState
    /// What is asked about it: a step-down of what the mark alone put there, or a confirmation of what
    /// the rules put there without a mark.
    package var proposal: Proposal

    /// A difference.
    package init(state: RiskState, proposal: Proposal) {
        self.state = state
        self.proposal = proposal
    }

    /// How a body that accepts the opening position as it stands answers.
    ///
    /// What was found stays as found until its score changes; what the rules put there is confirmed. A
    /// body that wants it otherwise rules on that risk by itself, before or after.
    package var acceptance: Ruling.Verb {
        switch proposal.kind {
        case .deescalate: .refuse
        case .confirm, .close, .question: .agree
        }
    }

    /// What the difference is, in words.
    package var inWords: String {
        switch proposal.kind {
        case .deescalate: "on it as found, not by the rules"
        case .confirm, .close, .question:
            state.record.markedRegisters == nil
                ? "on it by the rules; the export has no marks" : "on it by the rules, not marked"
        }
    }
}

extension RiskState {
    /// A proposal is part of the opening position: it arose in the baseline, out of what was found.
    ///
    /// A question about an objective is not: accepting a position does not say which objective it is.
    package func isOpening(_ proposal: Proposal) -> Bool {
        guard standing.status == .open, reachesBaseline(proposal.since) else { return false }
        switch proposal.kind {
        case .deescalate: return standing.isFoundWithoutRule(on: proposal.register)
        case .confirm: return true
        case .close, .question: return false
        }
    }
}

extension RegisterView {
    /// The differences of the opening position that wait, by register, kind and risk; a principal risk
    /// and its own record are one risk here too, or a body would accept more than its paper lists.
    package var openingDifferences: [OpeningDifference] {
        let counted = counted
        return rulebook.registers.sorted { $0.rank < $1.rank }.flatMap { register in
            Proposal.Kind.allCases.flatMap { kind in
                counted.flatMap { state in
                    state.standing.proposals.filter {
                        $0.register == register.id && $0.kind == kind
                            && state.isOpening($0)
                    }.map { OpeningDifference(state: state, proposal: $0) }
                }
            }
        }
    }
}
