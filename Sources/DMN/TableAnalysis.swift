import FEEL

/// Tries a table with every combination of values that its cells tell apart.
struct TableAnalysis {
    /// Values of a column that the same rows accept, of which one stands for all.
    struct ValueClass {
        /// The values of the domain; the first is the example.
        var values: [Value]
        /// The rows whose cell accepts them.
        let must: RowSet
        /// Those, and the rows whose cell depends on more than the value.
        let may: RowSet
    }

    let table: CompiledTable
    private var columns: [[ValueClass]] = []
    /// Whether a column's values are all that its input can have.
    private var isWhole: [Bool] = []
    private var found: [TableRemark] = []

    private static let largest = 200_000

    init(_ table: CompiledTable, domains: [String: [Value]]) {
        self.table = table
        for (column, input) in table.inputs.enumerated() {
            let text = collapsedText(input.expression.text)
            let given = domains[text] ?? Self.declaredDomain(of: input)
            let constants = self.constants(in: column)
            if let given {
                checkScale(column, given)
            }
            isWhole.append(given != nil)
            columns.append(classes(column, given ?? Self.points(around: constants)))
        }
    }

    /// Everything there is to say about the table.
    mutating func remarks() -> [TableRemark] {
        findDuplicates()
        let combinations = columns.reduce(1) { product, classes in
            let (value, overflow) = product.multipliedReportingOverflow(by: max(classes.count, 1))
            return overflow ? Int.max : value
        }
        guard combinations <= Self.largest else {
            add(
                .tooLarge, .note, rows: [],
                "it has \(combinations) combinations of inputs to tell apart: too many to try")
            return found
        }
        tryAll()
        return found
    }

    // MARK: - Domains

    private static func declaredDomain(of input: CompiledTable.Input) -> [Value]? {
        for tests in [input.values, input.type.allowedValues] {
            guard let simple = tests?.simple, case .tests(let parts, false) = simple else {
                continue
            }
            let constants = simple.constants
            if constants.count == parts.count { return constants }
        }
        if case .boolean = input.type.feel { return [.boolean(true), .boolean(false)] }
        return nil
    }

    private func constants(in column: Int) -> [Value] {
        table.rows.flatMap { row -> [Value] in
            guard case .tests(let tests, _)? = row.cells[column].simple else { return [] }
            return tests.flatMap(\.constants)
        }
    }

    /// Values that tell apart everything the constants tell apart: they, and what lies between.
    private static func points(around constants: [Value]) -> [Value] {
        var numbers: [Decimal128] = []
        var points: [Value] = []
        for constant in constants {
            if case .number(let number) = constant {
                numbers.append(number)
            } else if !points.contains(where: { equality($0, constant) == true }) {
                points.append(constant)
            }
        }
        if !numbers.isEmpty {
            let sorted = Set(numbers).sorted { $0 < $1 }
            let one = Decimal128(1)
            let two = Decimal128(2)
            var around: [Decimal128?] = [sorted.first?.subtracting(one)]
            for (index, number) in sorted.enumerated() {
                around.append(number)
                let next = index + 1 < sorted.count ? sorted[index + 1] : nil
                around.append(
                    next.map { $0.adding(number)?.divided(by: two) } ?? number.adding(one))
            }
            points += around.compactMap { $0.map { .number($0) } }
        }
        if case .string? = constants.first { points.append(.string("(any other)")) }
        return points.isEmpty ? [.null] : points
    }

    /// Cells that name a value which is none of the domain.
    private mutating func checkScale(_ column: Int, _ domain: [Value]) {
        for row in table.rows {
            guard case .tests(let tests, _)? = row.cells[column].simple else { continue }
            for case .equal(let constant) in tests
            where !constant.isNull && !domain.contains(where: { equality($0, constant) == true }) {
                add(
                    .offScale, .warning, rows: [row.id],
                    "row \(row.id) names \(constant), which \(table.inputs[column].label) cannot be",
                    at: row.cells[column].location)
            }
        }
    }

    // MARK: - Classes

    /// The values of a domain, gathered by the rows that accept them.
    private func classes(_ column: Int, _ domain: [Value]) -> [ValueClass] {
        var classes: [ValueClass] = []
        var positions: [[RowSet]: Int] = [:]
        for value in domain {
            var must = RowSet(count: table.rows.count)
            var may = must
            for (index, row) in table.rows.enumerated() {
                guard let simple = row.cells[column].simple else {
                    may.insert(index)
                    continue
                }
                if simple.accept(value) {
                    must.insert(index)
                    may.insert(index)
                }
            }
            if let position = positions[[must, may]] {
                classes[position].values.append(value)
            } else {
                positions[[must, may]] = classes.count
                classes.append(ValueClass(values: [value], must: must, may: may))
            }
        }
        return classes
    }

    // MARK: - Combinations

    private mutating func tryAll() {
        let count = table.rows.count
        var gaps: [[Int]] = []
        var overlaps: [[Int]: [Int]] = [:]
        var reached = RowSet(count: count)
        var first = RowSet(count: count)
        var maskers = [RowSet](repeating: RowSet(count: count), count: count)
        var combination = [Int](repeating: 0, count: columns.count)
        repeat {
            var must = RowSet(all: count)
            var may = must
            for (column, index) in combination.enumerated() {
                must.formIntersection(columns[column][index].must)
                may.formIntersection(columns[column][index].may)
            }
            if may.isEmpty { gaps.append(combination) }
            reached.formUnion(may)
            let sure = must.rows
            noteFirst(may, sure.first, &first, &maskers)
            for (position, row) in sure.enumerated() {
                for other in sure[(position + 1)...] where overlaps[[row, other]] == nil {
                    overlaps[[row, other]] = combination
                }
            }
        } while advance(&combination)
        reportGaps(gaps)
        reportOverlaps(overlaps)
        reportRows(reached, first, maskers)
    }

    private mutating func noteFirst(
        _ may: RowSet, _ sure: Int?, _ first: inout RowSet, _ maskers: inout [RowSet]
    ) {
        for row in may.rows {
            if let sure, sure < row {
                maskers[row].insert(sure)
            } else {
                first.insert(row)
            }
        }
    }

    /// The next combination; false after the last.
    private func advance(_ combination: inout [Int]) -> Bool {
        for column in combination.indices.reversed() {
            combination[column] += 1
            if combination[column] < columns[column].count { return true }
            combination[column] = 0
        }
        return false
    }

    private func example(_ combination: [Int]) -> [String] {
        zip(table.inputs, combination).enumerated().map { column, pair in
            "\(pair.0.label) = \(columns[column][pair.1].values[0])"
        }
    }

    // MARK: - Reports

    private mutating func reportGaps(_ gaps: [[Int]]) {
        guard !gaps.isEmpty, !table.hitPolicy.isMultiple, table.aggregation == nil,
            !table.outputs.contains(where: { $0.defaultEntry != nil })
        else { return }
        var rest = gaps
        // A value for which nothing matches whatever the other inputs are is said by itself.
        for column in columns.indices {
            let others = columns.enumerated().reduce(1) {
                $1.offset == column ? $0 : $0 * $1.element.count
            }
            for index in columns[column].indices
            where rest.count(where: { $0[column] == index }) == others {
                let values = columns[column][index].values
                let list = values.prefix(12).map { "\($0)" }.joined(separator: ", ")
                let more = values.count > 12 ? " and \(values.count - 12) more" : ""
                let head = table.inputs[column].label
                let other = columns.count > 1 ? ", whatever the other inputs are" : ""
                if let gap = rest.first(where: { $0[column] == index }) {
                    add(
                        .gap, .warning, rows: [],
                        "no row matches when \(head) is \(list)\(more)\(other)", example(gap))
                }
                rest.removeAll { $0[column] == index }
            }
        }
        guard let gap = rest.first else { return }
        let more = rest.count > 1 ? " (and in \(rest.count - 1) more combinations)" : ""
        add(
            .gap, .warning, rows: [],
            "no row matches when \(example(gap).joined(separator: " and "))\(more)", example(gap))
    }

    private mutating func reportOverlaps(_ overlaps: [[Int]: [Int]]) {
        let severity: TableRemark.Severity
        switch table.hitPolicy {
        case .unique, .any: severity = .error
        case .priority, .first, .outputOrder, .ruleOrder, .collect: return
        }
        for pair in overlaps.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            guard let combination = overlaps[pair] else { continue }
            let (row, other) = (table.rows[pair[0]], table.rows[pair[1]])
            if table.hitPolicy == .any, agree(row, other) { continue }
            add(
                .overlap, severity, rows: [row.id, other.id],
                "rows \(row.id) and \(other.id) both match when "
                    + "\(example(combination).joined(separator: " and ")), and the hit policy is "
                    + table.hitPolicy.rawValue,
                example(combination), at: other.location)
        }
    }

    /// Whether two rows conclude the same, as far as their texts say.
    private func agree(_ row: CompiledTable.Row, _ other: CompiledTable.Row) -> Bool {
        zip(row.outputs, other.outputs).allSatisfy { left, right in
            if let left = left.constant, let right = right.constant {
                return equality(left, right) == true
            }
            return collapsedText(left.text) == collapsedText(right.text)
        }
    }

    private mutating func reportRows(_ reached: RowSet, _ first: RowSet, _ maskers: [RowSet]) {
        for (index, row) in table.rows.enumerated() {
            if !reached.contains(index) {
                add(
                    .unreachable, .warning, rows: [row.id],
                    "row \(row.id) can never match: no input meets all its conditions",
                    at: row.location)
            } else if table.hitPolicy == .first, !first.contains(index) {
                let names = maskers[index].rows.map { table.rows[$0].id }.joined(separator: ", ")
                add(
                    .masked, .warning,
                    rows: [row.id] + maskers[index].rows.map { table.rows[$0].id },
                    "row \(row.id) never applies: wherever it would match, \(names) matches first",
                    at: row.location)
            }
        }
    }

    private mutating func findDuplicates() {
        var seen: [[String]: CompiledTable.Row] = [:]
        for row in table.rows {
            let texts = (row.cells.map(\.text) + row.outputs.map(\.text)).map(collapsedText)
            if let first = seen[texts] {
                add(
                    .duplicate, .warning, rows: [first.id, row.id],
                    "row \(row.id) says the same as row \(first.id)", at: row.location)
            } else {
                seen[texts] = row
            }
        }
    }

    private mutating func add(
        _ kind: TableRemark.Kind, _ severity: TableRemark.Severity, rows: [String],
        _ sentence: String, _ example: [String] = [], at location: SourceLocation? = nil
    ) {
        found.append(
            TableRemark(
                kind: kind, severity: severity, decision: table.name, rows: rows,
                sentence: sentence, example: example, location: location ?? table.location))
    }
}
