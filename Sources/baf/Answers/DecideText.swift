import RegisterDesk
import RegisterReports
import RiskRegister

extension RuleSheetAnswer {
    /// What was written, or what was recorded and what was not.
    var lines: [String] {
        if let written {
            return [
                "\(Count.of(written, "open question")) written to \(file).",
                "Fill in verb, why, by, role, meeting and date, then run this again: rows without a verb are left alone.",
            ]
        }
        var entries = ""
        if let first = recorded.first, let last = recorded.last {
            entries = first == last ? " as entry \(first)" : " as entries \(first) to \(last)"
        }
        var parts = ["\(Count.of(recorded.count, "ruling")) of \(file) recorded\(entries)"]
        if !known.isEmpty {
            let told = known.map(String.init).joined(separator: ", ")
            parts.append("\(known.count) recorded before, word for word (\(told))")
        }
        if leftAlone > 0 {
            parts.append("\(Count.of(leftAlone, "row")) left alone, without a verb")
        }
        return [parts.joined(separator: "; ") + "."]
            + PastChangeLine.told(pastChanges, inAll: pastChanges.count)
    }
}

extension RuleAnswer {
    /// What was recorded, what came of it, and whether the rules ask for another body.
    var lines: [String] {
        let what =
            "\(ruling.id): \(ruling.deed), \(ruling.meeting), "
            + ruling.date.inWords
        if isKnown {
            return [
                "\(what); recorded before, word for word, as entry \(ruling.sequence). "
                    + "Nothing was added."
            ]
        }
        var lines = ["\(what); recorded as entry \(ruling.sequence). \(consequence)"]
        if countsFrom > ruling.date {
            lines.append(
                "It counts from \(countsFrom.inWords), the day of the first extract that holds the risk."
            )
        }
        lines += PastChangeLine.told(pastChanges, inAll: pastChanges.count)
        if ruling.authority == .other, let asked = ruling.needs {
            lines.append(
                "The rules ask for a ruling of the \(asked): finding RL03 stays until it ratifies this one."
            )
        } else if let needs, needs != ruling.meeting {
            lines.append(
                "The rules ask for a ruling of the \(needs); this one is recorded as it was given."
            )
        }
        return lines
    }

    /// What the ruling did to the risk's registers, in words.
    private var consequence: String {
        func list(_ ids: [String]) -> String { ids.joined(separator: " and ") }
        let left = before.filter { !after.contains($0) }
        let entered = after.filter { !before.contains($0) }
        let stays = after.filter { before.contains($0) }
        var parts: [String] = []
        if !left.isEmpty { parts.append("It has left \(list(left))") }
        if !entered.isEmpty { parts.append("It has entered \(list(entered))") }
        if !stays.isEmpty { parts.append("It stays on \(list(stays))") }
        return parts.isEmpty ? "It is on no register." : parts.joined(separator: ". ") + "."
    }
}

extension RuleOpeningAnswer {
    /// What was accepted, how many and which, and what waits besides.
    var lines: [String] {
        let what = "Opening position, \(body), \(date.inWords)"
        func entries(_ sequences: [Int]) -> String {
            guard let first = sequences.first, let last = sequences.last else { return "" }
            return first == last ? "entry \(first)" : "entries \(first) to \(last)"
        }
        let before =
            known.isEmpty
            ? ""
            : "\(Count.of(known.count, "difference")) recorded before, word for word, as \(entries(known))"
        guard !recorded.isEmpty else { return ["\(what): \(before). Nothing was added."] }
        var lines = [
            "\(what): \(Count.of(recorded.count, "difference")) accepted, recorded as "
                + "\(entries(recorded.map(\.sequence)))\(before.isEmpty ? "" : "; " + before)."
        ]
        var registers: [String] = []
        for accepted in recorded where !registers.contains(accepted.register) {
            registers.append(accepted.register)
        }
        for register in registers {
            for (verb, words) in [
                (Ruling.Verb.refuse, "Stays on \(register) as found"),
                (.agree, "Confirmed on \(register)"),
            ] {
                let ids = recorded.filter { $0.register == register && $0.verb == verb }.map(\.id)
                if !ids.isEmpty { lines.append("\(words): \(ids.joined(separator: ", ")).") }
            }
        }
        lines += PastChangeLine.told(pastChanges, inAll: pastChanges.count)
        if !apart.isEmpty {
            lines.append(
                "Not part of it: \(apart.joined(separator: ", ")), which \(apart.count == 1 ? "has" : "have") "
                    + "no objective; each waits for an answer of its own.")
        }
        return lines
    }
}
