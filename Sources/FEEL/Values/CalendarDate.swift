/// A date of the proleptic Gregorian calendar, without time and without zone.
///
/// Years run from -999999999 to 999999999 with a year 0, as in XML Schema 1.1. The date is kept as
/// a day count, so that comparing and subtracting dates, which rules do all the time, are integer
/// operations.
///
///     CalendarDate("2026-02-30")                    // nil
///     CalendarDate("2024-02-29")?.adding(months: 12)?.description    // "2025-02-28"
public struct CalendarDate: Hashable, Sendable {
    /// Days since 1970-01-01, negative before.
    public let epochDay: Int64

    /// The years that a date can have.
    public static let years: ClosedRange<Int> = -999_999_999...999_999_999

    static let firstEpochDay = daysFromCivil(year: years.lowerBound, month: 1, day: 1)
    static let lastEpochDay = daysFromCivil(year: years.upperBound, month: 12, day: 31)

    /// Makes the date of a day count; `nil` if its year is out of range.
    ///
    /// - Parameter epochDay: days since 1970-01-01.
    public init?(epochDay: Int64) {
        guard epochDay >= Self.firstEpochDay, epochDay <= Self.lastEpochDay else { return nil }
        self.epochDay = epochDay
    }

    /// Makes a date of its parts; `nil` if there is no such day.
    ///
    /// - Parameters:
    ///   - year: the year, 0 being the one before year 1.
    ///   - month: 1 for January.
    ///   - day: 1 for the first of the month.
    public init?(year: Int, month: Int, day: Int) {
        guard Self.years.contains(year), (1...12).contains(month), day >= 1,
            day <= Self.length(ofMonth: month, year: year)
        else { return nil }
        epochDay = Self.daysFromCivil(year: year, month: month, day: day)
    }

    /// Reads an ISO 8601 date such as `2017-01-05` or `-2017-12-31`.
    ///
    /// Years have at least four digits, more only without leading zeros, and no plus sign (XML
    /// Schema part 2). A zone is not allowed: FEEL dates have none.
    ///
    /// - Parameter text: the whole date.
    public init?(_ text: String) {
        var scanner = TextScanner(text)
        guard let date = Self.take(from: &scanner), scanner.atEnd else { return nil }
        self = date
    }

    static func take(from scanner: inout TextScanner) -> CalendarDate? {
        let negative = scanner.take("-")
        let leadingZero = scanner.peek == UInt8(ascii: "0")
        guard let year = scanner.takeNumber(), year.digits >= 4, year.digits <= 9,
            !(leadingZero && year.digits > 4),
            scanner.take("-"), let month = scanner.takeTwoDigits(),
            scanner.take("-"), let day = scanner.takeTwoDigits()
        else { return nil }
        return CalendarDate(
            year: negative ? -Int(year.value) : Int(year.value), month: month, day: day)
    }

    /// The year, month and day.
    public var parts: (year: Int, month: Int, day: Int) {
        // Howard Hinnant's civil_from_days: years that start on 1 March, in eras of 400 years.
        let shifted = epochDay + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * month + 2) / 5 + 1
        let calendarMonth = month < 10 ? month + 3 : month - 9
        let year = yearOfEra + era * 400 + (calendarMonth <= 2 ? 1 : 0)
        return (Int(year), Int(calendarMonth), Int(day))
    }

    private static func daysFromCivil(year: Int, month: Int, day: Int) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return Int64(era * 146_097 + dayOfEra - 719_468)
    }

    /// The number of days of a month.
    static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: return isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: return 30
        default: return 31
        }
    }

    private static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// The year.
    public var year: Int { parts.year }
    /// The month, 1 for January.
    public var month: Int { parts.month }
    /// The day of the month, from 1.
    public var day: Int { parts.day }

    /// The day of the week as ISO 8601 counts: 1 is Monday, 7 is Sunday.
    public var weekday: Int {
        // 1970-01-01 was a Thursday.
        Int(((epochDay + 3) % 7 + 7) % 7) + 1
    }

    /// The day of the year, from 1.
    public var dayOfYear: Int {
        Int(epochDay - Self.daysFromCivil(year: year, month: 1, day: 1)) + 1
    }

    /// The ISO 8601 week number, 1 to 53; the first days of January can be in the old year's last.
    public var weekOfYear: Int {
        // The week belongs to the year of its Thursday.
        let thursday = epochDay + Int64(4 - weekday)
        let (year, month, day) = parts
        let late = month == 12 && day - weekday + 4 > 31
        let early = month == 1 && day - weekday + 4 < 1
        let weekYear = late ? year + 1 : early ? year - 1 : year
        return Int(thursday - Self.daysFromCivil(year: weekYear, month: 1, day: 1)) / 7 + 1
    }
}

extension CalendarDate: Comparable {
    /// Tells whether the left date is before the right one.
    @inline(__always)
    public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
        left.epochDay < right.epochDay
    }
}

extension CalendarDate: CustomStringConvertible {
    /// The date in ISO 8601 form, as FEEL's `string()` prints it.
    public var description: String {
        let (year, month, day) = parts
        let digits = String(year.magnitude)
        let zeros = String(repeating: "0", count: max(0, 4 - digits.count))
        return (year < 0 ? "-" : "") + zeros + digits
            + (month < 10 ? "-0" : "-") + String(month) + (day < 10 ? "-0" : "-") + String(day)
    }
}

extension CalendarDate {
    /// The date some days later; `nil` if its year is out of range.
    public func adding(days: Int64) -> CalendarDate? {
        let (sum, overflow) = epochDay.addingReportingOverflow(days)
        return overflow ? nil : CalendarDate(epochDay: sum)
    }

    /// The date some months later, on the same day or the month's last; `nil` if out of range.
    public func adding(months: Int64) -> CalendarDate? {
        let (year, month, day) = parts
        let (count, overflow) = (Int64(year) * 12 + Int64(month - 1)).addingReportingOverflow(
            months)
        guard !overflow else { return nil }
        let newMonth = Int((count % 12 + 12) % 12)
        let newYear = Int((count - Int64(newMonth)) / 12)
        guard Self.years.contains(newYear) else { return nil }
        let last = Self.length(ofMonth: newMonth + 1, year: newYear)
        return CalendarDate(year: newYear, month: newMonth + 1, day: min(day, last))
    }

    /// The date later by a duration, which may be negative; a part of a day counts from midnight.
    public func adding(_ duration: YearsDuration) -> CalendarDate? {
        adding(months: duration.months)
    }

    /// The date on which a duration ends that starts at this date's midnight.
    ///
    /// So a date plus `PT36H` is the next day, and minus `PT1S` the day before.
    public func adding(_ duration: DaysDuration) -> CalendarDate? {
        // Nanoseconds are never negative, so the floor of the seconds is the floor of the whole.
        let days = duration.seconds.flooredDivision(by: 86400).quotient
        return adding(days: days)
    }

    /// The time from an earlier date to this one, in whole days.
    public func subtracting(_ other: CalendarDate) -> DaysDuration {
        // At most 8 * 10^11 days: the seconds fit by far.
        DaysDuration(wholeSeconds: (epochDay - other.epochDay) * 86400)
    }

    /// Midnight UTC of this date: FEEL treats a date as that where it meets a date and time.
    public var startOfDay: DateAndTime {
        DateAndTime(date: self, time: TimeOfDay(nanosecondOfDay: 0, zone: .utc))
    }
}
