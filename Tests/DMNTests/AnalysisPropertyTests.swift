import FEEL
import Testing

@testable import DMN

/// A small table over few values, made from a seed, and what there is to say of it found by trying everything.
private struct TriedTable {

    let policy: String
    let rows: [[String]]
    let domains: InputDomains
    /// Everything that the columns can be together.
    let cases: [[Value]]
    /// The rows that match each case.
    let matching: [Set<Int>]
    let model: DecisionModel

    static let columns = ["a", "b", "t"]
    private static let numbers: [Value] = [1, 2, 3, 4]

    init(seed: Int) throws {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        policy =
            [
                "UNIQUE", "ANY", "FIRST", "FIRST", "PRIORITY", "RULE ORDER", "OUTPUT ORDER",
                "COLLECT",
            ][next(8)]
        let absent: [Value] = next(2) == 0 ? [.null] : []
        let numbers = Self.numbers + absent
        let texts: [Value] = [.string("x"), .string("y")] + (next(2) == 0 ? [.null] : [])
        var pairs = numbers.flatMap { first in numbers.map { [first, $0] } }
        // Every other table has columns that depend on each other.
        let isJoint = next(2) == 0
        if isJoint {
            let kept = pairs.filter { _ in next(5) < 3 }
            pairs = kept.isEmpty ? pairs : kept
        }
        domains = InputDomains(
            values: isJoint ? ["t": texts] : ["a": numbers, "b": numbers, "t": texts],
            joint: isJoint
                ? [JointDomain(names: ["a", "b"], combinations: pairs.map { .init($0) })] : [])
        cases = pairs.flatMap { pair in texts.map { pair + [$0] } }
        func cell(_ column: Int) -> String {
            if next(3) == 0 { return "-" }
            if column == 2 {
                return ["\"x\"", "\"y\"", "not(\"x\")", "\"x\", \"y\"", "null"][next(5)]
            }
            let (low, high) = (1 + next(4), 1 + next(4))
            return [
                "\(low)", "< \(high)", ">= \(low)", "[\(min(low, high))..\(max(low, high))]",
                "]\(min(low, high))..\(max(low, high) + 1)[", "\(low), \(high)", "not(\(low))",
                "null",
                "not(null)", "? > \(low) or ? = \(high)", column == 0 ? "< b" : "a", "odd(?)",
            ][next(12)]
        }
        rows = (0..<(1 + next(6))).map { number in
            ["R\(number)"] + (0..<3).map { cell($0) } + ["\(1 + next(2))"]
        }
        let model = try SmallModel.load(
            SmallModel.table(
                policy: policy, inputs: [("a", "number"), ("b", "number"), ("t", "string")],
                outputs: [.init(name: "o", values: "1, 2")], rows: rows))
        self.model = model
        matching = try cases.map { values in
            let trace = try model.explain(
                decision: "d", inputs: Dictionary(uniqueKeysWithValues: zip(Self.columns, values)))
            return Set(
                trace.tables[0].rows.enumerated().filter { $0.element.outcome != .failed }
                    .map(\.offset))
        }
    }

    func answer(_ row: Int) -> String { rows[row][4] }

    /// The cases that a row matches.
    func reach(_ row: Int) -> Set<Int> {
        Set(cases.indices.filter { matching[$0].contains(row) })
    }

    /// The cases that a row would match without one of its conditions.
    func reach(_ row: Int, without column: Int) throws -> Set<Int> {
        var changed = rows
        changed[row][column + 1] = "-"
        let model = try SmallModel.load(
            SmallModel.table(
                policy: "COLLECT", inputs: [("a", "number"), ("b", "number"), ("t", "string")],
                outputs: [.init(name: "o")], rows: [changed[row]]))
        return Set(
            try cases.indices.filter { index in
                let inputs = Dictionary(uniqueKeysWithValues: zip(Self.columns, cases[index]))
                let trace = try model.explain(decision: "d", inputs: inputs)
                return trace.tables[0].rows[0].outcome != .failed
            })
    }

    var analysis: TableAnalysis? {
        guard let decision = model.compiled.decisions.first,
            case .table(let table)? = decision.expression?.kind
        else { return nil }
        return TableAnalysis(
            table,
            AxisBuilder(table: table, decision: decision, model: model.compiled, domains: domains))
    }
}

@Suite("The analysis says what trying everything shows")
struct AnalysisPropertyTests {
    private func rows(_ remarks: [TableRemark], _ kind: TableRemark.Kind) -> [[Int]] {
        remarks.filter { $0.kind == kind }.map { $0.rows.compactMap { Int($0.dropFirst()) } }
    }

    @Test("Gaps are the cases that no row matches", arguments: 1...200)
    func gaps(seed: Int) throws {
        let table = try TriedTable(seed: seed)
        var analysis = try #require(table.analysis)
        _ = analysis.remarks()
        guard analysis.severity(.gap) != nil else { return }
        for (number, values) in table.cases.enumerated() {
            let isTold = analysis.gaps.contains { box in
                analysis.axes.indices.allSatisfy { axis in
                    let columns = analysis.axes[axis].columns
                    return box[axis].rows.contains { index in
                        analysis.axes[axis].classes[index].points.contains { point in
                            zip(columns, analysis.axes[axis].points[point].regions).allSatisfy {
                                "\(values[$0])" == $1.key
                            }
                        }
                    }
                }
            }
            #expect(isTold == table.matching[number].isEmpty, "\(table.rows) \(values)")
        }
    }

    @Test(
        "Pairs, and rows that never match, never win or add nothing, are those", arguments: 1...200)
    func rowsOfRemarks(seed: Int) throws {
        let table = try TriedTable(seed: seed)
        var analysis = try #require(table.analysis)
        let remarks = analysis.remarks()
        let reach = table.rows.indices.map { table.reach($0) }
        let live = table.rows.indices.filter { !reach[$0].isEmpty }
        #expect(
            rows(remarks, .unreachable).flatMap { $0 }
                == table.rows.indices.filter { reach[$0].isEmpty })

        var duplicates: [[Int]] = []
        var overlaps: [[Int]] = []
        for second in live {
            for first in live where first < second && !reach[first].isDisjoint(with: reach[second])
            {
                let isSame = table.answer(first) == table.answer(second)
                if isSame, reach[first] == reach[second] {
                    duplicates.append([first, second])
                } else if table.policy == "UNIQUE" || (table.policy == "ANY" && !isSame) {
                    overlaps.append([first, second])
                }
            }
        }
        #expect(rows(remarks, .duplicate) == duplicates, "\(table.rows)")
        #expect(rows(remarks, .overlap) == overlaps, "\(table.rows)")

        let never = live.filter { row in
            reach[row].allSatisfy { number in
                table.matching[number].contains { other in
                    switch table.policy {
                    case "FIRST": other < row
                    case "PRIORITY": table.answer(other) < table.answer(row)
                    default: false
                    }
                }
            }
        }
        let hidden = Set(rows(remarks, .masked).compactMap(\.first))
            .union(table.policy == "FIRST" ? duplicates.map { $0[1] } : [])
        #expect(hidden.sorted() == never, "\(table.policy) \(table.rows)")

        let idle = try idleRows(table, live, reach, never: Set(never))
        #expect(
            rows(remarks, .subsumed).compactMap(\.first) == idle, "\(table.policy) \(table.rows)")
    }

    /// Rows that can go without any answer changing, or that only repeat another's.
    private func idleRows(
        _ table: TriedTable, _ live: [Int], _ reach: [Set<Int>], never: Set<Int>
    ) throws -> [Int] {
        switch table.policy {
        case "UNIQUE": return []
        case "FIRST":
            return live.filter { row in
                !never.contains(row)
                    && reach[row].allSatisfy { number in
                        let first = table.matching[number].min()
                        let next = table.matching[number].filter { $0 != row }.min()
                        return first != row || next.map(table.answer) == table.answer(row)
                    }
            }
        default:
            return live.filter { row in
                live.contains { other in
                    other != row && table.answer(other) == table.answer(row)
                        && reach[row].isStrictSubset(of: reach[other])
                }
            }
        }
    }

    @Test(
        "Conditions that add nothing are those whose row would match the same", arguments: 1...80)
    func conditions(seed: Int) throws {
        let table = try TriedTable(seed: seed)
        var analysis = try #require(table.analysis)
        let remarks = analysis.remarks()
        let told = Set(
            remarks.filter { $0.kind == .redundant && $0.sentence.contains("adds nothing") }.map {
                $0.location
            })
        let passed = Set(
            rows(remarks, .masked).compactMap(\.first) + rows(remarks, .duplicate).map { $0[1] })
        let compiled = analysis.table
        for row in table.rows.indices where !table.reach(row).isEmpty && !passed.contains(row) {
            for column in 0..<3 where table.rows[row][column + 1] != "-" {
                let extra = try table.reach(row, without: column).subtracting(table.reach(row))
                let isIdle = extra.allSatisfy { number in
                    table.policy == "FIRST" && table.matching[number].contains { $0 < row }
                }
                let cell = compiled.rows[row].cells[column]
                let isOffScale = remarks.contains {
                    $0.kind == .offScale && $0.location == cell.location
                }
                guard !isOffScale else { continue }
                #expect(
                    told.contains(cell.location) == isIdle,
                    "\(table.policy) \(table.rows) row \(row) column \(column)")
            }
        }
    }
}
