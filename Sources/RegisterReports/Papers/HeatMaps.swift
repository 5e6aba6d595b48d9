import RiskRegister

extension PaperBasis {
    /// The grid of some risks by the likelihood and consequence of their current score.
    ///
    /// Only a recorded pair, or the one pair that a printed 1, 9, 16 or 25 allows, is placed; the
    /// latter is marked. A printed 18 has no place, and is named.
    ///
    /// - Parameters:
    ///   - risks: The risks.
    ///   - caption: What the map shows.
    /// - Returns: The map with its tables.
    func heatMap(_ risks: [RiskState], caption: String) -> HeatMap {
        var ids: [Int: [String]] = [:]
        var notPlaced: [String] = []
        for state in risks.sorted(by: { $0.key < $1.key }) {
            let id = label(state.key)
            guard let likelihood = state.outcome.likelihood,
                let consequence = state.outcome.consequence,
                (1...5).contains(likelihood), (1...5).contains(consequence)
            else {
                notPlaced.append(id)
                continue
            }
            // A printed score that was used in place of the product would else read as the product.
            var marks: [String] = state.outcome.pairIsInferred ? ["pair inferred"] : []
            if let score = state.score, score != likelihood * consequence {
                marks.append("\(score) used")
            }
            ids[consequence * 10 + likelihood, default: []]
                .append(marks.isEmpty ? id : "\(id) (\(marks.joined(separator: ", ")))")
        }
        var places: [HeatMap.Place] = []
        for consequence in stride(from: 5, through: 1, by: -1) {
            for likelihood in 1...5 {
                let grade = scale.grade(of: likelihood * consequence)
                places.append(
                    HeatMap.Place(
                        likelihood: likelihood, consequence: consequence, grade: grade,
                        tone: scale.tone(of: grade),
                        risks: ids[consequence * 10 + likelihood] ?? []))
            }
        }
        return HeatMap(
            caption: caption, places: places, notPlaced: notPlaced,
            tables: [grid(places, caption), occupied(places)])
    }

    private func grid(_ places: [HeatMap.Place], _ caption: String) -> OutputTable {
        let words = ["1 rare", "2 unlikely", "3 possible", "4 likely", "5 almost certain"]
        let consequences = ["negligible", "minor", "moderate", "major", "catastrophic"]
        return OutputTable(
            id: "heat-map", caption: "\(caption): number of risks by consequence and likelihood",
            columns: [Column("consequence", "Consequence", width: 16, isHeader: true)]
                + words.enumerated().map {
                    Column("likelihood\($0 + 1)", "Likelihood \($1)", width: 10)
                },
            rows: stride(from: 5, through: 1, by: -1).map { consequence in
                Row(
                    [.text("\(consequence) \(consequences[consequence - 1])")]
                        + places.filter { $0.consequence == consequence }
                        .map { .number($0.risks.count) })
            })
    }

    private func occupied(_ places: [HeatMap.Place]) -> OutputTable {
        let shown = places.filter { !$0.risks.isEmpty }.sorted { left, right in
            let (first, second) = (
                left.likelihood * left.consequence, right.likelihood * right.consequence
            )
            return first != second ? first > second : left.consequence > right.consequence
        }
        return OutputTable(
            id: "heat-map-risks", caption: "The risks of each occupied cell",
            columns: [
                Column("score", "Score", width: 8, isHeader: true),
                Column("likelihood", "L", width: 4), Column("consequence", "C", width: 4),
                Column("grade", "Grade", width: 13), Column("risks", "Risks", width: 50),
            ],
            rows: shown.map { place in
                Row([
                    .number(place.likelihood * place.consequence), .number(place.likelihood),
                    .number(place.consequence), scale.cell(place.grade),
                    .text(place.risks.joined(separator: ", ")),
                ])
            }, whenEmpty: "No risk has both likelihood and consequence.")
    }
}
