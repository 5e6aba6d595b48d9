/// Writes random FEEL: every production of the grammar, sometimes nested far too deep.
struct ExpressionGrammar {
    var random: Random
    /// How many more parts may be written, which bounds the length of the text.
    private var parts: Int
    private var variables: [String] = []

    init(random: Random, parts: Int = 60) {
        self.random = random
        self.parts = parts
    }

    /// A whole expression.
    mutating func text() -> String {
        switch random.below(40) {
        case 0: deep()
        case 1: huge()
        case 2: salad()
        default: expression(random.number(in: 1...5))
        }
    }

    /// A whole cell of unary tests.
    mutating func tests() -> String {
        switch random.below(12) {
        case 0: return "-"
        case 1: return deep()
        case 2: return "not(" + list(random.number(in: 1...3)) { $0.test() } + ")"
        default: return list(random.number(in: 1...4)) { $0.test() }
        }
    }

    private mutating func test() -> String {
        if random.chance(50) { return comparison() + " " + expression(2) }
        return random.chance(40) ? range(2) : expression(random.number(in: 0...3))
    }

    // MARK: Productions

    mutating func expression(_ depth: Int) -> String {
        parts -= 1
        guard depth > 0, parts > 0 else { return leaf() }
        let next = depth - 1
        switch random.below(26) {
        case 0...2: return leaf()
        case 3...5: return expression(next) + " " + arithmetic() + " " + expression(next)
        case 6: return expression(next) + " " + comparison() + " " + expression(next)
        case 7: return "(" + expression(next) + ")"
        case 8: return expression(next) + (random.chance(50) ? " and " : " or ") + expression(next)
        case 9:
            return expression(next) + " between " + expression(next) + " and " + expression(next)
        case 10: return membership(next)
        case 11: return expression(next) + " instance of " + random.pick(FuzzWords.types)
        case 12:
            return "if " + expression(next) + " then " + expression(next) + " else "
                + expression(next)
        case 13: return iteration(next)
        case 14: return quantified(next)
        case 15: return definition(next)
        case 16...19: return call(next)
        case 20: return primary(next) + "[" + expression(next) + "]"
        case 21: return primary(next) + "." + random.pick(FuzzWords.names)
        case 22: return "[" + list(random.below(4)) { $0.expression(next) } + "]"
        case 23: return context(next)
        case 24: return range(next)
        default: return "-" + expression(next)
        }
    }

    private mutating func leaf() -> String {
        switch random.below(8) {
        case 0, 1: random.pick(FuzzWords.numbers)
        case 2: string()
        case 3: "@\"" + random.pick(FuzzWords.temporals) + "\""
        case 4: random.pick(["true", "false", "null"])
        case 5 where !variables.isEmpty: random.pick(variables)
        case 6: random.pick(FuzzWords.functions) + "()"
        default: random.pick(FuzzWords.names)
        }
    }

    private mutating func primary(_ depth: Int) -> String {
        random.chance(50) ? random.pick(FuzzWords.names) : "(" + expression(depth) + ")"
    }

    private mutating func string() -> String { "\"" + random.pick(FuzzWords.strings) + "\"" }

    private mutating func arithmetic() -> String { random.pick(["+", "-", "*", "/", "**"]) }

    private mutating func comparison() -> String {
        random.pick(["=", "!=", "<", "<=", ">", ">="])
    }

    private mutating func membership(_ depth: Int) -> String {
        let tested = expression(depth)
        switch random.below(3) {
        case 0: return tested + " in " + expression(depth)
        case 1: return tested + " in (" + list(random.number(in: 1...3)) { $0.test() } + ")"
        default: return tested + " in " + range(depth)
        }
    }

    private mutating func range(_ depth: Int) -> String {
        if random.chance(25) { return "(" + comparison() + " " + expression(depth) + ")" }
        return random.pick(["[", "(", "]"]) + expression(depth) + ".." + expression(depth)
            + random.pick(["]", ")", "["])
    }

    private mutating func context(_ depth: Int) -> String {
        "{"
            + list(random.below(4)) {
                let key =
                    $0.random.chance(70)
                    ? $0.random.pick(FuzzWords.variables + FuzzWords.names) : $0.string()
                return key + ": " + $0.expression(depth)
            } + "}"
    }

    private mutating func iterators(_ depth: Int) -> String {
        list(random.number(in: 1...3)) {
            let name = $0.random.pick(FuzzWords.variables)
            let domain =
                $0.random.chance(40)
                ? $0.expression(0) + ".." + $0.expression(0) : $0.expression(depth)
            $0.variables.append(name)
            return name + " in " + domain
        }
    }

    private mutating func iteration(_ depth: Int) -> String {
        let known = variables.count
        defer { variables.removeLast(variables.count - known) }
        return "for " + iterators(depth) + " return " + expression(depth)
    }

    private mutating func quantified(_ depth: Int) -> String {
        let known = variables.count
        defer { variables.removeLast(variables.count - known) }
        return random.pick(["some ", "every "]) + iterators(depth) + " satisfies "
            + expression(depth)
    }

    private mutating func definition(_ depth: Int) -> String {
        let known = variables.count
        defer { variables.removeLast(variables.count - known) }
        let parameters = list(random.below(4)) {
            let name = $0.random.pick(FuzzWords.variables)
            $0.variables.append(name)
            return $0.random.chance(40) ? name + ": " + $0.random.pick(FuzzWords.types) : name
        }
        return "function(" + parameters + ")" + (random.chance(5) ? " external " : " ")
            + expression(depth)
    }

    private mutating func call(_ depth: Int) -> String {
        if random.chance(10) { return "(" + definition(depth) + ")(" + expression(depth) + ")" }
        let name = random.pick(FuzzWords.functions)
        let parameters = Builtins.parameters[name] ?? []
        if random.chance(25), !parameters.isEmpty {
            return name + "("
                + list(random.number(in: 1...max(1, parameters.count))) {
                    $0.random.pick(parameters) + ": " + $0.expression(depth)
                } + ")"
        }
        let usual = parameters.count
        let count = random.chance(80) ? usual : random.below(6)
        return name + "(" + list(count) { $0.argument(of: name, depth) } + ")"
    }

    /// An argument: mostly one that the function may take, so that it gets to work.
    private mutating func argument(of name: String, _ depth: Int) -> String {
        if random.chance(30) { return expression(depth) }
        switch name {
        case "date", "time", "date and time", "duration", "years and months duration":
            return "\"" + random.pick(FuzzWords.temporals) + "\""
        case "matches", "replace", "split":
            return "\"" + (random.chance(50) ? pattern(4) : random.pick(FuzzWords.strings)) + "\""
        case let name where name.contains("string") || name.contains("case"): return string()
        case "sum", "mean", "median", "mode", "stddev", "product", "count", "sort", "union":
            return "[" + list(random.below(6)) { $0.random.pick(FuzzWords.numbers) } + "]"
        default: return expression(min(1, depth))
        }
    }

    /// A regular expression, with quantifiers on quantified groups as often as not.
    mutating func pattern(_ depth: Int) -> String {
        guard depth > 0 else {
            return random.pick(["a", "b", ".", "\\\\d", "[a-c]", "^", "$", "é"])
        }
        switch random.below(9) {
        case 0...2: return pattern(depth - 1) + pattern(depth - 1)
        case 3: return "(" + pattern(depth - 1) + "|" + pattern(depth - 1) + ")"
        case 4: return "(" + pattern(depth - 1) + ")"
        case 5, 6:
            return "(" + pattern(depth - 1) + ")"
                + random.pick(["*", "+", "?", "*?", "{2,5}", "{0,1000}", "{1000}", "{3,1}"])
        case 7:
            return pattern(depth - 1)
                + random.pick(["\\\\1", "\\\\p{L}", "\\\\w", "[^a-z]", "[x", ")"])
        default: return pattern(0)
        }
    }

    private mutating func list(_ count: Int, _ item: (inout Self) -> String) -> String {
        var items: [String] = []
        for _ in 0..<count { items.append(item(&self)) }
        return items.joined(separator: ", ")
    }

    // MARK: What nobody writes

    /// Nested far deeper than anybody writes.
    private mutating func deep() -> String {
        let count = random.pick([10, 60, 150, 199, 201, 500, 2_000, 20_000])
        let (open, middle, close) = random.pick(Self.nests)
        return String(repeating: open, count: count) + middle
            + String(repeating: close, count: random.chance(90) ? count : count / 2)
    }

    private static let nests = [
        ("(", "1", ")"), ("[", "1", "]"), ("{a: ", "1", "}"), ("-", "1", ""), ("not(", "true", ")"),
        ("if true then ", "1", " else 0"), ("x[", "1", "]"), ("function() ", "1", ""),
        ("for i in ", "[1]", " return i"), ("1 + ", "1", ""), ("", "1", " + 1"), ("", "x", ".a"),
        ("", "x", "[1]"), ("", "f", "(1)"), ("true or ", "true", ""), ("1 in (", "1", ")"),
        ("1 instance of list<", "number", ">"), ("[1..", "1", "]"), ("(< ", "1", ")"),
        ("", "1", " = 1"),
        ("abs(", "1", ")"), ("some i in ", "[1]", " satisfies true"), ("\"", "", ""),
        ("/*", "", "*/"),
        ("1 between 1 and ", "1", ""), ("2 ** ", "2", ""), ("]", "1", "["), ("", "1", " in 1"),
        ("count(numbers[item > ", "1", "])"), ("function(a) a(", "1", ")"), ("1, ", "1", ""),
    ]

    /// Literals far longer than anybody writes.
    private mutating func huge() -> String {
        let count = random.pick([100, 1_000, 10_000, 100_000])
        switch random.below(7) {
        case 0: return String(repeating: random.pick(["0", "9", "1"]), count: count)
        case 1: return "0." + String(repeating: random.pick(["0", "9"]), count: count) + "1"
        case 2:
            return "\"" + String(repeating: random.pick(["a", "é", "\\n"]), count: count) + "\""
        case 3: return String(repeating: random.pick(["x", "word "]), count: count)
        case 4: return "1e" + String(repeating: "9", count: count)
        case 5: return "@\"" + String(repeating: "9", count: count) + "-01-01\""
        default: return "[" + String(repeating: "1, ", count: count) + "1]"
        }
    }

    /// Words and symbols in any order.
    private mutating func salad() -> String {
        var text = ""
        for _ in 0..<random.number(in: 1...30) {
            text +=
                random.chance(10) ? random.pick(FuzzWords.oddities) : random.pick(FuzzWords.tokens)
            if random.chance(50) { text += " " }
        }
        return text
    }
}
