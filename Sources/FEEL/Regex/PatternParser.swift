/// A regular expression that does not parse, and why.
struct PatternError: Error {
    let message: String
}

/// Parses a regular expression: XML Schema part 2, appendix F, as extended by XPath 3.1, 5.6.1.
struct PatternParser {
    private let scalars: [Unicode.Scalar]
    private var offset = 0
    private var groupCount = 0
    private var closedGroups: Set<Int> = []
    private var depth = 0

    init(_ text: String, ignoringSpace: Bool) {
        scalars = ignoringSpace ? PatternParser.withoutSpace(text) : Array(text.unicodeScalars)
    }

    /// With the flag `x`, white space outside of character classes goes before parsing.
    private static func withoutSpace(_ text: String) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        var classDepth = 0
        var isEscaped = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case "[" where !isEscaped: classDepth += 1
            case "]" where !isEscaped && classDepth > 0: classDepth -= 1
            case " ", "\t", "\n", "\r":
                if classDepth == 0 { continue }
            default: break
            }
            isEscaped = scalar == "\\" && !isEscaped
            result.append(scalar)
        }
        return result
    }

    /// Parses the whole text; gives the tree and how many groups capture.
    mutating func parse() throws(PatternError) -> (node: PatternNode, groups: Int) {
        let node = try choice()
        guard offset == scalars.count else { throw PatternError(message: "')' without '('") }
        return (node, groupCount)
    }

    private func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
        offset + ahead < scalars.count ? scalars[offset + ahead] : nil
    }

    private mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
        guard peek() == scalar else { return false }
        offset += 1
        return true
    }

    private mutating func choice() throws(PatternError) -> PatternNode {
        depth += 1
        defer { depth -= 1 }
        guard depth < 100 else { throw PatternError(message: "groups are nested too deep") }
        var branches = [try sequence()]
        while accept("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private mutating func sequence() throws(PatternError) -> PatternNode {
        var parts: [PatternNode] = []
        while let next = peek(), next != "|", next != ")" { parts.append(try piece()) }
        switch parts.count {
        case 0: return .empty
        case 1: return parts[0]
        default: return .sequence(parts)
        }
    }

    private mutating func piece() throws(PatternError) -> PatternNode {
        let atom = try atom()
        guard let (least, most) = try quantifier() else { return atom }
        let isLazy = accept("?")
        if let most, most < least { throw PatternError(message: "a quantifier runs backwards") }
        return .repeated(atom, least: least, most: most, isLazy: isLazy)
    }

    private mutating func quantifier() throws(PatternError) -> (Int, Int?)? {
        if accept("*") { return (0, nil) }
        if accept("+") { return (1, nil) }
        if accept("?") { return (0, 1) }
        guard accept("{") else { return nil }
        let least = try count()
        if accept("}") { return (least, least) }
        guard accept(",") else { throw PatternError(message: "a quantifier is not closed") }
        if accept("}") { return (least, nil) }
        let most = try count()
        guard accept("}") else { throw PatternError(message: "a quantifier is not closed") }
        return (least, most)
    }

    private mutating func count() throws(PatternError) -> Int {
        var value: Int?
        while let digit = peek(), isDigit(digit) {
            value = (value ?? 0) * 10 + Int(digit.value - 0x30)
            offset += 1
            guard value ?? 0 <= 1_000 else {
                throw PatternError(message: "a quantifier counts past 1000")
            }
        }
        guard let value else { throw PatternError(message: "a quantifier has no count") }
        return value
    }

    private mutating func atom() throws(PatternError) -> PatternNode {
        guard let scalar = peek() else { return .empty }
        offset += 1
        switch scalar {
        case ".": return .any
        case "^": return .start
        case "$": return .end
        case "(": return try group()
        case "[": return .set(try set(depth: 0))
        case "\\": return try escape()
        case "*", "+", "?", "{", "}", "]":
            throw PatternError(message: "'\(Character(scalar))' stands where it may not")
        default: return .character(scalar)
        }
    }

    private mutating func group() throws(PatternError) -> PatternNode {
        var number: Int?
        if accept("?") {
            guard accept(":") else { throw PatternError(message: "'(?' is not followed by ':'") }
        } else {
            groupCount += 1
            number = groupCount
        }
        let node = try choice()
        guard accept(")") else { throw PatternError(message: "'(' without ')'") }
        if let number { closedGroups.insert(number) }
        return .group(node, number: number)
    }

    private mutating func escape() throws(PatternError) -> PatternNode {
        guard let scalar = peek() else { throw PatternError(message: "'\\' at the end") }
        if isDigit(scalar) { return try reference() }
        if let item = try classEscape() { return .set(CharacterSet(items: [item])) }
        return .character(try singleEscape())
    }

    /// Reads `\1`, a group that is closed already.
    ///
    /// More digits count while there is such a group.
    private mutating func reference() throws(PatternError) -> PatternNode {
        var number = 0
        while let digit = peek(), isDigit(digit) {
            let next = number * 10 + Int(digit.value - 0x30)
            if number > 0, next > groupCount { break }
            number = next
            offset += 1
        }
        guard closedGroups.contains(number) else {
            throw PatternError(message: "there is no group \(number) to refer to")
        }
        return .reference(number)
    }

    /// The character of `\n`, `\.` and the like.
    private mutating func singleEscape() throws(PatternError) -> Unicode.Scalar {
        guard let scalar = peek() else { throw PatternError(message: "'\\' at the end") }
        offset += 1
        switch scalar {
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "\\", "|", ".", "-", "^", "?", "*", "+", "{", "}", "(", ")", "[", "]", "$":
            return scalar
        default: throw PatternError(message: "'\\\(Character(scalar))' means nothing")
        }
    }

    /// `\d`, `\P{Lu}` and the like; nil when another escape stands here.
    private mutating func classEscape() throws(PatternError) -> CharacterSet.Item? {
        guard let scalar = peek() else { return nil }
        let test: @Sendable (Unicode.Scalar) -> Bool
        switch scalar {
        case "s", "S":
            test = { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r" }
        case "d", "D":
            test = { $0.properties.generalCategory == .decimalNumber }
        case "w", "W":
            test = {
                let name = categoryName($0.properties.generalCategory)
                return !(name.hasPrefix("P") || name.hasPrefix("Z") || name.hasPrefix("C"))
            }
        case "i", "I":
            test = { ($0 == ":" || isNameStart($0)) && $0 != "?" }
        case "c", "C":
            test = { ($0 == ":" || $0 == "-" || $0 == "." || isNamePart($0)) && $0 != "?" }
        case "p", "P":
            offset += 1
            return .category(try category(), isNegated: scalar == "P")
        default: return nil
        }
        offset += 1
        return .category(test, isNegated: scalar.properties.isUppercase)
    }

    private mutating func category() throws(PatternError) -> @Sendable (Unicode.Scalar) -> Bool {
        guard accept("{") else { throw PatternError(message: "'\\p' is not followed by '{'") }
        var name = ""
        while let scalar = peek(), scalar != "}" {
            name.unicodeScalars.append(scalar)
            offset += 1
        }
        guard accept("}"), let test = categoryTest(name) else {
            throw PatternError(message: "there is no category '\(name)'")
        }
        return test
    }

    /// `[a-z-[aeiou]]`, after the opening bracket.
    private mutating func set(depth: Int) throws(PatternError) -> CharacterSet {
        guard depth < 50 else { throw PatternError(message: "classes are nested too deep") }
        var result = CharacterSet()
        result.isNegated = accept("^")
        var isFirst = true
        while true {
            guard let scalar = peek() else { throw PatternError(message: "'[' without ']'") }
            if scalar == "]" {
                guard !isFirst else { throw PatternError(message: "a class is empty") }
                offset += 1
                return result
            }
            if scalar == "-", peek(1) == "[" {
                guard !isFirst else { throw PatternError(message: "a class is empty") }
                offset += 2
                result.subtracted = [try set(depth: depth + 1)]
                guard accept("]") else {
                    throw PatternError(message: "a subtraction is not the last of its class")
                }
                return result
            }
            result.items.append(try setItem())
            isFirst = false
        }
    }

    private mutating func setItem() throws(PatternError) -> CharacterSet.Item {
        if peek() == "\\" {
            offset += 1
            if let item = try classEscape() { return item }
            offset -= 1
        }
        let low = try setCharacter()
        guard peek() == "-", let next = peek(1), next != "]", next != "[" else {
            return .character(low)
        }
        offset += 1
        let high = try setCharacter()
        guard low <= high else { throw PatternError(message: "a range runs backwards") }
        return .range(low.value...high.value)
    }

    private mutating func setCharacter() throws(PatternError) -> Unicode.Scalar {
        guard let scalar = peek() else { throw PatternError(message: "'[' without ']'") }
        offset += 1
        switch scalar {
        case "\\": return try singleEscape()
        case "[", "]":
            throw PatternError(message: "'\(Character(scalar))' stands where it may not")
        default: return scalar
        }
    }
}
