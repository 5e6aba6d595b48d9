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
        let id = highLevel?.id ?? ""
        let then = earlier.map { PaperBasis(view: $0, earlier: nil, changes: [], scale: scale) }
        let name = highLevel?.id ?? "register"
        let (onNow, onThen) = (
            Set(risks.map(\.key)), Set((then?.risks(on: then?.highLevel) ?? []).map(\.key))
        )
        let entered = risks.filter { then != nil && !onThen.contains($0.key) }
        let returned = entered.filter { $0.standing.leftBefore.contains(id) }
        let new = entered.filter { !$0.standing.leftBefore.contains(id) }
        let stayed = risks.filter { onThen.contains($0.key) }
        func moved(_ isMove: (Int, Int) -> Bool) -> [RiskState] {
            stayed.filter { state in
                guard let old = earlierScore(of: state), let now = state.score else {
                    return false
                }
                return isMove(old, now)
            }
        }
        let left = all.filter { onThen.contains($0.key) && !onNow.contains($0.key) }
        let comparison = Cell.word("no earlier import")
        let notCompared = Cell.word("another matrix then")
        func row(
            _ text: String, _ states: [RiskState], _ earlier: Int?, compares: Bool = false,
            names: Bool = true
        ) -> Row {
            let isKnown = !compares || then != nil
            return Row([
                .text(text), isKnown ? .number(states.count) : comparison,
                .number(orAbsent: earlier),
                names
                    ? .text(orAbsent: states.map { label($0.key) }.joined(separator: ", "))
                    : .absent,
            ])
        }
        let kept = { (state: RiskState) in state.standing.membership(of: id)?.basis == .kept }
        var rows = [
            row("Risks on the \(name)", risks, then.map { _ in onThen.count }, names: false),
            row("New to it", new, nil, compares: true),
            sizeBefore == nil
                ? row("Score increased", moved { $1 > $0 }, nil, compares: true)
                : Row([.text("Score increased"), notCompared, .absent, .absent]),
            sizeBefore == nil
                ? row("Score reduced", moved { $1 < $0 }, nil, compares: true)
                : Row([.text("Score reduced"), notCompared, .absent, .absent]),
            row("Left it", left, nil, compares: true),
            row("Returned to it", returned, nil, compares: true),
            row(
                "Kept until a step-down is agreed", risks.filter(kept),
                then.map { $0.risks(on: $0.highLevel).filter(kept).count }),
            row(
                "Missing from the newest extract", risks.filter { $0.status == .vanished },
                then.map { $0.risks(on: $0.highLevel).filter { $0.status == .vanished }.count }),
            row(
                "Reviews overdue", risks.filter { isReviewOverdue($0, on: asAt) },
                then.map { then in
                    then.risks(on: then.highLevel)
                        .filter { then.isReviewOverdue($0, on: then.asAt) }.count
                }),
        ]
        rows.append(overdueActionsRow(risks))
        rows += [
            row("Cannot be routed", unroutable, then.map { $0.unroutable.count }),
            row(
                "At the threshold, awaiting approval", unapproved(.awaiting),
                then.map { $0.unapproved(.awaiting).count }),
            row(
                "At the threshold, rejected", unapproved(.rejected),
                then.map { $0.unapproved(.rejected).count }),
            Row([
                .text("Decisions wanted, of this meeting and of others"),
                .number(questions().count),
                .number(orAbsent: then.map { $0.questions().count }),
                .text(
                    orAbsent: all.filter { !$0.standing.proposals.isEmpty }
                        .map { label($0.key) }.joined(separator: ", ")),
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

    private func overdueActionsRow(_ risks: [RiskState]) -> Row {
        let late = risks.flatMap { state in overdueActions(of: state).map { (state, $0) } }
        let ids = late.map { state, action in
            "\(action.id ?? "?") (\(label(state.key)))"
        }
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
            (unapproved(.awaiting) + unapproved(.rejected)).map(\.key))
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
                    .text(label(state.key)), .text(state.record.title),
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
            (risks + unroutable + unapproved(.awaiting) + unapproved(.rejected)).map(\.key.id))
        let open = view.findings.filter { $0.acceptedWhy == nil }
        func isOurs(_ finding: Finding) -> Bool {
            switch finding.subject {
            case .risk, .action: finding.subject.riskID.map(ids.contains) ?? false
            case .extract, .file, .ruling: true
            case .objective: false
            }
        }
        return (open.filter(isOurs), open.filter { !isOurs($0) })
    }

    private func findingsSection(_ ours: [Finding], _ others: [Finding]) -> [Paper.Block] {
        let shown = ours.filter { isForReaders($0, [.executive]) }
        let accepted = view.findings.count { $0.acceptedWhy != nil }
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
