import RegisterReports
import RegisterStore
import RiskRegister

/// What an import says of itself to a person.
struct ImportSummary {
    let result: ImportResult

    /// The lines to print.
    var lines: [String] {
        let extract = result.extract
        let names = extract.files.map(\.name).joined(separator: ", ")
        var lines: [String] = []
        switch result.disposition {
        case .alreadyThere:
            return [
                "\(names): the same bytes are in the register already, as entry \(extract.sequence) of "
                    + "\(extract.asAt.inWords); nothing was changed."
            ]
        case .dryRun:
            lines.append("\(names), as at \(extract.asAt.inWords): a dry run, nothing was written.")
        case .stored:
            lines.append(
                "\(names), as at \(extract.asAt.inWords): stored as entry \(extract.sequence).")
        }
        if let adopted = result.adopted {
            lines.append(
                "Adopted the rules \(adopted.id) \(adopted.version), in force from \(adopted.effectiveFrom.inWords)."
            )
        }
        if let superseded = extract.supersedes {
            lines.append("It supersedes entry \(superseded) of the same day, source and scope.")
        } else if result.isLate {
            lines.append(
                "The register has extracts of this day or later: from this day on, all was worked out again."
            )
        }
        if case .part = extract.scope { lines.append("Covers only \(extract.scope).") }
        if extract.hasRisks {
            lines.append(
                "\(extract.new) new, \(extract.changed) changed, \(extract.unchanged) unchanged, \(extract.vanished) vanished."
            )
            lines.append("Balance: \(ExtractAnswer.sentence(extract.balance)).")
            let kept = extract.balance.keptOnRegister
            if kept > 0 {
                lines.append(
                    "\(Count.of(kept, "risk")) \(kept == 1 ? "stays" : "stay") on a register though the rules no longer ask it."
                )
            }
        }
        if !result.vanished.isEmpty {
            lines.append("Vanished: \(result.vanished.map(\.id).joined(separator: ", ")).")
        }
        if !result.replaced.isEmpty {
            lines.append(
                "Other than in entry \(extract.supersedes ?? 0): "
                    + "\(result.replaced.map(\.id).joined(separator: ", ")).")
        }
        for rejected in result.rejected {
            let line = rejected.line > 0 ? ", line \(rejected.line)" : ""
            lines.append("Rejected: a second record of \(rejected.key.id)\(line); it is kept raw.")
        }
        if extract.repaired > 0 {
            lines.append("\(Count.of(extract.repaired, "repair")) on reading.")
        }
        for finding in extract.findings {
            lines.append("\(finding.code) \(finding.subject.id): \(finding.message)")
        }
        return lines
    }
}
