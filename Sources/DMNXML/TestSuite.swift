package import DMN
package import FEEL
import Texts
import XML

/// A file of test cases in the format of the public DMN test suite.
///
///     let suite = try TestSuite(path: "Rules/hct/tests/routing.xml")
///     for testCase in suite.cases { print(testCase.id, testCase.failures(in: model)) }
package struct TestSuite: Sendable {
    /// One value given or expected under a name.
    package struct Node: Sendable {
        package let name: String
        /// The model that the name belongs to, where the case says so.
        package let namespace: String?
        package let value: Value
        package let location: SourceLocation

        package init(
            name: String, namespace: String? = nil, value: Value, location: SourceLocation
        ) {
            self.name = name
            self.namespace = namespace
            self.value = value
            self.location = location
        }

        /// The name with its namespace, as `DecisionModel` takes inputs of imported models.
        package var qualifiedName: String { namespace.map { "\($0)#\(name)" } ?? name }
    }

    /// One case: inputs, and what decisions are expected to come to.
    package struct Case: Sendable {
        package let id: String
        package let description: String?
        /// The decision service that it calls; nil when it asks decisions.
        package let service: String?
        package let inputs: [Node]
        package let results: [Node]
        package let location: SourceLocation

        package init(
            id: String, description: String?, service: String? = nil, inputs: [Node],
            results: [Node], location: SourceLocation
        ) {
            self.id = id
            self.description = description
            self.service = service
            self.inputs = inputs
            self.results = results
            self.location = location
        }

        /// Whether the case expects some value other than null.
        package var expectsValue: Bool { results.contains { !$0.value.isNull } }
    }

    /// The model's file as the suite names it.
    package let modelName: String?
    package let cases: [Case]

    /// Reads a file.
    ///
    /// - Parameter path: The file.
    /// - Throws: `DMNError` with every problem found.
    package init(path: String) throws(DMNError) {
        let root: XMLNode
        do {
            root = try XMLDocument.parse(path: path)
        } catch {
            throw DMNError([ModelFiles.problem(error, file: path)])
        }
        try self.init(root, file: path)
    }

    /// Reads a file's bytes.
    ///
    /// - Parameters:
    ///   - bytes: The bytes.
    ///   - file: The file's name for messages.
    /// - Throws: `DMNError` with every problem found.
    package init(bytes: [UInt8], file: String) throws(DMNError) {
        let root: XMLNode
        do {
            root = try XMLDocument.parse(bytes, name: file)
        } catch {
            throw DMNError([ModelFiles.problem(error, file: file)])
        }
        try self.init(root, file: file)
    }

    private init(_ root: XMLNode, file: String) throws(DMNError) {
        var reader = TestSuiteReader(file: file)
        modelName = root.first("modelName").map { $0.text.onOneLine }
        cases = reader.cases(root)
        guard reader.problems.isEmpty else { throw DMNError(reader.problems) }
    }
}

/// Reads the tree of a test file.
private struct TestSuiteReader {
    let file: String
    var problems: [ModelProblem] = []

    mutating func cases(_ root: XMLNode) -> [TestSuite.Case] {
        guard root.name == "testCases" else {
            problems.append(
                ModelProblem(
                    at: location(root), "the root element is <\(root.name)>, not <testCases>",
                    advice: "this is not a file of DMN test cases"))
            return []
        }
        return root.all("testCase").enumerated().map { number, node in
            let inputs = node.all("inputNode").map { read($0, value: $0) }
            let results = node.all("resultNode").map { result in
                read(result, value: result.first("expected") ?? result)
            }
            let isService = node.attribute("type") == "decisionService"
            return TestSuite.Case(
                id: node.attribute("id") ?? "\(number + 1)",
                description: node.first("description").map { $0.text.onOneLine },
                service: isService ? node.attribute("invocableName") : nil,
                inputs: inputs, results: results, location: location(node))
        }
    }

    private mutating func read(_ node: XMLNode, value: XMLNode) -> TestSuite.Node {
        TestSuite.Node(
            name: (node.attribute("name") ?? "").onOneLine,
            namespace: node.attribute("namespace"), value: self.value(in: value),
            location: location(node))
    }

    /// The value that an element holds: a list, components, or a single value.
    private mutating func value(in node: XMLNode) -> Value {
        if let list = node.first("list") {
            if isNil(list) { return .null }
            return .list(list.all("item").map { value(in: $0) })
        }
        let components = node.all("component")
        if !components.isEmpty {
            if components.count == 1, components[0].attribute("name") == nil {
                return value(in: components[0])
            }
            return .context(
                Context(components.map { (($0.attribute("name") ?? "").onOneLine, value(in: $0)) }))
        }
        guard let single = node.first("value"), !isNil(single) else { return .null }
        return read(single.text, as: schemaType(single), at: single)
    }

    private mutating func read(_ text: String, as type: String, at node: XMLNode) -> Value {
        let trimmed = text.onOneLine
        let value: Value?
        switch type {
        case "boolean":
            value =
                ["true", "1"].contains(trimmed)
                ? .boolean(true) : ["false", "0"].contains(trimmed) ? .boolean(false) : nil
        case "decimal", "double", "float", "integer", "int", "long", "short":
            value = Decimal128(trimmed).map { .number($0) }
        case "date": value = converted(trimmed, by: "date")
        case "time": value = converted(trimmed, by: "time")
        case "dateTime": value = converted(trimmed, by: "date and time")
        case "duration", "dayTimeDuration", "yearMonthDuration":
            value = converted(trimmed, by: "duration")
        default: value = .string(text)
        }
        if let value { return value }
        problems.append(
            ModelProblem(
                at: location(node), "\"\(trimmed)\" is not of type \(type)",
                advice: "write it as XML Schema does"))
        return .null
    }

    /// A text made a value by one of FEEL's functions; nil when it cannot be.
    private func converted(_ text: String, by function: String) -> Value? {
        guard let function = (try? Expression(function))?.evaluate().value else { return nil }
        let value = invoke(function, [.string(text)], Run(), .start)
        return value.isNull ? nil : value
    }

    /// The local name of the type that `xsi:type` gives.
    private func schemaType(_ node: XMLNode) -> String {
        let type = node.attributes.first { $0.name == "type" && $0.prefix != nil }?.value ?? ""
        return String(type.split(separator: ":").last ?? "string")
    }

    private func isNil(_ node: XMLNode) -> Bool {
        let value = node.attributes.first { $0.name == "nil" && $0.prefix != nil }?.value
        return value == "true" || value == "1"
    }

    private func location(_ node: XMLNode) -> SourceLocation {
        SourceLocation(file: file, line: node.line, column: node.column)
    }
}
