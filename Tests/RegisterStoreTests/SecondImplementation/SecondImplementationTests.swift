import Foundation
import Testing

/// The program against a plain second implementation of DESIGN part 3, over histories from seeds.
///
/// `HISTORIES=5000 swift test --filter SecondImplementation` plays more, and asks every list.
@Suite("Second implementation") struct SecondImplementationTests {
    private static let wanted = ProcessInfo.processInfo.environment["HISTORIES"].flatMap { Int($0) }
    private static let first = ProcessInfo.processInfo.environment["FIRST"].flatMap { Int($0) } ?? 1

    @Test(
        "Both say the same of every risk, on every day, as known after every entry",
        arguments: first..<(first + (wanted ?? 200)))
    func agrees(_ seed: Int) throws {
        let comparison = Comparison(asksEverything: Self.wanted != nil)
        let history = HistoryGenerator.history(UInt64(seed))
        if let failure = Self.shortest(comparison, history) {
            Issue.record("seed \(seed)\n\(failure)")
        }
    }

    /// The shortest history that shows a failure of one that shows it, with what is wrong.
    private static func shortest(_ comparison: Comparison, _ history: PlainHistory) -> String? {
        guard let found = outcome(comparison, history) else { return nil }
        let shortest = Shrinking { outcome(comparison, $0) != nil }.shortest(history)
        let failure = outcome(comparison, shortest) ?? found
        return (shortest.lines + [failure]).joined(separator: "\n")
    }

    /// What is wrong with a history; an error is wrong, too.
    private static func outcome(_ comparison: Comparison, _ history: PlainHistory) -> String? {
        do {
            return try comparison.disagreement(on: history)?.description
        } catch {
            return "error: \(error)"
        }
    }
}
