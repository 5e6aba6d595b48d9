package import RiskRegister
import Texts

/// Text as it may be shown: nothing in it can act on a terminal, a browser or a spreadsheet's file.
package enum PlainText {
    /// The longest text that any format prints, in UTF-16 units; a spreadsheet cell holds 32,767.
    package static let limit = 32_000

    /// The text with control and direction characters made visible as U+FFFD, cut at the limit.
    ///
    /// Line ends become "\n" and tabs spaces. What is cut is said, with the length of the whole.
    package static func cleaned(_ text: String) -> String {
        isClean(text) ? text : replaced(text)
    }

    /// There is certainly nothing to replace or to cut: true of nearly every text, and quick to see.
    private static func isClean(_ text: String) -> Bool {
        guard text.utf8.count <= limit else { return false }
        var before: (UInt8, UInt8) = (0, 0)
        for byte in text.utf8 {
            switch (before.0, before.1, byte) {
            case (_, _, 0x0A): break
            case (_, _, 0x00...0x1F), (_, _, 0x7F), (_, 0xC2, 0x80...0x9F): return false
            case (0xE2, 0x80, 0x8E...0x8F), (0xE2, 0x80, 0xA8...0xAE): return false
            case (0xE2, 0x81, 0xA6...0xA9), (0xEF, 0xBF, 0xB9...0xBF): return false
            default: break
            }
            before = (before.1, byte)
        }
        return true
    }

    private static func replaced(_ text: String) -> String {
        var result = ""
        var units = 0
        var previousWasReturn = false
        for scalar in text.unicodeScalars {
            let shown: Unicode.Scalar? =
                switch scalar.value {
                case 0x0D: "\n"
                case 0x0A: previousWasReturn ? nil : "\n"
                case 0x85, 0x2028, 0x2029: "\n"
                case 0x09: " "
                case 0x00...0x1F, 0x7F...0x9F, 0xFFF9...0xFFFB, 0xFFFE, 0xFFFF: "\u{FFFD}"
                case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: "\u{FFFD}"
                default: scalar
                }
            previousWasReturn = scalar.value == 0x0D
            guard let shown else { continue }
            units += shown.value > 0xFFFF ? 2 : 1
            if units > limit {
                let whole = Count.of(text.unicodeScalars.count, "character")
                return result + " [cut here: the whole text has \(whole)]"
            }
            result.unicodeScalars.append(shown)
        }
        return result
    }

    /// The text on one line, runs of white space made one space.
    package static func onOneLine(_ text: String) -> String {
        text.isPlainLine && text.utf8.count <= limit ? text : cleaned(text).onOneLine
    }
}

/// Counts as prose writes them.
package enum Count {
    /// "1 risk", "3 risks", "12,345 risks"; a plural other than with "s" is given.
    package static func of(_ count: Int, _ noun: String, plural: String? = nil) -> String {
        "\(grouped(count)) \(count == 1 ? noun : plural ?? noun + "s")"
    }

    /// "no risks", "1 risk", "3 risks".
    package static func ofAny(_ count: Int, _ noun: String, plural: String? = nil) -> String {
        count == 0 ? "no \(plural ?? noun + "s")" : of(count, noun, plural: plural)
    }

    /// A number with commas between thousands.
    package static func grouped(_ count: Int) -> String {
        let digits = String(count.magnitude)
        var result = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { result.append(",") }
            result.append(digit)
        }
        return count < 0 ? "-" + result : result
    }
}

extension Day {
    /// The day with a short month, for tables: "30 Jun 2026".
    package var short: String {
        let (year, month, day) = components
        return "\(day) \(Day.monthNames[month - 1].prefix(3)) \(year)"
    }
}

extension SourceDate {
    /// The date for tables: "30 Jun 2026", or "Jun 2026" for a month.
    package var short: String {
        switch self {
        case .day(let day): day.short
        case .month(let lastDay): lastDay.short.drop { $0 != " " }.dropFirst().description
        }
    }
}
