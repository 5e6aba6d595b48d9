import Foundation
import RiskRegister

/// The generated pages: what rules may ask, and what the checks find: `baf rules docs`.
package struct WriteDocumentsRequest: DeskRequest {
    /// The folder to write into.
    package var folder: String

    /// A request to write the pages.
    package init(into folder: String) { self.folder = folder }

    package var capabilities: [Capability] { [.ask] }

    package func answer(at visit: Visit) throws -> WrittenFiles {
        var paths: [String] = []
        for (name, text) in [
            ("FACTS.md", FactsDocument.markdown()), ("FINDINGS.md", FindingsDocument.markdown()),
        ] {
            let path = URL(fileURLWithPath: folder).appendingPathComponent(name)
            do {
                try Data(text.utf8).write(to: path, options: .atomic)
            } catch {
                throw DeskFailure(.cannotWrite, "cannot write \(path.path)")
            }
            paths.append(path.relativePath)
        }
        return WrittenFiles(paths: paths)
    }
}
