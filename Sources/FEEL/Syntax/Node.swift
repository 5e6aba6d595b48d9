/// An expression as written: what it is, where it stands, and what is known of its type.
package struct Node: Sendable {
    /// What the expression is.
    package let kind: Kind
    /// Where it begins.
    package let position: Position
    /// The type as far as it is known without evaluating.
    package let type: FEELType
    /// The height of the tree, which bounds the recursion of everything that walks it.
    package let height: Int

    init(_ kind: Kind, _ position: Position, _ type: FEELType = .any, height: Int = 1) {
        self.kind = kind
        self.position = position
        self.type = type
        self.height = height
    }
}

/// The kinds of expression, one a grammar production.
package indirect enum Kind: Sendable {
    /// `null`
    case null
    /// `true`, `false`
    case boolean(Bool)
    /// `12.5`
    case number(Decimal128)
    /// `"text"`
    case string(String)
    /// `@"2026-06-30"`
    case temporal(String)
    /// A name in scope, a built-in function, or `?`.
    case name(String)
    /// `[a, b]`
    case list([Node])
    /// `{a: 1, b: a + 1}`
    case context([ContextEntry])
    /// `[a..b)`, `(< a)`
    case range(RangeNode)
    /// `- a`
    case negation(Node)
    /// `a + b`
    case arithmetic(ArithmeticOperator, Node, Node)
    /// `a < b`
    case comparison(ComparisonOperator, Node, Node)
    /// `a and b and c`
    case conjunction([Node])
    /// `a or b or c`
    case disjunction([Node])
    /// `a between b and c`
    case between(Node, low: Node, high: Node)
    /// `a in (< 5, 7)`
    case membership(Node, [TestNode])
    /// `a instance of list<number>`; nil where the type is not known.
    case instanceOf(Node, FEELType?, name: String)
    /// `if a then b else c`
    case conditional(Node, then: Node, else: Node)
    /// `for a in b, c in d..e return f`
    case iteration([Iterator], Node)
    /// `some a in b satisfies c`, `every a in b satisfies c`
    case quantified(Quantifier, [Iterator], Node)
    /// `function(a: number) a + 1`
    case function([ParameterNode], Node, isExternal: Bool)
    /// `a(b, c)`, `a(x: b)`
    case call(Node, Arguments)
    /// `a[b]`
    case filter(Node, Node)
    /// `a.b`
    case path(Node, String)
}

/// An entry of a context expression.
package struct ContextEntry: Sendable {
    package let key: String
    package let value: Node
}

/// A range expression; an end that is not given is open-ended.
package struct RangeNode: Sendable {
    package let start: Node?
    package let isStartIncluded: Bool
    package let end: Node?
    package let isEndIncluded: Bool
    package let form: Interval.Form
}

/// An arithmetic operator.
package enum ArithmeticOperator: String, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case power = "**"
}

/// A comparison operator.
package enum ComparisonOperator: String, Sendable {
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
}

/// Which quantified expression it is.
package enum Quantifier: String, Sendable {
    case some
    case every
}

/// A name and what it ranges over: a list, or from one end to another.
package struct Iterator: Sendable {
    package let name: String
    package let domain: Node
    /// The other end, where the domain is written `a..b`.
    package let end: Node?
}

/// A formal parameter of a function written in FEEL.
package struct ParameterNode: Sendable {
    package let name: String
    package let type: FEELType
}

/// The arguments of a call.
package enum Arguments: Sendable {
    case positional([Node])
    case named([(name: String, value: Node)])

    var nodes: [Node] {
        switch self {
        case .positional(let nodes): nodes
        case .named(let pairs): pairs.map(\.value)
        }
    }
}

/// One unary test: `< 5`, or an expression to be equal to, contained in, or true.
package enum TestNode: Sendable {
    case comparison(ComparisonOperator, Node)
    case expression(Node)

    var node: Node {
        switch self {
        case .comparison(_, let node): node
        case .expression(let node): node
        }
    }
}

/// The text of a unary test cell.
package enum TestsNode: Sendable {
    /// `-`
    case any
    /// `a, b, c`: true when one of them is.
    case tests([TestNode], isNegated: Bool)
}

extension Node {
    /// The expressions directly within this one, in the order of the text.
    package var children: [Node] {
        switch kind {
        case .null, .boolean, .number, .string, .temporal, .name: []
        case .list(let items): items
        case .context(let entries): entries.map(\.value)
        case .range(let range): [range.start, range.end].compactMap { $0 }
        case .negation(let operand): [operand]
        case .arithmetic(_, let left, let right), .comparison(_, let left, let right):
            [left, right]
        case .conjunction(let parts), .disjunction(let parts): parts
        case .between(let value, let low, let high): [value, low, high]
        case .membership(let value, let tests): [value] + tests.map(\.node)
        case .instanceOf(let value, _, _): [value]
        case .conditional(let condition, let then, let otherwise): [condition, then, otherwise]
        case .iteration(let iterators, let body), .quantified(_, let iterators, let body):
            iterators.flatMap { [$0.domain] + ($0.end.map { [$0] } ?? []) } + [body]
        case .function(_, let body, _): [body]
        case .call(let function, let arguments): [function] + arguments.nodes
        case .filter(let base, let condition): [base, condition]
        case .path(let base, _): [base]
        }
    }
}
