import FEEL

extension CompiledTable {
    /// What the table decides in a frame.
    func evaluate(_ frame: Frame) -> Value {
        if let recorder = frame.run.model?.trace { return explain(frame, recorder) }
        for (column, input) in inputs.enumerated() where input.expression.slot == nil {
            frame[places[column]] = input.expression.evaluate(frame)
        }
        guard let index else { return .null }
        return index.answer { frame[places[$0]] } ?? selected(index, frame)
    }

    /// The answer from the rows that the look-ups leave and whose other cells accept their values.
    private func selected(_ index: TableIndex, _ frame: Frame) -> Value {
        var selection = frame.run.model?.takeSelection() ?? RowSelection()
        selection.selectAll(rows.count)
        var unknown: [Int] = []
        for (column, place) in places.enumerated() {
            let value = frame[place]
            if let columnIndex = index.index(ofColumn: column) {
                let number = columnIndex.classOf(value)
                if number >= 0 {
                    columnIndex.select(class: number, in: &selection)
                    continue
                }
            }
            unknown.append(column)
            check(inputs[column], value, frame)
        }
        let answer = conclude(index, selection, unknown, frame)
        frame.run.model?.giveBack(&selection)
        return answer
    }

    /// The answer from the selected rows, of which the columns that are not known must be asked.
    ///
    /// Few tables have many hits, so hits after the first are all that takes memory.
    private func conclude(
        _ index: TableIndex, _ selection: RowSelection, _ unknown: [Int], _ frame: Frame
    ) -> Value {
        var first: Int?
        var hits: [Int] = []
        var next = 0
        while let row = selection.next(from: next) {
            next = row + 1
            guard matches(row, unknown, index.asked[row], frame) else { continue }
            if first == nil {
                first = row
                if hitPolicy == .first { break }
            } else {
                if hits.isEmpty, let first { hits.append(first) }
                hits.append(row)
            }
        }
        guard let first else { return withoutMatch(frame) }
        guard hits.isEmpty else { return conclude(hits, frame) }
        return hitPolicy.isMultiple ? conclude([first], frame) : output(of: first, frame)
    }

    /// Whether the cells of a row that the look-ups leave open accept their values.
    ///
    /// Cells that compare with constants come first: they cost little and warn of nothing. Of the
    /// others the first that does not accept ends the search.
    private func matches(
        _ row: Int, _ unknown: [Int], _ asked: [Int], _ frame: Frame
    ) -> Bool {
        for column in unknown where column < rows[row].cells.count {
            if let simple = rows[row].cells[column].simple, !simple.accept(frame[places[column]]) {
                return false
            }
        }
        for column in asked
        where !rows[row].cells[column].accepts(frame[places[column]], in: frame) {
            return false
        }
        return true
    }

    /// Warns of inputs that are not of their column's type, or not among its values.
    func checkInputs(_ tested: [Value], _ frame: Frame) {
        for (input, value) in zip(inputs, tested) { check(input, value, frame) }
    }

    private func check(_ input: Input, _ value: Value, _ frame: Frame) {
        guard !value.isNull else { return }
        if let values = input.values, !values.accepts(value, in: frame) {
            frame.run.model?.warn(
                values.location,
                "\(collapsedText("\(value)")) is not among the input values of "
                    + "\"\(input.label)\"")
        } else if input.isTyped, !value.conforms(to: input.type.feel) {
            frame.run.model?.warn(
                input.expression.location,
                "\"\(input.label)\" is a \(value.typeName), its column of type "
                    + "\(input.type.name ?? "\(input.type.feel)")")
        }
    }

    /// The answer that the hit policy makes of the rows that match.
    func conclude(_ hits: [Int], _ frame: Frame) -> Value {
        guard let first = hits.first else { return withoutMatch(frame) }
        switch hitPolicy {
        case .unique:
            if hits.count > 1 {
                return failed(
                    frame, "rows \(names(hits)) all match, and the hit policy is UNIQUE")
            }
            return output(of: first, frame)
        case .any:
            let value = output(of: first, frame)
            for other in hits.dropFirst()
            where equality(output(of: other, frame), value) != true {
                return failed(
                    frame,
                    "rows \(names([first, other])) both match and do not agree, and the hit "
                        + "policy is ANY")
            }
            return value
        case .first:
            return output(of: first, frame)
        case .priority:
            return Self.combined(ranked(hits, frame)[0].values, outputs)
        case .outputOrder:
            return .list(ranked(hits, frame).map { Self.combined($0.values, outputs) })
        case .ruleOrder:
            return .list(hits.map { output(of: $0, frame) })
        case .collect:
            let values = hits.map { output(of: $0, frame) }
            return aggregation.map { aggregated(values, $0, frame) } ?? .list(values)
        }
    }

    /// The answer when no row matches: the default, else nothing.
    ///
    /// Nothing is null for one row, no members for a list of rows, and 0 for their number.
    private func withoutMatch(_ frame: Frame) -> Value {
        if outputs.contains(where: { $0.defaultEntry != nil }) {
            let fallback = Self.combined(
                outputs.map { $0.defaultEntry?.evaluate(frame) ?? .null }, outputs)
            return hitPolicy.isMultiple && aggregation == nil ? .list([fallback]) : fallback
        }
        switch aggregation {
        case .count: return .number(0)
        case .sum, .minimum, .maximum: return .null
        case nil: return hitPolicy.isMultiple ? .list([]) : .null
        }
    }

    private func outputs(of row: Row, _ frame: Frame) -> [Value] {
        row.outputs.map { $0.evaluate(frame) }
    }

    /// What a row concludes.
    func output(of row: Int, _ frame: Frame) -> Value {
        if let constants { return constants[row] }
        if rows[row].outputs.count == 1 { return rows[row].outputs[0].evaluate(frame) }
        return Self.combined(outputs(of: rows[row], frame), outputs)
    }

    /// Rows, with what they conclude, by the order of their output values.
    ///
    /// The left column goes first; equal ones stay in the order of the rows.
    func ranked(_ hits: [Int], _ frame: Frame) -> [(row: Int, values: [Value])] {
        let found = hits.map { hit in
            let values = outputs(of: rows[hit], frame)
            let ranks = zip(outputs, values).map { output, value in
                output.ranking.isEmpty
                    ? 0
                    : output.ranking.firstIndex { equality($0, value) == true }
                        ?? output.ranking.count
            }
            return (row: hit, values: values, ranks: ranks)
        }
        return found.sorted { left, right in
            left.ranks != right.ranks
                ? left.ranks.lexicographicallyPrecedes(right.ranks) : left.row < right.row
        }.map { ($0.row, $0.values) }
    }

    private func aggregated(
        _ values: [Value], _ aggregation: Aggregation, _ frame: Frame
    ) -> Value {
        let function: Value
        switch aggregation {
        case .count: return .number(Decimal128(values.count))
        case .sum: function = builtin("sum")
        case .minimum: function = builtin("min")
        case .maximum: function = builtin("max")
        }
        let before = frame.run.warnings.count
        let value = invoke(function, [.list(values)], frame.run, .start)
        if frame.run.warnings.count > before {
            noteWarnings(
                of: frame.run, since: before, at: location, text: aggregation.rawValue)
        }
        return value
    }

    private func failed(_ frame: Frame, _ reason: String) -> Value {
        frame.run.model?.warn(location, reason)
        return .null(Null(.invalidArgument))
    }

    private func names(_ hits: [Int]) -> String {
        hits.map { rows[$0].id }.joined(separator: ", ")
    }
}

/// One of FEEL's functions as a value.
private func builtin(_ name: String) -> Value {
    (try? Expression(name))?.constant ?? .null
}
