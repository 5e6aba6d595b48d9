import FEEL
import Testing

@Suite struct TypeTests {
    @Test(arguments: [
        ("1", FEELType.number, "1"), ("[1]", .number, "1"), ("1", .list(.number), "[1]"),
        ("[1, 2]", .number, "nothing"), ("\"a\"", .number, "nothing"), ("null", .number, "null"),
        ("@\"2026-06-30\"", .dateTime, "@\"2026-06-30T00:00:00Z\""),
        ("[@\"2026-06-30\"]", .dateTime, "@\"2026-06-30T00:00:00Z\""),
        ("{a: 1, b: 2}", .context([.init("a", .number)]), "{a: 1, b: 2}"),
        ("{b: 2}", .context([.init("a", .number)]), "nothing"),
        ("[1, \"a\"]", .list(.number), "nothing"), ("[]", .list(.number), "[]"),
        ("1", .any, "1"), ("[1..5]", .range(.number), "[1..5]"),
        ("[1..5]", .range(.string), "nothing"), ("abs", .function(nil, .any), "function(n)"),
    ])
    func `A value becomes what a type wants, or nothing`(
        source: String, type: FEELType, expected: String
    ) throws {
        let value = try Expression(source).evaluate().value
        #expect(value.coerced(to: type)?.description ?? "nothing" == expected)
    }

    @Test(arguments: [
        (FEELType.number, FEELType.any, true), (.any, .number, false), (.null, .number, true),
        (.list(.number), .list(.any), true), (.list(.any), .list(.number), false),
        (.context([.init("a", .number), .init("b", .any)]), .context([.init("a", .any)]), true),
        (.context([]), .context([.init("a", .any)]), false),
        (.function([.any], .number), .function([.string], .any), true),
        (.function([.string], .number), .function([.any], .any), false),
        (.function([.any], .any), .function(nil, .any), true),
    ])
    func `A type conforms to another or not`(left: FEELType, right: FEELType, conforms: Bool) {
        #expect(left.conforms(to: right) == conforms)
    }

    @Test(arguments: [
        ("number", "number"), ("dateTime", "date and time"), ("Any", "Any"),
        ("yearMonthDuration", "years and months duration"), ("list", "list"), ("tRisk", "nothing"),
    ])
    func `A type is known by the names of FEEL and of DMN`(name: String, expected: String) {
        #expect(FEELType(named: name)?.description ?? "nothing" == expected)
    }

    @Test func `What is known of a type without evaluating`() throws {
        let scope = Scope([("risk", .context([.init("score", .number)])), ("x", .any)])
        let types: [(String, FEELType)] = [
            ("risk.score + 1", .number), ("risk.score > 1", .boolean), ("x", .any),
            ("[1, 2][item > 1]", .list(.number)), ("if x then \"a\" else \"b\"", .string),
            ("string(x)", .string), ("{a: 1}", .context([.init("a", .number)])),
        ]
        for (source, type) in types {
            #expect(try Expression(source, scope: scope).type == type, "\(source)")
        }
    }

    @Test func `Named types serve instance of and parameters`() throws {
        let scope = Scope().addingType("tRisk", .context([.init("id", .string)]))
        for (source, expected) in [
            ("{id: \"R1\"} instance of tRisk", "true"), ("{} instance of tRisk", "false"),
            ("(function(r: tRisk) r.id)({id: \"R1\"})", "\"R1\""),
            ("(function(r: tRisk) r.id)({})", "null"),
        ] {
            let value = try Expression(source, scope: scope).evaluate().value
            #expect(value.description == expected, "\(source)")
        }
    }

    @Test
    func `A one-sided range of the host's is that written, whatever it says of the other end`()
        throws
    {
        for isStartIncluded in [true, false] {
            let range = Interval(
                start: nil, isStartIncluded: isStartIncluded, end: .number(5), isEndIncluded: true)
            #expect(try Expression("(<= 5)").evaluate().value == .range(range))
            #expect(try Expression("(< 5)").evaluate().value != .range(range))
        }
    }
}
