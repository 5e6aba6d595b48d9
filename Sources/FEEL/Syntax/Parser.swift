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

    private mutating func testList() throws(ParseFailure) -> [TestNode] {
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

    /// How tight operators bind, the loosest first: DMN 10.3.1.2, rules 49 to 53 and 19 to 24.
    enum Level: Int {
        case disjunction, conjunction, comparison, additive, multiplicative, power
    }

    /// DMN 10.3.1.2, rules 4 and 5: sums and what binds tighter.
    mutating func additive() throws(ParseFailure) -> Node { try operation(.additive) }

    /// Operands with the operators between them that bind at least as tight as a level.
    ///
    /// One function for all levels, since each would take its share of the stack wherever a text
    /// nests. All associate to the left.
    private mutating func operation(_ least: Level) throws(ParseFailure) -> Node {
        var left = try operand()
        while let next = nextOperator(), next.level.rawValue >= least.rawValue {
            switch next {
            case .arithmetic(let symbol):
                left = try arithmetic(symbol, left)
            case .comparison(let symbol):
                left = try comparison(symbol, left)
            case .word(let word, let level):
                left = try operation(word, level, left)
            }
        }
        return left
    }

    /// An operator that follows an operand.
    private enum Operator {
        case arithmetic(ArithmeticOperator)
        case comparison(ComparisonOperator)
        case word(String, Level)

        var level: Level {
            switch self {
            case .arithmetic(.add), .arithmetic(.subtract): .additive
            case .arithmetic(.multiply), .arithmetic(.divide): .multiplicative
            case .arithmetic(.power): .power
            case .comparison: .comparison
            case .word(_, let level): level
            }
        }
    }

    /// The operator that is next; the place stays before it.
    private mutating func nextOperator() -> Operator? {
        scanner.skipSpace()
        switch scanner.peek() {
        case "+": return .arithmetic(.add)
        case "-": return .arithmetic(.subtract)
        case "*": return .arithmetic(scanner.peek(1) == "*" ? .power : .multiply)
        case "/": return .arithmetic(.divide)
        case "=", "<", ">": break
        case "!" where scanner.peek(1) == "=": break
        case "o", "a", "b", "i":
            switch scanner.word(at: scanner.offset) {
            case "or": return .word("or", .disjunction)
            case "and": return .word("and", .conjunction)
            case let word? where ["between", "in", "instance"].contains(word):
                return .word(word, .comparison)
            default: return nil
            }
        default: return nil
        }
        let start = scanner.offset
        defer { scanner.offset = start }
        return comparisonOperator().map { .comparison($0) }
    }

    @inline(never)
    private mutating func arithmetic(
        _ symbol: ArithmeticOperator, _ left: Node
    ) throws(ParseFailure) -> Node {
        scanner.offset += symbol == .power ? 2 : 1
        let right: Node
        switch symbol {
        case .add, .subtract: right = try operation(.multiplicative)
        case .multiply, .divide: right = try operation(.power)
        case .power: right = try operand()
        }
        let type: FEELType
        switch (left.type, right.type) {
        case (.number, .number): type = .number
        case (.string, .string): type = .string
        default: type = .any
        }
        return try node(
            .arithmetic(symbol, left, right), at: left.position, type, over: [left, right])
    }

    @inline(never)
    private mutating func comparison(
        _ symbol: ComparisonOperator, _ left: Node
    ) throws(ParseFailure) -> Node {
        _ = comparisonOperator()
        let right = try additive()
        return try node(
            .comparison(symbol, left, right), at: left.position, .boolean, over: [left, right])
    }

    /// The operators that are words.
    @inline(never)
    private mutating func operation(
        _ word: String, _ level: Level, _ left: Node
    ) throws(ParseFailure) -> Node {
        switch level {
        case .disjunction:
            let parts = try parts(joinedBy: word, from: left, .conjunction)
            return try node(.disjunction(parts), at: left.position, .boolean, over: parts)
        case .conjunction:
            let parts = try parts(joinedBy: word, from: left, .comparison)
            return try node(.conjunction(parts), at: left.position, .boolean, over: parts)
        case .comparison, .additive, .multiplicative, .power:
            return try test(word, left)
        }
    }

    private mutating func parts(
        joinedBy word: String, from first: Node, _ level: Level
    ) throws(ParseFailure) -> [Node] {
        var parts = [first]
        while scanner.acceptWord(word) { parts.append(try operation(level)) }
        return parts
    }

    /// DMN 10.3.1.2, rules 51 and 53: between, in, instance of.
    private mutating func test(_ word: String, _ left: Node) throws(ParseFailure) -> Node {
        try expectWord(word)
        switch word {
        case "between":
            let low = try additive()
            try expectWord("and")
            let high = try additive()
            return try node(
                .between(left, low: low, high: high), at: left.position, .boolean,
                over: [left, low, high])
        case "in":
            let tests = try membershipTests()
            return try node(
                .membership(left, tests), at: left.position, .boolean,
                over: [left] + tests.map(\.node))
        default:
            try expectWord("of")
            let (type, name) = try typeExpression()
            return try node(
                .instanceOf(left, type, name: name), at: left.position, .boolean, over: [left])
        }
    }

    /// What follows `in`: one test, or tests in parentheses.
    private mutating func membershipTests() throws(ParseFailure) -> [TestNode] {
        scanner.skipSpace()
        let start = scanner.offset
        guard scanner.accept("(") else {
            if let comparison = comparisonOperator() {
                return [.comparison(comparison, try additive())]
            }
            return [.expression(try additive())]
        }
        let first = try test()
        if scanner.accept(",") {
            let tests = [first] + (try testList())
            try expect(")")
            return tests
        }
        if case .comparison = first {
            try expect(")")
            return [first]
        }
        if scanner.accept(")") {
            scanner.skipSpace()
            switch scanner.peek() {
            case "+", "-", "*", "/", "[", ".": break
            default: return [first]
            }
        }
        scanner.offset = start
        return [.expression(try additive())]
    }

    private mutating func comparisonOperator() -> ComparisonOperator? {
        scanner.skipSpace()
        switch scanner.peek() {
        case "=":
            scanner.offset += 1
            return .equal
        case "!" where scanner.peek(1) == "=":
            scanner.offset += 2
            return .notEqual
        case "<":
            scanner.offset += 1
            guard scanner.peek() == "=" else { return .less }
            scanner.offset += 1
            return .lessOrEqual
        case ">":
            scanner.offset += 1
            guard scanner.peek() == "=" else { return .greater }
            scanner.offset += 1
            return .greaterOrEqual
        default: return nil
        }
    }

    /// DMN 10.3.1.2, rule 24: it binds tighter than exponentiation.
    private mutating func operand() throws(ParseFailure) -> Node {
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
