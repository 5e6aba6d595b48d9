import ArgumentParser
import DMN
import DMNXML
import Foundation

/// `baf rules normalise`.
struct RulesNormaliseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "normalise",
        abstract: "Write DMN files in one canonical form, in the 1.3 namespace.",
        discussion: """
            A file that an editor saved as DMN 1.2, 1.4, 1.5 or 1.6 comes back as 1.3, which Camunda
            Modeler opens: attributes and children in a fixed order, a cell a line. What it means does
            not change, and nothing of it is lost. A file in this form is not touched. A construct that
            1.3 does not have is refused with its place, and no file is written.

            With --check nothing is written, and it exits with 1 when a file is not in this form.

            EXAMPLES
              baf rules normalise Rules/hct/routing.dmn
              baf rules normalise Rules --check
            """)

    @Argument(help: ArgumentHelp("Files, or folders of .dmn files.", valueName: "file|dir"))
    var paths: [String]

    @Flag(help: "Write nothing; exit with 1 when a file would change.")
    var check = false

    @Flag(help: "Print nothing but errors.")
    var quiet = false

    func run() throws {
        var changes = 0
        try reporting {
            let files = try paths.flatMap(RulesNormaliseCommand.files)
            var problems: [ModelProblem] = []
            var changed: [(path: String, bytes: [UInt8])] = []
            var lines: [String] = []
            for path in files {
                do throws(DMNError) {
                    let bytes = try RulesNormaliseCommand.bytes(path)
                    let document = try ModelDocument(bytes: bytes, file: path)
                    let canonical = try document.canonical()
                    guard canonical.bytes != bytes else { continue }
                    changed.append((path, canonical.bytes))
                    let version = document.version == "1.3" ? "" : "\(document.version) -> 1.3, "
                    lines.append(
                        "\(path): \(version)\(bytes.count) -> \(canonical.bytes.count) bytes")
                    lines += canonical.notes.map { "  \($0)" }
                } catch {
                    problems += error.problems
                }
            }
            guard problems.isEmpty else {
                throw Failure(
                    .refused,
                    problems.map(\.description).joined(separator: "\n") + "\nNothing was written.")
            }
            if !check { try FileReplacement.write(changed) }
            changes = changed.count
            guard !quiet else { return }
            lines.forEach { Output.line($0) }
            let count = "\(changes) of \(files.count) \(files.count == 1 ? "file" : "files")"
            Output.line(check ? "\(count) would change" : "\(count) changed")
            for folder in RulesNormaliseCommand.rulebooks(changed.map(\.path)) where !check {
                Output.line(
                    "\(folder): other bytes are another version: raise it in rulebook.yaml before the next import"
                )
            }
        }
        if check, changes > 0 { throw ExitCode(1) }
    }

    /// The folders of rulebooks that files belong to, sorted.
    private static func rulebooks(_ paths: [String]) -> [String] {
        let folders = Set(paths.map { folderPart(of: $0) })
        return folders.filter { folder in
            FileManager.default.fileExists(
                atPath: (folder as NSString).appendingPathComponent("rulebook.yaml"))
        }.sorted()
    }

    /// The files that a word of the command line names, sorted.
    private static func files(_ path: String) throws -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Failure(.missing, "there is no file or folder \(path)")
        }
        guard isFolder.boolValue else { return [path] }
        let folder = path.hasSuffix("/") && path.count > 1 ? String(path.dropLast()) : path
        let real = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
        let walk = FileManager.default.enumerator(atPath: real)
        let found = (walk?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".dmn") }
        guard !found.isEmpty else {
            throw Failure(.missing, "there is no .dmn file in \(path)")
        }
        return found.map { "\(folder)/\($0)" }.sorted()
    }

    private static func bytes(_ path: String) throws(DMNError) -> [UInt8] {
        let limit = 64 << 20
        let what: String
        if let data = FileManager.default.contents(atPath: path) {
            if data.count <= limit { return [UInt8](data) }
            what = "the file has \(data.count) bytes, and no model is that large"
        } else {
            what = "the file cannot be read"
        }
        throw DMNError([
            ModelProblem(
                at: SourceLocation(file: path, line: 1, column: 1), what, advice: "check its name")
        ])
    }
}
