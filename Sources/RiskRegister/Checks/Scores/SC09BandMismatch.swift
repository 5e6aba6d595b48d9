/// SC09: the band as printed is a grade of the rulebook, and not the grade of the score used.
///
/// A band in words that the rulebook does not use ("red") is not compared. Abbreviations of three
/// letters or more are ("8 MOD").
enum SC09BandMismatch {
    static let check = Check(
        "SC09", "printed band does not match the score", .warning,
        reader: .riskLead, dependsOn: .risk(),
        why: "The band that the trust's own paper shows is not the one that the rulebook gives "
            + "the score used.",
        advice: "Correct the score or the band, or the rulebook's grade table.",
        looks: .live(find),
        examples: examples)

    private static func find(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        guard state.hasOwnScores, let band = state.record.current.band, let score = state.score,
            let grade = state.outcome.grade
        else { return [] }
        let words = band.lowercased().split { !$0.isLetter }.filter { $0 != "risk" }
        let phrase = words.joined(separator: " ")
        let meant = context.index.grades.filter {
            $0 == phrase || (phrase.count >= 3 && $0.hasPrefix(phrase))
        }
        guard meant.count == 1, meant != [grade.folded] else { return [] }
        return [
            context.finding(
                state,
                "the printed band is \"\(band.clipped(to: 20))\"; the rulebook grades \(score) as "
                    + grade,
                field: "current band")
        ]
    }

    private static let examples = [
        Check.Example("2101", "the printed band is \"8 MOD\"; the rulebook grades 12 as high") {
            $0.now("2101") { $0.current.band = "8 MOD" }
        } butNot: {
            $0.now("2101") { $0.current.band = "High Risk" }
        }
    ]
}
