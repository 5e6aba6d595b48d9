import FEEL
import Foundation
import Testing

@Suite struct DecimalTests {
    /// A line of Cases/decimal.txt, which Cases/make-decimal-cases.py wrote with Python's decimal module.
    struct Case: CustomTestStringConvertible, Sendable {
        var line: String
        var operation: String
        var operands: [String]
        var expected: String

        var testDescription: String { line }

        static let all: [Case] = {
            let file = URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "Cases/decimal.txt")
            let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
            return text.split(separator: "\n").map { line in
                let words = line.split(separator: " ").map(String.init)
                return Case(
                    line: String(line), operation: words[0],
                    operands: Array(words[1..<(words.count - 2)]),
                    expected: words[words.count - 1])
            }
        }()
    }

    static let modes: [String: Decimal128.RoundingMode] = [
        "round-up": .up, "round-down": .down, "round-halfUp": .halfUp,
        "round-halfDown": .halfDown, "round-halfEven": .halfEven, "round-floor": .floor,
        "round-ceiling": .ceiling,
    ]

    /// What we make of a case: FEEL's text of the result, or `nil`.
    private func result(of test: Case) -> String? {
        guard let x = Decimal128(test.operands[0]) else { return "nil" }
        if test.operation == "parse" { return x.description }
        if let mode = Self.modes[test.operation] {
            guard let scale = Int(test.operands[1]) else { return nil }
            return x.rounded(scale: scale, mode: mode)?.description ?? "nil"
        }
        let y = test.operands.count > 1 ? Decimal128(test.operands[1]) : .zero
        guard let y else { return "nil" }
        let value: Decimal128?
        switch test.operation {
        case "add": value = x.adding(y)
        case "subtract": value = x.subtracting(y)
        case "multiply": value = x.multiplied(by: y)
        case "divide": value = x.divided(by: y)
        case "modulo": value = x.modulo(y)
        case "power": value = x.power(y)
        case "sqrt": value = x.squareRoot
        case "exp": value = x.exponential
        case "ln": value = x.naturalLogarithm
        case "compare": return x < y ? "<" : y < x ? ">" : x == y ? "=" : "neither"
        default: return nil
        }
        return value?.description ?? "nil"
    }

    @Test func `Results are those of Python's decimal module`() {
        #expect(Case.all.count > 2000)
        for test in Case.all {
            let actual = result(of: test)
            #expect(actual == test.expected, "\(test.line)")
        }
    }

    @Test func `A number read from its own text is the same number`() throws {
        for test in Case.all where test.expected != "nil" {
            guard let value = Decimal128(test.expected) else { continue }
            #expect(Decimal128(value.description) == value, "\(test.line)")
            #expect(value.description == test.expected)
        }
    }
}
