import DMN
import DMNRows
import FEEL

/// One run over a table: rows read, typed, answered and written, one at a time.
final class EvalRun {
    private let asked: AskedModel
    private let source: DataSource
    private let output: EvalOutput
    private let isTraced: Bool
    private let isQuiet: Bool
    private let matcher: HeadMatcher
    private var rows = 0
    private var misfits = 0
    private var warnings = 0
    private var blank = 0

    /// How many warnings of a kind are printed; the rest are counted.
    private static let shown = 100

    init(
        _ asked: AskedModel, source: DataSource, sink: DataSink, form: EvalForm, isTraced: Bool,
        isQuiet: Bool
    ) {
        self.asked = asked
        self.source = source
        self.isTraced = isTraced
        self.isQuiet = isQuiet
        matcher = HeadMatcher(inputs: asked.inputs.map(\.name))
        output = EvalOutput(form, asked.answers, isTraced: isTraced, sink: sink)
    }

    /// Reads CSV to its end.
    ///
    /// - Throws: `Failure`, after the rows before it were answered.
    func csv(separator: UInt8?) throws {
        var parser = CSVParser(separator: separator)
        var head: Head?
        try streaming(
            feed: { try parser.feed($0, $1) }, finish: { try parser.finish($0) },
            each: { [self] (record: CSVParser.Record) in
                if let head {
                    try row(record, head)
                } else {
                    let made = try self.head(record)
                    head = made
                    try output.begin(
                        made.names, separator: parser.separator ?? UInt8(ascii: ","),
                        hasMark: parser.hasMark)
                }
            })
        guard head != nil else {
            throw refused(
                RowError(
                    line: 1, column: 1, "the file is empty: there is no head",
                    advice: "its first line is to name the columns"))
        }
        try output.finish()
    }

    /// Reads JSON Lines to their end.
    ///
    /// - Throws: `Failure`, after the rows before it were answered.
    func jsonLines() throws {
        var parser = JSONLinesParser()
        var keys = Keys()
        try streaming(
            feed: { try parser.feed($0, $1) }, finish: { try parser.finish($0) },
            each: { [self] (record: JSONLinesParser.Record) in try row(record, &keys) })
        if !keys.hasBegun { try output.begin([]) }
        try output.finish()
        noteMissing((0..<asked.neededCount).filter { !keys.seen.contains($0) })
    }

    /// Feeds a parser piece by piece; of each piece the records before an error are still answered.
    private func streaming<Record>(
        feed: ([UInt8], (Record) throws -> Void) throws -> Void,
        finish: ((Record) throws -> Void) throws -> Void, each: (Record) throws -> Void
    ) throws {
        var records: [Record] = []
        func answering(_ read: () throws -> Void) throws {
            do {
                try read()
            } catch let error as RowError {
                for record in records { try each(record) }
                throw refused(error)
            }
            for record in records { try each(record) }
            records.removeAll(keepingCapacity: true)
        }
        while let piece = try source.next() {
            try answering { try feed(piece) { records.append($0) } }
        }
        try answering { try finish { records.append($0) } }
    }

    /// What there is to say at the end, and how many cells did not fit.
    func finish() -> Int {
        func counted(_ count: Int, _ one: String, _ many: String) -> String {
            count == 1 ? "1 \(one)" : "\(count) \(many)"
        }
        if blank > 0 { note(counted(blank, "blank line was", "blank lines were") + " passed over") }
        if misfits > 0 {
            note(
                counted(
                    misfits, "cell does not fit its input and is",
                    "cells do not fit their input and are")
                    + " null")
        }
        if warnings > EvalRun.shown {
            note("\(warnings) warnings of the model; the first \(EvalRun.shown) are shown")
        }
        return misfits
    }

    // MARK: - Rows of CSV

    /// The columns of a CSV file and the inputs they are for.
    private struct Head {
        let names: [String]
        let inputs: [Int?]
    }

    private func head(_ record: CSVParser.Record) throws -> Head {
        var names: [String: CSVParser.Field] = [:]
        for field in record.fields {
            let name = SpreadsheetText.unguarded(field.text)
            if let first = names[name] {
                throw refused(
                    RowError(
                        line: field.line, column: field.column,
                        "the head \"\(name)\" stands here and at column \(first.column) too",
                        advice: "each column wants a name of its own"))
            }
            names[name] = field
            try checkReserved(name, line: field.line, column: field.column)
        }
        let heads = record.fields.map { SpreadsheetText.unguarded($0.text) }
        let inputs = try inputs(of: heads) {
            record.fields[$0].line
        } column: {
            record.fields[$0].column
        }
        noteCarried(zip(heads, inputs).filter { $1 == nil }.map(\.0))
        noteMissing((0..<asked.neededCount).filter { !inputs.contains($0) })
        return Head(names: heads, inputs: inputs)
    }

    private func counted(_ fields: Int) -> String { fields == 1 ? "1 field" : "\(fields) fields" }

    private func row(_ record: CSVParser.Record, _ head: Head) throws {
        if record.isBlank, head.names.count > 1 || record.fields[0].text.isEmpty {
            blank += 1
            return
        }
        guard record.fields.count == head.names.count else {
            throw refused(
                RowError(
                    line: record.line, column: 1,
                    "the row has \(counted(record.fields.count)), and the head \(head.names.count)",
                    advice: "is a quote or a separator missing?"))
        }
        var values = [Value](repeating: .null, count: asked.inputs.count)
        var carried: [CarriedCell] = []
        carried.reserveCapacity(head.names.count)
        for (field, input) in zip(record.fields, head.inputs) {
            guard let input else {
                carried.append(CarriedCell(content: .field(field.text, nil)))
                continue
            }
            let value = try value(
                CellTyping.read(field.text, as: asked.inputs[input].type), for: input,
                line: field.line, column: field.column)
            values[input] = value ?? .null
            carried.append(CarriedCell(content: .field(field.text, value)))
        }
        try answer(values, carried, head.names, line: record.line)
    }

    // MARK: - Rows of JSON Lines

    /// The keys that were seen so far and the inputs they are for.
    private struct Keys {
        var inputs: [String: Int?] = [:]
        var seen: Set<Int> = []
        /// The keys of the first line, where they are the columns of a table.
        var columns: [String] = []
        var hasBegun = false
    }

    private func row(_ record: JSONLinesParser.Record, _ keys: inout Keys) throws {
        var unknown: [String] = []
        for member in record.members where keys.inputs[member.key] == nil {
            try checkReserved(member.key, line: record.line, column: member.column)
            let input = matcher.input(named: member.key)
            keys.inputs[member.key] = .some(input)
            if input == nil { unknown.append(member.key) }
        }
        noteCarried(unknown)
        if !keys.hasBegun {
            keys.hasBegun = true
            keys.columns = record.members.map(\.key)
            try output.begin(keys.columns)
        }
        var values = [Value](repeating: .null, count: asked.inputs.count)
        var given: [Int: String] = [:]
        for member in record.members {
            guard let input = keys.inputs[member.key] ?? nil else { continue }
            if let first = given[input] {
                throw refused(
                    RowError(
                        line: record.line, column: member.column,
                        "\"\(first)\" and \"\(member.key)\" are both for the input "
                            + "\"\(asked.inputs[input].name)\"", advice: "leave one of them"))
            }
            given[input] = member.key
            keys.seen.insert(input)
            values[input] =
                try value(
                    CellTyping.read(member.value, as: asked.inputs[input].type), for: input,
                    line: record.line, column: member.column) ?? .null
        }
        let (names, cells) = try carried(record, keys)
        try answer(values, cells, names, line: record.line)
    }

    /// What a line came with: its own members, or the columns of a table filled from them.
    private func carried(
        _ record: JSONLinesParser.Record, _ keys: Keys
    ) throws -> ([String], [CarriedCell]) {
        guard output.isFixed else {
            return (
                record.members.map(\.key),
                record.members.map { CarriedCell(content: .member($0.value)) }
            )
        }
        if let other = record.members.first(where: { !keys.columns.contains($0.key) }) {
            throw refused(
                RowError(
                    line: record.line, column: other.column,
                    "the key \"\(other.key)\" does not stand in the first line, which makes the columns",
                    advice: "write the answers as jsonl, or give every line the same keys"))
        }
        return (
            keys.columns,
            keys.columns.map { key in
                CarriedCell(
                    content: record.members.first { $0.key == key }.map { .member($0.value) }
                        ?? .absent)
            }
        )
    }

    // MARK: - Values and answers

    /// The value of a cell; nil, with a warning, when it does not fit.
    private func value(
        _ reading: CellTyping.Reading, for input: Int, line: Int, column: Int
    ) throws -> Value? {
        let name = asked.inputs[input].name
        let why: String
        switch reading {
        case .value(let value):
            if value.isNull || asked.inputs[input].allows(value) { return value }
            why = "\(value) is not among the values that the model allows"
        case .misfit(let reason): why = reason
        case .inexact(let reason):
            throw refused(
                RowError(
                    line: line, column: column, "\(name): \(reason)",
                    advice: "round it as you want it, or leave it empty"))
        }
        misfits += 1
        if misfits <= EvalRun.shown {
            note("\(source.name):\(line):\(column): warning: \(name): \(why); it is null")
        }
        return nil
    }

    private func answer(
        _ values: [Value], _ carried: [CarriedCell], _ names: [String], line: Int
    ) throws {
        rows += 1
        let (answers, warnings) = asked.answer(values)
        for warning in warnings {
            self.warnings += 1
            if self.warnings <= EvalRun.shown {
                note("\(source.name):\(line): \(warning)")
            }
        }
        try output.row(
            EvalRow(
                number: rows, place: "\(source.name):\(line)", names: names, carried: carried,
                answers: answers,
                trace: isTraced ? EvalTrace(trace: asked.explain(values)) : nil)
        ) { note("\($0) has no column, because no type of the model names it; jsonl shows it") }
    }

    // MARK: - Names

    /// The inputs that heads are for; two heads for one input are an error.
    private func inputs(
        of heads: [String], line: (Int) -> Int, column: (Int) -> Int
    ) throws -> [Int?] {
        var owners: [Int: Int] = [:]
        // A head that has an input's very name comes before one that only resembles it.
        let exact = Set(heads.filter { head in asked.inputs.contains { $0.name == head } })
        return try heads.enumerated().map { place, head in
            guard let input = matcher.input(named: head) else { return nil }
            if head != asked.inputs[input].name, exact.contains(asked.inputs[input].name) {
                return nil
            }
            if let first = owners[input] {
                throw refused(
                    RowError(
                        line: line(place), column: column(place),
                        "\"\(heads[first])\" and \"\(head)\" are both for the input "
                            + "\"\(asked.inputs[input].name)\"", advice: "rename one of them"))
            }
            owners[input] = place
            return input
        }
    }

    private func checkReserved(_ name: String, line: Int, column: Int) throws {
        guard output.reserved.contains(name) else { return }
        throw refused(
            RowError(
                line: line, column: column,
                "the data has a column \"\(name)\", and so have the answers",
                advice: "rename it"))
    }

    private func noteCarried(_ names: [String]) {
        guard !names.isEmpty else { return }
        let shown = names.map { name in
            let near = nearest(name, asked.inputs.map(\.name))
            return "\"\(name)\"" + (near.map { " (did you mean \"\($0)\"?)" } ?? "")
        }
        note("\(source.name): carried through, no input: \(shown.joined(separator: ", "))")
    }

    private func noteMissing(_ inputs: [Int]) {
        for input in inputs {
            note(
                "\(source.name): nothing is for the input \"\(asked.inputs[input].name)\": it is null"
            )
        }
    }

    private func note(_ text: String) {
        if !isQuiet { Output.note(text) }
    }

    private func refused(_ error: RowError) -> Failure {
        Failure(.refused, error.description(in: source.name))
    }
}
