/// RD12: records without an id that share title and description.
enum RD12WhichIsWhich {
    static let check = Check(
        "RD12", "records without an id that only a guess tells apart", .warning,
        reader: .riskLead, dependsOn: .risk(),
        why: "A record without an id is known by its title and description; where several share "
            + "them, which of them is which next month is a guess, by directorate and owner.",
        advice: "Export the ids of the records, or give them titles of their own.",
        looks: .everyRisk(find),
        examples: examples)

    private static func find(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        guard let other = state.key.twinOf else { return [] }
        return [
            context.finding(
                state,
                "has no id, and the title and description of \(other): which of them is which from month to "
                    + "month is a guess")
        ]
    }

    private static let examples = [
        Check.Example(
            "?0a1b2c3d4e5f-2",
            "has no id, and the title and description of ?0a1b2c3d4e5f: which of them is which from "
                + "month to month is a guess"
        ) {
            $0.add(.example("?0a1b2c3d4e5f-2", 3, 4))
        } butNot: {
            $0.add(.example("?0a1b2c3d4e5f", 3, 4))
        }
    ]
}

extension RiskKey {
    /// The id of the first of the records without an id that share this one's title and description;
    /// nil where nothing is shared.
    package var twinOf: String? {
        guard id.hasPrefix("?"), let dash = id.lastIndex(of: "-"),
            id[id.index(after: dash)...].allSatisfy(\.isNumber)
        else { return nil }
        return String(id[..<dash])
    }
}
