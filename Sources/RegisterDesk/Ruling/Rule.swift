import RegisterStore
package import RiskRegister

/// What people ruled on a risk, recorded for ever: `baf decide`.
package struct RuleRequest: DeskRequest {
    /// The risk's id; "ORG:ID" where several organisations have it.
    package var id: String
    /// The organisation, by its code; nil: the register's only one, or the id's.
    package var organisation: String?
    /// What was decided.
    package var verb: Ruling.Verb
    /// The register; of an accepted finding its code, of a mark the mark; "" where the verb knows it.
    package var register: String
    /// Who chaired the body that decided.
    package var by: String
    /// In what role.
    package var role: String
    /// At which meeting.
    package var meeting: String
    /// The day from which it counts.
    package var date: Day
    /// The reason.
    package var why: String
    /// The last day it counts.
    package var until: Day?
    /// The newest entry that the deciders saw; nil: the newest there is.
    package var seen: Int?
    /// The body, its minute, and what the verb takes; what the rules ask for is the judge's to add.
    package var terms: RulingTerms
    /// A folder of rules to look at the risk by, as a what-if.
    package var rules: String?

    /// A ruling to record.
    package init(
        id: String, organisation: String? = nil, verb: Ruling.Verb, register: String = "",
        by: String, role: String, meeting: String, date: Day, why: String, until: Day? = nil,
        seen: Int? = nil, terms: RulingTerms = RulingTerms(), rules: String? = nil
    ) {
        self.id = id
        self.organisation = organisation
        self.verb = verb
        self.register = register
        self.by = by
        self.role = role
        self.meeting = meeting
        self.date = date
        self.why = why
        self.until = until
        self.seen = seen
        self.terms = terms
        self.rules = rules
    }

    package var capabilities: [Capability] { [verb.capability] }

    package func answer(at visit: Visit) throws -> RuleAnswer {
        try checkWords(today: visit.now.day)
        let store = try visit.store()
        // What the deciders saw is fixed before anybody else's ruling can come in between.
        let seen = try self.seen ?? store.head()
        let found = try risk(at: visit)
        let whatIf = try Moment(rules: rules).whatIf()
        let ruled = try store.rule { session in
            try self.ruled(
                on: found.state.key, label: found.label, seen: seen, whatIf: whatIf,
                now: visit.now.instant, in: session)
        }
        let after = try store.view(
            of: found.state.key.organisation, asAt: ruled.day, knownAt: nil,
            selecting: RiskSelection(ids: [found.state.key.id]))
        return RuleAnswer(
            ruling: RulingLine(ruled.ruling, in: after), isKnown: ruled.isKnown,
            countsFrom: ruled.day, before: ruled.before,
            after: after.risk(of: found.state.key)?.standing.registers ?? [],
            pastChanges: ruled.pastChanges.map(PastChangeLine.init),
            needs: terms.body == nil ? ruled.needs : nil)
    }

    /// A ruling as it was recorded.
    struct Ruled {
        var ruling: Ruling
        /// It had been recorded before, word for word, and was not recorded again.
        var isKnown = false
        /// The day from which it counts: its date, or the first extract that holds the risk.
        var day: Day
        /// The registers that the risk was on before.
        var before: [String] = []
        /// What was answered before, on later days, and is answered otherwise since.
        var pastChanges: [PastChange] = []
        /// Whose ruling the rules ask for, where it answers a proposal.
        var needs: String?
    }

    /// Judges the ruling in the transaction that stores it, and records it.
    func ruled(
        on key: RiskKey, label: String, seen: Int, whatIf: Rulebook?, now: String,
        in session: RulingSession
    ) throws -> Ruled {
        let judge = try RulingJudge(
            self, on: key, label: label, seen: seen, whatIf: whatIf, in: session)
        if let known = try judge.known() {
            return Ruled(
                ruling: known, isKnown: true, day: judge.day,
                before: judge.state.standing.registers)
        }
        try judge.check()
        let past = try session.pastAnswers(of: key, after: judge.day)
        let recorded = try session.record(
            Ruling(
                subject: key, verb: verb, register: judge.register, by: by, role: role,
                meeting: meeting, date: date, why: why, until: until,
                scoreSeen: judge.state.score, sawSequence: seen, recordedAt: now,
                terms: try judge.terms))
        return Ruled(
            ruling: recorded, day: judge.day, before: judge.state.standing.registers,
            pastChanges: try session.changes(of: key, since: past), needs: judge.proposal?.needs)
    }

    /// The risk on the ruling's day; before the first extract that holds it, the risk of today.
    func risk(at visit: Visit) throws -> FoundRisk {
        var moment = Moment(
            asAt: date, rules: rules, organisations: organisation.map { [$0] } ?? [])
        do {
            return try half(of: try visit.risk(id, moment, withFindings: false), moment, visit)
        } catch let failure as DeskFailure where failure.meaning == .missing {
            moment.asAt = nil
            do {
                return try half(
                    of: try visit.risk(id, moment, withFindings: false), moment, visit)
            } catch let later as DeskFailure where later.meaning == .missing {
                throw failure
            }
        }
    }
}

extension RuleRequest {
    /// Of a risk with two ids, that of a principal risk and its own record, the one that is ruled on.
    ///
    /// It is the principal risk, whichever id was named, but where only its record has what the ruling
    /// answers: a register on which the line has never been, a hold, a finding.
    private func half(
        of found: FoundRisk, _ moment: Moment, _ visit: Visit
    ) throws -> FoundRisk {
        let key = found.view.ownRecords.counted(found.state.key)
        var line = found
        if key != found.state.key || verb == .acceptFinding {
            var moment = moment
            moment.organisations = [key.organisation]
            line = try visit.risk(key.id, moment, withFindings: verb == .acceptFinding)
        }
        guard let own = line.state.own else { return found }
        let record = FoundRisk(state: own, view: line.view, basis: line.basis)
        let view = line.view
        let framework = verb.isOfFramework ? view.rulebook.register(for: .assuranceFramework) : nil
        let register = register.isEmpty ? framework?.id ?? "" : register
        func holds(_ state: RiskState) -> Bool {
            state.standing.holds.contains { $0.register == register }
        }
        func finds(_ state: RiskState) -> Bool {
            view.findings.contains { $0.code == register && $0.subject.riskID == state.key.id }
        }
        func waits(_ state: RiskState) -> Bool {
            view.rulings.filter { $0.subject == state.key }.unratified
                .contains { $0.register == register }
        }
        let isOfRecord =
            switch verb {
            case .agree, .refuse, .notStrategic:
                verb.answered(on: register, in: line.state.standing) == nil
                    && verb.answered(on: register, in: line.state.joined.standing) != nil
            case .release: !holds(line.state) && holds(own)
            case .acceptFinding: !finds(line.state) && finds(own)
            case .ratify: !waits(line.state) && waits(own)
            case .hold, .acceptRisk, .place, .askAction, .note, .mark: false
            }
        return isOfRecord ? record : line
    }
}

/// A ruling that was recorded.
package struct RuleAnswer: DeskAnswer {
    /// The ruling with its entry.
    package var ruling: RulingLine
    /// It had been recorded before, word for word: nothing was added.
    package var isKnown: Bool
    /// The day from which it counts: its date, or the first extract that holds the risk.
    package var countsFrom: Day
    /// The registers that the risk was on, on that day.
    package var before: [String]
    /// The registers that it is on since.
    package var after: [String]
    /// What was answered of the risk before, on later days, and is answered otherwise since.
    package var pastChanges: [PastChangeLine]
    /// Whose ruling the rules ask for, where it answered a proposal and named no body.
    package var needs: String?

    package var document: RuleAnswer { self }
}

extension RegisterView {
    /// The risk of a key.
    func risk(of key: RiskKey) -> RiskState? {
        switch key.level {
        case .operational: risks.first { $0.key == key }
        case .principal: principalRisks.first { $0.key == key }
        }
    }
}
