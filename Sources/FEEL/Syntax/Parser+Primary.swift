extension Parser {
    /// DMN 10.3.1.2, rules 2, 8, 33, 46, 54 and 57: what stands by itself.
    mutating func primary() throws(ParseFailure) -> Node {
        scanner.skipSpace()
        let start = scanner.offset
        let position = scanner.position(start)
        guard let scalar = scanner.peek() else { throw failure(expected: "an expression") }
        switch scalar {
        case "\"":
            return Node(.string(try stringLiteral()), position, .string)
        case "@":
            scanner.offset += 1
            scanner.skipSpace()
            guard scanner.peek() == "\"" else { throw failure(expected: "a string after '@'") }
            return Node(.temporal(try stringLiteral()), position)
        case "(": return try parenthesised(at: position)
        case "[": return try bracketed(at: position)
        case "]":
            scanner.offset += 1
            let low = try endpoint(isUpper: false)
            return try rangeRest(from: low, isStartIncluded: false, at: position)
        case "{": return try contextExpression(at: position)
        default: break
        }
        if isDigit(scalar) || (scalar == "." && scanner.peek(1).map(isDigit) == true) {
            return Node(.number(try numberLiteral()), position, .number)
        }
        guard isNameStart(scalar), let word = scanner.word(at: start) else {
            throw failure(expected: "an expression")
        }
        if let name = compoundName(from: word) {
            return Node(.name(name), position, names.type(of: name) ?? .any)
        }
        return try wordExpression(word, at: position)
    }

    /// An expression that begins with a keyword, or a plain name.
    @inline(never)
    private mutating func wordExpression(
        _ word: String, at position: Position
    ) throws(ParseFailure) -> Node {
        switch word {
        case "true", "false":
            scanner.offset += word.unicodeScalars.count
            return Node(.boolean(word == "true"), position, .boolean)
        case "null":
            scanner.offset += 4
            return Node(.null, position, .any)
        case "if": return try conditional(at: position)
        case "for": return try iteration(at: position)
        case "some", "every": return try quantified(word, at: position)
        case "function":
            return try functionDefinition(at: position)
        case let word where separatingWords.contains(word):
            throw failure(expected: "an expression")
        default:
            let name = plainName(word)
            return Node(.name(name), position, names.type(of: name) ?? .any)
        }
    }

    // MARK: Names

    /// The longest name of several words that stands here.
    ///
    /// A built-in of several words counts where it is called, or where its first word is no name.
    @inline(never)
    private mutating func compoundName(from word: String) -> String? {
        let start = scanner.offset
        var best = scanner.longest(names.compounds(from: word), at: start)
        if isInFilter > 0,
            let member = scanner.longest(names.members(from: word), at: start),
            member.end > best?.end ?? 0
        {
            best = member
        }
        if let builtin = scanner.longest(builtinCompounds[word] ?? [], at: start),
            builtin.end > best?.end ?? 0
        {
            var rest = scanner
            rest.offset = builtin.end
            rest.skipSpace()
            if rest.peek() == "(" || (names.type(of: word) == nil && best == nil) {
                best = builtin
            }
        }
        guard let best else { return nil }
        scanner.offset = best.end
        return best.name
    }

    /// A plain name; one that is not in scope takes the words that follow, for the message's sake.
    @inline(never)
    private mutating func plainName(_ word: String) -> String {
        scanner.offset += word.unicodeScalars.count
        guard names.type(of: word) == nil, builtins[word] == nil else { return word }
        return word + followingWords()
    }

    /// The words that can only belong to the name before them: two names never stand side by side.
    private mutating func followingWords() -> String {
        var result = ""
        while true {
            var rest = scanner
            rest.skipSpace()
            guard rest.offset > scanner.offset, let next = rest.word(at: rest.offset),
                !separatingWords.contains(next)
            else { return result }
            result += " " + next
            scanner.offset = rest.offset + next.unicodeScalars.count
        }
    }

    /// The name after a dot: a member of the type, where it is known, or of any type in scope.
    mutating func memberName(of type: FEELType) throws(ParseFailure) -> String {
        let start = scanner.offset
        guard let word = scanner.word(at: start) else { throw failure(expected: "a name") }
        var item = type
        while case .list(let inner) = item { item = inner }
        if case .context(let fields) = item, !fields.isEmpty {
            let candidates = fields.map { Array($0.name.unicodeScalars) }
            if let best = scanner.longest(candidates, at: start) {
                scanner.offset = best.end
                return best.name
            }
        } else if let best = scanner.longest(names.members(from: word), at: start) {
            scanner.offset = best.end
            return best.name
        }
        scanner.offset += word.unicodeScalars.count
        return word + followingWords()
    }

    /// The name of a new variable, up to a keyword or symbol that ends it.
    mutating func newName(before end: String) throws(ParseFailure) -> String {
        scanner.skipSpace()
        let start = scanner.offset
        guard let first = scanner.peek(), isNameStart(first) else {
            throw failure(expected: "a name")
        }
        while let scalar = scanner.peek() {
            if isNameStart(scalar), let word = scanner.word(at: scanner.offset) {
                if word == end, scanner.offset > start { break }
                scanner.offset += word.unicodeScalars.count
            } else if isNamePart(scalar) || isNameSymbol(scalar) || isFEELSpace(scalar) {
                scanner.offset += 1
            } else {
                break
            }
        }
        let text = scanner.scalars[start..<scanner.offset]
        return normalisedName(String(String.UnicodeScalarView(text)))
    }

    // MARK: Literals

    /// DMN 10.3.1.2, rules 36 and 37, with the exponent of DMN 1.5.
    @inline(never)
    private mutating func numberLiteral() throws(ParseFailure) -> Decimal128 {
        let start = scanner.offset
        while let next = scanner.peek(), isDigit(next) { scanner.offset += 1 }
        if scanner.peek() == ".", scanner.peek(1).map(isDigit) == true {
            scanner.offset += 1
            while let next = scanner.peek(), isDigit(next) { scanner.offset += 1 }
        }
        if scanner.peek() == "e" || scanner.peek() == "E" {
            let hasSign = scanner.peek(1) == "+" || scanner.peek(1) == "-"
            if scanner.peek(hasSign ? 2 : 1).map(isDigit) == true {
                scanner.offset += hasSign ? 2 : 1
                while let next = scanner.peek(), isDigit(next) { scanner.offset += 1 }
            }
        }
        let text = String(String.UnicodeScalarView(scanner.scalars[start..<scanner.offset]))
        guard let number = Decimal128(text) else {
            throw failure("\(text) is not a number that can be held", at: start)
        }
        return number
    }

    /// DMN 10.3.1.2, rules 35 and 66: a string with its escapes read.
    @inline(never)
    mutating func stringLiteral() throws(ParseFailure) -> String {
        let start = scanner.offset
        scanner.offset += 1
        var result = String.UnicodeScalarView()
        var pendingSurrogate: UInt32?
        while let scalar = scanner.peek() {
            scanner.offset += 1
            if scalar == "\"" {
                guard pendingSurrogate == nil else { break }
                return String(result)
            }
            guard scalar == "\\" else {
                result.append(scalar)
                continue
            }
            guard let escaped = scanner.peek() else { break }
            scanner.offset += 1
            switch escaped {
            case "n": result.append("\n")
            case "r": result.append("\r")
            case "t": result.append("\t")
            case "'", "\"", "\\": result.append(escaped)
            case "u", "U":
                let code = try hexadecimal(digits: escaped == "u" ? 4 : 6)
                if let high = pendingSurrogate, (0xDC00...0xDFFF).contains(code) {
                    let joined = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
                    if let scalar = Unicode.Scalar(joined) { result.append(scalar) }
                    pendingSurrogate = nil
                } else if (0xD800...0xDBFF).contains(code), scanner.peek() == "\\",
                    scanner.peek(1) == "u"
                {
                    pendingSurrogate = code
                } else if let scalar = Unicode.Scalar(code) {
                    result.append(scalar)
                } else {
                    throw failure("the escape is not a Unicode character", at: scanner.offset)
                }
            default:
                result.append(scalar)
                result.append(escaped)
            }
        }
        throw failure("the string is not closed", at: start)
    }

    private mutating func hexadecimal(digits: Int) throws(ParseFailure) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<digits {
            guard let scalar = scanner.peek(), scalar.isASCII,
                let digit = Character(scalar).hexDigitValue
            else { throw failure(expected: "\(digits) hexadecimal digits") }
            code = code << 4 | UInt32(digit)
            scanner.offset += 1
        }
        return code
    }

    // MARK: Brackets

    /// DMN 10.3.1.2, rule 57: a context, whose entries see those before them.
    @inline(never)
    private mutating func contextExpression(at position: Position) throws(ParseFailure) -> Node {
        try enter()
        defer { leave() }
        scanner.offset += 1
        var entries: [ContextEntry] = []
        defer { for entry in entries.reversed() { names.pop(entry.key) } }
        if scanner.accept("}") { return Node(.context([]), position, .context([])) }
        let wasEndpoint = isEndpoint
        isEndpoint = false
        defer { isEndpoint = wasEndpoint }
        repeat {
            scanner.skipSpace()
            let start = scanner.offset
            let key: String
            if scanner.peek() == "\"" {
                key = try stringLiteral()
                try expect(":")
            } else if let name = scanner.nameBeforeColon() {
                key = name
            } else {
                throw failure(expected: "an entry's name and ':'")
            }
            if entries.contains(where: { sameText($0.key, key) }) {
                throw failure("the context has two entries '\(key)'", at: start)
            }
            let value = try expression()
            entries.append(ContextEntry(key: key, value: value))
            names.push(key, value.type)
            names.addMember(key)
        } while scanner.accept(",")
        try expect("}")
        let fields = entries.map { FEELType.Field($0.key, $0.value.type) }
        return try node(
            .context(entries), at: position, .context(fields), over: entries.map(\.value))
    }

    /// `(a)`, `(a..b)`, or `(< a)`.
    @inline(never)
    private mutating func parenthesised(at position: Position) throws(ParseFailure) -> Node {
        try enter()
        defer { leave() }
        scanner.offset += 1
        let wasEndpoint = isEndpoint
        isEndpoint = false
        defer { isEndpoint = wasEndpoint }
        if let range = try oneSidedRange(at: position) { return range }
        let first = try expression()
        if scanner.accept("..") {
            return try rangeRest(afterDotsFrom: first, isStartIncluded: false, at: position)
        }
        try expect(")")
        return first
    }

    /// `[a, b]` or `[a..b]`.
    @inline(never)
    private mutating func bracketed(at position: Position) throws(ParseFailure) -> Node {
        try enter()
        defer { leave() }
        scanner.offset += 1
        if scanner.accept("]") { return Node(.list([]), position, .list(.any)) }
        let wasEndpoint = isEndpoint
        isEndpoint = false
        defer { isEndpoint = wasEndpoint }
        var items = [try expression()]
        if scanner.accept("..") {
            return try rangeRest(afterDotsFrom: items[0], isStartIncluded: true, at: position)
        }
        while scanner.accept(",") { items.append(try expression()) }
        try expect("]")
        let type = items[0].type
        let isUniform = items.allSatisfy { $0.type == type }
        return try node(
            .list(items), at: position, .list(isUniform ? type : .any), over: items)
    }

    /// DMN 10.3.1.2, rule 7 as a value: `(< 5)`; nil when no operator stands here.
    @inline(never)
    private mutating func oneSidedRange(at position: Position) throws(ParseFailure) -> Node? {
        let symbols: [(String, ComparisonOperator)] = [
            ("<=", .lessOrEqual), (">=", .greaterOrEqual), ("!=", .notEqual), ("<", .less),
            (">", .greater), ("=", .equal),
        ]
        guard let (_, symbol) = symbols.first(where: { scanner.accept($0.0) }) else { return nil }
        let end = try additive()
        try expect(")")
        let range: RangeNode
        switch symbol {
        case .less, .lessOrEqual:
            range = RangeNode(
                start: nil, isStartIncluded: false, end: end,
                isEndIncluded: symbol == .lessOrEqual, form: .ends)
        case .greater, .greaterOrEqual:
            range = RangeNode(
                start: end, isStartIncluded: symbol == .greaterOrEqual, end: nil,
                isEndIncluded: false, form: .ends)
        case .equal, .notEqual:
            range = RangeNode(
                start: end, isStartIncluded: true, end: end, isEndIncluded: true,
                form: symbol == .equal ? .equal : .notEqual)
        }
        return try node(.range(range), at: position, .range(end.type), over: [end])
    }

    @inline(never)
    private mutating func endpoint(isUpper: Bool) throws(ParseFailure) -> Node {
        try enter()
        defer { leave() }
        let wasEndpoint = isEndpoint
        isEndpoint = isUpper
        defer { isEndpoint = wasEndpoint }
        return try additive()
    }

    private mutating func rangeRest(
        from start: Node, isStartIncluded: Bool, at position: Position
    ) throws(ParseFailure) -> Node {
        try expect("..")
        return try rangeRest(
            afterDotsFrom: start, isStartIncluded: isStartIncluded, at: position)
    }

    private mutating func rangeRest(
        afterDotsFrom start: Node, isStartIncluded: Bool, at position: Position
    ) throws(ParseFailure) -> Node {
        let end = try endpoint(isUpper: true)
        let isEndIncluded: Bool
        if scanner.accept("]") {
            isEndIncluded = true
        } else if scanner.accept(")") || scanner.accept("[") {
            isEndIncluded = false
        } else {
            throw failure(expected: "the end of the range")
        }
        let range = RangeNode(
            start: start, isStartIncluded: isStartIncluded, end: end,
            isEndIncluded: isEndIncluded, form: .ends)
        return try node(.range(range), at: position, .range(start.type), over: [start, end])
    }
}
