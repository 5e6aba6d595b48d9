import RegisterStore
import Synchronization

/// A question that many ask again, of the same register: its answer is kept until there is one more entry.
package protocol RepeatedRequest: DeskRequest, Hashable where Answer: DeskAnswer {
    /// The day, the knowledge, the organisations.
    var moment: Moment { get }

    /// Finds the answer.
    ///
    /// - Parameter visit: The desk, who asks, and when; nothing of the answer may follow from when.
    /// - Returns: The answer.
    /// - Throws: Whatever stands in the way.
    func find(at visit: Visit) throws -> Answer
}

extension RepeatedRequest {
    /// The answer at hand, or the one that is found now.
    package func answer(at visit: Visit) throws -> Answer {
        // Rules of a folder may be edited between two questions.
        guard moment.rules == nil else { return try find(at: visit) }
        let key = AnswerCache.Key(
            request: AnyHashable(self), scope: visit.asker.scope, head: try visit.store().head())
        if let known = visit.desk.answers.answer(key) as? Answer { return known }
        let answer = try find(at: visit)
        // What a nation's whole register answers is too large to keep.
        if try visit.store().riskCount() <= Visit.mostHeld { visit.desk.answers.keep(answer, key) }
        return answer
    }
}

/// The answers that were asked for last.
///
/// An answer belongs to the question, to what the asker may know, and to the head of the chain: one
/// more entry, by whatever process, and it is found anew.
final class AnswerCache: Sendable {
    struct Key: Hashable, @unchecked Sendable {
        // Requests are Sendable; AnyHashable does not say so.
        var request: AnyHashable
        var scope: AskerScope
        var head: Int
    }

    /// Enough for the pages that a few people turn in a review.
    private static let limit = 32

    private let entries = Mutex<[(key: Key, answer: any Sendable)]>([])

    /// The answer of a key, when it is at hand.
    func answer(_ key: Key) -> (any Sendable)? {
        entries.withLock { entries in
            guard let place = entries.firstIndex(where: { $0.key == key }) else { return nil }
            let found = entries.remove(at: place)
            entries.append(found)
            return found.answer
        }
    }

    /// Keeps an answer, and lets go of those of earlier heads.
    func keep(_ answer: any Sendable, _ key: Key) {
        entries.withLock { entries in
            entries.removeAll { $0.key == key || $0.key.head < key.head }
            entries.append((key, answer))
            if entries.count > AnswerCache.limit { entries.removeFirst() }
        }
    }
}
