/// A FEEL type, for declared variables, parameters and `instance of`.
public indirect enum FEELType: Sendable, Hashable {
    /// Every value.
    case any
    /// Null only.
    case null
    /// true and false.
    case boolean
    /// Numbers.
    case number
    /// Text.
    case string
    /// Days of the calendar.
    case date
    /// Times of day.
    case time
    /// Days with a time.
    case dateTime
    /// Durations of days and smaller units.
    case daysDuration
    /// Durations of years and months.
    case yearsDuration
    /// Lists whose items are of a type.
    case list(FEELType)
    /// Contexts that have at least these entries.
    case context([Field])
    /// Ranges whose end points are of a type.
    case range(FEELType)
    /// Functions; parameters are nil where any function will do.
    case function([FEELType]?, FEELType)

    /// A named and typed entry of a context type.
    public struct Field: Sendable, Hashable {
        /// The entry's name.
        public var name: String
        /// The entry's type.
        public var type: FEELType

        /// Makes a field.
        public init(_ name: String, _ type: FEELType) {
            self.name = name
            self.type = type
        }
    }

    /// The type that FEEL or DMN calls by a name, as `number` or `date and time`; nil if none.
    public init?(named name: String) {
        switch name {
        case "Any", "any": self = .any
        case "Null", "null": self = .null
        case "boolean": self = .boolean
        case "number": self = .number
        case "string": self = .string
        case "date": self = .date
        case "time": self = .time
        case "date and time", "dateTime": self = .dateTime
        case "days and time duration", "dayTimeDuration": self = .daysDuration
        case "years and months duration", "yearMonthDuration": self = .yearsDuration
        case "list": self = .list(.any)
        case "context": self = .context([])
        case "range": self = .range(.any)
        case "function": self = .function(nil, .any)
        default: return nil
        }
    }

    /// The type of a field, looked up through lists as a path does.
    func member(_ name: String) -> FEELType? {
        switch self {
        case .context(let fields):
            return fields.first { sameText($0.name, name) }?.type
        case .list(let item):
            return item.member(name).map { .list($0) }
        case .any, .null, .boolean, .number, .string, .date, .time, .dateTime, .daysDuration,
            .yearsDuration, .range, .function:
            return nil
        }
    }
}

extension FEELType: CustomStringConvertible {
    /// The type as FEEL writes it.
    public var description: String {
        switch self {
        case .any: "Any"
        case .null: "Null"
        case .boolean: "boolean"
        case .number: "number"
        case .string: "string"
        case .date: "date"
        case .time: "time"
        case .dateTime: "date and time"
        case .daysDuration: "days and time duration"
        case .yearsDuration: "years and months duration"
        case .list(.any): "list"
        case .list(let item): "list<\(item)>"
        case .context(let fields):
            fields.isEmpty
                ? "context"
                : "context<" + fields.map { "\($0.name): \($0.type)" }.joined(separator: ", ") + ">"
        case .range(.any): "range"
        case .range(let end): "range<\(end)>"
        case .function(nil, _): "function"
        case .function(.some(let parameters), let result):
            "function<" + parameters.map(\.description).joined(separator: ", ") + ">->\(result)"
        }
    }
}
