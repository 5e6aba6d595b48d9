import RegisterStore
package import RiskRegister

/// A body accepts its opening position, with the differences from the rules, in one decision:
/// `baf decide --opening`.
///
/// Each difference is answered by a ruling of its own, all in one transaction: what the rules put on a
/// register is confirmed, what was found on it by the trust's mark stays as found.
package struct RuleOpeningRequest: DeskRequest {
    /// The organisation, by its code; nil: the register's only one.
    package var organisation: String?
    /// Only the differences on this register; nil: on any.
    package var register: String?
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
    /// The last day that what stays as found stays so; nil: until its score changes.
    package var until: Day?
    /// The newest entry that the deciders saw; nil: the newest there is.
    package var seen: Int?
    /// The body, its minute, and who recorded it.
    package var terms: RulingTerms
    /// A folder of rules to look at the register by, as a what-if.
    package var rules: String?

    /// A decision to record.
    package init(
        organisation: String? = nil, register: String? = nil, by: String, role: String,
        meeting: String, date: Day, why: String, until: Day? = nil, seen: Int? = nil,
        terms: RulingTerms = RulingTerms(), rules: String? = nil
    ) {
        self.organisation = organisation
        self.register = register
        self.by = by
        self.role = role
        self.meeting = meeting
        self.date = date
        self.why = why
        self.until = until
        self.seen = seen
        self.terms = terms
        self.terms.isOpening = true
        self.rules = rules
    }

    package var capabilities: [Capability] { [.rule] }

    package func answer(at visit: Visit) throws -> RuleOpeningAnswer {
        try visit.asker.requireWhole("a whole opening position")
        try ruling(.refuse, on: register ?? "any", of: "any").checkWords(today: visit.now.day)
        let moment = Moment(rules: rules, organisations: organisation.map { [$0] } ?? [])
        let organisations = try visit.organisations(moment)
        guard organisations.count == 1 else { throw StoreError.severalOrganisations(organisations) }
        let store = try visit.store()
        let seen = try self.seen ?? store.head()
        let whatIf = try moment.whatIf()
        return try store.rule { session in
            let view = try session.view(of: organisations[0], on: date, whatIf: whatIf)
            return try answer(view, seen: seen, whatIf: whatIf, visit.now.instant, in: session)
        }
    }

    private func answer(
        _ view: RegisterView, seen: Int, whatIf: Rulebook?, _ now: String, in session: RulingSession
    ) throws -> RuleOpeningAnswer {
        let body = try body(in: view)
        var answer = RuleOpeningAnswer(body: body, meeting: meeting, date: date)
        answer.known = view.rulings.filter { isSame($0, body, in: view) }.map(\.sequence).sorted()
        let asked = view.openingDifferences.filter { decides(body, $0, in: view) }
        if asked.isEmpty, answer.known.isEmpty { throw nothingWaits(body, view) }
        for difference in asked {
            let (label, register) = (
                view.label(difference.state.key), difference.proposal.register
            )
            let ruled = try ruling(difference.acceptance, on: register, of: label).ruled(
                on: half(of: difference, in: view), label: label, seen: seen, whatIf: whatIf,
                now: now,
                in: session)
            guard !ruled.isKnown else { continue }
            answer.pastChanges += ruled.pastChanges.map(PastChangeLine.init)
            answer.recorded.append(
                RuleOpeningAnswer.Accepted(
                    id: label, register: register, verb: difference.acceptance,
                    sequence: ruled.ruling.sequence))
        }
        answer.apart = view.counted.filter { state in
            state.standing.proposals.contains {
                $0.kind == .question && state.reachesBaseline($0.since)
                    && view.rulebook.authority(of: body, for: $0.needs) != .other
                    && (register == nil || $0.register == register)
            }
        }.map { view.label($0.key) }
        return answer
    }

    /// The key under which a difference stands: of a line with an own record that of the one that asks.
    private func half(of difference: OpeningDifference, in view: RegisterView) -> RiskKey {
        let key = difference.state.key
        let asks = view.risk(of: key)?.standing.proposals.contains {
            $0.register == difference.proposal.register && $0.kind == difference.proposal.kind
        }
        guard key.level == .principal, asks == false,
            let own = view.ownRecords.record(of: key.id)
        else { return key }
        return RiskKey(organisation: key.organisation, id: own)
    }

    private func ruling(
        _ verb: Ruling.Verb, on register: String, of id: String
    ) -> RuleRequest {
        RuleRequest(
            id: id, organisation: organisation, verb: verb, register: register, by: by, role: role,
            meeting: meeting, date: date, why: why, until: verb == .refuse ? until : nil,
            seen: seen, terms: terms, rules: rules)
    }

    // MARK: - Whose it is

    /// The body that decides, by its name: as said, or the only one that is asked.
    private func body(in view: RegisterView) throws -> String {
        if let body = terms.body { return view.rulebook.body(named: body)?.name ?? body }
        let asked = bodies(in: view)
        if asked.count == 1 { return asked[0] }
        guard asked.isEmpty else {
            throw DeskFailure(
                .usage,
                "the opening position waits for \(asked.joined(separator: " and "))\n"
                    + "Each decides on its own: name one with --body.")
        }
        let known = Set(view.rulings.filter(\.terms.isOpening).compactMap(\.terms.body))
        guard known.count == 1, let body = known.first else { throw nothingWaits(nil, view) }
        return body
    }

    private func bodies(in view: RegisterView) -> [String] {
        let asked = view.openingDifferences.filter {
            register == nil || $0.proposal.register == register
        }
        return Set(asked.map(\.proposal.needs)).sorted()
    }

    private func decides(
        _ body: String, _ difference: OpeningDifference, in view: RegisterView
    ) -> Bool {
        (register == nil || difference.proposal.register == register)
            && view.rulebook.authority(of: body, for: difference.proposal.needs) != .other
    }

    /// It is a ruling of this very decision; who recorded it does not matter.
    private func isSame(_ ruling: Ruling, _ body: String, in view: RegisterView) -> Bool {
        ruling.terms.isOpening && ruling.by == by && ruling.role == role
            && ruling.meeting == meeting && ruling.date == date && ruling.why == why
            && ruling.terms.minute == terms.minute
            && (ruling.verb == .agree || ruling.until == until)
            && (register == nil || ruling.register == register)
            && view.rulebook.authority(of: body, for: ruling.terms.body ?? "") == .body
    }

    private func nothingWaits(_ body: String?, _ view: RegisterView) -> DeskFailure {
        let asked = bodies(in: view)
        let whose = body.map { " for the \($0)" } ?? ""
        let others =
            asked.isEmpty ? "" : "\nOne waits for \(asked.joined(separator: " and "))."
        let first = view.extracts.first(where: \.hasRisks)?.asAt.inWords
        return DeskFailure(
            .refused,
            "no difference of the opening position waits\(whose) on \(date)"
                + (first.map { "; the baseline is of \($0)" } ?? "") + others
                + "\nNothing was recorded.")
    }
}

/// What became of the decision on an opening position.
package struct RuleOpeningAnswer: DeskAnswer {
    /// A difference that was accepted.
    package struct Accepted: Codable, Hashable, Sendable {
        /// The risk's id.
        package var id: String
        package var register: String
        /// What it was answered by: `agree` confirms, `refuse` leaves it as found.
        package var verb: Ruling.Verb
        /// The entry.
        package var sequence: Int
    }

    /// The body that decided.
    package var body: String
    package var meeting: String
    package var date: Day
    /// The differences that were answered, by register, kind and risk.
    package var recorded: [Accepted] = []
    /// The entries of the same decision that had been recorded before.
    package var known: [Int] = []
    /// What was answered before, on later days, and is answered otherwise since.
    package var pastChanges: [PastChangeLine] = []
    /// Ids of risks of the baseline whose objective is still asked of the body: each has its own answer.
    package var apart: [String] = []

    package var document: RuleOpeningAnswer { self }
}
