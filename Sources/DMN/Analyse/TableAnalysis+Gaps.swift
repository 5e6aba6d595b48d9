extension TableAnalysis {
    /// How many parts of a gap are told one by one.
    private static let mostParts = 8

    /// What no row matches, in as few and as large parts as can be.
    mutating func findGaps() {
        guard severity(.gap) != nil,
            !table.outputs.contains(where: { $0.defaultEntry != nil }), !isEmpty(expected)
        else { return }
        var cover = BoxCover(may, sizes: sizes)
        let rows = RowSet(all: table.rows.count)
        do {
            let parts = try cover.uncovered(in: expected, by: rows)
            tellGaps(parts)
            try findAbsent(&cover, rows)
        } catch {
            unanswered.insert("gaps")
        }
    }

    private mutating func tellGaps(_ parts: [Box]) {
        let wide =
            parts.count > 60
            ? parts
            : BoxCover.widened(parts, in: expected, sizes: sizes) { box in
                !may.contains { meets($0, box) }
            }
        gaps = wide
        // Large parts first: fewest columns to name.
        let told = wide.map { said($0) }.enumerated().sorted {
            let (left, right) = ($0.element, $1.element)
            if named(left).count != named(right).count {
                return named(left).count < named(right).count
            }
            return named(left) != named(right)
                ? named(left).lexicographicallyPrecedes(named(right)) : $0.offset < $1.offset
        }.map(\.element)
        for gap in told.prefix(Self.mostParts) {
            let count = named(gap).count
            let others = count > 0 && count < axes.count
            add(
                .gap, severity(.gap),
                "no row matches \(clause(gap))"
                    + (others ? ", whatever the other inputs are" : ""),
                example: example(intersection(gap, expected)),
                advice: "add a row for it, or a default answer")
        }
        guard told.count > Self.mostParts else { return }
        add(
            .gap, severity(.gap),
            "no row matches in \(told.count - Self.mostParts) more kinds of case",
            example: example(intersection(told[Self.mostParts], expected)),
            advice: "close the gaps above first, and check again")
    }

    /// The axes of which a box leaves something out.
    private func named(_ box: Box) -> [Int] {
        box.indices.filter { box[$0] != everything[$0] }
    }

    /// Inputs whose absence alone makes a gap, though nothing says that they can be absent.
    private mutating func findAbsent(
        _ cover: inout BoxCover, _ rows: RowSet
    ) throws(BoxCover.TooLarge) {
        var labels: [String] = []
        var shown: Box?
        for (number, axis) in axes.enumerated() {
            let assumed = axis.classes.indices.filter { axis.classes[$0].isAssumed }
            guard !assumed.isEmpty else { continue }
            var space = expected
            space[number] = RowSet(assumed, of: sizes[number])
            guard !isEmpty(space), let part = try cover.firstUncovered(in: space, by: rows) else {
                continue
            }
            shown = shown ?? part
            for (position, column) in axis.columns.enumerated()
            where assumed.contains(where: { index in
                part[number].contains(index)
                    && axis.classes[index].points.contains {
                        axis.points[$0].regions[position].isAbsent
                    }
            }) && !labels.contains(label(column)) {
                labels.append(label(column))
            }
        }
        guard let shown, !labels.isEmpty else { return }
        add(
            .absent, severity(.absent),
            "no row matches when \(TableWords.list(labels)) is absent", example: example(shown),
            advice: "add a row that tests null if it can be missing; the answer is null until then")
    }
}
