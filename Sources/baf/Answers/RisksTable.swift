import RegisterDesk
import RegisterReports
import RiskRegister

/// A list of risks for a terminal or a spreadsheet.
extension RisksAnswer {
    /// A row for each risk.
    var table: OutputTable {
        OutputTable(
            columns: [
                "ID", "Title", "Score", "Was", "Grade", "Outcome", "Registers", "Movement",
                "Waits for",
            ],
            rows: risks.map { risk in
                [
                    .text(risk.id), .text(risk.title), .number(orAbsent: risk.score),
                    .number(orAbsent: risk.previousScore), .text(orAbsent: risk.grade),
                    .text(orAbsent: risk.outcomeWord),
                    .text(risk.registers.joined(separator: ", ")),
                    .text(orAbsent: risk.notCovered ? "not covered" : risk.movement?.rawValue),
                    .text(
                        risk.proposals.map { "\($0.kind.rawValue) \($0.register)" }
                            .joined(separator: ", ")),
                ]
            })
    }

    /// What waits for whom: a row for each proposal.
    var decisions: OutputTable {
        OutputTable(
            columns: ["ID", "Title", "Score", "Wanted", "Register", "Of whom", "Since", "Because"],
            rows: risks.flatMap { risk in
                risk.proposals.map { proposal in
                    [
                        .text(risk.id), .text(risk.title), .number(orAbsent: risk.score),
                        .text(proposal.kind.rawValue), .text(proposal.register),
                        .text(proposal.needs), proposal.sinceCell, .text(proposal.reason),
                    ]
                }
            })
    }

    /// How many there are, of which moment, and what a list of one level leaves out.
    var count: String {
        let other = level == .principal ? "operational risk" : "principal risk"
        let unlisted =
            otherLevelCount > 0
            ? "; and \(Count.of(otherLevelCount, other)), which --level all lists too" : ""
        let own = risks.compactMap { risk in
            risk.principal.map { "; \(risk.id) is \($0)'s own record" }
        }.joined()
        return "\(Count.of(risks.count, "risk")) as at \(basis.days), known at sequence "
            + "\(basis.knownAt)\(unlisted)\(own)"
    }
}

extension ProposalLine {
    /// The day it arose; in the baseline it may have been so for longer.
    fileprivate var sinceCell: Cell {
        sinceBaseline ? .text("\(since) or earlier") : .day(since)
    }
}

extension RiskLine {
    fileprivate var outcomeWord: String {
        if status == .vanished { return "vanished" }
        switch routing {
        case .belowThreshold: return "below"
        case .routed, .closed, .unapproved, .unroutable: return routing.rawValue
        }
    }
}
