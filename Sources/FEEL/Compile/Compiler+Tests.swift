/// A unary test made ready: given a frame whose `?` is set, and the tested value.
struct CompiledTest: Sendable {
    let holds: @Sendable (Value, Frame) -> Value
    /// What the test compares with, where that does not depend on the frame.
    let constant: Value?
    let symbol: ComparisonOperator?
}

extension Compiler {
    mutating func compileTest(_ test: TestNode, slot: Int) -> CompiledTest {
        switch test {
        case .comparison(let symbol, let node):
            return compileComparisonTest(symbol, node)
        case .expression(let node):
            let part = compile(node)
            let code = part.code
            let position = node.position
            // A text that names the tested value is a condition; any other is what to look for.
            if mentionsTestedValue(node) {
                return CompiledTest(
                    holds: { _, frame in
                        condition(code(frame), frame.run, position)
                    }, constant: nil, symbol: nil)
            }
            if let constant = part.constant {
                return CompiledTest(
                    holds: { tested, frame in
                        matches(tested, constant, frame.run, position)
                    }, constant: constant, symbol: nil)
            }
            return CompiledTest(
                holds: { tested, frame in
                    matches(tested, code(frame), frame.run, position)
                }, constant: nil, symbol: nil)
        }
    }

    private mutating func compileComparisonTest(
        _ symbol: ComparisonOperator, _ node: Node
    ) -> CompiledTest {
        let part = compile(node)
        let code = part.code
        let position = node.position
        if case .number(let limit)? = part.constant {
            return CompiledTest(
                holds: { tested, frame in
                    if case .number(let number) = tested {
                        return .boolean(FEEL.holds(symbol, number, limit))
                    }
                    return compared(symbol, tested, .number(limit), frame.run, position)
                }, constant: part.constant, symbol: symbol)
        }
        return CompiledTest(
            holds: { tested, frame in
                compared(symbol, tested, code(frame), frame.run, position)
            }, constant: part.constant, symbol: symbol)
    }
}

/// Whether one of the tests holds: true, else null when one could not be decided, else false.
func anyHolds(_ tests: [CompiledTest], _ tested: Value, _ frame: Frame) -> Value {
    var result = Value.boolean(false)
    for test in tests {
        switch test.holds(tested, frame) {
        case .boolean(true): return .boolean(true)
        case .boolean(false): break
        case let other: result = other
        }
    }
    return result
}

private func condition(_ value: Value, _ run: Run, _ position: Position) -> Value {
    switch value {
    case .boolean, .null: value
    case .number, .string, .date, .time, .dateTime, .daysDuration, .yearsDuration, .list,
        .context, .range, .function:
        run.null(.invalidType, at: position, "a test gave \(value.typeName), not true or false")
    }
}

/// DMN 10.3.2.7: whether a value is, or is in, what a test names.
func matches(_ tested: Value, _ wanted: Value, _ run: Run, _ position: Position) -> Value {
    switch wanted {
    case .list(let items):
        if case .list = tested, equality(tested, wanted, run) == true { return .boolean(true) }
        for item in items {
            if case .range(let interval) = item {
                if case .boolean(true) = contains(interval, tested, run, position) {
                    return .boolean(true)
                }
            } else if equality(tested, item, run) == true {
                return .boolean(true)
            }
        }
        return .boolean(false)
    case .range(let interval):
        if case .range = tested { return .boolean(equality(tested, wanted, run) == true) }
        return contains(interval, tested, run, position)
    case .boolean:
        // A condition that does not name the tested value stands by itself.
        if case .boolean = tested { return .boolean(equality(tested, wanted, run) == true) }
        return tested.isNull ? .boolean(false) : wanted
    case .null, .number, .string, .date, .time, .dateTime, .daysDuration, .yearsDuration,
        .context, .function:
        return compared(.equal, tested, wanted, run, position)
    }
}

/// Whether `?` occurs in a node, outside of an inner `in`.
func mentionsTestedValue(_ node: Node) -> Bool {
    switch node.kind {
    case .name(let name): name == "?"
    case .membership(let value, _): mentionsTestedValue(value)
    default: node.children.contains(where: mentionsTestedValue)
    }
}
