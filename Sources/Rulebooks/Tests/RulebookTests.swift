package import DMN
import DMNXML
import FEEL

/// Runs the tests of a rulebook: `tests/*.xml`, cases in the format of the public DMN test suite.
///
///     let report = try RulebookTests.run("Rules/hct")
///     report.passed           // 340
///     report.coverage[0].missed   // the rows that no test hits
package enum RulebookTests {
    /// A case that the rules answer otherwise than it expects.
    package struct Failure: Hashable, Sendable {
        /// The case's id.
        package let id: String
        /// What the case is about, in its own words.
        package let description: String?
        /// The decision that was asked.
        package let decision: String
        /// How the answer differs.
        package let difference: String
        /// Where the case expects otherwise.
        package let location: SourceLocation

        /// The failure as `file:line:column (what about): id: decision: expected ..., found ...`.
        package var line: String {
            let about = description.map { " (\($0))" } ?? ""
            return "\(location)\(about): \(id): \(decision): \(difference)"
        }
    }

    /// What one file of tests came to.
    package struct FileResult: Hashable, Sendable {
        /// The file's path inside the folder ("tests/routing.xml").
        package var file: String
        /// The model that it tests ("routing.dmn").
        package var model: String
        /// How many cases passed.
        package var passed = 0
        /// How many cases failed.
        package var failed = 0
        /// What went wrong, in file order.
        package var found: [Failure] = []
        /// What went wrong, a line each.
        package var failures: [String] { found.map(\.line) }
    }

    /// What all tests of a rulebook came to.
    package struct Report: Hashable, Sendable {
        /// No tests.
        package init() {}

        /// The files, by path.
        package var files: [FileResult] = []
        /// Decisions that no case asks, as `file: decision`.
        package var untested: [String] = []
        /// Which rows the tests hit, by model.
        package var coverage: [RowCoverage] = []
        /// How many cases passed.
        package var passed: Int { files.reduce(0) { $0 + $1.passed } }
        /// How many cases failed.
        package var failed: Int { files.reduce(0) { $0 + $1.failed } }
        /// Whether some row is hit by no test.
        package var hasMissedRows: Bool { coverage.contains { !$0.missed.isEmpty } }
    }

    /// Runs the tests of a folder, or one file of them.
    ///
    /// - Parameter path: The rulebook's folder, or a file of tests in it.
    /// - Returns: What each file came to, and which rows they hit.
    /// - Throws: `RulebookError`, when the rulebook does not load or a file of tests is broken.
    package static func run(_ path: String) throws(RulebookError) -> Report {
        let place = TestFiles.place(path)
        return try run(try RulebookFolder.load(place.folder), only: place.file)
    }

    /// Runs the tests of a rulebook that was loaded.
    ///
    /// - Parameters:
    ///   - loaded: The rulebook.
    ///   - only: The path of one file inside the folder; nil for all.
    /// - Returns: What each file came to, and which rows they hit.
    /// - Throws: `RulebookError`, when a file of tests is broken.
    package static func run(
        _ loaded: LoadedRulebook, only: String? = nil
    ) throws(RulebookError) -> Report {
        let suites = try TestFiles.read(loaded, only: only)
        let domains = RulebookCheck.domains(of: loaded.rulebook)
        var report = Report()
        var asked: Set<String> = []
        let tested = loaded.models.filter { model in
            only == nil || suites.contains { $0.model == model.file }
        }
        var collectors = tested.map { model in
            CoverageCollector(
                model,
                domains: domains.merging(RulebookCheck.declared(in: model.model.definitions)) {
                    fact, _ in fact
                })
        }
        for suite in suites {
            guard let index = tested.firstIndex(where: { $0.file == suite.model }) else { continue }
            report.files.append(
                run(suite, model: tested[index], &collectors[index], asked: &asked))
        }
        report.coverage = collectors.map(\.coverage)
        report.untested = tested.flatMap { model in
            model.model.decisionNames.map { "\(model.file): \($0)" }
        }.filter { !asked.contains($0) }
        return report
    }

    private static func run(
        _ file: TestFiles.File, model: LoadedRulebook.Model, _ collector: inout CoverageCollector,
        asked: inout Set<String>
    ) -> FileResult {
        var result = FileResult(file: file.file, model: model.file)
        for testCase in file.suite.cases {
            // The traced answer is the same as the plain one, and tells which rows it came from.
            let failures = testCase.failures { name throws(DMNError) in
                let trace = try testCase.explain(name, in: model.model)
                collector.add(trace)
                return trace.result
            }
            if failures.isEmpty { result.passed += 1 } else { result.failed += 1 }
            result.found += failures.map { failure in
                Failure(
                    id: testCase.id, description: testCase.description, decision: failure.name,
                    difference: failure.difference, location: testCase.location)
            }
            for expected in testCase.results {
                asked.insert("\(model.file): \(expected.name)")
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
