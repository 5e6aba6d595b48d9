import FEEL
import Testing

@Suite struct SwiftValueTests {
    @Test(
        arguments: [
            (16, "16"), (-9_223_372_036_854_775_808, "-9223372036854775808"), (2.5, "2.5"),
            (0.1, "0.1"), (1e100, "1e100"), (1.5e-7, "0.00000015"),
            (true, "true"), ("a \"b\"", "\"a \\\"b\\\"\""),
            (["x", [1, false]], "[\"x\", [1, false]]"),
            (["b": 1, "a": ["c": 2]], "{b: 1, a: {c: 2}}"), ([], "[]"), ([:], "{}"),
        ] as [(Value, String)])
    func `A literal becomes the value that it shows`(value: Value, text: String) {
        #expect(value.description == text)
    }

    @Test func `A value gives back the Swift type that it holds, and no other`() throws {
        func value(_ text: String) throws -> Value { try Expression(text).evaluate().value }
        #expect(try value("16").int == 16 && value("16.5").int == nil)
        #expect(try value("16").string == nil && value("\"16\"").string == "16")
        #expect(try value("true").boolean == true && value("1").boolean == nil)
        #expect(try value("@\"2026-06-30\"").date == CalendarDate("2026-06-30"))
        #expect(try value("@\"09:30:00\"").time == TimeOfDay("09:30:00"))
        #expect(
            try value("@\"2026-06-30T09:30:00Z\"").dateTime == DateAndTime("2026-06-30T09:30:00Z"))
        #expect(try value("@\"PT1H\"").daysDuration == DaysDuration("PT1H"))
        #expect(try value("@\"P1Y\"").yearsDuration == YearsDuration("P1Y"))
        #expect(try value("[1, 2]").list?.compactMap(\.int) == [1, 2])
        #expect(try value("{a: {b: 3}}")["a"]?["b"]?.int == 3 && value("{a: 1}")["z"] == nil)
        #expect(try value("{a: 1}").context?.entries.map(\.key) == ["a"])
        #expect(try value("[1..5)").range?.isEndIncluded == false)
        #expect(try value("function(x) x").function?.parameters.map(\.name) == ["x"])
        #expect(try value("1 / 0").nullReason?.reason == .divisionByZero)
        #expect(try value("null").nullReason?.reason == .literal && value("1").nullReason == nil)
    }

    @Test func `A decimal becomes a double and back without a change in what is printed`() {
        for double in [0.1, -12.75, 1e-300, 1.7976931348623157e308, 2.3e-307, 0] {
            #expect(Decimal128(double).map { Double($0) } == double)
        }
        #expect(Decimal128(Double.nan) == nil && Decimal128(Double.infinity) == nil)
        #expect(Decimal128(0.1) == Decimal128("0.1"))
    }

    @Test func `A value whose name is not in scope is warned of`() throws {
        let names: Scope = ["score": .number]
        let detail = "1:1: unknown-name: a value is given for \"scor\", which is not in scope"
        let expression = try Expression("score > 1", scope: names).evaluate(["scor": 16])
        #expect(expression.warnings.first?.description == detail)
        let tests = try UnaryTests("> score", scope: names).evaluate(2, ["score": 1, "scor": 1])
        #expect(tests.value == true && tests.warnings.map(\.description) == [detail])
    }

    @Test func `A function of the host is called with whole arguments of its types, or not at all`()
        throws
    {
        let twice = Value.Function(
            name: "twice", parameters: [.init("n", .number)], result: .number
        ) { arguments in
            arguments[0].int.map { .number(Decimal128(2 * $0)) } ?? "not reached"
        }
        let scope: Scope = ["twice": .any]
        func call(_ text: String) throws -> Evaluation {
            try Expression(text, scope: scope).evaluate(["twice": .function(twice)])
        }
        #expect(try call("twice(21)").value == 42)
        #expect(try call("twice(n: 21)").value == 42)
        #expect(try call("twice([21])").value == 42)
        #expect(try call("twice(\"x\")").value.isNull)
        #expect(try call("twice(1, 2)").value.isNull)
    }
}
