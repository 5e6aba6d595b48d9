import DMN
import Foundation
import Intake
import RegisterReports
import Rulebooks
import XML

/// A mapping's file read strictly, before an import does: `baf mapping check`.
package struct CheckMappingRequest: DeskRequest {
    /// The mapping's path: YAML, or a sheet of two columns (.csv).
    package var file: String

    /// A request to check a mapping.
    package init(_ file: String) { self.file = file }

    package var capabilities: [Capability] { [.ask] }

    package func answer(at visit: Visit) throws -> CheckMappingAnswer {
        let content = try MappingContent(path: file)
        return CheckMappingAnswer(try MappingCheck.problems(in: content.yaml, path: file), file)
    }
}

/// What there is to say of a mapping.
package struct CheckMappingAnswer: DeskAnswer {
    /// An error or a warning.
    package struct Entry: Codable, Hashable, Sendable {
        package var file: String
        package var line: Int
        package var column: Int
        package var severity: String
        package var sentence: String
        package var advice: String?
    }

    /// By place.
    package var document: [Entry]
    /// The same for a reader, and how many there are.
    package var lines: [String]
    /// Something of it is an error.
    package var hasErrors: Bool

    init(_ problems: [ModelProblem], _ file: String) {
        document = problems.map {
            Entry(
                file: $0.location.file, line: $0.location.line, column: $0.location.column,
                severity: $0.severity.rawValue, sentence: $0.what, advice: $0.advice)
        }
        let errors = problems.count { $0.severity == .error }
        hasErrors = errors > 0
        lines =
            problems.map(\.description) + [
                "\(file): \(Count.of(errors, "error")), \(Count.of(problems.count - errors, "warning"))"
            ]
    }
}

/// A mapping's file as it is given, and the YAML that it amounts to.
///
/// What a register keeps of a mapping is always the YAML, so that an extract can be read again without knowing in
/// which form somebody once wrote it.
struct MappingContent {
    /// The YAML.
    let yaml: [UInt8]

    /// The content of a file by path.
    init(path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw DeskFailure(.missing, "there is no mapping at \(path)")
        }
        try self.init([UInt8](data), path: path)
    }

    /// The content of a file's bytes; a name that ends in .csv is a sheet of two columns.
    init(_ bytes: [UInt8], path: String) throws {
        let isSheet = path.lowercased().hasSuffix(".csv")
        yaml = isSheet ? Array(try MappingSheet.yaml(bytes, path: path).utf8) : bytes
    }
}
