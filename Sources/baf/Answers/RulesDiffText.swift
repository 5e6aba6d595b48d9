import RegisterDesk
import RegisterReports
import RiskRegister

/// In what two rulebooks differ, for a reader and for a spreadsheet.
extension DiffAnswer {
    /// The text for a terminal.
    func text(width: Int) -> String {
        var lines = ["\(document.old.title) -> \(document.new.title)"]
        guard !isEmpty else { return lines[0] + "\nno differences\n" }
        if let risks = document.risks, let asAt = document.asAt, let knownAt = document.knownAt {
            lines.append(
                "each change alone, over \(Count.of(risks, "risk")) as at "
                    + "\(asAt.inWords), known at entry \(knownAt)")
        } else {
            lines.append(
                isRegisterGiven
                    ? "nothing was imported into the register: no risks are counted"
                    : "no register was given (--register): no risks are counted")
        }
        var file = ""
        for (item, effect) in zip(document.changes, effects) {
            if item.file != file {
                file = item.file
                lines += ["", file]
            }
            lines += wrapped(item.sentence, indent: "  ", width)
            if let effect { lines += wrapped(effect, indent: "      ", width) }
        }
        if let together = document.together {
            lines += ["", "all together"]
            lines += wrapped(together.sentence, indent: "  ", width)
            if let membership = document.membership {
                lines += ["", "on the registers, every day played under each with what was agreed"]
                for sentence in membership.sentences {
                    lines += wrapped(sentence, indent: "  ", width)
                }
            }
        }
        if !document.remarks.isEmpty {
            lines += ["", "`baf rules check` says of the new one, and not of the old"]
            lines += document.remarks.map { "  \($0)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A line broken at words, each part indented.
    private func wrapped(_ text: String, indent: String, _ width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in PlainText.onOneLine(text).split(separator: " ") {
            if !line.isEmpty, indent.count + line.count + 1 + word.count > max(40, width) {
                lines.append(indent + line)
                line = "  "
            }
            line += line.isEmpty || line == "  " ? String(word) : " \(word)"
        }
        return lines + [indent + line]
    }

    /// A row for each difference.
    var table: OutputTable {
        func text(_ text: String?) -> Cell { text.map { .text($0) } ?? .absent }
        return OutputTable(
            columns: [
                "File", "Kind", "Element", "Row", "Column", "Old", "New", "Change", "Decides",
                "Risks", "Effect",
            ],
            rows: zip(document.changes, effects).map { item, effect in
                [
                    .text(item.file), .text(item.kind), text(item.element), text(item.row),
                    text(item.column), text(item.old), text(item.new), .text(item.sentence),
                    .text(item.decides ? "yes" : "no"),
                    .number(orAbsent: item.effect.flatMap(\.count)), text(effect),
                ]
            })
    }
}

extension DiffAnswer.Version {
    fileprivate var title: String {
        from == "\(id)@\(version)" ? "\(id) \(version) (as adopted)" : "\(id) \(version) (\(from))"
    }
}

extension DiffAnswer.Membership {
    /// What comes of it, for a reader.
    fileprivate var sentences: [String] {
        let moved = registers.filter { !$0.joins.isEmpty || !$0.leaves.isEmpty }.map { register in
            var parts: [String] = []
            if !register.joins.isEmpty { parts.append("\(ids(register.joins)) more") }
            if !register.leaves.isEmpty { parts.append("\(ids(register.leaves)) fewer") }
            return "\(register.id): \(parts.joined(separator: "; "))"
        }
        let count = proposalsAfter
        let wait = "\(Count.ofAny(count, "move")) \(count == 1 ? "waits" : "wait") for a person"
        let waiting =
            proposalsBefore == count
            ? "\(wait), as before" : "\(wait) instead of \(proposalsBefore)"
        return (moved.isEmpty ? ["the same risks on every register"] : moved) + [waiting]
    }

    private func ids(_ ids: [String]) -> String {
        "\(ids.count) (\(ids.prefix(6).joined(separator: ", "))\(ids.count > 6 ? ", ..." : ""))"
    }
}
