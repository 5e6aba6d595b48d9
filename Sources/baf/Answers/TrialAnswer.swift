import RegisterReports
import RiskRegister

/// The answer to `baf rules try`: what a changed policy would do, as text, a table and JSON.
struct TrialAnswer {
    let trial: PolicyTrial
    /// The folder of the tried rules, as it was named.
    let folder: String
    let differences: TrialDifferences

    /// The text for a terminal: the sentence to quote, then figures, months and risks.
    func text(width: Int) -> String {
        var text = PlainText.onOneLine(trial.headline) + "\n\n"
        text += policies.joined(separator: "\n") + "\n\n"
        text += TextTable.text(of: figures, width: width)
        for note in notes { text += "\n" + note + "\n" }
        text += "\nHow the two differ\n\n"
        for line in differences.lines { text += line + "\n" }
        if let months = trial.months {
            for (index, register) in months.registers.enumerated() {
                text += "\n" + monthsHead(register) + "\n\n"
                text += TextTable.text(of: monthTable(index, months), width: width)
                text += "\n" + monthSummary(index, months).joined(separator: "\n") + "\n"
            }
        }
        for register in trial.registers { text += moves(register, width: width) }
        return text + otherEffects
    }

    // MARK: - What is compared

    /// The two policies, and since when the tried one is taken to hold.
    private var policies: [String] {
        let rulebooks = trial.views.map(\.rulebook)
        let thresholds = trial.thresholds.map {
            $0.map { "threshold \($0)" } ?? "no threshold of score"
        }
        let force =
            switch trial.force {
            case .always: "as if it had always been in force"
            case .from(let day):
                "as if in force from \(day.inWords); before, the rules in force then"
            }
        let before = trial.views.inForce.rulebooks.filter {
            $0.effectiveFrom < rulebooks.inForce.effectiveFrom
        }.map { "\($0.id) \($0.version) from \($0.effectiveFrom.inWords)" }
        return [
            "In force: "
                + PlainText.onOneLine(
                    "\(rulebooks.inForce.versionName) from "
                        + "\(rulebooks.inForce.effectiveFrom.inWords), \(thresholds.inForce)"
                        + (before.isEmpty ? "" : "; before, \(before.joined(separator: ", "))")),
            "Tried:    "
                + PlainText.onOneLine(
                    "\(rulebooks.tried.versionName) of \(folder), \(thresholds.tried), \(force)"),
        ]
    }

    private var notes: [String] {
        var notes: [String] = []
        for register in trial.registers {
            if let note = keptNote(register) { notes.append(note) }
            if register.tried == nil {
                notes.append("The tried rules have no register like \(register.id).")
            }
            if register.inForce == nil {
                notes.append("The rules in force have no register like \(register.id).")
            }
        }
        let idle = trial.idleRulings
        if idle.tried > idle.inForce {
            let more = idle.tried - idle.inForce
            notes.append(
                "\(Count.of(more, "ruling")) that \(more == 1 ? "was" : "were") made would have found "
                    + "nothing to decide.")
        }
        return notes
    }

    /// How many of a list are there only because nobody was asked for a step-down: fewer would be in truth.
    private func keptNote(_ register: PolicyTrial.Register) -> String? {
        let joins = trial.moves(register, .joins)
        let kept = joins.count { $0.move.basis == .kept }
        guard kept > 0 else { return nil }
        let length = trial.length(of: register).tried
        return "\(Count.grouped(kept)) of the \(Count.of(joins.count, "risk")) that would join "
            + "\(register.id) \(kept == 1 ? "is" : "are") there only until step-down is agreed: these rules "
            + "would have asked for a ruling that nobody was asked for. Without \(kept == 1 ? "it" : "them") "
            + "\(Count.grouped(length - kept)) would be on it, not \(Count.grouped(length))."
    }

    // MARK: - The day

    private var figures: OutputTable {
        func row(_ text: String, _ counts: PolicyTrial.Both<Int>) -> OutputTable.Row {
            OutputTable.Row([
                .text(text), .number(counts.inForce), .number(counts.tried),
                .number(counts.tried - counts.inForce),
            ])
        }
        var rows: [OutputTable.Row] = []
        for register in trial.registers {
            let name = register.definition.map { "\(register.id), \($0.name)" } ?? register.id
            rows.append(row(name, trial.length(of: register)))
            rows.append(row("of which until step-down is agreed", trial.kept(on: register)))
        }
        rows.append(row("Decisions wanted", trial.decisionCount))
        for (body, counts) in trial.decisions {
            rows.append(row("of which wanted of \(body.isEmpty ? "nobody named" : body)", counts))
        }
        return OutputTable(
            id: "figures", caption: "On the day",
            columns: [
                OutputTable.Column("measure", trial.asAt.inWords, isHeader: true),
                OutputTable.Column("inForce", "In force"), OutputTable.Column("tried", "Tried"),
                OutputTable.Column("difference", "More"),
            ], rows: rows)
    }

    private func moves(_ register: PolicyTrial.Register, width: Int) -> String {
        var text = ""
        for direction in [PolicyTrial.Move.Direction.joins, .leaves] {
            let moves = trial.moves(register, direction)
            guard !moves.isEmpty else { continue }
            let what = direction == .joins ? "Would join" : "Would not be on"
            text += "\n\(what) \(register.id): \(Count.of(moves.count, "risk"))\n\n"
            for (effect, move) in moves {
                text += PlainText.onOneLine(move.sentence) + "\n"
                text += "    " + PlainText.onOneLine(description(effect)) + "\n"
            }
        }
        guard !text.isEmpty else { return "" }
        text += "\n\(register.id) by directorate\n\n"
        text += TextTable.text(
            of: shares(trial.byDirectorate(register), "Directorate"), width: width)
        if register.purpose == .assuranceFramework {
            text += "\n\(register.id) by objective\n\n"
            text += TextTable.text(
                of: shares(trial.byObjective(register), "Objective"), width: width)
        }
        return text
    }

    private func description(_ effect: PolicyTrial.Effect) -> String {
        let record = effect.record
        return [
            record.title, record.directorate ?? "no directorate recorded",
            record.owner ?? "no owner recorded",
        ].joined(separator: "; ")
    }

    private func shares(_ shares: [PolicyTrial.Share], _ head: String) -> OutputTable {
        OutputTable(
            id: "shares", caption: "",
            columns: [
                OutputTable.Column("name", head, isHeader: true),
                OutputTable.Column("inForce", "In force"), OutputTable.Column("tried", "Tried"),
                OutputTable.Column("difference", "More"),
            ],
            rows: shares.map { share in
                OutputTable.Row([
                    .text(share.name ?? "not recorded"), .number(share.inForce),
                    .number(share.tried), .number(share.difference),
                ])
            })
    }

    // MARK: - Months

    private func monthsHead(_ register: PolicyTrial.Register) -> String {
        let reviewers = [register.inForce?.reviewer, register.tried?.reviewer].compactMap { $0 }
            .filter { !$0.isEmpty }
        let whose =
            switch (reviewers.first, reviewers.last) {
            case (let one?, let two?): one == two ? " (\(one))" : " (\(one), then \(two))"
            case (nil, _), (_, nil): ""
            }
        return
            "\(register.id)\(whose) at the last extract of each month; kept: until step-down is agreed; "
            + "decisions: wanted on the day"
    }

    private func monthTable(_ register: Int, _ months: PolicyTrialMonths) -> OutputTable {
        let heads = [
            "On it", "tried", "more", "Joined", "tried", "Left", "tried", "Kept", "tried",
            "Decisions", "tried",
        ]
        let rows = months.months.enumerated().map { index, month in
            let counts = month.tally.map { $0.registers[register] }
            let known = months.hasMovements(index)
            func moved(_ count: Int) -> Cell { known ? .number(count) : .absent }
            return OutputTable.Row([
                .day(month.day), .number(counts.inForce.length), .number(counts.tried.length),
                .number(counts.tried.length - counts.inForce.length),
                moved(counts.inForce.joined), moved(counts.tried.joined),
                moved(counts.inForce.left), moved(counts.tried.left),
                .number(counts.inForce.kept), .number(counts.tried.kept),
                .number(counts.inForce.decisions), .number(counts.tried.decisions),
            ])
        }
        return OutputTable(
            id: "months", caption: "",
            columns: [OutputTable.Column("day", "Extract", isHeader: true)]
                + heads.enumerated().map { OutputTable.Column("column\($0)", $1) },
            rows: rows)
    }

    private func monthSummary(_ register: Int, _ months: PolicyTrialMonths) -> [String] {
        guard let peak = months.peak(register), let mean = months.meanInTenths(register) else {
            return []
        }
        func tenths(_ value: Int) -> String { "\(value / 10).\(value % 10)" }
        let unsteady = months.unsteady[register]
        func joined(
            _ part: KeyPath<PolicyTrial.Both<PolicyTrialMonths.Tally>, PolicyTrialMonths.Tally>
        )
            -> Int
        {
            months.months.reduce(0) { $0 + $1.tally[keyPath: part].registers[register].joined }
        }
        var lines = [
            "Mean \(tenths(mean.tried)) instead of \(tenths(mean.inForce)); longest \(peak.tried.length) "
                + "(\(peak.tried.day.inWords)) instead of \(peak.inForce.length) "
                + "(\(peak.inForce.day.inWords)).",
            "Joined \(Count.of(joined(\.tried), "time")) instead of \(joined(\.inForce)); "
                + "\(Count.ofAny(unsteady.tried, "risk")) went on or off more than once, instead of "
                + "\(unsteady.inForce).",
        ]
        if months.baseline == nil {
            lines.append("The first month has no extract before it to count from.")
        }
        return lines
    }
}
