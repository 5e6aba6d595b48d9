/// RD06: whether day or month comes first was decided for the whole file.
///
/// Readers of files raise it; the words of the finding are theirs.
enum RD06DateOrderDecided {
    static let check = Check(
        "RD06", "order of dates decided for the file", .information,
        reader: .riskLead, dependsOn: .extracts(),
        why: "04/05/2026 has two readings; the order is decided once for a file, never for a "
            + "cell, and said here.",
        advice: "Check one date of the file against the risk system.",
        examples: [
            .reading(
                "RD06", about: .file("june.xml"), "dates are read day first, as 30/06/2026 shows")
        ])
}
