import FEEL

/// Looks a table over: what falls through, what is decided twice, what has no effect.
///
/// Its columns become axes (`AxisBuilder`), the values of each are gathered into classes that no cell
/// tells apart, and a row becomes a box: for each axis the classes that it accepts. Everything said
/// of rows is a question about boxes. A cell that depends on more than the axis' own columns leaves
/// two boxes of its row: where it must match, and where it may.
struct TableAnalysis {
    let table: CompiledTable
    let axes: [TableAxis]
    /// How many classes each axis has.
    let sizes: [Int]
    /// Where each row surely matches, and where it may.
    let must: [Box]
    let may: [Box]
    /// All there is.
    let everything: Box
    /// All but what is there only because nothing says that an input is never absent.
    let expected: Box
    private(set) var found: [TableRemark] = []
    /// What no row matches, where that matters: boxes that may lie over one another.
    var gaps: [Box] = []
    /// Questions that took too long.
    var unanswered: Set<String> = []

    /// Above these a table is not looked at with all its columns together.
    private static let mostAxes = 200
    private static let mostRows = 5_000

    init(_ table: CompiledTable, _ builder: AxisBuilder) {
        self.table = table
        let scope = builder.decision?.surroundings.scope
        var axes = builder.axes()
        for index in axes.indices {
            let cells = AxisCells(table, axes[index], scope)
            axes[index].classify(rows: table.rows.count) { cells.accepts($0, $1, $2) }
        }
        self.axes = axes
        sizes = axes.map(\.classes.count)
        everything = axes.map { RowSet(all: $0.classes.count) }
        expected = axes.map { axis in
            RowSet(
                axis.classes.indices.filter { !axis.classes[$0].isAssumed },
                of: axis.classes.count)
        }
        must = table.rows.indices.map { row in
            axes.map { axis in
                RowSet(
                    axis.classes.indices.filter { axis.classes[$0].must.contains(row) },
                    of: axis.classes.count)
            }
        }
        may = table.rows.indices.map { row in
            axes.map { axis in
                RowSet(
                    axis.classes.indices.filter { axis.classes[$0].may.contains(row) },
                    of: axis.classes.count)
            }
        }
    }

    /// Everything there is to say about the table.
    mutating func remarks() -> [TableRemark] {
        guard axes.count <= Self.mostAxes, table.rows.count <= Self.mostRows else {
            add(
                .tooLarge, .note,
                "it has \(axes.count) columns of conditions and \(table.rows.count) rows: too many to look over",
                advice: "split it into tables that each decide one thing")
            return found
        }
        findGaps()
        findUnreachable()
        findPairs()
        findMasked()
        findSubsumed()
        findCells()
        findColumns()
        if !unanswered.isEmpty {
            add(
                .tooLarge, .note,
                "it has too many combinations of inputs to look for "
                    + TableWords.list(unanswered.sorted()),
                advice:
                    "what two rows have in common was looked at; split the table to know the rest")
        }
        return found
    }

    // MARK: - Boxes

    func isEmpty(_ box: Box) -> Bool { box.contains { $0.isEmpty } }

    func intersection(_ left: Box, _ right: Box) -> Box {
        zip(left, right).map { $0.intersection($1) }
    }

    func meets(_ left: Box, _ right: Box) -> Bool {
        !zip(left, right).contains { $0.isDisjoint(with: $1) }
    }

    func isSubset(_ left: Box, of right: Box) -> Bool {
        zip(left, right).allSatisfy { $0.isSubset(of: $1) }
    }

    /// Whether it is known of a row where it matches.
    func isExact(_ row: Int) -> Bool { must[row] == may[row] }

    /// A row's id, as a sentence names it.
    func id(_ row: Int) -> String { collapsedText(table.rows[row].id) }

    /// A column's head, as a sentence names it.
    func label(_ column: Int) -> String { collapsedText(table.inputs[column].label) }

    func location(_ row: Int) -> SourceLocation { table.rows[row].location }

    // MARK: - Reports

    func remark(
        _ kind: TableRemark.Kind, _ severity: TableRemark.Severity, rows: [Int] = [],
        _ sentence: String, example: [String] = [], advice: String,
        at location: SourceLocation? = nil
    ) -> TableRemark {
        TableRemark(
            kind: kind, severity: severity, decision: table.name,
            rows: rows.map { table.rows[$0].id },
            sentence: sentence, example: example, advice: advice,
            location: location ?? table.location)
    }

    mutating func tell(_ remark: TableRemark) { found.append(remark) }

    /// Tells a remark, unless the hit policy makes it as it should be.
    mutating func add(
        _ kind: TableRemark.Kind, _ severity: TableRemark.Severity?, rows: [Int] = [],
        _ sentence: String, example: [String] = [], advice: String,
        at location: SourceLocation? = nil
    ) {
        guard let severity else { return }
        tell(
            remark(
                kind, severity, rows: rows, sentence, example: example, advice: advice,
                at: location))
    }

    func severity(_ kind: TableRemark.Kind) -> TableRemark.Severity? {
        kind.severity(under: table.hitPolicy, table.aggregation)
    }
}

/// What the cells of an axis make of its points.
private struct AxisCells {
    private let table: CompiledTable
    private let axis: TableAxis
    private let frame: Frame
    private let scope: Scope?
    /// For each row and column of the axis, whether its involved cell names nothing but the axis.
    private let isClosed: [[Bool]]

    init(_ table: CompiledTable, _ axis: TableAxis, _ scope: Scope?) {
        self.table = table
        self.axis = axis
        self.scope = scope
        frame = Frame(scope ?? Scope())
        let known = Set(axis.columns.compactMap { table.inputs[$0].expression.slot })
        isClosed = table.rows.map { row in
            axis.columns.map { column in
                guard row.cells[column].simple == nil, let scope else { return false }
                let used = namesUsed(in: row.cells[column].text, of: scope.entries.map(\.name))
                return used.allSatisfy { scope.slot(of: $0).map(known.contains) ?? false }
            }
        }
    }

    func accepts(_ row: Int, _ position: Int, _ point: TableAxis.Point) -> Bool? {
        let cell = table.rows[row].cells[axis.columns[position]]
        if let simple = cell.simple { return point.regions[position].isAccepted(by: simple) }
        guard isClosed[row][position], point.regions.allSatisfy({ $0.only != nil }),
            let value = point.regions[position].only
        else { return nil }
        for (place, column) in axis.columns.enumerated() {
            if let slot = table.inputs[column].expression.slot {
                frame[slot] = point.regions[place].only ?? .null
            }
        }
        frame.run.restart()
        return cell.accepts(value, in: frame)
    }
}
