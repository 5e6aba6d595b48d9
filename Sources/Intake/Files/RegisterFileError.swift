import RiskRegister
import Texts
import XML

/// Why a file of XML is not one that can be imported.
package enum RegisterFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The root element is none that a mapping knows.
    case unknownRoot(file: String, line: Int, root: String, known: [String])
    /// No mapping was given.
    case noMapping(file: String)

    package var description: String {
        switch self {
        case .unknownRoot(let file, let line, let root, let known):
            let hint =
                nearest(root, known, comparing: \.lettersAndDigits).map { "; did you mean \($0)?" }
                ?? ""
            return """
                \(file):\(line): error: no mapping knows the root element <\(XMLError.oneLine(root))>
                  Known: \(known.joined(separator: ", "))\(hint)
                  Add \(XMLError.oneLine(root)) to `roots` in the mapping that reads such files.
                """
        case .noMapping(let file):
            return """
                \(file): error: there is no mapping to read it by
                  Put one into the folder `mappings` of the rules, or give `--mapping FILE`.
                """
        }
    }
}
