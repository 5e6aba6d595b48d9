import DMN
import FEEL
import Foundation
import Testing

/// One model, every way of asking it: the answers and warnings must be the same.
@Suite("Same answers")
struct SameAnswersTests {
    /// How many tables are made: some seconds' worth; `TABLES=20000` for a longer search.
    static let count = ProcessInfo.processInfo.environment["TABLES"].flatMap(Int.init) ?? 300

    @Test("Looked up, traced and again and again, a table gives the same answers and warnings")
    func sameAnswers() throws {
        for seed in 1...Self.count {
            var generator = GeneratedTable(seed: seed)
            let model = try SmallModel.load(generator.model(), strictness: .lenient)
            let handle = try model.decisions(["d", "sum", "twice"])
            let evaluator = handle.evaluator()
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
            }
        }
    }
}
