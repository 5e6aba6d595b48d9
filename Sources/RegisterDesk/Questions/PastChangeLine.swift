import RegisterStore
package import RiskRegister

/// An answer about a past day that an entry changes; its fields are part of the public interface.
package struct PastChangeLine: Codable, Hashable, Sendable {
    package var day: Day
    package var id: String
    package var sentence: String

    init(_ change: PastChange) {
        day = change.day
        id = change.id
        sentence = change.sentence
    }

    /// Changes as lines to read: days that follow one another and risks that changed alike in one line.
    package static func inWords(_ lines: [PastChangeLine]) -> [String] {
        PastChange.inWords(
            lines.map { ($0.day, $0.id, String($0.sentence.dropFirst($0.id.count + 2))) })
    }
}
