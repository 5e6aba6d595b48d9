import RiskRegister

// What a day makes of a risk's registers: what the rules say, then what people say.

extension PlainStanding {
    /// Why the rules have it on a register: it is open, and nobody has said that it does not belong.
    private func ground(on register: String) -> PlainStay.Ground? {
        status == .open && !refuses(.confirm, register) ? outcome.grounds[register] : nil
    }

    /// The hold that keeps it on a register.
    private func hold(on register: String, _ day: Day) -> Hold? {
        guard let hold = holds[register] else { return nil }
        if hold.hasRunOut(on: day), stays[register] == nil { return nil }
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
            found.insert(register)
            if outcome.grounds[register] != nil { confirmed.insert(register) }
        }
    }

    /// What the rules make of it on a day.
    mutating func settle(on day: Day, isPrincipal: Bool) {
        holds = holds.filter { !$1.hasRunOut(on: day) || stays[$0] != nil }
        let before = self
        proposals = []
        if doubt == nil { agreedDoubt = nil }
        for register in ["HLRR", "BAF"] {
            settle(register, after: before, on: day, isPrincipal: isPrincipal)
            if status == .closed, before.stays[register] == nil {
                // The closure still waits for its agreement.
                proposals += before.proposals.filter {
                    $0.kind == .close && $0.register == register
                }
            }
        }
        // At the threshold with no objective: a question, unless people have placed it.
        if status == .open, outcome.isRouted, outcome.isWithoutObjective,
            before.holds["BAF"] == nil, !refuses(.question, "BAF")
        {
            ask(.question, "BAF", after: before, on: day)
        }
    }

    private mutating func settle(
        _ register: String, after before: PlainStanding, on day: Day, isPrincipal: Bool
    ) {
        let was = before.stays[register]
        if status == .closed {
            // It leaves at once, and the closure is agreed afterwards.
            leave(register, on: day)
            if was != nil { ask(.close, register, after: before, on: day) }
            return
        }
        if let ground = ground(on: register), !isOffByAgreement(register) {
            stays[register] = PlainStay(ground: ground, since: was?.since ?? day)
            // The rules put it there, later than the marks: it is no longer there as it was found.
            if !confirmed.contains(register) { found.remove(register) }
            if register == "BAF", !isPrincipal, !confirmed.contains(register) {
                ask(.confirm, register, after: before, on: day)
            }
            // A hold is the board's answer to it.
            if register == "BAF", doubt != nil, !refuses(.stepDown, register),
                holds[register] == nil
            {
                ask(.stepDown, register, after: before, on: day)
            }
        } else if status == .open, outcome.grounds[register] != nil {
            // Its confirmation was refused: a person has said that it does not belong.
            leave(register, on: day)
        } else if before.hold(on: register, day) != nil {
            stays[register] = PlainStay(ground: .held, since: was?.since ?? day)
        } else if let was {
            // A fall, a lost score or a vanishing keeps it there until a ruling.
            stays[register] = PlainStay(ground: .kept, since: was.since)
            if !refuses(.stepDown, register) { ask(.stepDown, register, after: before, on: day) }
        }
    }

    /// People agreed that a line goes, and what they agreed on is still so.
    private func isOffByAgreement(_ register: String) -> Bool {
        register == "BAF" && doubt != nil && agreedDoubt != nil
    }

    private mutating func ask(
        _ kind: PlainProposal.Kind, _ register: String, after before: PlainStanding, on day: Day
    ) {
        proposals.append(
            PlainProposal(
                kind: kind, register: register, since: before.asked(kind, register, else: day)))
    }

    /// It is off; what was confirmed stays confirmed only while it is on.
    ///
    /// A hold that ran out kept it there; one in force still says where it belongs.
    private mutating func leave(_ register: String, on day: Day) {
        guard stays.removeValue(forKey: register) != nil else { return }
        confirmed.remove(register)
        found.remove(register)
        if holds[register]?.hasRunOut(on: day) ?? false { holds[register] = nil }
    }

    // MARK: - What people say

    /// Follows a ruling on the day from which it counts.
    mutating func apply(
        _ ruling: PlainRuling, number: Int, on day: Day
    ) {
        let register = ruling.register
        switch ruling.verb {
        case .agree:
            guard let proposal = gravest(register) else { return idle.append(number) }
            proposals.removeAll { $0 == proposal }
            switch proposal.kind {
            case .stepDown:
                leave(register, on: day)
                if register == "BAF" { (agreedDoubt, agreedBy) = (doubt, number) }
            case .confirm: confirmed.insert(register)
            case .close: break
            case .question: hold(register, until: ruling.until, number, on: day)
            }
        case .refuse:
            guard ruling.until.map({ $0 >= day }) ?? true, let proposal = gravest(register) else {
                return idle.append(number)
            }
            proposals.removeAll { $0 == proposal }
            refuse(proposal, until: ruling.until, number)
            if proposal.kind == .confirm {
                leave(register, on: day)
                holds[register] = nil
            }
        case .notStrategic:
            let question = proposals.first { $0.kind == .question && $0.register == register }
            guard ruling.until.map({ $0 >= day }) ?? true, let question else {
                return idle.append(number)
            }
            proposals.removeAll { $0 == question }
            refuse(question, until: ruling.until, number)
        case .hold: hold(register, until: ruling.until, number, on: day)
        case .release:
            guard holds[register] != nil else { return idle.append(number) }
            holds[register] = nil
            // What has no other ground is off.
            if ground(on: register) == nil { leave(register, on: day) }
        case .acceptFinding, .mark: break
        }
    }

    private mutating func refuse(_ proposal: PlainProposal, until: Day?, _ number: Int) {
        refusals.append(
            PlainRefusal(
                kind: proposal.kind, register: proposal.register, score: outcome.score,
                until: until, number: number))
    }

    /// The board has it on the register, whatever its score.
    private mutating func hold(_ register: String, until: Day?, _ number: Int, on day: Day) {
        holds[register] = Hold(until: until, number: number)
        if register == "BAF" { agreedDoubt = nil }
        refusals.removeAll { $0.kind == .confirm && $0.register == register }
        // It answers what asks whether the risk belongs there; not whether its entry is right.
        proposals.removeAll { proposal in
            guard proposal.register == register else { return false }
            return switch proposal.kind {
            case .stepDown, .question: true
            case .close, .confirm: false
            }
        }
        if let stay = stays[register] {
            if stay.ground == .kept { stays[register]?.ground = .held }
        } else if status != .closed {
            stays[register] = PlainStay(ground: .held, since: day)
        }
    }
}
