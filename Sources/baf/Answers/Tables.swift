import RegisterDesk
import RegisterReports
import RiskRegister

extension ChangesAnswer {
    /// The changes for a spreadsheet.
    var table: OutputTable {
        OutputTable(
            columns: ["ID", "Change", "From", "To", "Sentence"],
            rows: changes.map {
                [
                    .text(orAbsent: $0.id), .text(orAbsent: $0.kind.rawValue),
                    .text(orAbsent: $0.from), .text(orAbsent: $0.to),
                    .text(orAbsent: $0.sentence),
                ]
            })
    }

    /// The sentences, each once; many alike are one.
    ///
    /// A moved review date says nothing of the risk itself, so all of them share a line.
    var sentences: [String] {
        let lines = Changes.sentences(
            of: changes.filter { $0.kind != .rolled }.map {
                ($0.kind, $0.from ?? "", $0.to ?? "", $0.sentence)
            })
        let rolled = changes.filter { $0.kind == .rolled }.map(\.id)
        return rolled.isEmpty
            ? lines : lines + ["Only the review date moved: \(rolled.joined(separator: ", "))"]
    }

    /// How many there are, between which days.
    var count: String {
        guard !from.isEmpty else {
            return "no earlier import: nothing to compare \(basis.days) with"
        }
        let days = Set(from.map(\.asAt))
        let start =
            days.count > 1
            ? from.map { "\($0.asAt) (\($0.organisation))" }.joined(separator: ", ")
            : from[0].asAt.description
        return "\(Count.of(changes.count, "change")) from \(start) to \(basis.days)"
    }
}

extension FindingsAnswer {
    /// The findings for a terminal or a spreadsheet.
    var table: OutputTable {
        OutputTable(
            columns: ["Code", "Severity", "ID", "Finding", "What to do", "Owner"],
            rows: findings.map { finding in
                let accepted = finding.acceptedUntil.map { " (accepted until \($0.inWords))" } ?? ""
                return [
                    .text(orAbsent: finding.code), .text(orAbsent: finding.severity.rawValue),
                    .text(orAbsent: finding.id), .text(orAbsent: finding.message + accepted),
                    .text(orAbsent: finding.advice), .text(orAbsent: finding.owner),
                ]
            })
    }

    /// Which checks did not run, and how many findings there are.
    var notes: [String] {
        let isOfSeveral = basis.places.count > 1
        let accepted = findings.count { $0.acceptedUntil != nil }
        return notRun.map { check in
            let place = isOfSeveral ? "\(check.organisation): " : ""
            return "\(place)\(check.code) not run: \(check.reason)"
        } + [
            "\(Count.of(findings.count, "finding")) as at \(basis.days), of which \(accepted) accepted"
        ]
    }
}

extension ImportsAnswer {
    /// The imports for a terminal or a spreadsheet.
    var table: OutputTable {
        OutputTable(
            columns: [
                "Seq", "As at", "Source", "Scope", "Records", "New", "Changed", "Vanished",
                "Rejected",
                "Files", "Note",
            ],
            rows: imports.map { extract in
                [
                    .number(orAbsent: extract.sequence), .text(orAbsent: extract.asAt.description),
                    .text(orAbsent: "\(extract.organisation) \(extract.source)"),
                    .text(orAbsent: extract.scope), .number(orAbsent: extract.records),
                    .number(orAbsent: extract.new), .number(orAbsent: extract.changed),
                    .number(orAbsent: extract.vanished), .number(orAbsent: extract.rejected),
                    .text(orAbsent: extract.files.map(\.name).joined(separator: ", ")),
                    .text(
                        orAbsent: extract.withdrawn.map {
                            "withdrawn by \($0.sequence), \($0.by), \($0.role): \($0.why)"
                        } ?? extract.supersededBy.map { "superseded by \($0)" }),
                ]
            })
    }
}
