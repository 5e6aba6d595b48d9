import RiskRegister

/// The Audit Committee's sections on changes of rules, provenance, findings, and what was not assured.
extension PaperBasis {
    // MARK: - Changes to rules and framework

    var frameworkChanges: [Paper.Block] {
        let table = OutputTable(
            id: "rulebooks", caption: "Rulebooks adopted, oldest first",
            columns: [
                Column("id", "Rulebook", width: 14, isHeader: true),
                Column("version", "Version", width: 9), Column("from", "In force from", width: 12),
                Column("recorded", "Recorded", width: 20),
                Column("digest", "SHA-256 of its files", width: 50),
                Column("sequence", "Entry", width: 8),
            ],
            rows: view.rulebooks.map { book in
                Row([
                    .text(book.id), .text(book.version), .day(book.effectiveFrom),
                    .text(book.recordedAt), .text(book.digest), .number(book.sequence),
                ])
            }, whenEmpty: "No adoption is recorded.")
        var sentences: [String] = []
        if let earlier {
            let old = ScoreScale(earlier.rulebook)
            if earlier.rulebook.version != view.rulebook.version
                || earlier.rulebook.id != view.rulebook.id
            {
                sentences.append(
                    "Rules: \(earlier.rulebook.id) version \(earlier.rulebook.version) on "
                        + "\(earlier.asAt.inWords), \(view.rulebook.id) version "
                        + "\(view.rulebook.version) now.")
            }
            if old.size != scale.size {
                sentences.append(
                    "The matrix changed from \(old.size) to \(scale.size): scores before and after are "
                        + "not compared.")
                if let was = old.threshold, let now = scale.threshold {
                    sentences.append(
                        "The threshold was \(was) on the \(old.size) matrix and is \(now) on the "
                            + "\(scale.size) one.")
                }
            } else if let was = old.threshold, let now = scale.threshold, was != now {
                sentences.append("The threshold moved from \(was) to \(now).")
            }
            if earlier.frameworkDay != view.frameworkDay, let day = view.frameworkDay {
                sentences.append("The assurance framework was replaced by that of \(day.inWords).")
            }
        }
        for objective in view.framework?.objectives ?? [] {
            guard let end = objective.to, end < asAt else { continue }
            let next = objective.replacedBy.map { ", replaced by \($0)" } ?? ""
            sentences.append("\(objective.id) ended on \(end.inWords)\(next).")
        }
        return [
            heading("Changes to rules and framework"),
            sentences.isEmpty
                ? .paragraph("No change of rules, threshold, framework or objectives is known.")
                : .sentences(sentences),
            .table(table),
        ]
    }

    // MARK: - Provenance

    var provenance: [Paper.Block] {
        let files = OutputTable(
            id: "files", caption: "Files read",
            columns: [
                Column("file", "File", width: 26, isHeader: true),
                Column("kind", "Holds", width: 10), Column("asAt", "As at", width: 12),
                Column("encoding", "Encoding", width: 12), Column("bytes", "Bytes", width: 10),
                Column("sha256", "SHA-256", width: 50),
                Column("sequence", "Entry", width: 8),
            ],
            rows: view.extracts.flatMap { extract in
                extract.files.map { file in
                    Row([
                        .text(file.name), .word(file.kind.rawValue), .day(extract.asAt),
                        .text(file.encoding), .number(file.bytes), .text(file.sha256),
                        .number(extract.sequence),
                    ])
                }
            }, whenEmpty: "No file was read.")
        let extracts = OutputTable(
            id: "extracts", caption: "Extracts as recorded",
            columns: [
                Column("sequence", "Entry", width: 8, isHeader: true),
                Column("asAt", "As at", width: 12), Column("source", "Source", width: 12),
                Column("records", "Records", width: 8), Column("rejected", "Rejected", width: 8),
                Column("repaired", "Values repaired", width: 8),
                Column("unmapped", "Elements not mapped", width: 28),
                Column("recorded", "Recorded", width: 20),
                Column("software", "Software", width: 18),
            ],
            rows: view.extracts.map { extract in
                Row([
                    .number(extract.sequence), .day(extract.asAt), .text(extract.source),
                    .number(extract.balance.records), .number(extract.balance.rejected),
                    .number(extract.repaired),
                    .text(orAbsent: extract.unmapped.joined(separator: ", ")),
                    .text(extract.recordedAt), .text(orAbsent: extract.software),
                ])
            }, whenEmpty: "No extract was imported.")
        let rulebook = view.rulebook
        return [
            heading("Provenance"), .table(files), .table(extracts),
            .paragraph(
                "Rules: \(rulebook.id) version \(rulebook.version), after \(rulebook.sourceDocument); "
                    + "SHA-256 \(rulebook.digest). The same files, rules and day give the same paper, "
                    + "byte for byte."),
        ]
    }

    // MARK: - What was not assured

    var notAssured: [Paper.Block] {
        var blocks: [Paper.Block] = [
            heading("Findings and checks"), .table(findingsByCode), .table(notRunTable),
        ]
        blocks.append(
            .missing([
                "Internal audit's plan and recommendations are not shown: the register holds none.",
                "Performance measures, programmes and impact assessments are not shown: the register "
                    + "holds none.",
                "The text of risks is not judged: whether a risk is well described, or rightly scored, "
                    + "is for people.",
            ]))
        return blocks
    }

    private var findingsByCode: OutputTable {
        let groups = Dictionary(grouping: allFindings, by: \.code)
        return OutputTable(
            id: "findings", caption: "Findings by code",
            columns: [
                Column("code", "Code", width: 8, isHeader: true),
                Column("check", "What it looks for", width: 40),
                Column("severity", "Severity", width: 15), Column("count", "Findings", width: 8),
                Column("accepted", "Accepted", width: 8), Column("subjects", "Which", width: 50),
            ],
            rows: groups.keys.sorted().map { code in
                let findings = groups[code] ?? []
                var seen: Set<String> = []
                let subjects = findings.map { $0.subject.id }.filter { seen.insert($0).inserted }
                return Row([
                    .word(code), .text(orAbsent: Checks.check(code)?.title),
                    findings.map(\.severity).min().map(severity) ?? .absent,
                    .number(findings.count), .number(findings.count { $0.acceptedWhy != nil }),
                    .text(subjects.sorted(by: RiskKey.precedes).joined(separator: ", ")),
                ])
            }, whenEmpty: "No finding.")
    }
}
