import FEEL

/// Of which risks a view holds the records' long texts; the others' have `LeftOutTexts` instead.
///
/// A framework's lines always hold theirs.
package enum RecordTexts: Hashable, Sendable {
    /// Of none: for lists, counts and checks.
    case none
    /// Of all.
    case all
    /// Of those that stand on a register on the day: for papers, which print no others.
    case listed

    /// Whether the texts of a risk are wanted that stands so.
    package func includes(_ standing: Standing) -> Bool {
        switch self {
        case .none: false
        case .all: true
        case .listed: !standing.memberships.isEmpty
        }
    }
}

/// What stays of a record's long texts where they themselves are left out.
///
/// A list of risks needs no descriptions, and reading them is most of the work. What checks and
/// comparisons ask of the texts is kept in their place, so that both answer as over the whole record.
package struct LeftOutTexts: Hashable, Sendable {
    /// A number made of the texts: records with the same texts have the same number.
    package var fingerprint: UInt64
    /// The same of the progress notes alone; 0 where there are none.
    package var progress: UInt64
    /// Controls are recorded.
    package var hasControls: Bool
    /// Where the title and the texts may hold personal data.
    package var personalData: [PersonalData.Mark]

    /// What stays of texts.
    package init(
        fingerprint: UInt64, progress: UInt64, hasControls: Bool,
        personalData: [PersonalData.Mark]
    ) {
        self.fingerprint = fingerprint
        self.progress = progress
        self.hasControls = hasControls
        self.personalData = personalData
    }
}

extension RiskRecord {
    /// Its long texts, by the names that messages give them, in the order in which they are looked at.
    package var longTexts: [(field: String, text: String?)] {
        [
            ("description", description), ("controls", controls),
            ("gaps in control", gapsInControl), ("assurance", assurance),
            ("gaps in assurance", gapsInAssurance), ("progress", progress),
        ]
    }

    /// Controls are recorded, in whatever words.
    package var hasControls: Bool {
        leftOut?.hasControls ?? !(controls?.trimmed.isEmpty ?? true)
    }

    private var hasProgress: Bool { !(progress?.trimmed.isEmpty ?? true) }

    /// Where its title and long texts may hold personal data.
    package var personalData: [PersonalData.Mark] {
        if let leftOut { return leftOut.personalData }
        return ([("title", title)] + longTexts).compactMap { field, text in
            text.flatMap { PersonalData.Mark(field: field, text: $0) }
        }
    }

    /// The record without its long texts, with what stays of them.
    ///
    /// - Parameter fingerprint: A number made of the texts, in the order of `longTexts`.
    /// - Returns: The shorter record; one that has no texts already is given back as it is.
    package func withoutTexts(
        fingerprint: ([(field: String, text: String?)]) -> UInt64
    ) -> RiskRecord {
        guard leftOut == nil else { return self }
        var record = self
        record.leftOut = LeftOutTexts(
            fingerprint: fingerprint(longTexts),
            progress: hasProgress ? fingerprint([("progress", progress?.trimmed)]) : 0,
            hasControls: hasControls, personalData: personalData)
        record.description = ""
        record.controls = nil
        record.gapsInControl = nil
        record.assurance = nil
        record.gapsInAssurance = nil
        record.progress = nil
        return record
    }
}

extension PrintedScore {
    /// A printed score with the number that a text of its own writes.
    package init(text: String, numberText: String?) {
        self.init(text: text, number: numberText.flatMap { Decimal128($0) })
    }

    /// The number as a text that gives it back.
    package var numberText: String? { number?.description }
}
