/// Parses FEEL by recursive descent, one function a grammar production.
///
/// Parsing needs the names in scope, because names may hold spaces and operators. The parser works
/// on code points and takes names by longest match.
struct Parser {
    var scanner: Scanner
    var names: NameTable
    private(set) var depth = 0
    private(set) var steps = 0

    /// Where the stack stood before.
    private let entrance = StackSpace.entrance

    static let depthLimit = 200
    static let heightLimit = 500

    init(_ source: String, scope: Scope) {
        scanner = Scanner(source)
        names = NameTable(scope)
    }

    // MARK: Start symbols

    /// DMN 10.3.1.2, rule 1: an expression is the whole text.
    mutating func parseWholeExpression() throws(ParseFailure) -> Node {
        let node = try expression()
        try expectEnd()
        return node
    }

    /// DMN 10.3.1.2, rule 15: unary tests are the whole text.
    mutating func parseWholeTests() throws(ParseFailure) -> TestsNode {
        scanner.skipSpace()
        let start = scanner.offset
        if scanner.accept("-") {
            scanner.skipSpace()
            if scanner.peek() == nil { return .any }
            scanner.offset = start
        }
        if scanner.acceptWord("not") {
            scanner.skipSpace()
            let open = scanner.offset
            if scanner.peek() == "(", isLast(scanner.endOfBracket(at: open)) {
                scanner.offset = open + 1
                let tests = try testList()
                try expect(")")
                try expectEnd()
                return .tests(tests, isNegated: true)
            }
            scanner.offset = start
        }
        let tests = try testList()
        try expectEnd()
        return .tests(tests, isNegated: false)
    }

    private func isLast(_ offset: Int?) -> Bool {
        guard let offset else { return false }
        var rest = scanner
        rest.offset = offset
        rest.skipSpace()
        return rest.peek() == nil
    }

    mutating func testList() throws(ParseFailure) -> [TestNode] {
        var tests = [try test()]
        while scanner.accept(",") { tests.append(try test()) }
        return tests
    }

    /// DMN 10.3.1.2, rules 7 and 13: a comparison with the tested value, or an expression.
    mutating func test() throws(ParseFailure) -> TestNode {
        if let comparison = comparisonOperator() {
            return .comparison(comparison, try additive())
        }
        return .expression(try expression())
    }

    // MARK: Expressions

    /// DMN 10.3.1.2, rule 2.
    mutating func expression() throws(ParseFailure) -> Node {
        try enter()
        defer { leave() }
        return try operation(.disjunction)
    }

    /// DMN 10.3.1.2, rule 24: it binds tighter than exponentiation.
    mutating func operand() throws(ParseFailure) -> Node {
        scanner.skipSpace()
        var signs: [Int] = []
        while scanner.peek() == "-" {
            signs.append(scanner.offset)
            scanner.offset += 1
            scanner.skipSpace()
        }
        var operand = try postfix()
        for start in signs.reversed() {
            operand = try node(
                .negation(operand), at: scanner.position(start), operand.type, over: [operand])
        }
        return operand
    }

    /// DMN 10.3.1.2, rules 38, 45 and 52: invocations, paths and filters, left to right.
    private mutating func postfix() throws(ParseFailure) -> Node {
        var base = try primary()
        while true {
            scanner.skipSpace()
            switch scanner.peek() {
            case "." where scanner.peek(1) != ".":
                scanner.offset += 1
                base = try path(from: base)
            case "[":
                guard let filtered = try filter(of: base) else { return base }
                base = filtered
            case "(":
                base = try call(of: base)
            default: return base
            }
        }
    }

    @inline(never)
    private mutating func path(from base: Node) throws(ParseFailure) -> Node {
        scanner.skipSpace()
        let name = try memberName(of: base.type)
        let type = base.type.member(name) ?? .any
        return try node(.path(base, name), at: base.position, type, over: [base])
    }

    /// A filter; nil where the bracket ends a range, as in `]1..2[`.
    @inline(never)
    private mutating func filter(of base: Node) throws(ParseFailure) -> Node? {
        let start = scanner.offset
        if isEndpoint, closesRange(at: start) { return nil }
        scanner.offset += 1
        let item: FEELType
        if case .list(let type) = base.type { item = type } else { item = base.type }
        var pushed = ["item"]
        names.push("item", item)
        if case .context(let fields) = item {
            for field in fields {
                names.push(field.name, field.type)
                pushed.append(field.name)
            }
        }
        isInFilter += 1
        let wasEndpoint = isEndpoint
        isEndpoint = false
        defer {
            isEndpoint = wasEndpoint
            isInFilter -= 1
            for name in pushed.reversed() { names.pop(name) }
        }
        let condition = try expression()
        try expect("]")
        let type: FEELType
        switch (base.type, condition.type) {
        case (.list, .boolean): type = base.type
        case (.list(let item), .number): type = item
        default: type = .any
        }
        return try node(.filter(base, condition), at: base.position, type, over: [base, condition])
    }

    /// Whether the bracket at an offset closes a range: nothing that could be a filter follows.
    private func closesRange(at offset: Int) -> Bool {
        var rest = scanner
        rest.offset = offset + 1
        rest.skipSpace()
        guard let next = rest.peek() else { return true }
        switch next {
        // A list is no condition, so that a second bracket is a filter of the range.
        case ")", "]", "}", ",", "=", "<", ">", "!", "+", "*", "/", "[": return true
        case "." where rest.peek(1).map(isNameStart) == true: return true
        default: break
        }
        guard let word = rest.word(at: rest.offset) else { return false }
        return separatingWords.contains(word)
    }

    /// Whether what is being parsed is the upper end of a range.
    var isEndpoint = false
    /// How many filters enclose what is being parsed.
    var isInFilter = 0

    // MARK: Errors and bounds

    /// Makes a node, unless the tree would be too high to walk.
    func node(
        _ kind: Kind, at position: Position, _ type: FEELType = .any, over children: [Node] = []
    ) throws(ParseFailure) -> Node {
        var height = 0
        for child in children where child.height > height { height = child.height }
        guard height < Parser.heightLimit else {
            throw tooComplex(at: position)
        }
        return Node(kind, position, type, height: height + 1)
    }

    /// Notes one more level of nesting.
    mutating func enter() throws(ParseFailure) {
        depth += 1
        steps += 1
        if depth > Parser.depthLimit || steps > 4 * scanner.scalars.count + 1_000
            || StackSpace.isUsedUp(since: entrance)
        {
            depth -= 1
            throw tooComplex(at: scanner.position(scanner.offset))
        }
    }

    /// Notes the end of a level of nesting.
    mutating func leave() { depth -= 1 }

    private func tooComplex(at position: Position) -> ParseFailure {
        ParseFailure(problem: .tooDeep(at: position))
    }

    /// A failure to find what the grammar wants here.
    func failure(expected: String) -> ParseFailure {
        failure("expected \(expected), found \(found())", at: scanner.offset)
    }

    func failure(_ message: String, at offset: Int) -> ParseFailure {
        ParseFailure(
            problem: FEELError.Problem(
                code: .syntax, position: scanner.position(offset), message: message))
    }

    private func found() -> String {
        guard let scalar = scanner.peek() else { return "the end" }
        if let word = scanner.word(at: scanner.offset) { return "'\(word)'" }
        return "'\(Character(scalar))'"
    }

    mutating func expect(_ symbol: String) throws(ParseFailure) {
        guard scanner.accept(symbol) else { throw failure(expected: "'\(symbol)'") }
    }

    mutating func expectWord(_ keyword: String) throws(ParseFailure) {
        guard scanner.acceptWord(keyword) else { throw failure(expected: "'\(keyword)'") }
    }

    private mutating func expectEnd() throws(ParseFailure) {
        scanner.skipSpace()
        guard scanner.peek() == nil else { throw failure(expected: "the end") }
    }
}
