/// RD03: a file holds a name that the mapping does not know, or rows that it cannot read.
///
/// Readers of files raise it; the words of the finding are theirs.
enum RD03ElementUnmapped {
    static let check = Check(
        "RD03", "element that no mapping names", .warning,
        reader: .riskLead, dependsOn: .extracts(),
        why: "The value is kept as it is and nothing uses it: a renamed element loses its "
            + "meaning in silence otherwise.",
        advice: "Add the name to the mapping, as an alias or as ignored.",
        examples: [
            .reading(
                "RD03", about: .file("june.xml"),
                "Risk_Owner_2 is in no mapping; kept as it stands on 3 of 4 records")
        ])
}
