import RiskRegister

extension WordedExport {
    private typealias Column = WordedColumn
    private static let whole = Set(Part.allCases)

    /// Exports of invented organisations and in the manner of known systems.
    static var all: [WordedExport] {
        [
            acute, council, ambulance, ulysses, inPhase, radar, fourRisk, letters, pairsOfLetters,
            timeless,
            oneCell, repeated,
        ]
    }

    /// An acute trust's list for its risk committee: days and names in its own words, titles above.
    private static var acute: WordedExport {
        WordedExport(
            name: "An acute trust", format: .csv,
            columns: [
                Column("Datix Ref") { "\(3_000 + $0.number)" }, Column("Risk Title", \.title),
                Column("Risk Description", \.description), Column("Division", \.division),
                Column("Speciality", \.place), Column("Handler", \.owner),
                Column("Manager", \.director),
                Column("Date added") { $0.opened.british },
                Column("Date of last review") { $0.reviewed?.british ?? "" },
                Column("Review date") { $0.due?.british ?? "" },
                Column("Likelihood (initial)", \.initial.likelihood),
                Column("Consequence (initial)", \.initial.consequence),
                Column("Rating (initial)", \.initial.score),
                Column("Controls in place", \.controls),
                Column("Likelihood (current)", \.current.likelihood),
                Column("Consequence (current)", \.current.consequence),
                Column("Rating (current)", \.current.score),
                Column("Risk level (current)") { bandWord($0.current.score) },
                Column("Likelihood (target)", \.target.likelihood),
                Column("Consequence (target)", \.target.consequence),
                Column("Rating (target)", \.target.score), Column("Financial impact", \.financial),
                Column("Approval status") { _ in "Final approval" },
                Column("Closed date") { $0.closed?.british ?? "" },
            ],
            id: { "\(3_000 + $0.number)" },
            holds: [.initial: whole, .current: whole, .target: whole],
            titles: [
                ["Northgate Hospitals: risks for the committee"], ["Report date: 30/06/2026"], [],
            ],
            days: ["opened", "reviewed", "due", "closed"])
    }

    /// A council's register: gross, net and target, and what comes next.
    private static var council: WordedExport {
        WordedExport(
            name: "A council", format: .workbook,
            columns: [
                Column("Ref No") { "CR\($0.number)" }, Column("Risk", \.title),
                Column("Risk Owner", \.owner),
                Column("Service Area", \.division),
                Column("Gross Likelihood", \.initial.likelihood),
                Column("Gross Impact", \.initial.consequence),
                Column("Gross Score", \.initial.score),
                Column("Existing Controls", \.controls),
                Column("Net Likelihood", \.current.likelihood),
                Column("Net Impact", \.current.consequence), Column("Net Score", \.current.score),
                Column("Net RAG") { bandWord($0.current.score) },
                Column("Target Score", \.target.score),
                Column("Further Actions", \.action), Column("Date Identified") { $0.opened.worded },
                Column("Next Review") { $0.due?.worded ?? "" },
                Column("Status") { $0.closed == nil ? "Live" : "Closed" },
            ],
            id: { "CR\($0.number)" }, holds: [.initial: whole, .current: whole, .target: [.score]])
    }

    /// An ambulance trust's: single letters behind words, days month first, last month's score beside this one's.
    private static var ambulance: WordedExport {
        WordedExport(
            name: "An ambulance trust", format: .oldWorkbook,
            columns: [
                Column("Risk No.") { "\($0.number)" }, Column("Station", \.place),
                Column("Title of risk", \.title),
                Column("Detail", \.description), Column("Date risk opened") { $0.opened.american },
                Column("Original L", \.initial.likelihood),
                Column("Original C", \.initial.consequence),
                Column("Original R", \.initial.score), Column("Previous score", \.previous),
                Column("Current L", \.current.likelihood),
                Column("Current C", \.current.consequence),
                Column("Current R", \.current.score), Column("Tolerable L", \.target.likelihood),
                Column("Tolerable C", \.target.consequence), Column("Tolerable R", \.target.score),
                Column("Movement") { _ in "=" }, Column("Lead", \.owner),
                Column("Next review due") { $0.due?.american ?? "" },
            ],
            id: { "\($0.number)" }, holds: [.initial: whole, .current: whole, .target: whole])
    }

    /// As Ulysses words it: long element names, residual between initial and target.
    private static var ulysses: WordedExport {
        WordedExport(
            name: "Ulysses-like", format: .elements,
            columns: [
                Column("RiskRefNo") { "RR/\($0.number)" }, Column("RiskSummary", \.title),
                Column("RiskDetails", \.description), Column("Directorate", \.division),
                Column("PersonResponsible", \.owner),
                Column("DateRiskIdentified") { $0.opened.description },
                Column("InitialLikelihoodScore", \.initial.likelihood),
                Column("InitialConsequenceScore", \.initial.consequence),
                Column("InitialRiskScore", \.initial.score),
                Column("ResidualLikelihoodScore", \.current.likelihood),
                Column("ResidualConsequenceScore", \.current.consequence),
                Column("ResidualRiskScore", \.current.score),
                Column("TargetLikelihoodScore", \.target.likelihood),
                Column("TargetConsequenceScore", \.target.consequence),
                Column("TargetRiskScore", \.target.score),
                Column("NextReviewDate") { $0.due?.description ?? "" },
                Column("RiskStatus") { $0.closed == nil ? "Active" : "Archived" },
            ],
            id: { "RR/\($0.number)" }, holds: [.initial: whole, .current: whole, .target: whole])
    }

    /// As InPhase words it: probability and impact in words, residual behind current.
    private static var inPhase: WordedExport {
        WordedExport(
            name: "InPhase-like", format: .workbook,
            columns: [
                Column("Unique reference") { "IP-\(100 + $0.number)" },
                Column("Risk name", \.title), Column("Cause and effect", \.description),
                Column("Inherent probability") { risk in
                    risk.initial.likelihood.map { "\($0) - \(likelihoodWord($0))" } ?? ""
                },
                Column("Inherent impact", \.initial.consequence),
                Column("Inherent risk score", \.initial.score),
                Column("Current probability") { risk in
                    risk.current.likelihood.map { "\($0) - \(likelihoodWord($0))" } ?? ""
                },
                Column("Current impact", \.current.consequence),
                Column("Current risk score", \.current.score),
                Column("Residual probability") { risk in
                    risk.target.likelihood.map { "\($0) - \(likelihoodWord($0))" } ?? ""
                },
                Column("Residual impact", \.target.consequence),
                Column("Residual risk score", \.target.score),
                Column("Accountable director", \.director), Column("Assigned to", \.owner),
                Column("Created on") { $0.opened.description },
                Column("Due for review") { $0.due?.description ?? "" },
            ],
            id: { "IP-\(100 + $0.number)" },
            holds: [.initial: whole, .current: whole, .target: whole])
    }

    /// As RADAR words it: mitigated and unmitigated, ratings that are words, and slips of the pen.
    private static var radar: WordedExport {
        WordedExport(
            name: "RADAR-like", format: .semicolons,
            columns: [
                Column("Reference") { "RSK\(1_000 + $0.number)" }, Column("Title", \.title),
                Column("Descripton", \.description),
                Column("Unmitigated Likelyhood", \.initial.likelihood),
                Column("Unmitigated Severity", \.initial.consequence),
                Column("Unmitigated Score", \.initial.score),
                Column("Unmitigated Rating") { bandWord($0.initial.score) },
                Column("Mitigating controls", \.controls),
                Column("Mitigated Likelyhood", \.current.likelihood),
                Column("Mitigated Severity", \.current.consequence),
                Column("Mitigated Score", \.current.score),
                Column("Mitigated Rating") { bandWord($0.current.score) },
                Column("Risk appetite score") { _ in "8" },
                Column("Risk Manager", \.owner), Column("Raised on") { $0.opened.british },
                Column("Review by") { $0.due?.british ?? "" },
                Column("Workflow stage") { $0.closed == nil ? "Approved" : "Pending" },
            ],
            id: { "RSK\(1_000 + $0.number)" }, holds: [.initial: whole, .current: whole])
    }

    /// As 4Risk words it: residual is today's where there is a target.
    private static var fourRisk: WordedExport {
        WordedExport(
            name: "4Risk-like", format: .tabs,
            columns: [
                Column("Risk Ref") { "\($0.number).\($0.number % 3)" },
                Column("Risk Title", \.title), Column("Cause & Effect", \.description),
                Column("Risk Owner", \.owner), Column("Inherent Impact", \.initial.consequence),
                Column("Inherent Likelihood", \.initial.likelihood),
                Column("Inherent I x L", \.initial.score),
                Column("Risk Control", \.controls),
                Column("Residual Impact", \.current.consequence),
                Column("Residual Likelihood", \.current.likelihood),
                Column("Residual I x L", \.current.score),
                Column("Residual Risk Priority") { bandWord($0.current.score) },
                Column("Target Impact", \.target.consequence),
                Column("Target Likelihood", \.target.likelihood),
                Column("Target I x L", \.target.score),
                Column("Last Reviewed On") { $0.reviewed?.british ?? "" },
                Column("Next Review Date") { $0.due?.british ?? "" },
                Column("Date Added") { $0.opened.british },
            ],
            id: { "\($0.number).\($0.number % 3)" },
            holds: [.initial: whole, .current: whole, .target: whole],
            days: ["opened", "reviewed", "due"])
    }

    /// A small provider's: one score, in letters, as attributes.
    private static var letters: WordedExport {
        WordedExport(
            name: "A small provider (L, C, R)", format: .attributes,
            columns: [
                Column("RiskID") { "\($0.number)" }, Column("Headline", \.title),
                Column("Owner", \.owner),
                Column("Raised") { $0.opened.british }, Column("L", \.current.likelihood),
                Column("C", \.current.consequence),
                Column("R", \.current.score), Column("RAG") { bandWord($0.current.score) },
                Column("Review") { $0.due?.british ?? "" },
            ],
            id: { "\($0.number)" }, holds: [.current: whole])
    }

    /// A community trust's: two letters a heading, and steps as words only.
    private static var pairsOfLetters: WordedExport {
        WordedExport(
            name: "A community trust (IL, IC, IR)", format: .csv,
            columns: [
                Column("ID") { "\(700 + $0.number)" }, Column("Risk", \.title),
                Column("Care Group", \.division), Column("IL", \.initial.likelihood),
                Column("IC", \.initial.consequence), Column("IR", \.initial.score),
                Column("CL") { likelihoodWord($0.current.likelihood) },
                Column("CC", \.current.consequence), Column("CR", \.current.score),
                Column("TL", \.target.likelihood),
                Column("TC", \.target.consequence), Column("TR", \.target.score),
                Column("Exec Lead", \.director),
                Column("Opened") { $0.opened.worded },
                Column("Next review") { $0.due?.worded ?? "" },
            ],
            id: { "\(700 + $0.number)" }, holds: [.initial: whole, .current: whole, .target: whole])
    }

    /// A programme office's: the first score says no time, the second stands behind the controls.
    private static var timeless: WordedExport {
        WordedExport(
            name: "A programme office (score, controls, residual)", format: .named,
            columns: [
                Column("Code") { "PMO-\($0.number)" }, Column("Name", \.title),
                Column("Likelihood", \.initial.likelihood),
                Column("Impact", \.initial.consequence), Column("Score", \.initial.score),
                Column("Controls", \.controls),
                Column("Residual likelihood", \.current.likelihood),
                Column("Residual impact", \.current.consequence),
                Column("Residual score", \.current.score), Column("Owner", \.owner),
                Column("Date raised") { $0.opened.british },
                Column("Review due") { $0.due?.british ?? "" },
            ],
            id: { "PMO-\($0.number)" }, holds: [.initial: whole, .current: whole])
    }

    /// A hospice's: score and pair in one cell, a percentage that is no score beside it.
    private static var oneCell: WordedExport {
        WordedExport(
            name: "A hospice (\"12 (4x3)\")", format: .csv,
            columns: [
                Column("Risk number") { "H\($0.number)" }, Column("Summary", \.title),
                Column("Lead", \.owner),
                Column("Rating before controls") { cell($0.initial) },
                Column("Rating after controls") { cell($0.current) },
                Column("Control effectiveness rating") { "\(1 + $0.number % 5)" },
                Column("Last month's rating", \.previous),
                Column("Date logged") { $0.opened.description },
                Column("Next review") { $0.due?.description ?? "" },
            ],
            id: { "H\($0.number)" }, holds: [.initial: [.score], .current: [.score]])
    }

    private static func cell(_ score: TrueRisk.Score) -> String {
        guard let number = score.score else { return "" }
        guard let one = score.likelihood, let two = score.consequence, one * two == number else {
            return "\(number)"
        }
        return "\(number) (\(one)x\(two))"
    }

    /// A trap: the same three headings twice.
    ///
    /// Nothing may be taken of them, since a name tells none from the other.
    private static var repeated: WordedExport {
        WordedExport(
            name: "A trap: L, C, R twice under merged headings", format: .workbook,
            columns: [
                Column("Risk ID") { "\($0.number)" }, Column("Risk title", \.title),
                Column("Owner", \.owner),
                Column("L", \.initial.likelihood), Column("C", \.initial.consequence),
                Column("R", \.initial.score),
                Column("L", \.current.likelihood), Column("C", \.current.consequence),
                Column("R", \.current.score),
                Column("Opened") { $0.opened.british },
                Column("Next review") { $0.due?.british ?? "" },
            ],
            id: { "\($0.number)" }, holds: [.initial: whole, .current: whole],
            titles: [["", "", "", "Inherent", "", "", "Residual"]])
    }
}
