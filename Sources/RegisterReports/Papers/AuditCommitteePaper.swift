package import RiskRegister

/// The Audit Committee's report: it judges the system, not each risk.
package enum AuditCommitteePaper {
    /// The paper of a view.
    ///
    /// - Parameters:
    ///   - view: The register on the day, with its findings.
    ///   - earlier: The register that it is compared with: as last issued, or at the extract before.
    ///   - changes: What changed between the two.
    ///   - scale: Grades and threshold; nil asks the view's rulebook.
    /// - Returns: The paper.
    package static func make(
        view: RegisterView, earlier: RegisterView?, changes: [Change], scale: ScoreScale? = nil
    ) -> Paper {
        let basis = PaperBasis(view: view, earlier: earlier, changes: changes, scale: scale)
        return basis.auditPaper()
    }
}

extension PaperBasis {
    fileprivate func auditPaper() -> Paper {
        var paper = paper(
            "audit-committee", title: "Risk and assurance: report to the Audit Committee",
            mainTable: "routing-test", meeting: "Audit Committee",
            purpose: "For scrutiny of whether the system of risk management works")
        let apart = notOnHighLevel
        paper.risks = apart.map { label($0.key) }
        paper.blocks += inBrief(apart)
        paper.blocks += process
        paper.blocks += routing(apart)
        paper.blocks += coverage
        paper.blocks += movementSections
        paper.blocks += appetiteSection
        paper.blocks += frameworkChanges
        paper.blocks += provenance
        paper.blocks += notAssured
        paper.blocks += governanceStatement
        return paper
    }

    /// Every risk at the threshold that is not on the high level register; closed ones stand apart.
    private var notOnHighLevel: [RiskState] {
        guard let highLevel else { return [] }
        return PaperBasis.gravestFirst(
            all.filter {
                $0.outcome.isAtThreshold && $0.status != .closed && !$0.isOn(highLevel.id)
            })
    }

    private var live: [RiskState] { all.filter(PaperBasis.isLive) }

    // MARK: - In brief

    private func inBrief(_ apart: [RiskState]) -> [Paper.Block] {
        let atThreshold = all.filter { $0.outcome.isAtThreshold && $0.status != .closed }
        let on = atThreshold.count - apart.count
        let unexplained = apart.filter { $0.outcome.routing == .routed && $0.status == .open }
        let overdue = live.filter { isReviewOverdue($0, on: asAt) }
        func row(_ text: String, _ count: Int, _ risks: [RiskState]?) -> Row {
            Row([
                .text(text), .number(count),
                .text(
                    orAbsent: risks.map { $0.map { label($0.key) }.joined(separator: ", ") }),
            ])
        }
        let name = name(highLevel, "high level register")
        let errors = view.findings.count { $0.severity == .error && $0.acceptedWhy == nil }
        let rows = [
            row("Live risks, both levels", live.count, nil),
            row("At the threshold and not closed", atThreshold.count, nil),
            row("Of these, on the \(name)", on, nil),
            row("Of these, not on it: named below with the reason", apart.count, apart),
            row(
                "Of those, open and approved: for a person to explain", unexplained.count,
                unexplained),
            row("Cannot be routed: no score", unroutable.count, unroutable),
            row("Reviews overdue", overdue.count, nil),
            row("Moves waiting for a person", decisions().rows.count, nil),
            row("Rulings whose time has run out", expiredRulings.rows.count, nil),
            row("Errors in the data", errors, nil),
            row("Checks not run", view.notRun.count, nil),
        ]
        var blocks: [Paper.Block] = [
            heading("In brief"),
            .figures(
                OutputTable(
                    id: "figures", caption: "The system in figures",
                    columns: [
                        Column("measure", "Measure", width: 36, isHeader: true),
                        Column("now", asAt.short, width: 10),
                        Column("risks", "Which", width: 50),
                    ], rows: rows)),
        ]
        if let balance = balanceSentence { blocks.append(.paragraph(balance)) }
        let missing = missing(framework: true)
        if !missing.isEmpty { blocks.append(.missing(missing)) }
        return blocks
    }

    // MARK: - Is the process working?

    private var process: [Paper.Block] {
        [
            heading("Is the process working?"),
            .table(reviews("reviews-by-grade", "Reviews by grade", "Grade", byGrade)),
            .table(
                reviews(
                    "reviews-by-directorate", "Reviews by directorate", "Directorate", byDirectorate
                )
            ),
            .table(approvals), .table(closures), .table(actionsByDirectorate),
            .table(overdueActionsTable),
        ]
    }

    private var byGrade: [(String, [RiskState])] {
        let groups = Dictionary(grouping: live) { $0.outcome.grade }
        var rows = scale.words.reversed().map { ($0, groups[$0] ?? []) }
        let known = Set(scale.words)
        for word in groups.keys.compactMap({ $0 }).filter({ !known.contains($0) }).sorted() {
            rows.append((word, groups[word] ?? []))
        }
        if let ungraded = groups[nil] { rows.append(("no grade", ungraded)) }
        return rows
    }

    private var byDirectorate: [(String, [RiskState])] {
        let groups = Dictionary(grouping: live.filter { $0.key.level == .operational }) {
            $0.record.directorate ?? ""
        }
        return groups.keys.sorted().map { ($0.isEmpty ? "not recorded" : $0, groups[$0] ?? []) }
    }

    private func reviews(
        _ id: String, _ caption: String, _ title: String, _ groups: [(String, [RiskState])]
    ) -> OutputTable {
        OutputTable(
            id: id, caption: "\(caption): live risks whose next review is still to come",
            columns: [
                Column("group", title, width: 24, isHeader: true),
                Column("risks", "Risks", width: 8), Column("onTime", "On time", width: 8),
                Column("overdue", "Overdue", width: 8),
                Column("noDate", "No review date", width: 9),
                Column("share", "On time, percent", width: 9),
            ],
            rows: groups.map { group, states in
                let overdue = states.count { isReviewOverdue($0, on: asAt) }
                let noDate = states.count { $0.record.reviewDue == nil }
                let onTime = states.count - overdue - noDate
                return Row([
                    .text(group), .number(states.count), .number(onTime), .number(overdue),
                    .number(noDate),
                    states.isEmpty ? .absent : .number(onTime * 100 / states.count),
                ])
            }, whenEmpty: "No live risk.")
    }

    private var approvals: OutputTable {
        let waiting = all.filter {
            $0.status != .closed && $0.outcome.routing == .unapproved
                && $0.record.approval != .rejected
        }
        return OutputTable(
            id: "approvals", caption: "Approvals waiting, longest first",
            columns: [
                Column("id", "ID", width: 9, isHeader: true), Column("title", "Title", width: 40),
                Column("score", "Score", width: 7), Column("since", "Since", width: 12),
                Column("days", "Days", width: 7),
                Column("threshold", "At the threshold?", width: 12),
            ],
            rows: waiting.sorted { left, right in
                let (first, second) = (daysWaited(left) ?? 0, daysWaited(right) ?? 0)
                return first != second ? first > second : left.key < right.key
            }.map { state in
                Row([
                    .text(label(state.key)), .text(state.record.title),
                    .number(orAbsent: state.score),
                    waitingSince(state).map(Cell.day) ?? .absent,
                    .number(orAbsent: daysWaited(state)),
                    state.outcome.isAtThreshold ? .word("yes", .attention) : .word("no"),
                ])
            }, whenEmpty: "No approval is waiting.")
    }

    private var closures: OutputTable {
        let closed = all.filter { state in
            guard state.status == .closed, let earlier else { return false }
            return before[state.key].map { $0.status != .closed }
                ?? (state.standing.firstSeen > earlier.asAt)
        }
        return OutputTable(
            id: "closures",
            caption: "Closed since \(earlier.map { $0.asAt.inWords } ?? "an earlier import")",
            columns: [
                Column("id", "ID", width: 9, isHeader: true), Column("title", "Title", width: 40),
                Column("closed", "Closed", width: 12), Column("score", "Last score", width: 7),
                Column("from", "Was on", width: 12),
                Column("waits", "Agreement", width: 20),
            ],
            rows: closed.map { state in
                let waits = state.standing.proposals.contains { $0.kind == .close }
                return Row([
                    .text(label(state.key)), .text(state.record.title),
                    .date(orAbsent: state.record.closed), .number(orAbsent: state.score),
                    .text(
                        orAbsent: before[state.key]?.standing.registers.joined(separator: ", ")),
                    waits ? .word("to be agreed", .attention) : .word("not needed, or given"),
                ])
            },
            whenEmpty: earlier == nil ? "No earlier import to compare with." : "None.")
    }

    private var actionsByDirectorate: OutputTable {
        struct Tally {
            var (open, overdue, doneOnTime, doneLate) = (0, 0, 0, 0)
        }
        var tallies: [String: Tally] = [:]
        for action in view.actions ?? [] {
            let directorate = risk(action.riskID)?.record.directorate ?? "not recorded"
            var tally = tallies[directorate] ?? Tally()
            if let done = action.done {
                guard done.latest <= asAt else { continue }
                if let due = action.due, done.earliest > due.latest {
                    tally.doneLate += 1
                } else {
                    tally.doneOnTime += 1
                }
            } else {
                tally.open += 1
                if action.isOverdue(on: asAt) { tally.overdue += 1 }
            }
            tallies[directorate] = tally
        }
        return OutputTable(
            id: "actions-by-directorate", caption: "Actions of the actions file, by directorate",
            columns: [
                Column("directorate", "Directorate", width: 24, isHeader: true),
                Column("open", "Open", width: 8), Column("overdue", "Overdue", width: 8),
                Column("onTime", "Done on time", width: 8),
                Column("late", "Done late", width: 8),
                Column("share", "On time of those due, percent", width: 12),
            ],
            rows: tallies.keys.sorted().map { directorate in
                let tally = tallies[directorate] ?? Tally()
                let due = tally.doneOnTime + tally.doneLate + tally.overdue
                return Row([
                    .text(directorate), .number(tally.open), .number(tally.overdue),
                    .number(tally.doneOnTime), .number(tally.doneLate),
                    due == 0 ? .absent : .number(tally.doneOnTime * 100 / due),
                ])
            }, whenEmpty: hasActions ? "No action." : "Not shown: no actions file.")
    }

    private var overdueActionsTable: OutputTable {
        let late = openActions.values.joined().filter { $0.isOverdue(on: asAt) }.sorted {
            left, right in
            let (first, second) = (left.due?.latest ?? asAt, right.due?.latest ?? asAt)
            if first != second { return first < second }
            return left.id != right.id
                ? RiskKey.precedes(left.id ?? "", right.id ?? "") : left.text < right.text
        }
        return OutputTable(
            id: "overdue-actions", caption: "Overdue actions, oldest first",
            columns: [
                Column("action", "Action", width: 9, isHeader: true),
                Column("risk", "Risk", width: 9), Column("text", "What is to be done", width: 46),
                Column("owner", "Owner (role)", width: 20), Column("due", "Due", width: 12),
                Column("days", "Days late", width: 8),
            ],
            rows: late.map { action in
                Row([
                    .text(action.id ?? "?"), .text(orAbsent: action.riskID),
                    .text(orAbsent: action.text), .text(orAbsent: roles.role(action.owner)),
                    .date(orAbsent: action.due),
                    .number(orAbsent: action.due.map { $0.latest.days(to: asAt) }),
                ])
            }, whenEmpty: hasActions ? "None is overdue." : "Not shown: no actions file.")
    }

    // MARK: - Routing test

    private func routing(_ apart: [RiskState]) -> [Paper.Block] {
        let register = name(highLevel, "high level register")
        let test = OutputTable(
            id: "routing-test",
            caption: "Every risk at the threshold that is not on the \(register), and why",
            columns: [
                Column("id", "ID", width: 9, isHeader: true), Column("title", "Title", width: 38),
                Column("level", "Level", width: 12), Column("score", "Score", width: 7),
                Column("grade", "Grade", width: 13), Column("status", "Status", width: 14),
                Column("why", "Not on it, because", width: 44),
            ],
            rows: apart.map { state in
                Row([
                    .text(label(state.key)), .text(state.record.title),
                    .word(state.key.level.rawValue), .number(orAbsent: state.score),
                    gradeCell(state), .word(statusWords(state)),
                    .text(highLevel.map { reasonNotOn($0, state) } ?? ""),
                ])
            }, whenEmpty: "Every risk at the threshold is on the \(register).")
        return [
            heading("Routing test"), .table(test), .table(closedAtThreshold), .table(partition),
            .table(ruleHits), .table(scores), .table(allRulings), .table(issuedPapers),
        ]
    }

    private var closedAtThreshold: OutputTable {
        let closed = PaperBasis.gravestFirst(
            all.filter { $0.outcome.isAtThreshold && $0.status == .closed })
        return OutputTable(
            id: "closed-at-threshold", caption: "Closed at a score of the threshold or more",
            columns: [
                Column("id", "ID", width: 9, isHeader: true), Column("title", "Title", width: 44),
                Column("score", "Last score", width: 8), Column("closed", "Closed", width: 12),
            ],
            rows: closed.map { state in
                Row([
                    .text(label(state.key)), .text(state.record.title),
                    .number(orAbsent: state.score), .date(orAbsent: state.record.closed),
                ])
            }, whenEmpty: "None.")
    }

    /// Every risk by its own outcome: a partition, so the counts add up to all.
    private var partition: OutputTable {
        let words: [(Routing, String)] = [
            (.routed, "at the threshold"), (.belowThreshold, "below the threshold"),
            (.closed, "closed"), (.unapproved, "not approved"), (.unroutable, "without a score"),
        ]
        func count(_ routing: Routing, _ level: RiskLevel) -> Int {
            all.count { $0.outcome.routing == routing && $0.key.level == level }
        }
        var rows = words.map { routing, text in
            Row([
                .text(text), .number(count(routing, .operational)),
                .number(count(routing, .principal)),
                .number(count(routing, .operational) + count(routing, .principal)),
            ])
        }
        rows.append(
            Row([
                .text("all"), .number(all.count { $0.key.level == .operational }),
                .number(all.count { $0.key.level == .principal }), .number(all.count),
            ]))
        return OutputTable(
            id: "outcomes", caption: "Every risk by its own outcome",
            columns: [
                Column("outcome", "Outcome", width: 24, isHeader: true),
                Column("operational", "Operational", width: 11),
                Column("principal", "Principal", width: 11), Column("all", "Both", width: 8),
            ], rows: rows)
    }

    /// The rows of the registers decision, each with the open risks that it put on a register.
    private var ruleHits: OutputTable {
        struct Hit {
            var register: String
            var reason: String
            var risks: [String]
        }
        var hits: [String: Hit] = [:]
        for state in all where state.status == .open {
            for entitlement in state.outcome.entitlements {
                hits[
                    entitlement.row,
                    default: Hit(
                        register: entitlement.register, reason: entitlement.reason, risks: [])
                ]
                .risks.append(label(state.key))
            }
        }
        let written = registerRows
        let unknown = hits.keys.filter { row in !written.contains { $0.id == row } }.sorted()
        let rows = written.map { ($0.id, $0.clause) } + unknown.map { ($0, "") }
        return OutputTable(
            id: "rule-hits", caption: "Each row of the routing rules, with the risks it matched",
            columns: [
                Column("row", "Row", width: 10, isHeader: true),
                Column("register", "Register", width: 9), Column("count", "Risks", width: 7),
                Column("reason", "Reason, as given first", width: 36),
                Column("clause", "Policy clause", width: 36), Column("risks", "Which", width: 30),
            ],
            rows: rows.map { id, clause in
                let hit = hits[id]
                return Row([
                    .text(id.isEmpty ? "unnamed" : id), .text(orAbsent: hit?.register),
                    .number(hit?.risks.count ?? 0), .text(orAbsent: hit?.reason),
                    .text(orAbsent: clause),
                    .text(orAbsent: hit?.risks.joined(separator: ", ")),
                ])
            }, whenEmpty: "No row put a risk on a register.")
    }

    /// The rows of the registers decision as written, so that a row without a hit is seen.
    private var registerRows: [(id: String, clause: String)] {
        guard let decision = view.rulebook.decisions[.registers] else { return [] }
        let traces = decision.explain(FactValues().values(for: decision.inputs))
        return (traces.last?.rows ?? []).map { ($0.id, $0.clause) }
    }

    /// How many live risks have each score: a heap just below the threshold stands out.
    private var scores: OutputTable {
        let counts = Dictionary(grouping: live.compactMap(\.score)) { $0 }.mapValues(\.count)
        return OutputTable(
            id: "scores", caption: "Live risks by score",
            columns: [
                Column("score", "Score", width: 8, isHeader: true),
                Column("grade", "Grade", width: 13), Column("risks", "Risks", width: 8),
                Column("side", "Side of the threshold", width: 16),
            ],
            rows: counts.keys.sorted(by: >).map { score in
                Row([
                    .number(score), scale.cell(scale.grade(of: score)),
                    .number(counts[score] ?? 0),
                    scale.threshold.map { .word(score >= $0 ? "at or above" : "below") } ?? .absent,
                ])
            }, whenEmpty: "No live risk has a score.")
    }

    /// Every ruling: who by role, when, why, until when.
    private var allRulings: OutputTable {
        var table = rulingsTable([])
        table.id = "all-rulings"
        table.caption = "Decisions by people, oldest first; who decided is given by role"
        table.columns[0].isHeader = true
        table.columns[1].isHeader = false
        table.whenEmpty = "No ruling is recorded."
        table.rows = view.rulings.map { ruling in
            Row([
                .text(label(ruling.subject)), .day(ruling.date), .word(ruling.verb.rawValue),
                .text(ruling.register), .text(orAbsent: ruling.role),
                .text(orAbsent: ruling.meeting), .text(orAbsent: ruling.why),
                ruling.until.map(Cell.day) ?? .absent, .number(orAbsent: ruling.scoreSeen),
                .number(ruling.sequence),
            ])
        }
        return table
    }

    private var issuedPapers: OutputTable {
        OutputTable(
            id: "issued-papers", caption: "Papers issued to meetings",
            columns: [
                Column("report", "Report", width: 16, isHeader: true),
                Column("asAt", "As at", width: 12), Column("meeting", "Meeting", width: 30),
                Column("risks", "Risks shown", width: 8),
                Column("fingerprint", "Fingerprint (SHA-256)", width: 40),
                Column("sequence", "Sequence", width: 8),
            ],
            rows: view.papers.map { paper in
                Row([
                    .text(paper.report), .day(paper.asAt), .text(paper.meeting),
                    .number(paper.risks.count), .text(paper.fingerprint),
                    .number(paper.sequence),
                ])
            }, whenEmpty: "No paper is recorded as issued.")
    }
}
