import Foundation
import Synchronization

/// A progress bar on standard error, on a terminal only.
struct Progress {
    let total: Int
    let isShown: Bool
    /// What is counted ("records").
    let noun: String
    private var shown = -1

    /// A bar for so many; none is shown for fewer than `least`, which take no time.
    init(total: Int, isShown: Bool, noun: String = "records", least: Int = 2000) {
        self.total = total
        self.isShown = isShown && total > least
        self.noun = noun
    }

    mutating func advance(to count: Int) {
        guard isShown else { return }
        let percent = count * 100 / max(1, total)
        guard percent != shown else { return }
        shown = percent
        let filled = percent * 30 / 100
        let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: 30 - filled)
        FileHandle.standardError.write(Data("\r[\(bar)] \(percent)% of \(total) \(noun)".utf8))
    }

    func clear() {
        guard isShown, shown >= 0 else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
    }
}

/// The bar of a long request: how much there is to do is known only when it begins.
final class DeskProgress: Sendable {
    private let isShown: Bool
    private let noun: String
    private let least: Int
    private let bar = Mutex<Progress?>(nil)

    init(isShown: Bool, noun: String = "records", least: Int = 2000) {
        self.isShown = isShown
        self.noun = noun
        self.least = least
    }

    func show(_ done: Int, of total: Int) {
        bar.withLock { bar in
            var progress =
                bar ?? Progress(total: total, isShown: isShown, noun: noun, least: least)
            progress.advance(to: done)
            bar = progress
        }
    }

    func clear() {
        bar.withLock { bar in
            bar?.clear()
            bar = nil
        }
    }
}
