import Foundation
import Testing

/// One line of a file below `Cases/Expressions`: `expression  =>  value  ! warning codes`.
struct ExpressionCase: Sendable, CustomTestStringConvertible {
    let file: String
    let line: Int
    let source: String
    let expected: String
    let warnings: [String]

    var testDescription: String { "\(file):\(line): \(source)" }

    /// Every line of every file, in order; comments and empty lines left out.
    static func all(_ filePath: String = #filePath) -> [ExpressionCase] {
        let folder = URL(fileURLWithPath: filePath).deletingLastPathComponent()
            .appendingPathComponent("Cases/Expressions")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".txt") }.sorted().flatMap { name in
            let text = try? String(
                contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
            return (text ?? "").split(separator: "\n", omittingEmptySubsequences: false)
                .enumerated().compactMap { ExpressionCase(name, $0.offset + 1, String($0.element)) }
        }
    }

    private init?(_ file: String, _ line: Int, _ text: String) {
        guard !text.hasPrefix("#"), !text.isEmpty else { return nil }
        let sides = text.components(separatedBy: "  =>  ")
        let answer = (sides.count > 1 ? sides[1] : "").components(separatedBy: "  ! ")
        self.file = file
        self.line = line
        source = sides[0]
        expected = answer[0]
        warnings = answer.count > 1 ? answer[1].split(separator: " ").map(String.init) : []
    }
}
