/// A built-in function: its name, its parameters and what it does.
struct Builtin: Sendable {
    /// One way to call a built-in.
    struct Signature: Sendable {
        struct Parameter: Sendable {
            let name: String
            let isOptional: Bool
        }

        let parameters: [Parameter]
        /// Whether the last parameter takes any number of arguments.
        let isVariadic: Bool
        let required: Int

        /// Reads a signature as the specification writes it, with `?` for what may be left out and
        /// `...` for what may be repeated: `string, start position, length?`.
        init(_ text: String) {
            var parameters: [Parameter] = []
            var isVariadic = false
            for part in text.split(separator: ",") {
                var name = normalisedName(String(part))
                if name.hasSuffix("...") {
                    isVariadic = true
                    name.removeLast(3)
                }
                let isOptional = name.hasSuffix("?")
                if isOptional { name.removeLast() }
                parameters.append(Parameter(name: name, isOptional: isOptional))
            }
            self.parameters = parameters
            self.isVariadic = isVariadic
            self.required = parameters.filter { !$0.isOptional }.count
        }
    }

    typealias Body = @Sendable (Call) throws(Fault) -> Value

    let name: String
    let signatures: [Signature]
    let result: FEELType
    /// Whether it asks the clock or calls functions, so that its value cannot be taken early.
    let isImpure: Bool
    let body: Body

    init(
        _ name: String, _ signatures: String..., result: FEELType = .any, isImpure: Bool = false,
        body: @escaping Body
    ) {
        self.name = name
        self.signatures = signatures.map { Signature($0) }
        self.result = result
        self.isImpure = isImpure
        self.body = body
    }

    /// Whether it can be called with so many arguments by position.
    func accepts(_ count: Int) -> Bool {
        signatures.contains {
            count >= $0.required && (count <= $0.parameters.count || $0.isVariadic)
        }
    }

    /// For each parameter the index of the argument given for it; nil when the names do not fit.
    ///
    /// With it comes the number of the signature that they fit: one that they fill, else the first
    /// that has them all. What is not supplied is null: DMN 10.3.2.13.5.
    func order(of names: [String]) -> (order: [Int?], signature: Int)? {
        var partial: (order: [Int?], signature: Int)?
        for (number, signature) in signatures.enumerated() {
            let known = signature.parameters.map(\.name)
            guard names.allSatisfy({ known.contains($0) }) else { continue }
            var order = signature.parameters.map { names.firstIndex(of: $0.name) }
            let isComplete = zip(signature.parameters, order).allSatisfy {
                $0.isOptional || $1 != nil
            }
            let last = signature.parameters.lastIndex { !$0.isOptional } ?? -1
            while order.last == .some(nil), order.count - 1 > last { order.removeLast() }
            if isComplete { return (order, number) }
            if partial == nil { partial = (order, number) }
        }
        return partial
    }

    /// Calls it; a fault becomes a null with a warning.
    func call(
        _ arguments: [Value], _ run: Run, _ position: Position, signature: Int? = nil
    ) -> Value {
        guard run.spend(weight(of: arguments)) else { return overBudget(run, position) }
        do {
            return try body(
                Call(
                    arguments: arguments, run: run, position: position, name: name,
                    signature: signature))
        } catch {
            // A null argument had its warning where it arose, or is data that is not there.
            if error.isFromNull { return .null(Null(error.reason, at: position)) }
            return run.null(error.reason, at: position, "\(name): \(error.detail)")
        }
    }
}

/// The steps that going through arguments takes: few, unless they are large.
private func weight(of arguments: [Value]) -> Int {
    var weight = 0
    for argument in arguments {
        switch argument {
        case .string(let text): weight += text.utf8.count >> 6
        case .list(let items): weight += items.count >> 3
        case .context(let context): weight += context.entries.count >> 3
        case .null, .boolean, .number, .date, .time, .dateTime, .daysDuration, .yearsDuration,
            .range, .function:
            break
        }
    }
    return weight
}

/// What makes a built-in answer null.
struct Fault: Error {
    let reason: NullReason
    let detail: String
    var isFromNull = false

    init(_ reason: NullReason, _ detail: String) {
        self.reason = reason
        self.detail = detail
    }
}

/// A call of a built-in.
struct Call {
    let arguments: [Value]
    let run: Run
    let position: Position
    let name: String
    /// Which signature the arguments' names belong to; nil when they were given by position.
    let signature: Int?

    var count: Int { arguments.count }

    /// The argument at an index, null when it was left out.
    subscript(index: Int) -> Value {
        index < arguments.count ? arguments[index] : .null
    }

    /// Whether an argument was given and is not null.
    func has(_ index: Int) -> Bool { index < arguments.count && !arguments[index].isNull }

    /// The argument, or the only item of the list that it is.
    func single(_ index: Int) -> Value {
        let value = self[index]
        if case .list(let items) = value, items.count == 1 { return items[0] }
        return value
    }

    func wrongType(_ index: Int, _ wanted: String) -> Fault {
        var fault = Fault(
            .invalidType,
            "argument \(index + 1) is \(self[index].typeName), where \(wanted) is wanted")
        fault.isFromNull = false
        return fault
    }

    func string(_ index: Int) throws(Fault) -> String {
        guard case .string(let text) = single(index) else { throw wrongType(index, "a string") }
        return text
    }

    func number(_ index: Int) throws(Fault) -> Decimal128 {
        guard case .number(let number) = single(index) else { throw wrongType(index, "a number") }
        return number
    }

    /// A whole number that an Int holds.
    func integer(_ index: Int) throws(Fault) -> Int {
        guard let integer = try number(index).exactInt else {
            throw Fault(.invalidArgument, "argument \(index + 1) is not a whole number in range")
        }
        return integer
    }

    func boolean(_ index: Int) throws(Fault) -> Bool {
        guard case .boolean(let value) = single(index) else {
            throw wrongType(index, "true or false")
        }
        return value
    }

    /// A number without its fraction, where a place in a list or text is meant.
    func wholePart(_ index: Int) throws(Fault) -> Int {
        guard let value = try number(index).rounded(scale: 0, mode: .down)?.exactInt else {
            throw Fault(.invalidArgument, "argument \(index + 1) is out of range")
        }
        return value
    }

    /// A list; a single value is the list of itself, and null is no list.
    func list(_ index: Int) throws(Fault) -> [Value] {
        let value = self[index]
        if value.isNull { throw wrongType(index, "a list") }
        return value.asList
    }

    func context(_ index: Int) throws(Fault) -> Context {
        guard case .context(let context) = single(index) else {
            throw wrongType(index, "a context")
        }
        return context
    }

    func function(_ index: Int) throws(Fault) -> Function {
        guard case .function(let function) = self[index] else {
            throw wrongType(index, "a function")
        }
        return function
    }

    /// The items of the one list given, or else the arguments themselves.
    func items() throws(Fault) -> [Value] {
        guard arguments.count == 1 else { return arguments }
        return try list(0)
    }

    /// Uses up steps of the run.
    func spend(_ count: Int) throws(Fault) {
        guard run.spend(count) else {
            throw Fault(.budgetExceeded, "the evaluation takes more steps than it may")
        }
    }
}
