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
            axis.points[$0].regions
        }
        let usual = axis.points.filter { !$0.isAssumed }.map(\.regions)
        // What is assumed matters only where it is spoken of.
        let isUsual = classes.rows.allSatisfy { !axis.classes[$0].isAssumed }
        let possible = isUsual ? usual : axis.points.map(\.regions)
        if let together = together(axis, chosen, among: possible) { return [together] }
        return words(axis, chosen, among: possible, from: 0)
    }

    /// Points as one condition a column, where these conditions choose them and no others.
    private func together(
        _ axis: TableAxis, _ chosen: [[TableRegion]], among possible: [[TableRegion]]
    ) -> [String]? {
        var keys: [Set<String>?] = axis.columns.indices.map { position in
            Set(chosen.map { $0[position].key })
        }
        func count() -> Int {
            possible.count { point in
                zip(point, keys).allSatisfy { region, keys in keys?.contains(region.key) ?? true }
            }
        }
        guard count() == chosen.count else { return nil }
        // A column that the others decide needs no word.
        for position in keys.indices.reversed() where axis.columns.count > 1 {
            let kept = keys[position]
            keys[position] = nil
            if count() != chosen.count { keys[position] = kept }
        }
        return axis.columns.indices.compactMap { position in
            guard let wanted = keys[position] else { return nil }
            let all = axis.regions(ofColumn: position)
            let regions = all.filter { wanted.contains($0.key) }
            return "\(label(axis, position)) is \(TableWords.values(regions, of: all))"
        }
    }

    /// Groups points by the values of a column that go with the same values of those after it.
    private func words(
        _ axis: TableAxis, _ chosen: [[TableRegion]], among possible: [[TableRegion]],
        from position: Int
    ) -> [[String]] {
        guard position < axis.columns.count else { return [[]] }
        var groups: [(rest: [String], first: [String: TableRegion], order: [String])] = []
        let byFirst = Dictionary(grouping: chosen) { $0[position].key }
        let all = axis.regions(ofColumn: position)
        for region in all {
            guard let points = byFirst[region.key] else { continue }
            let rest = Set(
                points.map { $0[(position + 1)...].map(\.key).joined(separator: "\u{1F}") }
            )
            .sorted()
            if let index = groups.firstIndex(where: { $0.rest == rest }) {
                groups[index].first[region.key] = region
                groups[index].order.append(region.key)
            } else {
                groups.append((rest, [region.key: region], [region.key]))
            }
        }
        return groups.flatMap { group -> [[String]] in
            let regions = group.order.compactMap { group.first[$0] }
            let points = chosen.filter { group.first[$0[position].key] != nil }
            let others = possible.filter { group.first[$0[position].key] != nil }
            let tails = words(axis, points, among: others, from: position + 1)
            // A column that the others decide, or that may be anything, needs no word.
            let isFree = Set(possible.map { $0[position].key }).isSubset(of: group.first.keys)
            let head = "\(label(axis, position)) is \(TableWords.values(regions, of: all))"
            return tails.map { (isFree ? [] : [head]) + $0 }
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
