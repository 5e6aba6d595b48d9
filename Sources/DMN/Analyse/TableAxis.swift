import FEEL

/// Columns of a table that depend on one another, or one that stands alone, and what they can be.
struct TableAxis {
    /// What the columns are together, at one of the points that the table can be asked for.
    struct Point {
        /// A region for each column of the axis.
        var regions: [TableRegion]
        /// Whether it keeps to the rule between the inputs.
        var isRegular = true
        /// Whether it is there only because nothing says that an input is never absent.
        var isAssumed = false
    }

    /// Points that no cell tells apart.
    struct PointClass {
        var points: [Int]
        /// The rows whose cells all accept it.
        let must: RowSet
        /// Those, and rows with cells that depend on more than the columns of the axis.
        let may: RowSet
        /// The same for each column of the axis.
        let columns: [(must: RowSet, may: RowSet)]
        let isRegular: Bool
        let isAssumed: Bool
    }

    /// The table's columns, by number.
    let columns: [Int]
    /// In an order that reads well.
    let points: [Point]
    /// Whether the values are given one by one, so that a cell can name one that cannot be.
    let isGiven: Bool
    /// The rule between inputs, where there is one.
    let rule: JointDomain.Rule?
    private(set) var classes: [PointClass] = []
    /// The regions of each column, each once, in an order that reads well.
    let regions: [[TableRegion]]
    /// For each point the places of its regions among those of the columns.
    let places: [[Int]]

    init(columns: [Int], points: [Point], isGiven: Bool, rule: JointDomain.Rule? = nil) {
        self.columns = columns
        self.points = points
        self.isGiven = isGiven
        self.rule = points.allSatisfy(\.isRegular) ? nil : rule
        let keys = points.map { $0.regions.map(\.key) }
        var places = [[Int]](repeating: [], count: points.count)
        var regions: [[TableRegion]] = []
        for position in columns.indices {
            let (distinct, order) = Self.distinct(
                points.map { $0.regions[position] }, keys.map { $0[position] },
                isSorted: columns.count > 1)
            regions.append(distinct)
            for index in points.indices {
                places[index].append(order[keys[index][position]] ?? 0)
            }
        }
        self.regions = regions
        self.places = places
    }

    /// The regions of a column, each once, and the place of each by its key.
    private static func distinct(
        _ regions: [TableRegion], _ keys: [String], isSorted: Bool
    ) -> ([TableRegion], [String: Int]) {
        var seen: Set<String> = []
        var distinct = zip(regions, keys).filter { seen.insert($1).inserted }
        if isSorted {
            distinct = distinct.enumerated().sorted { left, right in
                let (low, high) = (left.element.0, right.element.0)
                if low.isAbsent != high.isAbsent { return high.isAbsent }
                if let low = low.only, let high = high.only, let order = order(low, high) {
                    return order != 0 ? order < 0 : left.offset < right.offset
                }
                return left.offset < right.offset
            }.map(\.element)
        }
        return (
            distinct.map(\.0),
            Dictionary(distinct.enumerated().map { ($1.1, $0) }) { first, _ in first }
        )
    }

    /// Gathers the points by what the cells make of them.
    ///
    /// - Parameters:
    ///   - rows: How many rows the table has.
    ///   - accepts: Whether a row's cell in a column accepts a point; nil when it cannot be known.
    mutating func classify(rows: Int, accepts: (_ row: Int, _ position: Int, Point) -> Bool?) {
        var classes: [PointClass] = []
        var known: [Signature: Int] = [:]
        for (index, point) in points.enumerated() {
            var signature = Signature(
                sets: [], isRegular: point.isRegular, isAssumed: point.isAssumed)
            var must = RowSet(all: rows)
            var may = must
            var perColumn: [(must: RowSet, may: RowSet)] = []
            for position in columns.indices {
                var sure = RowSet(count: rows)
                var possible = sure
                for row in 0..<rows {
                    switch accepts(row, position, point) {
                    case true:
                        sure.insert(row)
                        possible.insert(row)
                    case false: break
                    case nil: possible.insert(row)
                    }
                }
                must.formIntersection(sure)
                may.formIntersection(possible)
                perColumn.append((sure, possible))
                signature.sets += [sure, possible]
            }
            if let position = known[signature] {
                classes[position].points.append(index)
            } else {
                known[signature] = classes.count
                classes.append(
                    PointClass(
                        points: [index], must: must, may: may, columns: perColumn,
                        isRegular: point.isRegular, isAssumed: point.isAssumed))
            }
        }
        self.classes = classes
    }

    private struct Signature: Hashable {
        var sets: [RowSet]
        let isRegular: Bool
        let isAssumed: Bool
    }
}

extension TableRegion {
    /// A text that only this region of a column has.
    var key: String {
        switch kind {
        case .value(let value): "\(value)"
        case .between(let low, let high):
            "]\(low.map { "\($0)" } ?? "")..\(high.map { "\($0)" } ?? "")["
        case .other: "other"
        }
    }
}

extension RowSet {
    func isSubset(of other: RowSet) -> Bool {
        zip(words, other.words).allSatisfy { $0 & ~$1 == 0 }
    }

    func isDisjoint(with other: RowSet) -> Bool {
        zip(words, other.words).allSatisfy { $0 & $1 == 0 }
    }

    /// This set and another's common members.
    func intersection(_ other: RowSet) -> RowSet {
        var result = self
        result.formIntersection(other)
        return result
    }

    var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    /// The set of these numbers, of so many.
    init(_ members: some Sequence<Int>, of count: Int) {
        self.init(count: count)
        for member in members { insert(member) }
    }
}
