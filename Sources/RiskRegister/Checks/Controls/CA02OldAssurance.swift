/// CA02: assurances without a date, or older than the limit; one finding a risk.
enum CA02OldAssurance {
    static let check = Check(
        "CA02", "assurance with no date, or old", .warning, needs: [.framework, .assurances],
        reader: .auditor, dependsOn: .risk(onDay: true), limit: .of("months"),
        why: "Evidence grows old: what an audit found two years ago says little of today.",
        advice: "Date the assurance, or get newer evidence.",
        looks: .live(find),
        examples: examples)

    private static func find(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        guard let principal = state.principal else { return [] }
        let assurances = principal.allAssurances
        let undated = assurances.filter { $0.date == nil }.count
        let old = assurances.compactMap(\.date).filter {
            $0.latest.adding(months: min(max(context.limit, 0), 1200)) < context.asAt
        }
        var parts: [String] = []
        if undated > 0 {
            parts.append(
                "\(Wording.count(undated, "assurance")) with no date")
        }
        if let oldest = old.min(by: { $0.latest < $1.latest }) {
            parts.append(
                "\(Wording.count(old.count, "assurance")) older than \(context.limit) months, "
                    + "the oldest of \(oldest.inWords)")
        }
        guard !parts.isEmpty else { return [] }
        return [context.finding(state, parts.joined(separator: "; "), field: "assurance")]
    }

    private static let examples = [
        Check.Example("PR1", "1 assurance older than 12 months, the oldest of 29 June 2025") {
            $0.line { $0.controls[0].assurances[0].date = .example(2025, 6, 29) }
        } butNot: {
            $0.line { $0.controls[0].assurances[0].date = .example(2025, 6, 30) }
        },
        Check.Example("PR1", "1 assurance with no date") {
            $0.line { $0.controls[0].assurances[0].date = nil }
        } butNot: {
            $0.line { $0.controls[0].assurances[0].result = nil }
        },
    ]
}
