import RiskRegister

/// Tables that more than one paper prints.
extension PaperBasis {
    typealias Column = OutputTable.Column
    typealias Row = OutputTable.Row

    func heading(_ text: String) -> Paper.Block { .heading(level: 2, text) }

    // MARK: - Decisions wanted

    /// The moves that wait for a person, by register, then kind, then id.
    func moves(
        on register: RegisterDefinition? = nil
    ) -> [(state: RiskState, proposal: Proposal)] {
        var moves: [(state: RiskState, proposal: Proposal)] = []
        for definition in view.rulebook.registers.sorted(by: { $0.rank < $1.rank }) {
            guard register == nil || definition.id == register?.id else { continue }
            for kind in Proposal.Kind.allCases {
                for state in all {
                    for proposal in state.standing.proposals
                    where proposal.register == definition.id && proposal.kind == kind {
                        moves.append((state, proposal))
                    }
                }
            }
        }
        return moves
    }

    /// The moves that wait, as a table: those that the paper's own reader decides come first.
    func decisions(
        on register: RegisterDefinition? = nil, first body: String? = nil
    ) -> OutputTable {
        let all = questions(on: register)
        let (own, others) = (
            all.filter { body != nil && $0.needs == body },
            all.filter { body == nil || $0.needs != body }
        )
        let rows = (own + others).map { question in
            switch question {
            case .move(let state, let proposal): row(of: proposal, on: state)
            case .opening(let differences): openingRow(differences)
            case .ended(let objective, let moves): endedRow(objective, moves)
            }
        }
        return OutputTable(
            id: "decisions", caption: "Decisions wanted",
            columns: [
                Column("id", "ID", width: 9, isHeader: true), Column("title", "Title", width: 30),
                Column("register", "Register", width: 9),
                Column("decision", "Decision", width: 26), Column("score", "Score", width: 6),
                Column("since", "Since", width: 12), Column("days", "Days", width: 6),
                Column("needs", "Needs", width: 18), Column("why", "Why", width: 30),
            ], rows: rows, whenEmpty: "No decision is wanted.")
    }

    private func row(of proposal: Proposal, on state: RiskState) -> Row {
        Row([
            .text(label(state.key)), .text(state.record.title), .word(proposal.register),
            .word(proposal.question), .number(orAbsent: state.score), .day(proposal.since),
            .number(
                max(0, proposal.since.days(to: asAt)),
                isLeast: state.reachesBaseline(proposal.since)),
            .text(orAbsent: proposal.needs), .text(orAbsent: proposal.reason),
        ])
    }

    /// Rulings that had an end and have passed it, and that no later ruling replaced.
    var expiredRulings: OutputTable {
        struct Place: Hashable {
            var subject: RiskKey
            var register: String
        }
        let rulings = view.rulings
        let last = Dictionary(
            rulings.enumerated().map { (Place(subject: $1.subject, register: $1.register), $0) },
            uniquingKeysWith: { _, later in later })
        let expired = rulings.enumerated().filter { index, ruling in
            guard ruling.isExpired(on: asAt), ruling.verb != .agree, ruling.verb != .release else {
                return false
            }
            return last[Place(subject: ruling.subject, register: ruling.register)] == index
        }.map(\.element)
        return OutputTable(
            id: "expired-rulings", caption: "Rulings whose time has run out",
            columns: [
                Column("id", "ID", width: 9, isHeader: true), Column("ruling", "Ruling", width: 14),
                Column("register", "Register or finding", width: 12),
                Column("until", "Until", width: 12), Column("meeting", "Meeting", width: 18),
                Column("why", "Reason given", width: 36),
            ],
            rows: expired.map { ruling in
                Row([
                    .text(label(ruling.subject)), .word(ruling.verb.rawValue),
                    .text(orAbsent: ruling.concern), ruling.until.map(Cell.day) ?? .absent,
                    .text(orAbsent: ruling.meeting), .text(orAbsent: ruling.why),
                ])
            }, whenEmpty: "None has run out.")
    }

    // MARK: - Before the register

    /// Risks without a score that can be used, with the score they once had.
    var unroutableTable: OutputTable {
        OutputTable(
            id: "cannot-be-routed", caption: "Cannot be routed: no score that can be used",
            columns: [
                Column("id", "ID", width: 9, isHeader: true), Column("title", "Title", width: 38),
                Column("directorate", "Directorate", width: 18),
                Column("owner", "Owner (role)", width: 20),
                Column("initial", "Initial score", width: 8),
                Column("printed", "Printed now", width: 9),
                Column("before", "Score before", width: 8),
                Column("registers", "Stays on", width: 10),
            ],
            rows: PaperBasis.initialFirst(unroutable).map { state in
                Row([
                    .text(label(state.key)), .text(state.record.title),
                    .text(orAbsent: state.record.directorate), owner(state),
                    .number(orAbsent: state.record.initial.highest),
                    .text(orAbsent: state.record.current.printed?.text),
                    .number(orAbsent: state.previousScore),
                    .text(orAbsent: state.standing.registers.joined(separator: ", ")),
                ])
            }, whenEmpty: "Every risk has a score that can be used.")
    }

    private static func initialFirst(_ risks: [RiskState]) -> [RiskState] {
        risks.sorted { left, right in
            let (first, second) = (
                left.record.initial.highest ?? Int.max, right.record.initial.highest ?? Int.max
            )
            return first != second ? first > second : left.key < right.key
        }
    }

    /// Sentences that name unapproved risks at the threshold, for the first page.
    private func unapprovedSentences(_ risks: [RiskState]) -> [String] {
        risks.map { state in
            let score = state.score.map { " at \($0)" } ?? ""
            let title = "\(name(state)) \(PlainText.onOneLine(state.record.title))"
            let stays = state.standing.registers.joined(separator: " and ")
            let place = stays.isEmpty ? "on no register" : "stays on \(stays)"
            if state.record.approval == .rejected { return "\(title): rejected\(score); \(place)." }
            let days = waitInWords(state).map { " for \($0)" } ?? ""
            return
                "\(title): \(state.outcome.grade ?? "no grade")\(score), awaiting approval\(days); "
                + "\(place)."
        }
    }

    /// Scores that contradict themselves, are impossible, or have no grade.
    var uncertainScores: OutputTable {
        let codes = ["SC01", "SC02", "SC03"]
        let uncertain = all.filter { state in
            guard state.status != .closed, state.score != nil else { return false }
            let flagged = (findings[state.key.id] ?? []).contains {
                $0.subject == .risk(state.key) && codes.contains($0.code)
            }
            let ungraded = state.outcome.grade == nil && !scale.words.isEmpty
            return flagged || ungraded || state.outcome.scoreBasis == .higher
        }
        return OutputTable(
            id: "uncertain-scores", caption: "Scores that are uncertain, as printed and as used",
            columns: [
                Column("id", "ID", width: 9, isHeader: true), Column("title", "Title", width: 34),
                Column("printed", "Printed", width: 8), Column("likelihood", "L", width: 4),
                Column("consequence", "C", width: 4), Column("computed", "L x C", width: 6),
                Column("score", "Used", width: 6), Column("grade", "Grade", width: 13),
                Column("why", "What is uncertain", width: 40),
            ],
            rows: PaperBasis.gravestFirst(uncertain).map { state in
                Row([
                    .text(label(state.key)), .text(state.record.title),
                    .text(orAbsent: state.record.current.printed?.text),
                    .number(orAbsent: state.record.current.likelihood),
                    .number(orAbsent: state.record.current.consequence),
                    .number(orAbsent: state.outcome.computedScore),
                    .number(orAbsent: state.score), gradeCell(state),
                    .text(uncertainty(state, codes)),
                ])
            }, whenEmpty: "None.")
    }

    private func uncertainty(_ state: RiskState, _ codes: [String]) -> String {
        let messages = (findings[state.key.id] ?? []).filter {
            $0.subject == .risk(state.key) && codes.contains($0.code)
        }.map { "\($0.message) (\($0.code))" }
        if !messages.isEmpty { return messages.joined(separator: "; ") }
        if state.outcome.scoreBasis == .higher {
            return "printed and computed differ: the higher is used"
        }
        return "the rules give this score no grade"
    }

    // MARK: - Findings

    /// Findings as a table.
    ///
    /// - Parameters:
    ///   - id: The table's id.
    ///   - caption: Its caption.
    ///   - findings: The findings, in order.
    ///   - whenEmpty: What to print when there are none.
    /// - Returns: The table.
    func findingsTable(
        _ id: String, caption: String, _ findings: [Finding], whenEmpty: String
    ) -> OutputTable {
        OutputTable(
            id: id, caption: caption,
            columns: [
                Column("id", "ID", width: 12, isHeader: true), Column("code", "Code", width: 7),
                Column("severity", "Severity", width: 15),
                Column("message", "What", width: 46), Column("advice", "What to do", width: 40),
            ],
            rows: grouped(findings).map { finding, ids in
                Row([
                    .text(ids.joined(separator: ", ")), .word(finding.code),
                    severity(finding.severity), .text(finding.message),
                    .text(orAbsent: finding.advice),
                ])
            }, whenEmpty: whenEmpty)
    }

    /// Findings that say the same of several risks as one, with the ids; each where its first stood.
    private func grouped(_ findings: [Finding]) -> [(finding: Finding, ids: [String])] {
        var groups: [(finding: Finding, ids: [String])] = []
        var places: [[String]: (index: Int, ids: Set<String>)] = [:]
        for finding in findings {
            let key = [finding.code, finding.severity.rawValue, finding.message, finding.advice]
            let id = finding.subject.riskID ?? finding.subject.id
            if let index = places[key]?.index {
                if places[key]?.ids.insert(id).inserted == true { groups[index].ids.append(id) }
            } else {
                places[key] = (groups.count, [id])
                groups.append((finding, [id]))
            }
        }
        return groups
    }

    func severity(_ severity: Severity) -> Cell {
        switch severity {
        case .error: .word("error", .extreme)
        case .warning: .word("warning", .moderate)
        case .information: .word("information", .plain)
        }
    }

    /// Errors, and the warnings that the paper's readers can act on.
    func isForReaders(_ finding: Finding, _ readers: Set<Check.Reader>) -> Bool {
        switch finding.severity {
        case .error: true
        case .warning: Checks.check(finding.code).map { readers.contains($0.reader) } ?? false
        case .information: false
        }
    }

    // MARK: - Cells

    /// The owner's role; for an owner who is only named, the lead executive, to whom a paper may point.
    func owner(_ state: RiskState) -> Cell {
        let role = roles.role(state.record.owner)
        guard role == RoleNames.withheld else { return .text(orAbsent: role) }
        let executive = executive(state)
        guard case .text(let lead) = executive, lead != RoleNames.withheld else {
            return .text(RoleNames.withheld)
        }
        return .text("\(lead) (lead executive)")
    }

    /// The grade's word, "none" for a score that has no grade, absent without a score.
    func gradeCell(_ state: RiskState) -> Cell {
        if let grade = state.outcome.grade { return scale.cell(grade) }
        return state.score == nil ? .absent : .word("none", .attention)
    }

    /// How the risk moved, in words, with the registers that keep it until people agree.
    func movement(_ state: RiskState) -> Cell {
        let words = Movement.words(state, asAt: asAt)
        let kept = state.standing.memberships.filter { $0.basis == .kept }.map(\.register)
        guard state.status == .open, !kept.isEmpty, !words.contains("until step-down")
        else { return .word(words) }
        let names = kept.joined(separator: " and ")
        return .word("\(words), stays on \(names) until step-down is agreed")
    }

    /// What changed, a sentence each; risks whose review date alone moved share one.
    func changeSentences(_ changes: [Change]) -> [String] {
        let moved = changes.filter { $0.kind != .rolled }
        let rolled = changes.filter { $0.kind == .rolled }
        guard rolled.count > 1 else { return Changes.sentences(of: changes).map { $0 + "." } }
        let ids = rolled.map(\.id).joined(separator: ", ")
        return Changes.sentences(of: moved).map { $0 + "." }
            + ["Only the review date moved: \(ids)."]
    }

    /// The first page's warning of risks at the threshold that wait for approval, and apart from them
    /// those that were rejected and wait for nothing; empty without any.
    var unapprovedWarning: [Paper.Block] {
        let (waiting, rejected) = (awaitingAtThreshold, rejectedAtThreshold)
        let nowhere = waiting.filter { $0.standing.memberships.isEmpty }
        var blocks: [Paper.Block] = []
        if !nowhere.isEmpty {
            blocks.append(
                .callout(
                    "\(Count.of(nowhere.count, "risk")) at the threshold "
                        + "\(nowhere.count == 1 ? "is" : "are") on no register for want of approval."
                ))
        }
        if !waiting.isEmpty { blocks.append(.sentences(unapprovedSentences(waiting))) }
        if !rejected.isEmpty {
            blocks += [
                .paragraph(
                    "Besides, \(Count.of(rejected.count, "risk")) at the threshold "
                        + "\(rejected.count == 1 ? "was" : "were") rejected:"),
                .sentences(unapprovedSentences(rejected)),
            ]
        }
        return blocks
    }

    /// Whether the risk is on the assurance framework, in words.
    func assuranceCell(_ state: RiskState) -> Cell {
        guard let register = assurance else { return .absent }
        let proposals = state.standing.proposals.filter { $0.register == register.id }
        if let stay = state.standing.membership(of: register.id) {
            if proposals.contains(where: { $0.kind == .confirm }) {
                return .word("Yes, to confirm", .attention)
            }
            return .word(stay.basis == .kept ? "Yes, kept" : "Yes, \(basisWords(stay.basis))")
        }
        if proposals.contains(where: { $0.kind == .question }) {
            return .word("No, asked", .attention)
        }
        return .word("No")
    }

    func basisWords(_ basis: Membership.Basis) -> String {
        switch basis {
        case .rule: "by rule"
        case .held: "held by the board"
        case .theme: "secondary theme"
        case .kept: "kept until step-down is agreed"
        }
    }

    /// The next open action and its due day.
    func nextAction(_ state: RiskState) -> (text: Cell, due: Cell) {
        guard let action = openActions[state.key.id]?.first else { return (.absent, .absent) }
        return (.text(orAbsent: action.text), .date(orAbsent: action.due))
    }
}
