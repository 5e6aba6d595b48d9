import DMN
import FEEL
import RegisterReports

/// How a row came to its answers: the decisions on the way, the rows hit, and the nearest that were not.
struct EvalTrace {
    let trace: DecisionTrace

    // MARK: - JSON

    var json: JSONValue {
        .array(trace.steps.map(EvalTrace.step))
    }

    private static func step(_ step: DecisionTrace.Step) -> JSONValue {
        .object([
            ("decision", .string(step.name)),
            ("inputs", .object(step.inputs.map { ($0.name, JSONValue($0.value)) })),
            ("tables", .array(step.tables.map(table))),
            ("value", JSONValue(step.value)),
        ])
    }

    private static func table(_ table: DecisionTrace.Table) -> JSONValue {
        let near = nearMiss(table)
        return .object([
            ("table", .string(table.name)),
            ("file", .string(table.location.file)), ("line", .number(table.location.line)),
            ("hitPolicy", .string(table.hitPolicy.rawValue)),
            ("tested", .object(table.inputs.map { ($0.name, JSONValue($0.value)) })),
            ("hits", .array(table.rows.filter { $0.outcome == .hit }.map(hit))),
            ("matched", .strings(table.rows.filter { $0.outcome == .matched }.map(\.id))),
            (
                "nearMiss",
                near.map { row, cell in
                    .object([
                        ("row", .string(row.id)), ("column", .string(cell.column)),
                        ("value", JSONValue(cell.value)), ("needs", .string(cell.text)),
                    ])
                } ?? .null
            ),
        ])
    }

    private static func hit(_ row: DecisionTrace.Row) -> JSONValue {
        .object([
            ("row", .string(row.id)),
            ("annotations", .strings(row.annotations.map(\.text).filter { !$0.isEmpty })),
        ])
    }

    /// The row that came nearest of those that did not match, and the cell that kept it away.
    private static func nearMiss(
        _ table: DecisionTrace.Table
    ) -> (DecisionTrace.Row, DecisionTrace.Cell)? {
        guard let row = table.nearestRow(), let cell = row.firstFailure else { return nil }
        return (row, cell)
    }

    // MARK: - Text

    /// Lines for a reader, as `baf explain` prints them.
    var lines: [String] {
        trace.steps.flatMap { step -> [String] in
            let inputs = step.inputs.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
            return ["\(step.name): \(step.value)"]
                + (step.tables.isEmpty && !inputs.isEmpty ? ["    from \(inputs)"] : [])
                + step.tables.flatMap(EvalTrace.lines)
        }
    }

    private static func lines(_ table: DecisionTrace.Table) -> [String] {
        let tested = table.inputs.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
        let place = "\(table.location.file):\(table.location.line)"
        var lines = table.rows.filter { $0.outcome == .hit }.map { row in
            let clause = row.annotations.map(\.text).filter { !$0.isEmpty }.joined(separator: "; ")
            return "    \(place), row \(row.id): \(tested)" + (clause.isEmpty ? "" : " [\(clause)]")
        }
        if lines.isEmpty { lines.append("    \(place), no row applies: \(tested)") }
        if let (row, cell) = nearMiss(table) {
            lines.append(
                "    nearest row that did not match: \(row.id), \(cell.column) is \(cell.value), the row asks "
                    + cell.text)
        }
        return lines
    }
}
