extension Node {
    /// The tree as text, operators first: `1 + 2 * x` is `(+ 1 (* 2 'x'))`.
    ///
    /// Names stand in quotes, since they may hold spaces. For tests, and for analysing models.
    ///
    /// With positions, each part is followed by where it begins.
    package func dump(withPositions: Bool = false) -> String {
        Dumper(withPositions: withPositions).text(self)
    }
}

extension TestsNode {
    /// The tests as text: `< 5, [10..20]` is `(any-of (< ?) ...)`.
    ///
    /// With positions, each part is followed by where it begins.
    package func dump(withPositions: Bool = false) -> String {
        switch self {
        case .any: return "(any)"
        case .tests(let tests, let isNegated):
            let dumper = Dumper(withPositions: withPositions)
            return dumper.form(isNegated ? "none-of" : "any-of", tests.map(dumper.text))
        }
    }
}

private struct Dumper {
    let withPositions: Bool

    func form(_ head: String, _ parts: [String]) -> String {
        "(" + ([head] + parts).joined(separator: " ") + ")"
    }

    func text(_ test: TestNode) -> String {
        switch test {
        case .comparison(let symbol, let node): form(symbol.rawValue, ["?", text(node)])
        case .expression(let node): text(node)
        }
    }

    func text(_ node: Node) -> String {
        body(node.kind) + (withPositions ? "@\(node.position)" : "")
    }

    private func body(_ kind: Kind) -> String {
        switch kind {
        case .null: "null"
        case .boolean(let value): value ? "true" : "false"
        case .number(let number): number.description
        case .string(let text): quoted(text)
        case .temporal(let text): "@" + quoted(text)
        case .name(let name): name == "?" ? name : "'\(name)'"
        case .list(let items): form("list", items.map(text))
        case .context(let entries):
            form("context", entries.map { "'\($0.key)': " + text($0.value) })
        case .range(let range): body(range)
        case .negation(let operand): form("-", [text(operand)])
        case .arithmetic(let symbol, let left, let right):
            form(symbol.rawValue, [text(left), text(right)])
        case .comparison(let symbol, let left, let right):
            form(symbol.rawValue, [text(left), text(right)])
        case .conjunction(let parts): form("and", parts.map(text))
        case .disjunction(let parts): form("or", parts.map(text))
        case .between(let value, let low, let high):
            form("between", [text(value), text(low), text(high)])
        case .membership(let value, let tests): form("in", [text(value)] + tests.map(text))
        case .instanceOf(let value, let type, let name):
            form("instance-of", [text(value), type?.description ?? "unknown \(name)"])
        case .conditional(let condition, let then, let otherwise):
            form("if", [text(condition), text(then), text(otherwise)])
        case .iteration(let iterators, let body):
            form("for", iterators.map(text) + [text(body)])
        case .quantified(let quantifier, let iterators, let body):
            form(quantifier.rawValue, iterators.map(text) + [text(body)])
        case .function(let parameters, let body, let isExternal):
            form(
                isExternal ? "external-function" : "function",
                [form("", parameters.map { "'\($0.name)': \($0.type)" }), text(body)])
        case .call(let function, .positional(let arguments)):
            form("call", [text(function)] + arguments.map(text))
        case .call(let function, .named(let arguments)):
            form("call", [text(function)] + arguments.map { "'\($0.name)': " + text($0.value) })
        case .filter(let base, let condition): form("filter", [text(base), text(condition)])
        case .path(let base, let name): form(".", [text(base), "'\(name)'"])
        }
    }

    private func body(_ range: RangeNode) -> String {
        let start = range.start.map(text) ?? "null"
        let end = range.end.map(text) ?? "null"
        switch range.form {
        case .equal: return form("range", ["=", start])
        case .notEqual: return form("range", ["!=", start])
        case .ends:
            let open = range.isStartIncluded ? "[" : "]"
            let close = range.isEndIncluded ? "]" : "["
            return form("range", [open, start, end, close])
        }
    }

    private func text(_ iterator: Iterator) -> String {
        let end = iterator.end.map { " .. " + text($0) } ?? ""
        return "('\(iterator.name)' \(text(iterator.domain))\(end))"
    }
}
