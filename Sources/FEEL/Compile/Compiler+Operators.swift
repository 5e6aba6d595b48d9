extension Compiler {
    mutating func compileArithmetic(
        _ symbol: ArithmeticOperator, _ left: Node, _ right: Node, at position: Position
    ) -> Compiled {
        let (first, second) = (compile(left), compile(right))
        let (leftCode, rightCode) = (first.code, second.code)
        return folded(first, second) { frame in
            let left = leftCode(frame)
            let right = rightCode(frame)
            return calculated(symbol, left, right, frame.run, position)
        }
    }

    mutating func compileComparison(
        _ symbol: ComparisonOperator, _ left: Node, _ right: Node, at position: Position
    ) -> Compiled {
        let (first, second) = (compile(left), compile(right))
        let (leftCode, rightCode) = (first.code, second.code)
        if case .number(let limit)? = second.constant, first.constant == nil {
            return Compiled { frame in
                let value = leftCode(frame)
                if case .number(let number) = value {
                    return .boolean(holds(symbol, number, limit))
                }
                return compared(symbol, value, .number(limit), frame.run, position)
            }
        }
        return folded(first, second) { frame in
            let left = leftCode(frame)
            let right = rightCode(frame)
            return compared(symbol, left, right, frame.run, position)
        }
    }

    /// False when one part is false, true when all are true, and otherwise null.
    mutating func compileConjunction(_ nodes: [Node]) -> Compiled {
        let parts = nodes.map { compile($0) }
        let codes = parts.map(\.code)
        let positions = nodes.map(\.position)
        return foldedAll(parts) { frame in
            var result = Value.boolean(true)
            for (index, code) in codes.enumerated() {
                switch code(frame) {
                case .boolean(false): return .boolean(false)
                case .boolean(true): break
                case let other: result = notBoolean(other, frame.run, positions[index])
                }
            }
            return result
        }
    }

    /// True when one part is true, false when all are false, and otherwise null.
    mutating func compileDisjunction(_ nodes: [Node]) -> Compiled {
        let parts = nodes.map { compile($0) }
        let codes = parts.map(\.code)
        let positions = nodes.map(\.position)
        return foldedAll(parts) { frame in
            var result = Value.boolean(false)
            for (index, code) in codes.enumerated() {
                switch code(frame) {
                case .boolean(true): return .boolean(true)
                case .boolean(false): break
                case let other: result = notBoolean(other, frame.run, positions[index])
                }
            }
            return result
        }
    }

    mutating func compileBetween(
        _ value: Node, _ low: Node, _ high: Node, at position: Position
    ) -> Compiled {
        let parts = [compile(value), compile(low), compile(high)]
        let codes = parts.map(\.code)
        return foldedAll(parts) { frame in
            let value = codes[0](frame)
            let low = codes[1](frame)
            let high = codes[2](frame)
            return conjunction(
                compared(.greaterOrEqual, value, low, frame.run, position),
                compared(.lessOrEqual, value, high, frame.run, position))
        }
    }

    /// `x in (< 5, 7)`: within it, `?` is x.
    mutating func compileMembership(
        _ value: Node, _ tests: [TestNode], at position: Position
    ) -> Compiled {
        let subject = compile(value)
        let slot = level.push("?")
        let parts = tests.map { compileTest($0, slot: slot) }
        level.pop(1)
        let code = subject.code
        let isConstant = subject.constant != nil && parts.allSatisfy { $0.constant != nil }
        let result: Code = { frame in
            let tested = code(frame)
            frame.reserve(slot + 1)
            frame.slots[slot] = tested
            return anyHolds(parts, tested, frame)
        }
        return isConstant ? folded(code: result) : Compiled(result)
    }

    mutating func compileInstanceOf(
        _ value: Node, _ type: FEELType?, _ name: String, at position: Position
    ) -> Compiled {
        guard let type else {
            let message = "unknown type '\(name)'"
            if areUnknownNamesErrors {
                problems.append(
                    FEELError.Problem(code: .unknownType, position: position, message: message))
            }
            return Compiled { frame in frame.run.null(.unknownName, at: position, message) }
        }
        let subject = compile(value)
        let code = subject.code
        return folded(subject) { frame in .boolean(code(frame).isInstance(of: type)) }
    }
}

/// The null for an operand of `and` or `or` that is neither true nor false.
private func notBoolean(_ value: Value, _ run: Run, _ position: Position) -> Value {
    // A null has had its warning where it arose.
    if value.isNull { return value }
    return run.null(.invalidType, at: position, "\(value.typeName) is neither true nor false")
}

/// `and` of two values.
func conjunction(_ left: Value, _ right: Value) -> Value {
    switch (left, right) {
    case (.boolean(false), _), (_, .boolean(false)): .boolean(false)
    case (.boolean(true), .boolean(true)): .boolean(true)
    case (.null, _): left
    default: right
    }
}

/// Whether a comparison of two numbers holds.
@inline(__always)
func holds(_ symbol: ComparisonOperator, _ left: Decimal128, _ right: Decimal128) -> Bool {
    switch symbol {
    case .equal: left == right
    case .notEqual: left != right
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    }
}
