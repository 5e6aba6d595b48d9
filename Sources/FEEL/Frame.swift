/// One evaluation's clock, budget and warnings, shared by all frames and functions in it.
///
/// A run is used by one thread at a time.
package final class Run {
    /// What `now()` and `today()` answer; without it they are null.
    package let now: DateAndTime?
    /// What became null so far, in order; at most `warningLimit` are kept.
    @exclusivity(unchecked) package var warnings: [Warning] = []
    /// How many more steps may be taken: items made, loops turned, functions called.
    var steps: Int
    /// How deep the evaluation is nested in function calls, in levels of their bodies.
    var depth = 0
    /// Where the stack stood when the outermost function was called.
    var entrance: UInt = 0
    /// What the host keeps beside the run, for its own functions to find.
    @exclusivity(unchecked) package var host: AnyObject?

    static let stepLimit = 5_000_000
    static let depthLimit = 1_500
    static let warningLimit = 200
    static let textLimit = 16_000_000
    /// How deep lists and contexts may lie in each other.
    static let nestingLimit = 400

    /// Makes a run with a clock, or without one.
    package init(now: DateAndTime? = nil) {
        self.now = now
        self.steps = Run.stepLimit
    }

    /// Makes the run as good as new, so that one run can serve many evaluations in turn.
    package func restart() {
        if !warnings.isEmpty { warnings.removeAll(keepingCapacity: true) }
        steps = Run.stepLimit
        depth = 0
    }

    private var patterns: [String: Pattern] = [:]

    /// A compiled regular expression, kept for the next time.
    func pattern(_ text: String, flags: String) throws(PatternError) -> Pattern {
        let key = flags + "/" + text
        if let known = patterns[key] { return known }
        let pattern = try Pattern(text, flags: flags)
        if patterns.count >= 64 { patterns = [:] }
        patterns[key] = pattern
        return pattern
    }

    /// Notes a warning and returns the null for it.
    package func null(
        _ reason: NullReason, at position: Position, _ detail: @autoclosure () -> String
    ) -> Value {
        if warnings.count < Run.warningLimit {
            warnings.append(Warning(reason: reason, position: position, detail: detail()))
        }
        return .null(Null(reason, at: position))
    }

    /// Whether a value has lists in lists, deeper than they may be.
    ///
    /// Only a loop that looks at its own results can build such a value, so only that asks. What
    /// a function holds cannot be seen: one that holds values counts as too deep unless the
    /// caller takes the risk.
    package func isNestedTooDeep(_ value: Value, allowingFunctions: Bool = false) -> Bool {
        isNested(value, depth: 0, allowingFunctions)
    }

    private func isNested(_ value: Value, depth: Int, _ allowingFunctions: Bool) -> Bool {
        guard depth < Run.nestingLimit, spend() else { return true }
        switch value {
        case .list(let items):
            return items.contains { isNested($0, depth: depth + 1, allowingFunctions) }
        case .context(let context):
            return context.entries.contains {
                isNested($0.value, depth: depth + 1, allowingFunctions)
            }
        case .range(let interval):
            return [interval.start, interval.end].contains {
                $0.map { isNested($0, depth: depth + 1, allowingFunctions) } ?? false
            }
        case .function(let function): return function.holdsValues && !allowingFunctions
        case .null, .boolean, .number, .string, .date, .time, .dateTime, .daysDuration,
            .yearsDuration:
            return false
        }
    }

    /// Uses up steps; false when there are none left.
    package func spend(_ count: Int = 1) -> Bool {
        guard count <= steps else {
            steps = -1
            return false
        }
        steps -= count
        return true
    }
}

/// The values of the names in a scope, by slot.
///
/// A frame can be used again and again: setting a slot and evaluating allocates nothing.
///
///     let frame = Frame(scope)
///     frame[slot] = .number(16)
///     expression.evaluate(frame)
package final class Frame {
    @exclusivity(unchecked) var slots: [Value]
    /// The run that evaluations in this frame are part of.
    @exclusivity(unchecked) package var run: Run

    /// Makes a frame whose slots are all null.
    package init(_ scope: Scope, run: Run = Run()) {
        self.slots = Array(repeating: .null, count: scope.count)
        self.run = run
    }

    /// Makes a frame from values by name; a name without a value is null.
    package convenience init(_ scope: Scope, _ values: [String: Value], run: Run = Run()) {
        self.init(scope, run: run)
        for (slot, entry) in scope.entries.enumerated() {
            slots[slot] = values[entry.name] ?? .null
        }
    }

    init(slots: [Value], run: Run) {
        self.slots = slots
        self.run = run
    }

    /// The value in a slot.
    package subscript(slot: Int) -> Value {
        get { slot < slots.count ? slots[slot] : .null }
        set {
            reserve(slot + 1)
            slots[slot] = newValue
        }
    }

    /// Makes room for the slots that an expression uses.
    @inline(__always)
    func reserve(_ count: Int) {
        if slots.count < count { grow(count) }
    }

    private func grow(_ count: Int) {
        slots.append(contentsOf: repeatElement(.null, count: count - slots.count))
    }
}
