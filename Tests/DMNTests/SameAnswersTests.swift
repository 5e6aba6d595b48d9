import DMN
import FEEL
import Foundation
import Testing

/// One model, every way of asking it: the answers and warnings must be the same.
@Suite("Same answers")
struct SameAnswersTests {
    /// How many tables are made: some seconds' worth; `TABLES=20000` for a longer search.
    static let count = ProcessInfo.processInfo.environment["TABLES"].flatMap(Int.init) ?? 200

    @Test("Looked up, traced and again and again, a table gives the same answers and warnings")
    func sameAnswers() throws {
        for seed in 1...Self.count {
            var generator = GeneratedTable(seed: seed)
            let model = try SmallModel.load(generator.model(), strictness: .lenient)
            let handle = try model.decisions(["d", "sum", "twice"])
            let evaluator = handle.evaluator()
            var rows: [Row] = []
            for _ in 0..<20 {
                let values = try generator.inputs()
                let named = generator.named(values)
                let inputs = handle.inputs.map { named[$0.name] ?? .null }
                let trace = evaluator.explain(inputs)
                let answer = evaluator.evaluate(inputs)
                let expected = ["d", "sum", "twice"].map { name in
                    trace.steps.first { $0.name == name }?.value.description
                }
                let found = (0..<3).map { evaluator.result($0).description }
                #expect(found == expected, "seed \(seed): \(named)")
                #expect(answer.description == trace.result.value.description, "seed \(seed)")
                #expect(evaluator.warnings == trace.result.warnings, "seed \(seed): \(named)")
                let alone = try model.evaluate(decision: "d", inputs: named)
                #expect(alone.value.description == expected[0], "seed \(seed): \(named)")
                guard found == expected, evaluator.warnings == trace.result.warnings else {
                    return
                }
                rows.append(Row(inputs: inputs, outputs: found, warnings: evaluator.warnings))
            }
            let batch = handle.batch()
            for _ in 0..<2 {
                guard generator.isSame(rows, through: batch) else { return }
            }
        }
    }
}

/// What an evaluator made of a row.
struct Row {
    let inputs: [Value]
    let outputs: [String]
    let warnings: [DecisionWarning]
}

extension GeneratedTable {
    /// Whether a batch gives the same for the rows as columns, whichever form these have.
    ///
    /// The rows are repeated until they make more than a chunk, in an order that is not the same
    /// for all.
    mutating func isSame(_ rows: [Row], through batch: DecisionBatch) -> Bool {
        let order = (0..<(next(40) == 0 ? 2_100 : 25)).map { _ in next(rows.count) }
        let columns = batch.handle.inputs.indices.map { input in
            column(order.map { rows[$0].inputs[input] })
        }
        let result = batch.evaluate(columns)
        for (number, row) in order.enumerated() {
            let found = result.columns.map { $0[number].description }
            guard found == rows[row].outputs else {
                #expect(found == rows[row].outputs, "seed \(seed): \(rows[row].inputs)")
                return false
            }
        }
        let warned = order.flatMap { rows[$0].warnings }
        let count = order.count { !rows[$0].warnings.isEmpty }
        #expect(result.warnedRowCount == count, "seed \(seed)")
        #expect(result.warnings.map(\.warning) == Array(warned.prefix(1_000)), "seed \(seed)")
        return result.warnedRowCount == count
            && result.warnings.map(\.warning) == Array(warned.prefix(1_000))
    }

    /// A column of values, in the narrowest form or in a wider one.
    private mutating func column(_ values: [Value]) -> DecisionBatch.Column {
        if next(4) == 0 { return .values(values) }
        let integers = values.map { value -> Int? in
            if case .number(let number) = value { number.exactInt } else { nil }
        }
        if zip(integers, values).allSatisfy({ $0 != nil || $1.nullReason == "null" }) {
            return .integers(integers.map { $0 ?? 0 }, absent: integers.map { $0 == nil })
        }
        // By bytes: two ways to write an accent are one key for Swift and two texts for FEEL.
        var known: [[UInt8]: Int32] = [:]
        var distinct: [Value] = []
        let codes = values.map { value -> Int32 in
            // A null that came of a mistake is not warned of again.
            let key = Array((value.isNull ? "\(value) \(value.nullReason)" : "\(value)").utf8)
            if let code = known[key] { return code }
            known[key] = Int32(distinct.count)
            distinct.append(value)
            return Int32(distinct.count - 1)
        }
        return .coded(codes, of: distinct)
    }
}

extension Value {
    /// Why the value is null, as a word.
    fileprivate var nullReason: String {
        if case .null(let null) = self { null.reason.rawValue } else { "" }
    }
}
