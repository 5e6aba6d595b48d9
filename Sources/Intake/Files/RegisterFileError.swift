import RiskRegister
import Texts
import XML

/// Why a file of XML is not one that can be imported.
package enum RegisterFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The root element is none that a mapping knows.
    case unknownRoot(file: String, line: Int, root: String, known: [String])
    /// No row of a table has two headings that a mapping knows; the names of its widest row, each with the
    /// nearest that is known.
    case noHeadings(file: String, line: Int, names: [Heading])
    /// None of several tables is read; why, a line for each.
    case noTable(file: String, [String])
    /// No mapping was given.
    case noMapping(file: String)

    /// A heading that no mapping knows.
    package struct Heading: Hashable, Sendable {
        /// As the file has it.
        package var name: String
        /// The nearest name that a mapping knows.
        package var near: String?
    }

    package var description: String {
        switch self {
        case .noHeadings(let file, let line, let names):
            let shown = names.map { heading in
                XMLError.oneLine(String(heading.name.prefix(40)))
                    + (heading.near.map { " (\($0)?)" } ?? "")
            }
            return """
                \(file):\(line): error: no mapping knows two headings of a row, so no row names the others' cells
                  Found: \(shown.isEmpty ? "no row with anything in it" : shown.joined(separator: ", "))
                  `baf mapping suggest FILE` writes a mapping for it, for `--mapping`; or put these names into the rules' own.
                """
        case .unknownRoot(let file, let line, let root, let known):
            let hint =
                nearest(root, known, comparing: \.lettersAndDigits).map { "; did you mean \($0)?" }
                ?? ""
            return """
                \(file):\(line): error: no mapping knows the root element <\(XMLError.oneLine(root))>
                  Known: \(known.joined(separator: ", "))\(hint)
                  Add \(XMLError.oneLine(root)) to `roots` in the mapping that reads such files.
                """
        case .noTable(let file, let tables):
            let shown = tables.prefix(8).map { "  " + XMLError.oneLine($0) }.joined(separator: "\n")
            return """
                \(file): error: none of its tables is one of risks or actions
                \(shown)
                  Give the file whose tables are, or put their headings into the mapping.
                """
        case .noMapping(let file):
            return """
                \(file): error: there is no mapping to read it by
                  Put one into the folder `mappings` of the rules, or give `--mapping FILE`.
                """
        }
    }
}
