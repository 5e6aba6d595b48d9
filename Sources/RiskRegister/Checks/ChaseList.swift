/// One owner's findings as plain text to paste into an email.
package enum ChaseList {
    /// What one owner is asked to do: overdue first, then what is to be put right, then what to know.
    ///
    /// It names nobody but the owner. Accepted findings are left out and counted.
    ///
    /// - Parameters:
    ///   - owner: The owner as recorded; compared without case and outer space.
    ///   - findings: Findings of the register, of any owner.
    ///   - view: The register, for the day and the titles of risks.
    /// - Returns: The text, ending with a line feed.
    package static func text(owner: String, findings: [Finding], view: RegisterView) -> String {
        let own = Checks.sorted(findings.filter { $0.owner?.folded == owner.folded })
        let open = own.filter { $0.acceptedWhy == nil }
        let accepted = own.count - open.count
        var lines = ["Dear \(owner.trimmed),", ""]
        if open.isEmpty {
            lines.append(
                "Nothing in the risk register as at \(view.asAt.inWords) needs you. Thank you.")
        } else {
            lines.append(
                "The risk register as at \(view.asAt.inWords) holds "
                    + "\(Wording.count(open.count, "point")) that \(open.count == 1 ? "needs" : "need") "
                    + "you. Please look at \(open.count == 1 ? "it" : "them") in the risk system.")
            lines += section("Overdue", open.filter(isOverdue), view)
            lines += section(
                "To put right", open.filter { !isOverdue($0) && $0.severity < .information }, view)
            lines += section(
                "To know", open.filter { !isOverdue($0) && $0.severity == .information }, view)
        }
        if accepted > 0 {
            lines += ["", "Left out, because accepted with a reason: \(accepted)."]
        }
        lines += ["", "Thank you."]
        return lines.joined(separator: "\n") + "\n"
    }

    private static func isOverdue(_ finding: Finding) -> Bool {
        Checks.check(finding.code)?.saysLate ?? false
    }

    private static func section(
        _ head: String, _ findings: [Finding], _ view: RegisterView
    ) -> [String] {
        guard !findings.isEmpty else { return [] }
        var lines = ["", head]
        var groups: [(id: String, findings: [Finding])] = []
        for finding in findings {
            let id = finding.subject.riskID ?? finding.subject.id
            if let place = groups.firstIndex(where: { $0.id == id }) {
                groups[place].findings.append(finding)
            } else {
                groups.append((id, [finding]))
            }
        }
        groups.sort { RiskKey.precedes($0.id, $1.id) }
        for (id, findings) in groups {
            let title = view.risk(named: id)?.record.title.clipped(to: 80) ?? ""
            lines.append(title.isEmpty ? "- \(id)" : "- \(id): \(title)")
            for finding in findings {
                var subject = ""
                if case .action(let action, _) = finding.subject, action != "?" {
                    subject = "Action \(action): "
                }
                lines.append("  \(subject)\(finding.message) (\(finding.code)).")
                if !finding.advice.isEmpty { lines.append("  What to do: \(finding.advice)") }
            }
        }
        return lines
    }
}
