/// Equality of dates, times and durations; nil when the types differ.
func temporalEquality(_ left: Value, _ right: Value) -> Bool? {
    switch (left, right) {
    case (.daysDuration(let left), .daysDuration(let right)): return left == right
    case (.yearsDuration(let left), .yearsDuration(let right)): return left == right
    default: return temporalOrder(left, right).map { $0 == 0 }
    }
}

/// The order of dates, times and durations; nil when there is none.
func temporalOrder(_ left: Value, _ right: Value) -> Int? {
    switch (left, right) {
    case (.date(let left), .date(let right)): sign(left < right, left == right)
    // FEEL compares times by whole seconds.
    case (.time(let left), .time(let right)):
        left.truncatedToSecond.compare(right.truncatedToSecond).map(sign)
    case (.dateTime(let left), .dateTime(let right)):
        left.truncatedToSecond.compare(right.truncatedToSecond).map(sign)
    case (.daysDuration(let left), .daysDuration(let right)): sign(left < right, left == right)
    case (.yearsDuration(let left), .yearsDuration(let right)): sign(left < right, left == right)
    default: nil
    }
}

private func sign(_ isLess: Bool, _ isEqual: Bool) -> Int { isLess ? -1 : (isEqual ? 0 : 1) }

private func sign(_ ordering: Ordering) -> Int {
    switch ordering {
    case .ascending: -1
    case .same: 0
    case .descending: 1
    }
}

/// DMN table 52 and those after it: an operator with an operand that is not a number.
func temporalArithmetic(
    _ symbol: ArithmeticOperator, _ left: Value, _ right: Value
) -> TemporalResult {
    switch symbol {
    case .add: temporalSum(left, right)
    case .subtract: temporalDifference(left, right)
    case .multiply: temporalProduct(left, right)
    case .divide: temporalQuotient(left, right)
    case .power: .undefined
    }
}

private func temporalSum(_ left: Value, _ right: Value) -> TemporalResult {
    switch (left, right) {
    case (.daysDuration(let left), .daysDuration(let right)):
        return TemporalResult(left.adding(right).map { .daysDuration($0) })
    case (.yearsDuration(let left), .yearsDuration(let right)):
        return TemporalResult(left.adding(right).map { .yearsDuration($0) })
    case (.date(let date), .daysDuration(let duration)),
        (.daysDuration(let duration), .date(let date)):
        return TemporalResult(date.adding(duration).map { .date($0) })
    case (.date(let date), .yearsDuration(let duration)),
        (.yearsDuration(let duration), .date(let date)):
        return TemporalResult(date.adding(duration).map { .date($0) })
    case (.dateTime(let moment), .daysDuration(let duration)),
        (.daysDuration(let duration), .dateTime(let moment)):
        return TemporalResult(moment.adding(duration).map { .dateTime($0) })
    case (.dateTime(let moment), .yearsDuration(let duration)),
        (.yearsDuration(let duration), .dateTime(let moment)):
        return TemporalResult(moment.adding(duration).map { .dateTime($0) })
    case (.time(let time), .daysDuration(let duration)),
        (.daysDuration(let duration), .time(let time)):
        return .value(.time(time.adding(duration)))
    default: return .undefined
    }
}

private func temporalDifference(_ left: Value, _ right: Value) -> TemporalResult {
    switch (left, right) {
    case (.daysDuration(let left), .daysDuration(let right)):
        return TemporalResult(left.subtracting(right).map { .daysDuration($0) })
    case (.yearsDuration(let left), .yearsDuration(let right)):
        return TemporalResult(left.subtracting(right).map { .yearsDuration($0) })
    case (.date(let left), .date(let right)):
        return .value(.daysDuration(left.subtracting(right)))
    case (.dateTime(let left), .dateTime(let right)):
        return difference(left, right)
    case (.date(let left), .dateTime(let right)): return difference(left.startOfDay, right)
    case (.dateTime(let left), .date(let right)): return difference(left, right.startOfDay)
    case (.time(let left), .time(let right)):
        return left.subtracting(right).map { .value(.daysDuration($0)) } ?? .undefined
    case (.date, .daysDuration), (.dateTime, .daysDuration), (.time, .daysDuration),
        (.date, .yearsDuration), (.dateTime, .yearsDuration):
        return temporalNegation(right).map { temporalSum(left, $0) } ?? .overflow
    default: return .undefined
    }
}

/// A moment with a zone and one without have no difference.
private func difference(_ left: DateAndTime, _ right: DateAndTime) -> TemporalResult {
    left.subtracting(right).map { .value(.daysDuration($0)) } ?? .undefined
}

private func temporalProduct(_ left: Value, _ right: Value) -> TemporalResult {
    switch (left, right) {
    case (.daysDuration(let duration), .number(let factor)),
        (.number(let factor), .daysDuration(let duration)):
        return TemporalResult(duration.multiplied(by: factor).map { .daysDuration($0) })
    case (.yearsDuration(let duration), .number(let factor)),
        (.number(let factor), .yearsDuration(let duration)):
        return TemporalResult(duration.multiplied(by: factor).map { .yearsDuration($0) })
    default: return .undefined
    }
}

private func temporalQuotient(_ left: Value, _ right: Value) -> TemporalResult {
    switch (left, right) {
    case (.daysDuration, .number(let divisor)) where divisor.isZero,
        (.yearsDuration, .number(let divisor)) where divisor.isZero:
        return .divisionByZero
    case (.daysDuration(let duration), .number(let divisor)):
        return TemporalResult(duration.divided(by: divisor).map { .daysDuration($0) })
    case (.yearsDuration(let duration), .number(let divisor)):
        return TemporalResult(duration.divided(by: divisor).map { .yearsDuration($0) })
    case (.daysDuration(let left), .daysDuration(let right)):
        guard right.totalNanoseconds != 0 else { return .divisionByZero }
        return TemporalResult(left.divided(by: right).map { .number($0) })
    case (.yearsDuration(let left), .yearsDuration(let right)):
        guard right.months != 0 else { return .divisionByZero }
        return TemporalResult(left.divided(by: right).map { .number($0) })
    default: return .undefined
    }
}

/// The duration the other way; nil when it cannot be held.
func temporalNegation(_ value: Value) -> Value? {
    switch value {
    case .daysDuration(let duration): duration.negated.map { .daysDuration($0) }
    case .yearsDuration(let duration): duration.negated.map { .yearsDuration($0) }
    case .null, .boolean, .number, .string, .date, .time, .dateTime, .list, .context, .range,
        .function:
        nil
    }
}

/// The size of a duration; nil for anything else.
func temporalMagnitude(_ value: Value) -> Value? {
    switch value {
    case .daysDuration(let duration): duration.magnitude.map { .daysDuration($0) }
    case .yearsDuration(let duration): duration.magnitude.map { .yearsDuration($0) }
    case .null, .boolean, .number, .string, .date, .time, .dateTime, .list, .context, .range,
        .function:
        nil
    }
}

/// The canonical text of a date, time or duration.
func temporalText(_ value: Value) -> String {
    switch value {
    case .date(let date): date.description
    case .time(let time): time.description
    case .dateTime(let moment): moment.description
    case .daysDuration(let duration): duration.description
    case .yearsDuration(let duration): duration.description
    case .null, .boolean, .number, .string, .list, .context, .range, .function: ""
    }
}

/// DMN table 65: a property such as `year`; nil when the value has none of that name.
func temporalProperty(_ name: String, of value: Value) -> Value? {
    switch value {
    case .date(let date): return property(name, of: date)
    case .dateTime(let moment):
        if name == "time offset" { return offset(moment.offsetSeconds) }
        return property(name, of: moment.date) ?? property(name, of: moment.time)
    case .time(let time):
        if name == "time offset" { return offset(time.offsetSeconds) }
        return property(name, of: time)
    case .daysDuration(let duration):
        switch name {
        case "days": return integer(Int(duration.dayPart))
        case "hours": return integer(duration.hourPart)
        case "minutes": return integer(duration.minutePart)
        case "seconds":
            return seconds(duration.secondPart, nanoseconds: duration.nanosecondPart)
        default: return nil
        }
    case .yearsDuration(let duration):
        switch name {
        case "years": return integer(Int(duration.yearPart))
        case "months": return integer(Int(duration.monthPart))
        default: return nil
        }
    case .null, .boolean, .number, .string, .list, .context, .range, .function: return nil
    }
}

private func property(_ name: String, of date: CalendarDate) -> Value? {
    switch name {
    case "year": integer(date.year)
    case "month": integer(date.month)
    case "day": integer(date.day)
    case "weekday": integer(date.weekday)
    default: nil
    }
}

private func property(_ name: String, of time: TimeOfDay) -> Value? {
    switch name {
    case "hour": integer(time.hour)
    case "minute": integer(time.minute)
    case "second": seconds(time.second, nanoseconds: time.nanosecond)
    case "timezone": time.zone?.name.map { .string($0) } ?? .null
    default: nil
    }
}

/// Seconds with their fraction: DMN table 66 gives a decimal from 0 to under 60.
private func seconds(_ whole: Int, nanoseconds: Int) -> Value {
    guard nanoseconds != 0, let billion = Decimal128("1000000000"),
        let fraction = Decimal128(nanoseconds).divided(by: billion),
        let sum = Decimal128(whole).adding(fraction)
    else { return integer(whole) }
    return .number(sum)
}

private func integer(_ value: Int) -> Value { .number(Decimal128(value)) }

private func offset(_ seconds: Int?) -> Value {
    seconds.map { .daysDuration(DaysDuration(wholeSeconds: Int64($0))) } ?? .null
}

/// The midnight in UTC that begins a date.
func midnight(_ value: Value) -> Value? {
    guard case .date(let date) = value else { return nil }
    return .dateTime(date.startOfDay)
}

/// A date as a count of days, for going from one to another.
func dateOrdinal(_ value: Value) -> Int? {
    guard case .date(let date) = value else { return nil }
    return Int(date.epochDay)
}

/// The date of a count of days.
func dateValue(ordinal: Int) -> Value? {
    CalendarDate(epochDay: Int64(ordinal)).map { .date($0) }
}

/// DMN 10.3.1.2, rule 66: what `@"..."` stands for.
func temporalLiteral(_ text: String, _ run: Run, _ position: Position) -> Value {
    if let date = CalendarDate(text) { return .date(date) }
    if let moment = DateAndTime(text) { return .dateTime(moment) }
    if let time = TimeOfDay(text) { return .time(time) }
    if let duration = duration(text) { return duration }
    return run.null(
        .invalidLiteral, at: position, "\(quoted(text)) is no date, time or duration")
}

/// A duration of either kind.
func duration(_ text: String) -> Value? {
    if let duration = DaysDuration(text) { return .daysDuration(duration) }
    if let duration = YearsDuration(text) { return .yearsDuration(duration) }
    return nil
}
