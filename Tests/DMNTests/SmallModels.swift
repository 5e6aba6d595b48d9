import DMN
import DMNXML
import FEEL

/// Small models, written as XML by the test that needs them.
enum SmallModel {
    /// A model's XML around its elements, each element on a line of its own from line 2.
    static func xml(_ elements: String, namespace: String = "urn:test") -> String {
        """
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="m" namespace="\(namespace)">
        \(elements)
        </definitions>
        """
    }

    static func load(
        _ elements: String, strictness: DecisionModel.Strictness = .strict
    ) throws -> DecisionModel {
        let definitions = try ModelFiles.definitions(
            bytes: Array(xml(elements).utf8), file: "m.dmn")
        return try DecisionModel(definitions, strictness: strictness)
    }

    static func input(_ name: String, _ type: String) -> String {
        """
        <inputData id="in_\(id(name))" name="\(name)"><variable name="\(name)" typeRef="\(type)"/></inputData>
        """
    }

    /// A decision whose logic is a table: columns as name and type, rows as cells.
    ///
    /// The first cell of a row is its id, the last its annotation.
    static func table(
        _ name: String = "d", policy: String, aggregation: String? = nil,
        inputs: [(String, String)], outputs: [Output], rows: [[String]]
    ) -> String {
        let requirements = inputs.map {
            "<informationRequirement><requiredInput href=\"#in_\(id($0.0))\"/></informationRequirement>"
        }
        let columns = inputs.map {
            "<input><inputExpression typeRef=\"\($0.1)\"><text>\($0.0)</text></inputExpression></input>"
        }
        let conclusions = outputs.map { output in
            "<output name=\"\(output.name)\">"
                + (output.values.map { "<outputValues><text>\($0)</text></outputValues>" } ?? "")
                + (output.fallback.map {
                    "<defaultOutputEntry><text>\($0)</text></defaultOutputEntry>"
                } ?? "") + "</output>"
        }
        let rules = rows.map { row in
            let cells = row.dropFirst().prefix(inputs.count).map {
                "<inputEntry><text>\(escaped($0))</text></inputEntry>"
            }
            let results = row.dropFirst(inputs.count + 1).prefix(outputs.count).map {
                "<outputEntry><text>\(escaped($0))</text></outputEntry>"
            }
            let notes = row.dropFirst(inputs.count + outputs.count + 1).map {
                "<annotationEntry><text>\($0)</text></annotationEntry>"
            }
            return "<rule id=\"\(row[0])\">" + (cells + results + notes).joined() + "</rule>"
        }
        let given = aggregation.map { " aggregation=\"\($0)\"" } ?? ""
        return
            (inputs.map { input($0.0, $0.1) } + [
                "<decision id=\"\(name)\" name=\"\(name)\"><variable name=\"\(name)\"/>",
                requirements.joined(separator: "\n"),
                "<decisionTable hitPolicy=\"\(policy)\"\(given)>", columns.joined(separator: "\n"),
                conclusions.joined(separator: "\n"), "<annotation name=\"Policy\"/>",
                rules.joined(separator: "\n"), "</decisionTable></decision>",
            ]).joined(separator: "\n")
    }

    struct Output {
        let name: String
        var values: String?
        var fallback: String?
    }

    static func id(_ name: String) -> String { name.filter { $0 != " " } }

    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    }
}

extension Value {
    /// The value of a FEEL text.
    static func feel(_ text: String) throws -> Value { try Expression(text).evaluate().value }
}
