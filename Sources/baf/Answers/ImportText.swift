import RegisterDesk
import RegisterReports
import RiskRegister

/// What an import says of itself to a person.
extension ImportAnswer {
    /// The lines to print.
    var lines: [String] {
        let names = extract.files.map(\.name).joined(separator: ", ")
        let entry = extract.sequence ?? 0
        switch disposition {
        case .alreadyThere:
            return [
                "\(names): the same bytes are in the register already, as entry \(entry) of "
                    + "\(extract.asAt.inWords); nothing was changed."
            ] + remarks
        case .dryRun:
            return ["\(names), as at \(extract.asAt.inWords): a dry run, nothing was written."]
                + account
        case .stored:
            return ["\(names), as at \(extract.asAt.inWords): stored as entry \(entry)."] + account
        }
    }

    private var account: [String] {
        var lines: [String] = []
        if let adopted {
            lines.append(
                "Adopted the rules \(adopted.id) \(adopted.version), in force from \(adopted.effectiveFrom.inWords)."
            )
        }
        if let superseded = extract.supersedes {
            lines.append("It supersedes entry \(superseded) of the same day, source and scope.")
        } else if isLate {
            lines.append(
                "The register has extracts of this day or later: from this day on, all was worked out again."
            )
        }
        lines += (extract.baselineMoves ?? []).map(\.sentence)
        if isPart { lines.append("Covers only \(extract.scope).") }
        if hasRisks {
            lines.append(
                "\(extract.new) new, \(extract.changed) changed, \(extract.unchanged) unchanged, \(extract.vanished) vanished."
            )
            lines.append("Balance: \(extract.balance.sentence).")
            let kept = extract.balance.keptOnRegister ?? 0
            if kept > 0 {
                lines.append(
                    "\(Count.of(kept, "risk")) \(kept == 1 ? "stays" : "stay") on a register though the rules do not ask it."
                )
            }
        }
        for rest in notCovered {
            lines.append(
                "\(Count.of(rest.risks, "open risk")) not covered, last known on \(rest.lastKnown.inWords)."
            )
        }
        if !vanished.isEmpty { lines.append("Vanished: \(vanished.joined(separator: ", ")).") }
        if !answered.isEmpty {
            lines.append("Absent, and answered for: \(answered.joined(separator: ", ")).")
        }
        if !asked.isEmpty {
            lines.append(
                "Absent from an export of open risks: \(asked.joined(separator: ", ")). Closed, or left out? "
                    + "Until then as last seen; answer with --absent ID=closed:DAY or ID=left-out.")
        }
        if !replaced.isEmpty {
            lines.append(
                "Other than in entry \(extract.supersedes ?? 0): \(replaced.joined(separator: ", "))."
            )
        }
        lines += PastChangeLine.told(pastChanges, inAll: pastChangesInAll)
        for rejected in rejected {
            let line = rejected.line > 0 ? ", line \(rejected.line)" : ""
            lines.append("Rejected: a second record of \(rejected.id)\(line); it is kept raw.")
        }
        if extract.repaired > 0 {
            lines.append("\(Count.of(extract.repaired, "repair")) on reading.")
        }
        lines += findings.map { "\($0.code) \($0.id): \($0.message)" }
        return lines + remarks
    }
}

extension MovedBaseline {
    /// That what was found, and since when at least, is read from another day.
    ///
    ///     The baseline moves from 31 May 2026 to 30 April 2026: ...
    fileprivate var sentence: String {
        let part = scope == ExtractScope.all.description ? "" : " of \(scope)"
        return "The baseline\(part) moves from \(from.inWords) to \(to.inWords): the trust's marks "
            + "of that day count as found, and \"at least\" reaches back to it."
    }
}

extension BalanceLine {
    /// The balance as a sum that a reader can check by eye.
    var sentence: String {
        "\(records) records = \(routed) routed + \(belowThreshold) below the "
            + "threshold + \(closed) closed + \(unapproved) unapproved + "
            + "\(unroutable) unroutable + \(rejected) rejected"
    }
}
