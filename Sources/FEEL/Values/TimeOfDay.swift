/// A time of day to the nanosecond, perhaps with a zone.
///
///     TimeOfDay("13:20:00.5Z")?.description               // "13:20:00.5Z"
///     TimeOfDay("13:20:00@Europe/London")?.zone?.name     // "Europe/London"
///
/// Two times are equal if they are written the same (FEEL's `is`); ``subtracting(_:)`` tells
/// how they stand as instants of one day.
public struct TimeOfDay: Hashable, Sendable {
    /// Nanoseconds since midnight.
    let nanosecondOfDay: Int64
    /// The zone or offset, if the time has one.
    public let zone: Zone?

    static let nanosecondsPerDay: Int64 = 86_400_000_000_000
    static let nanosecondsPerSecond: Int64 = 1_000_000_000

    init(nanosecondOfDay: Int64, zone: Zone?) {
        self.nanosecondOfDay = nanosecondOfDay
        self.zone = zone
    }

    /// Makes a time of its parts; `nil` if a part is out of range.
    ///
    /// - Parameters:
    ///   - hour: 0 to 23.
    ///   - minute: 0 to 59.
    ///   - second: 0 to 59; leap seconds do not exist here.
    ///   - nanosecond: 0 to 999,999,999.
    ///   - zone: the zone or offset, if known.
    public init?(hour: Int, minute: Int, second: Int, nanosecond: Int = 0, zone: Zone? = nil) {
        guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second),
            (0...999_999_999).contains(nanosecond)
        else { return nil }
        let seconds = Int64(hour * 3600 + minute * 60 + second)
        self.init(
            nanosecondOfDay: seconds * Self.nanosecondsPerSecond + Int64(nanosecond), zone: zone)
    }

    /// Reads a time such as `13:20:00`, `13:20:00.5Z`, `13:20:00+02:00`, `13:20:00@Europe/Paris`.
    ///
    /// - Parameter text: the whole time. `24:00:00`, unknown zones and offsets of more than 14
    ///   hours are not times.
    public init?(_ text: String) {
        var scanner = TextScanner(text)
        guard let time = Self.take(from: &scanner) else { return nil }
        self = time
    }

    /// Takes a time and its zone, up to the end of the text.
    static func take(from scanner: inout TextScanner) -> TimeOfDay? {
        guard let hour = scanner.takeTwoDigits(), scanner.take(":"),
            let minute = scanner.takeTwoDigits(), scanner.take(":"),
            let second = scanner.takeTwoDigits()
        else { return nil }
        var nanosecond = 0
        if scanner.take(".") {
            guard let fraction = scanner.takeNanoseconds() else { return nil }
            nanosecond = fraction
        }
        if scanner.atEnd {
            return TimeOfDay(hour: hour, minute: minute, second: second, nanosecond: nanosecond)
        }
        // The time is checked first: looking a named zone up costs more.
        guard
            let local = TimeOfDay(
                hour: hour, minute: minute, second: second, nanosecond: nanosecond),
            let zone = Zone(scanner.takeRest())
        else { return nil }
        return local.with(zone: zone)
    }

    /// The same reading of the clock in another zone, or in none.
    public func with(zone: Zone?) -> TimeOfDay {
        TimeOfDay(nanosecondOfDay: nanosecondOfDay, zone: zone)
    }

    /// The hour, 0 to 23.
    public var hour: Int { Int(nanosecondOfDay / (3600 * Self.nanosecondsPerSecond)) }
    /// The minute, 0 to 59.
    public var minute: Int { Int(nanosecondOfDay / (60 * Self.nanosecondsPerSecond) % 60) }
    /// The second, 0 to 59.
    public var second: Int { Int(nanosecondOfDay / Self.nanosecondsPerSecond % 60) }
    /// The nanosecond, 0 to 999,999,999.
    public var nanosecond: Int { Int(nanosecondOfDay % Self.nanosecondsPerSecond) }

    /// The offset from UTC, if the zone has the same on every day; else `nil`.
    public var offsetSeconds: Int? { zone?.fixedOffsetSeconds }

    /// The time without its fraction of a second.
    public var truncatedToSecond: TimeOfDay {
        TimeOfDay(
            nanosecondOfDay: nanosecondOfDay - nanosecondOfDay % Self.nanosecondsPerSecond,
            zone: zone)
    }

    /// How far this time is after another, both on one day; `nil` if their zones do not compare.
    private func nanoseconds(after other: TimeOfDay) -> Int64? {
        let local = nanosecondOfDay - other.nanosecondOfDay
        if zone == other.zone { return local }
        guard let offset = offsetSeconds, let otherOffset = other.offsetSeconds else { return nil }
        return local - Int64(offset - otherOffset) * Self.nanosecondsPerSecond
    }

    /// Compares two times as instants of one day.
    ///
    /// - Parameter other: the time to compare with.
    /// - Returns: `nil` if one has a zone and the other has none, or a zone's offset depends on the
    ///   date and the other zone is a different one.
    package func compare(_ other: TimeOfDay) -> Ordering? {
        nanoseconds(after: other).map { Ordering($0, 0) }
    }

    /// The duration from another time to this one, negative if this one is earlier.
    ///
    /// - Parameter other: the time to count from.
    /// - Returns: `nil` if one has a zone and the other has none, or a zone's offset depends on the
    ///   date and the other zone is a different one.
    public func subtracting(_ other: TimeOfDay) -> DaysDuration? {
        nanoseconds(after: other).flatMap { DaysDuration(nanoseconds: Int128($0)) }
    }

    /// The time later by a duration, going round midnight; the zone stays.
    public func adding(_ duration: DaysDuration) -> TimeOfDay {
        let seconds = duration.seconds.flooredDivision(by: 86400).remainder
        let shift = seconds * Self.nanosecondsPerSecond + Int64(duration.nanoseconds)
        return TimeOfDay(
            nanosecondOfDay: (nanosecondOfDay + shift) % Self.nanosecondsPerDay, zone: zone)
    }
}

extension TimeOfDay: CustomStringConvertible {
    /// The time as FEEL's `string()` prints it: no trailing zeros, then the zone.
    public var description: String { clock + (zone?.description ?? "") }

    private var clock: String {
        func two(_ value: Int) -> String { (value < 10 ? "0" : "") + String(value) }
        return two(hour) + ":" + two(minute) + ":" + two(second)
            + DaysDuration.fraction(ofNanoseconds: nanosecond)
    }
}
