extension Parser {
    /// DMN 10.3.1.2, rule 45: `if a then b else c`.
    @inline(never)
    mutating func conditional(at position: Position) throws(ParseFailure) -> Node {
        try expectWord("if")
        let condition = try expression()
        try expectWord("then")
        let then = try expression()
        try expectWord("else")
        let otherwise = try expression()
        let type = then.type == otherwise.type ? then.type : .any
        return try node(
            .conditional(condition, then: then, else: otherwise), at: position, type,
            over: [condition, then, otherwise])
    }

    /// DMN 10.3.1.2, rule 44: `for a in b, c in d return e`.
    @inline(never)
    mutating func iteration(at position: Position) throws(ParseFailure) -> Node {
        try expectWord("for")
        var iterators: [Iterator] = []
        defer { for iterator in iterators.reversed() { names.pop(iterator.name) } }
        repeat {
            let iterator = try iterator()
            iterators.append(iterator.0)
            names.push(iterator.0.name, iterator.1)
        } while scanner.accept(",")
        try expectWord("return")
        names.push("partial", .list(.any))
        defer { names.pop("partial") }
        let result = try expression()
        return try node(
            .iteration(iterators, result), at: position, .list(result.type),
            over: iterators.flatMap { [$0.domain] + ($0.end.map { [$0] } ?? []) } + [result])
    }

    /// DMN 10.3.1.2, rule 46: `some a in b satisfies c`.
    @inline(never)
    mutating func quantified(_ word: String, at position: Position) throws(ParseFailure) -> Node {
        try expectWord(word)
        var iterators: [Iterator] = []
        defer { for iterator in iterators.reversed() { names.pop(iterator.name) } }
        repeat {
            let iterator = try iterator()
            iterators.append(iterator.0)
            names.push(iterator.0.name, iterator.1)
        } while scanner.accept(",")
        try expectWord("satisfies")
        let condition = try expression()
        return try node(
            .quantified(word == "some" ? .some : .every, iterators, condition), at: position,
            .boolean,
            over: iterators.flatMap { [$0.domain] + ($0.end.map { [$0] } ?? []) } + [condition])
    }

    /// A name, what it ranges over, and the type of what it will hold.
    private mutating func iterator() throws(ParseFailure) -> (Iterator, FEELType) {
        let name = try newName(before: "in")
        try expectWord("in")
        let domain = try expression()
        if scanner.accept("..") {
            let end = try expression()
            return (Iterator(name: name, domain: domain, end: end), domain.type)
        }
        let item: FEELType
        switch domain.type {
        case .list(let type), .range(let type): item = type
        default: item = .any
        }
        return (Iterator(name: name, domain: domain, end: nil), item)
    }

    /// DMN 10.3.1.2, rule 55: `function(a: number, b) a + b`.
    @inline(never)
    mutating func functionDefinition(at position: Position) throws(ParseFailure) -> Node {
        try expectWord("function")
        try expect("(")
        var parameters: [ParameterNode] = []
        defer { for parameter in parameters.reversed() { names.pop(parameter.name) } }
        if !scanner.accept(")") {
            repeat {
                let name = try newName(before: ":")
                var type = FEELType.any
                if scanner.accept(":") { type = try typeExpression().type ?? .any }
                parameters.append(ParameterNode(name: name, type: type))
                names.push(name, type)
            } while scanner.accept(",")
            try expect(")")
        }
        let isExternal = scanner.acceptWord("external")
        let body = try expression()
        return try node(
            .function(parameters, body, isExternal: isExternal), at: position,
            .function(parameters.map(\.type), body.type), over: [body])
    }

    /// DMN 10.3.1.2, rules 38 to 43: an invocation by position or by name.
    @inline(never)
    mutating func call(of base: Node) throws(ParseFailure) -> Node {
        try enter()
        defer { leave() }
        let wasEndpoint = isEndpoint
        isEndpoint = false
        defer { isEndpoint = wasEndpoint }
        try expect("(")
        var positional: [Node] = []
        var named: [(name: String, value: Node)] = []
        if !scanner.accept(")") {
            repeat {
                scanner.skipSpace()
                let start = scanner.offset
                if let name = scanner.nameBeforeColon() {
                    if named.contains(where: { sameText($0.name, name) }) {
                        throw failure("the argument '\(name)' is given twice", at: start)
                    }
                    named.append((name, try expression()))
                } else {
                    positional.append(try expression())
                }
                if !named.isEmpty, !positional.isEmpty {
                    throw failure(
                        "arguments are given either by name or by position", at: start)
                }
            } while scanner.accept(",")
            try expect(")")
        }
        let arguments: Arguments = named.isEmpty ? .positional(positional) : .named(named)
        return try node(
            .call(base, arguments), at: base.position, resultType(of: base),
            over: [base] + arguments.nodes)
    }

    private func resultType(of base: Node) -> FEELType {
        if case .function(_, let result) = base.type { return result }
        if case .name(let name) = base.kind, names.type(of: name) == nil,
            let builtin = builtins[name]
        {
            return builtin.result
        }
        return .any
    }

    // MARK: Types

    /// DMN 10.3.1.2, rule 53: a type, and the text of it; nil for a name that is no type.
    mutating func typeExpression() throws(ParseFailure) -> (type: FEELType?, name: String) {
        try enter()
        defer { leave() }
        scanner.skipSpace()
        let start = scanner.offset
        let type = try typeBody()
        let text = scanner.scalars[start..<scanner.offset]
        return (type, normalisedName(String(String.UnicodeScalarView(text))))
    }

    private mutating func typeBody() throws(ParseFailure) -> FEELType? {
        let start = scanner.offset
        guard let word = scanner.word(at: start) else { throw failure(expected: "a type") }
        if let generic = try genericType(word) { return generic.type }
        let known = Array(names.namedTypes.keys) + typeCompounds
        if let best = scanner.longest(known.map { Array($0.unicodeScalars) }, at: start) {
            scanner.offset = best.end
            return names.namedTypes[best.name] ?? FEELType(named: best.name)
        }
        scanner.offset += word.unicodeScalars.count
        if let type = FEELType(named: word) { return type }
        while scanner.peek() == ".", scanner.peek(1).map(isNameStart) == true {
            scanner.offset += 1
            scanner.offset += (scanner.word(at: scanner.offset) ?? "").unicodeScalars.count
        }
        return nil
    }

    /// `list<number>`, `range<date>`, `context<a: string>`, `function<number>->string`.
    private mutating func genericType(
        _ word: String
    ) throws(ParseFailure) -> (type: FEELType?, Void)? {
        guard ["list", "range", "context", "function"].contains(word) else { return nil }
        var rest = scanner
        rest.offset += word.unicodeScalars.count
        guard rest.accept("<") else { return nil }
        scanner = rest
        switch word {
        case "list", "range":
            let item = try typeExpression().type
            try expect(">")
            return (item.map { word == "list" ? .list($0) : .range($0) }, ())
        case "context":
            var fields: [FEELType.Field] = []
            var isKnown = true
            repeat {
                let name = try newName(before: ":")
                try expect(":")
                if let type = try typeExpression().type {
                    fields.append(FEELType.Field(name, type))
                } else {
                    isKnown = false
                }
            } while scanner.accept(",")
            try expect(">")
            return (isKnown ? .context(fields) : nil, ())
        default:
            var parameters: [FEELType] = []
            var isKnown = true
            if !scanner.accept(">") {
                repeat {
                    if let type = try typeExpression().type {
                        parameters.append(type)
                    } else {
                        isKnown = false
                    }
                } while scanner.accept(",")
                try expect(">")
            }
            try expect("->")
            guard let result = try typeExpression().type, isKnown else { return (nil, ()) }
            return (.function(parameters, result), ())
        }
    }
}

/// Types whose names are more than one word.
private let typeCompounds = [
    "date and time", "days and time duration", "years and months duration",
]
