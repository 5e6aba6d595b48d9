import RiskRegister

/// The Audit Committee's sections on coverage, movement, appetite, changes and provenance.
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

    private func principals(naming objective: AssuranceFramework.Objective) -> [RiskState] {
        principals.filter { state in
            state.record.objectives.contains {
                view.framework?.objective(named: $0)?.id == objective.id
            }
        }
    }

    private var objectivesTable: OutputTable {
        OutputTable(
            id: "objectives", caption: "Objectives with and without risks",
            columns: [
                Column("id", "Objective", width: 10, isHeader: true),
                Column("text", "In words", width: 44), Column("kind", "Kind", width: 12),
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
                let own = principals(naming: objective).map { label($0.key) }
                let operational = all.filter { state in
                    state.key.level == .operational && state.outcome.routing == .routed
                        && state.status == .open
                        && state.record.objectives.contains {
                            view.framework?.objective(named: $0)?.id == objective.id
                        }
                }.map { label($0.key) }
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
                let found = principals(naming: objective).flatMap { allAssurances($0).map(\.1) }
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
            return .date(orAbsent: PaperBasis.newest(ofLine)?.date)
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
        [
            heading("Movement over the stored imports"), .table(importsTable),
            .table(changesByKind), .table(staticRisks), .table(targetsPassed),
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
                    .word(kind.rawValue), .number(ofKind.count),
                    .text(ofKind.map(\.id).joined(separator: ", ")),
                ])
            },
            whenEmpty: earlierDay == nil ? "No earlier import to compare with." : "None.")
    }

    /// Risks on a register above their target, by the months that the score has not moved.
    private var staticRisks: OutputTable {
        let risks = all.filter { state in
            guard state.status == .open, !state.standing.memberships.isEmpty,
                state.monthsAtScore(on: asAt) > 0
            else { return false }
            guard let score = state.score, let target = target(state) else { return true }
            return score > target
        }.sorted { left, right in
            let (first, second) = (left.monthsAtScore(on: asAt), right.monthsAtScore(on: asAt))
            return first != second ? first > second : left.key < right.key
        }
        return OutputTable(
            id: "static", caption: "On a register, above target and not moving: longest first",
            columns: [
                Column("id", "ID", width: 9, isHeader: true), Column("title", "Title", width: 40),
                Column("registers", "On", width: 12), Column("score", "Score", width: 7),
                Column("target", "Target", width: 7), Column("since", "Score since", width: 12),
                Column("months", "Months", width: 8),
            ],
            rows: risks.map { state in
                Row([
                    .text(label(state.key)), .text(state.record.title),
                    .text(state.standing.registers.joined(separator: ", ")),
                    .number(orAbsent: state.score), .number(orAbsent: target(state)),
                    .day(state.standing.scoreSince), .number(state.monthsAtScore(on: asAt)),
                ])
            }, whenEmpty: "None for a month or more.")
    }

    private var targetsPassed: OutputTable {
        let risks = all.filter { state in
            guard PaperBasis.isLive(state), let date = state.record.targetDate, date.latest < asAt
            else { return false }
            guard let score = state.score, let target = target(state) else { return true }
            return score > target
        }
        return OutputTable(
            id: "targets-passed", caption: "Target date passed and target not reached",
            columns: [
                Column("id", "ID", width: 9, isHeader: true), Column("title", "Title", width: 40),
                Column("score", "Score", width: 7), Column("target", "Target", width: 7),
                Column("targetDate", "Target date", width: 12),
                Column("before", "Target date before", width: 12),
            ],
            rows: risks.map { state in
                let before = before[state.key]?.record.targetDate
                return Row([
                    .text(label(state.key)), .text(state.record.title),
                    .number(orAbsent: state.score), .number(orAbsent: target(state)),
                    .date(orAbsent: state.record.targetDate),
                    before == state.record.targetDate ? .absent : .date(orAbsent: before),
                ])
            }, whenEmpty: "None.")
    }

    // MARK: - Appetite

    var appetiteSection: [Paper.Block] {
        guard let framework = view.framework, !framework.appetites.isEmpty else { return [] }
        let outside = all.filter { state in
            guard PaperBasis.isLive(state) else { return false }
            if case .word(let word, _) = appetitePosition(state) { return word.hasPrefix("above") }
            return false
        }
        let table = OutputTable(
            id: "outside-appetite", caption: "Risks outside appetite",
            columns: [
                Column("id", "ID", width: 9, isHeader: true), Column("title", "Title", width: 38),
                Column("domain", "Domain", width: 16), Column("score", "Score", width: 7),
                Column("target", "Target", width: 7), Column("appetite", "Appetite", width: 24),
                Column("position", "Position", width: 14),
                Column("months", "Months at score", width: 8),
            ],
            rows: PaperBasis.gravestFirst(outside).map { state in
                Row([
                    .text(label(state.key)), .text(state.record.title),
                    .text(orAbsent: state.record.domain), .number(orAbsent: state.score),
                    .number(orAbsent: target(state)), .text(orAbsent: appetiteWords(state)),
                    appetitePosition(state), .number(state.monthsAtScore(on: asAt)),
                ])
            }, whenEmpty: "None.")
        return [heading("Appetite"), .table(table)]
    }

    // MARK: - Changes to rules and framework

    var frameworkChanges: [Paper.Block] {
        let table = OutputTable(
            id: "rulebooks", caption: "Rulebooks adopted, oldest first",
            columns: [
                Column("id", "Rulebook", width: 14, isHeader: true),
                Column("version", "Version", width: 9), Column("from", "In force from", width: 12),
                Column("recorded", "Recorded", width: 20),
                Column("digest", "SHA-256 of its files", width: 50),
                Column("sequence", "Sequence", width: 8),
            ],
            rows: view.rulebooks.map { book in
                Row([
                    .text(book.id), .text(book.version), .day(book.effectiveFrom),
                    .text(book.recordedAt), .text(book.digest), .number(book.sequence),
                ])
            }, whenEmpty: "No adoption is recorded.")
        var sentences: [String] = []
        if let earlier {
            let old = ScoreScale(earlier.rulebook)
            if earlier.rulebook.version != view.rulebook.version
                || earlier.rulebook.id != view.rulebook.id
            {
                sentences.append(
                    "Rules: \(earlier.rulebook.id) version \(earlier.rulebook.version) on "
                        + "\(earlier.asAt.inWords), \(view.rulebook.id) version "
                        + "\(view.rulebook.version) now.")
            }
            if let was = old.threshold, let now = scale.threshold, was != now {
                sentences.append("The threshold moved from \(was) to \(now).")
            }
            if earlier.frameworkDay != view.frameworkDay, let day = view.frameworkDay {
                sentences.append("The assurance framework was replaced by that of \(day.inWords).")
            }
        }
        for objective in view.framework?.objectives ?? [] {
            guard let end = objective.to, end < asAt else { continue }
            let next = objective.replacedBy.map { ", replaced by \($0)" } ?? ""
            sentences.append("\(objective.id) ended on \(end.inWords)\(next).")
        }
        return [
            heading("Changes to rules and framework"),
            sentences.isEmpty
                ? .paragraph("No change of rules, threshold, framework or objectives is known.")
                : .sentences(sentences),
            .table(table),
        ]
    }

    // MARK: - Provenance

    var provenance: [Paper.Block] {
        let files = OutputTable(
            id: "files", caption: "Files read",
            columns: [
                Column("file", "File", width: 26, isHeader: true),
                Column("kind", "Holds", width: 10), Column("asAt", "As at", width: 12),
                Column("encoding", "Encoding", width: 12), Column("bytes", "Bytes", width: 10),
                Column("sha256", "SHA-256", width: 50),
                Column("sequence", "Sequence", width: 8),
            ],
            rows: view.extracts.flatMap { extract in
                extract.files.map { file in
                    Row([
                        .text(file.name), .word(file.kind.rawValue), .day(extract.asAt),
                        .text(file.encoding), .number(file.bytes), .text(file.sha256),
                        .number(extract.sequence),
                    ])
                }
            }, whenEmpty: "No file was read.")
        let extracts = OutputTable(
            id: "extracts", caption: "Extracts as recorded",
            columns: [
                Column("sequence", "Sequence", width: 8, isHeader: true),
                Column("asAt", "As at", width: 12), Column("source", "Source", width: 12),
                Column("records", "Records", width: 8), Column("rejected", "Rejected", width: 8),
                Column("repaired", "Values repaired", width: 8),
                Column("unmapped", "Elements not mapped", width: 28),
                Column("recorded", "Recorded", width: 20),
                Column("software", "Software", width: 18),
            ],
            rows: view.extracts.map { extract in
                Row([
                    .number(extract.sequence), .day(extract.asAt), .text(extract.source),
                    .number(extract.balance.records), .number(extract.balance.rejected),
                    .number(extract.repaired),
                    .text(orAbsent: extract.unmapped.joined(separator: ", ")),
                    .text(extract.recordedAt), .text(orAbsent: extract.software),
                ])
            }, whenEmpty: "No extract was imported.")
        let rulebook = view.rulebook
        return [
            heading("Provenance"), .table(files), .table(extracts),
            .paragraph(
                "Rules: \(rulebook.id) version \(rulebook.version), after \(rulebook.sourceDocument); "
                    + "SHA-256 \(rulebook.digest). The same files, rules and day give the same paper, "
                    + "byte for byte."),
        ]
    }

    // MARK: - What was not assured

    var notAssured: [Paper.Block] {
        var blocks: [Paper.Block] = [
            heading("Findings and checks"), .table(findingsByCode), .table(notRunTable),
        ]
        blocks.append(
            .missing([
                "Internal audit's plan and recommendations are not shown: the register holds none.",
                "Performance measures, programmes and impact assessments are not shown: the register "
                    + "holds none.",
                "The text of risks is not judged: whether a risk is well described, or rightly scored, "
                    + "is for people.",
            ]))
        return blocks
    }

    private var findingsByCode: OutputTable {
        let groups = Dictionary(grouping: view.findings, by: \.code)
        return OutputTable(
            id: "findings", caption: "Findings by code",
            columns: [
                Column("code", "Code", width: 8, isHeader: true),
                Column("check", "What it looks for", width: 40),
                Column("severity", "Severity", width: 15), Column("count", "Findings", width: 8),
                Column("accepted", "Accepted", width: 8), Column("subjects", "Which", width: 50),
            ],
            rows: groups.keys.sorted().map { code in
                let findings = groups[code] ?? []
                var seen: Set<String> = []
                let subjects = findings.map { $0.subject.id }.filter { seen.insert($0).inserted }
                return Row([
                    .word(code), .text(orAbsent: Checks.check(code)?.title),
                    findings.map(\.severity).min().map(severity) ?? .absent,
                    .number(findings.count), .number(findings.count { $0.acceptedWhy != nil }),
                    .text(subjects.sorted(by: RiskKey.precedes).joined(separator: ", ")),
                ])
            }, whenEmpty: "No finding.")
    }

    // MARK: - Draft for the Annual Governance Statement

    var governanceStatement: [Paper.Block] {
        let lines = principals.map { state -> String in
            let score = state.score.map { "\($0)" } ?? "no score"
            let grade = state.outcome.grade.map { ", \($0)" } ?? ""
            let was = before[state.key].flatMap(\.score).map { "; \($0) at the earlier date" } ?? ""
            return
                "\(label(state.key)) \(PlainText.onOneLine(state.record.title)): \(score)\(grade)"
                + "\(was); at this score since \(state.standing.scoreSince.inWords)."
        }
        let high = risks(on: highLevel).count
        let first = view.extracts.first(where: \.hasRisks)?.asAt
        var text =
            "As at \(asAt.inWords) the organisation had "
            + "\(Count.ofAny(principals.count, "principal risk")) on its assurance framework and "
            + "\(Count.ofAny(high, "risk")) on its \(highLevel?.name ?? "high level register"). "
        if let first { text += "The register holds every import since \(first.inWords). " }
        if let day = earlierDay {
            text += "The earlier date for comparison is \(day.inWords)."
        } else {
            text += "Scores at the start of the year are not shown: no earlier import."
        }
        return [
            heading("Draft for the Annual Governance Statement"), .paragraph(text),
            lines.isEmpty ? .paragraph("No principal risk is known.") : .sentences(lines),
        ]
    }
}
