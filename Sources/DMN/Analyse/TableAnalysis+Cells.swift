import FEEL

extension TableAnalysis {
    /// Conditions that add nothing, that say more than they do, or that name what cannot be.
    mutating func findCells() {
        var cover = BoxCover(must, sizes: sizes)
        let idle = rowsWithoutEffect
        for row in table.rows.indices where !isEmpty(may[row]) && !idle.contains(row) {
            for (number, axis) in axes.enumerated() {
                for position in axis.columns.indices {
                    let cell = table.rows[row].cells[axis.columns[position]]
                    guard !cell.isAny else { continue }
                    let place = CellPlace(
                        row: row, axis: number, position: position, cell: cell,
                        others: others(row, number, position))
                    if tellOffScale(place) { continue }
                    if isExact(row), tellRedundant(place, &cover) { continue }
                    tellDisguised(place)
                }
            }
        }
    }

    /// Rows of which something was said that makes a word on their cells idle.
    private var rowsWithoutEffect: Set<Int> {
        var idle: Set<Int> = []
        for remark in found {
            switch remark.kind {
            case .masked:
                idle.formUnion(remark.rows.prefix(1).compactMap { index(of: $0) })
            case .duplicate:
                idle.formUnion(remark.rows.dropFirst().compactMap { index(of: $0) })
            case .gap, .absent, .overlap, .unreachable, .subsumed, .redundant, .offScale,
                .unused, .constant, .recursion, .circular, .tooLarge:
                break
            }
        }
        return idle
    }

    private func index(of id: String) -> Int? { table.rows.firstIndex { $0.id == id } }

    /// A cell of the table, by its place on the axes.
    private struct CellPlace {
        let row: Int
        let axis: Int
        let position: Int
        let cell: CellTests
        /// The classes of the axis that the row's other cells accept.
        let others: RowSet
    }

    /// The classes that the cells of a row on an axis accept without one of them.
    private func others(_ row: Int, _ number: Int, _ position: Int) -> RowSet {
        let axis = axes[number]
        return RowSet(
            axis.classes.indices.filter { index in
                axis.columns.indices.allSatisfy {
                    $0 == position || axis.classes[index].columns[$0].must.contains(row)
                }
            }, of: axis.classes.count)
    }

    private func label(_ place: CellPlace) -> String { label(axes[place.axis], place.position) }

    private func text(_ place: CellPlace) -> String { "`\(collapsedText(place.cell.text))`" }

    // MARK: - Off the scale

    /// Values that a cell names one by one and that cannot be, or that are on no scale.
    private mutating func tellOffScale(_ place: CellPlace) -> Bool {
        let axis = axes[place.axis]
        guard axis.isGiven, case .tests(let tests, _)? = place.cell.simple else { return false }
        let isNamed = tests.contains { if case .equal = $0 { true } else { false } }
        guard isNamed else { return false }
        let values = self.values(axis, place.position, among: axis.classes.indices.map { $0 })
        let regular = self.values(
            axis, place.position, among: axis.classes.indices.filter { axis.classes[$0].isRegular })
        var never: [Value] = []
        var irregular: [Value] = []
        for case .equal(let constant) in tests where !constant.isNull {
            if !values.contains(constant) {
                never.append(constant)
            } else if !regular.contains(constant) {
                irregular.append(constant)
            }
        }
        let row = "row \(id(place.row)) names"
        if !never.isEmpty {
            add(
                .offScale, severity(.offScale), rows: [place.row],
                "\(row) \(list(never)), which \(label(place)) cannot be",
                advice: "correct it, or take it out", at: place.cell.location)
        }
        if !irregular.isEmpty, let rule = axis.rule {
            add(
                .offScale, .note, rows: [place.row],
                "\(row) \(list(irregular)): \(rule.breach), so that \(rule.exception) can be "
                    + (irregular.count == 1 ? "it" : "one of them"),
                advice: "keep it if that is meant", at: place.cell.location)
        }
        return !never.isEmpty || !irregular.isEmpty
    }

    private func list(_ values: [Value]) -> String {
        TableWords.list(values.map { "\($0)" }, "and")
    }

    /// The values of a column in some classes, each once, in order.
    private func values(_ axis: TableAxis, _ position: Int, among classes: [Int]) -> [Value] {
        var places = RowSet(count: axis.regions[position].count)
        for index in classes {
            for point in axis.classes[index].points { places.insert(axis.places[point][position]) }
        }
        return places.rows.map { axis.regions[position][$0] }.compactMap {
            $0.isAbsent ? nil : $0.only
        }
    }

    // MARK: - Conditions that add nothing

    /// A cell that could be `-`.
    private mutating func tellRedundant(_ place: CellPlace, _ cover: inout BoxCover) -> Bool {
        let (row, number) = (place.row, place.axis)
        let accepted = must[row][number]
        let freed = RowSet(
            place.others.rows.filter { !accepted.contains($0) }, of: sizes[number])
        var reason: String?
        if freed.isEmpty {
            reason =
                axes[number].columns.count > 1 && accepted != everything[number]
                ? "the row's other conditions ask for it already"
                : "\(label(place)) always is that"
        } else if axes[number].columns.count > 1, let rule = axes[number].rule,
            !accepted.rows.allSatisfy({ self.isAbsent(place, $0) }),
            !freed.rows.contains(where: { axes[number].classes[$0].isRegular })
        {
            reason =
                "the row's other conditions ask for it already where \(rule.condition); "
                + "\(rule.exception) makes a difference"
        } else if table.hitPolicy == .first, row > 0 {
            var space = must[row]
            space[number] = freed
            do {
                let earlier = RowSet(0..<row, of: table.rows.count)
                if try cover.firstUncovered(in: space, by: earlier) == nil {
                    reason = "the rows above have taken everything else"
                }
            } catch {
                unanswered.insert("conditions that add nothing")
            }
        }
        guard let reason else { return false }
        add(
            .redundant, severity(.redundant), rows: [row],
            "in row \(id(row)) the condition \(label(place)) \(text(place)) adds nothing: \(reason)",
            example: example(must[row]),
            advice: "write -, or keep it if the row reads better with it", at: place.cell.location)
        return true
    }

    private func isAbsent(_ place: CellPlace, _ index: Int) -> Bool {
        axes[place.axis].classes[index].points.allSatisfy {
            axes[place.axis].points[$0].regions[place.position].isAbsent
        }
    }

    // MARK: - Conditions that seem to say more

    /// The values among which a comparison is looked at.
    private enum Company {
        /// All that the column can be.
        case all
        /// Those of cases that keep to the rule between inputs.
        case regular(JointDomain.Rule)
        /// Those that go with the row's other conditions.
        case others
        /// The same, of cases that keep to the rule.
        case regularOthers(JointDomain.Rule)
    }

    /// A comparison whose bound no value has, so that it means another.
    private mutating func tellDisguised(_ place: CellPlace) {
        let axis = axes[place.axis]
        guard axis.isGiven, case .tests(let tests, false)? = place.cell.simple, tests.count == 1,
            case .within(let interval) = tests[0]
        else { return }
        let all = Array(axis.classes.indices)
        func regular(_ classes: [Int]) -> [Int] { classes.filter { axis.classes[$0].isRegular } }
        var companies: [(Company, [Int])] = [(.all, all)]
        if let rule = axis.rule { companies.append((.regular(rule), regular(all))) }
        // Bands are what they are; of a one-sided comparison the row's other conditions are asked.
        if axis.columns.count > 1, place.others != everything[place.axis],
            interval.start == nil || interval.end == nil
        {
            let others = place.others.rows
            companies.append((.others, others))
            if let rule = axis.rule { companies.append((.regularOthers(rule), regular(others))) }
        }
        for (company, classes) in companies {
            if tell(place, interval, company, classes) { return }
        }
    }

    private mutating func tell(
        _ place: CellPlace, _ interval: Interval, _ company: Company, _ classes: [Int]
    ) -> Bool {
        let values = self.values(axes[place.axis], place.position, among: classes).filter {
            if case .number = $0 { true } else { false }
        }
        let test = SimpleTests.tests([.within(interval)], isNegated: false)
        let inside = values.filter { test.accept($0) }
        let missing = [interval.start, interval.end].compactMap { $0 }.filter {
            !values.contains($0)
        }
        guard let first = inside.first, let last = inside.last, !missing.isEmpty,
            let meaning = meaning(of: interval, first, last, values)
        else { return false }
        let skipped = self.skipped(missing, first, last)
        let none = TableWords.list(skipped, "and")
        let why: String
        let kind: TableRemark.Kind
        switch company {
        case .all:
            kind = .offScale
            why = skipped.isEmpty ? "" : ": \(label(place)) is never \(TableWords.list(skipped))"
        case .regular(let rule):
            kind = .offScale
            why =
                (skipped.isEmpty
                    ? "" : ", as \(none) \(skipped.count > 1 ? "are" : "is") \(rule.breach)")
                + ": \(rule.exception) makes a difference"
        case .others, .regularOthers:
            kind = .redundant
            var text = ", given the row's other conditions"
            if case .regularOthers(let rule) = company {
                text += " where \(rule.condition)"
                why = text + ": \(rule.exception) makes a difference"
            } else {
                why = text
            }
        }
        add(
            kind, .note, rows: [place.row],
            "in row \(id(place.row)) \(label(place)) \(text(place)) is only \(meaning)\(why)",
            example: example(must[place.row]),
            advice: "write \(meaning), or keep it if it is the policy's own",
            at: place.cell.location)
        return true
    }

    /// The plainest comparison with the same values inside.
    private func meaning(
        of interval: Interval, _ first: Value, _ last: Value, _ values: [Value]
    ) -> String? {
        switch (interval.start, interval.end) {
        case (.some, nil): return ">= \(first)"
        case (nil, .some): return "<= \(last)"
        case (.some(let start), .some(let end)):
            if first == last { return "\(first)" }
            let low =
                values.contains(start) && !interval.isStartIncluded ? "]\(start)" : "[\(first)"
            let high = values.contains(end) && !interval.isEndIncluded ? "\(end)[" : "\(last)]"
            return "\(low)..\(high)"
        case (nil, nil): return nil
        }
    }

    /// Whole numbers between a bound that no value has and the nearest value inside.
    private func skipped(_ missing: [Value], _ first: Value, _ last: Value) -> [String] {
        var skipped: [Int] = []
        for bound in missing {
            guard let number = Self.whole(bound), let low = Self.whole(first),
                let high = Self.whole(last)
            else { continue }
            if number < low { skipped += number..<low }
            if number > high { skipped += (high + 1)...number }
        }
        return skipped.count > 6 ? [] : skipped.map(String.init)
    }

    private static func whole(_ value: Value) -> Int? {
        if case .number(let number) = value { number.exactInt } else { nil }
    }

    // MARK: - Columns

    /// Columns that no row uses, and conclusions that are the same in every row.
    mutating func findColumns() {
        guard table.rows.count > 1 else { return }
        for (column, input) in table.inputs.enumerated()
        where table.rows.allSatisfy({ $0.cells[column].isAny }) {
            add(
                .unused, severity(.unused),
                "no row asks for \(label(column)): its column is - throughout",
                advice: "remove the column, or the rows will be read as if it mattered",
                at: input.expression.location)
        }
        for (column, output) in table.outputs.enumerated() {
            let texts = Set(table.rows.map { collapsedText($0.outputs[column].text) })
            guard texts.count == 1, let text = texts.first, output.defaultEntry == nil,
                let location = table.rows.first?.outputs[column].location
            else { continue }
            add(
                .constant, severity(.constant),
                "every row gives \(text) as \(collapsedText(output.name))",
                advice: "remove the column if it can never differ", at: location)
        }
    }
}
