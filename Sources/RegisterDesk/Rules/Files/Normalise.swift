import DMN
import DMNXML
import Foundation

/// DMN files written in one canonical form: `baf rules normalise`.
package struct NormaliseRequest: DeskRequest {
    /// Files, or folders of .dmn files.
    package var paths: [String]
    /// Say what would change and write nothing.
    package var isCheck: Bool

    /// A request to write files in the canonical form.
    package init(_ paths: [String], isCheck: Bool = false) {
        self.paths = paths
        self.isCheck = isCheck
    }

    package var capabilities: [Capability] { [isCheck ? .ask : .adopt] }

    package func answer(at visit: Visit) throws -> NormaliseAnswer {
        let files = try paths.flatMap(NormaliseRequest.files)
        var problems: [ModelProblem] = []
        var changed: [(path: String, bytes: [UInt8])] = []
        var lines: [String] = []
        for path in files {
            do throws(DMNError) {
                let bytes = try NormaliseRequest.bytes(path)
                let document = try ModelDocument(bytes: bytes, file: path)
                let canonical = try document.canonical()
                guard canonical.bytes != bytes else { continue }
                changed.append((path, canonical.bytes))
                let version = document.version == "1.3" ? "" : "\(document.version) -> 1.3, "
                lines.append("\(path): \(version)\(bytes.count) -> \(canonical.bytes.count) bytes")
                lines += canonical.notes.map { "  \($0)" }
            } catch {
                problems += error.problems
            }
        }
        guard problems.isEmpty else {
            throw DeskFailure(
                .refused,
                problems.map(\.description).joined(separator: "\n") + "\nNothing was written.")
        }
        if !isCheck { try FileReplacement.write(changed) }
        return NormaliseAnswer(
            files: files.count, changed: changed.map(\.path), lines: lines,
            rulebooks: NormaliseRequest.rulebooks(changed.map(\.path)))
    }

    /// The folders of rulebooks that files belong to, sorted.
    private static func rulebooks(_ paths: [String]) -> [String] {
        let folders = Set(paths.map { folderPart(of: $0) })
        return folders.filter { folder in
            FileManager.default.fileExists(
                atPath: (folder as NSString).appendingPathComponent("rulebook.yaml"))
        }.sorted()
    }

    /// The files that a path names, sorted.
    private static func files(_ path: String) throws(DeskFailure) -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw DeskFailure(.missing, "there is no file or folder \(path)")
        }
        guard isFolder.boolValue else { return [path] }
        let folder = path.hasSuffix("/") && path.count > 1 ? String(path.dropLast()) : path
        let real = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
        let walk = FileManager.default.enumerator(atPath: real)
        let found = (walk?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".dmn") }
        guard !found.isEmpty else {
            throw DeskFailure(.missing, "there is no .dmn file in \(path)")
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

/// What became of DMN files.
package struct NormaliseAnswer: DeskAnswer {
    /// How many were looked at.
    package var files: Int
    /// Those that were not, or are not, in the canonical form.
    package var changed: [String]
    /// What changes in each, a line each.
    package var lines: [String]
    /// The folders of rulebooks that they belong to: other bytes are another version.
    package var rulebooks: [String]

    package var document: NormaliseAnswer { self }
}
