/// The yearly rule of a zone, from the POSIX TZ string at the end of a TZif file.
///
/// `GMT0BST,M3.5.0/1,M10.5.0` says: UTC, one hour more from the last Sunday in March at 1:00 to the
/// last Sunday in October at 2:00, by the clock in force.
struct ZoneRule: Hashable, Sendable {
    /// When the clocks change in each year.
    struct Change: Hashable, Sendable {
        enum Day: Hashable, Sendable {
            /// Day 1 to 365, February 29 never counted.
            case withoutLeapDay(Int)
            /// Day 0 to 365, February 29 counted.
            case withLeapDay(Int)
            /// A weekday (0 is Sunday) of week 1 to 5 (5 is the last) of a month.
            case weekday(month: Int, week: Int, weekday: Int)
        }

        var day: Day
        /// Seconds from local midnight, which can be negative or beyond the day.
        var seconds: Int
    }

    /// Summer time: its offset, its first and last moment.
    struct Summer: Hashable, Sendable {
        var offset: Int
        var start: Change
        var end: Change
    }

    var standardOffset: Int
    var summer: Summer?

    /// The offset in force at an instant.
    func offsetSeconds(atUTC seconds: Int64) -> Int {
        guard let summer else { return standardOffset }
        let local = seconds + Int64(standardOffset)
        let day = local.flooredDivision(by: 86400).quotient
        guard let year = CalendarDate(epochDay: day)?.year,
            let start = summer.start.epochSeconds(inYear: year),
            let end = summer.end.epochSeconds(inYear: year)
        else { return standardOffset }
        let from = start - Int64(standardOffset)
        let to = end - Int64(summer.offset)
        // South of the equator summer time runs over the new year.
        let inSummer =
            from < to ? seconds >= from && seconds < to : seconds >= from || seconds < to
        return inSummer ? summer.offset : standardOffset
    }

    /// Reads a TZ string; `nil` if it is not in the form that TZif files use.
    init?(_ text: String) {
        var scanner = TextScanner(text)
        guard Self.skipName(&scanner), let west = Self.takeTime(&scanner) else { return nil }
        standardOffset = -west
        if scanner.atEnd { return }
        guard Self.skipName(&scanner) else { return nil }
        var offset = standardOffset + 3600
        if scanner.peek != UInt8(ascii: ",") {
            guard let west = Self.takeTime(&scanner) else { return nil }
            offset = -west
        }
        guard scanner.take(","), let start = Self.takeChange(&scanner),
            scanner.take(","), let end = Self.takeChange(&scanner), scanner.atEnd
        else { return nil }
        summer = Summer(offset: offset, start: start, end: end)
    }

    private static func skipName(_ scanner: inout TextScanner) -> Bool {
        let start = scanner.position
        if scanner.take("<") {
            while let byte = scanner.peek, byte != UInt8(ascii: ">") { scanner.position += 1 }
            return scanner.take(">")
        }
        while let byte = scanner.peek,
            (65...90).contains(byte) || (97...122).contains(byte)
        { scanner.position += 1 }
        return scanner.position - start >= 3
    }

    /// Takes `h`, `h:mm` or `h:mm:ss` with a sign, as seconds.
    private static func takeTime(_ scanner: inout TextScanner) -> Int? {
        let negative = scanner.take("-")
        if !negative { _ = scanner.take("+") }
        guard let hours = scanner.takeNumber(), hours.value <= 167 else { return nil }
        var seconds = Int(hours.value) * 3600
        for unit in [60, 1] where scanner.take(":") {
            guard let part = scanner.takeTwoDigits(), part < 60 else { return nil }
            seconds += part * unit
        }
        return negative ? -seconds : seconds
    }

    private static func takeChange(_ scanner: inout TextScanner) -> Change? {
        let day: Change.Day
        if scanner.take("M") {
            guard let month = scanner.takeNumber(), (1...12).contains(month.value),
                scanner.take("."), let week = scanner.takeNumber(), (1...5).contains(week.value),
                scanner.take("."), let weekday = scanner.takeNumber(), weekday.value <= 6
            else { return nil }
            day = .weekday(
                month: Int(month.value), week: Int(week.value), weekday: Int(weekday.value))
        } else {
            let withoutLeapDay = scanner.take("J")
            guard let number = scanner.takeNumber(), number.value <= 365 else { return nil }
            if withoutLeapDay && number.value == 0 { return nil }
            day =
                withoutLeapDay
                ? .withoutLeapDay(Int(number.value)) : .withLeapDay(Int(number.value))
        }
        guard scanner.take("/") else { return Change(day: day, seconds: 7200) }
        return takeTime(&scanner).map { Change(day: day, seconds: $0) }
    }
}

extension ZoneRule.Change {
    /// The moment of the change in a year by the local clock, in seconds since 1970.
    func epochSeconds(inYear year: Int) -> Int64? {
        guard let newYear = CalendarDate(year: year, month: 1, day: 1)?.epochDay else { return nil }
        let epochDay: Int64
        switch day {
        case .withLeapDay(let number):
            epochDay = newYear + Int64(number)
        case .withoutLeapDay(let number):
            let leap = CalendarDate.length(ofMonth: 2, year: year) == 29
            epochDay = newYear + Int64(number - 1 + (leap && number >= 60 ? 1 : 0))
        case .weekday(let month, let week, let weekday):
            guard let first = CalendarDate(year: year, month: month, day: 1) else { return nil }
            let shift = (weekday - first.weekday % 7 + 7) % 7
            var dayOfMonth = shift + (week - 1) * 7
            if dayOfMonth >= CalendarDate.length(ofMonth: month, year: year) { dayOfMonth -= 7 }
            epochDay = first.epochDay + Int64(dayOfMonth)
        }
        return epochDay * 86400 + Int64(seconds)
    }
}
