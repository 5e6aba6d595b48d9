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
        let comparison = Comparison(policy: .today, asksEverything: Self.wanted != nil)
        let history = HistoryGenerator.history(UInt64(seed))
        if let failure = Self.shortest(comparison, history) {
            Issue.record("seed \(seed)\n\(failure)")
        }
    }

    @Test("Histories meet every rule that the program does not follow yet")
    func meets() {
        var left = Policy.today.off
        for seed in UInt64(1)...200 where !left.isEmpty {
            let history = HistoryGenerator.history(seed)
            left.removeAll { name, path in
                var policy = Policy.today
                policy[keyPath: path] = true
                let differ = { Comparison.differ(policy, .today, on: $0) }
                guard differ(history) else { return false }
                if Self.wanted == 0 {
                    let shortest = Shrinking(fails: differ).shortest(history)
                    let failure =
                        Self.outcome(Comparison(policy: policy), shortest) ?? "no difference"
                    print(
                        "\(name), seed \(seed)\n\(shortest.lines.joined(separator: "\n"))\n\(failure)\n"
                    )
                }
                return true
            }
        }
        #expect(left.map(\.name) == [], "these rules are met by no history")
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
