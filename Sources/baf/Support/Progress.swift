import Foundation

/// A progress bar on standard error, on a terminal only.
struct Progress {
    let total: Int
    let isShown: Bool
    /// What is counted ("records").
    let noun: String
    private var done = 0
    private var shown = -1

    /// A bar for so many; none is shown for fewer than `least`, which take no time.
    init(total: Int, isShown: Bool, noun: String = "records", least: Int = 2000) {
        self.total = total
        self.isShown = isShown && total > least
        self.noun = noun
    }

    mutating func advance(_ count: Int) {
        done += count
        guard isShown else { return }
        let percent = done * 100 / max(1, total)
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
