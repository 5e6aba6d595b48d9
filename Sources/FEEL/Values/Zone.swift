extension TimeOfDay {
    /// The zone of a time: UTC, an offset, or a named zone of the IANA database.
    public enum Zone: Hashable, Sendable {
        /// UTC, written `Z`; the offset `+00:00` is the same.
        case utc
        /// An offset from UTC in seconds, east positive, never zero and at most 14 hours.
        case offset(seconds: Int)
        /// A zone of the IANA database, whose offset can depend on the date.
        case named(Table)

        /// Makes the zone of an offset; `nil` if it is more than 14 hours either way.
        ///
        /// - Parameter offsetSeconds: seconds east of UTC.
        public init?(offsetSeconds: Int) {
            guard (-50400...50400).contains(offsetSeconds) else { return nil }
            self = offsetSeconds == 0 ? .utc : .offset(seconds: offsetSeconds)
        }

        /// Reads the end of a time: `Z`, `+02:00`, `-01:35`, `+02:45:55` or `@Europe/Paris`.
        ///
        /// - Parameter text: the whole suffix.
        /// The result is `nil` for other texts and for names that ``TimeZones`` does not know.
        public init?(_ text: String) {
            var scanner = TextScanner(text)
            if scanner.take("Z") {
                guard scanner.atEnd else { return nil }
                self = .utc
                return
            }
            if scanner.take("@") {
                guard let table = TimeZones.table(named: scanner.takeRest()) else { return nil }
                self = .named(table)
                return
            }
            let negative = scanner.take("-")
            guard negative || scanner.take("+"), let hours = scanner.takeTwoDigits(),
                scanner.take(":"), let minutes = scanner.takeTwoDigits(), minutes <= 59
            else { return nil }
            var seconds = hours * 3600 + minutes * 60
            if scanner.take(":") {
                guard let last = scanner.takeTwoDigits(), last <= 59 else { return nil }
                seconds += last
            }
            guard scanner.atEnd else { return nil }
            self.init(offsetSeconds: negative ? -seconds : seconds)
        }

        /// The name of a named zone, else `nil`.
        public var name: String? {
            switch self {
            case .utc, .offset: nil
            case .named(let table): table.name
            }
        }

        /// The offset, if it is the same at all times.
        var fixedOffsetSeconds: Int? {
            switch self {
            case .utc: 0
            case .offset(let seconds): seconds
            case .named(let table): table.fixedOffsetSeconds
            }
        }

        /// The offset in force at an instant given in seconds since 1970 UTC.
        func offsetSeconds(atUTC seconds: Int64) -> Int {
            switch self {
            case .utc: 0
            case .offset(let offset): offset
            case .named(let table): table.offsetSeconds(atUTC: seconds)
            }
        }

        /// The offset in force when local clocks show a time, given in seconds since 1970.
        func offsetSeconds(atLocal seconds: Int64) -> Int {
            switch self {
            case .utc: 0
            case .offset(let offset): offset
            case .named(let table): table.offsetSeconds(atLocal: seconds)
            }
        }
    }
}

/// The zone of a time, by its short name.
package typealias Zone = TimeOfDay.Zone

extension Zone: CustomStringConvertible {
    /// The suffix that a time in this zone is printed with.
    public var description: String {
        switch self {
        case .utc: return "Z"
        case .named(let table): return "@" + table.name
        case .offset(let seconds):
            func two(_ value: Int) -> String { (value < 10 ? "0" : "") + String(value) }
            let size = abs(seconds)
            let rest = size % 60 == 0 ? "" : ":" + two(size % 60)
            return (seconds < 0 ? "-" : "+") + two(size / 3600) + ":" + two(size / 60 % 60) + rest
        }
    }
}
