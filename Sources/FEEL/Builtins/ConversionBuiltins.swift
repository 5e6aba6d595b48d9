/// DMN 10.3.4.1: conversion functions.
let conversionBuiltins: [Builtin] = [
    Builtin("date", "from", "year, month, day", result: .date, body: date),
    Builtin("time", "from", "hour, minute, second, offset?", result: .time, body: time),
    Builtin(
        "date and time", "from", "date, time", "date, timezone", result: .dateTime,
        body: dateAndTime),
    Builtin("duration", "from", body: duration),
    Builtin(
        "years and months duration", "from, to", result: .yearsDuration,
        body: yearsAndMonthsDuration),
    Builtin(
        "number", "from", "from, grouping separator, decimal separator", result: .number,
        body: number),
    Builtin("string", "from", result: .string, body: string),
    Builtin("range", "from", body: range),
]

/// `date("2026-06-30")`, `date(2026, 6, 30)`, or the date of a date and time.
private func date(_ call: Call) throws(Fault) -> Value {
    if call.count == 3 {
        let parts = (try call.integer(0), try call.integer(1), try call.integer(2))
        guard let date = CalendarDate(year: parts.0, month: parts.1, day: parts.2) else {
            throw Fault(.invalidArgument, "there is no such day")
        }
        return .date(date)
    }
    switch call.single(0) {
    case .date(let date): return .date(date)
    case .dateTime(let moment): return .date(moment.date)
    case .string(let text):
        guard let date = CalendarDate(text) else { throw notA("date", text) }
        return .date(date)
    case .null, .boolean, .number, .time, .daysDuration, .yearsDuration, .list, .context,
        .range, .function:
        throw call.wrongType(0, "a string, date, or date and time")
    }
}

private func notA(_ type: String, _ text: String) -> Fault {
    Fault(.invalidLiteral, "\(quoted(text)) is not a \(type)")
}

/// `time("10:30:00Z")`, `time(10, 30, 0, @"PT1H")`, or the time of a date and time.
private func time(_ call: Call) throws(Fault) -> Value {
    if call.count >= 3 { return try timeOfParts(call) }
    switch call.single(0) {
    case .time(let time): return .time(time)
    case .dateTime(let moment): return .time(moment.time)
    case .date(let date): return .time(date.startOfDay.time)
    case .string(let text):
        guard let time = TimeOfDay(text) else { throw notA("time", text) }
        return .time(time)
    case .null, .boolean, .number, .daysDuration, .yearsDuration, .list, .context, .range,
        .function:
        throw call.wrongType(0, "a string, time, or date and time")
    }
}

private func timeOfParts(_ call: Call) throws(Fault) -> Value {
    var zone: Zone?
    if call.has(3) {
        guard case .daysDuration(let offset) = call.single(3) else {
            throw call.wrongType(3, "a duration")
        }
        let seconds = Int(exactly: offset.seconds) ?? Int.max
        guard let offset = Zone(offsetSeconds: seconds) else {
            throw Fault(.invalidArgument, "the offset is more than 14 hours")
        }
        zone = offset
    }
    let second = try call.number(2)
    guard let whole = second.rounded(scale: 0, mode: .floor),
        let fraction = second.subtracting(whole)?
            .multiplied(by: Decimal128(1_000_000_000))?.rounded(scale: 0, mode: .down),
        let seconds = whole.exactInt, let nanosecond = fraction.exactInt,
        let time = TimeOfDay(
            hour: try call.integer(0), minute: try call.integer(1), second: seconds,
            nanosecond: nanosecond, zone: zone)
    else { throw Fault(.invalidArgument, "there is no such time") }
    return .time(time)
}

/// `date and time("2026-06-30T10:30:00")`, or of a date and a time or zone.
private func dateAndTime(_ call: Call) throws(Fault) -> Value {
    if call.count == 2 { return try dateAndTimeOfParts(call) }
    switch call.single(0) {
    case .dateTime(let moment): return .dateTime(moment)
    case .date(let date): return .dateTime(date.startOfDay)
    case .string(let text):
        if let moment = DateAndTime(text) { return .dateTime(moment) }
        guard let date = CalendarDate(text),
            let midnight = TimeOfDay(hour: 0, minute: 0, second: 0)
        else { throw notA("date and time", text) }
        return .dateTime(DateAndTime(date: date, time: midnight))
    case .null, .boolean, .number, .time, .daysDuration, .yearsDuration, .list, .context,
        .range, .function:
        throw call.wrongType(0, "a string, date, or date and time")
    }
}

private func dateAndTimeOfParts(_ call: Call) throws(Fault) -> Value {
    switch (call.single(0), call.single(1)) {
    case (.date(let date), .time(let time)):
        return .dateTime(DateAndTime(date: date, time: time))
    case (.dateTime(let moment), .time(let time)):
        return .dateTime(DateAndTime(date: moment.date, time: time))
    case (.dateTime(let moment), .string(let name)):
        guard let zone = Zone(name) ?? Zone("@" + name) else { throw notA("zone", name) }
        guard moment.zone != nil else {
            return .dateTime(
                DateAndTime(date: moment.date, time: moment.time.with(zone: zone)))
        }
        guard let moved = moment.moved(to: zone) else {
            throw Fault(.overflow, "the result is out of range")
        }
        return .dateTime(moved)
    case (.date, _), (.dateTime, _): throw call.wrongType(1, "a time")
    default: throw call.wrongType(0, "a date")
    }
}

extension DateAndTime {
    /// The same instant by the clocks of another zone.
    fileprivate func moved(to zone: Zone) -> DateAndTime? {
        let utc = DateAndTime(date: date, time: time.with(zone: .utc))
        guard let offset = offsetSeconds,
            let instant = utc.adding(DaysDuration(wholeSeconds: Int64(-offset)))
        else { return nil }
        let seconds =
            instant.date.epochDay * 86_400
            + Int64(instant.time.hour * 3_600 + instant.time.minute * 60 + instant.time.second)
        let shift = DaysDuration(wholeSeconds: Int64(zone.offsetSeconds(atUTC: seconds)))
        guard let local = instant.adding(shift) else { return nil }
        return DateAndTime(date: local.date, time: local.time.with(zone: zone))
    }
}

/// `duration("P1Y2M")` and `duration("P1DT2H")` are durations of the two kinds.
private func duration(_ call: Call) throws(Fault) -> Value {
    switch call.single(0) {
    case .daysDuration(let duration): return .daysDuration(duration)
    case .yearsDuration(let duration): return .yearsDuration(duration)
    case .string(let text):
        guard let duration = FEEL.duration(text) else { throw notA("duration", text) }
        return duration
    case .null, .boolean, .number, .date, .time, .dateTime, .list, .context, .range, .function:
        throw call.wrongType(0, "a string or duration")
    }
}

/// The whole months from one date to another.
private func yearsAndMonthsDuration(_ call: Call) throws(Fault) -> Value {
    .yearsDuration(YearsDuration(from: try call.date(0), to: try call.date(1)))
}

/// `number("1 000,5", " ", ",")` is 1000.5.
private func number(_ call: Call) throws(Fault) -> Value {
    if call.count == 1, case .number(let number) = call.single(0) { return .number(number) }
    var text = try call.string(0)
    if call.count == 3 {
        let grouping = call.has(1) ? try call.string(1) : nil
        let point = call.has(2) ? try call.string(2) : nil
        guard grouping.map({ [" ", ",", "."].contains($0) }) ?? true,
            point.map({ [",", "."].contains($0) }) ?? true, grouping == nil || grouping != point
        else { throw Fault(.invalidArgument, "these are not separators of numbers") }
        if let grouping { text = String(text.filter { String($0) != grouping }) }
        if let point, point != "." {
            guard !text.contains(".") else { throw notA("number", text) }
            text = String(text.map { String($0) == point ? "." : $0 })
        }
    }
    guard let number = Decimal128(text) else { throw notA("number", text) }
    return .number(number)
}

/// The text of any value but null.
private func string(_ call: Call) throws(Fault) -> Value {
    if call[0].isNull { return call[0] }
    guard let text = call[0].text else {
        throw Fault(.budgetExceeded, "the text is too long")
    }
    return .string(text)
}

/// `range("[1..3)")`: the ends are literals.
private func range(_ call: Call) throws(Fault) -> Value {
    let text = try call.string(0)
    guard text.utf8.count < 1_000, let expression = try? Expression(text),
        case .range(let node) = expression.node.kind, node.form == .ends,
        case .range(let interval)? = expression.constant, interval.start != nil,
        interval.end != nil, [node.start, node.end].allSatisfy({ $0.map(isLiteral) ?? true })
    else { throw notA("range", text) }
    if let start = interval.start, let end = interval.end, let order = order(start, end) {
        guard order <= 0 else { throw Fault(.invalidArgument, "the range runs backwards") }
    }
    return .range(interval)
}

/// Whether an end of a range is a literal, or a temporal function of literals.
private func isLiteral(_ node: Node) -> Bool {
    switch node.kind {
    case .number, .string, .temporal: return true
    case .negation(let operand): return isLiteral(operand)
    case .call(let function, .positional(let arguments)):
        guard case .name(let name) = function.kind,
            ["date", "time", "date and time", "duration"].contains(name)
        else { return false }
        return arguments.allSatisfy(isLiteral)
    case .null, .boolean, .name, .list, .context, .range, .arithmetic, .comparison,
        .conjunction, .disjunction, .between, .membership, .instanceOf, .conditional,
        .iteration, .quantified, .function, .call, .filter, .path:
        return false
    }
}
