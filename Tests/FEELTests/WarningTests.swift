import FEEL
import Testing

@Suite struct WarningTests {
    @Test(arguments: [
        ("10 * {}", "1:1: invalid-type: number * context is not defined"),
        ("1 +\n  [1, 2][5]", "2:10: index-out-of-range: no item 5 in a list of 2"),
        ("1 / 0", "1:1: division-by-zero: division by zero"),
        ("{a: 1}.b", "1:1: no-such-member: the context has no 'b'"),
        ("1 < \"a\"", "1:1: not-comparable: number < string has no answer"),
        ("date(\"soon\")", "1:1: invalid-literal: date: \"soon\" is not a date"),
        ("abs(\"x\")", "1:1: invalid-type: abs: argument 1 is string, where a number is wanted"),
        ("abs(1, 2)", "1:1: invalid-call: abs does not take 2 arguments"),
        (
            "matches(\"a\", \"(\")",
            "1:1: invalid-pattern: matches: \"(\" is not a pattern: '(' without ')'"
        ),
        ("if 1 = \"1\" then 1 else 2", "1:4: not-comparable: number = string has no answer"),
    ])
    func `A mistake says what and where it was`(source: String, warning: String) throws {
        let evaluation = try Expression(source).evaluate()
        #expect(evaluation.warnings.map(\.description) == [warning])
    }

    @Test func `A null carries the reason of the first mistake through what follows`() throws {
        let evaluation = try Expression("(1 / 0 + 1) * 2 > 3").evaluate()
        guard case .null(let null) = evaluation.value else {
            Issue.record("\(evaluation.value)")
            return
        }
        #expect(null.reason == .divisionByZero)
        #expect(null.position == Position(line: 1, column: 2))
        #expect(evaluation.warnings.count == 1)
    }

    @Test func `A constant mistake is reported by every evaluation`() throws {
        let expression = try Expression("1 / 0")
        let run = Run()
        let frame = Frame(Scope(), run: run)
        #expect(expression.evaluate(frame).warnings.count == 1)
        #expect(expression.evaluate(frame).warnings.count == 1)
    }

    @Test func `Unknown names can be null with a warning`() throws {
        var scope = Scope()
        scope.areUnknownNamesErrors = false
        let evaluation = try Expression("[missing, 1]", scope: scope).evaluate()
        #expect(evaluation.value.description == "[null, 1]")
        #expect(evaluation.warnings.map(\.reason) == [.unknownName])
    }

    @Test func `Warnings are kept up to a limit`() throws {
        let evaluation = try Expression("for i in 1..1000 return i / 0").evaluate()
        #expect(evaluation.warnings.count == 200)
    }
}
