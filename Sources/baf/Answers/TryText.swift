import RegisterDesk
import RegisterReports
import RiskRegister

/// What a changed policy would do, for a reader: the sentence to quote, then figures, months and risks.
extension TryAnswer {
    /// The text for a terminal.
    func text(width: Int) -> String {
        var text = PlainText.onOneLine(document.headline) + "\n\n"
        text += policies.joined(separator: "\n") + "\n\n"
        text += TextTable.text(of: figures, width: width)
        for note in notes { text += "\n" + note + "\n" }
        text += "\nHow the two differ\n\n"
        for line in differenceLines { text += line + "\n" }
        text += monthsText(width: width)
        for register in document.registers { text += moves(register, width: width) }
        return text + otherEffects
    }

    // MARK: - What is compared

    /// The two policies, and since when the tried one is taken to hold.
    private var policies: [String] {
        func threshold(_ score: Int?) -> String {
            score.map { "threshold \($0)" } ?? "no threshold of score"
        }
        let (inForce, tried) = (document.inForce, document.tried)
        let force =
            tried.inForceFrom.map {
                "as if in force from \($0.inWords); before, the rules in force then"
            } ?? "as if it had always been in force"
        return [
            "In force: "
                + PlainText.onOneLine(
                    "\(inForce.id) \(inForce.version) from "
                        + "\(inForce.effectiveFrom.inWords), \(threshold(inForce.threshold))"
                        + (earlier.isEmpty ? "" : "; before, \(earlier.joined(separator: ", "))")),
            "Tried:    "
                + PlainText.onOneLine(
                    "\(tried.id) \(tried.version) of \(tried.folder), "
                        + "\(threshold(tried.threshold)), \(force)"),
        ]
    }

    private var notes: [String] {
        var notes: [String] = []
        for register in document.registers {
            if let note = keptNote(register) { notes.append(note) }
            if register.triedId == nil {
                notes.append("The tried rules have no register like \(register.label).")
            }
            if register.id == nil {
                notes.append("The rules in force have no register like \(register.label).")
            }
        }
        let idle = document.idleRulings
        if idle.difference > 0 {
            let more = idle.difference
            notes.append(
                "\(Count.of(more, "ruling")) that \(more == 1 ? "was" : "were") made would have found "
                    + "nothing to decide.")
        }
        return notes
    }

    /// How many of a list are there only because nobody was asked for a step-down: fewer would be in truth.
    private func keptNote(_ register: TrialContent.Register) -> String? {
        let joins = moves(on: register, .joins)
        let kept = joins.count { $0.basis == .kept }
        guard kept > 0 else { return nil }
        let length = register.length.tried
        return "\(Count.grouped(kept)) of the \(Count.of(joins.count, "risk")) that would join "
            + "\(register.label) \(kept == 1 ? "is" : "are") there only until step-down is agreed: these rules "
            + "would have asked for a ruling that nobody was asked for. Without \(kept == 1 ? "it" : "them") "
            + "\(Count.grouped(length - kept)) would be on it, not \(Count.grouped(length))."
    }

    /// What can decide anything, or changes who reads a list and when; a dozen lines at most.
    private var differenceLines: [String] {
        let items = document.differences
        guard !items.isEmpty else { return ["They say the same."] }
        let limit = 12
        let deciding = zip(items, readings).filter { $0.decides || $1 }.map(\.0)
        let rest = items.count - min(deciding.count, limit)
        var lines = deciding.prefix(limit).map {
            "\($0.file): \(PlainText.onOneLine($0.sentence))"
        }
        if deciding.isEmpty { lines.append("Nothing that decides where a risk goes.") }
        if rest > 0 {
            lines.append(
                "\(deciding.isEmpty ? "There" : "And there") \(rest == 1 ? "is" : "are") "
                    + "\(Count.of(rest, deciding.isEmpty ? "difference" : "other difference")) that "
                    + "`baf rules diff \(adopted) \(document.tried.folder)` shows.")
        }
        return lines
    }

    // MARK: - The day

    private var figures: OutputTable {
        func row(_ text: String, _ inForce: Int, _ tried: Int) -> OutputTable.Row {
            OutputTable.Row([
                .text(text), .number(inForce), .number(tried), .number(tried - inForce),
            ])
        }
        var rows: [OutputTable.Row] = []
        for register in document.registers {
            let name = register.name.map { "\(register.label), \($0)" } ?? register.label
            rows.append(row(name, register.length.inForce, register.length.tried))
            rows.append(
                row(
                    "of which until step-down is agreed", register.kept.inForce,
                    register.kept.tried))
        }
        let decisions = document.decisions
        rows.append(row("Decisions wanted", decisions.inForce, decisions.tried))
        for body in decisions.byBody {
            rows.append(
                row(
                    "of which wanted of \(body.needs.isEmpty ? "nobody named" : body.needs)",
                    body.inForce, body.tried))
        }
        return OutputTable(
            id: "figures", caption: "On the day",
            columns: [
                OutputTable.Column("measure", document.asAt.inWords, isHeader: true),
                OutputTable.Column("inForce", "In force"), OutputTable.Column("tried", "Tried"),
                OutputTable.Column("difference", "More"),
            ], rows: rows)
    }

    private func moves(
        on register: TrialContent.Register, _ direction: PolicyTrial.Move.Direction
    ) -> [TrialMove] {
        document.moves.filter { $0.register == register.label && $0.move == direction }
    }

    private func moves(_ register: TrialContent.Register, width: Int) -> String {
        var text = ""
        for direction in [PolicyTrial.Move.Direction.joins, .leaves] {
            let moves = moves(on: register, direction)
            guard !moves.isEmpty else { continue }
            let what = direction == .joins ? "Would join" : "Would not be on"
            text += "\n\(what) \(register.label): \(Count.of(moves.count, "risk"))\n\n"
            for move in moves {
                let description = [
                    move.title, move.directorate ?? "no directorate recorded",
                    move.owner ?? "no owner recorded",
                ].joined(separator: "; ")
                text += PlainText.onOneLine(move.sentence) + "\n"
                text += "    " + PlainText.onOneLine(description) + "\n"
            }
        }
        guard !text.isEmpty else { return "" }
        text += "\n\(register.label) by directorate\n\n"
        text += TextTable.text(of: shares(register.byDirectorate, "Directorate"), width: width)
        if register.purpose == .assuranceFramework {
            text += "\n\(register.label) by objective\n\n"
            text += TextTable.text(of: shares(register.byObjective, "Objective"), width: width)
        }
        return text
    }

    private func shares(_ shares: [TrialContent.Share], _ head: String) -> OutputTable {
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

    /// A row for each risk and register moved, for a spreadsheet.
    var table: OutputTable {
        OutputTable(
            columns: [
                "ID", "Level", "Title", "Owner", "Directorate", "Score", "Tried score", "Register",
                "Move", "Basis", "Since", "Sentence",
            ],
            rows: document.moves.map { move in
                [
                    .text(move.id), .text(move.level.rawValue), .text(orAbsent: move.title),
                    .text(orAbsent: move.owner), .text(orAbsent: move.directorate),
                    .number(orAbsent: move.score), .number(orAbsent: move.triedScore),
                    .text(move.register), .text(move.move.rawValue), .text(move.basis.rawValue),
                    .day(move.since), .text(move.sentence),
                ]
            })
    }
}
