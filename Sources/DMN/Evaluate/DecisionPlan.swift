import FEEL

/// The straight way through the decisions of a handle: registers, and steps that fill them.
///
/// Most decisions are arithmetic over names and tables whose answers are made beforehand. Their
/// steps know the places of their operands and results in one list of values, so that a row is
/// decided without frames, closures and allocation, and a column by one loop a step. A step gives
/// up on a row as soon as anything is out of the ordinary: a null operand, a value of another
/// type, an overflow. The decision is then evaluated as it always is, which knows all of FEEL and
/// says what became null.
struct DecisionPlan: Sendable {
    /// An operation on registers.
    enum Operation: Sendable {
        case add, subtract, multiply, divide, negate
        case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
        case and, or
        /// The left operand where the condition is true, else the right one.
        case select
    }

    /// An operation with the places of its operands and its result.
    struct Instruction: Sendable {
        let operation: Operation
        let left: Int
        let right: Int
        /// The condition of a selection.
        var condition = 0
        let result: Int
    }

    /// A column of a table: the register that it tests, and its look-up.
    struct Column: Sendable {
        let register: Int
        let weight: Int
        /// The table keeps it, and the handle the table; counting references costs a look-up.
        let index: Unmanaged<ColumnIndex>
    }

    /// A table whose answers were made beforehand.
    struct Table: Sendable {
        let columns: [Column]
        /// The answer's number for each combination of classes; -1 where the table must be asked.
        let combinations: [Int32]
        /// The answers, of the types that the decision is declared to have.
        let answers: [Value]
    }

    /// How a decision is made.
    enum Logic: Sendable {
        /// By operations only; the value is in a register.
        case value(Int)
        case table(Table)
        /// In a frame, as any decision can be.
        case frame
    }

    /// A decision on the way.
    struct Step: Sendable {
        /// The operations that compute the value, or what a table's columns test.
        let instructions: [Instruction]
        let logic: Logic
        /// The register of the decision's value.
        let slot: Int
        /// The types that a computed value must have.
        let types: [ValueType]
    }

    let steps: [Step]
    /// What the registers hold at first: the values of the model's names, constants, and room.
    let registers: [Value]

    init(_ program: [Int], in model: CompiledModel) {
        var compiler = PlanCompiler(registers: model.noValues)
        steps = program.map { compiler.step(model.decisions[$0]) }
        registers = compiler.registers
    }
}

/// Finds the straight way through decisions.
private struct PlanCompiler {
    var registers: [Value]
    private var instructions: [DecisionPlan.Instruction] = []
    /// From the slots of the decision's scope to registers.
    private var sources: [Int: Int] = [:]
    private var scope = Scope()

    /// The longest step; what is longer is not plain.
    private static let instructionLimit = 200
    /// The highest tree; what is higher is not plain, and would take stack.
    private static let heightLimit = 50

    init(registers: [Value]) { self.registers = registers }

    mutating func step(_ decision: CompiledDecision) -> DecisionPlan.Step {
        let before = registers.count
        instructions = []
        scope = decision.surroundings.scope
        sources = [:]
        for link in decision.surroundings.links {
            if case .slot(let slot) = link.source { sources[link.local] = slot }
        }
        var types = [decision.type]
        if let expression = decision.expression, expression.isTypeDeclared {
            types.insert(expression.type, at: 0)
        }
        if let logic = logic(decision, types), instructions.count <= Self.instructionLimit {
            return DecisionPlan.Step(
                instructions: instructions, logic: logic, slot: decision.slot, types: types)
        }
        registers.removeSubrange(before...)
        return DecisionPlan.Step(instructions: [], logic: .frame, slot: decision.slot, types: [])
    }

    private mutating func logic(
        _ decision: CompiledDecision, _ types: [ValueType]
    ) -> DecisionPlan.Logic? {
        guard decision.surroundings.imports.isEmpty, let expression = decision.expression else {
            return nil
        }
        switch expression.kind {
        case .literal(let text): return register(of: text).map { .value($0) }
        case .table(let table): return self.table(table, types).map { .table($0) }
        case .context, .invocation, .list, .relation, .function, .conditional, .filter,
            .iteration:
            return nil
        }
    }

    private mutating func table(
        _ table: CompiledTable, _ types: [ValueType]
    ) -> DecisionPlan.Table? {
        guard let index = table.index, !index.combinations.isEmpty else { return nil }
        var columns: [DecisionPlan.Column] = []
        for column in index.columns {
            guard let register = register(of: table.inputs[column.number].expression) else {
                return nil
            }
            columns.append(
                DecisionPlan.Column(
                    register: register, weight: column.weight,
                    index: Unmanaged.passUnretained(column.index)))
        }
        var answers: [Value] = []
        let numbers = index.answers.map { answer -> Int32 in
            guard let answer = answer.flatMap({ coerced($0, to: types) }) else { return -1 }
            answers.append(answer)
            return Int32(answers.count - 1)
        }
        return DecisionPlan.Table(
            columns: columns, combinations: index.combinations.map { numbers[Int($0)] },
            answers: answers)
    }

    // MARK: - Expressions

    private mutating func register(of text: CompiledText) -> Int? {
        if let slot = text.slot { return sources[slot] }
        if let constant = text.constant { return add(constant) }
        return text.node.flatMap { register(of: $0) }
    }

    private mutating func add(_ value: Value) -> Int {
        registers.append(value)
        return registers.count - 1
    }

    private mutating func register(of node: Node) -> Int? {
        guard node.height <= Self.heightLimit else { return nil }
        switch node.kind {
        case .number(let number): return add(.number(number))
        case .string(let text): return add(.string(text))
        case .boolean(let isTrue): return add(.boolean(isTrue))
        case .null: return add(.null)
        case .name(let name): return scope.slot(of: name).flatMap { sources[$0] }
        case .negation(let operand):
            if case .number(let number) = operand.kind { return add(.number(number.negated)) }
            return instruction(.negate, operand, operand)
        case .arithmetic(let symbol, let left, let right):
            let operation: DecisionPlan.Operation
            switch symbol {
            case .add: operation = .add
            case .subtract: operation = .subtract
            case .multiply: operation = .multiply
            case .divide: operation = .divide
            case .power: return nil
            }
            return instruction(operation, left, right)
        case .comparison(let symbol, let left, let right):
            return instruction(DecisionPlan.Operation(symbol), left, right)
        case .conjunction(let parts): return chain(.and, parts)
        case .disjunction(let parts): return chain(.or, parts)
        case .between(let value, let low, let high):
            guard let value = register(of: value), let low = register(of: low),
                let high = register(of: high)
            else { return nil }
            return instruction(
                .and, instruction(.greaterOrEqual, value, low),
                instruction(.lessOrEqual, value, high))
        case .conditional(let condition, let then, let otherwise):
            guard let condition = register(of: condition), let then = register(of: then),
                let otherwise = register(of: otherwise)
            else { return nil }
            return instruction(.select, then, otherwise, condition: condition)
        case .temporal, .list, .context, .range, .membership, .instanceOf, .iteration,
            .quantified, .function, .call, .filter, .path:
            return nil
        }
    }

    private mutating func chain(_ operation: DecisionPlan.Operation, _ parts: [Node]) -> Int? {
        var result: Int?
        for (number, part) in parts.enumerated() {
            guard let next = register(of: part) else { return nil }
            result = number == 0 ? next : result.map { instruction(operation, $0, next) }
        }
        return result
    }

    private mutating func instruction(
        _ operation: DecisionPlan.Operation, _ left: Node, _ right: Node
    ) -> Int? {
        guard let left = register(of: left), let right = register(of: right) else { return nil }
        return instruction(operation, left, right)
    }

    private mutating func instruction(
        _ operation: DecisionPlan.Operation, _ left: Int, _ right: Int, condition: Int = 0
    ) -> Int {
        let result = add(.null)
        instructions.append(
            DecisionPlan.Instruction(
                operation: operation, left: left, right: right, condition: condition,
                result: result))
        return result
    }
}

/// A value as each of some types has it; nil where one warns.
func coerced(_ value: Value, to types: [ValueType]) -> Value? {
    var value = value
    var isOdd = false
    for type in types { value = type.coerced(value) { _ in isOdd = true } }
    return isOdd ? nil : value
}

extension DecisionPlan.Operation {
    init(_ symbol: ComparisonOperator) {
        switch symbol {
        case .equal: self = .equal
        case .notEqual: self = .notEqual
        case .less: self = .less
        case .lessOrEqual: self = .lessOrEqual
        case .greater: self = .greater
        case .greaterOrEqual: self = .greaterOrEqual
        }
    }
}
