import Foundation
package import RiskRegister

/// An answer: a value that is read back from what was written, with one public form for programs.
package protocol DeskAnswer: Codable, Hashable, Sendable {
    /// What `-o json` prints.
    associatedtype Document: Codable, Hashable, Sendable

    /// The public form; its fields are part of the interface.
    var document: Document { get }
}

extension DeskAnswer {
    /// The public form as JSON.
    ///
    /// - Returns: The text, ending with a line feed.
    /// - Throws: When the document's own encoding fails.
    package func json() throws -> String { try AnswerEncoder.text(document) }
}

/// A number by its decimal digits: a printed score of 12.50 stays 12.50.
package struct ExactNumber: Codable, Hashable, Sendable {
    /// The digits as JSON writes a number.
    package let digits: String

    /// A number with digits that JSON takes for one.
    package init(digits: String) { self.digits = digits }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        digits = "\(try container.decode(Decimal.self))"
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        // The answers' own encoder never comes here: it writes the digits.
        try container.encode(value)
    }

    private var value: Decimal { Decimal(string: digits) ?? .nan }

    /// 12.50 is 12.5.
    package static func == (left: ExactNumber, right: ExactNumber) -> Bool {
        left.value == right.value
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(value) }
}

/// Values by name, in the order to print; an object in JSON.
package struct NamedValues: Codable, Hashable, Sendable {
    /// A name and a value.
    package struct Pair: Hashable, Sendable {
        /// The name.
        package let name: String
        /// The value as text.
        package let text: String
    }

    /// The pairs, in the order to print.
    package let pairs: [Pair]

    /// Named values in an order.
    package init(_ pairs: [(name: String, text: String)]) {
        self.pairs = pairs.map { Pair(name: $0.name, text: $0.text) }
    }

    /// "score = 16, grade = extreme".
    package var sentence: String {
        pairs.map { "\($0.name) = \($0.text)" }.joined(separator: ", ")
    }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        // A JSON object has no order, so that of the names stands in for it.
        pairs = try container.allKeys.sorted { $0.stringValue < $1.stringValue }.map {
            Pair(name: $0.stringValue, text: try container.decode(String.self, forKey: $0))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        for pair in pairs {
            try container.encode(pair.text, forKey: Key(stringValue: pair.name))
        }
    }

    /// The same names have the same values, in whatever order.
    package static func == (left: NamedValues, right: NamedValues) -> Bool {
        Set(left.pairs) == Set(right.pairs)
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(Set(pairs)) }
}

// The register's own words, as answers write them.
extension Approval: Codable {}
extension Change.Kind: Codable {}
extension Membership.Basis: Codable {}
extension MovementWord: Codable {}
extension Proposal.Kind: Codable {}
extension RiskLevel: Codable {}
extension RiskStatus: Codable {}
extension Role: Codable {}
extension Routing: Codable {}
extension Ruling.Verb: Codable {}
extension RulingAuthority: Codable {}
extension ScoreBasis: Codable {}
extension Severity: Codable {}
extension SourceMapping.Kind: Codable {}
