/// A calendar day, without a time or a zone.
///
/// Everything the register says, it says of a day: the day an extract speaks for, the day a ruling
/// takes effect, the day a review falls due. Days are counted from 1970-01-01 so that differences
/// are plain subtraction.
///
///     Day("2026-06-30")?.adding(days: 1).description   // "2026-07-01"
package struct Day: Hashable, Comparable, Sendable, CustomStringConvertible, Codable {
    /// Days since 1970-01-01.
    package let number: Int32

    /// The day that lies `number` days after 1970-01-01.
    package init(number: Int32) { self.number = number }

    /// The day of a year (1...9999), month (1...12) and day of the month, or nil when there is none.
    package init?(_ year: Int, _ month: Int, _ day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month),
            (1...Day.length(ofMonth: month, in: year)).contains(day)
        else { return nil }
        // Howard Hinnant's days-from-civil: years begin in March, so that leap days come last.
        let shifted = month > 2 ? year : year - 1
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        number = Int32(era * 146_097 + dayOfEra - 719_468)
    }

    /// The day an ISO 8601 date names ("2026-06-30"), or nil when the text is not one.
    package init?(_ text: some StringProtocol) {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
            let year = Day.digits(parts[0]), let month = Day.digits(parts[1]),
            let day = Day.digits(parts[2])
        else { return nil }
        self.init(year, month, day)
    }

    private static func digits(_ text: some Collection<UInt8>) -> Int? {
        var value = 0
        for byte in text {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return value
    }

    /// The year, month (1...12) and day of the month (1...31).
    package var components: (year: Int, month: Int, day: Int) {
        let shifted = Int(number) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// The number of days in a month (1...12) of a year.
    package static func length(ofMonth month: Int, in year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The day some days later, or earlier when negative.
    package func adding(days: Int) -> Day { Day(number: number &+ Int32(clamping: days)) }

    /// The same day of the month some months later, or the month's last day when it has no such day.
    package func adding(months: Int) -> Day {
        let (year, month, day) = components
        let index = year * 12 + month - 1 + months
        let newYear = min(max(index / 12, 1), 9999)
        let newMonth = index % 12 + 1
        return Day(newYear, newMonth, min(day, Day.length(ofMonth: newMonth, in: newYear))) ?? self
    }

    /// The whole months from this day to a later one: 2026-01-31 to 2026-03-30 is 1.
    package func months(to later: Day) -> Int {
        let (from, to) = (components, later.components)
        let months = (to.year - from.year) * 12 + to.month - from.month
        return to.day < from.day && later.adding(days: 1).components.month == to.month
            ? months - 1 : months
    }

    /// The days from this day to another; negative when the other is earlier.
    package func days(to other: Day) -> Int { Int(other.number) - Int(number) }

    /// The last day of this day's month.
    package var endOfMonth: Day {
        let (year, month, _) = components
        return Day(year, month, Day.length(ofMonth: month, in: year)) ?? self
    }

    /// The ISO 8601 date: "2026-06-30".
    package var description: String {
        let (year, month, day) = components
        func padded(_ value: Int, _ width: Int) -> String {
            let text = String(value)
            return String(repeating: "0", count: max(0, width - text.count)) + text
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    /// The day in words, as a board paper prints it: "30 June 2026".
    package var inWords: String {
        let (year, month, day) = components
        return "\(day) \(Day.monthNames[month - 1]) \(year)"
    }

    /// The names of the months, January first.
    package static let monthNames = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]

    package static func < (left: Day, right: Day) -> Bool { left.number < right.number }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let day = Day(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a day")
        }
        self = day
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// A date as a source gives it: a day, or only a month.
///
/// Registers hold "Apr-16" where nobody knows the day. It stays a month; it is never made the first.
package enum SourceDate: Hashable, Sendable, CustomStringConvertible {
    /// A known day.
    case day(Day)
    /// A month of a year; the payload is the month's last day, by which it has certainly come.
    case month(lastDay: Day)

    /// The latest day that the date can mean: the day itself, or the last of the month.
    package var latest: Day {
        switch self {
        case .day(let day): day
        case .month(let lastDay): lastDay
        }
    }

    /// The earliest day that the date can mean: the day itself, or the first of the month.
    package var earliest: Day {
        switch self {
        case .day(let day): day
        case .month(let lastDay): lastDay.adding(days: 1 - lastDay.components.day)
        }
    }

    /// "2026-06-30", or "2026-06" for a month.
    package var description: String {
        switch self {
        case .day(let day): day.description
        case .month(let lastDay): String(lastDay.description.prefix(7))
        }
    }
}

extension SourceDate {
    /// The date in words: "30 June 2026", or "June 2026" for a month.
    package var inWords: String {
        switch self {
        case .day(let day): day.inWords
        case .month(let lastDay):
            "\(Day.monthNames[lastDay.components.month - 1]) \(lastDay.components.year)"
        }
    }
}
