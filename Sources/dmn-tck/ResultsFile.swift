import Foundation

/// The committed score of each folder, which may only get better.
///
/// A line a folder, sorted, so that a change is a change of one line:
///
///     "0004-simpletable-U" : 3,
struct ResultsFile {
    private(set) var passed: [String: Int]

    init(_ results: [FolderResult]) {
        passed = Dictionary(
            results.map { ($0.name, $0.score.passed) }, uniquingKeysWith: { $0 + $1 })
    }

    /// The score in a file; nil when there is no such file, or it is something else.
    init?(path: String) {
        guard let data = FileManager.default.contents(atPath: path),
            let passed = try? JSONDecoder().decode([String: Int].self, from: data)
        else { return nil }
        self.passed = passed
    }

    /// Folders run now that pass fewer cases than recorded, a sentence each.
    func losses(since recorded: ResultsFile) -> [String] {
        passed.keys.sorted().compactMap { name in
            guard let before = recorded.passed[name], let now = passed[name], now < before else {
                return nil
            }
            return "\(name) passes \(now), and passed \(before) before"
        }
    }

    /// Writes the score, keeping that of folders which were not run now.
    func write(to path: String) throws {
        var all = ResultsFile(path: path)?.passed ?? [:]
        all.merge(passed) { $1 }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try (encoder.encode(all) + Data("\n".utf8)).write(to: URL(fileURLWithPath: path))
    }
}
