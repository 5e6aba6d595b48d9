import FEEL
import Texts

/// The types of all models in play, resolved from item definitions on demand.
struct TypeTable {
    /// A type of a model: namespace and name.
    struct Key: Hashable {
        let namespace: String
        let name: String
    }

    private var definitions: [Key: ItemDefinition] = [:]
    private var names: [String: [String]] = [:]
    private var imports: [String: [(name: String, namespace: String)]] = [:]
    private var resolved: [Key: ValueType] = [:]
    private var beingResolved: Set<Key> = []
    /// How many types enclose the one that is being resolved.
    private var depth = 0
    private let entrance = StackSpace.entrance

    /// How deep a type may be made of types.
    static let depthLimit = 100

    init(_ models: [Definitions]) {
        for model in models {
            imports[model.namespace] = model.imports.map { ($0.name, $0.namespace) }
            names[model.namespace] = model.itemDefinitions.map(\.name)
            for definition in model.itemDefinitions {
                definitions[Key(namespace: model.namespace, name: definition.name)] = definition
            }
        }
    }

    /// The type that a model calls by a name; nil, with a problem, when there is none.
    mutating func type(
        _ typeRef: String?, in namespace: String, at location: SourceLocation,
        problems: inout [ModelProblem]
    ) -> ValueType {
        guard let typeRef else { return .any }
        if let type = named(typeRef, in: namespace, problems: &problems) { return type }
        let known =
            (names[namespace] ?? []) + [
                "string", "number", "boolean", "date", "time", "date and time",
                "days and time duration", "years and months duration", "Any",
            ]
        problems.append(
            ModelProblem(
                at: location, "there is no type \"\(typeRef)\"",
                advice: nearest(typeRef, known).map { "did you mean \"\($0)\"?" }
                    ?? "define it, or use one of FEEL's"))
        return .any
    }

    /// Every type that a model can name, with its names as the model writes them, sorted.
    mutating func scope(
        of namespace: String, problems: inout [ModelProblem]
    ) -> Scope {
        var scope = Scope()
        for name in (names[namespace] ?? []).sorted() {
            if let type = named(name, in: namespace, problems: &problems) {
                scope.addType(name, type.feel)
            }
        }
        for (prefix, other) in imports[namespace] ?? [] {
            for name in (names[other] ?? []).sorted() {
                if let type = named(name, in: other, problems: &problems) {
                    scope.addType(prefix.isEmpty ? name : "\(prefix).\(name)", type.feel)
                }
            }
        }
        return scope
    }

    private mutating func named(
        _ name: String, in namespace: String, problems: inout [ModelProblem]
    ) -> ValueType? {
        let key = Key(namespace: namespace, name: name)
        if let known = resolved[key] { return known }
        if let definition = definitions[key] {
            // A type that holds itself is cut off where it comes round: any value will do there.
            guard beingResolved.insert(key).inserted else { return .any }
            let type = resolve(definition, in: namespace, problems: &problems)
            beingResolved.remove(key)
            resolved[key] = type
            return type
        }
        for (prefix, other) in imports[namespace] ?? [] {
            if prefix.isEmpty {
                if definitions[Key(namespace: other, name: name)] != nil {
                    return named(name, in: other, problems: &problems)
                }
            } else if name.hasPrefix(prefix + ".") {
                return named(
                    String(name.dropFirst(prefix.count + 1)), in: other, problems: &problems)
            }
        }
        return FEELType(named: name).map { ValueType(name: name, feel: $0) }
    }

    private mutating func resolve(
        _ definition: ItemDefinition, in namespace: String, problems: inout [ModelProblem]
    ) -> ValueType {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit, !StackSpace.isUsedUp(since: entrance) else {
            problems.append(
                ModelProblem(
                    at: definition.location,
                    "the type \"\(definition.name)\" lies too deep in types made of types",
                    advice: "make it of simpler types"))
            return .any
        }
        var base: ValueType
        switch definition.body {
        case .reference(let name):
            base = type(name, in: namespace, at: definition.location, problems: &problems)
        case .components(let components):
            var fields: [FEELType.Field] = []
            var constraints: [(name: String, constraint: Constraint)] = []
            for component in components {
                let type = resolve(component, in: namespace, problems: &problems)
                fields.append(FEELType.Field(component.name, type.feel))
                if let constraint = type.constraint {
                    constraints.append((component.name, constraint))
                }
            }
            base = ValueType(
                feel: .context(fields),
                constraint: constraints.isEmpty ? nil : .components(constraints))
        case .function(let parameters, let result):
            let result = type(result, in: namespace, at: definition.location, problems: &problems)
            let types = parameters.map {
                type($0.typeRef, in: namespace, at: $0.location, problems: &problems).feel
            }
            base = ValueType(feel: .function(types, result.feel))
        case .unspecified:
            base = .any
        }
        let allowed = tests(definition.allowedValues, on: base.feel, problems: &problems)
        if definition.isCollection {
            let onMembers = Constraint.combined([base.constraint, allowed.map { .tests($0) }])
            let list = FEELType.list(base.feel)
            let onWhole = tests(definition.typeConstraint, on: list, problems: &problems)
            return ValueType(
                name: definition.name, feel: list,
                constraint: .combined([
                    onMembers.map { .members($0) }, onWhole.map { .tests($0) },
                ]))
        }
        let onWhole = tests(definition.typeConstraint, on: base.feel, problems: &problems)
        return ValueType(
            name: definition.name, feel: base.feel,
            constraint: .combined([
                base.constraint, allowed.map { .tests($0) }, onWhole.map { .tests($0) },
            ]))
    }

    private func tests(
        _ text: ExpressionText?, on type: FEELType, problems: inout [ModelProblem]
    ) -> CellTests? {
        guard let text, !text.text.allSatisfy(\.isWhitespace) else { return nil }
        return CellTests(text, scope: Scope(), inputType: type, row: nil, problems: &problems)
    }
}
