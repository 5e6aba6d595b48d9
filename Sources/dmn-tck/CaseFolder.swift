import DMN
import DMNXML
import FEEL
import Foundation

/// How many test cases passed and failed.
struct Score {
    var passed = 0
    var failed = 0
    /// Cases that expect some value other than null, and how many of them passed.
    var valuesWanted = 0
    var valuesPassed = 0

    mutating func add(_ other: Score) {
        passed += other.passed
        failed += other.failed
        valuesWanted += other.valuesWanted
        valuesPassed += other.valuesPassed
    }
}

/// What a folder came to.
struct FolderResult {
    let name: String
    var score = Score()
    var failures: [String] = []

    var line: String {
        let mark = score.failed == 0 ? "ok  " : "FAIL"
        return "\(mark) \(name): \(score.passed) of \(score.passed + score.failed)"
    }
}

/// The folders with models and tests at or below a path, in the order of their names.
func caseFolders(below path: String, depth: Int = 0) -> [String] {
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    if names.contains(where: { isTest($0, in: path) }) { return [path] }
    guard depth < 4 else { return [] }
    return names.flatMap { caseFolders(below: "\(path)/\($0)", depth: depth + 1) }
}

/// A case of the suite, or a file in the `tests` folder of a rulebook.
private func isTest(_ name: String, in folder: String) -> Bool {
    name.hasSuffix(".xml")
        && (name.contains("-test-") || (folder as NSString).lastPathComponent == "tests")
}

/// Runs every test file of a folder.
func run(folder: String, strictness: DecisionModel.Strictness) -> FolderResult {
    var result = FolderResult(name: (folder as NSString).lastPathComponent)
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    for name in names where isTest(name, in: folder) {
        do {
            let suite = try TestSuite(path: "\(folder)/\(name)")
            let file = suite.modelName ?? names.first { $0.hasSuffix(".dmn") } ?? ""
            let beside = "\(folder)/\(file)"
            let above = "\(folderPart(of: folder))/\(file)"
            let isAbove = !FileManager.default.fileExists(atPath: beside)
            run(suite, file: isAbove ? above : beside, strictness, into: &result)
        } catch {
            result.score.failed += 1
            result.failures.append("\(name): \(error)")
        }
    }
    return result
}

private func run(
    _ suite: TestSuite, file: String, _ strictness: DecisionModel.Strictness,
    into result: inout FolderResult
) {
    let model: DecisionModel?
    do {
        model = try ModelFiles.model(at: file, strictness: strictness)
    } catch {
        model = nil
        result.failures.append("\(error)")
    }
    for testCase in suite.cases {
        let failures =
            model.map { testCase.failures(in: $0, now: startOfRun) } ?? ["the model does not load"]
        if failures.isEmpty { result.score.passed += 1 } else { result.score.failed += 1 }
        if testCase.expectsValue {
            result.score.valuesWanted += 1
            if failures.isEmpty { result.score.valuesPassed += 1 }
        }
        if model != nil { result.failures += failures }
    }
}

/// The moment at which the run began: what `now()` answers in every case.
private let startOfRun = DateAndTime(Date().formatted(.iso8601))

/// Writes to the error stream.
func complain(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
}
