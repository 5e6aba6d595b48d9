/// RD09: two elements of one record give the same score with different values.
///
/// Readers of files raise it; the words of the finding are theirs.
enum RD09ScoreStandsTwice {
    static let check = Check(
        "RD09", "a score stands twice in one record", .warning,
        reader: .riskLead, dependsOn: .risk(),
        why: "Two elements of the export give the same score with different values, and only "
            + "one of them can route.",
        advice: "Take one of the two elements out of the export, or name the right one first "
            + "in the mapping.",
        examples: [
            .reading(
                "RD09",
                about: .risk(RiskKey(organisation: ExampleRegister.organisation, id: "2101")),
                "current score stands twice: 16 and 12; 16 is used")
        ])
}
