package import RiskRegister

/// The Audit Committee's report: it judges the system, not each risk.
package enum AuditCommitteePaper {
    /// The paper of a view.
    ///
    /// - Parameters:
    ///   - view: The register on the day, with its findings.
    ///   - earlier: The register that it is compared with: as last issued, or at the extract before.
    ///   - changes: What changed between the two.
    ///   - opening: The financial year of the governance statement, as it began; nil: none is named.
    ///   - scale: Grades and threshold; nil asks the view's rulebook.
    /// - Returns: The paper.
    package static func make(
        view: RegisterView, earlier: RegisterView?, changes: [Change],
        opening: YearOpening? = nil, scale: ScoreScale? = nil
    ) -> Paper {
        var basis = PaperBasis(view: view, earlier: earlier, changes: changes, scale: scale)
        basis.opening = opening
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
        paper.blocks += lists
        return paper
    }

    // MARK: - In brief

    private func inBrief(_ apart: [RiskState]) -> [Paper.Block] {
        func row(_ text: String, _ count: Int, _ risks: [RiskState]?) -> Row {
            Row([
                .text(text), .number(count),
                .text(orAbsent: risks.map(names)),
            ])
        }
        let name = name(highLevel, "high level register")
        let rows = [
            row("Live risks, both levels", live.count, nil),
            row("At the threshold and not closed", atThreshold.count, nil),
            row("Of these, on the \(name)", atThreshold.count - apart.count, nil),
            row("Of these, not on it: named below with the reason", apart.count, apart),
            row(
                "Of those, open and approved: for a person to explain", unexplained.count,
                unexplained),
            row("Cannot be routed: no score", unroutable.count, unroutable),
            row("Reviews overdue", reviewsOverdue.count, nil),
            row("Moves waiting for a person", moves().count, nil),
            row("Rulings whose time has run out", expiredRulings.rows.count, nil),
            row("Errors in the data", openErrors.count, nil),
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
        let overdue = overdueActions.count
        return [
            heading("Is the process working?"),
            .table(reviews("reviews-by-grade", "Reviews by grade", "Grade", byGrade)),
            .table(
                reviews(
                    "reviews-by-directorate", "Reviews by directorate", "Directorate", byDirectorate
                )
            ),
            .table(approvals), .table(closures), .table(actionsByDirectorate),
            .paragraph(
                "\(Count.ofAny(overdue, "open action")) \(overdue == 1 ? "is" : "are") overdue, those "
                    + "of the framework included and those of risks that are closed or not approved "
                    + "left out; the annex has the list."),
        ]
    }

    /// The long lists, after all that judges the system.
    private var lists: [Paper.Block] {
        let tables =
            [overdueActionsTable, targetsPassedTable] + [outsideAppetiteTable].compactMap { $0 }
        return [heading("Annex: lists, risk by risk")] + tables.map { .table($0) }
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
                let overdue = states.count { $0.isReviewOverdue(on: asAt) }
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
        OutputTable(
            id: "approvals", caption: "Approvals waiting, longest first",
            columns: [
                Column("id", "ID", width: 9, isHeader: true), Column("title", "Title", width: 40),
                Column("score", "Score", width: 7), Column("since", "Since", width: 12),
                Column("days", "Days", width: 7),
                Column("threshold", "At the threshold?", width: 12),
            ],
            rows: awaitingApproval.sorted { left, right in
                let (first, second) = (daysWaited(left) ?? 0, daysWaited(right) ?? 0)
                return first != second ? first > second : left.key < right.key
            }.map { state in
                Row([
                    .text(label(state.key)), .text(state.record.title),
                    .number(orAbsent: state.score),
                    waitingSince(state).map(Cell.day) ?? .absent,
                    daysWaited(state).map {
                        Cell.number($0, isLeast: waitsAtLeast(state))
                    } ?? .absent,
                    state.outcome.isAtThreshold ? .word("yes", .attention) : .word("no"),
                ])
            }, whenEmpty: "No approval is waiting.")
    }

    private var closures: OutputTable {
        OutputTable(
            id: "closures",
            caption: "Closed since \(earlier.map { $0.asAt.inWords } ?? "an earlier import")",
            columns: [
                Column("id", "ID", width: 9, isHeader: true), Column("title", "Title", width: 40),
                Column("closed", "Closed", width: 12), Column("score", "Last score", width: 7),
                Column("from", "Was on", width: 12),
                Column("waits", "Agreement", width: 20),
            ],
            rows: closedSince.map { state in
                let waits = state.standing.proposals.contains { $0.kind == .close }
                return Row([
                    .text(label(state.key)), .text(state.record.title),
                    .date(orAbsent: state.record.closed), .number(orAbsent: state.score),
                    .text(
                        orAbsent: earlierState(of: state)?.standing.registers.joined(
                            separator: ", ")),
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
        func count(_ action: ActionRecord, in group: String) {
            var tally = tallies[group] ?? Tally()
            let state = risk(action.riskID)
            if let done = action.done {
                guard done.latest <= asAt else { return }
                if let due = action.due, done.earliest > due.latest {
                    tally.doneLate += 1
                } else {
                    tally.doneOnTime += 1
                }
            } else if action.counts(of: state) {
                tally.open += 1
                if action.isOverdue(of: state, on: asAt) { tally.overdue += 1 }
            }
            tallies[group] = tally
        }
        for action in view.actions ?? [] {
            count(action, in: risk(action.riskID)?.record.directorate ?? "not recorded")
        }
        for action in (view.framework?.principalRisks ?? []).flatMap(\.actions) {
            count(action, in: "the framework's own")
        }
        return OutputTable(
            id: "actions-by-directorate",
            caption: "Actions by directorate, those of the framework apart",
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
        OutputTable(
            id: "overdue-actions", caption: "Overdue actions, oldest first",
            columns: [
                Column("action", "Action", width: 9, isHeader: true),
                Column("risk", "Risk", width: 9), Column("text", "What is to be done", width: 46),
                Column("owner", "Owner (role)", width: 20), Column("due", "Due", width: 12),
                Column("days", "Days late", width: 8),
            ],
            rows: overdueActions.map { action in
                Row([
                    .text(action.id ?? "?"),
                    .text(orAbsent: risk(action.riskID).map { label($0.key) } ?? action.riskID),
                    .text(orAbsent: action.text), .text(orAbsent: roles.role(action.owner)),
                    .date(orAbsent: action.due),
                    .number(orAbsent: action.due.map { $0.latest.days(to: asAt) }),
                ])
            }, whenEmpty: hasActions ? "None is overdue." : "Not shown: no actions file.")
    }
}
