/// RD01: characters that XML forbids were replaced by a space, and counted by kind.
///
/// Readers of files raise it; the words of the finding are theirs.
enum RD01CharactersRepaired {
    static let check = Check(
        "RD01", "characters repaired", .information,
        reader: .riskLead, dependsOn: .extracts(),
        why: "XML allows no control characters; each was replaced and counted, so that one "
            + "bad byte does not lose the month.",
        advice: "Look at the field; take the character out in the risk system.",
        examples: [
            .reading(
                "RD01", about: .file("june.xml"),
                "1 character that XML does not allow, replaced by a space, first in line 12, column 7"
            )
        ])
}
