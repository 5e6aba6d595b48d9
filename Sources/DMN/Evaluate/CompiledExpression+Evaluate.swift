import FEEL

extension CompiledExpression {
    /// The value in a frame, coerced to the type that the model declares for it.
    func evaluate(_ frame: Frame, in model: CompiledModel) -> Value {
        let value = plainValue(frame, in: model)
        guard isTypeDeclared else { return value }
        return type.coerced(value) { frame.run.model?.warn(location, $0) }
    }

    private func plainValue(_ frame: Frame, in model: CompiledModel) -> Value {
        switch kind {
        case .literal(let text):
            return text.evaluate(frame)
        case .table(let table):
            return table.evaluate(frame)
        case .context(let entries, let result):
            return context(entries, result, frame, in: model)
        case .invocation(let function, let bindings):
            return invocation(function, bindings, frame, in: model)
        case .list(let members):
            return .list(members.map { $0.evaluate(frame, in: model) })
        case .relation(let columns, let rows):
            return .list(
                rows.map { row in
                    .context(
                        Context(
                            zip(columns, row).map { ($0, $1.evaluate(frame, in: model)) }))
                })
        case .function(let function, let captured):
            // What the function sees around it is as it is now, whenever it is called.
            let values = (0..<captured).map { frame[$0] }
            return .function(function.value(in: model, captured: values))
        case .conditional(let condition, let then, let otherwise):
            switch condition.evaluate(frame, in: model) {
            case .boolean(true): return then.evaluate(frame, in: model)
            case .boolean(false), .null: return otherwise.evaluate(frame, in: model)
            case .number, .string, .date, .time, .dateTime, .daysDuration, .yearsDuration, .list,
                .context, .range, .function:
                frame.run.model?.warn(condition.location, "the condition is neither true nor false")
                return .null(Null(.invalidType))
            }
        case .filter(let source, let item, let members, let match):
            return filter(source, item, members, match, frame, in: model)
        case .iteration(let iteration, let slot, let partial, let source, let body):
            return iterate(iteration, slot, partial, source, body, frame, in: model)
        }
    }

    private func context(
        _ entries: [Entry], _ result: CompiledExpression?, _ frame: Frame, in model: CompiledModel
    ) -> Value {
        var context = Context()
        for entry in entries {
            let value = entry.type.coerced(entry.value.evaluate(frame, in: model)) {
                frame.run.model?.warn(entry.value.location, $0)
            }
            frame[entry.slot] = value
            context[entry.name] = value
        }
        return result?.evaluate(frame, in: model) ?? .context(context)
    }

    private func invocation(
        _ function: CompiledExpression,
        _ bindings: [(parameter: String, value: CompiledExpression?)], _ frame: Frame,
        in model: CompiledModel
    ) -> Value {
        let callee = function.evaluate(frame, in: model)
        guard case .function(let callable) = callee else {
            frame.run.model?.warn(location, "what is invoked is no function")
            return .null(Null(.notAFunction))
        }
        let before = frame.run.warnings.count
        var arguments: [(String, Value)] = []
        for (parameter, value) in bindings {
            arguments.append((parameter, value?.evaluate(frame, in: model) ?? .null))
        }
        let value = invoke(callee, named: arguments, frame.run, .start)
        if frame.run.warnings.count > before {
            noteWarnings(of: frame.run, since: before, at: location, text: callable.name)
        }
        return value
    }

    private func filter(
        _ source: CompiledExpression, _ item: Int, _ members: [(name: String, slot: Int)],
        _ match: CompiledExpression, _ frame: Frame, in model: CompiledModel
    ) -> Value {
        let value = source.evaluate(frame, in: model)
        if value.isNull { return value }
        var kept: [Value] = []
        for candidate in value.asList {
            frame[item] = candidate
            if !members.isEmpty {
                let context: Context? =
                    if case .context(let context) = candidate { context } else { nil }
                for (name, slot) in members { frame[slot] = context?[name] ?? .null }
            }
            guard case .boolean(let matches) = match.evaluate(frame, in: model) else {
                frame.run.model?.warn(match.location, "the filter is neither true nor false")
                return .null(Null(.invalidType))
            }
            if matches { kept.append(candidate) }
        }
        return .list(kept)
    }

    private func iterate(
        _ iteration: BoxedExpression.Iteration, _ slot: Int, _ partial: Int,
        _ source: CompiledExpression, _ body: CompiledExpression, _ frame: Frame,
        in model: CompiledModel
    ) -> Value {
        let value = source.evaluate(frame, in: model)
        if value.isNull { return value }
        switch iteration {
        case .forReturn:
            var results: [Value] = []
            for member in value.asList {
                // What `partial` holds is copied by each turn, and may nest the results.
                guard frame.run.spend(1 + results.count / 16),
                    !(results.last.map { frame.run.isNestedTooDeep($0, allowingFunctions: true) }
                        ?? false)
                else {
                    frame.run.model?.warn(body.location, "the loop takes more than it may")
                    return .null(Null(.budgetExceeded))
                }
                frame[slot] = member
                frame[partial] = .list(results)
                results.append(body.evaluate(frame, in: model))
            }
            return .list(results)
        case .some, .every:
            let decisive = iteration == .some
            var isUndecided = false
            for member in value.asList {
                frame[slot] = member
                switch body.evaluate(frame, in: model) {
                case .boolean(let answer):
                    if answer == decisive { return .boolean(decisive) }
                case .null:
                    isUndecided = true
                case .number, .string, .date, .time, .dateTime, .daysDuration, .yearsDuration,
                    .list, .context, .range, .function:
                    frame.run.model?.warn(body.location, "the test is neither true nor false")
                    return .null(Null(.invalidType))
                }
            }
            return isUndecided ? .null(Null(.invalidType)) : .boolean(!decisive)
        }
    }
}

extension CompiledFunction {
    /// The function as a FEEL value, seeing `captured` in the slots before its parameters.
    func value(in model: CompiledModel, captured: [Value] = []) -> Function {
        let formal = parameters.map { Function.Parameter($0.name, $0.type.feel) }
        // What is known of the result without a declaration serves where a function is passed on.
        var known = result.feel
        if case .any = known { known = body?.type.feel ?? .any }
        let height = 10 + (body?.height ?? 0)
        return Function(name: name, parameters: formal, result: known, height: height) {
            arguments, run in
            call(arguments, run, captured, in: model)
        }
    }

    private func call(
        _ arguments: [Value], _ run: Run, _ captured: [Value], in model: CompiledModel
    ) -> Value {
        guard let body else {
            switch kind {
            case .feel: run.model?.warn(location, "\(name) has no logic")
            case .java, .pmml:
                run.model?.warn(location, "\(name) is a \(kind.rawValue) function: it is not run")
            }
            return .null(Null(.externalFunction))
        }
        let frame = Frame(surroundings.scope, run: run)
        for (slot, value) in captured.enumerated() { frame[slot] = value }
        surroundings.fill(frame, values: [], in: model)
        for (index, parameter) in parameters.enumerated() {
            let argument = parameter.type.coerced(arguments[index]) {
                run.model?.warn(location, "parameter \(parameter.name) of \(name): \($0)")
            }
            // A value that a parameter cannot take is no call at all.
            if argument.isNull, !arguments[index].isNull { return argument }
            frame[firstParameter + index] = argument
        }
        return result.coerced(body.evaluate(frame, in: model)) {
            run.model?.warn(location, "the result of \(name): \($0)")
        }
    }
}

extension CompiledService {
    /// The service as a FEEL function.
    func value(in model: CompiledModel) -> Function {
        let formal = parameters.map { Function.Parameter($0.name, $0.type.feel) }
        let height =
            10 + program.map { model.decisions[$0].expression?.height ?? 0 }.reduce(0, max)
        return Function(
            name: name, parameters: formal, result: known, height: height, isCalledAnyway: true
        ) { arguments, run in
            var values = [Value](
                repeating: .null, count: model.inputs.count + model.decisions.count)
            for (parameter, argument) in zip(parameters, arguments) {
                values[parameter.slot] = parameter.type.coerced(argument) {
                    run.model?.warn(location, "parameter \(parameter.name) of \(name): \($0)")
                }
            }
            return answer(&values, run, in: model)
        }
    }

    /// What the service answers once its parameters are in `values`.
    func answer(_ values: inout [Value], _ run: Run, in model: CompiledModel) -> Value {
        for decision in program {
            model.decisions[decision].evaluate(into: &values, run, in: model)
        }
        let answer: Value
        if let only = outputs.first, outputs.count == 1 {
            answer = values[only.slot]
        } else {
            answer = .context(Context(outputs.map { ($0.name, values[$0.slot]) }))
        }
        return result.coerced(answer) { run.model?.warn(location, "the answer of \(name): \($0)") }
    }
}

extension CompiledModel {
    /// The value of a source, given those of the inputs and decisions.
    func value(of source: ValueSource, _ values: [Value]) -> Value {
        switch source {
        case .slot(let slot): values[slot]
        case .function(let index): .function(functions[index].value(in: self))
        case .service(let index): .function(services[index].value(in: self))
        }
    }
}

extension VisibleNames {
    /// Puts the value of every name into a frame of the scope.
    func fill(_ frame: Frame, values: [Value], in model: CompiledModel) {
        for link in links { frame[link.local] = model.value(of: link.source, values) }
        fillImports(frame, values: values, in: model)
    }

    /// Puts a context of what is required from it under the name of each import.
    func fillImports(_ frame: Frame, values: [Value], in model: CompiledModel) {
        for link in imports {
            frame[link.local] = .context(
                Context(link.members.map { ($0.name, model.value(of: $0.source, values)) }))
        }
    }
}

extension CompiledDecision {
    /// Evaluates the decision and puts its value into its slot.
    func evaluate(into values: inout [Value], _ run: Run, in model: CompiledModel) {
        let frame = Frame(surroundings.scope, run: run)
        surroundings.fill(frame, values: values, in: model)
        values[slot] = evaluate(frame, in: model)
    }

    /// The decision's value in a frame that holds what it requires.
    func evaluate(_ frame: Frame, in model: CompiledModel) -> Value {
        guard let expression else {
            if let failure { frame.run.model?.warn(location, "it does not compile: \(failure)") }
            return .null
        }
        let recorder = frame.run.model?.trace
        recorder?.begin(self, frame)
        let value = type.coerced(expression.evaluate(frame, in: model)) {
            frame.run.model?.warn(location, "the value of \(name): \($0)")
        }
        recorder?.end(self, value)
        return value
    }
}
