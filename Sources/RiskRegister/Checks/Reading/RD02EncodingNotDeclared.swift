/// RD02: the declaration of a file's encoding is not true.
///
/// Readers of files raise it; the words of the finding are theirs.
enum RD02EncodingNotDeclared {
    static let check = Check(
        "RD02", "encoding is not the one declared", .warning,
        reader: .riskLead, dependsOn: .extracts(),
        why: "A file that declares one encoding and holds another shows wrong letters "
            + "elsewhere.",
        advice: "Have the export declare the encoding that it writes.",
        examples: [
            .reading(
                "RD02", about: .file("june.xml"),
                "declared as UTF-8 and is not; read as Windows-1252")
        ])
}
