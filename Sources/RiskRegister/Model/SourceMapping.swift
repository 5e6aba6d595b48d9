/// A trust's own element names and words, and what they mean: the bridge from an export to typed fields.
///
/// A mapping turns words into values and stops there: it never scores, routes or repairs. It is a
/// YAML file of the rulebook (`mappings/datix.yaml`), kept in the register by digest.
package struct SourceMapping: Hashable, Sendable {
    /// What kind of file the mapping reads.
    package enum Kind: String, Hashable, Sendable {
        /// Records of risks.
        case risks
        /// Records of actions.
        case actions
        /// An assurance framework.
        case framework
    }

    /// Which risks an export holds.
    package enum Holds: String, Hashable, Sendable {
        /// Open and closed ones: one that is absent is missed.
        case all
        /// Open ones only: one that is absent may be closed, or left out, and is asked about.
        case open
    }

    /// In which order the parts of a numeric date stand.
    package enum DateOrder: String, Hashable, Sendable {
        /// 04/05/2026 is 4 May, as in the United Kingdom.
        case dayFirst = "day-first"
        /// 04/05/2026 is 5 April.
        case monthFirst = "month-first"
    }

    /// The mapping's id ("datix").
    package var id = ""
    /// The mapping's version.
    package var version = "1"
    /// What kind of file it reads.
    package var kind = Kind.risks
    /// The source system's name, part of an extract's identity ("datix").
    package var source = ""
    /// The organisation when the file names none ("HCT").
    package var organisation = ""
    /// Root element names (local) by which a file of this kind is known ("Risks", "Report").
    package var roots: [String] = []
    /// Which risks the export holds.
    package var holds = Holds.all
    /// Local names of the element that holds one record ("Risk", "Detail", "Row"); empty: every child of the root that has fields.
    package var records: [String] = []
    /// Names of attributes or elements at the head of the file that hold the extract's day.
    package var extractDay: [String] = []
    /// Names of attributes or elements at the head of the file that hold the organisation's code.
    package var organisationNames: [String] = []
    /// The order of numeric dates when the file itself does not show it.
    package var dateOrder = DateOrder.dayFirst
    /// The names and aliases of each typed field, first the usual one.
    ///
    /// Compared without case, spaces and punctuation.
    package var fields: [MappedField: [String]] = [:]
    /// Source names that are known and kept raw without a typed field, so that they are not reported as unmapped.
    package var ignored: [String] = []
    /// The words of the approval field, folded to lower case, and what each means.
    package var approvalWords: [String: Approval] = [:]
    /// The words of the status field that mean closed, in lower case.
    package var closedWords: [String] = []
    /// The words of the status field that mean open, in lower case.
    package var openWords: [String] = []
    /// Words for the steps of likelihood, in lower case ("almost certain": 5).
    package var likelihoodWords: [String: Int] = [:]
    /// Words for the steps of consequence, in lower case.
    package var consequenceWords: [String: Int] = [:]
    /// Replacement of codes by words, by field ("directorate": ["AD": "Adults"]).
    package var codes: [MappedField: [String: String]] = [:]
    /// Characters that separate several objective codes in one field, besides comma and semicolon.
    package var listSeparators: String = ""
    /// Which number stands first in "4x3": likelihood (true) or consequence.
    package var likelihoodFirst = true
    /// Words of a register-mark field and the register ids they mean ("Yes": "HLRR"), by field name.
    package var registerMarks: [String: String] = [:]
    /// Extra typed facts that the mapping declares from local fields: fact name to source name.
    package var localFacts: [String: String] = [:]

    /// The matrix that its words tell of: five steps where they tell of none.
    package var size: ScoreSize {
        ScoreSize(
            likelihoods: likelihoodWords.values.max() ?? ScoreSize.npsa.likelihoods,
            consequences: consequenceWords.values.max() ?? ScoreSize.npsa.consequences)
    }

    /// An empty mapping.
    package init() {}
}

/// The typed fields that a mapping can fill, by the name used in mapping files.
package enum MappedField: String, Hashable, Sendable, CaseIterable, Comparable {
    case sourceID = "id"
    case reference, title, description, type, subtype, domain, source
    case objectives
    case principalRisk = "principal risk"
    case directorate, location, owner
    case leadExecutive = "lead executive"
    case opened
    case lastReview = "last review"
    case reviewDue = "review due"
    case targetDate = "target date"
    case closed, status, approval
    case initialLikelihood = "initial likelihood"
    case initialConsequence = "initial consequence"
    case initialScore = "initial score"
    case initialBand = "initial band"
    case currentLikelihood = "current likelihood"
    case currentConsequence = "current consequence"
    case currentScore = "current score"
    case currentBand = "current band"
    case targetLikelihood = "target likelihood"
    case targetConsequence = "target consequence"
    case targetScore = "target score"
    case targetBand = "target band"
    case controls
    case gapsInControl = "gaps in control"
    case assurance
    case gapsInAssurance = "gaps in assurance"
    case progress
    case registers
    // Actions.
    case actionID = "action id"
    case riskID = "risk id"
    case actionText = "action"
    case actionOwner = "action owner"
    case due, done
    case actionStatus = "action status"
    case actionProgress = "action progress"

    package static func < (left: MappedField, right: MappedField) -> Bool {
        left.rawValue < right.rawValue
    }
}
