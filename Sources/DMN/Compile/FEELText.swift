import FEEL
import Texts

/// A FEEL expression of a model, compiled in its scope.
final class CompiledText: Sendable {
    let text: String
    let location: SourceLocation
    private let compiled: Compiled?
    /// The type of its value as far as it is known.
    let type: FEELType
    /// Its value, where that depends on nothing.
    let constant: Value?
    /// The slot of the name that it is, when it is no more than that.
    let slot: Int?

    /// FEEL's expression behind one reference: handing it on costs one count, not one a part.
    private final class Compiled: Sendable {
        let expression: Expression

        init(_ expression: Expression) { self.expression = expression }
    }

    /// Compiles a text; what is wrong with it goes to `problems`, and then its value is null.
    ///
    /// A blank text is an expression that says nothing: null.
    init(
        _ source: ExpressionText, scope: Scope, row: String? = nil,
        problems: inout [ModelProblem]
    ) {
        text = source.text
        location = source.location
        guard !source.text.allSatisfy(\.isWhitespace) else {
            compiled = nil
            type = .any
            constant = .null
            slot = nil
            return
        }
        do {
            let expression = try Expression(source.text, scope: scope)
            compiled = Compiled(expression)
            type = expression.type
            constant = expression.constant
            if case .name(let name) = expression.node.kind {
                slot = scope.slot(of: name)
            } else {
                slot = nil
            }
        } catch {
            problems += modelProblems(error, in: source, scope: scope, row: row)
            compiled = nil
            type = .any
            constant = nil
            slot = nil
        }
    }

    /// Why the value is null wherever it is asked, where the text names nothing; else nil.
    ///
    /// FEEL makes no constant of such a text, so that each evaluation tells of the mistake.
    var mistake: String? {
        guard constant == nil, slot == nil, let node, isSpelledOut(node),
            let expression = try? Expression(text)
        else { return nil }
        let result = expression.evaluate(now: someTime)
        return result.value.isNull ? result.warnings.first?.detail : nil
    }

    /// How deep the expression nests.
    var height: Int { compiled?.expression.node.height ?? 1 }

    /// How many slots of a frame an evaluation uses.
    var slotCount: Int { compiled?.expression.slotCount ?? 0 }

    /// The tree of the text; nil where there is none.
    var node: Node? { compiled?.expression.node }

    /// The value in a frame; what became null on the way is noted with the place of the text.
    @inline(__always)
    func evaluate(_ frame: Frame) -> Value {
        if let slot { return frame[slot] }
        if let constant { return constant }
        guard let compiled else { return .null }
        let before = frame.run.warnings.count
        let value = compiled.expression.value(in: frame)
        if frame.run.warnings.count > before {
            noteWarnings(of: frame.run, since: before, at: location, text: text)
        }
        return value
    }
}

/// The unary tests of a cell, compiled in their scope.
package struct CellTests: Sendable {
    package let text: String
    let location: SourceLocation
    let tests: UnaryTests?
    /// What is tested, where only constants are: then the cell can be indexed and analysed.
    package let simple: SimpleTests?
    private let scope: Scope

    /// Compiles a cell; what is wrong with it goes to `problems`, and then nothing passes it.
    ///
    /// A blank cell is `-`: anything passes.
    init(
        _ source: ExpressionText, scope: Scope, inputType: FEELType, row: String?,
        problems: inout [ModelProblem]
    ) {
        text = source.text
        location = source.location
        self.scope = scope
        if source.text.allSatisfy(\.isWhitespace) {
            tests = nil
            simple = .any
            return
        }
        do {
            let compiled = try UnaryTests(source.text, scope: scope, type: inputType)
            tests = compiled
            simple = SimpleTests(compiled)
        } catch {
            problems += modelProblems(error, in: source, scope: scope, row: row)
            tests = nil
            simple = nil
        }
    }

    /// What a cell that compares with constants comes to grief of, whatever is tested; else nil.
    var mistake: String? {
        guard simple == nil, case .tests(let nodes, _)? = tests?.node,
            nodes.allSatisfy({ test in
                switch test {
                case .comparison(_, let node), .expression(let node): isSpelledOut(node)
                }
            }), let tests = try? UnaryTests(text)
        else { return nil }
        // Beside these, null may be what the tests do not take.
        let reasons: Set<Warning.Reason> = [
            .invalidArgument, .invalidLiteral, .divisionByZero, .overflow,
        ]
        return tests.evaluate(.null, now: someTime).warnings
            .first { reasons.contains($0.reason) }?.detail
    }

    /// How many slots of a frame an evaluation uses.
    var slotCount: Int { tests?.slotCount ?? 0 }

    /// Whether a value passes, in a frame of the cell's scope; false when it cannot be decided.
    @inline(__always)
    func accepts(_ value: Value, in frame: Frame) -> Bool {
        if let simple { return simple.accept(value) }
        guard let tests else { return false }
        let before = frame.run.warnings.count
        let isAccepted = tests.passes(value, in: frame)
        if frame.run.warnings.count > before {
            noteWarnings(of: frame.run, since: before, at: location, text: text)
        }
        return isAccepted
    }

    /// Whether a value passes by itself, with no names about it.
    func accepts(_ value: Value) -> Bool {
        if let simple { return simple.accept(value) }
        return accepts(value, in: Frame(scope))
    }
}

/// Whether an expression is a literal, arithmetic of literals, or a conversion of them: what can be
/// evaluated while a model loads, however many cells it has.
private func isSpelledOut(_ node: Node) -> Bool {
    guard node.height <= 8 else { return false }
    switch node.kind {
    case .null, .boolean, .number, .string, .temporal: return true
    case .name(let name): return conversions.contains(name)
    case .negation, .arithmetic, .comparison, .range, .call:
        return node.children.allSatisfy { isSpelledOut($0) }
    case .list, .context, .conjunction, .disjunction, .between, .membership, .instanceOf,
        .conditional, .iteration, .quantified, .function, .filter, .path:
        return false
    }
}

private let conversions: Set<String> = [
    "date", "time", "date and time", "duration", "years and months duration", "number", "now",
    "today",
]

/// A time for texts that ask for it while only their mistakes are looked for.
private let someTime = DateAndTime("2000-01-01T00:00:00Z")

/// FEEL's problems with a text, as problems of the model: with place, row and a suggestion.
private func modelProblems(
    _ error: FEELError, in source: ExpressionText, scope: Scope, row: String?
) -> [ModelProblem] {
    error.problems.map { problem in
        let place = problem.position == .start ? "" : " at \(problem.position)"
        var advice: String?
        switch problem.code {
        case .unknownName:
            let names = scope.entries.map(\.name).filter { $0 != "?" }
            let word = name(at: problem.position, in: source.text)
            if let near = nearest(word, names + builtinFunctionNames) {
                advice = "did you mean \"\(near)\"?"
            } else if names.isEmpty {
                advice = "nothing is required here: add an informationRequirement"
            } else {
                advice = "known here: \(names.sorted().joined(separator: ", "))"
            }
        case .unknownType: advice = "define it, or use one of FEEL's"
        case .syntax, .tooComplex: advice = nil
        }
        return ModelProblem(
            at: source.location, row: row,
            "in `\(collapsedText(source.text))`\(place): \(problem.message)", advice: advice)
    }
}

/// The word that begins at a position.
private func name(at position: Position, in text: String) -> String {
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    guard position.line <= lines.count else { return "" }
    let rest = lines[position.line - 1].dropFirst(position.column - 1)
    let word = rest.prefix {
        $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "_" || $0 == " "
    }
    return String(String.UnicodeScalarView(word)).trimmedSpaces
}

extension String {
    fileprivate var trimmedSpaces: String {
        var view = Substring(self)
        while view.last == " " { view.removeLast() }
        while view.first == " " { view.removeFirst() }
        return String(view)
    }
}

/// A text on one line, cut when it is long.
func collapsedText(_ text: String) -> String {
    let line = text.onOneLine
    return line.count > 80 ? line.prefix(77) + "..." : line
}
