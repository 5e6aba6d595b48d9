import RegisterDesk
import RegisterReports
import RiskRegister

/// What is made of a file, for a person.
extension FileReading {
    /// The lines to print.
    func lines(width: Int) -> [String] {
        var lines = [first]
        if isSuggested {
            lines.append(
                "No mapping at hand knows it: this is how the one of `baf mapping suggest` reads it."
            )
        }
        if let asAt { lines.append("It says that it is of \(asAt.inWords).") }
        if !columns.isEmpty {
            var table = self.table.text(width: width).split(
                separator: "\n", omittingEmptySubsequences: false
            ).map(String.init)
            while table.last?.isEmpty == true { table.removeLast() }
            lines += table
        }
        let names = columns.filter { $0.known == nil && $0.filled > 0 }.map { column in
            column.name + (column.nearest.map { " (\($0)?)" } ?? "")
        }
        if !names.isEmpty { lines.append("In no mapping: \(names.joined(separator: ", ")).") }
        let order = dateOrder == "day-first" ? "day first" : "month first"
        lines.append("Dates: \(order); \(dateEvidence).")
        for words in unread.prefix(20) {
            lines.append("Not read, \(Count.of(words.records, "record")): \(words.message)")
        }
        if unread.count > 20 { lines.append("... and \(unread.count - 20) more such.") }
        lines += notes + [balance.sentence(kind)]
        if balance.lacksMustHaves(kind) {
            lines.append(
                "This cannot be imported so. `baf mapping suggest \(file) --out ours.yaml` writes a mapping for it."
            )
        }
        return lines
    }

    private var first: String {
        let heading = headingRow.map { ", headings in row \($0)" } ?? ""
        return
            "\(file): \(format), \(encoding)\(heading); \(Count.of(balance.records, "record")) of \(kind), "
            + "read by the mapping \(mapping)."
    }

    private var table: OutputTable {
        OutputTable(
            columns: ["Name", "Field", "How sure", "Why", "Values"],
            rows: columns.map { column in
                let doubt = column.suggested.map { "\($0)?" }
                return [
                    .text(orAbsent: column.name),
                    .text(orAbsent: column.field ?? doubt ?? column.known ?? "-"),
                    .text(orAbsent: column.sureness ?? "-"), .text(orAbsent: column.why),
                    .text(
                        orAbsent: column.samples.map { String($0.prefix(20)) }.joined(
                            separator: " | ")),
                ]
            })
    }
}

extension FileReading.Column {
    /// How it is known, and what its values are like.
    fileprivate var why: String {
        let parts = [field == nil ? nil : known, reason.isEmpty ? nil : reason].compactMap { $0 }
        return parts.isEmpty ? "-" : parts.joined(separator: "; ")
    }
}

extension FileReading.Balance {
    /// No record has an id, a title or a score: the mapping does not fit.
    fileprivate func lacksMustHaves(_ kind: String) -> Bool {
        kind == "risks" && records > 0 && (withID == 0 || withTitle == 0 || withScore == 0)
    }

    /// The balance as a sentence.
    fileprivate func sentence(_ kind: String) -> String {
        var parts = ["\(withID) with an id"]
        switch kind {
        case "risks":
            parts.append("\(withTitle) with a title")
            parts.append("\(withScore ?? 0) with a usable current score")
            parts.append("\(closed) closed")
        case "actions":
            parts.append("\(withTitle) that say what to do")
            parts.append("\(closed) done")
        default: return "Balance: one framework."
        }
        if leftOutRows > 0 { parts.append("\(Count.of(leftOutRows, "row")) left out") }
        return "Balance: \(Count.of(records, "record")), of which \(parts.joined(separator: ", "))."
    }
}
