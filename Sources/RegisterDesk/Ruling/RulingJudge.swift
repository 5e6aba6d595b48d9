import RegisterStore
import RiskRegister

/// Decides, inside the transaction that stores it, whether a ruling has something to decide.
///
/// It compares the risk as it stands with the risk as the deciders saw it. Other entries since then do
/// not matter; a ruling that answered the same proposal, or another score, does.
struct RulingJudge {
    let request: RuleRequest
    let key: RiskKey
    let label: String
    private let seen: Int
    let session: RulingSession
    let whatIf: Rulebook?
    /// The first extract that holds the risk.
    private let first: Day
    /// The day from which the ruling counts: its own, or that of the first extract.
    let day: Day
    let view: RegisterView
    /// The register that is stored: as named, or the one that the verb is on.
    let register: String
    /// The risk on that day, as known in this transaction.
    let state: RiskState
    /// The proposal that it answers.
    let proposal: Proposal?

    init(
        _ request: RuleRequest, on key: RiskKey, label: String, seen: Int, whatIf: Rulebook?,
        in session: RulingSession
    ) throws {
        self.request = request
        self.key = key
        self.label = label
        self.seen = seen
        self.session = session
        self.whatIf = whatIf
        first = try session.firstSeen(key) ?? request.date
        day = max(request.date, first)
        view = try session.view(
            of: key.organisation, on: day, whatIf: whatIf, selecting: RiskSelection(ids: [key.id]))
        guard let state = view.risk(of: key) else {
            throw DeskFailure(
                .missing, "there is no risk \(label) in the register as at \(day)")
        }
        self.state = state
        let framework =
            request.verb.isOfFramework ? view.rulebook.register(for: .assuranceFramework) : nil
        register = request.register.isEmpty ? framework?.id ?? "" : request.register
        proposal = request.verb.answered(on: register, in: state.standing)
    }

    /// Refuses a ruling that has nothing to decide, or decides something else than its makers saw.
    func check() throws {
        if request.verb.isOnRegister, !register.isEmpty { try checkRegister() }
        try checkDate()
        try checkSeen()
        try checkVerb()
    }

    private func checkRegister() throws(DeskFailure) {
        guard view.rulebook.register(register) == nil else { return }
        let known = view.rulebook.registers.map(\.id).joined(separator: ", ")
        throw DeskFailure(
            .refused, "the rulebook has no register \(register); it has \(known)")
    }

    /// Refuses a ruling of a day before the risk was opened, and one that had ended before any extract.
    private func checkDate() throws(DeskFailure) {
        guard request.date < first else { return }
        let known = "the first extract that holds it is of \(first.inWords)"
        guard let opened = state.record.opened?.earliest else {
            throw DeskFailure(
                .refused,
                "\(label) has no opened date, and \(known)\n"
                    + "Nothing was recorded. Date the ruling \(first) or later.")
        }
        guard request.date >= opened else {
            throw DeskFailure(
                .refused,
                "--date \(request.date) is before \(label) was opened, on \(opened.inWords)\n"
                    + "Nothing was recorded.")
        }
        if let until = request.until, until < first {
            throw DeskFailure(
                .refused,
                "--until \(until) has passed before the ruling counts: \(known)\n"
                    + "Nothing was recorded.")
        }
    }

    /// Refuses a ruling on what is no longer what was seen: the proposal answered, the score another.
    private func checkSeen() throws {
        guard seen != view.knownAt else { return }
        let then = try session.view(
            of: key.organisation, on: day, knownAt: seen, whatIf: whatIf,
            selecting: RiskSelection(ids: [key.id])
        ).risk(of: key)
        guard let then else {
            throw stale("it was not in the register then")
        }
        if then.score != state.score {
            func words(_ score: Int?) -> String { score.map { "\($0)" } ?? "no score" }
            throw stale("its score was \(words(then.score)) and is \(words(state.score))")
        }
        guard request.verb.answersProposal else { return }
        let before = request.verb.answered(on: register, in: then.standing)
        guard before?.kind != proposal?.kind || before?.since != proposal?.since else { return }
        let since = try rulings().filter { $0.sequence > seen && answers($0) }
        if let answer = since.first { throw stale("it was ruled meanwhile: \(words(answer))") }
        switch (before, proposal) {
        case (let before?, nil): throw stale("\(before.kind.rawValue) no longer waits for a ruling")
        case (nil, let now?):
            throw stale("\(now.kind.rawValue) waits for a ruling now, and nothing did then")
        case (let before?, let now?):
            throw stale("\(now.kind.rawValue) waits for a ruling now, not \(before.kind.rawValue)")
        case (nil, nil): return
        }
    }

    /// Refuses a ruling dated before another that already answered the proposal.
    func checkLaterAnswer() throws {
        let later = try rulings().filter { $0.date > day && answers($0) }
        for answer in later {
            let before = try session.view(
                of: key.organisation, on: answer.date.adding(days: -1), whatIf: whatIf,
                selecting: RiskSelection(ids: [key.id])
            ).risk(of: key)
            let answered = before.flatMap { answer.verb.answered(on: register, in: $0.standing) }
            guard answered?.kind == proposal?.kind, answered?.since == proposal?.since else {
                continue
            }
            let text = "\(label) on \(register) has been ruled on already: \(words(answer))"
            throw DeskFailure(
                answer.sequence > seen ? .stale : .refused, text + "\nNothing was recorded.")
        }
    }

    func nothingWaits() throws -> DeskFailure {
        let open = state.standing.proposals.map { "\($0.kind.rawValue) \($0.register)" }
        let last = try rulings().last { $0.date <= day && answers($0) }
        return DeskFailure(
            .refused,
            "nothing waits for a ruling on \(register) for \(label) on \(day)"
                + (open.isEmpty ? "" : "; open: \(open.joined(separator: ", "))")
                + (last.map { "\nLast ruled: \(words($0))." } ?? ""))
    }

    /// The rulings on the risk as they count, by day, then sequence.
    func rulings() throws -> [Ruling] { try session.rulings(on: key, from: first) }

    // MARK: - Words

    private func answers(_ ruling: Ruling) -> Bool {
        ruling.verb.answersProposal && ruling.register == register
    }

    func words(_ ruling: Ruling) -> String {
        // Its own date, not the day from which it counts.
        let date = try? session.date(of: ruling.sequence)
        return "\(ruling.verb.rawValue), by \(ruling.by) (\(ruling.role)) at \(ruling.meeting) on "
            + "\((date ?? ruling.date).inWords), entry \(ruling.sequence)"
    }

    private func stale(_ what: String) -> DeskFailure {
        DeskFailure(
            .stale,
            "\(label) is no longer what was seen at entry \(seen): \(what)\n"
                + "Nothing was recorded. Look at it again, then rule with --seen \(view.knownAt).")
    }
}
