import RiskRegister
import Texts

/// What stands in a file outside its records: the day it speaks for, and whose it is.
struct FileHead {
    let asAt: Day?
    /// What stands where the day should, when it cannot be read as one.
    let unreadDay: String?
    let organisation: String?

    /// The day and the organisation that a file's head says.
    init(
        _ texts: [(name: String, text: String)], mapping: SourceMapping,
        order: SourceMapping.DateOrder
    ) {
        let values = texts.compactMap { name, text -> (name: String, text: String)? in
            let words = text.onOneLine
            return words.isEmpty ? nil : (name.lettersAndDigits, words)
        }
        asAt = FileHead.first(mapping.extractDay, in: values) { FileHead.day($0, order) }
        unreadDay = asAt == nil ? FileHead.first(mapping.extractDay, in: values) { $0 } : nil
        organisation = FileHead.first(mapping.organisationNames, in: values) { $0 }
    }

    /// The first value, in the order of the mapping's names, that means something.
    private static func first<Value>(
        _ names: [String], in values: [(name: String, text: String)],
        _ meaning: (String) -> Value?
    ) -> Value? {
        for name in names {
            let folded = name.lettersAndDigits
            for value in values where value.name == folded {
                if let found = meaning(value.text) { return found }
            }
        }
        return nil
    }

    private static func day(_ text: String, _ order: SourceMapping.DateOrder) -> Day? {
        switch DateText(text, order: order).date {
        case .day(let day): day
        case .month(let lastDay): lastDay
        case nil: nil
        }
    }
}
