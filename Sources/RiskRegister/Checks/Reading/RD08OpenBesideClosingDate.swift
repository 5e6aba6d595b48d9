/// RD08: the status word and the closing date of a record contradict each other.
///
/// Readers of files raise it; the words of the finding are theirs.
enum RD08OpenBesideClosingDate {
    static let check = Check(
        "RD08", "status says open beside a closing date", .warning,
        reader: .riskLead, dependsOn: .risk(),
        why: "One of the two is left over; the risk stays on its registers until they agree, "
            + "so that none is closed by a slip.",
        advice: "Close the risk, or take the closing date out, in the risk system.",
        examples: [
            .reading(
                "RD08",
                about: .risk(RiskKey(organisation: ExampleRegister.organisation, id: "2101")),
                "the status says open and a closing date is recorded, 2026-06-01: taken as open")
        ])
}
