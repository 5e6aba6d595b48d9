import Foundation
package import Testing

/// Compares text with the file `Golden/<name>` beside the test file.
///
/// A missing file, or RECORD_GOLDEN=1 in the environment, writes the file and fails the test, so a
/// run that changed its own expectations is never green.
///
/// - Parameters:
///   - actual: What the code under test made.
///   - name: The file's name below `Golden/`.
///   - file: The test file; the golden lies beside it.
///   - location: Where a failure is reported.
/// - Throws: When the golden cannot be written.
package func expectGolden(
    _ actual: String, _ name: String, file: String = #filePath,
    at location: SourceLocation = #_sourceLocation
) throws {
    let golden = URL(fileURLWithPath: file).deletingLastPathComponent()
        .appendingPathComponent("Golden").appendingPathComponent(name)
    let expected = try? String(contentsOf: golden, encoding: .utf8)
    guard let expected, ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != "1" else {
        try FileManager.default.createDirectory(
            at: golden.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(actual.utf8).write(to: golden)
        Issue.record("recorded \(golden.path); read it, then run again", sourceLocation: location)
        return
    }
    guard actual != expected else { return }
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
    let changes = new.difference(from: old).prefix(20).map { change in
        switch change {
        case .remove(let line, let text, _): "-\(line + 1): \(text)"
        case .insert(let line, let text, _): "+\(line + 1): \(text)"
        }
    }
    Issue.record(
        "\(golden.path) differs (RECORD_GOLDEN=1 rewrites it)\n\(changes.joined(separator: "\n"))",
        sourceLocation: location)
}
