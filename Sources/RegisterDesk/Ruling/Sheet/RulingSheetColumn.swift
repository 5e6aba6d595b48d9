import RiskRegister

/// A column of the sheet of a meeting's questions; its head is its name.
enum RulingSheetColumn: String, CaseIterable {
    /// What is asked.
    case organisation, id, title, register, question, since, needs, score
    /// What was decided, and whose decision it is.
    case verb, why, until, body, by, role, meeting, date, minute
    /// What some verbs take, and the newest entry that the deciders saw.
    case under, owner, due, field, entry

    /// A sheet without it cannot be read.
    var isNeeded: Bool {
        switch self {
        case .id, .verb: true
        case .organisation, .title, .register, .question, .since, .needs, .score, .why, .until,
            .body, .by, .role, .meeting, .date, .minute, .under, .owner, .due, .field, .entry:
            false
        }
    }

    /// A person fills it in.
    var isAnswer: Bool {
        switch self {
        case .verb, .why, .until, .body, .by, .role, .meeting, .date, .minute, .under, .owner,
            .due, .field:
            true
        case .organisation, .id, .title, .register, .question, .since, .needs, .score, .entry:
            false
        }
    }

    /// How wide it is in a workbook, in characters.
    var width: Double {
        switch self {
        case .title: 38
        case .question, .why: 32
        case .needs, .body, .by, .role, .meeting: 20
        case .verb, .minute, .owner: 16
        case .organisation, .id, .register, .since, .score, .until, .date, .under, .due, .field,
            .entry:
            12
        }
    }
}

/// One row of the sheet, by column.
struct RulingSheetRow {
    /// Where it stands in the file, from 1.
    var number: Int
    /// What its cells say; an absent one says nothing.
    var texts: [RulingSheetColumn: String] = [:]
    /// Where each column stands in the file, from 1.
    var places: [RulingSheetColumn: Int] = [:]

    /// The text of a cell without outer space; nil for none.
    subscript(column: RulingSheetColumn) -> String? {
        let text = texts[column]?.trimmingPrefix(while: \.isWhitespace) ?? ""
        let end = text.lastIndex { !$0.isWhitespace }
        return end.map { String(text[...$0]) }
    }
}

/// What is wrong with a row: where, what, and what to do.
struct RulingSheetFault: Error {
    var column: RulingSheetColumn
    var what: String
    var advice: String
}
