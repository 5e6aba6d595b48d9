import RiskRegister

extension PaperBasis {
    /// The full record of each risk, with its actions, rulings and findings.
    func recordCards(_ risks: [RiskState]) -> CardDeck {
        let cards = risks.map { state in
            CardDeck.Card(
                id: label(state.key),
                title: "\(name(state)) \(PlainText.onOneLine(state.record.title))")
        }
        return CardDeck(
            cards: cards,
            tables: [
                fieldsTable(risks, id: "records", caption: "Record", fields: recordFields),
                actionsTable(risks), rulingsTable(risks),
                cardFindings(risks),
            ])
    }

    /// A table of labels and values, a card's rows one after the other; blank fields are left out.
    func fieldsTable(
        _ risks: [RiskState], id: String, caption: String,
        fields: (RiskState) -> [(String, Cell)]
    ) -> OutputTable {
        OutputTable(
            id: id, caption: caption,
            columns: [
                Column("id", "ID", width: 9), Column("field", "Field", width: 20, isHeader: true),
                Column("value", "Value", width: 60),
            ],
            rows: risks.flatMap { state in
                fields(state).filter { !$0.1.isAbsent }.map { field, value in
                    Row(
                        [.text(label(state.key)), .text(field), value],
                        group: label(state.key))
                }
            })
    }

    private func recordFields(_ state: RiskState) -> [(String, Cell)] {
        let record = state.record
        let outcome = state.outcome
        let objectives = record.objectives.map { code in
            view.framework?.objective(named: code, on: asAt).map { "\(code) \($0.text)" } ?? code
        }
        var fields: [(String, Cell)] = [
            ("Own record", self.record(state)),
            ("Reference", .text(orAbsent: record.reference)),
            ("Description", .text(orAbsent: record.description)),
            ("Directorate", .text(orAbsent: record.directorate)),
            ("Location", .text(orAbsent: record.location.joined(separator: ", "))),
            ("Owner (role)", owner(state)),
            ("Lead executive (role)", .text(orAbsent: roles.role(record.leadExecutive))),
            (
                "Type",
                .text(
                    orAbsent: [record.type, record.subtype].compactMap { $0 }.joined(
                        separator: ", "))
            ),
            ("Domain", .text(orAbsent: record.domain)),
            ("Source", .text(orAbsent: record.source)),
            ("Objectives", .text(orAbsent: objectives.joined(separator: "; "))),
            ("Principal risk", .text(orAbsent: record.principalRisk)),
            ("Status", .word(statusWords(state))),
            ("Approval", .word(record.approval.rawValue)),
            ("Opened", .date(orAbsent: record.opened)),
        ]
        fields += scoreFields(state)
        fields += [
            ("Last review", .date(orAbsent: record.lastReview)),
            ("Next review", .date(orAbsent: record.reviewDue)),
            ("Reviewed by", .text(orAbsent: outcome.review.reviewer)),
            ("Registers", .text(orAbsent: registersSentence(state))),
            ("Controls", .text(orAbsent: record.controls)),
            ("Gaps in control", .text(orAbsent: record.gapsInControl)),
            ("Assurance", .text(orAbsent: record.assurance)),
            ("Gaps in assurance", .text(orAbsent: record.gapsInAssurance)),
            ("Progress", .text(orAbsent: record.progress)),
        ]
        return fields
    }

    /// The scores of a risk: initial, current as printed, computed and used, target.
    func scoreFields(_ state: RiskState) -> [(String, Cell)] {
        let outcome = state.outcome
        var used = outcome.score.map { "\($0)" } ?? "none: cannot be routed"
        if let grade = outcome.grade { used += ", \(grade)" }
        switch outcome.scoreBasis {
        case .higher: used += " (printed and computed differ: the higher is used)"
        case .printed: used += " (as printed; no likelihood and consequence)"
        case .both, .computed, .none: break
        }
        return [
            ("Initial score", .text(orAbsent: scoreWords(state.record.initial))),
            ("Current score", .text(orAbsent: scoreWords(state.record.current))),
            ("Score used", .text(used)), ("Movement", movement(state)),
            ("Months at this score", monthsAtScore(state)),
            ("Target score", .text(orAbsent: scoreWords(state.record.target))),
            ("Target date", .date(orAbsent: state.record.targetDate)),
        ]
    }

    /// Whole months at the score used; "at least", where that reaches back to the baseline.
    func monthsAtScore(_ state: RiskState) -> Cell {
        .number(state.monthsAtScore(on: asAt), isLeast: state.scoreReachesBaseline)
    }

    /// A score entry in words: "16 (likelihood 4 x consequence 4)".
    func scoreWords(_ entry: ScoreEntry) -> String? {
        var pair: String?
        if let likelihood = entry.likelihood, let consequence = entry.consequence {
            pair = "likelihood \(likelihood) x consequence \(consequence)"
        }
        let number = entry.printed?.text ?? entry.computed.map(String.init)
        return switch (number, pair) {
        case (let number?, let pair?): "\(number) (\(pair))"
        case (let number?, nil): number
        case (nil, let pair): pair
        }
    }

    func statusWords(_ state: RiskState) -> String {
        switch state.status {
        case .open: "open"
        case .closed: "closed"
        case .vanished:
            state.lastSeenInWords
        }
    }

    /// Each register with the reason and the day: "HLRR since 31 May 2026, by rule: 15 or more".
    func registersSentence(_ state: RiskState) -> String {
        state.standing.memberships.map { stay in
            let basis = basisWords(stay.basis)
            let why =
                stay.reason.isEmpty
                ? basis : stay.reason.contains(basis) ? stay.reason : "\(basis): \(stay.reason)"
            return "\(stay.register) \(state.sinceWords(stay.since)), \(why)"
        }.joined(separator: "\n")
    }

    /// All open actions of some risks.
    func actionsTable(_ risks: [RiskState]) -> OutputTable {
        OutputTable(
            id: "actions", caption: "Open actions",
            columns: [
                Column("id", "ID", width: 9), Column("action", "Action", width: 9),
                Column("text", "What is to be done", width: 44, isHeader: true),
                Column("owner", "Owner (role)", width: 20), Column("due", "Due", width: 12),
                Column("late", "Days late", width: 7), Column("progress", "Progress", width: 30),
            ],
            rows: risks.flatMap { state in
                (openActions[state.key.id] ?? []).map { action in
                    let late = action.due.map { $0.latest.days(to: asAt) } ?? 0
                    return Row(
                        [
                            .text(label(state.key)), .text(orAbsent: action.id),
                            .text(orAbsent: action.text),
                            .text(orAbsent: roles.role(action.owner)),
                            .date(orAbsent: action.due), late > 0 ? .number(late) : .absent,
                            .text(orAbsent: action.progress),
                        ], group: label(state.key))
                }
            }, whenEmpty: hasActions ? "No open action." : "Not shown: no actions file.")
    }

    /// The rulings on some risks; who decided is given by role and meeting.
    func rulingsTable(_ risks: [RiskState]) -> OutputTable {
        let groups = Dictionary(grouping: view.rulings) { view.ownRecords.counted($0.subject) }
        return OutputTable(
            id: "rulings", caption: "Rulings",
            columns: [
                Column("id", "ID", width: 9), Column("date", "Date", width: 12, isHeader: true),
                Column("ruling", "Ruling", width: 14),
                Column("register", "Register or finding", width: 12),
                Column("role", "By (role)", width: 20), Column("meeting", "Meeting", width: 18),
                Column("why", "Reason", width: 36), Column("until", "Until", width: 12),
                Column("seen", "Score seen", width: 7),
                Column("sequence", "Entry", width: 8),
            ],
            rows: risks.flatMap { state in
                (groups[state.key] ?? []).map { ruling in
                    Row(
                        [
                            .text(label(state.key)), .day(ruling.date),
                            .word(ruling.verb.rawValue), .text(orAbsent: ruling.concern),
                            .text(orAbsent: ruling.role), .text(orAbsent: ruling.meeting),
                            .text(orAbsent: ruling.why),
                            ruling.until.map(Cell.day) ?? .absent,
                            .number(orAbsent: ruling.scoreSeen), .number(ruling.sequence),
                        ], group: label(state.key))
                }
            }, whenEmpty: "")
    }

    private func cardFindings(_ risks: [RiskState]) -> OutputTable {
        var table = findingsTable(
            "record-findings", caption: "Findings", [], whenEmpty: "")
        table.columns[0].isHeader = false
        table.columns[1].isHeader = true
        table.rows = risks.flatMap { state in
            (findings[state.key.id] ?? []).map { finding in
                Row(
                    [
                        .text(label(state.key)), .word(finding.code), severity(finding.severity),
                        .text(finding.message), .text(orAbsent: finding.advice),
                    ], group: label(state.key))
            }
        }
        return table
    }
}
