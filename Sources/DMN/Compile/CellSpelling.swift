import FEEL
import Texts

/// What a cell that cannot be read was most likely meant to say.
///
/// People write cells as they speak, and spreadsheets correct what they write: `15 or more`, `≥ 15`,
/// `10 to 14`, `TRUE`, `“closed”`. An offer is made only where it can be read as FEEL.
enum CellSpelling {
    /// Another way to write a cell; nil where none comes to mind.
    ///
    ///     offer("15 or more", as: .number, ...)       // ">= 15"
    static func offer(
        _ text: String, as type: FEELType, among allowed: SimpleTests?, scope: Scope,
        isCondition: Bool
    ) -> String? {
        let plain = plainMarks(text)
        let offers = [
            boolean(plain, type),
            isCondition ? anything(plain) : nil,
            isCondition ? comparison(plain, type) : nil,
            isCondition ? quoted(plain, type, allowed) : nil,
            plain == text ? nil : plain,
        ]
        return offers.lazy.compactMap { $0 }.first {
            isReadable($0, type, scope, isCondition: isCondition)
        }
    }

    /// `[10..15]` for `10-15`, which is a subtraction to FEEL; nil where it is no such range.
    static func range(_ text: String) -> String? {
        let ends = plainMarks(text).split(separator: "-", omittingEmptySubsequences: false)
            .compactMap { number($0) }
        guard text.count < 80, ends.count == 2, ends[0] < ends[1] else { return nil }
        return "[\(ends[0])..\(ends[1])]"
    }

    private static func isReadable(
        _ text: String, _ type: FEELType, _ scope: Scope, isCondition: Bool
    ) -> Bool {
        guard isCondition else { return (try? Expression(text, scope: scope)) != nil }
        return (try? UnaryTests(text, scope: scope, type: type)) != nil
    }

    // MARK: - Marks

    private static let marks: [Character: String] = [
        "\u{201C}": "\"", "\u{201D}": "\"", "\u{201E}": "\"", "\u{201F}": "\"", "\u{2033}": "\"",
        "\u{2018}": "\"", "\u{2019}": "\"", "\u{00AB}": "\"", "\u{00BB}": "\"", "\u{2013}": "-",
        "\u{2014}": "-", "\u{2212}": "-", "\u{2026}": "..", "\u{2265}": ">=", "\u{2264}": "<=",
        "\u{2260}": "!=", "\u{00A0}": " ",
    ]

    /// The text with plain characters for those that spreadsheets and word processors make of them.
    private static func plainMarks(_ text: String) -> String {
        text.map { marks[$0] ?? String($0) }.joined()
    }

    // MARK: - Words

    private static func words(_ text: String) -> [String] {
        text.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
    }

    private static func boolean(_ text: String, _ type: FEELType) -> String? {
        guard case .boolean = type else { return nil }
        switch words(text) {
        case ["yes"], ["y"], ["true"]: return "true"
        case ["no"], ["n"], ["false"]: return "false"
        default: return nil
        }
    }

    private static func anything(_ text: String) -> String? {
        switch words(text) {
        case ["any"], ["all"], ["*"], ["anything"]: "-"
        default: nil
        }
    }

    /// Values of a list that stand there without quotes, as `open or closed`.
    private static func quoted(
        _ text: String, _ type: FEELType, _ allowed: SimpleTests?
    ) -> String? {
        guard case .string = type, let allowed, !text.contains("\"") else { return nil }
        let parts = text.split { $0 == "," || $0 == "/" || $0.isWhitespace }.filter { $0 != "or" }
        guard parts.count > 1,
            parts.allSatisfy({ allowed.constants.contains(.string(String($0))) })
        else { return nil }
        return parts.map { "\"\($0)\"" }.joined(separator: ", ")
    }

    // MARK: - Numbers

    private static func number(_ text: some StringProtocol) -> Decimal128? {
        Decimal128(words(String(text)).joined(separator: " "))
    }

    /// A comparison or a range in words or in another language's signs.
    private static func comparison(_ text: String, _ type: FEELType) -> String? {
        for (sign, own) in [("=>", ">="), ("=<", "<="), ("==", "")] where text.hasPrefix(sign) {
            return "\(own) \(text.dropFirst(sign.count))".onOneLine
        }
        guard case .number = type, text.utf8.count < 80 else { return nil }
        let said = words(text)
        if said.count == 1, text.hasSuffix("+"), let limit = number(text.dropLast()) {
            return ">= \(limit)"
        }
        for (phrase, symbol) in phrases where said.count > phrase.count {
            if said.starts(with: phrase), said.count == phrase.count + 1,
                let limit = number(said[phrase.count])
            {
                return "\(symbol) \(limit)"
            }
        }
        if said.count == 3, ["or", "and"].contains(said[1]), let limit = number(said[0]) {
            if ["more", "above", "over", "higher", "greater", "up"].contains(said[2]) {
                return ">= \(limit)"
            }
            if ["less", "below", "under", "lower", "fewer"].contains(said[2]) {
                return "<= \(limit)"
            }
        }
        return spoken(range: said, text)
    }

    private static let phrases: [([String], String)] = [
        (["at", "least"], ">="), (["from"], ">="), (["at", "most"], "<="), (["up", "to"], "<="),
        (["more", "than"], ">"), (["greater", "than"], ">"), (["over"], ">"), (["above"], ">"),
        (["less", "than"], "<"), (["fewer", "than"], "<"), (["under"], "<"), (["below"], "<"),
    ]

    /// `10 to 15`, `between 10 and 15`, `10..15`.
    private static func spoken(range said: [String], _ text: String) -> String? {
        var ends: [Decimal128] = []
        if said.count == 3, said[1] == "to" || said[1] == ".." {
            ends = [said[0], said[2]].compactMap { number($0) }
        } else if said.count == 4, said[0] == "between" || said[0] == "from",
            said[2] == "and" || said[2] == "to"
        {
            ends = [said[1], said[3]].compactMap { number($0) }
        } else if let dots = text.firstIndex(of: "."),
            text[dots...].hasPrefix("..")
        {
            ends = [text[..<dots], text[dots...].drop { $0 == "." }].compactMap { number($0) }
        }
        guard ends.count == 2, ends[0] <= ends[1] else { return nil }
        return "[\(ends[0])..\(ends[1])]"
    }
}
