extension ModelComparison {
    /// Compares the logic of an element: tables by row and cell, literal expressions by their text.
    mutating func compare(
        _ old: BoxedExpression?, _ new: BoxedExpression?, at place: ExpressionPlace,
        _ element: ModelDiff.Place,
        replace: @escaping @Sendable (inout Definitions, BoxedExpression?) -> Void
    ) {
        switch (old, new) {
        case (nil, nil): return
        case (let old?, let new?): compare(old, new, at: place, element)
        case (let old?, nil):
            note(
                .logic, element, "its logic is gone: it was \(shown(old.words))", old: old.words,
                at: (old.location, nil)
            ) { replace(&$0, nil) }
        case (nil, let new?):
            note(
                .logic, element, "its logic is new: \(shown(new.words))", new: new.words,
                at: (nil, new.location)
            ) { replace(&$0, new) }
        }
    }

    private mutating func compare(
        _ old: BoxedExpression, _ new: BoxedExpression, at place: ExpressionPlace,
        _ element: ModelDiff.Place
    ) {
        let typeRef = new.typeRef
        if old.typeRef != typeRef {
            note(
                .logic, element,
                "the type of its logic \(old.typeRef ?? "Any") becomes \(typeRef ?? "Any")",
                old: old.typeRef, new: typeRef, at: (old.location, new.location)
            ) { place.update(&$0) { $0.typeRef = typeRef } }
        }
        switch (old.kind, new.kind) {
        case (.literal(let before), .literal(let after)):
            guard before.text != after.text else { return }
            let isSpelling = FEELSpelling.meaning(before.text) == FEELSpelling.meaning(after.text)
            note(
                isSpelling ? .spelling : .logic, element,
                isSpelling
                    ? "its logic is spelled differently"
                    : "its logic \(becomes(before.text, after.text))",
                old: before.text, new: after.text, at: (before.location, after.location),
                canDecide: !isSpelling
            ) { place.update(&$0) { $0.kind = .literal(after) } }
        case (.table(let before), .table(let after)):
            compare(before, after, at: place, element)
        default:
            // The same frame: what differs is inside. Otherwise the whole is another.
            guard old.shape == new.shape, old.parts.count == new.parts.count else {
                let (before, after) = (old.words, new.words)
                note(
                    .logic, element, "its logic \(becomes(before, after))", old: before,
                    new: after, at: (old.location, new.location)
                ) { place.update(&$0) { $0.kind = new.kind } }
                return
            }
            for (index, (before, after)) in zip(old.parts, new.parts).enumerated() {
                var part = place
                part.path.append(index)
                compare(before, after, at: part, element)
            }
        }
    }
}

extension BoxedExpression {
    /// The expressions inside this one, in order; a table and a literal expression have none.
    package var parts: [BoxedExpression] {
        switch kind {
        case .literal, .table: []
        case .context(let entries): entries.map(\.value)
        case .invocation(let function, let bindings): [function] + bindings.compactMap(\.value)
        case .list(let members): members
        case .relation(_, let rows): rows.flatMap { $0 }
        case .function(let function): function.body.map { [$0] } ?? []
        case .conditional(let condition, let then, let otherwise): [condition, then, otherwise]
        case .filter(let source, let match): [source, match]
        case .iteration(_, _, let source, let body): [source, body]
        }
    }

    /// Changes the expression that a path of parts leads to.
    mutating func update(_ path: ArraySlice<Int>, _ change: (inout BoxedExpression) -> Void) {
        guard let first = path.first else { return change(&self) }
        var parts = parts
        guard parts.indices.contains(first) else { return }
        parts[first].update(path.dropFirst(), change)
        replace(parts)
    }

    /// Puts other expressions in place of the parts; there are as many.
    private mutating func replace(_ parts: [BoxedExpression]) {
        var rest = parts[...]
        func next(_ present: BoxedExpression) -> BoxedExpression { rest.popFirst() ?? present }
        switch kind {
        case .literal, .table: break
        case .context(let entries):
            kind = .context(
                entries.map { BoxedEntry(variable: $0.variable, value: next($0.value)) })
        case .invocation(let function, let bindings):
            let called = next(function)
            kind = .invocation(
                function: called,
                bindings: bindings.map {
                    Binding(parameter: $0.parameter, value: $0.value.map(next))
                }
            )
        case .list(let members): kind = .list(members.map(next))
        case .relation(let columns, let rows):
            kind = .relation(columns: columns, rows: rows.map { $0.map(next) })
        case .function(var function):
            function.body = function.body.map(next)
            kind = .function(function)
        case .conditional(let condition, let then, let otherwise):
            let (first, second, third) = (next(condition), next(then), next(otherwise))
            kind = .conditional(condition: first, then: second, otherwise: third)
        case .filter(let source, let match):
            let (first, second) = (next(source), next(match))
            kind = .filter(source: first, match: second)
        case .iteration(let iteration, let variable, let source, let body):
            let (first, second) = (next(source), next(body))
            kind = .iteration(iteration, variable: variable, source: first, body: second)
        }
    }

    /// What the expression is without its parts: two of one shape differ only inside.
    var shape: [String] {
        func item(_ item: InformationItem?) -> String {
            item.map { "\($0.name): \($0.typeRef ?? "Any")" } ?? "result"
        }
        switch kind {
        case .literal: return ["literal"]
        case .table: return ["table"]
        case .context(let entries): return ["context"] + entries.map { item($0.variable) }
        case .invocation(_, let bindings):
            return ["invocation"]
                + bindings.map { item($0.parameter) + ($0.value == nil ? " open" : "") }
        case .list(let members): return ["list of \(members.count)"]
        case .relation(let columns, let rows):
            return ["relation of \(rows.map(\.count))"] + columns.map { item($0) }
        case .function(let function):
            return ["function \(function.kind.rawValue) \(function.typeRef ?? "Any")"]
                + function.parameters.map { item($0) }
        case .conditional: return ["conditional"]
        case .filter: return ["filter"]
        case .iteration(let iteration, let variable, _, _):
            return ["iteration", iteration.rawValue, variable]
        }
    }

    /// The expression on one line, for a reader.
    package var words: String {
        let inner = parts.map(\.words)
        switch kind {
        case .literal(let text): return text.text
        case .table(let table):
            return "a table of \(table.rules.count == 1 ? "1 row" : "\(table.rules.count) rows")"
        case .context(let entries):
            return "{ "
                + zip(entries, inner).map { "\($0.variable?.name ?? "result"): \($1)" }
                .joined(separator: ", ") + " }"
        case .invocation(_, let bindings):
            var values = inner.dropFirst()
            let given = bindings.map { binding in
                "\(binding.parameter.name): "
                    + (binding.value == nil ? "null" : values.popFirst() ?? "")
            }
            return "\(inner.first ?? "")(\(given.joined(separator: ", ")))"
        case .list: return "[\(inner.joined(separator: ", "))]"
        case .relation(let columns, let rows):
            return "a relation of \(columns.map(\.name).joined(separator: ", ")) with "
                + "\(rows.count) rows"
        case .function(let function):
            return "function(\(function.parameters.map(\.name).joined(separator: ", "))) "
                + (inner.first ?? "null")
        case .conditional: return "if \(inner[0]) then \(inner[1]) else \(inner[2])"
        case .filter: return "\(inner[0])[\(inner[1])]"
        case .iteration(let iteration, let variable, _, _):
            let word = iteration == .forReturn ? "return" : "satisfies"
            return "\(iteration.rawValue) \(variable) in \(inner[0]) \(word) \(inner[1])"
        }
    }
}
