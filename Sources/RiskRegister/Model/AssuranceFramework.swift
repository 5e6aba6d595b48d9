/// The board's assurance framework as one file gives it: objectives, principal risks, controls,
/// assurances, gaps, committees, executives and appetite.
package struct AssuranceFramework: Hashable, Sendable {
    /// The organisation's code, equal to the exports' organisation.
    package var organisation: String?
    /// The organisation's name, for the heads of papers.
    package var organisationName: String?
    /// The strategic and other objectives, in the file's order.
    package var objectives: [Objective] = []
    /// The principal risks, in the file's order.
    package var principalRisks: [PrincipalRisk] = []
    /// Board and committees, by id.
    package var committees: [Committee] = []
    /// Executive roles, by id.
    package var executives: [Executive] = []
    /// Appetite by consequence domain.
    package var appetites: [Appetite] = []
    /// What reading the file had to say.
    package var findings: [Finding] = []

    /// An empty framework.
    package init() {}

    /// What kind of objective it is; only a current strategic one counts for the BAF.
    package enum ObjectiveKind: Hashable, Sendable {
        /// A strategic objective of the board.
        case strategic
        /// Any other kind, in the file's word ("operational", "workforce").
        case other(String)
    }

    /// What the board has set out to achieve, with the dates between which it stood.
    package struct Objective: Hashable, Sendable {
        /// The code that risks name ("SO2").
        package var id: String = ""
        /// The objective in words.
        package var text: String = ""
        /// Strategic or other.
        package var kind: ObjectiveKind = .strategic
        /// The version or plan year ("2018-20").
        package var version: String?
        /// First day it stood; nil when unknown.
        package var from: Day?
        /// Last day it stood; nil while it stands.
        package var to: Day?
        /// The objective that replaced it.
        package var replacedBy: String?
        /// The id of the executive who owns it.
        package var owner: String?
        /// The id of the committee that oversees it.
        package var committee: String?
        /// Other codes or wordings by which exports name it.
        package var aliases: [String] = []

        /// An empty objective.
        package init() {}

        /// It stands on the given day.
        package func isCurrent(on day: Day) -> Bool {
            (from.map { $0 <= day } ?? true) && (to.map { day <= $0 } ?? true)
        }
    }

    /// Why a principal risk below the threshold is on the BAF.
    package enum BoardBasis: String, Hashable, Sendable {
        /// The board holds it as a principal risk, whatever its score.
        case held
        /// A secondary strategic theme.
        case theme
    }

    /// A line of the BAF: a risk to a strategic objective, with its own id and scores, or the record it names.
    package struct PrincipalRisk: Hashable, Sendable {
        /// The framework's id ("PR3", "Ref 2 0316").
        package var id: String = ""
        /// The line as a record: title, scores, owner (lead executive), objectives, dates.
        ///
        /// Its `sourceID` is `id`.
        package var record = RiskRecord()
        /// Held by the board or a secondary theme; nil when only the rules put it on the BAF.
        package var basis: BoardBasis?
        /// The id of the operational record whose scores it takes; nil when it has its own.
        package var ownRecord: String?
        /// Ids of operational risks linked to it, in the file's order.
        package var linkedRisks: [String] = []
        /// The id of the lead executive.
        package var leadExecutive: String?
        /// The id of the lead committee.
        package var committee: String?
        /// Controls in place.
        package var controls: [Control] = []
        /// Assurances of the risk as a whole (those of a control stand with the control).
        package var assurances: [Assurance] = []
        /// Gaps in control and in assurance.
        package var gaps: [Gap] = []
        /// Actions of the framework's own.
        package var actions: [ActionRecord] = []
        /// The committee's overall assurance rating, in the trust's word.
        package var assuranceRating: String?
        /// That the board ended it; nil while it stands.
        package var ending: Ending?
        /// A note to print with the line ("objective links are illustrative").
        package var note: String?

        /// An empty principal risk.
        package init() {}
    }

    /// That the board ended a principal risk: when, by whom, at which meeting, why.
    package struct Ending: Hashable, Sendable {
        /// The day from which it is ended.
        package var day: Day?
        /// Who decided ("Trust Board").
        package var by: String?
        /// At which meeting.
        package var meeting: String?
        /// The reason.
        package var why: String?

        /// An ending of which nothing is said.
        package init() {}

        /// Everything that a minute needs is said.
        package var isWhole: Bool {
            sentence != nil
        }

        /// "ended by the Trust Board on 14 May 2026, Board of 12 May: the programme has closed"; nil where a part is not said.
        package var sentence: String? {
            let parts = [by, meeting, why].map { $0?.trimmed ?? "" }
            guard let day, !parts.contains("") else { return nil }
            return "ended by \(Wording.body(parts[0])) on \(day.inWords), \(parts[1]): \(parts[2])"
        }
    }

    /// Something in place that changes likelihood or consequence.
    package struct Control: Hashable, Sendable {
        /// The control's id within the framework.
        package var id: String = ""
        /// The control in words.
        package var text: String = ""
        /// The id of the executive or the role that owns it.
        package var owner: String?
        /// The evidence that it works.
        package var assurances: [Assurance] = []

        /// An empty control.
        package init() {}
    }

    /// Evidence that a control works, or does not.
    package struct Assurance: Hashable, Sendable {
        /// Line of assurance: 1 those who run it, 2 oversight in the organisation, 3 independent; nil when not given.
        package var line: Int?
        /// The evidence in words.
        package var text: String = ""
        /// Who gave it.
        package var source: String?
        /// The day it was given.
        package var date: SourceDate?
        /// What it showed, as recorded ("positive", "limited"); nil when the result is absent.
        package var result: String?

        /// An empty assurance.
        package init() {}
    }

    /// A control that is missing or weak, or evidence that is missing, old or weak.
    package struct Gap: Hashable, Sendable {
        /// Whether the control or the evidence is missing.
        package enum Kind: String, Hashable, Sendable {
            /// A gap in control.
            case control
            /// A gap in assurance.
            case assurance
        }

        /// The gap's id within the framework.
        package var id: String = ""
        /// In control or in assurance.
        package var kind: Kind = .control
        /// The gap in words.
        package var text: String = ""
        /// Ids of actions (of the framework or the actions file) that close it.
        package var actions: [String] = []

        /// An empty gap.
        package init() {}
    }

    /// The board or one of its committees or groups.
    package struct Committee: Hashable, Sendable {
        /// The committee's id.
        package var id: String = ""
        /// Its name.
        package var name: String = ""

        /// An empty committee.
        package init() {}
    }

    /// An executive role; director roles are public, so boards print them.
    package struct Executive: Hashable, Sendable {
        /// The role's id.
        package var id: String = ""
        /// The role ("Director of Operations").
        package var role: String = ""

        /// An empty role.
        package init() {}
    }

    /// How much risk of one domain the board is willing to take, in words and as a limit on the current score.
    package struct Appetite: Hashable, Sendable {
        /// The consequence domain.
        package var domain: String = ""
        /// The appetite in the trust's word ("cautious").
        package var word: String?
        /// The highest current score within appetite; 1...25.
        package var appetite: Int?
        /// The highest score tolerated; 1...25.
        package var tolerance: Int?
        /// Which score the tolerance is tested on.
        package var toleranceKind: ScoreKind = .current

        /// An empty appetite.
        package init() {}
    }

    /// The objective that a code or alias names on a day, if any; codes are compared without case and
    /// outer space.
    ///
    /// A framework that lists the year that ends beside the one that begins may use a code twice: it names
    /// the objective that stands on the day, and so takes nothing off.
    package func objective(named code: String, on day: Day) -> Objective? {
        let wanted = code.folded
        let byID = objectives.first { $0.id.folded == wanted }
        if let byID, byID.isCurrent(on: day) { return byID }
        let byAlias = objectives.filter { $0.aliases.contains { $0.folded == wanted } }
        return byAlias.first { $0.isCurrent(on: day) } ?? byID ?? byAlias.first
    }

    /// A code or alias names an objective, whether or not it stands.
    package func hasObjective(named code: String) -> Bool {
        let wanted = code.folded
        return objectives.contains { objective in
            objective.id.folded == wanted || objective.aliases.contains { $0.folded == wanted }
        }
    }

    /// The code of the one current strategic objective that took the place of one that has ended.
    ///
    /// Several successors are none: which of them a risk affects is for people to say. A successor that
    /// has ended too is followed to its own; one that the framework does not list counts, as any
    /// unknown code does.
    ///
    /// - Parameters:
    ///   - objective: An objective of the framework.
    ///   - day: The day.
    /// - Returns: The successor's code; nil while the objective has not ended, and where there is no
    ///   successor, or more than one, or one that does not stand on the day.
    package func successor(of objective: Objective, on day: Day) -> String? {
        var (last, seen) = (objective, Set<String>())
        while seen.insert(last.id).inserted {
            guard last.to.map({ $0 < day }) ?? false else { return nil }
            let codes = last.replacedBy?.split { $0 == "," || $0 == ";" || $0 == " " } ?? []
            guard codes.count == 1, let code = codes.first.map(String.init) else { return nil }
            guard let only = self.objective(named: code, on: day) else { return code }
            if only.kind == .strategic, only.isCurrent(on: day) { return only.id }
            last = only
        }
        return nil
    }

    /// The role of an executive id, or the id itself when the framework does not list it.
    package func executiveRole(_ id: String?) -> String? {
        guard let id else { return nil }
        return executives.first { $0.id == id }?.role ?? id
    }

    /// The name of a committee id, or the id itself when the framework does not list it.
    package func committeeName(_ id: String?) -> String? {
        guard let id else { return nil }
        return committees.first { $0.id == id }?.name ?? id
    }
}

extension AssuranceFramework.PrincipalRisk {
    /// The assurances of the risk as a whole, then those of each control.
    package var allAssurances: [AssuranceFramework.Assurance] {
        assurances + controls.flatMap(\.assurances)
    }
}
