import FEEL

extension CompiledTable {
    /// What the table decides in a frame.
    func evaluate(_ frame: Frame) -> Value {
        if let recorder = frame.run.model?.trace { return explain(frame, recorder) }
        if let index, let answer = indexed(index, frame) { return answer }
        let tested = inputs.map { $0.expression.evaluate(frame) }
        return scanned(tested, frame)
    }

    /// The answer by asking the cells of every row, but for those that the index rules out.
    private func scanned(_ tested: [Value], _ frame: Frame) -> Value {
        checkInputs(tested, frame)
        var possible = UInt64.max
        for column in index?.columns ?? [] {
            possible &= column.index.rows(tested[column.number]) ?? .max
        }
        var hits: [Int] = []
        for number in rows.indices where number > 63 || possible & (1 << UInt64(number)) != 0 {
            guard matches(rows[number], tested, frame) else { continue }
            hits.append(number)
            if hitPolicy == .first { break }
        }
        return conclude(hits, frame)
    }

    /// The answer by looking columns up; nil when a column must be asked cell by cell.
    ///
    /// Nothing is evaluated twice: inputs that are expressions are handed on to the scan.
    private func indexed(_ index: TableIndex, _ frame: Frame) -> Value? {
        guard index.others.isEmpty else { return nil }
        var left = index.all
        for column in index.columns {
            let value: Value
            if let slot = column.index.slot {
                value = frame[slot]
            } else {
                value = inputs[column.number].expression.evaluate(frame)
            }
            guard let accepting = column.index.rows(value) else {
                return scannedAgain(before: column.number, value, frame)
            }
            left &= accepting
        }
        if !index.answers.isEmpty {
            if let answer = index.answers[Int(left)] { return answer }
        } else if hitPolicy == .first, left != 0 {
            return output(of: rows[left.trailingZeroBitCount], frame)
        } else if hitPolicy == .unique, left != 0, left & (left - 1) == 0 {
            return output(of: rows[left.trailingZeroBitCount], frame)
        }
        return conclude(TableIndex.rows(of: left), frame)
    }

    /// The answer by scanning, from a column on whose value cannot be looked up.
    ///
    /// The inputs before it are evaluated a second time; what they warned of is said already, so
    /// the second time is silent.
    private func scannedAgain(before column: Int, _ value: Value, _ frame: Frame) -> Value {
        let run = frame.run
        frame.run = Run(now: run.now)
        var tested = inputs[..<column].map { $0.expression.evaluate(frame) }
        frame.run = run
        tested.append(value)
        tested += inputs[(column + 1)...].map { $0.expression.evaluate(frame) }
        return scanned(tested, frame)
    }

    /// Whether every cell of a row accepts its value.
    ///
    /// Cells that compare with constants come first: they cost little and warn of nothing. Of the
    /// others the first that does not accept ends the search.
    private func matches(_ row: Row, _ tested: [Value], _ frame: Frame) -> Bool {
        for (column, cell) in row.cells.enumerated() {
            if let simple = cell.simple, !simple.accept(tested[column]) { return false }
        }
        for (column, cell) in row.cells.enumerated() where cell.simple == nil {
            if !cell.accepts(tested[column], in: frame) { return false }
        }
        return true
    }

    /// Warns of inputs that are not of their column's type, or not among its values.
    func checkInputs(_ tested: [Value], _ frame: Frame) {
        for (input, value) in zip(inputs, tested) where !value.isNull {
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
            return output(of: rows[first], frame)
        case .any:
            let value = output(of: rows[first], frame)
            for other in hits.dropFirst()
            where equality(output(of: rows[other], frame), value) != true {
                return failed(
                    frame,
                    "rows \(names([first, other])) both match and do not agree, and the hit "
                        + "policy is ANY")
            }
            return value
        case .first:
            return output(of: rows[first], frame)
        case .priority:
            return output(of: rows[ranked(hits, frame)[0]], frame)
        case .outputOrder:
            return .list(ranked(hits, frame).map { output(of: rows[$0], frame) })
        case .ruleOrder:
            return .list(hits.map { output(of: rows[$0], frame) })
        case .collect:
            let values = hits.map { output(of: rows[$0], frame) }
            return aggregation.map { aggregated(values, $0, frame) } ?? .list(values)
        }
    }

    /// The answer when no row matches: the default, else nothing.
    ///
    /// Nothing is null for one row, no members for a list of rows, and 0 for their number.
    private func withoutMatch(_ frame: Frame) -> Value {
        if outputs.contains(where: { $0.defaultEntry != nil }) {
            let fallback = combined(outputs.map { $0.defaultEntry?.evaluate(frame) ?? .null })
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

    func output(of row: Row, _ frame: Frame) -> Value {
        if row.outputs.count == 1 { return row.outputs[0].evaluate(frame) }
        return combined(outputs(of: row, frame))
    }

    /// One output is the answer itself; several are a context.
    private func combined(_ values: [Value]) -> Value {
        if values.count == 1 { return values[0] }
        return .context(Context(zip(outputs, values).map { ($0.name, $1) }))
    }

    /// Rows by the order of their output values, left column first; equal ones in row order.
    func ranked(_ hits: [Int], _ frame: Frame) -> [Int] {
        let keys = hits.map { hit in
            zip(outputs, outputs(of: rows[hit], frame)).map { output, value in
                output.ranking.isEmpty
                    ? 0
                    : output.ranking.firstIndex { equality($0, value) == true }
                        ?? output.ranking.count
            }
        }
        return hits.indices.sorted { left, right in
            keys[left] != keys[right]
                ? keys[left].lexicographicallyPrecedes(keys[right]) : left < right
        }.map { hits[$0] }
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
