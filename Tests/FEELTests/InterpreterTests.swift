import FEEL
import Testing

@Suite struct InterpreterTests {
    @Test(arguments: ExpressionCase.all())
    func `An expression has the value and the warnings beside it`(
        example: ExpressionCase
    ) throws {
        let now = try #require(DateAndTime("2026-06-30T10:30:00Z"))
        let evaluation = try Expression(example.source).evaluate(now: now)
        #expect(evaluation.value.description == example.expected)
        #expect(evaluation.warnings.map(\.reason.rawValue) == example.warnings)
    }

    @Test func `The files of cases are found`() {
        #expect(ExpressionCase.all().count > 400)
    }

    @Test func `The canonical text of a value is an expression of that value`() throws {
        for example in ExpressionCase.all() where !example.expected.hasPrefix("function") {
            let value = try Expression(example.source).evaluate(
                now: DateAndTime("2026-06-30T10:30:00Z")
            ).value
            let again = try Expression(value.description).evaluate().value
            #expect(again.description == value.description, "\(example.testDescription)")
        }
    }

    @Test func `Names keep their values from one evaluation to the next`() throws {
        let scope = Scope([("Current score", .number), ("limit", .number)])
        let expression = try Expression("Current score >= limit", scope: scope)
        let frame = Frame(scope)
        frame[0] = .number(16)
        frame[1] = .number(15)
        #expect(expression.evaluate(frame).value == .boolean(true))
        frame[1] = .number(17)
        #expect(expression.evaluate(frame).value == .boolean(false))
    }

    @Test func `A later name hides an earlier one of the same name`() throws {
        let scope = Scope([("x", .number)]).adding("x", .string)
        let frame = Frame(scope)
        frame[0] = .number(1)
        frame[1] = .string("a")
        #expect(try Expression("x", scope: scope).evaluate(frame).value == .string("a"))
    }

    @Test func `A function of the host is called by name and by position`() throws {
        let twice = Function(
            name: "twice", parameters: [.init("n", .number)], result: .number
        ) { arguments, _ in
            guard case .number(let number) = arguments[0], let sum = number.adding(number) else {
                return .null
            }
            return .number(sum)
        }
        let scope = Scope([("twice", .function([.number], .number))])
        let values = ["twice": Value.function(twice)]
        for source in ["twice(4)", "twice(n: 4)", "twice([4])"] {
            let expression = try Expression(source, scope: scope)
            #expect(expression.evaluate(values).value == .number(8), "\(source)")
        }
        let wrong = try Expression("twice(\"x\")", scope: scope).evaluate(values)
        #expect(wrong.value.isNull)
        #expect(wrong.warnings.map(\.reason) == [.typeMismatch])
    }

    @Test func `A name of a built-in may be a name of data`() throws {
        let scope = Scope([("date", .date), ("count", .any)])
        let values: [String: Value] = ["count": .number(3)]
        let expression = try Expression(
            "{d: date(\"2026-06-30\"), n: count([1, 2]) + count}.n", scope: scope)
        #expect(expression.evaluate(values).value == .number(5))
    }

    @Test func `Without a clock now is null and says so`() throws {
        let evaluation = try Expression("now()").evaluate()
        #expect(evaluation.value.isNull)
        #expect(evaluation.warnings.map(\.reason) == [.noClock])
    }
}
