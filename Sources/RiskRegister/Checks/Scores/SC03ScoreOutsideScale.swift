/// SC03: likelihood or consequence no step of the matrix, or a score not one from 1 to its highest.
///
/// Cleared when the value is on the scale.
enum SC03ScoreOutsideScale {
    static let check = Check(
        "SC03", "score outside the scale", .error,
        reader: .riskLead, dependsOn: .risk(),
        why: "Likelihood and consequence run from 1 to 5 and a score from 1 to 25, in whole "
            + "numbers, unless the rulebook declares another matrix; anything else is kept as "
            + "printed and not used.",
        advice: "Record a likelihood and a consequence that are on the matrix.",
        looks: .live(find),
        examples: examples)

    private static func find(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        guard state.hasOwnScores else { return [] }
        return ScoreKind.checked.flatMap { kind in
            let entry = state.record.entry(kind)
            let size = entry.size
            let steps =
                size.likelihoods == size.consequences
                ? "not a whole number from 1 to \(size.likelihoods)"
                : "no step of a \(size) matrix"
            var found = entry.unreadable.map { text in
                context.finding(
                    state,
                    "\(kind.rawValue) likelihood or consequence is \"\(text.clipped(to: 20))\", "
                        + steps,
                    field: "\(kind.rawValue) score")
            }
            if let printed = entry.printed, entry.usable == nil {
                found.append(
                    context.finding(
                        state,
                        "\(kind.rawValue) score \"\(printed.text.clipped(to: 20))\" is not a whole "
                            + "number from 1 to \(size.highest); kept as printed and not used",
                        field: "\(kind.rawValue) score"))
            }
            return found
        }
    }

    private static let examples = [
        Check.Example(
            "2101",
            "current score \"0\" is not a whole number from 1 to 25; kept as printed and not used"
        ) {
            $0.now("2101") { $0.current = ScoreEntry(printed: PrintedScore(0)) }
        } butNot: {
            $0.now("2101") { $0.current = ScoreEntry(printed: PrintedScore(1)) }
        },
        Check.Example(
            "2101", "target likelihood or consequence is \"6\", not a whole number from 1 to 5"
        ) {
            $0.now("2101") { $0.target = ScoreEntry(consequence: 4, unreadable: ["6"]) }
        } butNot: {
            $0.now("2101") { $0.target = ScoreEntry(consequence: 4) }
        },
    ]
}
