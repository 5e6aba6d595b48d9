/// AP01: the export gives no approval state for some or all open risks; one finding an extract.
enum AP01ApprovalAbsent {
    static let check = Check(
        "AP01", "approval absent: treated as approved", .warning,
        reader: .riskLead, dependsOn: .organisation(),
        why: "Without approval states, drafts cannot be told from live risks, so all are "
            + "treated as live.",
        advice: "Export the approval status.",
        looks: .register(find),
        examples: examples)

    private static func find(_ context: CheckContext) -> [Finding] {
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

    private static let examples = [
        Check.Example("2026-06-30", "approval is absent on 1 of 3 open risks: treated as approved")
        {
            $0.now("2101") { $0.approval = .unknown }
        } butNot: {
            $0.now("2101") { $0.approval = .awaiting }
        }
    ]
}
