/// DMN 10.3.2.5: the entry of a context, the property of a value, or those of a list's items.
func member(_ name: String, of value: Value, _ run: Run, _ position: Position) -> Value {
    switch value {
    case .context(let context):
        if let found = context[name] { return found }
        return run.null(.noSuchMember, at: position, "the context has no '\(name)'")
    case .list(let items):
        guard run.spend(items.count) else { return overBudget(run, position) }
        return .list(items.map { member(name, of: $0, run, position) })
    case .range(let interval):
        switch name {
        case "start": return interval.start ?? .null
        case "end": return interval.end ?? .null
        case "start included": return .boolean(interval.isStartIncluded)
        case "end included": return .boolean(interval.isEndIncluded)
        default: break
        }
    case .date, .time, .dateTime, .daysDuration, .yearsDuration:
        if let found = temporalProperty(name, of: value) { return found }
    case .null(let null):
        if null.reason != .literal { return value }
        return run.null(.noSuchMember, at: position, "null has no '\(name)'")
    case .boolean, .number, .string, .function: break
    }
    return run.null(.noSuchMember, at: position, "\(value.typeName) has no '\(name)'")
}
