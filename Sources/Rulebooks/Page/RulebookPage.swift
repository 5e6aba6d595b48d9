import Digests
package import RiskRegister

/// A whole rulebook as a page for people: every decision, row and clause in plain English.
///
/// It is a value; `RegisterReports` writes it as HTML. Anchors are unique in the page, and a row's is
/// its id, so that a paper can point to `#REG-01`.
package struct RulebookPage: Sendable {
    /// A name and what is said of it.
    package struct Fact: Sendable {
        package let label: String
        package let value: String
    }

    /// A file of the rulebook.
    package struct File: Sendable {
        /// Its path inside the folder.
        package let path: String
        /// SHA-256 over its bytes, 64 hexadecimal digits.
        package let digest: String
    }

    /// Something that `rules check` says, with why it is accepted, where somebody wrote that down.
    package struct Remark: Sendable {
        package let text: String
        package let reason: String?

        /// A remark.
        package init(_ text: String, reason: String? = nil) {
            self.text = text
            self.reason = reason
        }
    }

    /// What is drawn, and what it says in words.
    package struct Picture: Sendable {
        package let title: String
        /// The drawing; nil when there is too much to draw.
        package let drawing: RequirementsDrawing?
        /// A sentence for each box that needs something, which together say what the drawing says.
        package let sentences: [String]
    }

    /// A fact that a model asks, or a value that it is given.
    package struct Asked: Sendable {
        package let name: String
        package let type: String
        package let unit: String
        package let origin: String
    }

    /// A model: a file of decisions.
    package struct Model: Sendable {
        package let file: String
        package let name: String
        package let anchor: String
        package let picture: Picture
        package let asked: [Asked]
        package let decisions: [Decision]
    }

    /// A decision, or a function that decisions call.
    package struct Decision: Sendable {
        package let name: String
        package let anchor: String
        /// "Decision", or "Function" with its parameters.
        package let kind: String
        /// What the rulebook uses it for, when it plays a role.
        package let role: String?
        package let question: String?
        package let description: String?
        /// What it needs: names, with the anchors of those that the page describes.
        package let needs: [(name: String, anchor: String?)]
        package let logic: Logic
    }

    /// How a decision comes to its answer.
    package indirect enum Logic: Sendable {
        case table(Table)
        /// In words where there are plain ones, and as it is written.
        case expression(words: String?, written: String)
        /// Several parts, each with what it is called.
        case parts([(label: String, logic: Logic)])
    }

    /// A decision table.
    package struct Table: Sendable {
        /// What happens when rows match, as a sentence.
        package let policy: String
        package let conditions: [String]
        package let conclusions: [String]
        /// The heads of the notes; the policy clause is the first.
        package let notes: [String]
        package let rows: [Row]
        /// What is answered when no row matches, where the table says.
        package let fallback: String?
    }

    /// A row.
    package struct Row: Sendable {
        package let id: String
        package let anchor: String
        package let conditions: [Cell]
        package let conclusions: [Cell]
        package let notes: [String]
        package let sentence: String
    }

    /// A cell in words, or as it is written where it has none.
    package struct Cell: Sendable {
        package let text: String
        package let isWritten: Bool
    }

    package let title: String
    package let facts: [Fact]
    package let registers: [RegisterDefinition]
    package let roles: Picture
    package let models: [Model]
    package let tests: RulebookTests.Report?
    package let remarks: [Remark]
    package let files: [File]

    /// A page of a rulebook.
    ///
    /// - Parameters:
    ///   - loaded: The rulebook.
    ///   - tests: What its tests came to; nil where they were not run.
    ///   - remarks: What `rules check` says of it.
    package init(
        _ loaded: LoadedRulebook, tests: RulebookTests.Report? = nil, remarks: [Remark] = []
    ) {
        let rulebook = loaded.rulebook
        title = rulebook.name
        facts = [
            Fact(label: "Rulebook", value: "\(rulebook.id), version \(rulebook.version)"),
            Fact(label: "In force from", value: rulebook.effectiveFrom.inWords),
            Fact(label: "Approved by", value: rulebook.approvedBy),
            Fact(label: "Source", value: rulebook.sourceDocument),
            Fact(label: "Matrix", value: RulebookShow.matrix(rulebook)),
            Fact(label: "SHA-256 of the rules", value: rulebook.digest),
        ]
        registers = rulebook.registers
        var builder = RulebookPageBuilder(loaded)
        roles = builder.roles()
        models = RulebookShow.inReadingOrder(loaded).map { builder.model($0) }
        self.tests = tests
        self.remarks = remarks
        files = loaded.files.map { file in
            let hash = SHA256()
            hash.update(file.bytes)
            return File(path: file.path, digest: hash.finish().hex)
        }
    }
}
