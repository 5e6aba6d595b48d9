import FEEL

/// A plan laid out flat, with the registers it works on: what decides a row.
///
/// The parts are plain structures in memory that this object owns, so that going through them
/// counts no references; for the same reason numbers are read and written in place. A decision of
/// a few tables takes as long as a handful of such counts.
final class RowProgram {
    private struct Step {
        enum Kind: UInt8 { case value, table, frame }

        let kind: Kind
        /// The register of the decision's value.
        let slot: Int
        /// Where the operations, or what they compute, are.
        let instructions: Range<Int>
        let value: Int
        let columns: Range<Int>
        let combinations: UnsafePointer<Int32>?
        let answers: UnsafePointer<Value>?
        /// The type of a computed value, where it is checked at once.
        let type: ValueType.Plain
    }

    private struct Column {
        let register: Int
        let weight: Int
        let look: ColumnLook
    }

    private let memory = FlatMemory()
    private let registers: UnsafeMutablePointer<Value>
    private let steps: UnsafePointer<Step>
    private let instructions: UnsafePointer<DecisionPlan.Instruction>
    private let columns: UnsafePointer<Column>
    private let plan: DecisionPlan

    /// How many decisions there are to make.
    let stepCount: Int

    init(_ plan: DecisionPlan) {
        self.plan = plan
        var instructions: [DecisionPlan.Instruction] = []
        var columns: [Column] = []
        var steps: [Step] = []
        for step in plan.steps {
            let (firstInstruction, firstColumn) = (instructions.count, columns.count)
            instructions += step.instructions
            var kind = Step.Kind.frame
            var value = step.slot
            var combinations: UnsafePointer<Int32>?
            var answers: UnsafePointer<Value>?
            switch step.logic {
            case .frame: break
            case .value(let register):
                kind = .value
                value = register
            case .table(let table):
                kind = .table
                combinations = UnsafePointer(memory.keep(table.combinations))
                answers = UnsafePointer(memory.keep(table.answers))
                for column in table.columns {
                    columns.append(
                        Column(
                            register: column.register, weight: column.weight,
                            look: ColumnLook(column.index, memory)))
                }
            }
            steps.append(
                Step(
                    kind: kind, slot: step.slot,
                    instructions: firstInstruction..<instructions.count, value: value,
                    columns: firstColumn..<columns.count, combinations: combinations,
                    answers: answers, type: ValueType.Plain(step.types)))
        }
        registers = memory.keep(plan.registers)
        self.instructions = UnsafePointer(memory.keep(instructions))
        self.columns = UnsafePointer(memory.keep(columns))
        self.steps = UnsafePointer(memory.keep(steps))
        stepCount = steps.count
    }

    /// The value in a register; its number is one of the plan's.
    @inline(__always)
    subscript(register: Int) -> Value {
        get { registers[register] }
        set { registers[register] = newValue }
    }

    /// The first values, those of the model's names.
    func prefix(_ length: Int) -> [Value] {
        Array(UnsafeBufferPointer(start: registers, count: length))
    }

    /// Makes the decision of a step; false when it is not plain, and then nothing has changed.
    @inline(__always)
    func perform(_ number: Int) -> Bool {
        let step = steps[number]
        for instruction in step.instructions {
            if !instructions[instruction].perform(registers) { return false }
        }
        switch step.kind {
        case .frame: return false
        case .value:
            if step.type.takes(registers[step.value]) {
                registers[step.slot] = registers[step.value]
                return true
            }
            guard let value = coerced(registers[step.value], to: plan.steps[number].types) else {
                return false
            }
            registers[step.slot] = value
            return true
        case .table:
            guard let combinations = step.combinations, let answers = step.answers else {
                return false
            }
            var combination = 0
            for number in step.columns {
                let column = columns[number]
                let found = column.look.classOf(&registers[column.register])
                if found < 0 { return false }
                combination += found * column.weight
            }
            let answer = Int(combinations[combination])
            if answer < 0 { return false }
            registers[step.slot] = answers[answer]
            return true
        }
    }
}

/// A column's look-up with what small numbers, booleans and null need at hand.
private struct ColumnLook {
    private let whole: UnsafePointer<Int32>
    private let lowest: Int
    private let highest: Int
    private let isClosed: Bool
    private let ofNull: Int
    private let ofFalse: Int
    private let ofTrue: Int
    /// The table keeps it, and the handle the table.
    private let index: Unmanaged<ColumnIndex>

    init(_ index: Unmanaged<ColumnIndex>, _ memory: FlatMemory) {
        self.index = index
        let column = index.takeUnretainedValue()
        whole = UnsafePointer(memory.keep(column.whole.classes))
        (lowest, highest) = (column.whole.lowest, column.whole.highest)
        isClosed = column.whole.isClosed
        ofNull = column.classOf(.null)
        ofFalse = column.classOf(.boolean(false))
        ofTrue = column.classOf(.boolean(true))
    }

    @inline(__always)
    func classOf(_ value: inout Value) -> Int {
        switch value {
        case .number(let number):
            if let integer = number.exactInt, isClosed || integer <= highest {
                return Int(whole[max(min(integer, highest), lowest) &- lowest])
            }
        case .boolean(let isTrue): return isTrue ? ofTrue : ofFalse
        case .null: return ofNull
        case .string, .date, .time, .dateTime, .daysDuration, .yearsDuration, .list, .context,
            .range, .function:
            break
        }
        return index._withUnsafeGuaranteedRef { $0.classOf(value) }
    }
}

/// Memory for lists that stay where they are until the owner goes.
private final class FlatMemory {
    private var free: [() -> Void] = []

    /// A copy of a list.
    func keep<Item>(_ items: [Item]) -> UnsafeMutablePointer<Item> {
        let base = UnsafeMutablePointer<Item>.allocate(capacity: max(items.count, 1))
        base.initialize(from: items, count: items.count)
        free.append {
            base.deinitialize(count: items.count)
            base.deallocate()
        }
        return base
    }

    deinit {
        for free in free { free() }
    }
}

extension DecisionPlan.Instruction {
    /// Performs the operation on registers; false where it has no plain answer.
    @inline(__always)
    fileprivate func perform(_ registers: UnsafeMutablePointer<Value>) -> Bool {
        switch operation {
        case .add: return number(registers) { $0.adding($1) }
        case .subtract: return number(registers) { $0.subtracting($1) }
        case .multiply: return number(registers) { $0.multiplied(by: $1) }
        case .divide: return number(registers) { $0.divided(by: $1) }
        case .negate: return number(registers) { left, _ in left.negated }
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
            guard let holds = compare(registers[left], registers[right]) else { return false }
            registers[result] = .boolean(holds)
            return true
        case .and, .or:
            guard case .boolean(let left) = registers[left],
                case .boolean(let right) = registers[right]
            else { return false }
            registers[result] = .boolean(operation == .and ? left && right : left || right)
            return true
        case .select:
            let isTrue = if case .boolean(true) = registers[condition] { true } else { false }
            registers[result] = registers[isTrue ? left : right]
            return true
        }
    }

    @inline(__always)
    private func number(
        _ registers: UnsafeMutablePointer<Value>,
        _ body: (Decimal128, Decimal128) -> Decimal128?
    ) -> Bool {
        guard case .number(let left) = registers[left],
            case .number(let right) = registers[right], let value = body(left, right)
        else { return false }
        registers[result] = .number(value)
        return true
    }

    /// Whether a comparison holds; nil where FEEL has no answer, or counts steps to it.
    private func compare(_ left: Value, _ right: Value) -> Bool? {
        switch operation {
        case .equal, .notEqual:
            switch left {
            case .null, .boolean, .number, .string, .date, .time, .dateTime, .daysDuration,
                .yearsDuration:
                return equality(left, right).map { $0 == (operation == .equal) }
            case .list, .context, .range, .function: return nil
            }
        case .less: return order(left, right).map { $0 < 0 }
        case .lessOrEqual: return order(left, right).map { $0 <= 0 }
        case .greater: return order(left, right).map { $0 > 0 }
        case .greaterOrEqual: return order(left, right).map { $0 >= 0 }
        case .add, .subtract, .multiply, .divide, .negate, .and, .or, .select: return nil
        }
    }
}
