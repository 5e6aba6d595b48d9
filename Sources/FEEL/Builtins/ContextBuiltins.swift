/// DMN 10.3.4.9: context functions.
let contextBuiltins: [Builtin] = [
    Builtin("get value", "m, key", body: getValue),
    Builtin("get entries", "m", result: .list(.any), body: getEntries),
    Builtin("context", "entries", result: .context([]), body: contextOfEntries),
    Builtin("context put", "context, key, value", "context, keys, value", body: contextPut),
    Builtin("context merge", "contexts", body: contextMerge),
]

/// `get value({a: 1}, "a")` is 1; a key that is not there gives null.
private func getValue(_ call: Call) throws(Fault) -> Value {
    let context = try call.context(0)
    let key = try call.string(1)
    guard let value = context[key] else {
        throw Fault(.noSuchMember, "the context has no '\(key)'")
    }
    return value
}

/// `get entries({a: 1})` is `[{key: "a", value: 1}]`.
private func getEntries(_ call: Call) throws(Fault) -> Value {
    .list(
        try call.context(0).entries.map {
            .context(Context([("key", .string($0.key)), ("value", $0.value)]))
        })
}

/// `context([{key: "a", value: 1}])` is `{a: 1}`; a key given twice gives null.
private func contextOfEntries(_ call: Call) throws(Fault) -> Value {
    var result = Context()
    for entry in try call.list(0) {
        guard case .context(let pair) = entry, case .string(let key)? = pair["key"],
            let value = pair["value"]
        else { throw Fault(.invalidArgument, "an entry needs a string 'key' and a 'value'") }
        guard result[key] == nil else {
            throw Fault(.invalidArgument, "the key \(quoted(key)) is given twice")
        }
        result[key] = value
    }
    return .context(result)
}

/// `context put({a: 1}, "b", 2)` is `{a: 1, b: 2}`; a list of keys puts into nested contexts.
private func contextPut(_ call: Call) throws(Fault) -> Value {
    guard call.count == 3 else { throw Fault(.invalidCall, "the value is missing") }
    let context = try call.context(0)
    if case .list(let keys) = call[1], call.signature != 0 {
        guard !keys.isEmpty else { throw Fault(.invalidArgument, "there are no keys") }
        return .context(try putting(call[2], under: keys[...], in: context))
    }
    var result = context
    result[try call.string(1)] = call[2]
    return .context(result)
}

private func putting(
    _ value: Value, under keys: ArraySlice<Value>, in context: Context
) throws(Fault) -> Context {
    guard case .string(let key)? = keys.first, keys.count <= 100 else {
        throw Fault(.invalidArgument, "the keys are not all strings")
    }
    var result = context
    if keys.count == 1 {
        result[key] = value
        return result
    }
    guard case .context(let inner)? = context[key] else {
        throw Fault(.invalidArgument, "there is no context under \(quoted(key))")
    }
    result[key] = .context(try putting(value, under: keys.dropFirst(), in: inner))
    return result
}

/// `context merge([{a: 1}, {b: 2}])` is `{a: 1, b: 2}`; the last of equal keys stands.
private func contextMerge(_ call: Call) throws(Fault) -> Value {
    var result = Context()
    for item in try call.list(0) {
        guard case .context(let context) = item else {
            throw Fault(.invalidType, "\(item.typeName) is not a context")
        }
        try call.spend(context.entries.count)
        for entry in context.entries { result[entry.key] = entry.value }
    }
    return .context(result)
}
