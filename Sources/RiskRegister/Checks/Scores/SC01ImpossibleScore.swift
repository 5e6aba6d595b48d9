/// SC01: a usable number that no likelihood and consequence of the matrix give, as HCT's 18.
///
/// It is never called wrong: it is shown, used and asked about. Cleared by a pair that gives it.
enum SC01ImpossibleScore {
    static let check = Check(
        "SC01", "score is not a product on the matrix", .error,
        reader: .riskLead, dependsOn: .risk(),
        why: "Such a number cannot come from one likelihood and one consequence; it may be a "
            + "sum, an average or a combined score, and nobody can place it on the heat map.",
        advice: "Ask the owner how the number was reached, and record a likelihood and a "
            + "consequence.",
        looks: .live(find),
        examples: examples)

    private static func find(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        guard state.hasOwnScores else { return [] }
        return ScoreKind.checked.compactMap { kind in
            let entry = state.record.entry(kind)
            guard let printed = entry.usable, !entry.size.isProduct(printed) else { return nil }
            let subject = kind == .current ? "\(printed)" : "\(kind.rawValue) score \(printed)"
            return context.finding(
                state,
                "\(subject) is not a product on a \(entry.size) matrix; it may be a combined "
                    + "score; ask",
                field: "\(kind.rawValue) score")
        }
    }

    private static let examples = [
        Check.Example(
            "2101", "18 is not a product on a 5x5 matrix; it may be a combined score; ask"
        ) {
            $0.now("2101") { $0.current = ScoreEntry(printed: PrintedScore(18)) }
        } butNot: {
            $0.now("2101") { $0.current = ScoreEntry(printed: PrintedScore(20)) }
        },
        Check.Example(
            "2101",
            "target score 7 is not a product on a 5x5 matrix; it may be a combined score; ask"
        ) {
            $0.now("2101") { $0.target = ScoreEntry(printed: PrintedScore(7)) }
        } butNot: {
            $0.now("2101") { $0.target = ScoreEntry(printed: PrintedScore(8)) }
        },
    ]
}
