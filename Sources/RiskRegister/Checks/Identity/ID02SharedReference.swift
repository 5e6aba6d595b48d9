/// ID02: open risks of one organisation and level that share a local reference.
package enum ID02SharedReference {
    /// How many of the others a message names.
    package static let mostNamed = 10

    static let check = Check(
        "ID02", "the same local reference twice", .warning,
        reader: .riskLead, dependsOn: .risk([.sameReference]),
        why: "People quote references in papers and minutes, and mean one risk.",
        advice: "Give each open risk a reference of its own.",
        looks: .live(find),
        examples: examples)

    private static func find(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        // Lazily: a trust may give all its risks one reference.
        let others = context.index.sharing(referenceOf: state).lazy.filter { $0 != state.key }
            .prefix(mostNamed)
        guard !others.isEmpty else { return [] }
        let names = Wording.list(others.map { context.label($0) })
        return [
            context.finding(
                state,
                "reference \((state.record.reference ?? "").trimmed.clipped(to: 40)) is also that of "
                    + names,
                field: "reference")
        ]
    }

    private static let examples = [
        Check.Example("2101", "reference ref/2102 is also that of 2102") {
            $0.now("2101") { $0.reference = "ref/2102 " }
        } butNot: {
            $0.now("2101") { $0.reference = "REF/2104" }
        }
    ]
}
