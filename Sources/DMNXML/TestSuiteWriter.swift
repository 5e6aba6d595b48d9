import DMN
package import FEEL

/// Writes test cases in the format of the public DMN test suite, as the files beside the rules have it.
///
/// The text is the same for the same cases, a line for each input, so that git shows what changed.
package enum TestSuiteWriter {
    /// A file of cases.
    ///
    /// - Parameters:
    ///   - cases: The cases, in order.
    ///   - model: The name of the model's file.
    ///   - comment: What to say at the head of the file; XML lets it hold no two hyphens in a row.
    /// - Returns: The text; nil when a value is of a kind that the format has no words for.
    package static func text(
        of cases: [TestSuite.Case], model: String, comment: String
    ) -> String? {
        var lines = [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
            "<!-- \(comment.replacing("--", with: "- -")) -->",
            "<testCases xmlns=\"http://www.omg.org/spec/DMN/20160719/testcase\"",
            "           xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"",
            "           xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\">",
            "  <modelName>\(escaped(model))</modelName>",
        ]
        for testCase in cases {
            lines.append("  <testCase id=\"\(escaped(testCase.id, isAttribute: true))\">")
            if let description = testCase.description {
                lines.append("    <description>\(escaped(description))</description>")
            }
            for input in testCase.inputs {
                guard let value = inline(input.value) else { return nil }
                lines.append(
                    "    <inputNode name=\"\(escaped(input.name, isAttribute: true))\">\(value)</inputNode>"
                )
            }
            for result in testCase.results {
                guard let value = block(result.value, indent: 8) else { return nil }
                lines.append(
                    "    <resultNode name=\"\(escaped(result.name, isAttribute: true))\" type=\"decision\">"
                )
                lines.append("      <expected>")
                lines += value
                lines.append("      </expected>")
                lines.append("    </resultNode>")
            }
            lines.append("  </testCase>")
        }
        lines.append("</testCases>")
        return lines.joined(separator: "\n") + "\n"
    }

    /// Whether the format has words for a value.
    package static func canWrite(_ value: Value) -> Bool { inline(value) != nil }

    /// A value on one line.
    private static func inline(_ value: Value) -> String? {
        block(value, indent: 0).map { lines in
            lines.map { String($0.drop { $0 == " " }) }.joined()
        }
    }

    /// A value as lines: lists and contexts have a line for each part.
    private static func block(_ value: Value, indent: Int) -> [String]? {
        let space = String(repeating: " ", count: indent)
        switch value {
        case .null: return [space + "<value xsi:nil=\"true\"/>"]
        case .boolean(let isTrue): return [space + single("boolean", isTrue ? "true" : "false")]
        case .number(let number): return [space + single("decimal", number.description)]
        case .string(let text): return [space + single("string", text)]
        case .date: return [space + single("date", value.text ?? "")]
        case .time: return [space + single("time", value.text ?? "")]
        case .dateTime: return [space + single("dateTime", value.text ?? "")]
        case .daysDuration, .yearsDuration:
            return [space + single("duration", value.text ?? "")]
        case .list(let items):
            guard !items.isEmpty else { return [space + "<list/>"] }
            var lines = [space + "<list>"]
            for item in items {
                guard let part = block(item, indent: indent + 4) else { return nil }
                lines.append(space + "  <item>")
                lines += part
                lines.append(space + "  </item>")
            }
            return lines + [space + "</list>"]
        case .context(let context):
            // An empty context has no words here: read again, it would be null.
            guard !context.entries.isEmpty else { return nil }
            var lines: [String] = []
            for entry in context.entries {
                guard let part = block(entry.value, indent: indent + 2) else { return nil }
                let head = "<component name=\"\(escaped(entry.key, isAttribute: true))\">"
                if part.count == 1, let only = part.first {
                    lines.append(space + head + only.drop { $0 == " " } + "</component>")
                } else {
                    lines.append(space + head)
                    lines += part
                    lines.append(space + "</component>")
                }
            }
            return lines
        case .range, .function: return nil
        }
    }

    private static func single(_ type: String, _ text: String) -> String {
        "<value xsi:type=\"xsd:\(type)\">\(escaped(text))</value>"
    }

    private static func escaped(_ text: String, isAttribute: Bool = false) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"" where isAttribute: result += "&quot;"
            case "\n": result += "&#10;"
            case "\r": result += "&#13;"
            case "\t": result += "&#9;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
