import DMN
import DMNRows
import FEEL
import Tables

/// One run over a table: rows read, typed, answered and written, one at a time.
final class EvalRun {
    let asked: AskedModel
    let source: DataSource
    let output: EvalOutput
    private let isTraced: Bool
    private let noted: (String) -> Void
    let columns: [InputColumn]
    let matcher: HeadMatcher
    private var rows = 0
    private var misfits = 0
    private var warnings = 0
    private var blank = 0

    /// How many warnings of a kind are printed; the rest are counted.
    private static let shown = 100

    init(
        _ asked: AskedModel, source: DataSource, sink: DataSink, form: EvalRequest.Form,
        isTraced: Bool, width: Int, noted: @escaping (String) -> Void
    ) {
        self.asked = asked
        self.source = source
        self.isTraced = isTraced
        self.noted = noted
        columns = InputColumn.all(asked.inputs.map { ($0.name, $0.type) })
        matcher = HeadMatcher(inputs: columns.map(\.name))
        output = EvalOutput(form, asked.answers, isTraced: isTraced, width: width, sink: sink)
    }

    /// Reads CSV to its end.
    ///
    /// - Throws: `DeskFailure`, after the rows before it were answered.
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
    /// - Throws: `DeskFailure`, after the rows before it were answered.
    func jsonLines() throws {
        var parser = JSONLinesParser()
        var keys = Keys()
        try streaming(
            feed: { try parser.feed($0, $1) }, finish: { try parser.finish($0) },
            each: { [self] (record: JSONLinesParser.Record) in try row(record, &keys) })
        if !keys.hasBegun { try output.begin([]) }
        try output.finish()
        noteMissing(keys.seen)
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

    /// The columns of a CSV file and what they are for, by their places in `columns`.
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
        noteMissing(Set(inputs.compactMap { $0 }))
        return Head(names: heads, inputs: inputs)
    }

    private func counted(_ fields: Int) -> String { fields == 1 ? "1 field" : "\(fields) fields" }

    private func row(_ record: CSVParser.Record, _ head: Head) throws {
        if record.isBlank {
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
        var row = RowValues(count: asked.inputs.count)
        var carried: [CarriedCell] = []
        carried.reserveCapacity(head.names.count)
        for (field, column) in zip(record.fields, head.inputs) {
            guard let column else {
                carried.append(CarriedCell(content: .field(field.text, nil)))
                continue
            }
            let value = try take(
                CellTyping.read(field.text, as: columns[column].type), for: column,
                line: field.line, place: field.column, into: &row)
            carried.append(CarriedCell(content: .field(field.text, value)))
        }
        try answer(finished(row), carried, head.names, line: record.line)
    }

    // MARK: - Rows of JSON Lines

    /// The keys that were seen so far and what they are for, by their places in `columns`.
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
        var row = RowValues(count: asked.inputs.count)
        var given: [(column: Int, key: String)] = []
        for member in record.members {
            guard let column = keys.inputs[member.key] ?? nil else { continue }
            if let first = given.first(where: { columns[$0.column].overlaps(columns[column]) }) {
                throw refused(
                    bothFor(first.key, member.key, column, record.line, member.column))
            }
            given.append((column, member.key))
            keys.seen.insert(column)
            _ = try take(
                CellTyping.read(member.value, as: columns[column].type), for: column,
                line: record.line, place: member.column, into: &row)
        }
        let (names, cells) = try carried(record, keys)
        try answer(finished(row), cells, names, line: record.line)
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

    /// The values of a row's inputs, as its cells give them.
    private struct RowValues {
        var values: [Value]
        /// Members of contexts that have columns of their own, by input.
        var members: [Int: [(path: [String], value: Value)]] = [:]
        /// Where the first of them stands.
        var places: [Int: (line: Int, place: Int)] = [:]

        init(count: Int) { values = Array(repeating: .null, count: count) }
    }

    /// Takes the value of a cell into its row.
    ///
    /// - Returns: The value; nil, with a warning, when it does not fit and is null.
    private func take(
        _ reading: CellTyping.Reading, for column: Int, line: Int, place: Int,
        into row: inout RowValues
    ) throws -> Value? {
        let target = columns[column]
        switch reading {
        case .value(let value):
            if !target.path.isEmpty {
                row.members[target.input, default: []].append((target.path, value))
                if row.places[target.input] == nil { row.places[target.input] = (line, place) }
                return value
            }
            guard value.isNull || asked.inputs[target.input].allows(value) else {
                misfit("\(target.name): \(value) \(EvalRun.notAllowed)", line, place)
                return nil
            }
            row.values[target.input] = value
            return value
        case .misfit(let reason):
            misfit("\(target.name): \(reason)", line, place)
            return nil
        case .inexact(let reason):
            throw refused(
                RowError(
                    line: line, column: place, "\(target.name): \(reason)",
                    advice: "round it as you want it, or leave it empty"))
        }
    }

    /// The values of a row when all its cells are taken: contexts are put together of their members.
    private func finished(_ row: RowValues) -> [Value] {
        var values = row.values
        for input in row.members.keys.sorted() {
            let known = asked.inputs[input]
            let value = InputColumn.context(of: known.type, row.members[input] ?? [])
            if value.isNull || known.allows(value) {
                values[input] = value
            } else if let (line, place) = row.places[input] {
                misfit("\(known.name): \(value) \(EvalRun.notAllowed)", line, place)
            }
        }
        return values
    }

    private static let notAllowed = "is not among the values that the model allows"

    private func misfit(_ why: String, _ line: Int, _ place: Int) {
        misfits += 1
        if misfits <= EvalRun.shown {
            note("\(source.name):\(line):\(place): warning: \(why); it is null")
        }
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

    func note(_ text: String) { noted(text) }

    func refused(_ error: RowError) -> DeskFailure {
        DeskFailure(.refused, error.description(in: source.name))
    }
}
