import RiskRegister
import XML

/// Words the findings about a file as a whole.
struct FileFindings {
    private let subject: FindingSubject
    private(set) var all: [Finding] = []

    init(file: String) { subject = .file(file) }

    private mutating func add(
        _ code: String, _ severity: Severity, _ message: String, _ advice: String,
        field: String? = nil, line: Int = 0
    ) {
        all.append(
            Finding(
                code: code, severity: severity, subject: subject, message: message, advice: advice,
                field: field, line: line))
    }

    /// RD01: what was replaced in a format ("XML", "text"), a finding for each kind.
    mutating func add(_ repairs: XMLRepairs, in format: String) {
        let kinds: [(XMLRepairs.Tally, String, String)] = [
            (repairs.characters, "character", "that \(format) does not allow, replaced by a space"),
            (
                repairs.references, "reference",
                "to a character that XML does not allow, replaced by a space"
            ),
            (repairs.strayBytes, "byte", "that is not UTF-8, read as Windows-1252"),
            (repairs.undecoded, "character", "that the encoding does not define, replaced"),
        ]
        for (tally, noun, rest) in kinds where tally.count > 0 {
            let first = tally.places.first.map { ", first in line \($0.line), column \($0.column)" }
            add(
                "RD01", .warning,
                "\(tally.count) \(noun)\(tally.count == 1 ? "" : "s") \(rest)\(first ?? "")",
                "Look at the field; take the character out in the risk system.",
                line: tally.places.first?.line ?? 0)
        }
    }

    /// RD02: the declaration is not true.
    mutating func add(_ fingerprint: FileFingerprint) {
        guard let problem = fingerprint.problem else { return }
        add(
            "RD02", .warning, "\(problem); read as \(fingerprint.encoding)",
            "Have the export declare the encoding that it writes.")
    }

    /// RD03: a name that the mapping does not know.
    mutating func add(
        unmapped name: String, records: Int, line: Int, of total: Int, suggestion: String?
    ) {
        let hint = suggestion.map { "; did you mean \($0)?" } ?? ""
        add(
            "RD03", .information,
            "\(XMLError.oneLine(name)) is in no mapping; kept as it stands on \(records) of \(total) records\(hint)",
            "Add the name to the mapping, as an alias or as ignored.", field: name, line: line)
    }

    /// RD03: that there are more such names than are told one by one.
    mutating func add(moreUnmapped count: Int) {
        guard count > 0 else { return }
        add(
            "RD03", .warning,
            "\(count) more names are in no mapping; what stands under them is kept as it stands",
            "Look at the file: no risk system has so many fields.")
    }

    /// RD03: something about the shape of the file.
    mutating func add(_ note: ShapeNote) {
        add("RD03", .warning, note.message, note.advice, line: note.line)
    }

    /// RD06: how the order of dates was decided.
    mutating func add(dates message: String) {
        add(
            "RD06", .information, message,
            "Check one date of the file against the risk system.")
    }
}
