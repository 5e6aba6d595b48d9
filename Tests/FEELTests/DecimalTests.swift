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
        if ["sum", "mean", "median", "stddev"].contains(test.operation) {
            let list = test.operands.joined(separator: ", ")
            let value = try? Expression("\(test.operation)([\(list)])").evaluate().value
            guard case .number(let number)? = value else { return "nil" }
            return isNear(number, test) ? test.expected : number.description
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

    /// A deviation is the root of a rounded sum: its last digit may be one or two off.
    private func isNear(_ number: Decimal128, _ test: Case) -> Bool {
        guard test.operation == "stddev", let expected = Decimal128(test.expected),
            let distance = number.subtracting(expected)?.magnitude,
            let limit = expected.multiplied(by: Decimal128("2e-33") ?? .zero)
        else { return number.description == test.expected }
        return distance < limit || distance == limit
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

    @Test func `Equal numbers are the same value, and 16 bytes`() throws {
        let ways = [
            "1", "1.0", "1.000", "10e-1", "0.1e1", "+1", "1.0000000000000000000000000000000000000",
        ]
        #expect(Set(ways.map { Decimal128($0) }) == [Decimal128.one])
        let large = ["1e40", "10e39", "10000000000000000000000000000000000000000"]
        #expect(Set(large.map { Decimal128($0) }).count == 1)
        #expect(Set(["0", "-0", "0.00", "0e500", "-0e-9"].map { Decimal128($0) }) == [.zero])
        #expect(MemoryLayout<Decimal128>.size == 16)
    }

    @Test(arguments: [
        ("12", 12), ("-12.0", -12), ("9223372036854775807", Int.max),
        ("-9223372036854775808", Int.min), ("9223372036854775808", nil), ("1.5", nil),
        ("1e18", 1_000_000_000_000_000_000), ("1e19", nil), ("1e40", nil), ("0", 0),
    ])
    func `A whole number that fits is an integer`(text: String, expected: Int?) throws {
        #expect(try #require(Decimal128(text)).exactInt == expected)
    }

    @Test func `Integers of any size become numbers`() {
        for value in [0, 1, -1, 1 << 61, 1 << 62, -(1 << 62), Int.max, Int.min] {
            #expect(Decimal128(value).description == String(value))
            #expect(Decimal128(value).exactInt == value)
            #expect(Decimal128(Int128(value)) == Decimal128(value))
        }
        #expect(Decimal128(Int128.max).description == "170141183460469231731687303715884100000")
        #expect(Decimal128(Int128.min).isNegative)
    }

    @Test func `Sign and order hold for neighbours`() throws {
        let ascending = try [
            "-9e6144", "-1e34", "-100", "-99.99", "-1", "-0.1", "-1e-6176", "0", "1e-6176", "0.1",
            "0.10000000000000000001", "1", "99.99", "100", "9999999999999999999999999999999999",
            "1e34", "1.000000000000000000000000000000001e34", "9e6144",
        ].map { try #require(Decimal128($0)) }
        for (index, left) in ascending.enumerated() {
            for (other, right) in ascending.enumerated() {
                #expect((left < right) == (index < other))
                #expect((left == right) == (index == other))
                #expect((left.negated < right.negated) == (index > other))
            }
            #expect(left.magnitude.isNegative == false)
            #expect(left.negated.negated == left)
        }
    }
}
