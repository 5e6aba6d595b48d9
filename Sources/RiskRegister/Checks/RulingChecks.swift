/// Checks of people's rulings; codes of the package's own.
enum RulingChecks {
    static let all: [Check] = [
        Check(
            "RL01", "ruling expired", .warning, reader: .executive,
            why: "The people who ruled said until when; an expired ruling never takes a risk off, "
                + "and nobody stands behind it any more.",
            advice: "Rule again, or end it.",
            run: .register(expired)),
        Check(
            "RL02", "ruling had nothing to decide", .warning, reader: .riskLead,
            why: "The minutes hold a decision that changed nothing in the register.",
            advice: "Check the risk, the register and the date of the ruling, and record it again.",
            run: .register(idle)),
    ]

    /// RL01: a hold, a refusal or an accepted finding whose last day has passed, and that still matters.
    private static func expired(_ context: CheckContext) -> [Finding] {
        var found: [Finding] = []
        for state in context.index.all where state.status != .closed {
            for hold in state.standing.holds {
                guard let until = hold.until, until < context.asAt else { continue }
                found.append(
                    context.finding(
                        state,
                        "the hold on \(hold.register) expired on \(until.inWords); it stays there "
                            + "until a ruling"))
            }
        }
        let states = Dictionary(
            context.index.all.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        for ruling in latest(context.view.rulings) where ruling.isExpired(on: context.asAt) {
            guard let until = ruling.until else { continue }
            switch ruling.verb {
            case .refuse:
                guard let state = states[ruling.subject],
                    let proposal = state.standing.proposals.first(where: {
                        $0.register == ruling.register && $0.since > ruling.date
                    })
                else { continue }
                found.append(
                    context.finding(
                        state,
                        "the refusal on \(ruling.register) expired on \(until.inWords); "
                            + "\(proposal.kind.inWords) is proposed again"))
            case .acceptFinding:
                guard let finding = context.raised.first(where: { ruling.accepts($0) }) else {
                    continue
                }
                found.append(
                    context.finding(
                        about: finding.subject,
                        "the acceptance of \(finding.code) expired on \(until.inWords), and it is "
                            + "still found",
                        owner: finding.owner))
            case .agree, .hold, .release, .mark: continue
            }
        }
        return found
    }

    /// Of several rulings on the same thing, the latest.
    private static func latest(_ rulings: [Ruling]) -> [Ruling] {
        struct Thing: Hashable {
            var subject: RiskKey
            var verb: Ruling.Verb
            var register: String
        }
        var last: [Thing: Int] = [:]
        for (place, ruling) in rulings.enumerated() {
            let thing = Thing(
                subject: ruling.subject, verb: ruling.verb, register: ruling.register)
            last[thing] = place
        }
        return last.values.sorted().map { rulings[$0] }
    }

    /// RL02: nothing was proposed where it agrees or refuses, nothing held where it releases, or it names what is not there.
    private static func idle(_ context: CheckContext) -> [Finding] {
        let states = Dictionary(
            context.index.all.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        return context.view.rulings.compactMap { ruling in
            let what = "\(ruling.verb.rawValue) \(ruling.register) of \(ruling.date.inWords)"
            switch ruling.verb {
            case .acceptFinding, .mark: return nil
            case .agree, .refuse, .hold, .release: break
            }
            guard let state = states[ruling.subject] else {
                return context.finding(
                    about: .ruling(ruling.sequence),
                    "\(what) names \(ruling.subject.id), which is not in the register")
            }
            if context.view.rulebook.register(ruling.register) == nil {
                return context.finding(state, "\(what) names a register that the rulebook lacks")
            }
            if ruling.date < state.standing.firstSeen {
                return context.finding(
                    state,
                    "\(what) is before the risk was first seen, on "
                        + state.standing.firstSeen.inWords)
            }
            guard state.standing.idleRulings.contains(ruling.sequence) else { return nil }
            let nothing = ruling.verb == .release ? "was held by ruling" : "was proposed"
            return context.finding(state, "\(what): nothing \(nothing) there then")
        }
    }
}

extension Proposal.Kind {
    /// What is proposed, as a sentence names it.
    package var inWords: String {
        switch self {
        case .deescalate: "step-down"
        case .confirm: "confirmation"
        case .close: "closure"
        case .question: "an objective"
        }
    }
}
