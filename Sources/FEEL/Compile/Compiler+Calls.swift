extension Compiler {
    mutating func compileCall(
        _ function: Node, _ arguments: Arguments, at position: Position
    ) -> Compiled {
        if case .name(let name) = function.kind, let builtin = builtins[name] {
            let resolution = level.resolve(name)
            guard let slot = resolution.slot else {
                return compileBuiltinCall(builtin, arguments, at: position)
            }
            switch function.type {
            case .any, .function:
                let direct = compileBuiltinCall(builtin, arguments, at: position).code
                let other = compileValueCall(
                    Compiled { frame in frame.slots[slot] }, arguments, at: position
                ).code
                return Compiled { frame in
                    if case .function = frame.slots[slot] { return other(frame) }
                    return direct(frame)
                }
            case .null, .boolean, .number, .string, .date, .time, .dateTime, .daysDuration,
                .yearsDuration, .list, .context, .range:
                return compileBuiltinCall(builtin, arguments, at: position)
            }
        }
        return compileValueCall(compile(function), arguments, at: position)
    }

    private mutating func compileBuiltinCall(
        _ builtin: Builtin, _ arguments: Arguments, at position: Position
    ) -> Compiled {
        let nodes: [Node?]
        var signature: Int?
        switch arguments {
        case .positional(let given):
            guard builtin.accepts(given.count) else {
                let message = "\(builtin.name) does not take \(given.count) arguments"
                return Compiled { frame in frame.run.null(.invalidCall, at: position, message) }
            }
            nodes = given
        case .named(let pairs):
            guard let (order, number) = builtin.order(of: pairs.map(\.name)) else {
                let names = pairs.map(\.name).joined(separator: ", ")
                let message = "\(builtin.name) has no parameters \(names)"
                return Compiled { frame in frame.run.null(.invalidCall, at: position, message) }
            }
            nodes = order.map { $0.map { pairs[$0].value } }
            signature = number
        }
        let parts = nodes.map { $0.map { compile($0) } ?? Compiled(constant: .null) }
        let codes = parts.map(\.code)
        let code: Code = { [signature] frame in
            builtin.call(codes.map { $0(frame) }, frame.run, position, signature: signature)
        }
        return builtin.isImpure ? Compiled(code) : foldedAll(parts, code: code)
    }

    private mutating func compileValueCall(
        _ function: Compiled, _ arguments: Arguments, at position: Position
    ) -> Compiled {
        let code = function.code
        switch arguments {
        case .positional(let nodes):
            let codes = nodes.map { compile($0).code }
            return Compiled { frame in
                let function = code(frame)
                return invoke(function, codes.map { $0(frame) }, frame.run, position)
            }
        case .named(let pairs):
            let codes = pairs.map { ($0.name, compile($0.value).code) }
            return Compiled { frame in
                let function = code(frame)
                let named = codes.map { ($0.0, $0.1(frame)) }
                return invoke(function, named: named, frame.run, position)
            }
        }
    }
}

/// Calls a value with arguments in the order of its parameters.
package func invoke(
    _ value: Value, _ arguments: [Value], _ run: Run, _ position: Position
) -> Value {
    guard case .function(let function) = value else {
        if value.isNull { return value }
        return run.null(.notAFunction, at: position, "\(value.typeName) is not a function")
    }
    if let builtin = function.builtin {
        guard builtin.accepts(arguments.count) else {
            return run.null(
                .invalidCall, at: position,
                "\(builtin.name) does not take \(arguments.count) arguments")
        }
        return builtin.call(arguments, run, position)
    }
    guard arguments.count == function.parameters.count else {
        return run.null(
            .invalidCall, at: position,
            "\(function.name) takes \(function.parameters.count) arguments, not \(arguments.count)")
    }
    var coerced = arguments
    for (index, parameter) in function.parameters.enumerated() where parameter.type != .any {
        guard let argument = coerced[index].coerced(to: parameter.type) else {
            let null = run.null(
                .typeMismatch, at: position,
                "'\(parameter.name)' is \(parameter.type), not \(coerced[index].typeName)")
            guard function.isCalledAnyway else { return null }
            coerced[index] = null
            continue
        }
        coerced[index] = argument
    }
    if run.depth == 0 { run.entrance = StackSpace.here() }
    guard run.depth + function.height <= Run.depthLimit, run.spend(function.height),
        !StackSpace.isUsedUp(since: run.entrance)
    else {
        return run.null(.budgetExceeded, at: position, "functions call each other too deep")
    }
    run.depth += function.height
    defer { run.depth -= function.height }
    let result = function.body(coerced, run)
    guard function.result != .any else { return result }
    return result.coerced(to: function.result)
        ?? run.null(
            .typeMismatch, at: position,
            "\(function.name) gave \(result.typeName), not \(function.result)")
}

/// Calls a value with arguments by name.
package func invoke(
    _ value: Value, named arguments: [(String, Value)], _ run: Run, _ position: Position
) -> Value {
    guard case .function(let function) = value else {
        return invoke(value, arguments.map(\.1), run, position)
    }
    if let builtin = function.builtin {
        guard let (order, signature) = builtin.order(of: arguments.map(\.0)) else {
            return run.null(
                .invalidCall, at: position, "\(builtin.name) has no such parameters")
        }
        return builtin.call(
            order.map { $0.map { arguments[$0].1 } ?? .null }, run, position,
            signature: signature)
    }
    let names = function.parameters.map(\.name)
    for (name, _) in arguments where !names.contains(where: { sameText($0, name) }) {
        return run.null(
            .invalidCall, at: position, "\(function.name) has no parameter '\(name)'")
    }
    // DMN 10.3.2.13.5: by name, what is not supplied is null.
    let ordered = names.map { name in
        arguments.first { sameText($0.0, name) }?.1 ?? .null
    }
    return invoke(value, ordered, run, position)
}
