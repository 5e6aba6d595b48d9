package import DMN

/// Why a rulebook could not be loaded.
package enum RulebookError: Error, Sendable, CustomStringConvertible {
    /// There is no such folder, or it holds no `rulebook.yaml`.
    case noRulebook(path: String)
    /// A file of the folder could not be read.
    case unreadable(path: String, reason: String)
    /// The files are wrong: every problem found, in the order of files and lines.
    case problems([ModelProblem])

    /// One line for each problem: `file:line:column: error: what; what to do`.
    package var description: String {
        switch self {
        case .noRulebook(let path):
            "\(path): there is no rulebook here: no file rulebook.yaml"
        case .unreadable(let path, let reason): "\(path): cannot be read: \(reason)"
        case .problems(let problems): problems.map(\.description).joined(separator: "\n")
        }
    }
}
