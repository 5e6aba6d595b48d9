import RiskRegister

extension RuleRequest {
    /// Refuses words that no ruling can have, before the register is looked at.
    func checkWords(today: Day) throws(DeskFailure) {
        if verb.asksRegister, register.isEmpty {
            throw DeskFailure(.usage, "--register names no register, finding or mark")
        }
        for (name, value) in [
            ("--by", by), ("--role", role), ("--meeting", meeting), ("--why", why),
        ]
        where value.allSatisfy(\.isWhitespace) {
            throw DeskFailure(
                .usage, "\(name) is empty: a ruling says who, in what role, where and why")
        }
        for (name, value) in [
            ("--body", terms.body), ("--minute", terms.minute), ("--recorded-by", terms.recordedBy),
            ("--under", terms.under), ("--owner", terms.owner), ("--field", terms.field),
            ("--exemption", terms.exemption),
        ]
        where value?.allSatisfy(\.isWhitespace) == true {
            throw DeskFailure(.usage, "\(name) is empty: leave it out, or say it")
        }
        for (name, isSaid, owner) in [
            ("--under", terms.under != nil, Ruling.Verb.place),
            ("--owner", terms.owner != nil, .askAction), ("--due", terms.due != nil, .askAction),
            ("--field", terms.field != nil, .mark), ("--exemption", terms.exemption != nil, .mark),
        ]
        where isSaid && verb != owner {
            throw DeskFailure(
                .usage, "\(name) goes with \(owner.rawValue), not with \(verb.rawValue)")
        }
        try checkVerb()
        if let until, until < date {
            throw DeskFailure(
                .refused, "--until \(until) is before --date \(date)\nNothing was recorded.")
        }
        guard date <= today else {
            throw DeskFailure(
                .refused,
                "--date \(date) is after today, \(today): a ruling is recorded when it has been made\n"
                    + "Nothing was recorded.")
        }
    }

    /// Refuses what the verb cannot have, or lacks.
    private func checkVerb() throws(DeskFailure) {
        switch verb {
        case .acceptFinding:
            guard until != nil else {
                throw DeskFailure(
                    .usage, "accept-finding needs --until: an accepted finding has an end")
            }
            guard Checks.check(register) != nil else {
                throw DeskFailure(
                    .refused, "there is no finding \(register); `baf findings` shows their codes")
            }
        case .acceptRisk:
            guard until != nil else {
                throw DeskFailure(.usage, "accept-risk needs --until: a tolerated risk has an end")
            }
        case .place:
            guard terms.under != nil else {
                throw DeskFailure(
                    .usage, "place needs --under: the principal risk, as in --under PR3")
            }
        case .askAction:
            guard terms.owner != nil, let due = terms.due else {
                throw DeskFailure(
                    .usage,
                    "ask-action needs --owner and --due: the role that is asked, and by when")
            }
            guard due >= date else {
                throw DeskFailure(
                    .refused, "--due \(due) is before --date \(date)\nNothing was recorded.")
            }
        case .mark:
            guard ["public", "part", "private"].contains(register) else {
                throw DeskFailure(
                    .usage, "mark takes --as public, --as part or --as private")
            }
            guard terms.exemption == nil || register != "public" else {
                throw DeskFailure(
                    .usage, "what is public is withheld under no exemption: leave --exemption out")
            }
            if let field = terms.field, !RulingTerms.fields.contains(field) {
                throw DeskFailure(
                    .usage,
                    "there is no field \(field) to mark; there are "
                        + RulingTerms.fields.joined(separator: ", "))
            }
        case .agree, .refuse, .hold, .release, .notStrategic, .note, .ratify: break
        }
    }
}

extension Ruling.Verb {
    /// What whoever rules so must be allowed to do.
    var capability: Capability {
        switch self {
        case .mark: .mark
        case .agree, .refuse, .hold, .release, .acceptFinding, .acceptRisk, .place, .notStrategic,
            .askAction, .note, .ratify:
            .rule
        }
    }

    /// The proposal on a register that it answers, if any.
    func answered(on register: String, in standing: Standing) -> Proposal? {
        switch self {
        case .agree, .refuse: standing.decidable(register)
        case .notStrategic:
            standing.proposals.first { $0.register == register && $0.kind == .question }
        case .hold, .release, .acceptFinding, .acceptRisk, .place, .askAction, .note, .mark,
            .ratify:
            nil
        }
    }

    /// It answers a proposal that waits.
    var answersProposal: Bool {
        switch self {
        case .agree, .refuse, .notStrategic: true
        case .hold, .release, .acceptFinding, .acceptRisk, .place, .askAction, .note, .mark,
            .ratify:
            false
        }
    }

    /// It cannot do without a register, a finding's code or a mark.
    var asksRegister: Bool {
        switch self {
        case .agree, .refuse, .hold, .release, .acceptFinding, .ratify: true
        case .acceptRisk, .place, .notStrategic, .askAction, .note, .mark: false
        }
    }

    /// Its register, where it has one, is one of the rulebook's.
    var isOnRegister: Bool {
        switch self {
        case .agree, .refuse, .hold, .release, .acceptRisk, .place, .notStrategic, .askAction,
            .note, .ratify:
            true
        case .acceptFinding, .mark: false
        }
    }

    /// Without a register it is on the assurance framework.
    var isOfFramework: Bool {
        switch self {
        case .place, .notStrategic: true
        case .agree, .refuse, .hold, .release, .acceptFinding, .acceptRisk, .askAction, .note,
            .mark, .ratify:
            false
        }
    }
}
