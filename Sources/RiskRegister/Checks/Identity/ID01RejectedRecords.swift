/// ID01: records that were rejected because another record of their extract has their id.
enum ID01RejectedRecords {
    static let check = Check(
        "ID01", "the same id twice", .error,
        reader: .riskLead, dependsOn: .extracts(),
        why: "One id is one risk: of its records the graver that can be routed speaks for it, and "
            + "the others are counted as rejected and kept.",
        advice: "Export again without doubles, or give the second risk an id of its own.",
        looks: .register(find),
        examples: examples)

    private static func find(_ context: CheckContext) -> [Finding] {
        let doubles = Dictionary(grouping: context.view.doubles, by: \.key)
        return doubles.sorted { $0.key < $1.key }.map { key, records in
            let names = Wording.list(records.map(\.inWords))
            let count = Wording.count(records.count + 1, "record")
            return context.finding(
                about: .risk(key),
                "\(count) of the extract of \(records[0].day.inWords) have this id; rejected: \(names)",
                field: "id")
        }
    }

    private static let examples = [
        Check.Example(
            "2102",
            "2 records of the extract of 30 June 2026 have this id; rejected: the record of line 148 "
                + "at 12, closed"
        ) {
            $0.doubles = [
                RejectedDouble(
                    key: RiskKey(organisation: ExampleRegister.organisation, id: "2102"),
                    day: .example(2026, 6, 30), line: 148, score: 12, routing: .closed)
            ]
        } butNot: {
            $0.doubles = []
        }
    ]
}
