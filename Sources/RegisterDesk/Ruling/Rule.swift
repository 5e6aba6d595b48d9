import RegisterStore
package import RiskRegister
import Rulebooks

/// What people ruled on a risk, recorded for ever: `baf decide`.
package struct RuleRequest: DeskRequest {
    /// The risk's id; "ORG:ID" where several organisations have it.
    package var id: String
    /// The organisation, by its code; nil: the register's only one, or the id's.
    package var organisation: String?
    /// What was decided.
    package var verb: Ruling.Verb
    /// The register; of an accepted finding its code, of a mark the mark.
    package var register: String
    /// Who decided.
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
    /// A folder of rules to look at the risk by, as a what-if.
    package var rules: String?

    /// A ruling to record.
    package init(
        id: String, organisation: String? = nil, verb: Ruling.Verb, register: String, by: String,
        role: String, meeting: String, date: Day, why: String, until: Day? = nil, seen: Int? = nil,
        rules: String? = nil
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
        self.rules = rules
    }

    package var capabilities: [Capability] {
        switch verb {
        case .mark: [.mark]
        case .agree, .refuse, .hold, .release, .acceptFinding: [.rule]
        }
    }

    package func answer(at visit: Visit) throws -> RuleAnswer {
        try checkWords(today: visit.now.day)
        let moment = Moment(
            asAt: date, rules: rules, organisations: organisation.map { [$0] } ?? [])
        let store = try visit.store()
        // What the deciders saw is fixed before anybody else's ruling can come in between.
        let seen = try self.seen ?? store.head()
        let found = try visit.risk(id, moment, withFindings: false)
        let whatIf = try moment.whatIf()
        var judge: RulingJudge?
        let recorded = try store.record { session in
            let judged = try RulingJudge(
                self, on: found.state.key, label: found.label, seen: seen, whatIf: whatIf,
                in: session)
            try judged.check()
            judge = judged
            return Ruling(
                subject: found.state.key, verb: verb, register: register, by: by, role: role,
                meeting: meeting, date: date, why: why, until: until,
                scoreSeen: judged.state.score, sawSequence: seen, recordedAt: visit.now.instant)
        }
        let after = try store.view(
            of: recorded.subject.organisation, asAt: date, knownAt: nil,
            selecting: RiskSelection(ids: [recorded.subject.id]))
        return RuleAnswer(
            ruling: RulingLine(recorded, in: after),
            before: judge?.state.standing.registers ?? [],
            after: after.risk(of: recorded.subject)?.standing.registers ?? [],
            needs: judge?.proposal?.needs)
    }

    /// Refuses words that no ruling can have, before the register is looked at.
    private func checkWords(today: Day) throws(DeskFailure) {
        guard !register.isEmpty else {
            throw DeskFailure(.usage, "--register names no register, finding or mark")
        }
        for (name, value) in [
            ("--by", by), ("--role", role), ("--meeting", meeting), ("--why", why),
        ]
        where value.allSatisfy(\.isWhitespace) {
            throw DeskFailure(
                .usage, "\(name) is empty: a ruling says who, in what role, where and why")
        }
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
        case .mark:
            guard ["public", "private"].contains(register) else {
                throw DeskFailure(.usage, "mark takes --register public or --register private")
            }
        case .agree, .refuse, .hold, .release: break
        }
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
}

/// A ruling that was recorded.
package struct RuleAnswer: DeskAnswer {
    /// The ruling with its entry.
    package var ruling: RulingLine
    /// The registers that the risk was on, on the ruling's day.
    package var before: [String]
    /// The registers that it is on since.
    package var after: [String]
    /// Whose ruling the rules ask for, where it answered a proposal.
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
