/// A FEEL expression, compiled once, to be evaluated many times.
///
///     let expression = try Expression(
///         "Current score >= 15", scope: ["Current score": .number])
///     expression.evaluate(["Current score": 16]).value   // true
public struct Expression: Sendable {
    /// The text it was compiled from.
    public let source: String
    /// The names it was compiled with.
    public let scope: Scope
    /// The type of its value, as far as that is known without evaluating.
    public var type: FEELType { node.type }
    /// The tree of the text.
    package let node: Node
    /// The value, where it does not depend on any name.
    package let constant: Value?
    private let code: Code
    /// How many slots of a frame an evaluation uses.
    package let slotCount: Int

    /// Parses and compiles.
    ///
    /// - Parameters:
    ///   - source: The text.
    ///   - scope: The names it may use.
    /// - Throws: `FEELError` with each problem and its place in the text.
    public init(_ source: String, scope: Scope = Scope()) throws(FEELError) {
        var parser = Parser(source, scope: scope)
        do {
            node = try parser.parseWholeExpression()
        } catch {
            throw FEELError([error.problem])
        }
        var compiler = Compiler(scope)
        let compiled = compiler.compile(node)
        guard compiler.problems.isEmpty else { throw FEELError(compiler.problems) }
        self.source = source
        self.scope = scope
        self.code = compiled.code
        self.constant = compiled.constant
        self.slotCount = compiler.level.slotCount
    }

    /// The value in a frame, and what went wrong on the way.
    package func evaluate(_ frame: Frame) -> Evaluation {
        let before = frame.run.warnings.count
        let value = value(in: frame)
        return Evaluation(value: value, warnings: Array(frame.run.warnings[before...]))
    }

    /// The value for values by name, and what went wrong on the way.
    ///
    /// - Parameters:
    ///   - values: The values of the scope's names; a name without one is null, and a value
    ///     without a name is warned of.
    ///   - now: What `now()` and `today()` answer; null when nil.
    /// - Returns: The value with its warnings.
    public func evaluate(
        _ values: [String: Value] = [:], now: DateAndTime? = nil
    ) -> Evaluation {
        let result = evaluate(Frame(scope, values, run: Run(now: now)))
        return Evaluation(
            value: result.value, warnings: scope.warnings(ofUnknown: values) + result.warnings)
    }

    /// The value in a frame; warnings stay in the frame's run.
    package func value(in frame: Frame) -> Value {
        if let constant { return constant }
        frame.reserve(slotCount)
        return code(frame)
    }
}
