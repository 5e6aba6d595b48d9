import Foundation
import TestSupport

/// A page of documentation: the README, or an article of a DocC catalogue.
struct DocumentationPage {
    /// The path below the repository.
    let path: String
    /// The lines of the page.
    let lines: [String]

    /// Every page that shows Swift, sorted by path.
    static func all() throws -> [DocumentationPage] {
        try (["README.md"] + catalogue("FEEL") + catalogue("DMN")).map(DocumentationPage.init)
    }

    /// The pages of a module's catalogue, sorted.
    static func catalogue(_ module: String) throws -> [String] {
        let folder = "Sources/\(module)/\(module).docc"
        return try FileManager.default.contentsOfDirectory(atPath: Workbench.path(folder))
            .filter { $0.hasSuffix(".md") }.sorted().map { "\(folder)/\($0)" }
    }

    /// Reads a page.
    init(_ path: String) throws {
        self.path = path
        lines = try String(contentsOfFile: Workbench.path(path), encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// The page's text.
    var text: String { lines.joined(separator: "\n") }

    /// The blocks of Swift, in order.
    var examples: [DocumentationExample] {
        var examples: [DocumentationExample] = []
        var start: Int?
        for (index, line) in lines.enumerated() {
            if let first = start, line == "```" {
                examples.append(
                    DocumentationExample(
                        page: path, line: first + 1, source: Array(lines[first..<index])))
                start = nil
            } else if line == "```swift" {
                start = index + 1
            }
        }
        return examples
    }
}

/// A block of Swift on a page: a whole program, with its imports.
struct DocumentationExample {
    /// The page it stands on.
    let page: String
    /// Its first line, from 1.
    let line: Int
    /// Its lines.
    let source: [String]

    /// How many lines of code it has, imports and all: what a reader would count.
    var lineCount: Int {
        source.count { !trimmed($0).isEmpty && !trimmed($0).hasPrefix("//") }
    }

    /// The modules it imports.
    var imports: [String] { source.filter { $0.hasPrefix("import ") } }

    /// What its comments say it prints: those beside a `print`, and those right below one.
    var claimed: [String] {
        var claimed: [String] = []
        var isBelowPrint = false
        for line in source {
            let parts = line.components(separatedBy: "  // ")
            if line.contains("print(") {
                claimed += parts.dropFirst().prefix(1)
                isBelowPrint = true
            } else if isBelowPrint, trimmed(line).hasPrefix("// ") {
                claimed.append(String(trimmed(line).dropFirst(3)))
            } else {
                isBelowPrint = false
            }
        }
        return claimed
    }

    /// The block as a function in a file of its own, so that its imports are all it has.
    func function(_ name: String) -> String {
        let body = source.filter { !$0.hasPrefix("import ") }
        let first = line + imports.count
        return """
            \(imports.joined(separator: "\n"))
            func \(name)() throws {
            #sourceLocation(file: "\(page)", line: \(first))
            \(body.joined(separator: "\n"))
            }
            """
    }

    private func trimmed(_ line: String) -> String {
        line.trimmingCharacters(in: .whitespaces)
    }
}
