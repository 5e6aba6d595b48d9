import Digests
import Foundation

/// One file of a rulebook, by its path inside the folder.
package struct RulebookSourceFile: Hashable, Sendable {
    /// The path inside the folder ("mappings/datix.yaml").
    package var path: String
    /// The bytes.
    package var bytes: [UInt8]

    /// A file.
    package init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    /// The file that says which remarks of the check are accepted, and why.
    package static let remarks = "remarks.yaml"

    /// What a file of a rulebook is, by its path.
    enum Kind {
        case settings, model, mapping, tests, remarks
    }

    /// What the file is; nil for files that are no part of a rulebook (a README, say).
    var kind: Kind? {
        let parts = path.split(separator: "/")
        switch parts.count {
        case 1 where path == "rulebook.yaml": return .settings
        case 1 where path == Self.remarks: return .remarks
        case 1 where path.hasSuffix(".dmn"): return .model
        case 2 where parts[0] == "mappings" && path.hasSuffix(".yaml"): return .mapping
        case 2 where parts[0] == "tests" && path.hasSuffix(".xml"): return .tests
        default: return nil
        }
    }
}

extension [RulebookSourceFile] {
    /// The files that decide: all but the tests and what the check accepts, sorted by path.
    ///
    /// These stand apart, so that a test or a reason can be added without a new version.
    var deciding: [RulebookSourceFile] {
        filter { file in
            switch file.kind {
            case .settings, .model, .mapping: true
            case .tests, .remarks, nil: false
            }
        }.sorted { $0.path < $1.path }
    }

    /// SHA-256 over the paths and bytes of the files that decide, 64 hexadecimal digits.
    var digest: String {
        let hash = SHA256()
        for file in deciding {
            hash.update("\(file.path)\n\(file.bytes.count)\n".utf8)
            hash.update(file.bytes)
        }
        return hash.finish().hex
    }
}

/// Reads the files of a rulebook's folder.
enum FolderReader {
    /// A rulebook is small; whatever is larger is not one.
    static let sizeLimit = 8 << 20

    /// The files of a folder that belong to a rulebook, sorted by path.
    static func files(_ folder: String) throws(RulebookError) -> [RulebookSourceFile] {
        var found: [RulebookSourceFile] = []
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder),
            isFolder.boolValue
        else { throw .noRulebook(path: folder) }
        for place in ["", "mappings", "tests"] {
            for name in try names(place.isEmpty ? folder : "\(folder)/\(place)").sorted() {
                let path = place.isEmpty ? name : "\(place)/\(name)"
                guard RulebookSourceFile(path: path, bytes: []).kind != nil else { continue }
                found.append(
                    RulebookSourceFile(path: path, bytes: try bytes("\(folder)/\(path)")))
            }
        }
        guard found.contains(where: { $0.kind == .settings }) else {
            throw .noRulebook(path: folder)
        }
        return found.sorted { $0.path < $1.path }
    }

    /// What a folder holds; nothing where there is none.
    ///
    /// One that cannot be listed is no empty one: its tests would be passed over in silence.
    private static func names(_ folder: String) throws(RulebookError) -> [String] {
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw .unreadable(path: folder, reason: "it is no folder, or not permitted")
        }
    }

    /// The bytes of a file, if it is of a sensible size.
    static func bytes(_ path: String) throws(RulebookError) -> [UInt8] {
        let data: Data
        do {
            data = try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            throw .unreadable(path: path, reason: "it is missing, a folder, or not permitted")
        }
        guard data.count <= sizeLimit else {
            throw .unreadable(
                path: path,
                reason: "it has \(data.count) bytes, and no file of rules is that large")
        }
        return [UInt8](data)
    }
}
