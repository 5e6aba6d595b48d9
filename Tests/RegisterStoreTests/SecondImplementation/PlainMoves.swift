import RiskRegister

// What a day makes of a risk's registers: what the rules say, then what people say.

extension PlainStanding {
    /// Why the rules have it on a register: it is open, and nobody has said that it does not belong.
    private func ground(on register: String) -> PlainStay.Ground? {
        status == .open && !refuses(.confirm, register) ? outcome.grounds[register] : nil
    }

    /// The hold that keeps it on a register.
    private func hold(on register: String, _ day: Day, _ policy: Policy) -> Hold? {
        guard let hold = holds[register] else { return nil }
        if policy.holdsRunOut, hold.hasRunOut(on: day), stays[register] == nil { return nil }
        return hold
    }

    /// Finds the trust's own marks on the first day that its records are known.
    ///
    /// What the rules say, too, is agreed as found; what they do not say is kept as found, and a
    /// step-down is asked. A closed risk is on nothing.
    mutating func findMarks(on day: Day) {
        guard status == .open else { return }
        for register in record.marks {
            stays[register] = PlainStay(ground: .kept, since: day)
            if outcome.grounds[register] != nil { confirmed.insert(register) }
        }
    }

    /// What the rules make of it on a day.
    mutating func settle(on day: Day, isPrincipal: Bool, _ policy: Policy) {
        let before = self
        proposals = []
        for register in ["HLRR", "BAF"] {
            if isPrincipal, register == "BAF", policy.principalRisksAreTheBoards {
                settlePrincipal(after: before, on: day)
            } else {
                settle(register, after: before, on: day, isPrincipal: isPrincipal, policy)
            }
            if status == .closed, before.stays[register] == nil {
                // The closure still waits for its agreement.
                proposals += before.proposals.filter {
                    $0.kind == .close && $0.register == register
                }
            }
        }
        // At the threshold with no objective: a question, unless people have placed it.
        if status == .open, outcome.isRouted, outcome.isWithoutObjective,
            before.hold(on: "BAF", day, policy) == nil, !refuses(.question, "BAF")
        {
            ask(.question, "BAF", after: before, on: day)
        }
        if policy.holdsRunOut {
            holds = holds.filter { register, hold in
                !hold.hasRunOut(on: day) || stays[register] != nil
            }
        }
    }

    private mutating func settle(
        _ register: String, after before: PlainStanding, on day: Day, isPrincipal: Bool,
        _ policy: Policy
    ) {
        let was = before.stays[register]
        if status == .closed {
            // It leaves at once, and the closure is agreed afterwards.
            leave(register)
            if was != nil { ask(.close, register, after: before, on: day) }
            return
        }
        if let ground = ground(on: register) {
            stays[register] = PlainStay(ground: ground, since: was?.since ?? day)
            let waits = before.proposals.contains { $0.kind == .confirm && $0.register == register }
            if register == "BAF", !isPrincipal, !confirmed.contains(register),
                policy.asksConfirmationAgain || was == nil || waits
            {
                ask(.confirm, register, after: before, on: day)
            }
        } else if status == .open, outcome.grounds[register] != nil {
            // Its confirmation was refused: a person has said that it does not belong.
            leave(register)
        } else if before.hold(on: register, day, policy) != nil {
            stays[register] = PlainStay(ground: .held, since: was?.since ?? day)
        } else if let was {
            // A fall, a lost score or a vanishing keeps it there until a ruling.
            stays[register] = PlainStay(ground: .kept, since: was.since)
            if !refuses(.stepDown, register) { ask(.stepDown, register, after: before, on: day) }
        }
    }

    /// A principal risk is on the BAF while the framework lists it, and no fall takes it off.
    private mutating func settlePrincipal(after before: PlainStanding, on day: Day) {
        let was = before.stays["BAF"]
        if status == .open {
            stays["BAF"] = PlainStay(
                ground: outcome.grounds["BAF"] ?? .held, since: was?.since ?? day)
        } else if let was {
            stays["BAF"] = PlainStay(ground: .kept, since: was.since)
            if !refuses(.question, "BAF") { ask(.question, "BAF", after: before, on: day) }
        }
    }

    private mutating func ask(
        _ kind: PlainProposal.Kind, _ register: String, after before: PlainStanding, on day: Day
    ) {
        proposals.append(
            PlainProposal(
                kind: kind, register: register, since: before.asked(kind, register, else: day)))
    }

    /// It is off; what was confirmed stays confirmed only while it is on.
    private mutating func leave(_ register: String) {
        guard stays.removeValue(forKey: register) != nil else { return }
        confirmed.remove(register)
    }

    // MARK: - What people say

    /// Follows a ruling on the day from which it counts.
    mutating func apply(
        _ ruling: PlainRuling, number: Int, on day: Day, isPrincipal: Bool, _ policy: Policy
    ) {
        let register = ruling.register
        switch ruling.verb {
        case .agree:
            guard let proposal = gravest(register) else { return idle.append(number) }
            proposals.removeAll { $0 == proposal }
            switch proposal.kind {
            case .stepDown: leave(register)
            case .confirm: confirmed.insert(register)
            case .close: break
            case .question where isPrincipal && status == .vanished: leave(register)
            case .question: hold(register, until: ruling.until, on: day, policy)
            }
        case .refuse:
            guard let proposal = gravest(register) else { return idle.append(number) }
            proposals.removeAll { $0 == proposal }
            refusals.append(
                PlainRefusal(
                    kind: proposal.kind, register: register, score: outcome.score,
                    until: ruling.until))
            if proposal.kind == .confirm {
                leave(register)
                if policy.laterWordCounts { holds[register] = nil }
            }
        case .hold: hold(register, until: ruling.until, on: day, policy)
        case .release:
            guard holds[register] != nil else { return idle.append(number) }
            holds[register] = nil
            // What has no other ground is off.
            let other =
                policy.releasesVanished ? ground(on: register) : outcome.grounds[register]
            if stays[register]?.ground == .held, other == nil { leave(register) }
        case .acceptFinding, .mark: break
        }
    }

    /// The board has it on the register, whatever its score.
    private mutating func hold(_ register: String, until: Day?, on day: Day, _ policy: Policy) {
        holds[register] = Hold(until: until)
        if policy.laterWordCounts {
            refusals.removeAll { $0.kind == .confirm && $0.register == register }
        }
        // It answers what asks whether the risk belongs there; not whether its entry is right.
        proposals.removeAll { proposal in
            guard proposal.register == register else { return false }
            return switch proposal.kind {
            case .stepDown, .question: true
            case .close: !policy.closureOutlivesHold
            case .confirm: false
            }
        }
        if let stay = stays[register] {
            if stay.ground == .kept { stays[register]?.ground = .held }
        } else if status != .closed {
            stays[register] = PlainStay(ground: .held, since: day)
        }
    }
}
