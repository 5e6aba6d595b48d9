/// RD10: a record's closing day lies after the day of the extract that holds it.
///
/// The engine raises it where an extract meets its day: the same record closes in an extract of that
/// day or a later one.
enum RD10ClosesLater {
    static let check = Check(
        "RD10", "closing date after the extract's day", .warning,
        reader: .riskLead, dependsOn: .risk(),
        why: "What will be closed is open until then; a slip in a date would otherwise take a "
            + "live risk off its registers.",
        advice: "Correct the closing date, or leave it: an extract of that day or later closes it.",
        examples: [
            .reading(
                "RD10",
                about: .risk(RiskKey(organisation: ExampleRegister.organisation, id: "2101")),
                "the closing date 2026-09-15 lies after the day of the extract: still open")
        ])
}
