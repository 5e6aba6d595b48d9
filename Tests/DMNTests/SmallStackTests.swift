import DMN
import DMNXML
import FEEL
import Foundation
import Testing

/// Bad input on a thread with the stack of a server's: 512 KB.
///
/// A stack that is not enough ends the process, so what these tests show is that they end.
@Suite("Small stacks")
struct SmallStackTests {
    /// What a case does, and whether it is refused or answered.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let run: @Sendable () throws -> String
        var testDescription: String { name }
    }

    /// Runs something on a thread of 512 KB and gives what it says.
    static func onSmallThread(_ body: @escaping @Sendable () -> String) -> String {
        let box = Box()
        let done = DispatchSemaphore(value: 0)
        let thread = Thread {
            box.text = body()
            done.signal()
        }
        thread.stackSize = 512 << 10
        thread.start()
        done.wait()
        return box.text
    }

    /// What the thread leaves behind; the semaphore orders writing and reading.
    private final class Box: @unchecked Sendable {
        var text = ""
    }

    static let nests = [
        ("(", "1", ")"), ("[", "1", "]"), ("{a: ", "1", "}"), ("-", "1", ""), ("not(", "true", ")"),
        ("if x then ", "1", " else 0"), ("if x then 1 else ", "0", ""), ("x[", "1", "]"),
        ("function() ", "1", ""), ("for i in ", "x", " return i"), ("1 + (", "1", ")"),
        ("", "x", " + 1"), ("", "x", ".a"), ("", "x", "[1]"), ("", "x", "(1)"), ("", "x", " = 1"),
        ("1 in (", "1", ")"), ("list<", "number", ">"), ("[1..", "1", "]"),
        ("(< ", "1", ")"), ("abs(", "1", ")"), ("some i in ", "x", " satisfies true"),
        ("x between 1 and (", "1", ")"), ("2 ** (", "2", ")"), ("count(x[item > ", "1", "])"),
    ]

    static func nested(_ open: String, _ middle: String, _ close: String, _ depth: Int) -> String {
        (open == "list<" ? "x instance of " : "") + String(repeating: open, count: depth) + middle
            + String(repeating: close, count: depth)
    }

    @Test("A text nested 10,000 deep is refused with its place", arguments: nests.indices)
    func texts(number: Int) {
        let (open, middle, close) = Self.nests[number]
        let text = Self.nested(open, middle, close, 10_000)
        let answer = Self.onSmallThread {
            do throws(FEELError) {
                let value = try Expression(text, scope: Scope([("x", .any)])).evaluate().value
                return value.description
            } catch {
                return error.problems[0].message
            }
        }
        #expect(answer == "the expression is nested too deep to be read")
    }

    @Test("A text as deep as is read can be evaluated, shown and let go", arguments: nests.indices)
    func deepest(number: Int) {
        let (open, middle, close) = Self.nests[number]
        let answer = Self.onSmallThread {
            var deepest = 0
            for depth in [15, 20, 25, 35, 50, 75, 100, 150, 250, 495] {
                let text = Self.nested(open, middle, close, depth)
                guard let expression = try? Expression(text, scope: Scope([("x", .any)])),
                    let cell = try? UnaryTests(text, scope: Scope([("x", .any)]))
                else { break }
                _ = expression.evaluate(["x": [1]]).value.description
                _ = cell.words
                deepest = depth
            }
            return deepest >= 15 ? "deep enough" : "only \(deepest)"
        }
        #expect(answer == "deep enough")
    }

    static let models = [
        Case(name: "contexts in contexts") {
            let boxes = LimitTests.nested(100, "1")
            return try Self.answer("<decision id=\"d\" name=\"d\">\(boxes)</decision>")
        },
        Case(name: "lists in lists") {
            let boxes =
                String(repeating: "<list>", count: 240) + LimitTests.text("1")
                + String(repeating: "</list>", count: 240)
            return try Self.answer("<decision id=\"d\" name=\"d\">\(boxes)</decision>")
        },
        Case(name: "components in components") {
            let parts =
                String(repeating: "<itemComponent name=\"a\">", count: 240)
                + "<typeRef>number</typeRef>"
                + String(repeating: "</itemComponent>", count: 240)
            return try Self.answer("<itemDefinition name=\"t\">\(parts)</itemDefinition>")
        },
        Case(name: "types of types") {
            let types = (0..<10_000).map {
                "<itemDefinition name=\"t\($0)\"><itemComponent name=\"a\"><typeRef>t\($0 + 1)</typeRef>"
                    + "</itemComponent></itemDefinition>"
            }
            return try Self.answer(
                types.joined()
                    + "<itemDefinition name=\"t10000\"><typeRef>number</typeRef></itemDefinition>")
        },
    ]

    @Test("A model nested too deep is refused with its place", arguments: models)
    func refused(_ given: Case) {
        let answer = Self.onSmallThread {
            do {
                return try given.run()
            } catch {
                return "\(error)"
            }
        }
        #expect(answer.contains("too deep"), "\(answer.prefix(200))")
    }

    private static func answer(_ elements: String) throws -> String {
        let model = try SmallModel.load(elements)
        return try model.evaluate(decision: "d", inputs: [:]).value.description
    }

    @Test(
        "Functions that call each other for ever are null with a reason",
        arguments: [
            LimitTests.function("f", LimitTests.text("f(n + 1)")),
            LimitTests.function("f", LimitTests.nested(12, "f(n + 1)")),
            LimitTests.function("f", LimitTests.text("sort([2, 1], function(a, b) f(n + 1))")),
            LimitTests.function("f", LimitTests.text("[1][f(n + 1) = item]")),
            LimitTests.function("f", LimitTests.text("for i in [n] return f(i)")),
            LimitTests.function("f", LimitTests.text("f(n) + f(n)")),
            LimitTests.function(
                "f", LimitTests.text("if f(n) then 1 else some i in [1] satisfies f(i)")),
        ])
    func endless(function: String) throws {
        let answer = Self.onSmallThread {
            do {
                let model = try SmallModel.load(function + LimitTests.literal("f(1)"))
                let result = try model.explain(decision: "d", inputs: [:]).result
                let reasons = result.warnings.map(\.what).joined(separator: "; ")
                return reasons.contains("functions call each other too deep")
                    ? "given up" : "\(result.value): \(reasons)"
            } catch {
                return "\(error)"
            }
        }
        #expect(answer == "given up")
    }
}
