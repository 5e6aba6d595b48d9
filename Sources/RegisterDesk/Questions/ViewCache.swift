import RegisterStore
import RiskRegister
import Synchronization

/// The views that were asked for last, so that the next question of the same moment reads nothing anew.
///
/// A view belongs to the head of the chain: one more entry, by whatever process, and it is made anew.
final class ViewCache: Sendable {
    /// What a view is of.
    struct Key: Hashable {
        var organisation: String
        var head: Int
        var asAt: Day?
        var knownAt: KnownAt?
        /// Which risks it holds, and of which of them the long texts.
        var selection = RiskSelection.everything
        var texts = RecordTexts.all
    }

    private struct Entry {
        var key: Key
        var hasFindings: Bool
        var view: RegisterView
    }

    private struct Content {
        var entries: [Entry] = []
        var made = 0
        var reused = 0
    }

    /// Enough for a page of a day, the extract before it, and a past day, of a few organisations.
    private static let limit = 8

    private let content = Mutex(Content())

    /// How many views were made, and how many were at hand.
    var counts: (made: Int, reused: Int) { content.withLock { ($0.made, $0.reused) } }

    /// The view of a key: the one at hand, or made now.
    ///
    /// It is made outside the lock, so that a question never waits for another's.
    func view(
        _ key: Key, withFindings: Bool, isKept: Bool, make: () throws -> RegisterView
    ) rethrows -> RegisterView {
        guard isKept else { return try make() }
        let known = content.withLock { content -> RegisterView? in
            let place = content.entries.firstIndex {
                $0.key == key && ($0.hasFindings || !withFindings)
            }
            guard let place else { return nil }
            let found = content.entries.remove(at: place)
            content.entries.append(found)
            content.reused += 1
            return found.view
        }
        if let known { return known }
        let view = try make()
        content.withLock { content in
            content.made += 1
            content.entries.removeAll { $0.key == key || $0.key.head < key.head }
            content.entries.append(Entry(key: key, hasFindings: withFindings, view: view))
            if content.entries.count > ViewCache.limit { content.entries.removeFirst() }
        }
        return view
    }
}
