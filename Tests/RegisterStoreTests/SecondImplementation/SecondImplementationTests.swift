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
        let comparison = Comparison(policy: .today, lists: Self.wanted == nil ? 12 : nil)
        let history = HistoryGenerator.history(UInt64(seed))
        guard let found = Self.outcome(comparison, history) else { return }
        let shortest = Shrinking { Self.outcome(comparison, $0) != nil }.shortest(history)
        let failure = Self.outcome(comparison, shortest) ?? found
        Issue.record(
            "seed \(seed)\n\(shortest.lines.joined(separator: "\n"))\n\(failure)")
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
