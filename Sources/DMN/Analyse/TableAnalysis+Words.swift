extension TableAnalysis {
    /// A box in words, as alternatives of "column is values" joined by "and".
    ///
    /// Columns whose values do not matter there are left out.
    func words(_ box: Box) -> [String] {
        var alternatives: [[String]] = [[]]
        for (number, axis) in axes.enumerated() where box[number] != everything[number] {
            let parts = words(axis, box[number])
            if parts.isEmpty { continue }
            alternatives = alternatives.flatMap { head in parts.map { head + $0 } }
        }
        return alternatives.map { $0.joined(separator: " and ") }
    }

    /// Classes of an axis in words: alternatives of conditions.
    private func words(_ axis: TableAxis, _ classes: RowSet) -> [[String]] {
        let chosen = classes.rows.flatMap { axis.classes[$0].points }.sorted().map {
            axis.places[$0]
        }
        // What is assumed matters only where it is spoken of.
        let isUsual = classes.rows.allSatisfy { !axis.classes[$0].isAssumed }
        let possible = axis.points.indices.filter { !isUsual || !axis.points[$0].isAssumed }
            .map { axis.places[$0] }
        if let together = together(axis, chosen, among: possible) { return [together] }
        return words(axis, chosen, among: possible, from: 0)
    }

    private func words(_ axis: TableAxis, _ position: Int, _ places: Set<Int>) -> String {
        let all = axis.regions[position]
        return "\(label(axis, position)) is "
            + TableWords.values(places.sorted(), of: all)
    }

    /// Points as one condition a column, where these conditions choose them and no others.
    private func together(
        _ axis: TableAxis, _ chosen: [[Int]], among possible: [[Int]]
    ) -> [String]? {
        var wanted: [Set<Int>?] = axis.columns.indices.map { position in
            Set(chosen.map { $0[position] })
        }
        func count() -> Int {
            possible.count { point in
                zip(point, wanted).allSatisfy { place, wanted in wanted?.contains(place) ?? true }
            }
        }
        guard count() == chosen.count else { return nil }
        // A column that the others decide needs no word.
        for position in wanted.indices.reversed() where axis.columns.count > 1 {
            let kept = wanted[position]
            wanted[position] = nil
            if count() != chosen.count { wanted[position] = kept }
        }
        return axis.columns.indices.compactMap { position in
            wanted[position].map { words(axis, position, $0) }
        }
    }

    /// Groups points by the values of a column that go with the same values of those after it.
    private func words(
        _ axis: TableAxis, _ chosen: [[Int]], among possible: [[Int]], from position: Int
    ) -> [[String]] {
        guard position < axis.columns.count else { return [[]] }
        var groups: [(rest: Set<ArraySlice<Int>>, places: Set<Int>)] = []
        let byFirst = Dictionary(grouping: chosen) { $0[position] }
        for place in byFirst.keys.sorted() {
            let rest = Set((byFirst[place] ?? []).map { $0[(position + 1)...] })
            if let index = groups.firstIndex(where: { $0.rest == rest }) {
                groups[index].places.insert(place)
            } else {
                groups.append((rest, [place]))
            }
        }
        let all = Set(possible.map { $0[position] })
        return groups.flatMap { group -> [[String]] in
            let tails = words(
                axis, chosen.filter { group.places.contains($0[position]) },
                among: possible.filter { group.places.contains($0[position]) },
                from: position + 1)
            // A column that may be anything needs no word.
            let head = all.isSubset(of: group.places) ? [] : [words(axis, position, group.places)]
            return tails.map { head + $0 }
        }
    }

    func label(_ axis: TableAxis, _ position: Int) -> String {
        label(axis.columns[position])
    }

    /// A box in one clause: "when score is 7 or when held is false", shortened where it is long.
    func clause(_ box: Box) -> String {
        let alternatives = words(box)
        if alternatives.isEmpty || alternatives == [""] { return "whatever the inputs are" }
        let shown = alternatives.prefix(4).map { "when \($0)" }
        let more = alternatives.count - shown.count
        return TableWords.list(shown + (more > 0 ? ["in \(more) more cases"] : []))
    }

    /// A point of a box, column by column.
    func example(_ box: Box) -> [String] {
        var values = [String](repeating: "", count: table.inputs.count)
        for (number, axis) in axes.enumerated() {
            // What is sure to occur makes the better example.
            let points = box[number].rows.flatMap { axis.classes[$0].points }.sorted()
            let shown =
                points.first {
                    let point = axis.points[$0]
                    return !point.isAssumed && !point.regions.contains(where: \.isAbsent)
                } ?? points.first
            guard let shown else { continue }
            for (position, column) in axis.columns.enumerated() {
                let text = axis.points[shown].regions[position]
                values[column] =
                    "\(label(column)) = \(text.isAbsent ? "null" : text.example)"
            }
        }
        return values.filter { !$0.isEmpty }
    }

    /// Ids of rows in a sentence.
    func names(_ rows: [Int]) -> String {
        rows.count > 6
            ? rows.prefix(5).map(id).joined(separator: ", ") + " and \(rows.count - 5) more"
            : TableWords.list(rows.map(id), "and")
    }
}
