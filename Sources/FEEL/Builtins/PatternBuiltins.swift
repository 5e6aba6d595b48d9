/// `matches("foobar", "^fo*b")` is true: whether the pattern occurs in the text.
func matches(_ call: Call) throws(Fault) -> Value {
    let text = try call.string(0)
    var matcher = PatternMatcher(try pattern(call, flagsAt: 2), text)
    defer { _ = call.run.spend(matcher.steps / 8) }
    return .boolean(try first(&matcher, from: 0) != nil)
}

/// `replace("abcd", "(ab)|(a)", "[1=$1][2=$2]")` is "[1=ab][2=]cd".
func replace(_ call: Call) throws(Fault) -> Value {
    let text = try call.string(0)
    let pattern = try pattern(call, flagsAt: 3)
    let template = try parts(
        ofReplacement: try call.string(2), groupCount: pattern.groupCount,
        isLiteral: call.has(3) ? try call.string(3).contains("q") : false)
    var matcher = PatternMatcher(pattern, text)
    defer { _ = call.run.spend(matcher.steps / 8) }
    try refuseEmptyMatch(pattern)
    var result = String.UnicodeScalarView()
    var length = 0
    var place = 0
    while let match = try first(&matcher, from: place) {
        result.append(contentsOf: matcher.text[place..<match.range.lowerBound])
        for part in template {
            switch part {
            case .text(let scalar): result.append(scalar)
            case .group(let number):
                guard let range = match.groups[number] else { continue }
                result.append(contentsOf: matcher.text[range])
                length += range.count
            }
            length += 1
        }
        guard length <= Run.textLimit else {
            throw Fault(.budgetExceeded, "the text is too long")
        }
        place = match.range.upperBound
    }
    result.append(contentsOf: matcher.text[place...])
    return .string(String(result))
}

/// `split("a;b;;c", ";")` is `["a", "b", "", "c"]`; the delimiter is a pattern.
func split(_ call: Call) throws(Fault) -> Value {
    let text = try call.string(0)
    let pattern = try pattern(call, flagsAt: nil)
    try refuseEmptyMatch(pattern)
    var matcher = PatternMatcher(pattern, text)
    defer { _ = call.run.spend(matcher.steps / 8) }
    var result: [Value] = []
    var place = 0
    while let match = try first(&matcher, from: place) {
        result.append(string(matcher.text[place..<match.range.lowerBound]))
        place = match.range.upperBound
    }
    result.append(string(matcher.text[place...]))
    return .list(result)
}

private func string(_ scalars: ArraySlice<Unicode.Scalar>) -> Value {
    .string(String(String.UnicodeScalarView(scalars)))
}

private func pattern(_ call: Call, flagsAt index: Int?) throws(Fault) -> Pattern {
    var flags = ""
    if let index, call.has(index) { flags = try call.string(index) }
    let text = try call.string(1)
    do {
        return try call.run.pattern(text, flags: flags)
    } catch {
        throw Fault(.invalidPattern, "\(quoted(text)) is not a pattern: \(error.message)")
    }
}

private func first(
    _ matcher: inout PatternMatcher, from place: Int
) throws(Fault) -> PatternMatcher.Match? {
    do {
        return try matcher.firstMatch(from: place)
    } catch {
        throw Fault(.budgetExceeded, "the pattern takes more steps than it may")
    }
}

/// XPath 3.1, 5.6.4: what is replaced or split at may not be nothing.
private func refuseEmptyMatch(_ pattern: Pattern) throws(Fault) {
    var matcher = PatternMatcher(pattern, "")
    guard try first(&matcher, from: 0) == nil else {
        throw Fault(.invalidPattern, "the pattern matches the empty string")
    }
}

private enum ReplacementPart {
    case text(Unicode.Scalar)
    case group(Int)
}

/// XPath 3.1, 5.6.4: `$1` is a group, `\\$` a dollar, `\\\\` a backslash.
private func parts(
    ofReplacement text: String, groupCount: Int, isLiteral: Bool
) throws(Fault) -> [ReplacementPart] {
    let scalars = Array(text.unicodeScalars)
    if isLiteral { return scalars.map { .text($0) } }
    var parts: [ReplacementPart] = []
    var index = 0
    while index < scalars.count {
        let scalar = scalars[index]
        index += 1
        guard scalar == "\\" || scalar == "$" else {
            parts.append(.text(scalar))
            continue
        }
        guard index < scalars.count else { throw badReplacement(text) }
        if scalar == "\\" {
            guard scalars[index] == "\\" || scalars[index] == "$" else {
                throw badReplacement(text)
            }
            parts.append(.text(scalars[index]))
            index += 1
            continue
        }
        guard isDigit(scalars[index]) else { throw badReplacement(text) }
        var number = 0
        repeat {
            let next = number * 10 + Int(scalars[index].value - 0x30)
            if number > 0, next > groupCount { break }
            number = next
            index += 1
        } while index < scalars.count && isDigit(scalars[index])
        if number <= groupCount { parts.append(.group(number)) }
    }
    return parts
}

private func badReplacement(_ text: String) -> Fault {
    Fault(.invalidPattern, "\(quoted(text)) is not a replacement: '$' or '\\' stands alone")
}
