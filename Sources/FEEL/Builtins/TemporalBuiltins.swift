/// DMN 10.3.4.7, 10.3.4.8 and 10.3.4.10: parts of dates, the clock, identity.
let temporalBuiltins: [Builtin] = [
    Builtin("day of year", "date", result: .number) { call throws(Fault) in
        .number(Decimal128(try call.date(0).dayOfYear))
    },
    Builtin("day of week", "date", result: .string) { call throws(Fault) in
        .string(weekdayNames[try call.date(0).weekday - 1])
    },
    Builtin("month of year", "date", result: .string) { call throws(Fault) in
        .string(monthNames[try call.date(0).month - 1])
    },
    Builtin("week of year", "date", result: .number) { call throws(Fault) in
        .number(Decimal128(try call.date(0).weekOfYear))
    },
    Builtin("now", "", result: .dateTime, isImpure: true) { call throws(Fault) in
        .dateTime(try clock(call))
    },
    Builtin("today", "", result: .date, isImpure: true) { call throws(Fault) in
        .date(try clock(call).date)
    },
    Builtin("is", "value1?, value2?", result: .boolean) { call throws(Fault) in
        // By name either may be left out, and is null.
        guard call.count == 2 || (call.signature != nil && call.count > 0) else {
            throw Fault(.invalidCall, "two values are wanted")
        }
        let isSame = isSame(call[0], call[1], call.run)
        try call.spend(0)
        return .boolean(isSame)
    },
]

private let weekdayNames = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
]

private let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
]

private func clock(_ call: Call) throws(Fault) -> DateAndTime {
    guard let now = call.run.now else { throw Fault(.noClock, "no clock was given") }
    return now
}

/// Whether two values are the same element of the same domain: times also in how they are zoned.
private func isSame(_ left: Value, _ right: Value, _ run: Run) -> Bool {
    guard run.spend() else { return false }
    return switch (left, right) {
    case (.time(let left), .time(let right)): left == right
    case (.dateTime(let left), .dateTime(let right)): left == right
    case (.list(let left), .list(let right)):
        left.count == right.count && zip(left, right).allSatisfy { isSame($0, $1, run) }
    case (.context(let left), .context(let right)):
        left.entries.count == right.entries.count
            && left.entries.allSatisfy { entry in
                right[entry.key].map { isSame(entry.value, $0, run) } ?? false
            }
    default: equality(left, right, run) == true
    }
}

extension Call {
    /// A date, or the date of a date and time.
    func date(_ index: Int) throws(Fault) -> CalendarDate {
        switch single(index) {
        case .date(let date): return date
        case .dateTime(let moment): return moment.date
        case .null, .boolean, .number, .string, .time, .daysDuration, .yearsDuration, .list,
            .context, .range, .function:
            throw wrongType(index, "a date")
        }
    }
}
