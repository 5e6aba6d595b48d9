import RegisterDesk
import RegisterReports
import RiskRegister

/// One risk, its record and its history, for a reader.
extension ShowAnswer {
    /// The text.
    var text: String {
        var lines = ["\(risk.id) \(risk.title)"]
        func field(_ name: String, _ value: String?) {
            guard let value, !value.isEmpty else { return }
            let padding = String(repeating: " ", count: max(1, 18 - name.count))
            let body = value.split(separator: "\n", omittingEmptySubsequences: false)
                .joined(separator: "\n" + String(repeating: " ", count: 18))
            lines.append(name + padding + body)
        }
        field("Own record", risk.record.map { "\($0), the same risk under its id in the export" })
        field(
            "Principal risk", risk.principal.map { "\($0), the same risk: counted and asked there" }
        )
        field("As at", risk.asAt.inWords)
        field("Level", details.level.rawValue)
        field("Status", statusWords)
        field("Reference", details.reference)
        field("Approval", details.approval.rawValue)
        field("Score", risk.score.map { "\($0) (\(details.scoreBasis.rawValue))" } ?? "none")
        for record in details.rejected { field("Same id, rejected", record) }
        field("At this score", scoreAge)
        field("Grade", risk.grade)
        field("Initial", details.initial.words)
        field("Current", details.current.words)
        field("Target", details.target.words)
        field("Registers", risk.registers.joined(separator: ", "))
        for proposal in details.proposals {
            field(
                "Waits for",
                "\(proposal.needs): \(proposal.kind.rawValue) \(proposal.register) \(proposal.sinceWords)"
            )
        }
        field("Objectives", details.objectives.joined(separator: ", "))
        field("Owner", risk.owner)
        field("Lead executive", details.leadExecutive)
        field("Directorate", risk.directorate)
        field("Opened", risk.opened)
        field("Last review", details.lastReview)
        field("Review due", risk.reviewDue)
        field("Target date", details.targetDate)
        field("Description", risk.description)
        field("Controls", details.controls)
        field("Gaps in control", details.gapsInControl)
        field("Assurance", details.assurance)
        field("Gaps in assurance", details.gapsInAssurance)
        field("Progress", details.progress)
        for line in ShownMark.lines(risk.marks) { field("Publication", line) }
        return (lines + history).joined(separator: "\n")
    }

    private var history: [String] {
        var lines = ["", "History"]
        for point in risk.history {
            let score = point.score.map(String.init) ?? "no score"
            let registers =
                point.registers.isEmpty ? "no register" : point.registers.joined(separator: ", ")
            lines.append("  \(point.day)  \(score), \(point.status.rawValue), \(registers)")
        }
        if !risk.rulings.isEmpty {
            lines += ["", "Rulings"] + risk.rulings.map { "  \($0.words)" }
        }
        lines += risk.withdrawnRulings.map { line in
            "  withdrawn by entry \(line.withdrawn.sequence), \(line.withdrawn.by), \(line.withdrawn.role) "
                + "(\(line.withdrawn.why)): \(line.ruling.words)"
        }
        return lines + laterRulings.map(\.laterWords)
    }

    /// Since when it has the score used, and for how long.
    private var scoreAge: String {
        let least = risk.sinceBaseline ? "at least " : ""
        let months =
            risk.monthsAtScore > 0 ? ", \(least)\(Count.of(risk.monthsAtScore, "month"))" : ""
        return "since \(least)\(risk.scoreSince.inWords)\(months)"
    }

    private var statusWords: String {
        switch risk.status {
        case .open:
            details.isOutOfScope ? "open, as last known on \(details.lastSeen.inWords)" : "open"
        case .closed: "closed"
        case .vanished:
            "vanished, last seen \(details.lastSeen.inWords)"
                + (risk.score.map { " at \($0)" } ?? " without a score")
        }
    }
}

extension RiskDetails.Entry {
    fileprivate var words: String? {
        var parts: [String] = []
        if let likelihood { parts.append("likelihood \(likelihood)") }
        if let consequence { parts.append("consequence \(consequence)") }
        if let printed { parts.append("printed \(printed)") }
        parts += unreadable.map { "unreadable \"\($0)\"" }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}

extension ProposalLine {
    /// Since when it waits: "since at least 31 May 2026".
    var sinceWords: String { "since \(sinceBaseline ? "at least " : "")\(since.inWords)" }
}

extension RulingLine {
    /// What was ruled, by whom in what role, where, when and why.
    var words: String {
        let end = until.map { " until \($0.inWords)" } ?? ""
        return "\(date)  \(meeting): \(deed)\(end), by \(by), \(role)\(source): "
            + why
    }

    /// Whose decision it was, its minute, and who recorded it, as far as they are told.
    private var source: String {
        var parts: [String] = []
        if let body, body != meeting {
            let how =
                switch authority {
                case .deputy: " as deputy of the \(needs ?? "")"
                case .delegate: " as delegate of the \(needs ?? "")"
                case .chairsAction: ", chair's action for the \(needs ?? "")"
                case .body, .other, nil: ""
                }
            parts.append("for the \(body)\(how)")
        }
        if let minute { parts.append("minute \(minute)") }
        if let recordedBy { parts.append("recorded by \(recordedBy)") }
        return parts.map { ", " + $0 }.joined()
    }

    /// That there is a ruling which the day that was asked about does not know.
    var laterWords: String {
        "A later ruling of \(date.inWords) exists (entry \(sequence))."
    }
}

extension ShownMark {
    /// "description: private (FOIA s38), by S Grey, Chair, 23 July 2026"; fields that were marked alike together.
    fileprivate static func lines(_ marks: [ShownMark]) -> [String] {
        var fields: [(words: String, names: [String])] = []
        for mark in marks {
            if let place = fields.firstIndex(where: { $0.words == mark.words }) {
                fields[place].names.append(mark.field)
            } else {
                fields.append((mark.words, [mark.field]))
            }
        }
        return fields.map { words, names in
            let isWhole = names.count == RulingTerms.fields.count
            return "\(isWhole ? "the whole risk" : names.joined(separator: ", ")): \(words)"
        }
    }

    private var words: String {
        let under = exemption.map { " (\($0))" } ?? ""
        let since = holds ? "" : "; the text has changed since: undecided again"
        return "\(mark)\(under), by \(by), \(role), \(date.inWords)\(since)"
    }
}
