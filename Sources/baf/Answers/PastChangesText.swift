import RegisterDesk
import RegisterReports

extension PastChangeLine {
    /// No more lines than these are printed; JSON has them all.
    private static let mostLines = 20

    /// What an entry changes of past answers, as lines to print; none where it changes nothing.
    static func told(_ changes: [PastChangeLine], inAll count: Int) -> [String] {
        guard count > 0 else { return [] }
        let lines = inWords(changes)
        var told = ["It changes \(Count.of(count, "past answer")):"]
        told += lines.prefix(mostLines).map { "  \($0)" }
        if lines.count > mostLines {
            let rest = Count.of(lines.count - mostLines, "line")
            told.append("  ... and \(rest) more; the answer as JSON lists each risk and day.")
        }
        if count > changes.count {
            told.append("  Only the first \(changes.count) of them were looked at in detail.")
        }
        return told
    }
}
