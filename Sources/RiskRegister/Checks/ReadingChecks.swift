/// What reading files can find: codes that readers raise, with their words in one place.
enum ReadingChecks {
    static let all: [Check] = [
        Check(
            "RD01", "characters repaired", .information, reader: .riskLead,
            why: "XML allows no control characters; each was replaced and counted, so that one "
                + "bad byte does not lose the month.",
            advice: "Look at the field; take the character out in the risk system.",
            run: .reading),
        Check(
            "RD02", "encoding is not the one declared", .warning, reader: .riskLead,
            why: "A file that declares one encoding and holds another shows wrong letters "
                + "elsewhere.",
            advice: "Have the export declare the encoding that it writes.",
            run: .reading),
        Check(
            "RD03", "element that no mapping names", .warning, reader: .riskLead,
            why: "The value is kept as it is and nothing uses it: a renamed element loses its "
                + "meaning in silence otherwise.",
            advice: "Add the name to the mapping, as an alias or as ignored.",
            run: .reading),
        Check(
            "RD04", "word that the mapping does not know", .warning, reader: .riskLead,
            why: "A status, approval or score in a word without a meaning is treated as unknown.",
            advice: "Add the word to the mapping, or correct it in the risk system.",
            run: .reading),
        Check(
            "RD05", "record without an id", .error, reader: .riskLead,
            why: "Without an id the risk is kept under a digest of its content, and any change "
                + "makes it look like another risk.",
            advice: "Export the id of the record.",
            run: .reading),
        Check(
            "RD06", "order of dates decided for the file", .information, reader: .riskLead,
            why: "04/05/2026 has two readings; the order is decided once for a file, never for a "
                + "cell, and said here.",
            advice: "Check one date of the file against the risk system.",
            run: .reading),
        Check(
            "RD07", "code that is no longer in use", .information, reader: .riskLead,
            why: "The risk system marks codes that were switched off; reports that count by the "
                + "new code miss the risk.",
            advice: "Choose the code that replaced it, in the risk system.",
            run: .reading),
        Check(
            "RD08", "status says open beside a closing date", .warning, reader: .riskLead,
            why: "One of the two is left over; the risk stays on its registers until they agree, "
                + "so that none is closed by a slip.",
            advice: "Close the risk, or take the closing date out, in the risk system.",
            run: .reading),
        Check(
            "RD09", "a score stands twice in one record", .warning, reader: .riskLead,
            why: "Two elements of the export give the same score with different values, and only "
                + "one of them can route.",
            advice: "Take one of the two elements out of the export, or name the right one first "
                + "in the mapping.",
            run: .reading),
        Check(
            "AP01", "approval absent: treated as approved", .warning, reader: .riskLead,
            why: "Without approval states, drafts cannot be told from live risks, so all are "
                + "treated as live.",
            advice: "Export the approval status.",
            run: .register(approvalAbsent)),
    ]

    /// AP01: the export gives no approval state for some or all open risks; one finding an extract.
    private static func approvalAbsent(_ context: CheckContext) -> [Finding] {
        let extracts = Checks.newestExtracts(context.view).filter(\.hasRisks)
        let organisations = extracts.map(\.organisation).reduce(into: [String]()) {
            if !$0.contains($1) { $0.append($1) }
        }
        return organisations.sorted().compactMap { organisation in
            let open = context.view.risks.filter {
                $0.key.organisation == organisation && $0.status == .open && !$0.isOutOfScope
            }
            let silent = open.filter { $0.record.approval == .unknown }.count
            guard silent > 0,
                let extract = extracts.last(where: { $0.organisation == organisation })
            else { return nil }
            let all = silent == open.count ? "all \(silent)" : "\(silent) of \(open.count)"
            let whose = organisations.count > 1 ? " of \(organisation)" : ""
            return context.finding(
                about: .extract(extract.asAt),
                "approval is absent on \(all) open risks\(whose): treated as approved",
                field: "approval")
        }
    }
}
