import Foundation
import Rulebooks

/// A folder for a trust: its own copy of the rules, and where things go: `baf init`.
package struct StartFolderRequest: DeskRequest {
    /// The folder to make.
    package var folder: String
    /// The rules to copy.
    package var rules: String

    /// A request to start a folder.
    package init(_ folder: String, rules: String) {
        self.folder = folder
        self.rules = rules
    }

    package var capabilities: [Capability] { [.adopt] }

    package func answer(at visit: Visit) throws -> WrittenFiles {
        let loaded = try RulebookFolder.load(rules)
        let root = URL(fileURLWithPath: folder)
        let copy = root.appendingPathComponent("Rules/hct")
        guard !FileManager.default.fileExists(atPath: copy.path) else {
            throw DeskFailure(.cannotWrite, "\(copy.path) is there already; nothing was changed")
        }
        var paths: [String] = []
        func write(_ bytes: [UInt8], to path: URL) throws {
            try FileManager.default.createDirectory(
                at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: path)
            paths.append(path.path)
        }
        do {
            for file in loaded.files {
                try write(file.bytes, to: copy.appendingPathComponent(file.path))
            }
            try write(
                Array(StartFolderRequest.readme.utf8), to: root.appendingPathComponent("README.md"))
        } catch {
            throw DeskFailure(.cannotWrite, "cannot write below \(root.path)")
        }
        return WrittenFiles(paths: paths)
    }

    private static let readme = """
        # Our risk register

        - `Rules/hct/`: the rules, ours to change. `baf rules check` and `baf rules test Rules/hct` after
          every change; a change of an adopted version needs a new `version` in rulebook.yaml.
        - `register.sqlite`: the register with all its history. Back it up; never edit it.
        - `out/`: papers.

        Each month: `baf import RISKS.xml ACTIONS.xml`, `baf changes`, `baf findings`, `baf report hlrr`.

        """
}
