/// RD07: a coded field holds a code that the risk system marks as switched off.
///
/// Readers of files raise it; the words of the finding are theirs.
enum RD07CodeOutOfUse {
    static let check = Check(
        "RD07", "code that is no longer in use", .information,
        reader: .riskLead, dependsOn: .risk(),
        why: "The risk system marks codes that were switched off; reports that count by the "
            + "new code miss the risk.",
        advice: "Choose the code that replaced it, in the risk system.",
        examples: [
            .reading(
                "RD07",
                about: .risk(RiskKey(organisation: ExampleRegister.organisation, id: "2101")),
                "risk type holds a code that is no longer in use")
        ])
}
