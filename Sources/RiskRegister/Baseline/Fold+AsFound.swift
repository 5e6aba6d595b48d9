// The trust's own marks, in the first extract that covers a risk: the register as it was found.

extension Fold {
    /// Finds the registers that the export marks an open risk as on; a closed one is on nothing.
    func findMarks(of record: RiskRecord, _ standing: inout Standing) {
        guard standing.status == .open, level == .operational else { return }
        standing.asFound = rulebook.registers.filter { register in
            ([register.id] + register.otherIDs).contains { record.marks($0) }
        }.map(\.id)
    }

    /// The stay on a register that the marks found, which the rules have not looked at yet.
    func found(_ register: String, _ standing: Standing, on day: Day) -> Membership? {
        guard standing.asFound.contains(register) else { return nil }
        return Membership(register: register, basis: .kept, since: day, reason: "", row: "")
    }

    /// The rules put a risk on a register.
    ///
    /// In the baseline itself rules and marks agree, and nobody is asked to confirm what the trust has
    /// long agreed. On a later day the rules have a ground of their own, and ask as ever.
    func meetsMarks(_ register: String, _ standing: inout Standing, isNew: Bool) {
        guard standing.asFound.contains(register) else { return }
        if isNew {
            standing.confirmed.append(register)
        } else if !standing.confirmed.contains(register) {
            standing.asFound.removeAll { $0 == register }
        }
    }

    /// Why a risk that is on a register by its mark alone is asked about: the move, and a sentence.
    ///
    ///     as found, marked by the trust; score 12 is below the threshold
    func foundWithoutRule(_ register: String, _ standing: Standing) -> (String, String)? {
        guard standing.status == .open, standing.isFoundWithoutRule(on: register) else {
            return nil
        }
        let outcome = standing.outcome
        let (move, because): (String, String)
        switch outcome.routing {
        case .unroutable: (move, because) = ("score lost", "it has no score")
        case .unapproved: (move, because) = ("approval lost", "it is not approved")
        case .routed, .belowThreshold, .closed:
            if let score = outcome.score, !outcome.isAtThreshold {
                (move, because) = ("fell below", "score \(score) is below the threshold")
            } else if outcome.objectives.isBlank {
                (move, because) = ("no longer entitled", "no objective is recorded")
            } else {
                move = "no longer entitled"
                because = outcome.objectives.whyNone ?? "the rules do not put it there"
            }
        }
        return (move, "as found, marked by the trust; \(because)")
    }
}

extension Standing {
    /// The trust's mark alone found it on a register, and the rules have not put it there since.
    package func isFoundWithoutRule(on register: String) -> Bool {
        asFound.contains(register) && !confirmed.contains(register)
    }

    /// Rules and the trust's mark agreed on a register when it was found: nobody was asked.
    package func isAgreedAsFound(on register: String) -> Bool {
        asFound.contains(register) && confirmed.contains(register)
    }
}

extension ObjectiveStanding {
    /// Why none of its codes counts; nil where one does, or there is none.
    var whyNone: String? {
        let parts =
            notStrategic.map { "\($0) is not a strategic objective" }
            + ended.map { "\($0) is not a current objective" }
        return counts || parts.isEmpty ? nil : parts.joined(separator: "; ")
    }
}
