/// One field of a record exactly as its file gave it.
///
/// The name is the element's or attribute's name as mapped sources name it: `ram_name`,
/// `ram_cur_level/@code` for an attribute of a field element, `notes/note` for a nested one.
package struct RawField: Hashable, Sendable {
    /// The field's name in the source.
    package let name: String
    /// The field's text, decoded to Unicode and otherwise untouched.
    package let text: String

    /// A field of a record.
    package init(name: String, text: String) {
        self.name = name
        self.text = text
    }
}

/// A record of an export before any word in it is given a meaning: the truth that the store keeps.
package struct RawRecord: Hashable, Sendable {
    /// The fields in the order of the file.
    package let fields: [RawField]
    /// The line of the file on which the record starts; 0 when unknown.
    ///
    /// Not part of its identity.
    package let line: Int

    /// A record with the line on which it starts.
    package init(fields: [RawField], line: Int = 0) {
        self.fields = fields
        self.line = line
    }

    package static func == (left: RawRecord, right: RawRecord) -> Bool {
        left.fields == right.fields
    }
    package func hash(into hasher: inout Hasher) { hasher.combine(fields) }
}

/// Whether a risk is a line of the board's framework or a record of the risk system.
package enum RiskLevel: String, Sendable, Hashable, CaseIterable {
    /// A record of an export: identified bottom-up.
    case operational
    /// A line of the assurance framework: a risk to a strategic objective, owned by the board.
    case principal
}

/// Where a risk stands in the source's approval workflow.
package enum Approval: String, Sendable, Hashable, CaseIterable {
    /// Finally approved: a live risk.
    case approved
    /// Waiting for approval: on no register yet.
    case awaiting
    /// Turned down.
    case rejected
    /// The export says nothing: treated as approved, and flagged.
    case unknown
}

/// What identifies a risk for ever: its organisation, level and the source's own id.
///
/// The local reference is never a key: HCT's number 1 occurs three times.
package struct RiskKey: Hashable, Sendable, Comparable {
    /// The organisation whose register it is on.
    package let organisation: String
    /// Operational or principal.
    package let level: RiskLevel
    /// The source's id ("2101"), the framework's id ("PR3"), or "?" and a digest when there was none.
    package let id: String

    /// The key of a risk.
    package init(organisation: String, level: RiskLevel = .operational, id: String) {
        self.organisation = organisation
        self.level = level
        self.id = id
    }

    /// By organisation, operational first, then id: numerically when both ids are all digits.
    package static func < (left: RiskKey, right: RiskKey) -> Bool {
        if left.organisation != right.organisation { return left.organisation < right.organisation }
        if left.level != right.level { return left.level == .operational }
        return RiskKey.precedes(left.id, right.id)
    }

    /// The order of ids: runs of digits by value, the rest by code point, so PR2 comes before PR10.
    package static func precedes(_ left: String, _ right: String) -> Bool {
        var (one, two) = (left, right)
        let order = one.withUTF8 { first in two.withUTF8 { precedes(first, $0) } }
        return order ?? (left < right)  // "007" and "7" differ only in zeros
    }

    /// The order of the bytes of two ids; nil where they differ in zeros before numbers at most.
    private static func precedes(
        _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>
    ) -> Bool? {
        func isDigit(_ byte: UInt8) -> Bool {
            byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
        }
        func number(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Range<Int> {
            var first = start
            while first < bytes.endIndex, bytes[first] == UInt8(ascii: "0") { first += 1 }
            var end = first
            while end < bytes.endIndex, isDigit(bytes[end]) { end += 1 }
            return first..<end
        }
        var (one, two) = (left.startIndex, right.startIndex)
        while one < left.endIndex, two < right.endIndex {
            let (first, second) = (left[one], right[two])
            if isDigit(first), isDigit(second) {
                let (numberOne, numberTwo) = (number(left, one), number(right, two))
                if numberOne.count != numberTwo.count { return numberOne.count < numberTwo.count }
                for (place, other) in zip(numberOne, numberTwo) where left[place] != right[other] {
                    return left[place] < right[other]
                }
                (one, two) = (numberOne.upperBound, numberTwo.upperBound)
            } else if first != second {
                return first < second
            } else {
                one += 1
                two += 1
            }
        }
        let (isShort, isOtherShort) = (one == left.endIndex, two == right.endIndex)
        return isShort == isOtherShort ? nil : isShort
    }
}

/// A record of an export with its words turned into values by a mapping, and nothing decided yet.
///
/// Every value can be absent: an absent score is unknown, never 0.
package struct RiskRecord: Hashable, Sendable {
    /// The source's id, trimmed; nil when the record has none (ID of the risk is then "?" + digest).
    package var sourceID: String?
    /// The local reference ("SR1", "2-2017"): printed, never a key.
    package var reference: String?
    /// The title, trimmed, entities decoded once, on one line.
    package var title: String = ""
    /// The full description as plain text.
    package var description: String = ""
    /// The record is closed in the source: by status word or closing date.
    package var isClosed = false
    /// Where it stands in the approval workflow.
    package var approval: Approval = .unknown
    /// The score at first assessment.
    package var initial = ScoreEntry()
    /// The score with today's controls.
    package var current = ScoreEntry()
    /// The score aimed for.
    package var target = ScoreEntry()
    /// Codes of the objectives the risk affects, as recorded, in order.
    package var objectives: [String] = []
    /// The id of the principal risk it is linked to, where the export says so.
    package var principalRisk: String?
    /// The person or role that manages the risk, as recorded.
    package var owner: String?
    /// The accountable executive, as recorded.
    package var leadExecutive: String?
    /// The directorate, division or business unit.
    package var directorate: String?
    /// The rest of the organisation path, top first (unit, specialty, location).
    package var location: [String] = []
    /// The trust's risk type and subtype.
    package var type: String?
    /// The trust's risk subtype.
    package var subtype: String?
    /// The consequence domain that gave the score; appetite is set by domain.
    package var domain: String?
    /// Where the risk came from ("programme", "incident"); programme risks have a first reviewer of their own.
    package var source: String?
    /// Controls in place, as plain text.
    package var controls: String?
    /// Gaps in control, as plain text.
    package var gapsInControl: String?
    /// Assurance, as plain text.
    package var assurance: String?
    /// Gaps in assurance, as plain text.
    package var gapsInAssurance: String?
    /// The reason recorded for the latest change, or the progress notes.
    package var progress: String?
    /// The day it was opened.
    package var opened: SourceDate?
    /// The day of the last review.
    package var lastReview: SourceDate?
    /// The day the next review falls due, as recorded.
    package var reviewDue: SourceDate?
    /// The day by which the target score should be reached.
    package var targetDate: SourceDate?
    /// The day it was closed.
    package var closed: SourceDate?
    /// The ids of registers that the export itself marks the risk as on ("HLRR", "BAF"); nil when it has no such field.
    package var markedRegisters: [String]?
    /// Dates that were sentinels (1900), far in the future or months, by field, as recorded (DT09).
    package var oddDates: [String] = []
    /// Extra facts that the mapping declares from local fields, by fact name.
    package var localFacts: [String: String] = [:]
    /// How many repairs its texts needed: double escapes, markup, separators, control characters.
    ///
    /// Each kind counts once a field. The texts as they were stay in the raw record.
    package var repairs = 0
    /// What reading the record had to say: codes RD.., in order.
    package var findings: [Finding] = []
    /// Of a principal risk: why it may not stand any more, though the framework lists it.
    package var doubt: String?
    /// Of a principal risk: the framework says when, by whom, at which meeting and why it was ended.
    package var isEndedByBoard = false
    /// What stays of the long texts where they are left out; nil where the record holds them.
    package var leftOut: LeftOutTexts?

    /// A record with everything absent.
    package init() {}

    /// Who should act on it, as recorded: its owner, else the lead executive; trimmed, never empty.
    package var responsible: String? {
        [owner, leadExecutive].compactMap { $0?.trimmed }.first { !$0.isEmpty }
    }
}
