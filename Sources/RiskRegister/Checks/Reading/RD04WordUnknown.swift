/// RD04: a status, an approval or a score stands in a word that the mapping does not know.
///
/// Readers of files raise it; the words of the finding are theirs.
enum RD04WordUnknown {
    static let check = Check(
        "RD04", "word that the mapping does not know", .warning,
        reader: .riskLead, dependsOn: .risk(),
        why: "A status, approval or score in a word without a meaning is treated as unknown.",
        advice: "Add the word to the mapping, or correct it in the risk system.",
        examples: [
            .reading(
                "RD04",
                about: .risk(RiskKey(organisation: ExampleRegister.organisation, id: "2101")),
                "status \"parked\" is no word that the mapping knows: taken as open")
        ])
}
