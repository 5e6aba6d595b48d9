/// DMN 10.3.4.3: string functions.
///
/// Positions count code points, from 1.
let stringBuiltins: [Builtin] = [
    Builtin("substring", "string, start position, length?", result: .string, body: substring),
    Builtin("string length", "string", result: .number) { call throws(Fault) in
        .number(Decimal128(try call.string(0).unicodeScalars.count))
    },
    Builtin("upper case", "string", result: .string) { call throws(Fault) in
        .string(try call.string(0).uppercased())
    },
    Builtin("lower case", "string", result: .string) { call throws(Fault) in
        .string(try call.string(0).lowercased())
    },
    Builtin("substring before", "string, match", result: .string, body: substringBefore),
    Builtin("substring after", "string, match", result: .string, body: substringAfter),
    Builtin("contains", "string, match", result: .boolean) { call throws(Fault) in
        let text = Array(try call.string(0).utf8)
        return .boolean(firstRange(of: Array(try call.string(1).utf8), in: text) != nil)
    },
    Builtin("starts with", "string, match", result: .boolean) { call throws(Fault) in
        .boolean(try call.string(0).utf8.starts(with: try call.string(1).utf8))
    },
    Builtin("ends with", "string, match", result: .boolean) { call throws(Fault) in
        .boolean(
            try call.string(0).utf8.reversed().starts(with: try call.string(1).utf8.reversed()))
    },
    Builtin("string join", "list, delimiter?", result: .string, body: stringJoin),
    Builtin("matches", "input, pattern, flags?", result: .boolean, body: matches),
    Builtin("replace", "input, pattern, replacement, flags?", result: .string, body: replace),
    Builtin("split", "string, delimiter", result: .list(.string), body: split),
]

/// `substring("foobar", -2, 1)` is "a": a negative start counts from the end.
private func substring(_ call: Call) throws(Fault) -> Value {
    let scalars = Array(try call.string(0).unicodeScalars)
    let start = try call.wholePart(1)
    guard start != 0, start.magnitude <= scalars.count else {
        throw Fault(.invalidArgument, "the start is outside of the string")
    }
    let first = start > 0 ? start - 1 : scalars.count + start
    var length = scalars.count - first
    if call.has(2) {
        let wanted = try call.wholePart(2)
        guard wanted > 0 else { throw Fault(.invalidArgument, "the length is not positive") }
        length = min(length, wanted)
    }
    return .string(String(String.UnicodeScalarView(scalars[first..<first + length])))
}

private func substringBefore(_ call: Call) throws(Fault) -> Value {
    let text = Array(try call.string(0).utf8)
    guard let range = firstRange(of: Array(try call.string(1).utf8), in: text) else {
        return .string("")
    }
    return .string(String(decoding: text[..<range.lowerBound], as: UTF8.self))
}

private func substringAfter(_ call: Call) throws(Fault) -> Value {
    let text = Array(try call.string(0).utf8)
    guard let range = firstRange(of: Array(try call.string(1).utf8), in: text) else {
        return .string("")
    }
    return .string(String(decoding: text[range.upperBound...], as: UTF8.self))
}

/// Where a text first occurs in another, code unit by code unit.
private func firstRange(of part: [UInt8], in text: [UInt8]) -> Range<Int>? {
    guard let first = part.first else { return 0..<0 }
    guard part.count <= text.count else { return nil }
    for start in 0...(text.count - part.count) where text[start] == first {
        if text[start..<start + part.count].elementsEqual(part) {
            return start..<start + part.count
        }
    }
    return nil
}

/// `string join(["a", null, "b"], ", ")` is "a, b": nulls are left out.
private func stringJoin(_ call: Call) throws(Fault) -> Value {
    var parts: [String] = []
    var length = 0
    let delimiter = call.has(1) ? try call.string(1) : ""
    for item in try call.list(0) {
        switch item {
        case .string(let text):
            parts.append(text)
            length += text.utf8.count + delimiter.utf8.count
        case .null: break
        default: throw Fault(.invalidType, "\(item.typeName) is not a string")
        }
        guard length <= Run.textLimit else {
            throw Fault(.budgetExceeded, "the text is too long")
        }
    }
    return .string(parts.joined(separator: delimiter))
}
