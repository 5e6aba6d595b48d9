import DMN
import DMNRows
import Tables
import Texts

/// Which heads are for which inputs, and what there is to say about the others.
extension EvalRun {
    /// The inputs that heads are for; two heads for one input are an error.
    func inputs(
        of heads: [String], line: (Int) -> Int, column: (Int) -> Int
    ) throws -> [Int?] {
        var owners: [(column: Int, head: String)] = []
        // A head that has an input's very name comes before one that only resembles it.
        let exact = Set(heads.filter { head in columns.contains { $0.name == head } })
        return try heads.enumerated().map { place, head in
            guard let found = matcher.input(named: head) else { return nil }
            if head != columns[found].name, exact.contains(columns[found].name) { return nil }
            if let first = owners.first(where: { columns[$0.column].overlaps(columns[found]) }) {
                throw refused(bothFor(first.head, head, found, line(place), column(place)))
            }
            owners.append((found, head))
            return found
        }
    }

    func bothFor(
        _ first: String, _ second: String, _ column: Int, _ line: Int, _ place: Int
    ) -> RowError {
        RowError(
            line: line, column: place,
            "\"\(first)\" and \"\(second)\" are both for the input "
                + "\"\(asked.inputs[columns[column].input].name)\"", advice: "leave one of them")
    }

    func checkReserved(_ name: String, line: Int, column: Int) throws {
        guard output.reserved.contains(name) else { return }
        throw refused(
            RowError(
                line: line, column: column,
                "the data has a column \"\(name)\", and so have the answers",
                advice: "rename it"))
    }

    func noteCarried(_ names: [String]) {
        guard !names.isEmpty else { return }
        let shown = names.map { name in
            let near = nearest(name, columns.map(\.name))
            return "\"\(name)\"" + (near.map { " (did you mean \"\($0)\"?)" } ?? "")
        }
        note("\(source.name): carried through, no input: \(shown.joined(separator: ", "))")
    }

    /// Says which inputs nothing is for, and which members of those that come in parts.
    func noteMissing(_ seen: Set<Int>) {
        for (index, column) in columns.enumerated() where column.input < asked.neededCount {
            let isGiven = columns.indices.contains { other in
                seen.contains(other) && columns[other].overlaps(column)
            }
            let isPart = columns.indices.contains { other in
                seen.contains(other) && columns[other].input == column.input
            }
            // A member is worth a word only where others of its input are given.
            if isGiven || seen.contains(index) || !(column.path.isEmpty || isPart) { continue }
            note("\(source.name): nothing is for the input \"\(column.name)\": it is null")
        }
    }
}
