/// An expression made ready: given a frame, its value.
typealias Code = @Sendable (Frame) -> Value

/// Code, and its value where that does not depend on the frame.
struct Compiled {
    let code: Code
    let constant: Value?

    init(_ code: @escaping Code) {
        self.code = code
        self.constant = nil
    }

    init(constant: Value) {
        self.code = { _ in constant }
        self.constant = constant
    }
}

/// Turns a tree into closures: names become slots, constant parts become their values.
struct Compiler {
    var level: Level
    var problems: [FEELError.Problem] = []
    let areUnknownNamesErrors: Bool
    /// Where the stack stood before.
    private let entrance = StackSpace.entrance
    /// How many parts have been compiled.
    private var parts = 0

    init(_ scope: Scope) {
        level = Level(scope)
        areUnknownNamesErrors = scope.areUnknownNamesErrors
    }

    /// Compiles what a loop does at each turn, with the steps that a turn costs: more for a long text.
    mutating func compileTurn(_ body: Node) -> (compiled: Compiled, cost: Int) {
        let before = parts
        let compiled = compile(body)
        return (compiled, max(1, (parts - before) / 4))
    }

    /// Compiles an expression.
    mutating func compile(_ node: Node) -> Compiled {
        let position = node.position
        parts += 1
        guard !StackSpace.isUsedUp(since: entrance) else { return tooDeep(position) }
        switch node.kind {
        case .null: return Compiled(constant: .null)
        case .boolean(let value): return Compiled(constant: .boolean(value))
        case .number(let value): return Compiled(constant: .number(value))
        case .string(let value): return Compiled(constant: .string(value))
        case .temporal(let text):
            return folded { frame in temporalLiteral(text, frame.run, position) }
        case .name(let name): return compileName(name, at: position)
        case .list(let items): return compileList(items)
        case .context(let entries): return compileContext(entries, at: position)
        case .range(let range): return compileRange(range, at: position)
        case .negation(let operand):
            let operand = compile(operand)
            let code = operand.code
            return folded(operand) { frame in negated(code(frame), frame.run, position) }
        case .arithmetic(let symbol, let left, let right):
            return compileArithmetic(symbol, left, right, at: position)
        case .comparison(let symbol, let left, let right):
            return compileComparison(symbol, left, right, at: position)
        case .conjunction(let parts): return compileConjunction(parts)
        case .disjunction(let parts): return compileDisjunction(parts)
        case .between(let value, let low, let high):
            return compileBetween(value, low, high, at: position)
        case .membership(let value, let tests):
            return compileMembership(value, tests, at: position)
        case .instanceOf(let value, let type, let name):
            return compileInstanceOf(value, type, name, at: position)
        case .conditional(let condition, let then, let otherwise):
            return compileConditional(condition, then, otherwise)
        case .iteration(let iterators, let result):
            return compileIteration(iterators, result, at: position)
        case .quantified(let quantifier, let iterators, let condition):
            return compileQuantified(quantifier, iterators, condition, at: position)
        case .function(let parameters, let body, let isExternal):
            return compileFunction(parameters, body, isExternal: isExternal, at: position)
        case .call(let function, let arguments):
            return compileCall(function, arguments, at: position)
        case .filter(let base, let condition):
            return compileFilter(base, condition, at: position)
        case .path(let base, let name):
            let base = compile(base)
            let code = base.code
            return folded(base) { frame in member(name, of: code(frame), frame.run, position) }
        }
    }

    /// No code: what the text says is nested deeper than can be followed.
    private mutating func tooDeep(_ position: Position) -> Compiled {
        if !problems.contains(where: { $0.code == .tooComplex }) {
            problems.append(.tooDeep(at: position))
        }
        return Compiled(constant: .null)
    }

    /// Code whose value is taken now, when all it depends on is constant and nothing went wrong.
    func folded(_ parts: Compiled..., code: @escaping Code) -> Compiled {
        foldedAll(parts, code: code)
    }

    func foldedAll(_ parts: [Compiled], code: @escaping Code) -> Compiled {
        guard parts.allSatisfy({ $0.constant != nil }) else { return Compiled(code) }
        let run = Run()
        let value = code(Frame(slots: [], run: run))
        // A mistake must be reported by each evaluation, so it stays.
        return run.warnings.isEmpty ? Compiled(constant: value) : Compiled(code)
    }

    // MARK: Names

    private mutating func compileName(_ name: String, at position: Position) -> Compiled {
        let resolution = level.resolve(name)
        if let slot = resolution.slot {
            guard !resolution.items.isEmpty else {
                return Compiled { frame in frame.slots[slot] }
            }
            let items = resolution.items
            return Compiled { frame in
                itemMember(name, items, frame) ?? frame.slots[slot]
            }
        }
        let items = resolution.items
        if let builtin = builtins[name] {
            let function = Value.function(Function(builtin))
            guard !items.isEmpty else { return Compiled(constant: function) }
            return Compiled { frame in itemMember(name, items, frame) ?? function }
        }
        if !items.isEmpty {
            return Compiled { frame in
                itemMember(name, items, frame)
                    ?? frame.run.null(.noSuchMember, at: position, "no item has '\(name)'")
            }
        }
        let message = "unknown name '\(name)'"
        if areUnknownNamesErrors {
            problems.append(
                FEELError.Problem(code: .unknownName, position: position, message: message))
        }
        return Compiled { frame in frame.run.null(.unknownName, at: position, message) }
    }

    // MARK: Composites

    private mutating func compileList(_ items: [Node]) -> Compiled {
        let parts = items.map { compile($0) }
        let codes = parts.map(\.code)
        return foldedAll(parts) { frame in .list(codes.map { $0(frame) }) }
    }

    private mutating func compileContext(
        _ entries: [ContextEntry], at position: Position
    ) -> Compiled {
        var parts: [(key: String, slot: Int, code: Code)] = []
        for entry in entries {
            let value = compile(entry.value)
            parts.append((entry.key, level.push(entry.key), value.code))
        }
        level.pop(entries.count)
        let fixed = parts
        return Compiled { frame in
            var context = Context()
            for part in fixed {
                let value = part.code(frame)
                frame.slots[part.slot] = value
                context.append(part.key, value)
            }
            return .context(context)
        }
    }

    private mutating func compileRange(_ range: RangeNode, at position: Position) -> Compiled {
        let start = range.start.map { compile($0) }
        let end = range.end.map { compile($0) }
        let startCode = start?.code
        let endCode = end?.code
        return foldedAll([start, end].compactMap { $0 }) { frame in
            let interval = Interval(
                start: startCode.map { $0(frame) }, isStartIncluded: range.isStartIncluded,
                end: endCode.map { $0(frame) }, isEndIncluded: range.isEndIncluded,
                form: range.form)
            return checkedRange(interval, frame.run, position)
        }
    }

    private mutating func compileFunction(
        _ parameters: [ParameterNode], _ body: Node, isExternal: Bool, at position: Position
    ) -> Compiled {
        let outer = level
        let inner = Level(inside: outer)
        for parameter in parameters { _ = inner.push(parameter.name) }
        let formal = parameters.map { Function.Parameter($0.name, $0.type) }
        if isExternal {
            let function = Function(
                name: "external", parameters: formal, result: .any, height: body.height,
                holdsValues: false
            ) { _, run in
                run.null(.externalFunction, at: position, "the function is not written in FEEL")
            }
            return Compiled(constant: .function(function))
        }
        level = inner
        let code = compile(body).code
        level = outer
        let captures = inner.captures
        let slotCount = inner.slotCount
        let height = body.height
        return Compiled { frame in
            let captured = captures.map { (slot: $0.inner, value: frame.slots[$0.outer]) }
            let function = Function(
                name: "function", parameters: formal, result: body.type, height: height,
                holdsValues: !captured.isEmpty
            ) { arguments, run in
                let frame = Frame(slots: arguments, run: run)
                frame.reserve(slotCount)
                for (slot, value) in captured { frame.slots[slot] = value }
                return code(frame)
            }
            return .function(function)
        }
    }

    private mutating func compileConditional(
        _ condition: Node, _ then: Node, _ otherwise: Node
    ) -> Compiled {
        let test = compile(condition)
        let first = compile(then)
        let second = compile(otherwise)
        if case .boolean(let isTrue)? = test.constant { return isTrue ? first : second }
        let (testCode, firstCode, secondCode) = (test.code, first.code, second.code)
        return Compiled { frame in
            if case .boolean(true) = testCode(frame) { return firstCode(frame) }
            return secondCode(frame)
        }
    }
}

/// The member of that name of the innermost filtered item that has one.
func itemMember(_ name: String, _ items: [Int], _ frame: Frame) -> Value? {
    for slot in items {
        if case .context(let context) = frame.slots[slot], let value = context[name] {
            return value
        }
    }
    return nil
}
