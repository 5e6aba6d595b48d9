import FEEL

/// A model ready to run: names resolved to slots, every cell parsed once.
///
/// It is immutable and shared by all who evaluate it.
final class CompiledModel: Sendable {
    /// The facts that the model and its imports are given; their index is their slot.
    let inputs: [CompiledInput]
    /// The decisions; the slot of one is its index after the inputs.
    let decisions: [CompiledDecision]
    let functions: [CompiledFunction]
    let services: [CompiledService]

    init(
        inputs: [CompiledInput], decisions: [CompiledDecision], functions: [CompiledFunction],
        services: [CompiledService]
    ) {
        self.inputs = inputs
        self.decisions = decisions
        self.functions = functions
        self.services = services
    }
}

/// A fact that the model is given.
final class CompiledInput: Sendable {
    let name: String
    let namespace: String
    let type: ValueType
    let location: SourceLocation

    init(name: String, namespace: String, type: ValueType, location: SourceLocation) {
        self.name = name
        self.namespace = namespace
        self.type = type
        self.location = location
    }
}

/// Where the value of a name comes from.
enum ValueSource: Sendable {
    /// The slot of an input or decision among the model's values.
    case slot(Int)
    /// A business knowledge model, as a function.
    case function(Int)
    /// A decision service, as a function.
    case service(Int)
}

/// A name of a scope and where its value comes from.
struct Link: Sendable {
    let local: Int
    let source: ValueSource
}

/// The name of an import in a scope: a context of the elements required from it.
struct ImportLink: Sendable {
    let local: Int
    let members: [(name: String, source: ValueSource)]
}

/// The names that an element's logic sees.
struct VisibleNames: Sendable {
    var scope = Scope()
    var links: [Link] = []
    var imports: [ImportLink] = []
}

/// A decision with its logic compiled.
///
/// A class, so that the evaluator passes it on without copying its parts.
final class CompiledDecision: Sendable {
    /// Where its value is among the model's values.
    let slot: Int
    let id: String
    let name: String
    let namespace: String
    let question: String?
    let location: SourceLocation
    let type: ValueType
    let surroundings: VisibleNames
    /// Slots of the inputs and decisions it requires, in the order of the model.
    let required: [Int]
    /// Nil when the model gives no logic, or, in a lenient model, when the logic is broken.
    let expression: CompiledExpression?
    /// Why a lenient model cannot evaluate it.
    let failure: String?

    init(
        slot: Int, id: String, name: String, namespace: String, question: String?,
        location: SourceLocation, type: ValueType, surroundings: VisibleNames, required: [Int],
        expression: CompiledExpression?, failure: String?
    ) {
        self.slot = slot
        self.id = id
        self.name = name
        self.namespace = namespace
        self.question = question
        self.location = location
        self.type = type
        self.surroundings = surroundings
        self.required = required
        self.expression = expression
        self.failure = failure
    }
}

/// A business knowledge model, or a function inside an expression, compiled.
struct CompiledFunction: Sendable {
    let name: String
    let location: SourceLocation
    let parameters: [(name: String, type: ValueType)]
    let result: ValueType
    /// The names it sees; the parameters have the slots from `firstParameter` on.
    let surroundings: VisibleNames
    let firstParameter: Int
    let body: CompiledExpression?
    let kind: FunctionDefinition.Kind
}

/// A decision service compiled: parameters, and the decisions to evaluate in order.
struct CompiledService: Sendable {
    let name: String
    let namespace: String
    let location: SourceLocation
    /// Slots of the input data, then of the input decisions.
    let parameters: [(name: String, slot: Int, type: ValueType)]
    /// Indexes of decisions, each after those it requires.
    let program: [Int]
    let outputs: [(name: String, slot: Int)]
    let result: ValueType
    /// What is known of the result's type: declared, or that of the output decision.
    let known: FEELType
}

/// A boxed expression compiled.
final class CompiledExpression: Sendable {
    indirect enum Kind: Sendable {
        case literal(CompiledText)
        case table(CompiledTable)
        case context([Entry], result: CompiledExpression?)
        case invocation(CompiledExpression, [(parameter: String, value: CompiledExpression?)])
        case list([CompiledExpression])
        case relation([String], [[CompiledExpression]])
        case function(CompiledFunction, captured: Int)
        case conditional(
            condition: CompiledExpression, then: CompiledExpression,
            otherwise: CompiledExpression)
        case filter(
            source: CompiledExpression, item: Int, members: [(name: String, slot: Int)],
            match: CompiledExpression)
        case iteration(
            BoxedExpression.Iteration, slot: Int, partial: Int, source: CompiledExpression,
            body: CompiledExpression)
    }

    /// An entry of a context, with the slot under which later entries see it.
    struct Entry: Sendable {
        let name: String
        let slot: Int
        let type: ValueType
        let value: CompiledExpression
    }

    let kind: Kind
    /// What is known of its value: declared, or inferred for the sake of names.
    let type: ValueType
    /// Whether the model declares the type, so that the value is coerced to it.
    let isTypeDeclared: Bool
    let location: SourceLocation
    /// How deep it nests, in levels of a FEEL text: a box takes about as much stack as ten.
    let height: Int

    init(kind: Kind, type: ValueType, isTypeDeclared: Bool, location: SourceLocation) {
        height = Self.height(of: kind)
        self.kind = kind
        self.type = type
        self.isTypeDeclared = isTypeDeclared
        self.location = location
    }
}

extension CompiledExpression {
    private static func height(of kind: Kind) -> Int {
        switch kind {
        case .literal(let text): 10 + text.height
        case .table(let table):
            20
                + (table.inputs.map(\.expression.height)
                + table.rows.flatMap { $0.outputs.map(\.height) }).reduce(0, max)
        case .context, .invocation, .list, .relation, .function, .conditional, .filter,
            .iteration:
            10 + parts(of: kind).map(\.height).reduce(0, max)
        }
    }
}

/// A decision table compiled.
final class CompiledTable: Sendable {
    struct Input: Sendable {
        let label: String
        let expression: CompiledText
        let type: ValueType
        /// Whether the model declares the type.
        let isTyped: Bool
        let values: CellTests?
    }

    struct Output: Sendable {
        let name: String
        let type: ValueType
        let values: CellTests?
        /// The output values in order, best first.
        let ranking: [Value]
        let defaultEntry: CompiledText?
    }

    struct Row: Sendable {
        let id: String
        let number: Int
        let location: SourceLocation
        let cells: [CellTests]
        let outputs: [CompiledText]
        let annotations: [(name: String, text: String)]
    }

    /// The name of the decision, function or entry that the table decides.
    let name: String
    let location: SourceLocation
    let hitPolicy: HitPolicy
    let aggregation: Aggregation?
    let inputs: [Input]
    let outputs: [Output]
    let rows: [Row]
    /// What each row concludes, where that depends on nothing.
    let constants: [Value]?
    /// Where the frame has the value of each input: the slot of a plain name, or a place of its own.
    let places: [Int]
    /// Its columns as look-ups; nil only for the table that an index asks for its answers.
    let index: TableIndex?

    init(
        name: String, location: SourceLocation, hitPolicy: HitPolicy, aggregation: Aggregation?,
        inputs: [Input], outputs: [Output], rows: [Row], isIndexed: Bool = true
    ) {
        self.name = name
        self.location = location
        self.hitPolicy = hitPolicy
        self.aggregation = aggregation
        self.inputs = inputs
        self.outputs = outputs
        self.rows = rows
        constants = Self.constants(of: rows, outputs)
        // Behind all slots that the table's texts use for themselves.
        let used = (inputs.map(\.slotCount) + rows.map(\.slotCount)).reduce(0, max)
        places = inputs.enumerated().map { $1.expression.slot ?? used + $0 }
        guard isIndexed else {
            index = nil
            return
        }
        // The index asks the table what it concludes, so it is made of one that has none.
        index = TableIndex(
            CompiledTable(
                name: name, location: location, hitPolicy: hitPolicy, aggregation: aggregation,
                inputs: inputs, outputs: outputs, rows: rows, isIndexed: false))
    }

    private static func constants(of rows: [Row], _ outputs: [Output]) -> [Value]? {
        var constants: [Value] = []
        for row in rows {
            let values = row.outputs.compactMap(\.constant)
            guard values.count == row.outputs.count else { return nil }
            constants.append(combined(values, outputs))
        }
        return constants
    }

    /// One output is the answer itself; several are a context.
    static func combined(_ values: [Value], _ outputs: [Output]) -> Value {
        if values.count == 1 { return values[0] }
        return .context(Context(zip(outputs, values).map { ($0.name, $1) }))
    }
}

extension CompiledTable.Input {
    /// How many slots of a frame the input's texts use.
    fileprivate var slotCount: Int { max(expression.slotCount, values?.slotCount ?? 0) }
}

extension CompiledTable.Row {
    /// How many slots of a frame the row's texts use.
    fileprivate var slotCount: Int {
        max(
            cells.reduce(0) { max($0, $1.slotCount) }, outputs.reduce(0) { max($0, $1.slotCount) })
    }
}
