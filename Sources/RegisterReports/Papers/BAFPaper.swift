package import RiskRegister

/// The Board Assurance Framework: principal risks with controls, assurances, gaps and actions.
package enum BAFPaper {
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
        return basis.assurancePaper()
    }
}

extension PaperBasis {
    /// The operational risks that are on the assurance framework, gravest first.
    var placedOperational: [RiskState] {
        risks(on: assurance).filter { $0.key.level == .operational }
    }

    fileprivate func assurancePaper() -> Paper {
        let register = assurance
        var paper = paper(
            "baf", title: register?.name ?? "Board Assurance Framework", mainTable: "summary",
            meeting: register.map { "\($0.reviewer), \($0.rhythm)" } ?? "not named by the rules",
            purpose: "For assurance, and to decide what is asked below")
        paper.frontSheet += boardPairs
        let onFramework = risks(on: register)
        paper.risks = (principals + placedOperational).map { label($0.key) }
        paper.blocks.append(.callout(reconciliation))
        paper.blocks += unapprovedWarning
        let missing = missing(framework: true)
        if !missing.isEmpty { paper.blocks.append(.missing(missing)) }
        paper.blocks += assuranceChanges
        paper.blocks += decisionBlocks(on: register, first: register?.reviewer)
        paper.blocks += [heading("Summary"), .table(summaryTable)]
        paper.blocks += objectivesWithoutRisk
        paper.blocks.append(heading("Heat map"))
        paper.blocks.append(
            .heatMap(heatMap(onFramework, caption: "Risks on the \(name(register, "BAF"))")))
        paper.blocks += placement
        paper.blocks += boardFindings
        paper.blocks.append(heading("Principal risks, one by one"))
        paper.blocks.append(
            principals.isEmpty
                ? .paragraph("No principal risk is known: no assurance framework names one.")
                : .cards(principalCards))
        paper.blocks += boardAnnexes
        return paper
    }

    /// The pairs that a person fills in, in the pattern of a board's front sheet.
    private var boardPairs: [Paper.Pair] {
        let open = "(to be completed)"
        let all = questions(on: assurance)
        let own = all.filter { $0.needs == assurance?.reviewer }.count
        let others = Set(all.map(\.needs)).subtracting([assurance?.reviewer ?? ""])
        let apart = all.count - own
        let asked = own == 0 ? "" : ", and to decide \(Count.of(own, "question"))"
        let rest =
            apart == 0
            ? ""
            : " \(Count.of(apart, own == 0 ? "question" : "more question")) "
                + "\(apart == 1 ? "waits" : "wait") for the "
                + others.sorted().joined(separator: " and the ") + "."
        let wanted = wanted(of: assurance?.reviewer, on: assurance)
        return [
            Paper.Pair("Meeting and item", open), Paper.Pair("Author", open),
            Paper.Pair("Lead director", open),
            Paper.Pair("Strategic objectives", objectiveCodes),
            Paper.Pair("Previously considered by", previouslyConsidered),
            Paper.Pair(
                "Recommendation",
                "To take assurance from the framework as at \(asAt.inWords)\(asked).\(rest)"),
        ] + (wanted.map { [Paper.Pair("Wanted of this meeting", $0)] } ?? [])
    }

    private var objectiveCodes: String {
        let codes = (view.framework?.objectives ?? []).filter { objective in
            objective.kind == .strategic && objective.isCurrent(on: asAt)
        }.map(\.id)
        return codes.isEmpty ? "none known" : codes.joined(separator: ", ")
    }

    private var previouslyConsidered: String {
        let papers = view.papers.filter { $0.report == "baf" }
        guard let last = papers.last else { return "no earlier paper is recorded" }
        return "\(last.meeting), the paper as at \(last.asAt.inWords)"
    }

    // MARK: - What adds up to what

    /// "2 principal risks, none at 15 or more; 1 operational risk under PR3; HLRR 3, of which 2 not on the BAF: ...".
    private var reconciliation: String {
        let lines = principals
        var first = lines.isEmpty ? "no principal risk" : Count.of(lines.count, "principal risk")
        if !lines.isEmpty, let threshold = scale.threshold {
            let count = lines.count { $0.outcome.isAtThreshold }
            first += ", \(count == 0 ? "none" : "\(count)") at \(threshold) or more"
        }
        var parts = [first]
        var awaiting = 0
        var under: [RiskKey: Int] = [:]
        let operational = placedOperational
        for state in operational {
            let homes = principals(of: state)
            if homes.isEmpty { awaiting += 1 }
            for home in homes { under[home.key, default: 0] += 1 }
        }
        parts += lines.compactMap { line in
            under[line.key].map {
                "\(Count.of($0, "operational risk")) under \(name(line))"
            }
        }
        if awaiting > 0 {
            parts.append("\(Count.of(awaiting, "operational risk")) awaiting placement")
        }
        if operational.isEmpty { parts.append("no operational risk") }
        if let highLevel, let assurance {
            let high = risks(on: highLevel)
            let apart = high.filter { !$0.isOn(assurance.id) }.sorted { $0.key < $1.key }
            var sentence =
                apart.isEmpty && !high.isEmpty
                ? "\(highLevel.id) \(high.count), all of them on the \(assurance.id)"
                : "\(highLevel.id) \(high.count), of which \(apart.count) not on the \(assurance.id)"
            if !apart.isEmpty {
                let ids = names(apart)
                sentence += ": \(ids), because \(reasons(apart, assurance))"
            }
            parts.append(sentence)
        }
        return parts.joined(separator: "; ") + "."
    }

    /// "3302, 3304: no objective is recorded; 3303: WF3 is not a strategic objective": risks by reason.
    private func reasons(_ risks: [RiskState], _ register: RegisterDefinition) -> String {
        var groups: [(reason: String, ids: [String])] = []
        var places: [String: Int] = [:]
        for state in risks {
            let reason = reasonNotOn(register, state)
            if let place = places[reason] {
                groups[place].ids.append(name(state))
            } else {
                places[reason] = groups.count
                groups.append((reason, [name(state)]))
            }
        }
        if groups.count == 1 { return groups[0].reason }
        return groups.map { "\($0.ids.joined(separator: ", ")): \($0.reason)" }
            .joined(separator: "; ")
    }

    // MARK: - The summary

    private func appetite(_ state: RiskState) -> AssuranceFramework.Appetite? {
        guard let domain = state.record.domain?.folded else { return nil }
        return view.framework?.appetites.first { $0.domain.folded == domain }
    }

    /// The appetite in words: "cautious, up to 8; tolerated up to 12".
    func appetiteWords(_ state: RiskState) -> String? {
        guard let appetite = appetite(state) else { return nil }
        var parts: [String] = []
        let limit = appetite.appetite.map { "up to \($0)" }
        let first = [appetite.word, limit].compactMap { $0 }.joined(separator: ", ")
        if !first.isEmpty { parts.append(first) }
        if let tolerance = appetite.tolerance {
            let kind =
                appetite.toleranceKind == .current ? "" : " (\(appetite.toleranceKind.rawValue))"
            parts.append("tolerated up to \(tolerance)\(kind)")
        }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }

    /// Where a risk stands to the appetite of its domain.
    func appetitePosition(of state: RiskState) -> AssuranceFramework.Appetite.Position? {
        appetite(state)?.position(of: state)
    }

    /// The same in words.
    func appetitePosition(_ state: RiskState) -> Cell {
        switch appetitePosition(of: state) {
        case .aboveTolerance: .word("above tolerance", .extreme)
        case .aboveAppetite: .word("above appetite", .high)
        case .within: .word("within appetite", .low)
        case nil: .absent
        }
    }

    private func objectiveCell(_ state: RiskState) -> Cell {
        .text(orAbsent: state.record.objectives.joined(separator: ", "))
    }

    func executive(_ state: RiskState) -> Cell {
        if let role = view.framework?.executiveRole(state.principal?.leadExecutive) {
            return .text(orAbsent: roles.role(role))
        }
        return .text(orAbsent: roles.role(state.record.leadExecutive ?? state.record.owner))
    }

    /// By objective in the framework's order, then in its order of risks.
    private var summaryTable: OutputTable {
        let objectives = (view.framework?.objectives ?? []).map(\.id)
        func place(_ state: RiskState) -> Int {
            let codes = state.record.objectives.compactMap { code in
                view.framework?.objective(named: code, on: asAt).flatMap {
                    objectives.firstIndex(of: $0.id)
                }
            }
            return codes.min() ?? Int.max
        }
        let sorted = principals.enumerated().sorted { left, right in
            let (first, second) = (place(left.element), place(right.element))
            return first != second ? first < second : left.offset < right.offset
        }.map(\.element)
        return OutputTable(
            id: "summary", caption: "Principal risks by objective",
            columns: [
                Column("objectives", "Objective", width: 10),
                Column("id", "Risk", width: 10, isHeader: true),
                Column("record", "Own record", width: 8),
                Column("title", "Title", width: 34),
                Column("basis", "On the \(name(assurance, "BAF"))", width: 18),
                Column("executive", "Lead executive", width: 18),
                Column("committee", "Committee", width: 16), Column("score", "Current", width: 8),
                Column("grade", "Grade", width: 13), Column("target", "Target", width: 7),
                Column("targetDate", "Target date", width: 10),
                Column("appetite", "Appetite", width: 16),
                Column("position", "Position", width: 12),
                Column("movement", "Movement", width: 20),
                Column("rating", "Assurance", width: 12),
                Column("months", "Months at score", width: 8),
            ],
            rows: sorted.map { state in
                let stay = assurance.flatMap { state.standing.membership(of: $0.id) }
                return Row([
                    objectiveCell(state), .text(label(state.key)), record(state),
                    .text(state.record.title),
                    .word(stay.map { basisWords($0.basis) } ?? "not on it"), executive(state),
                    .text(orAbsent: view.framework?.committeeName(state.principal?.committee)),
                    .number(orAbsent: state.score), gradeCell(state),
                    .number(orAbsent: target(state)), .date(orAbsent: state.record.targetDate),
                    .text(orAbsent: appetiteWords(state)), appetitePosition(state),
                    movement(state), .text(orAbsent: state.principal?.assuranceRating),
                    monthsAtScore(state),
                ])
            }, whenEmpty: "No principal risk is known.")
    }

    /// The strategic objectives that no principal risk covers.
    private var objectivesWithoutRisk: [Paper.Block] {
        guard let framework = view.framework else { return [] }
        let named = Set(
            covering.flatMap(objectives).compactMap {
                framework.objective(named: $0, on: asAt)?.id
            })
        let bare = framework.objectives.filter {
            $0.kind == .strategic && $0.isCurrent(on: asAt) && !named.contains($0.id)
        }
        guard !bare.isEmpty else {
            return [
                .paragraph("Every current strategic objective has at least one principal risk.")
            ]
        }
        return [
            .paragraph(
                "\(Count.of(bare.count, "strategic objective")) "
                    + "\(bare.count == 1 ? "has" : "have") no principal risk:"),
            .sentences(bare.map { "\($0.id) \($0.text)" }),
        ]
    }

    private var assuranceChanges: [Paper.Block] {
        guard let day = earlierDay else {
            return [
                heading("What changed"),
                .paragraph("No earlier import: there is nothing to compare with."),
            ]
        }
        let id = assurance?.id ?? ""
        let ours = changes.filter { change in
            guard change.key.level == .operational else { return true }
            return risk(change.key)?.isOn(id) == true || before[change.key]?.isOn(id) == true
        }
        let sentences = changeSentences(ours)
        return [
            heading("What changed since \(day.inWords)"),
            sentences.isEmpty
                ? .paragraph("Nothing changed in the risks of this paper.") : .sentences(sentences),
        ]
    }

    // MARK: - Operational risks on the framework

    private var placement: [Paper.Block] {
        let rows = placedOperational.map { state in
            let homes = principals(of: state).map(name)
            return Row([
                .text(label(state.key)), .text(state.record.title),
                homes.isEmpty
                    ? .word("awaiting placement", .attention)
                    : .text(homes.joined(separator: ", ")),
                objectiveCell(state), .number(orAbsent: state.score), gradeCell(state),
                .text(orAbsent: state.record.directorate), assuranceCell(state), movement(state),
            ])
        }
        return [
            heading("Operational risks on the \(name(assurance, "BAF"))"),
            .table(
                OutputTable(
                    id: "operational",
                    caption: "Operational risks, by the principal risk under which they stand",
                    columns: [
                        Column("id", "ID", width: 9, isHeader: true),
                        Column("title", "Title", width: 36),
                        Column("under", "Under", width: 14),
                        Column("objectives", "Objective", width: 10),
                        Column("score", "Score", width: 7), Column("grade", "Grade", width: 13),
                        Column("directorate", "Directorate", width: 18),
                        Column("assurance", "On the \(name(assurance, "BAF"))?", width: 14),
                        Column("movement", "Movement", width: 22),
                    ], rows: rows,
                    whenEmpty: "No operational risk is on the \(name(assurance, "BAF")).")),
        ]
    }

    // MARK: - Findings

    var boardReaders: Set<Check.Reader> { [.nonExecutive, .auditChair] }

    /// The findings on the paper's risks and objectives: those for the board's page, and the others.
    private var ownFindings: (forBoard: [Finding], others: [Finding]) {
        let own = Set(principals.map(\.key.id))
        let ids = own.union(placedOperational.map(\.key.id))
        var found: (forBoard: [Finding], others: [Finding]) = ([], [])
        for finding in openFindings {
            let isOfObjective = if case .objective = finding.subject { true } else { false }
            guard isOfObjective || finding.subject.riskID.map(ids.contains) == true else {
                continue
            }
            if isForBoard(finding, own) {
                found.forBoard.append(finding)
            } else {
                found.others.append(finding)
            }
        }
        return found
    }

    /// Errors, and of the warnings for the board those about its own risks and objectives.
    ///
    /// A warning about an operational risk is its directorate's to act on; the annex holds it.
    private func isForBoard(_ finding: Finding, _ own: Set<String>) -> Bool {
        guard isForReaders(finding, boardReaders) else { return false }
        if finding.severity == .error { return true }
        if case .objective = finding.subject { return true }
        return finding.subject.riskID.map(own.contains) ?? false
    }

    private var boardFindings: [Paper.Block] {
        let (shown, rest) = ownFindings
        return [
            heading("Questions that the data raises"),
            .table(
                findingsTable(
                    "findings",
                    caption: "Errors, and warnings about principal risks and objectives", shown,
                    whenEmpty: "None.")),
            .paragraph("The annex has \(Count.ofAny(rest.count, "more finding")) on these risks."),
        ]
    }

    private var boardAnnexes: [Paper.Block] {
        var blocks: [Paper.Block] = [
            heading("Annex: other findings"),
            .table(
                findingsTable(
                    "other-findings", caption: "Other findings on these risks",
                    ownFindings.others, whenEmpty: "None.")),
        ]
        if !view.notRun.isEmpty { blocks.append(.table(notRunTable)) }
        blocks.append(
            .paragraph(
                "The records are in the framework's own words and have not been marked for publication. "
                    + "People are given by role."))
        return blocks
    }
}
