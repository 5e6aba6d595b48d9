public import FEEL

extension DecisionBatch {
    /// The values of one input, or of one decision, for many rows.
    ///
    /// The forms are those in which columns are quick; any value can stand in any form that holds it.
    ///
    ///     .integers([3, 4, 5])
    ///     .texts(["Clinical", nil, "Clinical"])     // each text is kept once
    ///     .values([.number(2.5), .null, "late"])
    public enum Column: Sendable {
        /// Whole numbers; where `absent` is true, or the list is too short, null. None is absent
        /// when it is empty.
        case integers([Int], absent: [Bool])
        /// For each row the place of its value in a list; a place that the list has not is null.
        case coded([Int32], of: [Value])
        /// Any values.
        case values([Value])

        /// Whole numbers, all of them there.
        public static func integers(_ integers: [Int]) -> Column {
            .integers(integers, absent: [])
        }

        /// Truth values; nil is null.
        public static func booleans(_ booleans: [Bool?]) -> Column {
            .coded(
                booleans.map { $0.map { $0 ? 1 : 0 } ?? 2 },
                of: [.boolean(false), .boolean(true), .null])
        }

        /// Truth values, all of them there.
        public static func booleans(_ booleans: [Bool]) -> Column {
            .coded(booleans.map { $0 ? 1 : 0 }, of: [.boolean(false), .boolean(true)])
        }

        /// Texts, of which equal ones are kept once; nil is null.
        public static func texts(_ texts: [String?]) -> Column {
            var table = TextPlaces()
            var values: [Value] = [.null]
            let codes = texts.map { text -> Int32 in
                guard let text else { return 0 }
                let place = table.place(adding: text)
                if place + 1 == values.count { values.append(.string(text)) }
                return Int32(place + 1)
            }
            return .coded(codes, of: values)
        }

        /// Texts, all of them there, of which equal ones are kept once.
        public static func texts(_ texts: [String]) -> Column {
            var table = TextPlaces()
            var values: [Value] = []
            let codes = texts.map { text -> Int32 in
                let place = table.place(adding: text)
                if place == values.count { values.append(.string(text)) }
                return Int32(place)
            }
            return .coded(codes, of: values)
        }

        /// How many rows the column has.
        public var count: Int {
            switch self {
            case .integers(let integers, _): integers.count
            case .coded(let codes, _): codes.count
            case .values(let values): values.count
            }
        }

        /// The value of a row; null for a row that the column has not.
        public subscript(row: Int) -> Value {
            guard row >= 0, row < count else { return .null }
            switch self {
            case .integers(let integers, let absent):
                return row < absent.count && absent[row]
                    ? .null : .number(Decimal128(integers[row]))
            case .coded(let codes, let values):
                let code = Int(codes[row])
                return values.indices.contains(code) ? values[code] : .null
            case .values(let values): return values[row]
            }
        }
    }
}
