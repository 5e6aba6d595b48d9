import RiskRegister

extension PaperBasis {
    /// The grid of some risks by the likelihood and consequence of their current score.
    ///
    /// Only a recorded pair, or the one pair that a printed score allows (16 on a 5x5), is placed; the
    /// latter is marked. A printed 18 has no place, and is named.
    ///
    /// - Parameters:
    ///   - risks: The risks.
    ///   - caption: What the map shows.
    /// - Returns: The map with its tables.
    func heatMap(_ risks: [RiskState], caption: String) -> HeatMap {
        struct Pair: Hashable {
            var likelihood: Int
            var consequence: Int
        }
        let size = scale.size
        var ids: [Pair: [String]] = [:]
        var notPlaced: [String] = []
        for state in risks.sorted(by: { $0.key < $1.key }) {
            let id = label(state.key)
            guard let likelihood = state.outcome.likelihood,
                let consequence = state.outcome.consequence,
                state.outcome.size == size, (1...size.likelihoods).contains(likelihood),
                (1...size.consequences).contains(consequence)
            else {
                notPlaced.append(name(state))
                continue
            }
            // A printed score that was used in place of the product would else read as the product.
            var marks: [String] = state.own.map { [label($0.key)] } ?? []
            if state.outcome.pairIsInferred { marks.append("pair inferred") }
            if let score = state.score, score != likelihood * consequence {
                marks.append("\(score) used")
            }
            ids[Pair(likelihood: likelihood, consequence: consequence), default: []]
                .append(marks.isEmpty ? id : "\(id) (\(marks.joined(separator: ", ")))")
        }
        var places: [HeatMap.Place] = []
        for consequence in (1...size.consequences).reversed() {
            for likelihood in 1...size.likelihoods {
                let grade = scale.grade(of: likelihood * consequence)
                places.append(
                    HeatMap.Place(
                        likelihood: likelihood, consequence: consequence, grade: grade,
                        tone: scale.tone(of: grade),
                        risks: ids[Pair(likelihood: likelihood, consequence: consequence)] ?? []
                    ))
            }
        }
        return HeatMap(
            caption: caption, matrix: scale.matrix, places: places, notPlaced: notPlaced,
            tables: [grid(places, caption), occupied(places)])
    }

    private func grid(_ places: [HeatMap.Place], _ caption: String) -> OutputTable {
        let matrix = scale.matrix
        return OutputTable(
            id: "heat-map", caption: "\(caption): number of risks by consequence and likelihood",
            columns: [Column("consequence", "Consequence", width: 16, isHeader: true)]
                + matrix.likelihood.enumerated().map {
                    Column("likelihood\($0 + 1)", "Likelihood \($0 + 1) \($1)", width: 10)
                },
            rows: (1...matrix.size.consequences).reversed().map { consequence in
                Row(
                    [.text("\(consequence) \(matrix.consequence[consequence - 1])")]
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
