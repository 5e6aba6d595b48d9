/// ID01: records that were rejected because their id occurs twice, when reading did not name them.
///
/// The import raises ID01 for each such id; this speaks where only the count is known.
enum ID01RejectedRecords {
    static let check = Check(
        "ID01", "the same id twice", .error,
        reader: .riskLead, dependsOn: .extracts(),
        why: "One id is one risk: the higher score routes, and the other record is counted as "
            + "rejected and kept.",
        advice: "Export again without doubles, or give the second risk an id of its own.",
        looks: .register(find),
        examples: examples)

    private static func find(_ context: CheckContext) -> [Finding] {
        guard !context.raised.codes.contains(context.check.code) else { return [] }
        return Checks.newestExtracts(context.view).compactMap { extract in
            guard extract.balance.rejected > 0 else { return nil }
            let records = Wording.count(extract.balance.rejected, "record")
            let have = extract.balance.rejected == 1 ? "has" : "have"
            return context.finding(
                about: .extract(extract.asAt),
                "\(records) rejected: the id \(have) been used by another record", field: "id")
        }
    }

    private static let examples = [
        Check.Example("2026-06-30", "1 record rejected: the id has been used by another record") {
            $0.rejected = 1
        } butNot: {
            $0.rejected = 0
        }
    ]
}
