import RegisterReports
import RegisterStore
import RiskRegister

/// The answer to `baf show`: one risk, its record and its history.
struct ShowAnswer {
    let state: RiskState
    let history: RiskHistory
    let view: RegisterView

    private var record: RiskRecord { state.record }

    /// The text for a reader.
    var text: String {
        var lines = ["\(view.label(state.key)) \(record.title)"]
        func field(_ name: String, _ value: String?) {
            guard let value, !value.isEmpty else { return }
            let padding = String(repeating: " ", count: max(1, 18 - name.count))
            let body = value.split(separator: "\n", omittingEmptySubsequences: false)
                .joined(separator: "\n" + String(repeating: " ", count: 18))
            lines.append(name + padding + body)
        }
        field("As at", view.asAt.inWords)
        field("Level", state.key.level.rawValue)
        field("Status", statusWords)
        field("Reference", record.reference)
        field("Approval", record.approval.rawValue)
        field("Score", state.score.map { "\($0) (\(state.outcome.scoreBasis.rawValue))" } ?? "none")
        field("Grade", state.outcome.grade)
        field("Initial", words(record.initial))
        field("Current", words(record.current))
        field("Target", words(record.target))
        field("Registers", state.standing.registers.joined(separator: ", "))
        for proposal in state.standing.proposals {
            field(
                "Waits for",
                "\(proposal.needs): \(proposal.kind.rawValue) \(proposal.register) since \(proposal.since.inWords)"
            )
        }
        field("Objectives", record.objectives.joined(separator: ", "))
        field("Owner", record.owner)
        field("Lead executive", record.leadExecutive)
        field("Directorate", record.directorate)
        field("Opened", record.opened?.description)
        field("Last review", record.lastReview?.description)
        field("Review due", record.reviewDue?.description)
        field("Target date", record.targetDate?.description)
        field("Description", record.description)
        field("Controls", record.controls)
        field("Gaps in control", record.gapsInControl)
        field("Assurance", record.assurance)
        field("Gaps in assurance", record.gapsInAssurance)
        field("Progress", record.progress)
        lines.append("")
        lines.append("History")
        for point in history.points {
            let standing = point.standing
            let score = standing.outcome.score.map(String.init) ?? "no score"
            let registers =
                standing.registers.isEmpty
                ? "no register" : standing.registers.joined(separator: ", ")
            lines.append("  \(point.day)  \(score), \(standing.status.rawValue), \(registers)")
        }
        for ruling in history.rulings {
            let until = ruling.until.map { " until \($0.inWords)" } ?? ""
            lines.append(
                "  \(ruling.date)  \(ruling.meeting): \(ruling.verb.rawValue) \(ruling.register)\(until), "
                    + "by \(ruling.role): \(ruling.why)")
        }
        return lines.joined(separator: "\n")
    }

    private var statusWords: String {
        switch state.status {
        case .open: state.isOutOfScope ? "open, as last known on \(state.lastSeen.inWords)" : "open"
        case .closed: "closed"
        case .vanished: "vanished, last seen on \(state.lastSeen.inWords)"
        }
    }

    private func words(_ entry: ScoreEntry) -> String? {
        guard !entry.isEmpty else { return nil }
        var parts: [String] = []
        if let likelihood = entry.likelihood { parts.append("likelihood \(likelihood)") }
        if let consequence = entry.consequence { parts.append("consequence \(consequence)") }
        if let printed = entry.printed { parts.append("printed \(printed.text)") }
        parts += entry.unreadable.map { "unreadable \"\($0)\"" }
        return parts.joined(separator: ", ")
    }

    /// The same as JSON.
    var json: JSONValue {
        .object([
            ("id", .string(view.label(state.key))), ("title", .string(record.title)),
            ("asAt", .string(view.asAt.description)), ("status", .string(state.status.rawValue)),
            ("score", .integer(state.score)), ("grade", .text(state.outcome.grade)),
            ("registers", .array(state.standing.registers.map(JSONValue.string))),
            ("description", .string(record.description)),
            ("owner", .text(record.owner)), ("directorate", .text(record.directorate)),
            ("opened", .text(record.opened?.description)),
            ("reviewDue", .text(record.reviewDue?.description)),
            (
                "history",
                .array(
                    history.points.map { point in
                        .object([
                            ("day", .string(point.day.description)),
                            ("status", .string(point.standing.status.rawValue)),
                            ("score", .integer(point.standing.outcome.score)),
                            ("likelihood", .integer(point.standing.outcome.likelihood)),
                            ("consequence", .integer(point.standing.outcome.consequence)),
                            ("routing", .string(point.standing.outcome.routing.rawValue)),
                            ("registers", .array(point.standing.registers.map(JSONValue.string))),
                        ])
                    })
            ),
            ("rulings", .array(history.rulings.map(RulingAnswer.json))),
        ])
    }
}

/// A ruling as JSON.
enum RulingAnswer {
    static func json(_ ruling: Ruling) -> JSONValue {
        .object([
            ("sequence", .integer(ruling.sequence)), ("id", .string(ruling.subject.id)),
            ("verb", .string(ruling.verb.rawValue)), ("register", .string(ruling.register)),
            ("by", .string(ruling.by)), ("role", .string(ruling.role)),
            ("meeting", .string(ruling.meeting)), ("date", .string(ruling.date.description)),
            ("why", .string(ruling.why)), ("until", .text(ruling.until?.description)),
            ("scoreSeen", .integer(ruling.scoreSeen)),
            ("sawSequence", .integer(ruling.sawSequence)),
        ])
    }
}
