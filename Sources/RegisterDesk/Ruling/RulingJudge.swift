import RegisterStore
import RiskRegister

/// Decides, inside the transaction that stores it, whether a ruling has something to decide.
///
/// It compares the risk as it stands with the risk as the deciders saw it. Other entries since then do
/// not matter; a ruling that answered the same proposal, or another score, does.
struct RulingJudge {
    private let request: RuleRequest
    private let key: RiskKey
    private let label: String
    private let seen: Int
    private let session: RulingSession
    private let whatIf: Rulebook?
    private let view: RegisterView
    /// The risk on the ruling's day, as known in this transaction.
    let state: RiskState
    /// The proposal that agreeing or refusing answers.
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
        view = try session.view(
            of: key.organisation, on: request.date, whatIf: whatIf,
            selecting: RiskSelection(ids: [key.id]))
        guard let state = view.risk(of: key) else {
            throw DeskFailure(
                .missing, "there is no risk \(label) in the register as at \(request.date)")
        }
        self.state = state
        proposal = request.verb.answersProposal ? state.standing.decidable(request.register) : nil
    }

    /// Refuses a ruling that has nothing to decide, or decides something else than its makers saw.
    func check() throws {
        if request.verb.isOnRegister { try checkRegister() }
        try checkSeen()
        switch request.verb {
        case .agree, .refuse:
            guard proposal != nil else { throw try nothingWaits() }
            try checkLaterAnswer()
        case .release:
            guard state.standing.holds.contains(where: { $0.register == request.register }) else {
                throw DeskFailure(
                    .refused,
                    "\(label) is not held on \(request.register) by a ruling on \(request.date)")
            }
        case .acceptFinding:
            var whole = try session.view(of: key.organisation, on: request.date, whatIf: whatIf)
            (whole.findings, whole.notRun) = Checks.run(on: whole)
            let isFound = whole.findings.contains {
                $0.code == request.register && $0.subject.riskID == key.id
            }
            guard isFound else {
                throw DeskFailure(
                    .refused, "\(label) has no finding \(request.register) on \(request.date)")
            }
        case .hold, .mark: break
        }
    }

    private func checkRegister() throws(DeskFailure) {
        guard view.rulebook.register(request.register) == nil else { return }
        let known = view.rulebook.registers.map(\.id).joined(separator: ", ")
        throw DeskFailure(
            .refused, "the rulebook has no register \(request.register); it has \(known)")
    }

    /// Refuses a ruling on what is no longer what was seen: the proposal answered, the score another.
    private func checkSeen() throws {
        guard seen != view.knownAt else { return }
        let then = try session.view(
            of: key.organisation, on: request.date, knownAt: seen, whatIf: whatIf,
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
        let before = then.standing.decidable(request.register)
        guard before?.kind != proposal?.kind || before?.since != proposal?.since else { return }
        let since = try session.rulings(on: key).filter { $0.sequence > seen && answers($0) }
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
    private func checkLaterAnswer() throws {
        let later = try session.rulings(on: key).filter { $0.date > request.date && answers($0) }
        for answer in later {
            let before = try session.view(
                of: key.organisation, on: answer.date.adding(days: -1), whatIf: whatIf,
                selecting: RiskSelection(ids: [key.id])
            ).risk(of: key)
            let answered = before?.standing.decidable(request.register)
            guard answered?.kind == proposal?.kind, answered?.since == proposal?.since else {
                continue
            }
            let text = "\(label) on \(request.register) has been ruled on already: \(words(answer))"
            throw DeskFailure(
                answer.sequence > seen ? .stale : .refused, text + "\nNothing was recorded.")
        }
    }

    private func nothingWaits() throws -> DeskFailure {
        let open = state.standing.proposals.map { "\($0.kind.rawValue) \($0.register)" }
        let last = try session.rulings(on: key).last { $0.date <= request.date && answers($0) }
        return DeskFailure(
            .refused,
            "nothing waits for a ruling on \(request.register) for \(label) on \(request.date)"
                + (open.isEmpty ? "" : "; open: \(open.joined(separator: ", "))")
                + (last.map { "\nLast ruled: \(words($0))." } ?? ""))
    }

    // MARK: - Words

    private func answers(_ ruling: Ruling) -> Bool {
        ruling.verb.answersProposal && ruling.register == request.register
    }

    private func words(_ ruling: Ruling) -> String {
        "\(ruling.verb.rawValue), by \(ruling.by) (\(ruling.role)) at \(ruling.meeting) on "
            + "\(ruling.date.inWords), entry \(ruling.sequence)"
    }

    private func stale(_ what: String) -> DeskFailure {
        DeskFailure(
            .stale,
            "\(label) is no longer what was seen at entry \(seen): \(what)\n"
                + "Nothing was recorded. Look at it again, then rule with --seen \(view.knownAt).")
    }
}

extension Ruling.Verb {
    /// It answers a proposal that waits.
    var answersProposal: Bool {
        switch self {
        case .agree, .refuse: true
        case .hold, .release, .acceptFinding, .mark: false
        }
    }

    /// Its register is one of the rulebook's.
    var isOnRegister: Bool {
        switch self {
        case .agree, .refuse, .hold, .release: true
        case .acceptFinding, .mark: false
        }
    }
}
