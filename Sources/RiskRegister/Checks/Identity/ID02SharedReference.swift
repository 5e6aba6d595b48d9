/// ID02: open risks of one organisation and level that share a local reference.
enum ID02SharedReference {
    static let check = Check(
        "ID02", "the same local reference twice", .warning,
        reader: .riskLead, dependsOn: .organisation(),
        why: "People quote references in papers and minutes, and mean one risk.",
        advice: "Give each open risk a reference of its own.",
        looks: .register(find),
        examples: examples)

    private static func find(_ context: CheckContext) -> [Finding] {
        struct Name: Hashable {
            var organisation: String
            var level: RiskLevel
            var reference: String
        }
        var groups: [Name: [RiskState]] = [:]
        for state in context.index.live {
            guard let reference = state.record.reference?.folded, !reference.isEmpty else {
                continue
            }
            let name = Name(
                organisation: state.key.organisation, level: state.key.level, reference: reference)
            groups[name, default: []].append(state)
        }
        return groups.values.filter { $0.count > 1 }.flatMap { group in
            group.map { state in
                // Lazily: a trust may give all its risks one reference.
                let others = group.lazy.filter { $0.key != state.key }.prefix(10)
                let names = Wording.list(others.map { context.label($0.key) })
                return context.finding(
                    state,
                    "reference \((state.record.reference ?? "").trimmed.clipped(to: 40)) is also "
                        + "that of \(names)",
                    field: "reference")
            }
        }
    }

    private static let examples = [
        Check.Example("2101", "reference ref/2102 is also that of 2102") {
            $0.now("2101") { $0.reference = "ref/2102 " }
        } butNot: {
            $0.now("2101") { $0.reference = "REF/2104" }
        }
    ]
}
