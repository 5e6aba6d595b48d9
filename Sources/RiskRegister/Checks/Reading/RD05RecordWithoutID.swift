/// RD05: a record, or a part of the framework, has no id.
///
/// Readers of files raise it; the words of the finding are theirs.
enum RD05RecordWithoutID {
    static let check = Check(
        "RD05", "record without an id", .error,
        reader: .riskLead, dependsOn: .risk(),
        why: "Without an id the risk is known by its title and description alone: a change of "
            + "either makes it look like another risk.",
        advice: "Export the id of the record.",
        examples: [
            .reading(
                "RD05",
                about: .risk(RiskKey(organisation: ExampleRegister.organisation, id: "2101")),
                "the record has no id")
        ])
}
