import DMN
import FEEL
import RiskRegister
import Synchronization

/// Evaluators of one decision, lent to whoever asks: an evaluator serves one thread at a time.
final class EvaluatorPool: Sendable {
    /// An evaluator on its way between threads; only one of them holds it.
    private struct Loan: @unchecked Sendable {
        let evaluator: DecisionEvaluator
    }

    private let handle: DecisionHandle
    private let idle = Mutex<[Loan]>([])

    init(_ handle: DecisionHandle) { self.handle = handle }

    /// The decision for the values of its inputs.
    func evaluate(_ values: [Value]) -> Value {
        let loan = idle.withLock { $0.popLast() } ?? Loan(evaluator: handle.evaluator())
        let value = loan.evaluator.evaluate(values)
        idle.withLock { $0.append(loan) }
        return value
    }
}

/// Turns DMN's traces into the register's own.
struct RuleTracer: Sendable {
    let file: String
    let definitions: Definitions

    /// A trace for each decision on the way, the one asked last.
    func traces(_ trace: DecisionTrace) -> [RuleTrace] {
        trace.steps.map { step in
            let written = definitions.decisions.first { $0.id == step.id }
            let table = step.tables.last { $0.name == step.name } ?? step.tables.last
            return RuleTrace(
                file: file, line: (table?.location ?? step.location).line, decision: step.name,
                hitPolicy: table?.hitPolicy.rawValue ?? "",
                inputs: step.inputs.map { RuleTrace.Named($0.name, $0.value.description) },
                rows: table?.rows.map(row) ?? [],
                expression: written?.literal ?? "", answer: step.value.description)
        }
    }

    private func row(_ row: DecisionTrace.Row) -> RuleTrace.Row {
        RuleTrace.Row(
            id: row.id, number: row.number,
            cells: row.cells.map { cell in
                RuleTrace.Cell(
                    input: cell.column, test: cell.text, value: cell.value.description,
                    verdict: cell.verdict == .passed ? .matched : .failed)
            },
            outputs: row.outputs.map { RuleTrace.Named($0.name, $0.text) },
            annotations: row.annotations.map { RuleTrace.Named($0.name, $0.text) },
            isHit: row.outcome == .hit)
    }
}

extension Decision {
    /// The text of a decision that is a literal expression.
    var literal: String? {
        if case .literal(let text)? = expression?.kind { text.text } else { nil }
    }
}
