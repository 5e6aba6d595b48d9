package import RiskRegister

/// The financial year of a governance statement, and the register as the year began.
package struct YearOpening: Sendable {
    /// The year.
    package var year: FinancialYear
    /// The register as at its first day; nil where nothing is recorded so early.
    package var view: RegisterView?

    /// A year with its opening position.
    package init(_ year: FinancialYear, view: RegisterView?) {
        self.year = year
        self.view = view
    }
}

extension PaperBasis {
    // MARK: - Draft for the Annual Governance Statement

    var governanceStatement: [Paper.Block] {
        if let opening { return statement(of: opening) }
        let lines = principals.map { state -> String in
            let score = state.score.map { "\($0)" } ?? "no score"
            let grade = state.outcome.grade.map { ", \($0)" } ?? ""
            let was = earlierScore(of: state).map { "; \($0) at the earlier date" } ?? ""
            return
                "\(name(state)) \(PlainText.onOneLine(state.record.title)): \(score)\(grade)"
                + "\(was); at this score \(state.sinceWords(state.standing.scoreSince))."
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
            if let size = sizeBefore {
                text += " Scores then stood on a \(size) matrix and are not compared."
            }
        } else {
            text += "Scores at the start of the year are not shown: no earlier import."
        }
        return [
            heading("Draft for the Annual Governance Statement"), .paragraph(text),
            lines.isEmpty ? .paragraph("No principal risk is known.") : .sentences(lines),
        ]
    }

    /// The draft of a financial year: the scores of 1 April beside those of today, or "records begin".
    private func statement(of opening: YearOpening) -> [Paper.Block] {
        let year = opening.year
        let states = opening.view?.principalRisks ?? []
        let atOpening = Dictionary(
            states.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        // The day on which the register began to hold a framework: what is first seen then is not new.
        let begins = principals.map(\.standing.firstSeen).min()
        let rows = principals.map { state in
            let first = state.standing.firstSeen
            let known = atOpening[state.key]
            let start: Cell =
                known.map { .number(orAbsent: $0.score) }
                ?? .text(
                    first == begins
                        ? "records begin \(first.inWords)" : "first listed \(first.inWords)")
            return Row([
                .text(name(state)), .text(state.record.title), start,
                .number(orAbsent: state.score), .text(orAbsent: state.outcome.grade),
                .text(change(from: known, to: state)),
                .text(statusWords(state)),
            ])
        }
        let last = min(year.last, asAt)
        var text =
            "Financial year \(year), from \(year.first.inWords) to \(year.last.inWords). As at "
            + "\(asAt.inWords) the organisation had "
            + "\(Count.ofAny(principals.count, "principal risk")) on its assurance framework and "
            + "\(Count.ofAny(risks(on: highLevel).count, "risk")) on its "
            + "\(highLevel?.name ?? "high level register")."
        if let earliest = view.extracts.first?.asAt, earliest > year.first {
            text += " Records begin \(earliest.inWords): nothing is known of \(year.first.inWords)."
        } else if last < year.last {
            text += " The year has not ended: the scores are those of \(asAt.inWords)."
        }
        return [
            heading("Draft for the Annual Governance Statement"),
            .paragraph(text),
            .table(
                OutputTable(
                    id: "governance-statement", caption: "Principal risks in the year \(year)",
                    columns: [
                        Column("id", "Risk", width: 8, isHeader: true),
                        Column("title", "Title", width: 40),
                        Column("opening", "Score on \(year.first.inWords)", width: 14),
                        Column("score", "Score on \(asAt.inWords)", width: 14),
                        Column("grade", "Grade", width: 10),
                        Column("change", "Over the year", width: 14),
                        Column("status", "Status", width: 16),
                    ], rows: rows, whenEmpty: "No principal risk is known.")),
        ]
    }

    /// "16 to 12", "as at the start", or why the two are not compared.
    private func change(from known: RiskState?, to state: RiskState) -> String {
        guard let known else { return "not known at the start" }
        guard known.outcome.size == state.outcome.size else {
            return "on another matrix, not compared"
        }
        return switch (known.score, state.score) {
        case (let old?, let new?) where old == new: "as at the start"
        case (let old?, let new?): "\(old) to \(new)"
        case (let old?, nil): "\(old), now without a score"
        case (nil, let new?): "no score, now \(new)"
        case (nil, nil): "no score"
        }
    }
}
