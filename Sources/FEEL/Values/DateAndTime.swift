/// A date with a time of day, perhaps in a zone.
///
///     DateAndTime("2017-12-31T11:22:33.5@Europe/London")
///     DateAndTime("2017-12-31T24:00:00")?.description    // "2018-01-01T00:00:00"
///
/// Two of them are equal if they are written the same (FEEL's `is`); ``subtracting(_:)``
/// tells how they stand as instants.
public struct DateAndTime: Hashable, Sendable {
    /// The date.
    public let date: CalendarDate
    /// The time of day, with the zone.
    public let time: TimeOfDay

    /// Puts a date and a time together.
    ///
    /// - Parameters:
    ///   - date: the date.
    ///   - time: the time; its zone becomes the zone of both.
    public init(date: CalendarDate, time: TimeOfDay) {
        self.date = date
        self.time = time
    }

    /// Reads a date, the letter `T` and a time, as in `2017-12-31T11:22:33+01:00`.
    ///
    /// - Parameter text: the whole text. `24:00:00` is the next day's midnight, as in XML Schema.
    public init?(_ text: String) {
        var scanner = TextScanner(text)
        guard let date = CalendarDate.take(from: &scanner), scanner.take("T") else { return nil }
        let start = scanner.position
        if let time = TimeOfDay.take(from: &scanner) {
            self.init(date: date, time: time)
            return
        }
        scanner.position = start
        guard let time = Self.takeEndOfDay(from: &scanner), let next = date.adding(days: 1)
        else { return nil }
        self.init(date: next, time: time)
    }

    /// Takes `24:00:00` and a zone as the midnight that it is.
    private static func takeEndOfDay(from scanner: inout TextScanner) -> TimeOfDay? {
        guard scanner.takeTwoDigits() == 24, scanner.take(":"),
            scanner.takeTwoDigits() == 0, scanner.take(":"),
            scanner.takeTwoDigits() == 0
        else { return nil }
        if scanner.take("."), scanner.takeNanoseconds() != 0 { return nil }
        if scanner.atEnd { return TimeOfDay(nanosecondOfDay: 0, zone: nil) }
        return Zone(scanner.takeRest()).map { TimeOfDay(nanosecondOfDay: 0, zone: $0) }
    }

    /// The zone or offset, if there is one.
    public var zone: TimeOfDay.Zone? { time.zone }

    /// The offset from UTC in seconds on this date, if there is a zone.
    public var offsetSeconds: Int? { zone?.offsetSeconds(atLocal: localSeconds) }

    /// The same without the fraction of a second.
    public var truncatedToSecond: DateAndTime {
        DateAndTime(date: date, time: time.truncatedToSecond)
    }

    /// Seconds from 1970-01-01T00:00:00 by the local clock.
    private var localSeconds: Int64 {
        date.epochDay * 86400 + time.nanosecondOfDay / TimeOfDay.nanosecondsPerSecond
    }

    /// Seconds since the epoch: UTC with a zone, by the local clock without.
    var seconds: Int64 { localSeconds - Int64(offsetSeconds ?? 0) }

    /// Makes the value from seconds by the local clock.
    private init?(localSeconds: Int64, nanosecond: Int64, zone: Zone?) {
        let (day, second) = localSeconds.flooredDivision(by: 86400)
        guard let date = CalendarDate(epochDay: day) else { return nil }
        self.init(
            date: date,
            time: TimeOfDay(
                nanosecondOfDay: second * TimeOfDay.nanosecondsPerSecond + nanosecond, zone: zone))
    }

    /// Compares two as instants.
    ///
    /// - Parameter other: the one to compare with.
    /// - Returns: `nil` if one has a zone and the other has none.
    package func compare(_ other: DateAndTime) -> Ordering? {
        guard (zone == nil) == (other.zone == nil) else { return nil }
        let (left, right) = (seconds, other.seconds)
        if left != right { return Ordering(left, right) }
        return Ordering(time.nanosecond, other.time.nanosecond)
    }

    /// The duration from another instant to this one, negative if this one is earlier.
    ///
    /// - Parameter other: the instant to count from.
    /// - Returns: `nil` if one has a zone and the other has none.
    public func subtracting(_ other: DateAndTime) -> DaysDuration? {
        guard (zone == nil) == (other.zone == nil) else { return nil }
        let nanoseconds = time.nanosecond - other.time.nanosecond
        return DaysDuration(
            nanoseconds: Int128(seconds - other.seconds) * Int128(TimeOfDay.nanosecondsPerSecond)
                + Int128(nanoseconds))
    }

    /// The instant later by a duration, in the same zone; `nil` if the year is out of range.
    ///
    /// With a named zone the clock can move by more or less: an hour after half past midnight on
    /// the last Sunday of March in London is half past two.
    public func adding(_ duration: DaysDuration) -> DateAndTime? {
        let nanoseconds = Int64(time.nanosecond) + Int64(duration.nanoseconds)
        let carry = nanoseconds / TimeOfDay.nanosecondsPerSecond
        let (sum, overflow) = seconds.addingReportingOverflow(duration.seconds)
        guard !overflow, sum.magnitude < 1 << 60 else { return nil }
        let utc = sum + carry
        let offset = zone.map { $0.offsetSeconds(atUTC: utc) } ?? 0
        return DateAndTime(
            localSeconds: utc + Int64(offset),
            nanosecond: nanoseconds % TimeOfDay.nanosecondsPerSecond, zone: zone)
    }

    /// The same time of day some months later, on the same day or the month's last.
    public func adding(_ duration: YearsDuration) -> DateAndTime? {
        date.adding(duration).map { DateAndTime(date: $0, time: time) }
    }
}

extension DateAndTime: CustomStringConvertible {
    /// The value as FEEL's `string()` prints it.
    public var description: String { date.description + "T" + time.description }
}

extension Int64 {
    /// Division whose remainder is never negative; the divisor is positive.
    func flooredDivision(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
