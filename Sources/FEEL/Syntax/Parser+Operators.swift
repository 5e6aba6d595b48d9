/// Operators: DMN 10.3.1.2, rules 4, 5, 19 to 23 and 49 to 53.
extension Parser {
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
    mutating func operation(_ least: Level) throws(ParseFailure) -> Node {
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

    mutating func comparisonOperator() -> ComparisonOperator? {
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
}
