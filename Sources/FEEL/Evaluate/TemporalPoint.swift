/// Where a date, time or duration stands among those that FEEL compares it with.
///
/// Values of one line are equal or in order as their places are; values of two lines have no
/// order. Hosts index columns of temporal values by it.
package struct TemporalPoint: Hashable, Sendable {
    /// Values that are comparable with each other.
    package enum Line: Hashable, Sendable {
        case dates
        case localTimes
        case zonedTimes
        case localDateTimes
        case zonedDateTimes
        case daysDurations
        case yearsDurations
    }

    /// The values that it is comparable with.
    package let line: Line
    /// Days, seconds, nanoseconds or months from some fixed point.
    package let place: Int128
}

extension Value {
    /// Where the value stands among those of its kind; nil for other kinds.
    ///
    /// Nil also for a time in a zone whose offset depends on the day: it is comparable with some
    /// times of zones and not with others.
    package var temporalPoint: TemporalPoint? {
        switch self {
        case .date(let date): return TemporalPoint(line: .dates, place: Int128(date.epochDay))
        case .time(let time):
            let second = Int128(time.nanosecondOfDay / TimeOfDay.nanosecondsPerSecond)
            guard time.zone != nil else {
                return TemporalPoint(line: .localTimes, place: second)
            }
            guard let offset = time.offsetSeconds else { return nil }
            return TemporalPoint(line: .zonedTimes, place: second - Int128(offset))
        case .dateTime(let moment):
            return TemporalPoint(
                line: moment.zone == nil ? .localDateTimes : .zonedDateTimes,
                place: Int128(moment.seconds))
        case .daysDuration(let duration):
            return TemporalPoint(
                line: .daysDurations,
                place: Int128(duration.seconds) * 1_000_000_000 + Int128(duration.nanoseconds))
        case .yearsDuration(let duration):
            return TemporalPoint(line: .yearsDurations, place: Int128(duration.months))
        case .null, .boolean, .number, .string, .list, .context, .range, .function: return nil
        }
    }
}
