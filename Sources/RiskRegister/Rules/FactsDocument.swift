/// The text of Rules/FACTS.md, generated from the closed list of facts and the roles of decisions.
package enum FactsDocument {
    /// Every fact that a decision may ask about, and which decisions may ask for it.
    package static func markdown() -> String {
        var lines = [
            "# Facts",
            "",
            "Generated from the list of facts (Sources/RiskRegister/Rules/Facts.swift); do not edit.",
            "",
            "The inputs of a rulebook's decisions are these names and no others, and facts that a mapping",
            "declares from local fields. Any other name is a load error with a suggestion. Every fact can be null.",
            "",
            "| Fact | FEEL type | Values or unit | Where it comes from |",
            "| --- | --- | --- | --- |",
        ]
        for fact in Fact.allCases {
            lines.append(
                "| `\(fact.rawValue)` | \(fact.typeName) | \(cell(fact.unit)) | \(cell(fact.origin)) |"
            )
        }
        lines += [
            "", "## Roles", "",
            "Each decision of a rulebook plays one role, and may ask for these facts.", "",
            "| Role | Facts |", "| --- | --- |",
        ]
        for role in Role.allCases {
            let facts = role.facts.map { "`\($0.rawValue)`" }.joined(separator: ", ")
            lines.append("| `\(role.rawValue)` | \(facts) |")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func cell(_ text: String) -> String {
        text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }
}
