import Foundation
import TestSupport
import Testing

@Suite("No page is written past the builder") struct OneBuilderTests {
    /// Names of elements that no other format which this package writes has.
    private static let tags: Set<String> = [
        "html", "head", "body", "main", "nav", "header", "section", "article", "h1", "h2", "h3",
        "h4", "p", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "col",
        "colgroup", "caption", "div", "span", "a", "br", "em", "strong", "code", "style", "script",
        "form", "input", "button", "select", "textarea", "label", "svg", "rect", "path", "figure",
        "figcaption", "time", "meta", "link",
    ]

    private static func hasTag(_ text: String) -> Bool {
        text.split(separator: "<", omittingEmptySubsequences: false).dropFirst().contains { rest in
            let rest = rest.trimmingPrefix("/")
            let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
            let end = rest.dropFirst(name.count).first
            return end.map { " >/\\".contains($0) } == true && tags.contains(name.lowercased())
        }
    }

    /// The literals of a file, with their lines; comments are not among them.
    private static func literals(_ source: String) -> [(line: Int, text: String)] {
        var found: [(line: Int, text: String)] = []
        var isLong = false
        for (index, line) in source.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            let marks = line.ranges(of: "\"\"\"").count
            if isLong || marks > 0 {
                found.append((index + 1, String(line)))
                if !marks.isMultiple(of: 2) { isLong.toggle() }
                continue
            }
            let code = line.trimmingPrefix(while: \.isWhitespace)
            if !code.hasPrefix("//"), let first = code.firstIndex(of: "\"") {
                found.append((index + 1, String(code[first...])))
            }
        }
        return found
    }

    private static func markup(in source: String) -> [Int] {
        literals(source).filter { hasTag($0.text) }.map(\.line)
    }

    @Test("No literal outside Sources/HTML holds a tag of HTML")
    func noMarkup() throws {
        let sources = Workbench.repository.appendingPathComponent("Sources")
        let files = try #require(
            FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
        var count = 0
        for case let file as URL in files where file.pathExtension == "swift" {
            // The generator of bad input writes models of DMN, which have an element `input` too.
            guard !file.path.contains("/Sources/HTML/"),
                !file.path.contains("/Sources/feel-fuzz/")
            else { continue }
            count += 1
            let text = try String(contentsOf: file, encoding: .utf8)
            for line in Self.markup(in: text) {
                Issue.record("\(file.path):\(line): markup made outside HTMLBuilder")
            }
        }
        #expect(count > 300)
    }

    @Test(
        "The search finds markup wherever a literal can hold it",
        arguments: [
            "let a = \"<td>\\(x)</td>\"", "html += \"</TR>\"",
            "let a = \"\"\"\n<p class=\"x\">\n\"\"\"",
            "f(\"<br>\")", "f(\"a\", \"<svg viewBox='0'>\")",
        ])
    func findsMarkup(_ source: String) { #expect(!Self.markup(in: source).isEmpty) }

    @Test(
        "The search leaves comments and other formats alone",
        arguments: [
            "/// \"<td>\" is a cell", "  // html += \"<p>\"", "let a = \"<decision>\"",
            "if a<b, c>d {",
            "let a = \"a < b and c > d\"", "x = \"</\\(name)>\"",
        ])
    func leavesOthers(_ source: String) { #expect(Self.markup(in: source).isEmpty) }
}
