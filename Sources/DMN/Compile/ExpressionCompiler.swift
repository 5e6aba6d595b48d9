import FEEL

/// Compiles boxed expressions of one model in a given scope.
struct ExpressionCompiler {
    var types: TypeTable
    let namespace: String
    let isLenient: Bool
    var problems: [ModelProblem] = []
    private let entrance = StackSpace.entrance

    init(types: TypeTable, namespace: String, isLenient: Bool) {
        self.types = types
        self.namespace = namespace
        self.isLenient = isLenient
    }

    /// A boxed expression compiled; `name` is what its table, if it is one, decides.
    mutating func compile(
        _ boxed: BoxedExpression, name: String, in scope: Scope
    ) -> CompiledExpression {
        guard !StackSpace.isUsedUp(since: entrance) else {
            problems.append(.tooDeep(at: boxed.location))
            return CompiledExpression(
                kind: .list([]), type: .any, isTypeDeclared: false, location: boxed.location)
        }
        var type = type(boxed.typeRef, at: boxed.location)
        let kind: CompiledExpression.Kind
        switch boxed.kind {
        case .literal(let text):
            let compiled = CompiledText(text, scope: scope, problems: &problems)
            if boxed.typeRef == nil { type = ValueType(feel: compiled.type) }
            kind = .literal(compiled)
        case .table(let table):
            let compiled = compile(table, name: name, in: scope)
            if boxed.typeRef == nil { type = inferred(compiled) }
            kind = .table(compiled)
        case .context(let entries):
            let (compiled, inferred) = context(entries, in: scope)
            if boxed.typeRef == nil { type = ValueType(feel: inferred) }
            kind = compiled
        case .invocation(let function, let bindings):
            let callee = compile(function, name: name, in: scope)
            if boxed.typeRef == nil, case .function(_, let result) = callee.type.feel {
                type = ValueType(feel: result)
            }
            kind = .invocation(
                callee,
                bindings.map { binding in
                    let value = binding.value.map {
                        compile($0, name: binding.parameter.name, in: scope)
                    }
                    return (binding.parameter.name, value)
                })
        case .list(let members):
            let compiled = members.map { compile($0, name: name, in: scope) }
            if boxed.typeRef == nil { type = ValueType(feel: .list(common(compiled))) }
            kind = .list(compiled)
        case .relation(let columns, let rows):
            kind = relation(columns, rows, name: name, in: scope)
            if boxed.typeRef == nil {
                type = ValueType(
                    feel: .list(
                        .context(
                            columns.map {
                                FEELType.Field($0.name, self.type($0.typeRef, at: $0.location).feel)
                            })))
            }
        case .function(let definition):
            let result = self.type(
                definition.typeRef ?? definition.body?.typeRef, at: definition.location)
            var surroundings = VisibleNames()
            surroundings.scope = scope
            let compiled = compile(
                definition, name: name, result: result, surroundings: surroundings)
            if boxed.typeRef == nil {
                type = ValueType(
                    feel: .function(
                        compiled.parameters.map(\.type.feel),
                        compiled.body.map { $0.type.feel } ?? .any))
            }
            kind = .function(compiled, captured: scope.count)
        case .conditional(let condition, let then, let otherwise):
            kind = .conditional(
                condition: compile(condition, name: name, in: scope),
                then: compile(then, name: name, in: scope),
                otherwise: compile(otherwise, name: name, in: scope))
        case .filter(let source, let match):
            let (compiled, inferred) = filter(source, match, name: name, in: scope)
            if boxed.typeRef == nil { type = ValueType(feel: inferred) }
            kind = compiled
        case .iteration(let iteration, let variable, let source, let body):
            kind = iterate(iteration, variable, source, body, name: name, in: scope)
        }
        return CompiledExpression(
            kind: kind, type: boxed.typeRef == nil ? ValueType(feel: type.feel) : type,
            isTypeDeclared: boxed.typeRef != nil, location: boxed.location)
    }

    /// A function compiled: its parameters follow the names that surround it.
    mutating func compile(
        _ definition: FunctionDefinition, name: String, result: ValueType,
        surroundings: VisibleNames
    ) -> CompiledFunction {
        var scope = surroundings.scope
        let firstParameter = scope.count
        var parameters: [(name: String, type: ValueType)] = []
        for parameter in definition.parameters {
            let type = type(parameter.typeRef, at: parameter.location)
            scope.add(parameter.name, type.feel)
            parameters.append((parameter.name, type))
        }
        var body: CompiledExpression?
        switch definition.kind {
        case .feel: body = definition.body.map { compile($0, name: name, in: scope) }
        case .java, .pmml: body = nil
        }
        return CompiledFunction(
            name: name, location: definition.location, parameters: parameters, result: result,
            surroundings: surroundings, firstParameter: firstParameter, body: body,
            kind: definition.kind)
    }

    // MARK: - Kinds

    private mutating func context(
        _ entries: [BoxedEntry], in scope: Scope
    ) -> (CompiledExpression.Kind, FEELType) {
        var scope = scope
        var compiled: [CompiledExpression.Entry] = []
        var fields: [FEELType.Field] = []
        var result: CompiledExpression?
        for entry in entries {
            guard let variable = entry.variable else {
                result = compile(entry.value, name: "result", in: scope)
                continue
            }
            let value = compile(entry.value, name: variable.name, in: scope)
            let declared = type(variable.typeRef, at: variable.location)
            let seen = variable.typeRef == nil ? value.type.feel : declared.feel
            let slot = scope.add(variable.name, seen)
            fields.append(FEELType.Field(variable.name, seen))
            compiled.append(
                CompiledExpression.Entry(
                    name: variable.name, slot: slot, type: declared, value: value))
        }
        return (
            .context(compiled, result: result), result.map { $0.type.feel } ?? .context(fields)
        )
    }

    private mutating func relation(
        _ columns: [InformationItem], _ rows: [[BoxedExpression]], name: String, in scope: Scope
    ) -> CompiledExpression.Kind {
        .relation(
            columns.map(\.name),
            rows.map { row in row.map { compile($0, name: name, in: scope) } })
    }

    private mutating func filter(
        _ source: BoxedExpression, _ match: BoxedExpression, name: String, in scope: Scope
    ) -> (CompiledExpression.Kind, FEELType) {
        let compiledSource = compile(source, name: name, in: scope)
        var scope = scope
        var item = FEELType.any
        if case .list(let member) = compiledSource.type.feel { item = member }
        var members: [(name: String, slot: Int)] = []
        if case .context(let fields) = item {
            for field in fields { members.append((field.name, scope.add(field.name, field.type))) }
        }
        let slot = scope.add("item", item)
        let compiledMatch = compile(match, name: name, in: scope)
        return (
            .filter(source: compiledSource, item: slot, members: members, match: compiledMatch),
            compiledSource.type.feel
        )
    }

    private mutating func iterate(
        _ iteration: BoxedExpression.Iteration, _ variable: String, _ source: BoxedExpression,
        _ body: BoxedExpression, name: String, in scope: Scope
    ) -> CompiledExpression.Kind {
        let compiledSource = compile(source, name: name, in: scope)
        var scope = scope
        var item = FEELType.any
        if case .list(let member) = compiledSource.type.feel { item = member }
        let slot = scope.add(variable, item)
        let partial = scope.add("partial", .list(.any))
        return .iteration(
            iteration, slot: slot, partial: partial, source: compiledSource,
            body: compile(body, name: name, in: scope))
    }

    // MARK: - Types

    mutating func type(_ typeRef: String?, at location: SourceLocation) -> ValueType {
        types.type(typeRef, in: namespace, at: location, problems: &problems)
    }

    private func common(_ expressions: [CompiledExpression]) -> FEELType {
        guard let first = expressions.first?.type.feel,
            expressions.allSatisfy({ $0.type.feel == first })
        else { return .any }
        return first
    }

    /// The type of a table's answer, from its outputs and hit policy.
    private func inferred(_ table: CompiledTable) -> ValueType {
        switch table.aggregation {
        case .sum, .count: return ValueType(feel: .number)
        case .minimum, .maximum:
            return ValueType(feel: table.outputs.count == 1 ? table.outputs[0].type.feel : .any)
        case nil: break
        }
        let row: FEELType
        if table.outputs.count == 1 {
            row = table.outputs[0].type.feel
        } else {
            row = .context(table.outputs.map { FEELType.Field($0.name, $0.type.feel) })
        }
        return ValueType(feel: table.hitPolicy.isMultiple ? .list(row) : row)
    }
}
