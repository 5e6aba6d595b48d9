import RiskRegister

/// The Audit Committee's sections on coverage, movement and appetite.
extension PaperBasis {
    // MARK: - Coverage

    var coverage: [Paper.Block] {
        guard view.framework != nil else {
            return [
                heading("Coverage of the assurance framework"),
                .missing(["Coverage is not shown: no assurance framework was imported."]),
            ]
        }
        return [
            heading("Coverage of the assurance framework"), .table(objectivesTable),
            .table(assuranceMap), .table(assuranceByRisk), .table(allGaps),
        ]
    }

    /// Risks by the id of each objective that they name, in their order.
    private func byObjective(_ risks: [RiskState]) -> [String: [RiskState]] {
        var named: [String: String?] = [:]
        var groups: [String: [RiskState]] = [:]
        for state in risks {
            var own: Set<String> = []
            for code in objectives(of: state) {
                let id = named[code] ?? view.framework?.objective(named: code, on: asAt)?.id
                named[code] = id
                if let id, own.insert(id).inserted { groups[id, default: []].append(state) }
            }
        }
        return groups
    }

    private var objectivesTable: OutputTable {
        let principal = byObjective(covering)
        let operational = byObjective(
            all.filter {
                $0.key.level == .operational && $0.outcome.routing == .routed && $0.status == .open
            })
        return OutputTable(
            id: "objectives", caption: "Objectives with and without risks",
            columns: [
                Column("id", "Objective", width: 10, isHeader: true),
                Column("text", "In words", width: 44), Column("kind", "Kind", width: 28),
                Column("stands", "Stands on the day", width: 10),
                Column("principal", "Principal risks", width: 20),
                Column("operational", "Operational risks at the threshold", width: 24),
            ],
            rows: (view.framework?.objectives ?? []).map { objective in
                let kind =
                    switch objective.kind {
                    case .strategic: "strategic"
                    case .other(let word): word
                    }
                let own = (principal[objective.id] ?? []).map(name)
                let operational = (operational[objective.id] ?? []).map(name)
                return Row([
                    .text(objective.id), .text(orAbsent: objective.text), .word(kind),
                    .word(objective.isCurrent(on: asAt) ? "yes" : "no"),
                    own.isEmpty
                        ? .word("none", objective.kind == .strategic ? .attention : .plain)
                        : .text(own.joined(separator: ", ")),
                    .text(orAbsent: operational.joined(separator: ", ")),
                ])
            }, whenEmpty: "The framework names no objective.")
    }

    /// Objective by line of assurance: how many, the newest, and what it showed.
    private var assuranceMap: OutputTable {
        let objectives = (view.framework?.objectives ?? []).filter {
            $0.kind == .strategic && $0.isCurrent(on: asAt)
        }
        let principal = byObjective(covering)
        return OutputTable(
            id: "assurance-map", caption: "Assurance map: objective by line of assurance",
            columns: [
                Column("objective", "Objective", width: 10, isHeader: true),
                Column("line", "Line", width: 12), Column("count", "Assurances", width: 10),
                Column("newest", "Newest", width: 12),
                Column("result", "Result of the newest", width: 24),
                Column("undated", "Without a date", width: 10),
            ],
            rows: objectives.flatMap { objective in
                let found = (principal[objective.id] ?? []).flatMap { allAssurances($0).map(\.1) }
                return [1, 2, 3, nil].compactMap { (line: Int?) -> Row? in
                    let ofLine = found.filter { $0.line == line }
                    if line == nil, ofLine.isEmpty { return nil }
                    let newest = PaperBasis.newest(ofLine)
                    return Row([
                        .text(objective.id), .word(lineWords(line)), .number(ofLine.count),
                        .date(orAbsent: newest?.date), .text(orAbsent: newest?.result),
                        .number(ofLine.count { $0.date == nil }),
                    ])
                }
            }, whenEmpty: "The framework names no current strategic objective.")
    }

    private static func newest(
        _ assurances: [AssuranceFramework.Assurance]
    ) -> AssuranceFramework.Assurance? {
        var newest: AssuranceFramework.Assurance?
        for assurance in assurances {
            guard let date = assurance.date?.latest else { continue }
            if let best = newest?.date?.latest, best >= date { continue }
            newest = assurance
        }
        return newest
    }

    /// For each principal risk, the newest assurance of each line, and the controls without any.
    private var assuranceByRisk: OutputTable {
        func cells(_ state: RiskState, _ line: Int) -> Cell {
            let ofLine = allAssurances(state).map(\.1).filter { $0.line == line }
            if ofLine.isEmpty { return .word("none", .attention) }
            guard let date = PaperBasis.newest(ofLine)?.date else {
                return .word("no date", .attention)
            }
            return .date(date)
        }
        return OutputTable(
            id: "assurance-by-risk", caption: "Newest assurance of each principal risk, by line",
            columns: [
                Column("id", "Risk", width: 10, isHeader: true),
                Column("title", "Title", width: 36), Column("first", "First line", width: 12),
                Column("second", "Second line", width: 12),
                Column("third", "Third line", width: 12),
                Column("result", "Result of the newest third", width: 18),
                Column("bare", "Controls without assurance", width: 18),
            ],
            rows: principals.map { state in
                let third = allAssurances(state).map(\.1).filter { $0.line == 3 }
                let controls = state.principal?.controls ?? []
                let bare = controls.filter(\.assurances.isEmpty).map(\.id)
                return Row([
                    .text(label(state.key)), .text(state.record.title), cells(state, 1),
                    cells(state, 2), cells(state, 3),
                    .text(orAbsent: PaperBasis.newest(third)?.result),
                    controls.isEmpty
                        ? .word("no control is recorded", .attention)
                        : .text(orAbsent: bare.joined(separator: ", ")),
                ])
            }, whenEmpty: "No principal risk is known.")
    }

    private var allGaps: OutputTable {
        let known = Set(
            ((view.actions ?? []) + (view.framework?.principalRisks ?? []).flatMap(\.actions))
                .compactMap(\.id))
        return OutputTable(
            id: "gaps", caption: "Gaps in control and in assurance",
            columns: [
                Column("id", "Risk", width: 10, isHeader: true), Column("kind", "In", width: 10),
                Column("text", "What is missing", width: 50),
                Column("actions", "Actions", width: 16),
                Column("unknown", "Actions that no file holds", width: 16),
            ],
            rows: principals.flatMap { state in
                (state.principal?.gaps ?? []).map { gap in
                    Row([
                        .text(label(state.key)), .word(gap.kind.rawValue),
                        .text(orAbsent: gap.text),
                        gap.actions.isEmpty
                            ? .word("no action", .attention)
                            : .text(gap.actions.joined(separator: ", ")),
                        .text(
                            orAbsent: gap.actions.filter { !known.contains($0) }
                                .joined(separator: ", ")),
                    ])
                }
            }, whenEmpty: "The framework records no gap. That is worth a question.")
    }

    // MARK: - Movement

    var movementSections: [Paper.Block] {
        let passed = targetsPassed.count
        return [
            heading("Movement over the stored imports"), .table(importsTable),
            .table(changesByKind), .table(staticRisks),
            .paragraph(
                "\(Count.of(passed, "live risk")) \(passed == 1 ? "has" : "have") passed the target "
                    + "date and not reached the target: the annex names "
                    + "\(passed == 1 ? "it" : "them")."),
        ]
    }

    private var importsTable: OutputTable {
        OutputTable(
            id: "imports", caption: "Imports, oldest first",
            columns: [
                Column("asAt", "As at", width: 12, isHeader: true),
                Column("scope", "Covers", width: 12), Column("records", "Records", width: 8),
                Column("routed", "At the threshold", width: 8),
                Column("below", "Below", width: 8), Column("closed", "Closed", width: 8),
                Column("unapproved", "Not approved", width: 8),
                Column("unroutable", "No score", width: 8),
                Column("rejected", "Rejected", width: 8), Column("new", "New", width: 7),
                Column("changed", "Changed", width: 8), Column("vanished", "Vanished", width: 8),
            ],
            rows: view.extracts.filter(\.hasRisks).map { extract in
                let balance = extract.balance
                return Row([
                    .day(extract.asAt), .text(extract.scope.description),
                    .number(balance.records), .number(balance.routed),
                    .number(balance.belowThreshold), .number(balance.closed),
                    .number(balance.unapproved), .number(balance.unroutable),
                    .number(balance.rejected), .number(extract.new), .number(extract.changed),
                    .number(extract.vanished),
                ])
            }, whenEmpty: "No extract with risks was imported.")
    }

    private func words(_ kind: Change.Kind) -> String {
        switch kind {
        case .new: "new risk"
        case .up: "score increased"
        case .down: "score reduced"
        case .entered: "entered a register"
        case .left: "left a register"
        case .returned: "back in the extract"
        case .vanished: "missing from the extract"
        case .closed: "closed"
        case .reopened: "reopened"
        case .rolled: "review date alone moved"
        case .reowned: "new owner"
        case .rescored: "scored otherwise"
        case .moved: "moved to another directorate"
        case .carried: "carried over to another objective"
        }
    }

    private var changesByKind: OutputTable {
        OutputTable(
            id: "changes",
            caption: "Changes since \(earlierDay.map(\.inWords) ?? "an earlier import"), by kind",
            columns: [
                Column("kind", "Kind", width: 12, isHeader: true),
                Column("count", "Changes", width: 8), Column("risks", "Which", width: 70),
            ],
            rows: Change.Kind.allCases.compactMap { kind in
                let ofKind = changes.filter { $0.kind == kind }
                guard !ofKind.isEmpty else { return nil }
                return Row([
                    .word(words(kind)), .number(ofKind.count),
                    .text(ofKind.map(\.id).joined(separator: ", ")),
                ])
            },
            whenEmpty: earlierDay == nil ? "No earlier import to compare with." : "None.")
    }

    /// Risks on a register above their target, by the months that the score has not moved.
    private var staticRisks: OutputTable {
        OutputTable(
            id: "static", caption: "On a register, above target and not moving: longest first",
            columns: [
                Column("id", "ID", width: 9, isHeader: true), Column("title", "Title", width: 40),
                Column("registers", "On", width: 12), Column("score", "Score", width: 7),
                Column("target", "Target", width: 7), Column("since", "Score since", width: 12),
                Column("months", "Months", width: 8),
            ],
            rows: notMoving.map { state in
                Row([
                    .text(label(state.key)), .text(state.record.title),
                    .text(state.standing.registers.joined(separator: ", ")),
                    .number(orAbsent: state.score), .number(orAbsent: target(state)),
                    .day(state.standing.scoreSince), monthsAtScore(state),
                ])
            }, whenEmpty: "None for a month or more.")
    }

    /// The live risks whose target date has passed, each.
    var targetsPassedTable: OutputTable {
        OutputTable(
            id: "targets-passed", caption: "Target date passed and target not reached",
            columns: [
                Column("id", "ID", width: 9, isHeader: true), Column("title", "Title", width: 40),
                Column("score", "Score", width: 7), Column("target", "Target", width: 7),
                Column("targetDate", "Target date", width: 12),
                Column("before", "Target date before", width: 12),
            ],
            rows: targetsPassed.map { state in
                let before = earlierState(of: state)?.record.targetDate
                return Row([
                    .text(label(state.key)), .text(state.record.title),
                    .number(orAbsent: state.score), .number(orAbsent: target(state)),
                    .date(orAbsent: state.record.targetDate),
                    before == state.record.targetDate ? .absent : .date(orAbsent: before),
                ])
            }, whenEmpty: "None.")
    }

    // MARK: - Appetite

    private func isAboveTolerance(_ state: RiskState) -> Bool {
        if case .aboveTolerance? = appetitePosition(of: state) { true } else { false }
    }

    var appetiteSection: [Paper.Block] {
        guard let framework = view.framework, !framework.appetites.isEmpty else { return [] }
        let risks = outsideAppetite
        let outside = Dictionary(grouping: risks) { $0.record.domain ?? "" }
        let table = OutputTable(
            id: "appetite-by-domain", caption: "Live risks outside appetite, by domain",
            columns: [
                Column("domain", "Domain", width: 24, isHeader: true),
                Column("tolerance", "Above tolerance", width: 12),
                Column("appetite", "Above appetite", width: 12),
                Column("highest", "Highest score", width: 10),
            ],
            rows: outside.keys.sorted().map { domain in
                let states = outside[domain] ?? []
                return Row([
                    .text(domain), .number(states.count { isAboveTolerance($0) }),
                    .number(states.count { !isAboveTolerance($0) }),
                    .number(orAbsent: states.compactMap(\.score).max()),
                ])
            }, whenEmpty: "No live risk is outside appetite.")
        return [
            heading("Appetite"), .table(table),
            .paragraph(
                "The annex names each of them: \(Count.ofAny(risks.count, "risk"))."),
        ]
    }

    /// The risks outside appetite, each.
    var outsideAppetiteTable: OutputTable? {
        guard let framework = view.framework, !framework.appetites.isEmpty else { return nil }
        return OutputTable(
            id: "outside-appetite", caption: "Risks outside appetite",
            columns: [
                Column("id", "ID", width: 9, isHeader: true), Column("title", "Title", width: 38),
                Column("domain", "Domain", width: 16), Column("score", "Score", width: 7),
                Column("target", "Target", width: 7), Column("appetite", "Appetite", width: 24),
                Column("position", "Position", width: 14),
                Column("months", "Months at score", width: 8),
            ],
            rows: outsideAppetite.map { state in
                Row([
                    .text(label(state.key)), .text(state.record.title),
                    .text(orAbsent: state.record.domain), .number(orAbsent: state.score),
                    .number(orAbsent: target(state)), .text(orAbsent: appetiteWords(state)),
                    appetitePosition(state), monthsAtScore(state),
                ])
            }, whenEmpty: "None.")
    }
}
