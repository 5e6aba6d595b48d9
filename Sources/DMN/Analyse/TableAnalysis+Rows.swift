import FEEL
import Texts

extension TableAnalysis {
    private static let mostPairs = 40

    // MARK: - Rows by themselves

    /// Rows whose conditions nothing meets.
    mutating func findUnreachable() {
        for row in table.rows.indices {
            guard let number = may[row].firstIndex(where: \.isEmpty) else { continue }
            let axis = axes[number]
            // One cell may be enough to rule everything out; else it is several together.
            let dead = axis.columns.indices.first { position in
                !axis.classes.contains { $0.columns[position].may.contains(row) }
            }
            let sentence: String
            var place = location(row)
            if let dead {
                let cell = table.rows[row].cells[axis.columns[dead]]
                place = cell.location
                sentence =
                    "row \(id(row)) can never match: \(label(axis, dead)) is never "
                    + "`\(collapsedText(cell.text))`"
            } else {
                let conditions = axis.columns.filter { !table.rows[row].cells[$0].isAny }.map {
                    "\(label($0)) `\(collapsedText(table.rows[row].cells[$0].text))`"
                }
                sentence =
                    "row \(id(row)) can never match: "
                    + "\(TableWords.list(conditions, "and")) never go together"
            }
            add(
                .unreachable, severity(.unreachable), rows: [row], sentence,
                advice: "correct the condition, or remove the row", at: place)
        }
    }

    // MARK: - Pairs of rows

    /// Rows that match together where they should not, and rows that are the same.
    mutating func findPairs() {
        var told = 0
        for second in table.rows.indices {
            for first in 0..<second
            where meets(must[first], must[second]) && isWrong(first, second) {
                told += 1
                guard told <= Self.mostPairs, let remark = pair(first, second) else { continue }
                tell(remark)
            }
        }
        guard told > Self.mostPairs else { return }
        add(
            .overlap, table.hitPolicy == .unique ? .error : .warning,
            "\(told - Self.mostPairs) more pairs of rows match together",
            advice: "correct those above first, and check again")
    }

    /// Whether there is something to say of a pair of rows that meet.
    private func isWrong(_ first: Int, _ second: Int) -> Bool {
        switch table.hitPolicy {
        case .unique: true
        case .any: agree(first, second) != true || must[first] == must[second]
        case .priority, .first, .outputOrder, .ruleOrder, .collect:
            must[first] == must[second] && agree(first, second) == true
        }
    }

    private func pair(_ first: Int, _ second: Int) -> TableRemark? {
        let answer = agree(first, second)
        if answer == true, isExact(first), isExact(second), must[first] == must[second],
            let severity = severity(.duplicate)
        {
            return duplicate(first, second, severity)
        }
        guard let usual = severity(.overlap) else { return nil }
        if table.hitPolicy == .any, answer == true { return nil }
        let all = intersection(must[first], must[second])
        let sure = intersection(all, expected)
        // What cannot be compared, or needs an absent input that nothing speaks of, may be right.
        let isSure = !isEmpty(sure) && (table.hitPolicy == .unique || answer == false)
        let common = isEmpty(sure) ? all : sure
        let why =
            switch (table.hitPolicy, answer) {
            case (.any, false): "and do not give the same answer (hit policy ANY)"
            case (.any, _): "and may not give the same answer (hit policy ANY)"
            default: "and only one may (hit policy UNIQUE)"
            }
        return remark(
            .overlap, isSure ? usual : .warning, rows: [first, second],
            "rows \(id(first)) and \(id(second)) both match \(clause(said(common))), \(why)",
            example: example(common), advice: "change one of them so that they exclude each other",
            at: location(second))
    }

    private func duplicate(
        _ first: Int, _ second: Int, _ severity: TableRemark.Severity
    ) -> TableRemark {
        let effect =
            switch table.hitPolicy {
            case .unique: "only one row may match (hit policy UNIQUE)"
            case .any, .priority, .first: "it has no effect"
            case .outputOrder, .ruleOrder, .collect: "its answer is given twice"
            }
        return remark(
            .duplicate, severity, rows: [first, second],
            "row \(id(second)) says the same as row \(id(first)): \(effect)",
            example: example(must[first]), advice: "remove one of them", at: location(second))
    }

    /// A box whose axes that hold all that is expected are made whole, so that words leave them out.
    func said(_ box: Box) -> Box {
        box.indices.map { expected[$0].isSubset(of: box[$0]) ? everything[$0] : box[$0] }
    }

    /// Whether two rows conclude the same; nil when that cannot be told.
    ///
    /// A row that names itself in a column concludes no more by that, but under ANY, where the
    /// table fails if the answers differ in anything.
    func agree(_ row: Int, _ other: Int) -> Bool? {
        var isKnown = true
        for (left, right) in zip(table.rows[row].outputs, table.rows[other].outputs) {
            if table.hitPolicy != .any, left.constant == .string(table.rows[row].id),
                right.constant == .string(table.rows[other].id)
            {
                continue
            }
            if let left = left.constant, let right = right.constant {
                if left.isNull, right.isNull { continue }
                if equality(left, right) != true { return false }
            } else if left.text.onOneLine != right.text.onOneLine {
                isKnown = false
            }
        }
        return isKnown ? true : nil
    }

    // MARK: - Rows that never win

    /// Rows that match and are never the answer: under FIRST behind others, under PRIORITY below.
    mutating func findMasked() {
        guard severity(.masked) != nil, table.rows.count > 1 else { return }
        var cover = BoxCover(must, sizes: sizes)
        let isFirst = table.hitPolicy == .first
        let ranks = isFirst ? [] : table.rows.indices.map { rank(of: $0) }
        for row in table.rows.indices where !isEmpty(may[row]) {
            let above = table.rows.indices.filter { other in
                guard other != row, meets(may[row], must[other]) else { return false }
                if isFirst { return other < row }
                guard let own = ranks[row], let rank = ranks[other] else { return false }
                return rank.lexicographicallyPrecedes(own)
            }
            guard !above.isEmpty else { continue }
            do {
                let members = RowSet(above, of: table.rows.count)
                guard try cover.firstUncovered(in: may[row], by: members) == nil else { continue }
            } catch {
                unanswered.insert("rows that never apply")
                continue
            }
            tellMasked(row, above)
        }
    }

    private mutating func tellMasked(_ row: Int, _ above: [Int]) {
        let alone = above.first { isSubset(may[row], of: must[$0]) }
        let maskers = alone.map { [$0] } ?? above
        // The same row again is told as a duplicate.
        if let alone, agree(alone, row) == true, must[alone] == must[row], isExact(row) { return }
        let what =
            table.hitPolicy == .first
            ? "\(names(maskers)) \(maskers.count == 1 ? "matches" : "match") first"
            : "\(names(maskers)) \(maskers.count == 1 ? "gives" : "give") a higher answer"
        add(
            .masked, severity(.masked), rows: [row] + maskers,
            "row \(id(row)) never applies: wherever it would match, \(what)",
            example: example(may[row]),
            advice: table.hitPolicy == .first
                ? "move it up, or remove it" : "correct its conditions, or remove it",
            at: location(row))
    }

    /// The places of a row's conclusions among the output values; nil when they are not constants.
    private func rank(of row: Int) -> [Int]? {
        var rank: [Int] = []
        for (output, text) in zip(table.outputs, table.rows[row].outputs) {
            guard !output.ranking.isEmpty else {
                rank.append(0)
                continue
            }
            guard let constant = text.constant else { return nil }
            rank.append(
                output.ranking.firstIndex { equality($0, constant) == true }
                    ?? output.ranking.count)
        }
        return rank
    }

    // MARK: - Rows that add nothing

    /// Rows without which the table would answer the same, or the same once less.
    mutating func findSubsumed() {
        guard let severity = severity(.subsumed) else { return }
        if table.hitPolicy == .first {
            findSubsumedUnderFirst(severity)
            return
        }
        for row in table.rows.indices where isExact(row) && !isEmpty(may[row]) {
            for other in table.rows.indices
            where other != row && isExact(other) && agree(row, other) == true
                && must[row] != must[other]
            {
                let caveat: String
                if isSubset(must[row], of: must[other]) {
                    caveat = ""
                } else if let rule = rule(regular: must[row], must[other]) {
                    caveat = rule
                } else {
                    continue
                }
                tellSubsumed(row, other, caveat.isEmpty ? severity : .note, caveat)
                break
            }
        }
    }

    private mutating func tellSubsumed(
        _ row: Int, _ other: Int, _ severity: TableRemark.Severity, _ caveat: String
    ) {
        let effect =
            switch (table.hitPolicy, table.aggregation) {
            case (.collect, .sum): "there it is counted twice in the sum"
            case (.collect, .count): "there two rows are counted"
            case (.collect, .minimum), (.collect, .maximum), (.any, _), (.priority, _):
                "without it every answer would be the same"
            default: "there the same answer is given twice"
            }
        add(
            .subsumed, severity, rows: [row, other],
            "row \(id(row)) adds nothing: wherever it matches, row \(id(other)) gives the same answer; "
                + effect + caveat,
            example: example(must[row]),
            advice: "remove row \(id(row)), or narrow row \(id(other))", at: location(row))
    }

    /// Why one row lies within another where inputs keep to their rule; nil when it does not.
    private func rule(regular row: Box, _ other: Box) -> String? {
        guard let rule = axes.lazy.compactMap(\.rule).first else { return nil }
        let regular = regularPart(row)
        guard !isEmpty(regular), isSubset(regular, of: other) else { return nil }
        return " (where \(rule.condition); \(rule.exception) makes a difference)"
    }

    /// The part of a box in which inputs keep to their rule.
    func regularPart(_ box: Box) -> Box {
        zip(axes, box).map { axis, set in
            RowSet(set.rows.filter { axis.classes[$0].isRegular }, of: axis.classes.count)
        }
    }

    /// Under FIRST a row can go when, wherever it is first, the next one gives the same answer.
    private mutating func findSubsumedUnderFirst(_ severity: TableRemark.Severity) {
        guard table.rows.indices.allSatisfy(isExact), !table.rows.isEmpty else { return }
        var cover = BoxCover(must, sizes: sizes)
        for row in table.rows.indices.dropLast() where !isEmpty(must[row]) {
            let earlier = Set(0..<row)
            let later = table.rows.indices.dropFirst(row + 1).filter { meets(must[row], must[$0]) }
            let same = later.filter { agree(row, $0) == true }
            guard !same.isEmpty else { continue }
            do {
                let others = RowSet(earlier, of: table.rows.count)
                // A row that is never first is told as masked.
                guard try cover.firstUncovered(in: must[row], by: others) != nil,
                    try cover.firstUncovered(
                        in: must[row], by: RowSet(earlier.union(later), of: table.rows.count))
                        == nil
                else { continue }
                var isNeeded = false
                for other in later where !same.contains(other) {
                    let before = earlier.union(same.filter { $0 < other })
                    let part = intersection(must[row], must[other])
                    if try cover.firstUncovered(in: part, by: RowSet(before, of: table.rows.count))
                        != nil
                    {
                        isNeeded = true
                        break
                    }
                }
                guard !isNeeded else { continue }
            } catch {
                unanswered.insert("rows that add nothing")
                continue
            }
            add(
                .subsumed, severity, rows: [row] + same,
                "row \(id(row)) adds nothing: without it \(names(same)) would give the same answer",
                example: example(must[row]),
                advice: "remove it, or keep it for the clause it cites",
                at: location(row))
        }
    }
}

extension CellTests {
    /// Whether anything passes.
    var isAny: Bool {
        if case .any? = simple { true } else { false }
    }
}
