import DMN
import FEEL
import Testing

@Suite("Hit policies")
struct HitPolicyTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let policy: String
        var aggregation: String?
        var values: String?
        var fallback: String?
        let score: String
        let answer: String
        var warning: String?
        var testDescription: String { "\(policy) \(aggregation ?? "") of \(score) is \(answer)" }
    }

    /// Rows 1: 1..10 -> 1; 2: 5..15 -> 3; 3: 12..20 -> 2; 4: 14 -> 2.
    static let cases = [
        Case(policy: "UNIQUE", score: "3", answer: "1"),
        Case(policy: "UNIQUE", score: "20", answer: "2"),
        Case(policy: "UNIQUE", score: "30", answer: "null"),
        Case(policy: "UNIQUE", fallback: "0", score: "30", answer: "0"),
        Case(
            policy: "UNIQUE", score: "7", answer: "null",
            warning: "rows R1, R2 all match, and the hit policy is UNIQUE"),
        Case(policy: "ANY", score: "3", answer: "1"),
        Case(
            policy: "ANY", score: "7", answer: "null",
            warning: "rows R1, R2 both match and do not agree, and the hit policy is ANY"),
        Case(policy: "PRIORITY", values: "3, 2, 1", score: "7", answer: "3"),
        Case(policy: "PRIORITY", values: "1, 2, 3", score: "7", answer: "1"),
        Case(policy: "PRIORITY", values: "2, 3, 1", score: "14", answer: "2"),
        Case(policy: "PRIORITY", values: "2, 3, 1", score: "99", answer: "null"),
        Case(policy: "FIRST", score: "7", answer: "1"),
        Case(policy: "FIRST", score: "14", answer: "3"),
        Case(policy: "FIRST", score: "null", answer: "null"),
        Case(policy: "OUTPUT ORDER", values: "3, 2, 1", score: "14", answer: "[3, 2, 2]"),
        Case(policy: "OUTPUT ORDER", values: "2, 3, 1", score: "14", answer: "[2, 2, 3]"),
        Case(policy: "RULE ORDER", score: "14", answer: "[3, 2, 2]"),
        Case(policy: "RULE ORDER", score: "99", answer: "[]"),
        Case(policy: "RULE ORDER", fallback: "0", score: "99", answer: "[0]"),
        Case(policy: "COLLECT", score: "7", answer: "[1, 3]"),
        Case(policy: "COLLECT", score: "99", answer: "[]"),
        Case(policy: "COLLECT", aggregation: "SUM", score: "14", answer: "7"),
        Case(policy: "COLLECT", aggregation: "SUM", score: "99", answer: "null"),
        Case(policy: "COLLECT", aggregation: "MIN", score: "14", answer: "2"),
        Case(policy: "COLLECT", aggregation: "MAX", score: "14", answer: "3"),
        Case(policy: "COLLECT", aggregation: "COUNT", score: "14", answer: "3"),
        Case(policy: "COLLECT", aggregation: "COUNT", score: "99", answer: "0"),
        Case(policy: "COLLECT", aggregation: "SUM", fallback: "-1", score: "99", answer: "-1"),
    ]

    @Test("A table answers as its hit policy says", arguments: cases)
    func answer(_ given: Case) throws {
        let model = try SmallModel.load(
            SmallModel.table(
                policy: given.policy, aggregation: given.aggregation,
                inputs: [("score", "number")],
                outputs: [.init(name: "out", values: given.values, fallback: given.fallback)],
                rows: [
                    ["R1", "[1..10]", "1"], ["R2", "[5..15]", "3"], ["R3", "[12..20]", "2"],
                    ["R4", "14", "2"],
                ]))
        let result = try model.evaluate(
            decision: "d", inputs: ["score": try .feel(given.score)])
        #expect(result.value.description == given.answer)
        #expect(result.warnings.map(\.what) == (given.warning.map { [$0] } ?? []))
    }

    @Test("Several outputs make a context; rows that agree under ANY answer once")
    func severalOutputs() throws {
        let model = try SmallModel.load(
            SmallModel.table(
                policy: "ANY", inputs: [("score", "number")],
                outputs: [.init(name: "register"), .init(name: "rank", fallback: "9")],
                rows: [["R1", ">= 15", "\"HLRR\"", "1"], ["R2", "20", "\"HLRR\"", "1"]]))
        let both = try model.evaluate(decision: "d", inputs: ["score": .number(20)])
        #expect(both.value.description == "{register: \"HLRR\", rank: 1}")
        let none = try model.evaluate(decision: "d", inputs: ["score": .number(2)])
        #expect(none.value.description == "{register: null, rank: 9}")
    }
}
