import DMN
import DMNXML
import FEEL
import Foundation

/// The files of tests beside a rulebook: where they are, and whether they ask what there is.
enum TestFiles {
    /// A file of tests that was read.
    struct File: Sendable {
        /// Its path inside the folder ("tests/routing.xml").
        let file: String
        /// The model that it tests ("routing.dmn").
        let model: String
        let suite: TestSuite
    }

    /// The generated file of a model: `tests/routing-boundaries.xml` for `routing.dmn`.
    static func generated(for model: String) -> String {
        "tests/\(model.hasSuffix(".dmn") ? String(model.dropLast(4)) : model)-boundaries.xml"
    }

    /// The folder of a path that names a rulebook, or one of its files of tests.
    static func place(_ path: String) -> (folder: String, file: String?) {
        guard path.hasSuffix(".xml") else { return (path, nil) }
        let url = URL(fileURLWithPath: path)
        let inside = "\(url.deletingLastPathComponent().lastPathComponent)/\(url.lastPathComponent)"
        // By the path as it was written, so that messages name files as the caller does.
        let parent = (path as NSString).deletingLastPathComponent as NSString
        let folder =
            parent.lastPathComponent == "tests"
            ? parent.deletingLastPathComponent
            : url.deletingLastPathComponent().deletingLastPathComponent().path
        return (folder.isEmpty ? "." : folder, inside)
    }

    /// The files of tests, read and checked against the models that they name.
    ///
    /// - Throws: `RulebookError` with every problem found in any of them.
    static func read(
        _ loaded: LoadedRulebook, only: String? = nil
    ) throws(RulebookError) -> [File] {
        var files: [File] = []
        var problems: [ModelProblem] = []
        if let only, !loaded.files.contains(where: { $0.kind == .tests && $0.path == only }) {
            throw .unreadable(
                path: "\(loaded.name)/\(only)", reason: "the rulebook has no such file of tests")
        }
        for file in loaded.files where file.kind == .tests && (only == nil || file.path == only) {
            let name = "\(loaded.name)/\(file.path)"
            do {
                let suite = try TestSuite(bytes: file.bytes, file: name)
                guard let model = loaded.models.first(where: { $0.file == suite.modelName }) else {
                    problems.append(
                        unknownModel(suite.modelName, name, loaded.models.map(\.file)))
                    continue
                }
                problems += self.problems(of: suite, with: model)
                files.append(File(file: file.path, model: model.file, suite: suite))
            } catch {
                problems += error.problems
            }
        }
        guard problems.isEmpty else { throw .problems(problems.inFileOrder) }
        return files
    }

    private static func unknownModel(
        _ named: String?, _ file: String, _ known: [String]
    ) -> ModelProblem {
        ModelProblem(
            at: SourceLocation(file: file, line: 1, column: 1),
            named.map { "the tests are for \"\($0)\", and there is no such model" }
                ?? "the tests do not say which model they are for: there is no <modelName>",
            advice: YAMLTree.offer(named ?? "", known))
    }

    /// Names that the model does not have, and values that can never be what a name stands for.
    ///
    /// What is wrong in the same way in many cases is said once, where it is first.
    private static func problems(
        of suite: TestSuite, with model: LoadedRulebook.Model
    ) -> [ModelProblem] {
        var found: [(problem: ModelProblem, count: Int)] = []
        func add(_ location: SourceLocation, _ what: String, _ advice: String) {
            if let index = found.firstIndex(where: { $0.problem.what == what }) {
                found[index].count += 1
            } else {
                found.append((ModelProblem(at: location, what, advice: advice), 1))
            }
        }
        for testCase in suite.cases {
            let service = testCase.service.flatMap { try? model.model.service($0) }
            if let name = testCase.service, service == nil {
                add(
                    testCase.location, "\(model.file) has no decision service \"\(name)\"",
                    YAMLTree.offer(name, model.model.serviceNames))
                continue
            }
            for node in testCase.inputs {
                let type =
                    service?.parameters.first { $0.name == node.name }?.type
                    ?? model.model.type(ofInput: node.qualifiedName)
                guard let type else {
                    add(
                        node.location, "\(model.file) has no input \"\(node.name)\"",
                        YAMLTree.offer(node.name, model.model.inputNames))
                    continue
                }
                if !isPossible(node.value, type) {
                    add(
                        node.location,
                        "the input \"\(node.name)\" is a \(type), and \(node.value) is none",
                        "give it a value of its type, or none: <value xsi:nil=\"true\"/>")
                }
            }
            for node in testCase.results {
                let isOutput = service.map {
                    $0.outputs.contains(node.name) || $0.outputs.count == 1
                }
                let type = model.model.type(ofDecision: node.name)
                guard isOutput ?? (type != nil) else {
                    add(
                        node.location, "\(model.file) has no decision \"\(node.name)\"",
                        YAMLTree.offer(node.name, model.model.decisionNames))
                    continue
                }
                if let type, service == nil, !isPossible(node.value, type) {
                    add(
                        node.location,
                        "the decision \"\(node.name)\" gives a \(type), and \(node.value) is none",
                        "expect a value of its type, or none: <value xsi:nil=\"true\"/>")
                }
            }
        }
        return found.map { problem, count in
            guard count > 1 else { return problem }
            let others = count == 2 ? "1 other case" : "\(count - 1) other cases"
            return ModelProblem(
                at: problem.location, "\(problem.what) (and in \(others))", advice: problem.advice)
        }
    }

    /// Whether a value can be of a type; contexts are compared when the decision is asked.
    private static func isPossible(_ value: Value, _ type: FEELType) -> Bool {
        switch (value, type) {
        case (.context, .context): true
        case (.list(let items), .list(let item)): items.allSatisfy { isPossible($0, item) }
        default: value.coerced(to: type) != nil
        }
    }
}
