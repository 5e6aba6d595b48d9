import RiskRegister

/// What the numeric dates of a file show about their order: day first or month first.
///
/// The order is decided once for a file, never for a cell: 04/05/2026 alone has two readings, but a
/// file in which 13/05/2026 occurs is written day first throughout.
struct DateOrderEvidence {
    /// Dates that can only be day first, with the first of them.
    private(set) var dayFirst = 0
    /// Dates that can only be month first.
    private(set) var monthFirst = 0
    /// Dates that can be both, and differ.
    private(set) var either = 0
    private(set) var dayFirstExample: String?
    private(set) var monthFirstExample: String?
    private(set) var eitherExample: String?

    /// Looks at the text of a date field.
    mutating func add(_ text: some Collection<UInt8>) {
        guard let (first, second) = DateOrderEvidence.parts(text) else { return }
        func example() -> String {
            let date = text.drop { $0 <= 0x20 }.prefix { $0 > 0x20 && $0 != UInt8(ascii: "T") }
            return String(decoding: date, as: UTF8.self)
        }
        switch (first, second) {
        case (13...31, 1...12):
            dayFirst += 1
            if dayFirstExample == nil { dayFirstExample = example() }
        case (1...12, 13...31):
            monthFirst += 1
            if monthFirstExample == nil { monthFirstExample = example() }
        case (1...12, 1...12) where first != second:
            either += 1
            if eitherExample == nil { eitherExample = example() }
        default: break
        }
    }

    /// The first two numbers of a date like 04/05/2026, 4.5.26 or 4-5-2026 with anything behind it.
    private static func parts(_ text: some Collection<UInt8>) -> (Int, Int)? {
        var numbers: [Int] = []
        var value = 0
        var digits = 0
        var separator: UInt8?
        for byte in text.drop(while: { $0 <= 0x20 }).prefix(12) {
            switch byte {
            case 0x30...0x39:
                value = value * 10 + Int(byte - 0x30)
                digits += 1
                if digits > (numbers.count == 2 ? 4 : 2) { return nil }
                continue
            case UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"):
                guard numbers.count < 2, digits > 0, separator.map({ $0 == byte }) ?? true else {
                    return nil
                }
                separator = byte
                numbers.append(value)
                value = 0
                digits = 0
                continue
            case 0x20, UInt8(ascii: "T"), UInt8(ascii: ","): break
            default: return nil
            }
            break
        }
        guard numbers.count == 2, digits == 2 || digits == 4 else { return nil }
        return (numbers[0], numbers[1])
    }

    /// The order that the dates show; the mapping's where they show none or both.
    func order(mapped: SourceMapping.DateOrder) -> SourceMapping.DateOrder {
        switch (dayFirst > 0, monthFirst > 0) {
        case (true, false): .dayFirst
        case (false, true): .monthFirst
        case (true, true), (false, false): mapped
        }
    }

    /// What to say about it: nothing when the file shows the order that the mapping expects.
    func message(mapped: SourceMapping.DateOrder) -> String? {
        let words = order(mapped: mapped) == .dayFirst ? "day first" : "month first"
        if let one = dayFirstExample, let two = monthFirstExample {
            return "dates are written in both orders, day first \(dayFirst) times (\(one)) and "
                + "month first \(monthFirst) times (\(two)): all are read \(words), as the "
                + "mapping says"
        }
        if dayFirst == 0, monthFirst == 0, let example = eitherExample {
            return
                "no date shows the order of day and month (as \(example)): read \(words), as the "
                + "mapping says"
        }
        if monthFirst > 0, mapped == .dayFirst, let example = monthFirstExample {
            return "dates are month first (as \(example)), though the mapping says day first"
        }
        if dayFirst > 0, mapped == .monthFirst, let example = dayFirstExample {
            return "dates are day first (as \(example)), though the mapping says month first"
        }
        return nil
    }
}
