internal import RiskRegister

/// What the text of a date field says.
///
///     DateText("04/05/2026", order: .dayFirst).date    // 2026-05-04
///     DateText("Apr-16", order: .dayFirst).date        // 2016-04, a month
///     DateText("01/01/1900", order: .dayFirst).date    // nil, and odd
struct DateText: Hashable {
    /// The day or month; nil when the text names none.
    var date: SourceDate?
    /// It should be looked at: a sentinel, a month only, far in the future, or no date at all.
    var isOdd: Bool

    /// The years that stand for "no date" end here: 1900, and Excel's and SQL Server's zero.
    private static let lastSentinelYear = 1900
    /// SQL Server's small dates end in 2079; what lies after is not meant as a date.
    private static let lastPlausibleYear = 2079

    init(_ text: String, order: SourceMapping.DateOrder) {
        (date, isOdd) = (nil, true)
        switch DateText.found(in: text) {
        case nil: break
        case .numeric(let first, let second, let year):
            let (day, month) = order == .dayFirst ? (first, second) : (second, first)
            set(year, month, day)
        case .day(let year, let month, let day): set(year, month, day)
        case .month(let year, let month):
            guard year > DateText.lastSentinelYear, let first = Day(year, month, 1) else { break }
            date = .month(lastDay: first.endOfMonth)
        }
    }

    private mutating func set(_ year: Int, _ month: Int, _ day: Int) {
        guard year > DateText.lastSentinelYear, let day = Day(year, month, day) else { return }
        (date, isOdd) = (.day(day), year > DateText.lastPlausibleYear)
    }

    private static func found(in text: String) -> Found? {
        var text = text
        return text.withUTF8 { bytes in
            var scanner = Scanner(bytes: bytes)
            return scanner.date()
        }
    }

    private enum Found {
        /// Two numbers before a year, whose order is the file's.
        case numeric(Int, Int, year: Int)
        case day(year: Int, month: Int, day: Int)
        case month(year: Int, month: Int)
    }

    /// Recursive descent over the few forms that registers use.
    private struct Scanner {
        let bytes: UnsafeBufferPointer<UInt8>
        var place = 0

        init(bytes: UnsafeBufferPointer<UInt8>) {
            var (start, end) = (0, bytes.count)
            while start < end, bytes[start] <= 0x20 { start += 1 }
            while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
            self.bytes = UnsafeBufferPointer(rebasing: bytes[start..<end])
        }

        mutating func date() -> Found? {
            guard !bytes.isEmpty, bytes.count <= 64 else { return nil }
            let found: Found?
            if let first = number() {
                found = first.digits <= 2 ? dayOrMonthFirst(first) : yearFirst(first)
            } else {
                found = wordFirst()
            }
            guard let found, restIsTime() else { return nil }
            return found
        }

        /// 2026-06-30, 2026/6/30, 20260630, or the month 2026-06.
        private mutating func yearFirst(_ first: Number) -> Found? {
            if first.digits == 8 {
                let (year, rest) = first.value.quotientAndRemainder(dividingBy: 10_000)
                return .day(year: year, month: rest / 100, day: rest % 100)
            }
            guard first.digits == 4, let separator = separator(),
                let second = number(), second.digits <= 2
            else { return nil }
            let before = place
            if let other = self.separator(), other == separator, let third = number() {
                guard third.digits <= 2 else { return nil }
                return .day(year: first.value, month: second.value, day: third.value)
            }
            place = before
            // 2018/19 is a year of plans and accounts, not a month.
            guard separator == UInt8(ascii: "-"), second.digits == 2, place == bytes.count,
                (1...12).contains(second.value)
            else { return nil }
            return .month(year: first.value, month: second.value)
        }

        /// 30/06/2026, 30-Jun-26, 30th June 2026, or the month 06/2026.
        private mutating func dayOrMonthFirst(_ first: Number) -> Found? {
            skipOrdinal()
            guard let separator = separator() else { return nil }
            if let month = month() {
                guard let _ = self.separator(), let year = number().flatMap(fullYear) else {
                    return nil
                }
                return .day(year: year, month: month, day: first.value)
            }
            guard let second = number() else { return nil }
            if second.digits == 4 {
                guard (1...12).contains(first.value) else { return nil }
                return .month(year: second.value, month: first.value)
            }
            guard second.digits <= 2, let other = self.separator(), other == separator,
                let year = number().flatMap(fullYear)
            else { return nil }
            return .numeric(first.value, second.value, year: year)
        }

        /// Apr-16, March 2016, March 12, 2026, or a weekday before a date.
        private mutating func wordFirst() -> Found? {
            if skipWeekday() {
                guard let first = number(), first.digits <= 2 else { return nil }
                return dayOrMonthFirst(first)
            }
            guard let month = month(), let _ = separator(), let first = number() else {
                return nil
            }
            if first.digits == 4 { return .month(year: first.value, month: month) }
            let before = place
            skipOrdinal()
            if let _ = separator(), let year = number(), year.digits == 4 {
                return .day(year: year.value, month: month, day: first.value)
            }
            place = before
            guard place == bytes.count, let year = fullYear(first) else { return nil }
            return .month(year: year, month: month)
        }

        /// Two-digit years up to 79 are of this century.
        private func fullYear(_ number: Number) -> Int? {
            switch number.digits {
            case 4: number.value
            case 2: number.value < 80 ? 2000 + number.value : 1900 + number.value
            default: nil
            }
        }

        /// Nothing, or a time of day, which a register does not need.
        private func restIsTime() -> Bool {
            guard place < bytes.count else { return true }
            let first = bytes[place]
            guard
                first == UInt8(ascii: "T") || first == UInt8(ascii: " ")
                    || first == UInt8(ascii: "Z") || first == UInt8(ascii: "+")
            else { return false }
            return bytes[place...].allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: " "),
                    UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "T"), UInt8(ascii: "Z"),
                    UInt8(ascii: "A"), UInt8(ascii: "P"), UInt8(ascii: "M"), UInt8(ascii: "a"),
                    UInt8(ascii: "p"), UInt8(ascii: "m"):
                    true
                default: false
                }
            } && (bytes[place...].contains(UInt8(ascii: ":")) || first != UInt8(ascii: " "))
        }

        // MARK: Parts

        struct Number {
            var value: Int
            var digits: Int
        }

        private mutating func number() -> Number? {
            var found = Number(value: 0, digits: 0)
            while place < bytes.count, bytes[place] >= UInt8(ascii: "0"),
                bytes[place] <= UInt8(ascii: "9")
            {
                guard found.digits < 8 else { return nil }
                found.value = found.value * 10 + Int(bytes[place] - UInt8(ascii: "0"))
                found.digits += 1
                place += 1
            }
            return found.digits == 0 ? nil : found
        }

        /// One of `- / . , '` with spaces around it, or spaces alone.
        private mutating func separator() -> UInt8? {
            var found: UInt8?
            while place < bytes.count {
                switch bytes[place] {
                case UInt8(ascii: " "): found = found ?? UInt8(ascii: " ")
                case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: ","),
                    UInt8(ascii: "'"):
                    if let found, found != UInt8(ascii: " ") { return found }
                    found = bytes[place]
                default: return found
                }
                place += 1
            }
            return found
        }

        private mutating func letters() -> String {
            let start = place
            while place < bytes.count, bytes[place] | 0x20 >= UInt8(ascii: "a"),
                bytes[place] | 0x20 <= UInt8(ascii: "z")
            {
                place += 1
            }
            return String(decoding: bytes[start..<place].map { $0 | 0x20 }, as: UTF8.self)
        }

        private mutating func month() -> Int? {
            let start = place
            let word = letters()
            if word.utf8.count >= 3,
                let index = Scanner.months.firstIndex(where: { $0.hasPrefix(word) })
            {
                return index + 1
            }
            place = start
            return nil
        }

        private mutating func skipWeekday() -> Bool {
            let start = place
            let word = letters()
            if word.utf8.count >= 3, Scanner.weekdays.contains(where: { $0.hasPrefix(word) }) {
                _ = separator()
                return true
            }
            place = start
            return false
        }

        private mutating func skipOrdinal() {
            let start = place
            if !["st", "nd", "rd", "th"].contains(letters()) { place = start }
        }

        private static let months = Day.monthNames.map { $0.lowercased() }
        private static let weekdays = [
            "monday", "tuesday", "tues", "wednesday", "thursday", "thurs", "friday", "saturday",
            "sunday",
        ]
    }
}
