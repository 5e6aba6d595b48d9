/// An iterator made ready.
private struct CompiledIterator: Sendable {
    let slot: Int
    let domain: Code
    let end: Code?
    let position: Position
}

extension Compiler {
    /// The iterators, each in scope of those after it.
    private mutating func compileIterators(_ iterators: [Iterator]) -> [CompiledIterator] {
        var result: [CompiledIterator] = []
        for iterator in iterators {
            let domain = compile(iterator.domain).code
            let end = iterator.end.map { compile($0).code }
            result.append(
                CompiledIterator(
                    slot: level.push(iterator.name), domain: domain, end: end,
                    position: iterator.domain.position))
        }
        return result
    }

    /// `for`: the results in order; `partial` is those so far.
    mutating func compileIteration(
        _ iterators: [Iterator], _ result: Node, at position: Position
    ) -> Compiled {
        let loops = compileIterators(iterators)
        let partial = level.push("partial")
        let (body, cost) = compileTurn(result)
        let code = body.code
        let usesPartial = level.used.contains(partial)
        level.pop(iterators.count + 1)
        return Compiled { frame in
            frame.reserve(partial + 1)
            var results: [Value] = []
            if usesPartial { frame.slots[partial] = .list([]) }
            let failure = turn(loops[...], frame) {
                // Each turn copies what `partial` holds.
                guard frame.run.spend(usesPartial ? cost + results.count / 16 : cost) else {
                    return overBudget(frame.run, position)
                }
                let result = code(frame)
                results.append(result)
                if usesPartial {
                    guard !frame.run.isNestedTooDeep(result) else {
                        return overBudget(frame.run, position)
                    }
                    frame.slots[partial] = .list(results)
                }
                return nil
            }
            return failure ?? .list(results)
        }
    }

    /// `some`, `every`: three-valued, and done as soon as the answer is known.
    mutating func compileQuantified(
        _ quantifier: Quantifier, _ iterators: [Iterator], _ condition: Node,
        at position: Position
    ) -> Compiled {
        let loops = compileIterators(iterators)
        let (test, cost) = compileTurn(condition)
        let code = test.code
        level.pop(iterators.count)
        let deciding = quantifier == .some
        return Compiled { frame in
            var result = Value.boolean(!deciding)
            let stop = turn(loops[...], frame) {
                guard frame.run.spend(cost) else { return overBudget(frame.run, position) }
                switch code(frame) {
                case .boolean(deciding): return .boolean(deciding)
                case .boolean: return nil
                case let other:
                    result =
                        other.isNull
                        ? other
                        : frame.run.null(
                            .invalidType, at: condition.position,
                            "the condition gave \(other.typeName), not true or false")
                    return nil
                }
            }
            return stop ?? result
        }
    }

    mutating func compileFilter(
        _ base: Node, _ condition: Node, at position: Position
    ) -> Compiled {
        let list = compile(base)
        let slot = level.pushFilter()
        let (test, cost) = compileTurn(condition)
        level.pop(2)
        let code = list.code
        let conditionPosition = condition.position
        if case .number(let index)? = test.constant {
            return folded(list) { frame in
                item(at: index, of: code(frame), frame.run, conditionPosition)
            }
        }
        let testCode = test.code
        let isCondition = condition.type == .boolean
        return Compiled { frame in
            frame.reserve(slot + 1)
            let base = code(frame)
            if case .null(let null) = base, null.reason != .literal { return base }
            let items = base.asList
            var kept: [Value] = []
            for (index, item) in items.enumerated() {
                guard frame.run.spend(cost) else { return overBudget(frame.run, position) }
                frame.slots[slot] = item
                switch testCode(frame) {
                case .boolean(true): kept.append(item)
                case .boolean(false), .null: break
                case .number(let number) where !isCondition && index == 0:
                    return FEEL.item(at: number, of: base, frame.run, conditionPosition)
                case let other:
                    return frame.run.null(
                        .invalidType, at: conditionPosition,
                        "a filter gave \(other.typeName), not true, false or an index")
                }
            }
            if items.isEmpty, !isCondition {
                frame.slots[slot] = .null
                if case .number(let number) = testCode(frame) {
                    return FEEL.item(at: number, of: base, frame.run, conditionPosition)
                }
            }
            return .list(kept)
        }
    }
}

/// The item at an index from 1, or from -1 backwards.
func item(at index: Decimal128, of value: Value, _ run: Run, _ position: Position) -> Value {
    if case .null = value { return value }
    let items = value.asList
    guard let index = index.exactInt, index != 0, index.magnitude <= items.count else {
        return run.null(
            .indexOutOfRange, at: position, "no item \(index) in a list of \(items.count)")
    }
    return items[index > 0 ? index - 1 : items.count + index]
}

func overBudget(_ run: Run, _ position: Position) -> Value {
    run.null(.budgetExceeded, at: position, "the evaluation takes more steps than it may")
}

/// Runs the body for each combination of the iterators' values, the last turning fastest.
///
/// Stops at the first value that the body or a domain returns.
private func turn(
    _ loops: ArraySlice<CompiledIterator>, _ frame: Frame, _ body: () -> Value?
) -> Value? {
    guard let loop = loops.first else { return body() }
    let rest = loops.dropFirst()
    let start = loop.domain(frame)
    let end = loop.end.map { $0(frame) }
    return steps(over: start, to: end, frame.run, loop.position) { value in
        frame.slots[loop.slot] = value
        return turn(rest, frame, body)
    }
}
