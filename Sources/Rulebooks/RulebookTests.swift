import DMN
import DMNXML

/// Runs the tests of a rulebook: `tests/*.xml`, cases in the format of the public DMN test suite.
///
///     let report = try RulebookTests.run("Rules/hct")
///     report.passed   // 75
package enum RulebookTests {
    /// What one file of tests came to.
    package struct FileResult: Hashable, Sendable {
        /// The file's path inside the folder ("tests/routing.xml").
        package var file: String
        /// The model that it tests ("routing.dmn").
        package var model: String
        /// How many cases passed.
        package var passed = 0
        /// What went wrong, a line each: `file:line: case: expected ..., found ...`.
        package var failures: [String] = []
        /// How many cases failed.
        package var failed = 0
    }

    /// What all tests of a rulebook came to.
    package struct Report: Hashable, Sendable {
        /// The files, by path.
        package var files: [FileResult] = []
        /// Decisions that no case asks, as `file: decision`.
        package var untested: [String] = []
        /// How many cases passed.
        package var passed: Int { files.reduce(0) { $0 + $1.passed } }
        /// How many cases failed.
        package var failed: Int { files.reduce(0) { $0 + $1.failed } }
    }

    /// Runs the tests of a folder.
    ///
    /// - Parameter folder: The rulebook's folder.
    /// - Returns: What each file came to.
    /// - Throws: `RulebookError`, when the rulebook does not load or a file of tests is broken.
    package static func run(_ folder: String) throws(RulebookError) -> Report {
        let loaded = try RulebookFolder.load(folder)
        var report = Report()
        var asked: Set<String> = []
        var problems: [ModelProblem] = []
        for file in loaded.files where file.kind == .tests {
            let suite: TestSuite
            do {
                suite = try TestSuite(path: "\(loaded.name)/\(file.path)")
            } catch {
                problems += error.problems
                continue
            }
            let named = suite.modelName ?? ""
            guard let model = loaded.models.first(where: { $0.file == named }) else {
                problems.append(
                    ModelProblem(
                        at: SourceLocation(file: "\(loaded.name)/\(file.path)", line: 1, column: 1),
                        "the tests are for \"\(named)\", and there is no such model",
                        advice: YAMLTree.offer(named, loaded.models.map(\.file))))
                continue
            }
            report.files.append(run(suite, file: file.path, model: model, asked: &asked))
        }
        guard problems.isEmpty else { throw .problems(problems.inFileOrder) }
        report.untested = loaded.models.flatMap { model in
            model.model.decisionNames.map { "\(model.file): \($0)" }
        }.filter { !asked.contains($0) }
        return report
    }

    private static func run(
        _ suite: TestSuite, file: String, model: LoadedRulebook.Model, asked: inout Set<String>
    ) -> FileResult {
        var result = FileResult(file: file, model: model.file)
        for testCase in suite.cases {
            let failures = testCase.failures(in: model.model)
            if failures.isEmpty {
                result.passed += 1
            } else {
                result.failed += 1
                let about = testCase.description.map { " (\($0))" } ?? ""
                result.failures += failures.map { "\(testCase.location)\(about): \($0)" }
            }
            for expected in testCase.results { asked.insert("\(model.file): \(expected.name)") }
            for expected in testCase.results {
                asked.formUnion(required(by: expected.name, in: model))
            }
        }
        return result
    }

    /// The decisions that one needs, as `file: decision`: a case that asks it asks them too.
    private static func required(by name: String, in model: LoadedRulebook.Model) -> [String] {
        let decisions = model.model.definitions.decisions
        var found: [String] = []
        var open = [name]
        while let next = open.popLast() {
            guard let decision = decisions.first(where: { $0.name == next }) else { continue }
            for reference in decision.requiredDecisions {
                guard let needed = decisions.first(where: { $0.id == reference.id }),
                    !found.contains(needed.name)
                else { continue }
                found.append(needed.name)
                open.append(needed.name)
            }
        }
        return found.map { "\(model.file): \($0)" }
    }
}
