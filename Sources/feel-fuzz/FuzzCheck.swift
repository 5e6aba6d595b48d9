import DMN
import DMNXML
import FEEL

/// Gives a text to the engine and says what is wrong with the answer.
struct FuzzCheck {
    /// What was found, each a sentence; a crash or a hang does not get this far.
    private(set) var failures: [String] = []
    /// Whether the text was accepted, so that it was evaluated.
    private(set) var isAccepted = false
    /// Whether some value came of it.
    private(set) var hasValue = false

    /// What `now()` answers, so that answers repeat.
    private static let now = DateAndTime("2026-06-30T10:30:00Z")
    /// No message needs more: what it quotes is cut short.
    private static let messageLimit = 300

    private static let scopes: [Scope] = {
        var loose = Scope()
        loose.areUnknownNamesErrors = false
        let types = [("tPerson", FEELType.context([.init("a", .number)]))]
        var typed = Scope(FuzzWords.scope)
        for (name, type) in types { typed = typed.addingType(name, type) }
        var lenient = typed
        lenient.areUnknownNamesErrors = false
        return [typed, lenient, Scope(FuzzWords.scope.map { ($0.0, .any) }), loose]
    }()

    init(_ given: Case) {
        switch given.target {
        case .expression: checkExpression(given)
        case .tests: checkTests(given)
        case .model: checkModel(given)
        case .suite: checkSuite(given)
        }
    }

    private mutating func fail(_ what: String) { failures.append(what) }

    // MARK: FEEL

    private mutating func checkExpression(_ given: Case) {
        let source = given.text
        // Two of the scopes in turn: a text may use up all its steps in each.
        for scope in [Self.scopes[given.index % 2], Self.scopes[2 + given.index / 2 % 2]] {
            do {
                let expression = try Expression(source, scope: scope)
                isAccepted = true
                var values = ValueGenerator(random: given.valueRandom)
                var named: [String: Value] = [:]
                for (name, type) in FuzzWords.scope { named[name] = values.value(of: type) }
                evaluate(expression, named)
            } catch {
                check(error, of: source)
            }
        }
        checkTypedAsUntyped(given)
    }

    /// What is known of the types of names may save work; it may not change an answer.
    private mutating func checkTypedAsUntyped(_ given: Case) {
        guard let typed = try? Expression(given.text, scope: Self.scopes[0]),
            let untyped = try? Expression(given.text, scope: Self.scopes[2])
        else { return }
        var generator = ValueGenerator(random: given.valueRandom)
        generator.isFaithful = true
        var values: [String: Value] = [:]
        for (name, type) in FuzzWords.scope { values[name] = generator.value(of: type) }
        let first = typed.evaluate(values, now: Self.now).value.description
        let second = untyped.evaluate(values, now: Self.now).value.description
        if first != second { fail("with types it is \(first), without \(second)") }
    }

    private mutating func evaluate(_ expression: Expression, _ values: [String: Value]) {
        let first = expression.evaluate(values, now: Self.now)
        let second = expression.evaluate(values, now: Self.now)
        let text = first.value.description
        if text != second.value.description { fail("two evaluations differ: \(text)") }
        if first.warnings != second.warnings { fail("the warnings of two evaluations differ") }
        if !first.value.isNull { hasValue = true }
        for warning in first.warnings {
            check(warning.position, in: expression.source)
            if warning.detail.unicodeScalars.count > Self.messageLimit {
                fail("a warning is too long")
            }
        }
        checkRoundTrip(first.value, text)
    }

    /// What a value prints must be an expression of that value, as far as it can be written.
    private mutating func checkRoundTrip(_ value: Value, _ text: String) {
        guard text.utf8.count < 5_000, Self.isWritable(value, depth: 0) else { return }
        do {
            let again = try Expression(text).evaluate().value
            if again.description != text { fail("\(text) is read back as \(again)") }
            if !value.isNull, value != again, value == value {
                fail("\(text) is not equal to itself")
            }
        } catch {
            fail("\(text) is not read back: \(error)")
        }
    }

    /// Whether a value can be written as a literal: no functions, not too deep.
    private static func isWritable(_ value: Value, depth: Int) -> Bool {
        guard depth < 60 else { return false }
        switch value {
        case .function: return false
        case .list(let items): return items.allSatisfy { isWritable($0, depth: depth + 1) }
        case .context(let context):
            return context.entries.allSatisfy { isWritable($0.value, depth: depth + 1) }
        case .range(let interval):
            return [interval.start, interval.end].contains { $0 != nil }
                && [interval.start, interval.end].allSatisfy {
                    $0.map { isWritable($0, depth: depth + 1) } ?? true
                }
        case .null, .boolean, .number, .string, .date, .time, .dateTime, .daysDuration,
            .yearsDuration:
            return true
        }
    }

    private mutating func checkTests(_ given: Case) {
        let source = given.text
        for scope in Self.scopes {
            do {
                let tests = try UnaryTests(source, scope: scope)
                isAccepted = true
                var values = ValueGenerator(random: given.valueRandom)
                if tests.words.utf8.count > 20 * source.utf8.count + 4_000 {
                    fail("the words of the cell are too long")
                }
                for _ in 0..<3 {
                    let frame = Frame(scope, run: Run(now: Self.now))
                    let tested = values.any(2)
                    let first = tests.evaluate(tested, in: frame)
                    let second = tests.evaluate(tested, in: frame)
                    if first.value.description != second.value.description {
                        fail("two evaluations differ")
                    }
                    if !first.value.isNull { hasValue = true }
                }
            } catch {
                check(error, of: source)
            }
        }
    }

    private mutating func check(_ error: FEELError, of source: String) {
        if error.problems.isEmpty { fail("an error without a problem") }
        for problem in error.problems {
            check(problem.position, in: source)
            if problem.message.unicodeScalars.count > Self.messageLimit {
                fail("a message is too long")
            }
        }
    }

    /// A position must be in the text, or just after its end.
    private mutating func check(_ position: Position, in source: String) {
        let lines = source.unicodeScalars.split(
            separator: "\n", omittingEmptySubsequences: false)
        guard position.line >= 1, position.line <= lines.count, position.column >= 1,
            position.column <= lines[position.line - 1].count + 1
        else {
            fail("the position \(position) is outside of the text")
            return
        }
    }

    // MARK: DMN

    private mutating func checkModel(_ given: Case) {
        do {
            let definitions = try ModelFiles.definitions(bytes: given.bytes, file: "m.dmn")
            for strictness in [DecisionModel.Strictness.strict, .lenient] {
                checkModel(definitions, strictness, given)
            }
        } catch {
            check(error)
        }
    }

    private mutating func checkModel(
        _ definitions: Definitions, _ strictness: DecisionModel.Strictness, _ given: Case
    ) {
        let model: DecisionModel
        do {
            model = try DecisionModel(definitions, strictness: strictness)
        } catch {
            check(error)
            return
        }
        isAccepted = true
        for warning in model.warnings
        where warning.description.unicodeScalars.count > 4 * Self.messageLimit {
            fail("a warning of the model is too long")
        }
        for remark in model.analysis()
        where remark.description.unicodeScalars.count > 10 * Self.messageLimit {
            fail("a remark is too long")
        }
        var values = ValueGenerator(random: given.valueRandom)
        for name in model.decisionNames {
            do {
                try checkDecision(name, of: model, &values)
            } catch {
                fail("the decision \(name) is not found: \(error)")
            }
        }
        for service in definitions.decisionServices.map(\.name) {
            do {
                _ = try model.evaluate(service: service, inputs: [:], now: Self.now)
            } catch {
                fail("the service \(service) is not found: \(error)")
            }
        }
    }

    private mutating func checkDecision(
        _ name: String, of model: DecisionModel, _ values: inout ValueGenerator
    ) throws(DMNError) {
        let handle = try model.decision(name)
        let evaluator = handle.evaluator()
        for _ in 0..<2 {
            let inputs = handle.inputs.map { values.value(of: $0.type) }
            let plain = evaluator.evaluate(inputs)
            let warnings = evaluator.warnings
            let traced = evaluator.explain(inputs)
            if plain.description != traced.result.value.description {
                fail("traced, \(name) is \(traced.result.value) and not \(plain)")
            }
            if warnings != traced.result.warnings { fail("traced, \(name) warns otherwise") }
            if !plain.isNull { hasValue = true }
            for warning in warnings
            where warning.description.unicodeScalars.count > 4 * Self.messageLimit {
                fail("a warning is too long")
            }
        }
    }

    private mutating func checkSuite(_ given: Case) {
        do {
            let suite = try TestSuite(bytes: given.bytes, file: "t.xml")
            isAccepted = true
            hasValue = suite.cases.contains(where: \.expectsValue)
        } catch {
            check(error)
        }
    }

    private mutating func check(_ error: DMNError) {
        if error.problems.isEmpty { fail("an error without a problem") }
        for problem in error.problems {
            if problem.location.line < 1 || problem.location.column < 1 {
                fail("\(problem) has no place")
            }
            if problem.description.unicodeScalars.count > 4 * Self.messageLimit {
                fail("a problem is too long")
            }
        }
    }
}
