/// The text of Rules/FINDINGS.md, generated from the catalogue of checks.
package enum FindingsDocument {
    /// Every code: what it finds, how much it matters, what it needs, and what to do.
    package static func markdown() -> String {
        var lines = [
            "# Findings",
            "",
            "Generated from the catalogue of checks (Sources/RiskRegister/Checks); do not edit.",
            "",
            "A finding says what is wrong with the data; it never stops a run and never changes a number.",
            "Codes never change their meaning. A rulebook's findings decision may switch a check off, or set",
            "its severity or its limit; limits are the rulebook's alone. A finding can be accepted with a reason until a day:",
            "`baf decide ID accept-finding --register CODE`. A check that lacks its data says \"not run\".",
            "",
            "| Code | Finds | Severity | First reader | Needs | Limit |",
            "| --- | --- | --- | --- | --- | --- |",
        ]
        let checks = Checks.catalogue.sorted { $0.code < $1.code }
        for check in checks {
            let needs = check.needs.map { need(of: $0) }.joined(separator: ", ")
            let limit = check.limit?.unit ?? ""
            lines.append(
                "| \(check.code) | \(check.title) | \(check.severity.rawValue) | "
                    + "\(check.reader.rawValue) | \(needs) | \(limit) |")
        }
        for check in checks {
            lines += ["", "## \(check.code): \(check.title)", "", check.why, "", check.advice]
            lines += ["", "Follows from \(check.dependsOn.inWords).", ""]
            lines += check.examples.map { "- For example, \($0.subject): \($0.message)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func need(of need: Check.Need) -> String {
        switch need {
        case .actions: "actions"
        case .framework: "assurance framework"
        case .history: "an earlier extract"
        case .highLevelMarks, .frameworkMarks: "the export's own register marks"
        case .appetite: "appetite in numbers"
        case .controls: "controls"
        case .assurances: "assurances"
        case .gaps: "gaps"
        }
    }
}
