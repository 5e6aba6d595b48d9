import RiskRegister

/// The Audit Committee's routing test: who is not where the threshold says, which rows matched, who ruled.
extension PaperBasis {
    /// The section of the routing test.
    func routing(_ apart: [RiskState]) -> [Paper.Block] {
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
            heading("Routing test"), .table(test), .table(closedTable), .table(partition),
            .table(ruleHits), .table(scores), .table(allRulings), .table(issuedPapers),
        ]
    }

    private var closedTable: OutputTable {
        OutputTable(
            id: "closed-at-threshold", caption: "Closed at a score of the threshold or more",
            columns: [
                Column("id", "ID", width: 9, isHeader: true), Column("title", "Title", width: 44),
                Column("score", "Last score", width: 8), Column("closed", "Closed", width: 12),
            ],
            rows: closedAtThreshold.map { state in
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
            id: "outcomes",
            caption: "Every risk that the register knows, by its own outcome\(missingWords)",
            columns: [
                Column("outcome", "Outcome", width: 24, isHeader: true),
                Column("operational", "Operational", width: 11),
                Column("principal", "Principal", width: 11), Column("all", "Both", width: 8),
            ], rows: rows)
    }

    /// Why the outcomes may add up to more than the newest extract's records.
    private var missingWords: String {
        let missing = all.count { $0.status == .vanished }
        let own = all.count { $0.own != nil }
        let records =
            own == 0
            ? ""
            : "; \(Count.of(own, "record")) \(own == 1 ? "is" : "are") counted as the principal "
                + "\(own == 1 ? "risk" : "risks") whose own \(own == 1 ? "it is" : "they are")"
        return missing == 0
            ? records
            : records + "; with \(Count.of(missing, "risk")) missing from the newest extract"
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
                .risks.append(name(state))
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
                    .number(score),
                    scale.grade(of: score).map { scale.cell($0) } ?? .word("none", .attention),
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
                .text(orAbsent: ruling.concern), .text(orAbsent: ruling.role),
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
                Column("sequence", "Entry", width: 8),
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
