/// The cell of a decision table: tests of one value, which is `?`.
///
///     let tests = try UnaryTests("< 5, [10..20)", type: .number)
///     tests.evaluate(12).value   // true
public struct UnaryTests: Sendable {
    /// The text they were compiled from.
    public let source: String
    /// The names they were compiled with, without `?`.
    public let scope: Scope
    /// The tree of the text.
    package let node: TestsNode
    /// Whether the cell is `-`, which every value passes.
    package let isAny: Bool
    let tests: [CompiledTest]
    /// Whether the tests stand in `not(...)`.
    package let isNegated: Bool
    private let testedSlot: Int
    /// How many slots of a frame an evaluation uses.
    package let slotCount: Int

    /// Parses and compiles.
    ///
    /// - Parameters:
    ///   - source: The text; `-` passes everything.
    ///   - scope: The names it may use beside `?`.
    ///   - type: The type of the tested value, where it is known.
    /// - Throws: `FEELError` with each problem and its place in the text.
    public init(
        _ source: String, scope: Scope = Scope(), type: FEELType = .any
    ) throws(FEELError) {
        let inner = scope.adding("?", type)
        var parser = Parser(source, scope: inner)
        do {
            node = try parser.parseWholeTests()
        } catch {
            throw FEELError([error.problem])
        }
        var compiler = Compiler(inner)
        testedSlot = scope.count
        switch node {
        case .any:
            tests = []
            isAny = true
            isNegated = false
        case .tests(let nodes, let isNegated):
            tests = nodes.map { compiler.compileTest($0, slot: inner.count - 1) }
            isAny = false
            self.isNegated = isNegated
        }
        guard compiler.problems.isEmpty else { throw FEELError(compiler.problems) }
        slotCount = compiler.level.slotCount
        self.source = source
        self.scope = scope
    }

    /// Whether a value passes: true, false, or null; and what went wrong on the way.
    ///
    /// - Parameters:
    ///   - value: The value that is tested.
    ///   - values: The values of the scope's names; a name without one is null, and a value
    ///     without a name is warned of.
    ///   - now: What `now()` and `today()` answer; null when nil.
    /// - Returns: The answer with its warnings.
    public func evaluate(
        _ value: Value, _ values: [String: Value] = [:], now: DateAndTime? = nil
    ) -> Evaluation {
        let result = evaluate(value, in: Frame(scope, values, run: Run(now: now)))
        return Evaluation(
            value: result.value, warnings: scope.warnings(ofUnknown: values) + result.warnings)
    }

    /// Whether a value passes, in a frame that is used again and again.
    package func evaluate(_ value: Value, in frame: Frame) -> Evaluation {
        let before = frame.run.warnings.count
        let result = result(for: value, in: frame)
        return Evaluation(value: result, warnings: Array(frame.run.warnings[before...]))
    }

    /// Whether a value passes; warnings stay in the frame's run.
    package func passes(_ value: Value, in frame: Frame) -> Bool {
        if isAny { return true }
        if case .boolean(true) = result(for: value, in: frame) { return true }
        return false
    }

    private func result(for value: Value, in frame: Frame) -> Value {
        if isAny { return .boolean(true) }
        frame.reserve(slotCount)
        frame.slots[testedSlot] = value
        let result = anyHolds(tests, value, frame)
        guard isNegated else { return result }
        if case .boolean(let holds) = result { return .boolean(!holds) }
        return result
    }
}
