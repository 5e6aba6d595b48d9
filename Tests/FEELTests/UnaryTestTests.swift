import FEEL
import Testing

@Suite struct UnaryTestTests {
    static let scope = Scope([("limit", .number), ("names", .list(.string))])

    static func frame() -> Frame {
        Frame(
            scope,
            ["limit": .number(15), "names": .list([.string("HLRR"), .string("BAF")])])
    }

    @Test(arguments: [
        ("-", "16", "true"), ("-", "null", "true"),
        ("16", "16", "true"), ("16", "15", "false"), ("16", "\"16\"", "null"),
        (">= 15", "15", "true"), (">= limit", "14", "false"), ("< limit, > 20", "21", "true"),
        ("[10..20)", "20", "false"), ("(10..20]", "20", "true"), ("]10..20[", "10", "false"),
        ("\"a\", \"b\"", "\"b\"", "true"), ("\"a\", \"b\"", "\"c\"", "false"),
        ("not(\"a\", \"b\")", "\"b\"", "false"), ("not(\"a\")", "\"b\"", "true"),
        ("not(> 5)", "null", "null"), ("not(16)", "null", "true"),
        ("names", "\"BAF\"", "true"), ("names", "\"team\"", "false"),
        ("null", "null", "true"), ("null", "1", "false"), ("1", "null", "false"),
        ("true", "true", "true"), ("true", "false", "false"), ("true", "null", "false"),
        ("? > 5 and ? < limit", "10", "true"), ("? > 5 and ? < limit", "20", "false"),
        ("limit > 10", "3", "true"), ("limit > 20", "3", "false"),
        ("contains(?, \"x\")", "\"axe\"", "true"), ("not(contains(?, \"x\"))", "\"axe\"", "false"),
        ("count(?) > 1", "[1, 2]", "true"), ("[1, 2], [3]", "[3]", "true"),
        ("-5", "-5", "true"), ("- 5", "-5", "true"), ("-limit", "-15", "true"),
        ("< @\"2026-06-30\"", "@\"2026-06-29\"", "true"),
        ("\"a\"", "5", "null"), ("> \"a\", 5", "5", "true"), ("?", "5", "null"),
        ("!= 5", "4", "true"), ("= 5", "5", "true"), ("(< 5)", "4", "true"),
        ("[[1..3], [7..9]]", "8", "true"), ("{a: 1}", "{a: 1}", "true"),
    ])
    func `A value passes a test or not`(source: String, value: String, expected: String) throws {
        let tests = try UnaryTests(source, scope: UnaryTestTests.scope)
        let value = try Expression(value).evaluate().value
        let result = tests.evaluate(value, in: UnaryTestTests.frame()).value
        #expect(result.description == expected)
        #expect(tests.passes(value, in: UnaryTestTests.frame()) == (expected == "true"))
    }

    @Test(arguments: [
        ("-", "(any)"), ("< 5", "(any-of (< ? 5))"), ("1, 2", "(any-of 1 2)"),
        ("not(1, > 2)", "(none-of 1 (> ? 2))"),
        (
            "not(true) or limit > 1",
            "(any-of (or (call 'not' true) (> 'limit' 1)))"
        ),
        ("? in [1..2]", "(any-of (in ? (range [ 1 2 ])))"),
    ])
    func `A cell has the tree beside it`(source: String, tree: String) throws {
        #expect(try UnaryTests(source, scope: UnaryTestTests.scope).node.dump() == tree)
    }

    @Test(arguments: [
        ("-", "any"), (">= 15", "15 or more"), ("< 5", "less than 5"), ("[8..12]", "8 to 12"),
        ("(8..12)", "more than 8 to below 12"),
        ("\"Safety\", \"Quality\"", "\"Safety\" or \"Quality\""),
        ("1, 2, 3", "1, 2 or 3"), ("not(\"a\", \"b\")", "not \"a\", nor \"b\""), ("true", "yes"),
        ("< @\"2026-06-30\"", "before 2026-06-30"), (">= limit", "limit or more"),
        ("? > 5 and ? < 9", "the value is more than 5 and the value is less than 9"),
        ("null", "nothing"), ("!= 5", "not 5"),
        (
            "<= date(\"2026-06-30\")",
            "date(\"2026-06-30\") or before"
        ),
    ])
    func `A cell can be put in words`(source: String, words: String) throws {
        #expect(try UnaryTests(source, scope: UnaryTestTests.scope).words == words)
    }

    @Test(arguments: ["", "1,", "not(1", "< ", "1 2", "- -", "not()", "nothing here"])
    func `What is no test is refused`(source: String) {
        #expect(throws: FEELError.self) { try UnaryTests(source) }
    }
}
