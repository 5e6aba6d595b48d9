import FEEL

/// Finds out what the columns of a table can be, and which of them depend on one another.
///
/// Columns depend on one another when the host says so, when one tests a decision that follows from
/// what another tests, or when a cell of one names another. Decisions that follow from inputs of
/// few values are evaluated for all of them, so that only what can occur is looked at.
struct AxisBuilder {
    let table: CompiledTable
    /// The decision whose logic the table is, in its model; nil inside a function or another box.
    let decision: CompiledDecision?
    let model: CompiledModel
    let domains: InputDomains

    private static let largest = 20_000

    /// What a column tests.
    private enum Source {
        case input(Int)
        case decision(Int)
        case expression
    }

    private var names: [String] { table.inputs.map { collapsedText($0.expression.text) } }

    /// The axes, in the order of their first columns.
    func axes() -> [TableAxis] {
        let sources = table.inputs.map { source(of: $0) }
        let bases = sources.map { self.bases(of: $0) }
        var groups = Groups(count: sources.count)
        var owners: [String: Int] = [:]
        for (column, base) in bases.enumerated() {
            for key in keys(of: base ?? []) {
                if let owner = owners[key] { groups.join(owner, column) }
                owners[key] = column
            }
        }
        for column in table.inputs.indices where bases[column] != nil {
            for other in named(inColumn: column) where bases[other] != nil {
                groups.join(column, other)
            }
        }
        return groups.members.flatMap { members -> [TableAxis] in
            if let axis = evaluated(members, sources, bases) { return [axis] }
            return members.map { evaluated([$0], sources, bases) ?? declared($0, sources[$0]) }
        }
    }

    // MARK: - What columns rest on

    private func source(of input: CompiledTable.Input) -> Source {
        guard let slot = input.expression.slot,
            let link = decision?.surroundings.links.last(where: { $0.local == slot }),
            case .slot(let source) = link.source
        else { return .expression }
        return source < model.inputs.count
            ? .input(source) : .decision(source - model.inputs.count)
    }

    /// The inputs that a column's value follows from, when each has few values; else nil.
    private func bases(of source: Source) -> [Int]? {
        let slots: [Int]
        switch source {
        case .expression: return nil
        case .input(let slot): slots = [slot]
        case .decision(let index):
            slots = DecisionHandle(model: model, wanted: [index]).inputSlots
        }
        return slots.allSatisfy { values(ofInput: $0) != nil } ? slots : nil
    }

    private func keys(of slots: [Int]) -> [String] {
        slots.map { slot in
            joint(of: model.inputs[slot].name).map { "joint \($0)" } ?? "input \(slot)"
        }
    }

    private func joint(of name: String) -> Int? {
        domains.joint.firstIndex { $0.names.contains(name) }
    }

    /// The values of an input that has few; the absent one last.
    private func values(ofInput slot: Int) -> [(value: Value, isAssumed: Bool)]? {
        let input = model.inputs[slot]
        if let joint = joint(of: input.name),
            let position = domains.joint[joint].names.firstIndex(of: input.name)
        {
            return domains.joint[joint].combinations.map { ($0.values[position], false) }
        }
        if let given = domains.values[input.name] { return given.map { ($0, false) } }
        return Self.constants(of: [input.type.allowedValues], input.type.feel).map {
            $0.map { ($0, false) } + [(.null, true)]
        }
    }

    /// The values that a type has one by one; nil when it has more.
    private static func constants(of tests: [CellTests?], _ type: FEELType) -> [Value]? {
        for tests in tests {
            guard let simple = tests?.simple, case .tests(let parts, false) = simple else {
                continue
            }
            let constants = simple.constants
            if constants.count == parts.count { return constants.filter { !$0.isNull } }
        }
        if case .boolean = type { return [.boolean(true), .boolean(false)] }
        return nil
    }

    /// Columns that an involved cell of this one names.
    private func named(inColumn column: Int) -> [Int] {
        let cells = table.rows.filter { $0.cells[column].simple == nil }.map { $0.cells[column] }
        guard !cells.isEmpty, let scope = decision?.surroundings.scope else { return [] }
        let used = cells.reduce(into: Set<String>()) {
            $0.formUnion(namesUsed(in: $1.text, of: scope.entries.map(\.name)))
        }
        return names.indices.filter { $0 != column && used.contains(names[$0]) }
    }

    // MARK: - Axes of values

    /// The axis of columns whose values follow from inputs of few values; nil when they do not.
    private func evaluated(
        _ members: [Int], _ sources: [Source], _ bases: [[Int]?]
    ) -> TableAxis? {
        let slots = Set(members.flatMap { bases[$0] ?? [] }).sorted()
        guard members.allSatisfy({ bases[$0] != nil }), let rows = combinations(of: slots) else {
            return nil
        }
        let wanted = members.compactMap { member -> Int? in
            if case .decision(let index) = sources[member] { index } else { nil }
        }
        let handle = DecisionHandle(model: model, wanted: wanted)
        let evaluator = handle.evaluator()
        var positions: [String: Int] = [:]
        var points: [TableAxis.Point] = []
        for row in rows {
            if !wanted.isEmpty {
                _ = evaluator.evaluate(handle.inputSlots.map { row.values[$0] ?? .null })
            }
            var decided = 0
            let regions = members.map { member -> TableRegion in
                switch sources[member] {
                case .input(let slot): return .value(row.values[slot] ?? .null)
                case .decision:
                    decided += 1
                    return .value(plain(evaluator.result(decided - 1)))
                case .expression: return .absent
                }
            }
            let key = regions.map(\.key).joined(separator: "\u{1F}")
            if let position = positions[key] {
                if row.isRegular { points[position].isRegular = true }
                if !row.isAssumed { points[position].isAssumed = false }
            } else {
                positions[key] = points.count
                points.append(
                    .init(regions: regions, isRegular: row.isRegular, isAssumed: row.isAssumed))
            }
        }
        let rules = slots.compactMap { joint(of: model.inputs[$0].name) }
            .compactMap { domains.joint[$0].rule }
        return TableAxis(
            columns: members, points: Self.ordered(points), isGiven: true, rule: rules.first)
    }

    /// A null is a null, whatever it is for.
    private func plain(_ value: Value) -> Value { value.isNull ? .null : value }

    /// Points by the values of their columns, the absent last.
    private static func ordered(_ points: [TableAxis.Point]) -> [TableAxis.Point] {
        guard let width = points.first?.regions.count else { return [] }
        var ranks = [[Int]](repeating: [], count: points.count)
        for column in 0..<width {
            let rank = Self.ranks(of: points.map { $0.regions[column] })
            for index in points.indices {
                ranks[index].append(rank[points[index].regions[column].key] ?? 0)
            }
        }
        return points.indices.sorted {
            ranks[$0] == ranks[$1] ? $0 < $1 : ranks[$0].lexicographicallyPrecedes(ranks[$1])
        }.map { points[$0] }
    }

    /// The place of each region: those with an order by it, then the others as they come.
    private static func ranks(of regions: [TableRegion]) -> [String: Int] {
        var seen: Set<String> = []
        let distinct = regions.filter { seen.insert($0.key).inserted }
        let ordered = distinct.filter { $0.isOrdered && $0.only != nil }.sorted {
            guard let left = $0.only, let right = $1.only else { return false }
            return left.typeName == right.typeName
                ? (order(left, right) ?? 0) < 0 : left.typeName < right.typeName
        }
        let others = distinct.filter { !($0.isOrdered && $0.only != nil) && !$0.isAbsent }
        let absent = distinct.filter(\.isAbsent)
        return Dictionary(
            (ordered + others + absent).enumerated().map { ($1.key, $0) }
        ) { first, _ in first }
    }

    /// Values of inputs that occur together, by slot.
    private struct Combination {
        var values: [Int: Value] = [:]
        var isRegular = true
        var isAssumed = false
    }

    /// Every combination of some inputs; nil when there are too many.
    private func combinations(of slots: [Int]) -> [Combination]? {
        var rows = [Combination()]
        for group in Dictionary(grouping: slots, by: { keys(of: [$0])[0] }).sorted(by: {
            $0.key < $1.key
        }) {
            let factor: [Combination]
            if let first = group.value.first, let joint = joint(of: model.inputs[first].name) {
                factor = projected(domains.joint[joint], on: group.value)
            } else {
                factor = group.value.flatMap { slot in
                    (values(ofInput: slot) ?? []).map {
                        Combination(values: [slot: $0.value], isAssumed: $0.isAssumed)
                    }
                }
            }
            guard !factor.isEmpty, rows.count <= Self.largest / factor.count else { return nil }
            rows = rows.flatMap { row in
                factor.map {
                    Combination(
                        values: row.values.merging($0.values) { first, _ in first },
                        isRegular: row.isRegular && $0.isRegular,
                        isAssumed: row.isAssumed || $0.isAssumed)
                }
            }
        }
        return rows
    }

    private func projected(_ domain: JointDomain, on slots: [Int]) -> [Combination] {
        let positions = slots.map { slot in
            domain.names.firstIndex(of: model.inputs[slot].name) ?? 0
        }
        var known: [String: Int] = [:]
        var rows: [Combination] = []
        for combination in domain.combinations {
            let values = positions.map { combination.values[$0] }
            let key = values.map { "\($0)" }.joined(separator: "\u{1F}")
            if let row = known[key] {
                if combination.isRegular { rows[row].isRegular = true }
            } else {
                known[key] = rows.count
                rows.append(
                    Combination(
                        values: Dictionary(zip(slots, values)) { first, _ in first },
                        isRegular: combination.isRegular))
            }
        }
        return rows
    }

    // MARK: - Axes of regions

    /// The axis of a column by itself: by what the host or the model says of it, else by its cells.
    private func declared(_ column: Int, _ source: Source) -> TableAxis {
        let input = table.inputs[column]
        func axis(_ values: [Value], isAbsenceKnown: Bool) -> TableAxis {
            var points = values.map { TableAxis.Point(regions: [.value($0)]) }
            if !isAbsenceKnown {
                points.append(.init(regions: [.absent], isAssumed: true))
            }
            return TableAxis(columns: [column], points: Self.ordered(points), isGiven: true)
        }
        if let given = domains.values[names[column]] { return axis(given, isAbsenceKnown: true) }
        let isNeverAbsent = isNeverAbsent(source)
        if let constants = Self.constants(
            of: [input.values, input.type.allowedValues], input.type.feel)
        {
            return axis(constants, isAbsenceKnown: isNeverAbsent)
        }
        if case .decision(let index) = source, let values = model.decisions[index].possibleValues {
            return axis(
                values, isAbsenceKnown: isNeverAbsent || values.contains(where: \.isNull))
        }
        var constants = table.rows.flatMap { $0.cells[column].simple?.everyConstant ?? [] }
        let allowed = [input.values, input.type.allowedValues].compactMap { $0?.simple }
        constants += allowed.flatMap(\.everyConstant)
        var points = TableRegion.regions(around: constants, type: input.type.feel)
            .filter { region in
                allowed.allSatisfy { region.isAccepted(by: $0) ?? true }
            }.map { TableAxis.Point(regions: [$0]) }
        if !isNeverAbsent { points.append(.init(regions: [.absent], isAssumed: true)) }
        return TableAxis(columns: [column], points: points, isGiven: false)
    }

    /// Whether a decision has an answer for every sample of its inputs, absent ones too.
    private func isNeverAbsent(_ source: Source) -> Bool {
        guard case .decision(let index) = source else { return false }
        let handle = DecisionHandle(model: model, wanted: [index])
        let texts = handle.program.flatMap { model.decisions[$0].expression?.texts ?? [] }
        var samples: [[Value]] = [[]]
        for slot in handle.inputSlots {
            let values = self.samples(ofInput: slot, texts)
            guard samples.count * values.count <= 2_000 else { return false }
            samples = samples.flatMap { sample in values.map { sample + [$0] } }
        }
        let evaluator = handle.evaluator()
        return samples.allSatisfy { !evaluator.evaluate($0).isNull }
    }

    private func samples(ofInput slot: Int, _ texts: [String]) -> [Value] {
        if let values = values(ofInput: slot) { return values.map(\.value) }
        switch model.inputs[slot].type.feel {
        case .string:
            return [.null, .string("(any other)")]
                + texts.flatMap { quotedStrings(in: $0) }.prefix(40).map { .string($0) }
        case .number: return [.null] + [-1, 0, 1, 100].map { .number(Decimal128($0)) }
        case .any, .null, .boolean, .date, .time, .dateTime, .daysDuration, .yearsDuration, .list,
            .context, .range, .function:
            return [.null]
        }
    }
}

/// Columns joined into groups.
private struct Groups {
    private var group: [Int]

    init(count: Int) { group = Array(0..<count) }

    mutating func join(_ left: Int, _ right: Int) {
        let (kept, gone) = (min(group[left], group[right]), max(group[left], group[right]))
        for index in group.indices where group[index] == gone { group[index] = kept }
    }

    /// The groups, by their first members.
    var members: [[Int]] {
        Set(group).sorted().map { number in group.indices.filter { group[$0] == number } }
    }
}

extension SimpleTests {
    /// Every constant that the tests compare with, ends of ranges too.
    fileprivate var everyConstant: [Value] {
        switch self {
        case .any: []
        case .tests(let tests, _): tests.flatMap(\.constants)
        }
    }
}
