package import DMN
package import RiskRegister

/// A folder of rules that was loaded: the rulebook, and what it was made of.
package struct LoadedRulebook: Sendable {
    /// One file of decisions.
    package struct Model: Sendable {
        /// The file's path inside the folder ("routing.dmn").
        package let file: String
        /// Its decisions, compiled.
        package let model: DecisionModel
    }

    /// The compiled rulebook.
    package let rulebook: Rulebook
    /// Its files, sorted by path; the tests too.
    package let files: [RulebookSourceFile]
    /// Its files of decisions, sorted by path.
    package let models: [Model]
    /// What deserves a look although the rules compile, in the order of files and lines.
    package let warnings: [ModelProblem]
    /// The folder as it was named, or a name for rules that came from elsewhere.
    package let name: String

    /// The files that the digest covers, to be kept for re-deriving history: all but tests and remarks.
    package var decidingFiles: [RulebookSourceFile] { files.deciding }
}
