import FEEL
import Testing

@Suite struct ParserTests {
    /// Names with spaces and operators, as registers have them.
    static let scope = Scope([
        ("a", .number), ("b", .number), ("a-b", .number), ("Current score", .number),
        ("Current score (old)", .number), ("likelihood + impact", .number),
        ("Risk's owner", .string), ("date of entry", .date), ("in progress", .boolean),
        (
            "risk",
            .context([
                .init("current score", .number),
                .init(
                    "controls",
                    .list(
                        .context([
                            .init("last test", .date), .init("is key", .boolean),
                        ]))),
            ])
        ),
        ("anything", .any),
    ])

    @Test(arguments: [
        ("1 + 2 * 3", "(+ 1 (* 2 3))"),
        ("1 - 2 - 3", "(- (- 1 2) 3)"),
        ("-a ** 2", "(** (- 'a') 2)"),
        ("a - b", "(- 'a' 'b')"),
        ("a-b", "'a-b'"),
        ("a-b - a", "(- 'a-b' 'a')"),
        ("Current score - 5", "(- 'Current score' 5)"),
        ("Current   score", "'Current score'"),
        ("Current\n score*2", "(* 'Current score' 2)"),
        ("likelihood + impact", "'likelihood + impact'"),
        ("Risk's owner", "'Risk's owner'"),
        (
            "date of entry < date(\"2026-01-01\")",
            "(< 'date of entry' (call 'date' \"2026-01-01\"))"
        ),
        ("in progress and a in (1, 2)", "(and 'in progress' (in 'a' 1 2))"),
        ("risk.current score + 1", "(+ (. 'risk' 'current score') 1)"),
        (
            "risk.controls[is key].last test",
            "(. (filter (. 'risk' 'controls') 'is key') 'last test')"
        ),
        ("anything.some field", "(. 'anything' 'some field')"),
        ("a or b and a", "(or 'a' (and 'b' 'a'))"),
        (
            "a = 1 or a between 1 and 2 and b = 2",
            "(or (= 'a' 1) (and (between 'a' 1 2) (= 'b' 2)))"
        ),
        ("a in [1..2]", "(in 'a' (range [ 1 2 ]))"),
        ("a in ]1..2[", "(in 'a' (range ] 1 2 [))"),
        ("a in (1..2)", "(in 'a' (range ] 1 2 [))"),
        ("a in (< 1, >= 5)", "(in 'a' (< ? 1) (>= ? 5))"),
        ("(< 5)", "(range ] null 5 [)"),
        ("(!= 5)", "(range != 5)"),
        ("]1..[2][1]]", "(range ] 1 (filter (list 2) 1) ])"),
        ("[a, b][1]", "(filter (list 'a' 'b') 1)"),
        ("{a: 1, long key: a}", "(context 'a': 1 'long key': 'a')"),
        ("if a > 1 then b else -b", "(if (> 'a' 1) 'b' (- 'b'))"),
        (
            "for x in 1..3, y in [x] return x + y",
            "(for ('x' 1 .. 3) ('y' (list 'x')) (+ 'x' 'y'))"
        ),
        (
            "some long name in [1] satisfies long name > 0",
            "(some ('long name' (list 1)) (> 'long name' 0))"
        ),
        ("every x in a satisfies x", "(every ('x' 'a') 'x')"),
        (
            "function(x: number, y) x + y",
            "(function ( 'x': number 'y': Any) (+ 'x' 'y'))"
        ),
        ("f(a, 1)", "(call 'f' 'a' 1)"),
        (
            "substring(string: \"x\", start position: 1)",
            "(call 'substring' 'string': \"x\" 'start position': 1)"
        ),
        (
            "a instance of list<date and time>",
            "(instance-of 'a' list<date and time>)"
        ),
        (
            "a instance of context<first name: string>",
            "(instance-of 'a' context<first name: string>)"
        ),
        (
            "a instance of function<number>->string",
            "(instance-of 'a' function<number>->string)"
        ),
        ("day of week(@\"2026-06-30\")", "(call 'day of week' @\"2026-06-30\")"),
        ("a /* one */ + // two\n b", "(+ 'a' 'b')"),
    ])
    func `A text has the tree beside it`(source: String, tree: String) throws {
        var scope = ParserTests.scope
        scope.areUnknownNamesErrors = false
        #expect(try Expression(source, scope: scope).node.dump() == tree)
    }

    @Test func `Each part knows where it begins`() throws {
        let node = try Expression("a +\n  Current score * 2", scope: ParserTests.scope).node
        #expect(
            node.dump(withPositions: true)
                == "(+ 'a'@1:1 (* 'Current score'@2:3 2@2:19)@2:3)@1:1")
    }

    @Test(arguments: [
        ("", "1:1: expected an expression, found the end"),
        ("1 +", "1:4: expected an expression, found the end"),
        ("1 2", "1:3: expected the end, found '2'"),
        ("(1", "1:3: expected ')', found the end"),
        ("[1, 2", "1:6: expected ']', found the end"),
        ("{a 1}", "1:2: expected an entry's name and ':', found 'a'"),
        ("{a: 1, a: 2}", "1:8: the context has two entries 'a'"),
        ("if a then 1", "1:12: expected 'else', found the end"),
        ("a\n + b +", "2:7: expected an expression, found the end"),
        ("\"open", "1:1: the string is not closed"),
        ("\"\\u12\"", "1:6: expected 4 hexadecimal digits, found '\"'"),
        ("1.", "1:3: expected a name, found the end"),
        ("1 === 2", "1:4: expected an expression, found '='"),
        ("9E9999", "1:1: 9E9999 is not a number that can be held"),
        ("a in", "1:5: expected an expression, found the end"),
        ("[1..2", "1:6: expected the end of the range, found the end"),
        ("f(a: 1, 2)", "1:9: arguments are given either by name or by position"),
        ("f(a: 1, a: 2)", "1:9: the argument 'a' is given twice"),
        ("unheard of", "1:1: unknown name 'unheard of'"),
        (
            "Current scores + missing",
            "1:1: unknown name 'Current scores'; 1:18: unknown name 'missing'"
        ),
        ("a instance of tRisk", "1:1: unknown type 'tRisk'"),
    ])
    func `What cannot be read is refused with its place`(source: String, message: String) {
        #expect {
            try Expression(source, scope: ParserTests.scope)
        } throws: { error in
            "\(error)" == message
        }
    }

    @Test(arguments: [
        ("(", "1", ")"), ("[", "1", "]"), ("-", "1", ""), ("if true then ", "1", " else 1"),
        ("for x in [1] return ", "1", ""), ("{a: ", "1", "}"), ("abs(", "1", ")"),
        ("1 in (", "1", ")"), ("]1..", "1", "["), ("function() ", "1", ""),
        ("1 instance of ", "list<", ""), ("", "1", " + 1"), ("", "[1]", "[1]"),
        ("", "{a: 1}", ".a"), ("", "abs", "(1)"), ("1 = ", "1", ""),
    ])
    func `Nesting ten thousand deep is refused`(before: String, middle: String, after: String) {
        let source =
            String(repeating: before, count: 10_000) + middle
            + String(repeating: after, count: 10_000)
        #expect(throws: FEELError.self) { try Expression(source) }
    }

    @Test func `Long lists and chains of and are no nesting`() throws {
        let list = "[" + String(repeating: "1, ", count: 10_000) + "1]"
        #expect(try Expression("count(\(list))").evaluate().value == .number(10_001))
        let chain = String(repeating: "true and ", count: 10_000) + "true"
        #expect(try Expression(chain).evaluate().value == .boolean(true))
    }

    private static let long = [
        ("1e", "9"), ("", "word "), ("\"", "a"), ("x.", "é"), ("1 instance of ", "t"),
    ]

    @Test(arguments: long)
    func `What a message quotes of a long text is cut`(start: String, more: String) throws {
        let source = start + String(repeating: more, count: 10_000)
        var messages: [String] = []
        do throws(FEELError) {
            let evaluation = try Expression(source, scope: Scope([("x", .any)])).evaluate(["x": 1])
            messages = evaluation.warnings.map(\.detail)
        } catch {
            messages = error.problems.map(\.message)
        }
        #expect(!messages.isEmpty)
        for message in messages { #expect(message.unicodeScalars.count <= 300) }
    }

    private static let loops = [
        ("some i in 1..1000000000000 satisfies i < 0", " or i < 0", ""),
        ("for i in 1..1000000000000 return count([i", ", i", "])"),
    ]

    @Test(arguments: loops)
    func `A long text in a loop costs steps at each turn`(
        start: String, part: String, end: String
    ) throws {
        let text = start + String(repeating: part, count: 300) + end
        let evaluation = try Expression(text).evaluate()
        #expect(evaluation.warnings.contains { $0.reason == .budgetExceeded })
    }
}
