package import RiskRegister

/// The High Level Risk Register: each month, for those who review it.
///
/// Its name and its reader come from the rulebook, since other trusts have other names.
package enum HLRRPaper {
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
        return basis.highLevelPaper()
    }
}

extension PaperBasis {
    fileprivate func highLevelPaper() -> Paper {
        let register = highLevel
        let reviewer = register.map { "\($0.reviewer), \($0.rhythm)" } ?? "not named by the rules"
        var paper = paper(
            "hlrr", title: register?.name ?? "High Level Risk Register", mainTable: "risks",
            meeting: reviewer, purpose: "To review each risk, and to decide what is asked below")
        if let wanted = wanted(of: register?.reviewer) {
            paper.frontSheet.append(Paper.Pair("Wanted of this meeting", wanted))
        }
        let risks = risks(on: register)
        paper.risks = risks.map { label($0.key) }
        paper.blocks += frontPage(risks)
        paper.blocks += whatChanged(risks)
        paper.blocks += decisionBlocks(first: register?.reviewer)
        let expired = expiredRulings
        if !expired.rows.isEmpty { paper.blocks.append(.table(expired)) }
        paper.blocks += [heading("The register"), .table(mainTable(risks))]
        if let map = mapBlock(risks) { paper.blocks += [heading("Heat map"), map] }
        let (ours, others) = paperFindings(risks)
        paper.blocks += uncertainSection + findingsSection(ours, others)
        paper.blocks.append(heading("Annex A: full records"))
        paper.blocks.append(
            risks.isEmpty ? .paragraph("No risk is on the register.") : .cards(recordCards(risks)))
        paper.blocks += annexes(ours)
        return paper
    }

    private func mapBlock(_ risks: [RiskState]) -> Paper.Block? {
        guard !risks.isEmpty, let register = highLevel else { return nil }
        return .heatMap(heatMap(risks, caption: "Risks on the \(register.id)"))
    }

    // MARK: - The front page

    private func frontPage(_ risks: [RiskState]) -> [Paper.Block] {
        var blocks: [Paper.Block] = []
        blocks += unapprovedWarning
        blocks.append(heading("Cannot be routed"))
        blocks.append(.table(unroutableTable))
        blocks.append(heading("At a glance"))
        blocks.append(.figures(figures(risks)))
        if let balance = balanceSentence { blocks.append(.paragraph(balance)) }
        let missing = missing(framework: true)
        if !missing.isEmpty { blocks.append(.missing(missing)) }
        return blocks
    }

    private func figures(_ risks: [RiskState]) -> OutputTable {
        let then = earlier.map { PaperBasis(view: $0, earlier: nil, changes: [], scale: scale) }
        let name = highLevel?.id ?? "register"
        let entered = entered(highLevel)
        let comparison = Cell.word("no earlier import")
        let notCompared = Cell.word("another matrix then")
        func row(
            _ text: String, _ states: [RiskState], _ earlier: Int?, compares: Bool = false,
            isNamed: Bool = true
        ) -> Row {
            let isKnown = !compares || then != nil
            return Row([
                .text(text), isKnown ? .number(states.count) : comparison,
                .number(orAbsent: earlier), isNamed ? .text(orAbsent: names(states)) : .absent,
            ])
        }
        func scoreRow(_ text: String, _ isMove: (Int, Int) -> Bool) -> Row {
            sizeBefore == nil
                ? row(text, rescored(on: highLevel, isMove), nil, compares: true)
                : Row([.text(text), notCompared, .absent, .absent])
        }
        let rows = [
            row(
                "Risks on the \(name)", risks, then.map { $0.risks(on: $0.highLevel).count },
                isNamed: false),
            row("New to it", entered.new, nil, compares: true),
            scoreRow("Score increased") { $1 > $0 }, scoreRow("Score reduced") { $1 < $0 },
            row("Left it", left(highLevel), nil, compares: true),
            row("Returned to it", entered.again, nil, compares: true),
            row(
                "Kept until a step-down is agreed", kept(on: highLevel),
                then.map { $0.kept(on: $0.highLevel).count }),
            row(
                "Missing from the newest extract", vanished(on: highLevel),
                then.map { $0.vanished(on: $0.highLevel).count }),
            row(
                "Reviews overdue", reviewsOverdue(on: highLevel),
                then.map { $0.reviewsOverdue(on: $0.highLevel).count }),
            overdueActionsRow,
            row("Cannot be routed", unroutable, then.map { $0.unroutable.count }),
            row(
                "At the threshold, awaiting approval", awaitingAtThreshold,
                then.map { $0.awaitingAtThreshold.count }),
            row(
                "At the threshold, rejected", rejectedAtThreshold,
                then.map { $0.rejectedAtThreshold.count }),
            Row([
                .text("Decisions wanted, of this meeting and of others"),
                .number(questions().count), .number(orAbsent: then.map { $0.questions().count }),
                .text(orAbsent: names(all.filter { !$0.standing.proposals.isEmpty })),
            ]),
        ]
        return OutputTable(
            id: "figures", caption: "The \(name) in figures",
            columns: [
                Column("measure", "Measure", width: 38, isHeader: true),
                Column("now", asAt.short, width: 10),
                Column("earlier", earlier.map { $0.asAt.short } ?? "Earlier", width: 10),
                Column("risks", "Which", width: 50),
            ], rows: rows)
    }

    private var overdueActionsRow: Row {
        let late = overdueActions(on: highLevel)
        let ids = late.map { "\($0.action.id ?? "?") (\(label($0.state.key)))" }
        return Row([
            .text("Actions overdue"),
            hasActions || !late.isEmpty ? .number(late.count) : .word("no actions file"), .absent,
            .text(orAbsent: ids.joined(separator: ", ")),
        ])
    }

    // MARK: - What changed

    /// Sentences about risks of this paper, and a count of the others.
    private func whatChanged(_ risks: [RiskState]) -> [Paper.Block] {
        let since = earlierDay.map { "What changed since \($0.inWords)" } ?? "What changed"
        guard earlierDay != nil else {
            return [
                heading(since), .paragraph("No earlier import: there is nothing to compare with."),
            ]
        }
        let named = Set(risks.map(\.key)).union(unroutable.map(\.key)).union(
            (awaitingAtThreshold + rejectedAtThreshold).map(\.key))
        func isOurs(_ change: Change) -> Bool {
            named.contains(change.key)
                || before[change.key].map { $0.isOn(highLevel?.id ?? "") } == true
        }
        let ours = changeSentences(changes.filter(isOurs))
        let apart = changes.filter { !isOurs($0) }
        let others = Set(apart.map(\.sentence))
        let rolled = Changes.sentences(of: apart.filter { $0.kind == .rolled }).count
        let quiet = rolled == 0 ? "" : ", \(rolled) of them a moved review date and nothing else"
        var blocks: [Paper.Block] = [heading(since)]
        blocks.append(
            ours.isEmpty
                ? .paragraph("Nothing changed in the risks of this paper.") : .sentences(ours))
        if !others.isEmpty {
            blocks.append(
                .paragraph(
                    "Besides, \(Count.of(others.count, "change")) in risks that are not in this paper"
                        + "\(quiet)."
                ))
        }
        return blocks
    }

    // MARK: - The register

    private func mainTable(_ risks: [RiskState]) -> OutputTable {
        OutputTable(
            id: "risks", caption: "Risks on the \(name(highLevel, "register")), gravest first",
            columns: [
                Column("id", "ID", width: 8, isHeader: true), Column("title", "Title", width: 30),
                Column("record", "Own record", width: 7),
                Column("directorate", "Directorate", width: 16),
                Column("owner", "Owner (role)", width: 17), Column("likelihood", "L", width: 4),
                Column("consequence", "C", width: 4), Column("score", "Score", width: 8),
                Column("grade", "Grade", width: 10), Column("previous", "Previous", width: 10),
                Column("movement", "Movement", width: 20), Column("target", "Target", width: 7),
                Column("targetDate", "Target date", width: 10),
                Column("lastReview", "Last review", width: 10),
                Column("nextReview", "Next review", width: 10),
                Column("action", "Next action", width: 24), Column("actionDue", "Due", width: 10),
                Column("assurance", "On \(name(assurance, "BAF"))?", width: 11),
                Column("months", "Months at score", width: 8),
            ],
            rows: risks.map { state in
                let next = nextAction(state)
                return Row([
                    .text(label(state.key)), .text(state.record.title), record(state),
                    .text(orAbsent: state.record.directorate), owner(state),
                    .number(orAbsent: state.record.current.likelihood),
                    .number(orAbsent: state.record.current.consequence),
                    .number(orAbsent: state.score), gradeCell(state),
                    .number(orAbsent: state.previousScore), movement(state),
                    .number(orAbsent: target(state)), .date(orAbsent: state.record.targetDate),
                    .date(orAbsent: state.record.lastReview),
                    .date(orAbsent: state.record.reviewDue), next.text, next.due,
                    assuranceCell(state), monthsAtScore(state),
                ])
            }, whenEmpty: "No risk is on the register.")
    }

    private var uncertainSection: [Paper.Block] {
        let uncertain = uncertainScores
        return uncertain.rows.isEmpty
            ? [] : [heading("Scores that are uncertain"), .table(uncertain)]
    }

    // MARK: - Findings and annexes

    private func paperFindings(_ risks: [RiskState]) -> (ours: [Finding], others: [Finding]) {
        let ids = Set(
            (risks + unroutable + awaitingAtThreshold + rejectedAtThreshold).map(\.key.id))
        func isOurs(_ finding: Finding) -> Bool {
            switch finding.subject {
            case .risk, .action: finding.subject.riskID.map(ids.contains) ?? false
            case .extract, .file, .ruling: true
            case .objective: false
            }
        }
        return (openFindings.filter(isOurs), openFindings.filter { !isOurs($0) })
    }

    private func findingsSection(_ ours: [Finding], _ others: [Finding]) -> [Paper.Block] {
        let shown = ours.filter { isForReaders($0, [.executive]) }
        let accepted = allFindings.count - openFindings.count
        var blocks: [Paper.Block] = [
            heading("What the data says against itself"),
            .table(
                findingsTable(
                    "findings", caption: "Errors, and warnings that this meeting can act on", shown,
                    whenEmpty: "No error, and no warning for this meeting.")),
        ]
        let rest = ours.count - shown.count
        blocks.append(
            .paragraph(
                "Annex B has \(Count.ofAny(rest, "more finding")) on these risks. There "
                    + "\(others.count == 1 ? "is" : "are") "
                    + "\(Count.ofAny(others.count, "finding")) on other risks, which this paper leaves "
                    + "out, and \(Count.ofAny(accepted, "finding")) accepted with a reason."))
        return blocks
    }

    private func annexes(_ ours: [Finding]) -> [Paper.Block] {
        let others = ours.filter { !isForReaders($0, [.executive]) }
        var blocks: [Paper.Block] = [
            heading("Annex B: other findings on these risks, and checks not run"),
            .table(
                findingsTable(
                    "other-findings", caption: "Other findings", others, whenEmpty: "None.")),
        ]
        if !view.notRun.isEmpty {
            blocks.append(.table(notRunTable))
        }
        blocks.append(
            .paragraph(
                "The records are in the register's own words and have not been marked for publication. "
                    + "Owners are given by role."))
        return blocks
    }
}

extension PaperBasis {
    /// The checks that could not run, and why: not the same as no findings.
    var notRunTable: OutputTable {
        OutputTable(
            id: "not-run", caption: "Checks that were not run",
            columns: [
                Column("code", "Code", width: 8, isHeader: true),
                Column("check", "What it looks for", width: 50),
                Column("reason", "Not run, because", width: 40),
            ],
            rows: view.notRun.map { check in
                Row([
                    .word(check.code), .text(orAbsent: Checks.check(check.code)?.title),
                    .text(check.reason),
                ])
            }, whenEmpty: "Every check was run.")
    }
}
