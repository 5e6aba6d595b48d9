import Intake
import RiskRegister
import Rulebooks
import XML

/// What would be made of files, before anything is stored: `baf mapping explain`.
package struct ExplainFileRequest: DeskRequest {
    /// The export's path.
    package var file: String
    /// A mapping to read it by, by its path; nil: the rules' mappings.
    package var mapping: String?
    /// The folder of rules.
    package var rules: String

    /// A request to explain a file.
    package init(_ file: String, mapping: String? = nil, rules: String) {
        self.file = file
        self.mapping = mapping
        self.rules = rules
    }

    package var capabilities: [Capability] { [.ask] }

    package func answer(at visit: Visit) throws -> ExplainFileAnswer {
        let mappings = try MappingChoice(try RulebookFolder.load(rules), named: mapping)
        // A pipe can be read once, and is looked at more often.
        let input = try XMLInput.file(file).settled()
        do {
            let files = try mappings.files(in: input)
            var readings = try files.map { try FileReading($0) }
            // What a mapping leaves out may still be told by what stands there.
            if readings.contains(where: \.hasUnknownNames) {
                for suggestion in try MappingSuggestion.all(for: input) {
                    for place in readings.indices where readings[place].file == suggestion.file {
                        readings[place].suggest(suggestion)
                    }
                }
            }
            return ExplainFileAnswer(files: readings)
        } catch let unknown as RegisterFileError {
            // What no mapping knows is shown as a suggested one would read it; a named one has to fit.
            guard mapping == nil, let suggestion = try MappingSuggestion.best(for: input)
            else {
                throw unknown
            }
            let suggested = try MappingFile.read(
                Array(suggestion.yaml.utf8), path: "suggested.yaml")
            let files = try RegisterFile.all(in: input, mappings: [suggested])
            var readings = try files.map { try FileReading($0, isSuggested: true) }
            for place in readings.indices where readings[place].file == suggestion.file {
                readings[place].take(suggestion)
            }
            return ExplainFileAnswer(files: readings)
        }
    }
}

/// What would be made of a file's tables.
package struct ExplainFileAnswer: DeskAnswer {
    /// A reading of each.
    package var files: [FileReading]

    package var document: [FileReading] { files }
}

extension FileReading {
    /// A name that holds something is in no mapping.
    fileprivate var hasUnknownNames: Bool { columns.contains { $0.known == nil && $0.filled > 0 } }

    /// Gives each name that no mapping knows the field that a suggestion would give it.
    fileprivate mutating func suggest(_ suggestion: MappingSuggestion) {
        for place in columns.indices where columns[place].known == nil {
            let name = columns[place].name
            columns[place].suggested =
                suggestion.lines.first { $0.headings.contains(name) }?.field.rawValue
        }
    }

    /// Gives each column the suggestion's sureness and reason, and the field that one in doubt may be.
    fileprivate mutating func take(_ suggestion: MappingSuggestion) {
        for line in suggestion.lines {
            for place in columns.indices where line.headings.contains(columns[place].name) {
                columns[place].sureness = line.sureness.rawValue
                columns[place].reason = line.reason
                if line.sureness == .doubtful { columns[place].suggested = line.field.rawValue }
            }
        }
    }
}
