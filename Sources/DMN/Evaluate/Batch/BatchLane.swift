import FEEL

/// The values of one register for the rows of a chunk, in the form that is quickest.
final class BatchLane {
    enum Form { case whole, coded, values }

    /// How many rows a chunk has: what a step reads and writes stays in the processor's cache.
    static let capacity = 2_048

    var form: Form
    /// The rows' whole numbers.
    let whole = UnsafeMutablePointer<Int>.allocate(capacity: capacity)
    /// Rows that are no whole number after all, and their values.
    var others: [Int: Value] = [:]
    /// For each row the place of its value in the dictionary.
    let codes = UnsafeMutablePointer<Int32>.allocate(capacity: capacity)
    /// Values by code; during a call it only grows.
    var dictionary: [Value] = []
    /// How many values the dictionary began with.
    private var first = 0
    var values: [Value] = []

    /// Makes a lane whose rows all have a value, until something else is written.
    init(_ value: Value) {
        whole.initialize(repeating: 0, count: Self.capacity)
        codes.initialize(repeating: 0, count: Self.capacity)
        if case .number(let number) = value, let integer = number.exactInt {
            form = .whole
            whole.update(repeating: integer, count: Self.capacity)
        } else {
            form = .coded
            begin([value])
        }
    }

    deinit {
        whole.deallocate()
        codes.deallocate()
    }

    /// Starts a call with a dictionary.
    func begin(_ dictionary: [Value]) {
        self.dictionary = dictionary
        first = dictionary.count
    }

    /// The value of a row.
    subscript(row: Int) -> Value {
        switch form {
        case .whole: others[row] ?? .number(Decimal128(whole[row]))
        case .coded: dictionary[Int(codes[row])]
        case .values: values[row]
        }
    }

    /// Puts a value where the kernel had none.
    func set(_ row: Int, _ value: Value) {
        switch form {
        case .whole:
            if case .number(let number) = value, let integer = number.exactInt {
                whole[row] = integer
            } else {
                others[row] = value
            }
        case .coded: codes[row] = code(of: value)
        case .values: values[row] = value
        }
    }

    /// The code of a value that the dictionary may not have yet.
    ///
    /// Only the latest of those added are searched: a value that comes back late stands there twice.
    private func code(of value: Value) -> Int32 {
        for code in dictionary.indices.dropFirst(max(first, dictionary.count - 16)).reversed()
        where Self.areSame(dictionary[code], value) {
            return Int32(code)
        }
        dictionary.append(value)
        return Int32(dictionary.count - 1)
    }

    private static func areSame(_ left: Value, _ right: Value) -> Bool {
        switch (left, right) {
        case (.null(let left), .null(let right)): left == right
        case (.boolean(let left), .boolean(let right)): left == right
        case (.number(let left), .number(let right)): left == right
        default: false
        }
    }
}

/// A result column while it grows by chunks.
struct BatchOutput {
    private var column: DecisionBatch.Column?

    /// Adds the rows of a lane.
    mutating func append(_ lane: BatchLane, count: Int) {
        switch (lane.form, column) {
        case (.whole, nil) where lane.others.values.allSatisfy(\.isNull):
            column = .integers([], absent: [])
            append(lane, count: count)
        case (.whole, .integers(var integers, var absent))
        where lane.others.values.allSatisfy(\.isNull):
            column = nil
            let start = integers.count
            integers.append(contentsOf: UnsafeBufferPointer(start: lane.whole, count: count))
            if !lane.others.isEmpty || !absent.isEmpty {
                absent += Array(repeating: false, count: start + count - absent.count)
                for row in lane.others.keys {
                    absent[start + row] = true
                    integers[start + row] = 0
                }
            }
            column = .integers(integers, absent: absent)
        case (.coded, nil):
            column = .coded([], of: [])
            append(lane, count: count)
        case (.coded, .coded(var codes, _)):
            column = nil
            codes.append(contentsOf: UnsafeBufferPointer(start: lane.codes, count: count))
            column = .coded(codes, of: lane.dictionary)
        default:
            var values = valuesSoFar()
            column = nil
            values.reserveCapacity(values.count + count)
            for row in 0..<count { values.append(lane[row]) }
            column = .values(values)
        }
    }

    private func valuesSoFar() -> [Value] {
        guard let column else { return [] }
        if case .values(let values) = column { return values }
        return (0..<column.count).map { column[$0] }
    }

    /// The column; one without rows where nothing was added.
    var finished: DecisionBatch.Column { column ?? .values([]) }
}
