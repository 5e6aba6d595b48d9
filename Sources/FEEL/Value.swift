/// A FEEL value.
///
/// Numbers are exact decimals of 34 digits; a null says why it is null.
///
///     try Expression("0.1 + 0.2 = 0.3").evaluate().value   // .boolean(true)
public enum Value: Sendable {
    /// No value, and why.
    case null(Null)
    /// true or false.
    case boolean(Bool)
    /// An exact decimal number.
    case number(Decimal128)
    /// Text: a sequence of Unicode code points.
    case string(String)
    /// A day of the calendar.
    case date(CalendarDate)
    /// A time of day, perhaps with an offset or zone.
    indirect case time(TimeOfDay)
    /// A day and a time.
    indirect case dateTime(DateAndTime)
    /// A duration of days, hours, minutes and seconds.
    case daysDuration(DaysDuration)
    /// A duration of years and months.
    case yearsDuration(YearsDuration)
    /// Values in order.
    case list([Value])
    /// Named values in order.
    case context(Context)
    /// A range between two end points, or on one side of one.
    indirect case range(Range)
    /// A function: built in, written in FEEL, or given by the host.
    case function(Function)

    /// A null that was written as such, or data that is not there.
    public static let null = Value.null(Null())

    /// Whether the value is null, for whatever reason.
    public var isNull: Bool {
        if case .null = self { true } else { false }
    }

    /// The items of a list, no items for null, and otherwise the value alone.
    package var asList: [Value] {
        switch self {
        case .list(let items): items
        case .null, .boolean, .number, .string, .date, .time, .dateTime, .daysDuration,
            .yearsDuration, .context, .range, .function:
            [self]
        }
    }
}

extension Value {
    /// A null: the reason and the place in the expression that made it.
    public struct Null: Sendable, Hashable {
        /// Why the value is null.
        public var reason: Warning.Reason
        /// Where in the text of the expression; nil for null data.
        public var position: FEELError.Position?

        /// Makes a null; without arguments, one that is simply null.
        public init(
            _ reason: Warning.Reason = .literal, at position: FEELError.Position? = nil
        ) {
            self.reason = reason
            self.position = position
        }
    }
}

/// A null with its reason, by its short name.
package typealias Null = Value.Null

extension Value {
    /// A FEEL context: named values, in the order in which they were written.
    public struct Context: Sendable {
        /// One named value.
        public struct Entry: Sendable {
            /// The entry's name.
            public var key: String
            /// The entry's value.
            public var value: Value

            /// Makes an entry.
            public init(key: String, value: Value) {
                self.key = key
                self.value = value
            }
        }

        /// The entries in order; no two have the same key.
        public private(set) var entries: [Entry] = []

        /// Makes an empty context.
        public init() {}

        /// Makes a context of pairs; of two with the same key the later value stands.
        public init(_ pairs: [(String, Value)]) {
            entries.reserveCapacity(pairs.count)
            for (key, value) in pairs { self[key] = value }
        }

        /// The value under a key; nil when there is none.
        public subscript(key: String) -> Value? {
            get {
                for entry in entries where sameText(entry.key, key) { return entry.value }
                return nil
            }
            set {
                let index = entries.firstIndex { sameText($0.key, key) }
                switch (index, newValue) {
                case (.some(let index), .some(let value)): entries[index].value = value
                case (.some(let index), .none): entries.remove(at: index)
                case (.none, .some(let value)): entries.append(Entry(key: key, value: value))
                case (.none, .none): break
                }
            }
        }

        /// Adds an entry whose key is known to be new.
        mutating func append(_ key: String, _ value: Value) {
            entries.append(Entry(key: key, value: value))
        }
    }
}

/// A FEEL context, by its short name.
package typealias Context = Value.Context

extension Value {
    /// A FEEL range: between two end points, or on one side of one.
    ///
    ///     [1..10]  (0..1)  (< 5)  (>= date("2026-04-01"))
    public struct Range: Sendable {
        /// The lower end; nil when there is none.
        public var start: Value?
        /// The upper end; nil when there is none.
        public var end: Value?
        /// Whether the lower end belongs to the range.
        public var isStartIncluded: Bool
        /// Whether the upper end belongs to the range.
        public var isEndIncluded: Bool
        /// Which of the ways to write a range this is.
        public var form: Form

        /// The ways to write a range.
        public enum Form: Sendable, Hashable {
            /// Between two ends, or on one side of one.
            case ends
            /// `(= 5)`: one value, which is both ends.
            case equal
            /// `(!= 5)`: all other values.
            case notEqual
        }

        /// Makes a range.
        public init(
            start: Value?, isStartIncluded: Bool, end: Value?, isEndIncluded: Bool,
            form: Form = .ends
        ) {
            self.start = start
            self.end = end
            self.isStartIncluded = isStartIncluded
            self.isEndIncluded = isEndIncluded
            self.form = form
        }
    }
}

/// A FEEL range, by the name that does not hide Swift's own `Range`.
package typealias Interval = Value.Range

extension Value {
    /// A FEEL function value.
    ///
    /// The host makes one from a closure, with named and typed parameters:
    ///
    ///     let double = Value.Function(name: "double", parameters: [.init("n", .number)]) {
    ///         $0[0].int.map { .number(Decimal128(2 * $0)) } ?? .null
    ///     }
    ///     try Expression("double(21)", scope: ["double": .function([.number], .number)])
    ///         .evaluate(["double": .function(double)]).value   // 42
    public final class Function: Sendable {
        /// A parameter's name and type.
        public struct Parameter: Sendable, Hashable {
            /// The name, for invocation by name.
            public var name: String
            /// The type to which an argument is coerced.
            public var type: FEELType

            /// Makes a parameter.
            public init(_ name: String, _ type: FEELType = .any) {
                self.name = name
                self.type = type
            }
        }

        /// The function's name, for messages.
        public let name: String
        /// The parameters in order.
        public let parameters: [Parameter]
        /// The type to which the result is coerced.
        public let result: FEELType
        /// What the function does; the arguments are complete and of their types.
        let body: @Sendable ([Value], Run) -> Value
        /// The built-in behind it, which has rules of its own for arguments.
        let builtin: Builtin?
        /// How deep the body nests, for the limit on recursion.
        let height: Int
        /// Whether the function carries values from where it was made.
        let holdsValues: Bool
        /// Whether an argument of a wrong type is passed as null; else there is no call.
        let isCalledAnyway: Bool

        /// Makes a function from a closure.
        ///
        /// - Parameters:
        ///   - name: The name for messages.
        ///   - parameters: Names and types; an argument is coerced to its type before the call.
        ///   - result: The type to which the result is coerced.
        ///   - body: Gets the arguments, complete and in the order of the parameters.
        public convenience init(
            name: String, parameters: [Parameter], result: FEELType = .any,
            body: @escaping @Sendable ([Value]) -> Value
        ) {
            self.init(name: name, parameters: parameters, result: result, height: 20) {
                arguments, _ in body(arguments)
            }
        }

        /// Makes a function from a closure that takes part in the run which calls it.
        ///
        /// - Parameters:
        ///   - name: The name for messages.
        ///   - parameters: Names and types; an argument is coerced to its type before the call.
        ///   - result: The type to which the result is coerced.
        ///   - height: How deep the body nests, as a tree of so many levels would.
        ///   - holdsValues: Whether the closure carries FEEL values along.
        ///   - isCalledAnyway: Whether an argument of a wrong type is passed as null.
        ///   - body: Gets the arguments in the order of the parameters, and the run it is part of.
        package init(
            name: String, parameters: [Parameter], result: FEELType = .any, height: Int = 20,
            holdsValues: Bool = false, isCalledAnyway: Bool = false,
            body: @escaping @Sendable ([Value], Run) -> Value
        ) {
            self.isCalledAnyway = isCalledAnyway
            self.name = name
            self.parameters = parameters
            self.result = result
            self.body = body
            self.builtin = nil
            self.height = height
            self.holdsValues = holdsValues
        }

        init(_ builtin: Builtin) {
            self.name = builtin.name
            self.parameters = (builtin.signatures.first?.parameters ?? []).map {
                Parameter($0.name, .any)
            }
            self.result = .any
            self.builtin = builtin
            self.height = 4
            self.holdsValues = false
            self.isCalledAnyway = false
            self.body = { arguments, run in
                builtin.call(arguments, run, .start)
            }
        }
    }
}

/// A FEEL function value, by its short name.
package typealias Function = Value.Function

/// Whether two texts have the same code points.
///
/// `==` on String compares by canonical equivalence, which FEEL does not.
func sameText(_ left: String, _ right: String) -> Bool {
    left.utf8.count == right.utf8.count && left.utf8.elementsEqual(right.utf8)
}
