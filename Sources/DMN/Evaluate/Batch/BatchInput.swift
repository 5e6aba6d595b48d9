import FEEL

/// Loads an input's column, chunk by chunk, as its type has it.
struct BatchInput {
    private let input: CompiledInput
    private let slot: Int
    private var column = DecisionBatch.Column.values([])
    /// The warning of each value of the column's dictionary; nil where it is of the type.
    private var warnings: [DecisionWarning?] = []
    /// Whether small whole numbers are of the type: 0 not known, 1 yes, 2 no.
    private var small: [UInt8]

    private static let smallLimit = 256

    init(_ input: CompiledInput, slot: Int) {
        self.input = input
        self.slot = slot
        small = Array(repeating: 0, count: Self.smallLimit)
    }

    /// Starts a call: what is asked once for each value of a dictionary is asked here.
    mutating func begin(_ column: DecisionBatch.Column, _ lanes: [BatchLane]) {
        self.column = column
        guard case .coded(_, let values) = column else { return }
        warnings = []
        // Behind them the null for places that the list has not.
        let coerced = (values + [.null]).map { value in
            var warning: DecisionWarning?
            let coerced = self.coerced(value) { warning = $0 }
            warnings.append(warning)
            return coerced
        }
        lanes[slot].begin(coerced)
    }

    private func coerced(_ value: Value, _ warn: (DecisionWarning) -> Void) -> Value {
        input.type.coerced(value) {
            warn(
                DecisionWarning(
                    location: input.location, what: "the input \(input.name): \($0)"))
        }
    }

    /// Loads the rows from `start` on.
    mutating func load(
        from start: Int, count: Int, _ lanes: [BatchLane], _ warned: inout WarnedRows
    ) {
        let lane = lanes[slot]
        switch column {
        case .integers(let integers, let absent) where start + count <= integers.count:
            load(integers, absent, from: start, count, lane, &warned)
        case .coded(let codes, let values) where start + count <= codes.count:
            load(codes, values.count, from: start, count, lane, &warned)
        case .integers, .coded, .values:
            lane.form = .values
            lane.values.removeAll(keepingCapacity: true)
            for row in 0..<count {
                lane.values.append(
                    coerced(column[start + row]) { warned.add(row, [$0]) })
            }
        }
    }

    private mutating func load(
        _ integers: [Int], _ absent: [Bool], from start: Int, _ count: Int, _ lane: BatchLane,
        _ warned: inout WarnedRows
    ) {
        lane.form = .whole
        lane.others.removeAll(keepingCapacity: true)
        integers.withUnsafeBufferPointer { integers in
            guard let base = integers.baseAddress else { return }
            lane.whole.update(from: base + start, count: count)
        }
        if !absent.isEmpty {
            for row in 0..<max(0, min(count, absent.count - start)) where absent[start + row] {
                lane.others[row] = .null
            }
        }
        switch input.type.plain {
        case .any, .number: return
        case .string, .boolean, .other: break
        }
        for row in 0..<count {
            let integer = lane.whole[row]
            let place = integer >= 0 && integer < Self.smallLimit ? integer : nil
            if let place, small[place] == 1 { continue }
            guard lane.others[row] == nil else { continue }
            var isWarned = false
            let value = coerced(.number(Decimal128(integer))) {
                warned.add(row, [$0])
                isWarned = true
            }
            if case .number = value {
                if let place, !isWarned { small[place] = 1 }
            } else {
                lane.others[row] = value
            }
        }
    }

    private func load(
        _ codes: [Int32], _ known: Int, from start: Int, _ count: Int, _ lane: BatchLane,
        _ warned: inout WarnedRows
    ) {
        lane.form = .coded
        let unknown = Int32(known)
        for row in 0..<count {
            let code = codes[start + row]
            lane.codes[row] = code >= 0 && code < unknown ? code : unknown
        }
        guard warnings.contains(where: { $0 != nil }) else { return }
        for row in 0..<count {
            if let warning = warnings[Int(lane.codes[row])] { warned.add(row, [warning]) }
        }
    }
}
