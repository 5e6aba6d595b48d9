/// Writes the exports as Datix-like XML, with the problems that real ones have.
enum ExportWriter {
    /// The export of a month.
    static func risks(_ risks: [SampleRisk], month: Int) -> String {
        let day = Trust.months[month]
        var records: [String] = []
        // By directorate, as the trust's report sorts them: not by id.
        let names = Trust.directorates.map(\.name)
        let sorted = risks.sorted { left, right in
            let (first, second) = (
                names.firstIndex(of: left.directorate.name) ?? 0,
                names.firstIndex(of: right.directorate.name) ?? 0
            )
            return first != second ? first < second : left.id < right.id
        }
        for risk in sorted {
            guard let state = risk.states[month] else { continue }
            records.append(record(risk, state, day: day, month: month))
            if risk.id == 4204, month >= 2 {
                // The same id twice: an old copy that was never taken out.
                var copy = state
                copy.pair = Pair(2, 3)
                copy.owner = "Moira Tennick"
                records.append(record(risk, copy, day: day, month: month))
            }
        }
        records.append(recordWithoutID)
        return head("Risks", day) + records.joined() + "</Risks>\n"
    }

    /// The head of an export.
    static func head(_ root: String, _ day: SampleDay, encoding: String = "UTF-8") -> String {
        """
        <?xml version="1.0" encoding="\(encoding)"?>
        <!-- Invented: \(Trust.name) does not exist. -->
        <\(root) extractDate="\(day.iso)" organisation="\(Trust.code)">

        """
    }

    private static let recordWithoutID = """
          <Risk>
            <recordid/>
            <ram_name>Keys of the medicines room at Larkhill Clinic cannot be accounted for</ram_name>
            <ram_directorate>Specialist Services</ram_directorate>
            <ram_handler>Carol Bidwell</ram_handler>
            <ram_dcreated>14/11/2025</ram_dcreated>
            <rep_approved>Final approval</rep_approved>
            <ram_cur_likeli>2</ram_cur_likeli>
            <ram_cur_conseq>3</ram_cur_conseq>
            <ram_cur_rating>6</ram_cur_rating>
          </Risk>

        """

    private static func record(
        _ risk: SampleRisk, _ state: SampleState, day: SampleDay, month: Int
    ) -> String {
        let quirks = risk.quirks
        var lines: [String] = []
        func add(_ name: String, _ text: String) {
            lines.append(
                text.isEmpty ? "    <\(name)/>" : "    <\(name)>\(escaped(text))</\(name)>")
        }
        add("recordid", String(risk.id))
        add("ram_ourref", risk.reference)
        add("ram_name", quirks.contains(.spaces) ? "  \(risk.title)  " : risk.title)
        lines.append("    <ram_description>\(description(risk, month))</ram_description>")
        let type = risk.template.theme
        add(
            "ram_type",
            quirks.contains(.oldCode) ? "(Old Code, deactivated 31.03.23): \(type)" : type)
        add("ram_domain", risk.template.domain)
        add("ram_source", risk.source)
        add("ram_objectives", risk.objectives)
        if let principal = risk.principal { add("ram_principal_risk", principal) }
        add("ram_directorate", risk.directorate.name)
        add("ram_specialty", risk.service)
        add("ram_location", risk.site)
        add("ram_handler", owner(risk, state))
        add("ram_manager", risk.directorate.executive)
        add("ram_dcreated", quirks.contains(.openedIn1900) ? "01/01/1900" : risk.opened.british)
        add("ram_dlastreview", state.lastReview?.british ?? "")
        let due = quirks.contains(.farReviewDate) ? "31/12/2099" : state.reviewDue.british
        add("ram_dreview", quirks.contains(.noReviewDate) ? "" : due)
        add(
            "ram_dtarget",
            quirks.contains(.monthOnlyTarget) ? risk.targetDate.monthOnly : risk.targetDate.british)
        add("ram_status", state.closed == nil ? "Open" : "Closed")
        if let closed = state.closed { add("ram_dclosed", closed.british) }
        if !quirks.contains(.noApproval) { add("rep_approved", state.approval) }
        lines += scores(risk, state)
        add("ram_controls", risk.template.controls)
        add("ram_gaps_controls", risk.template.gap)
        add("ram_assurance", risk.template.assurance)
        if !state.progress.isEmpty { add("ram_progress", state.progress) }
        add("ram_registers", marks(risk, state))
        if quirks.contains(.extraElement) { add("udf_place_board", "Yes") }
        let body = lines.joined(separator: "\n")
        return "  <Risk>\n\(body)\n  </Risk>\n"
            .replacing("{site}", with: risk.site).replacing("{place}", with: "the locality")
    }

    private static func owner(_ risk: SampleRisk, _ state: SampleState) -> String {
        if risk.quirks.contains(.noOwner) { return "" }
        guard risk.quirks.contains(.jointOwner) else { return state.owner }
        let other = risk.directorate.people.first { $0 != state.owner } ?? state.owner
        return "\(state.owner) / \(other)"
    }

    private static func description(_ risk: SampleRisk, _ month: Int) -> String {
        let quirks = risk.quirks
        var text = escaped(risk.description)
        if quirks.contains(.personalData) {
            text +=
                " Raised by the daughter of Mrs Ada Quillfeather (NHS number 999 012 3456),"
                + " tel. 01632 960123."
        }
        if quirks.contains(.html) {
            let parts = text.split(separator: "; ", maxSplits: 1)
            text = "&lt;p&gt;\(parts[0]);&lt;br&gt;&amp;nbsp;\(parts.last ?? "")&lt;/p&gt;"
        }
        if quirks.contains(.lineResidue) { text += "&amp;#x0D;&amp;#x0D;See action plan.\u{AC}" }
        if quirks.contains(.doubleEscape) { text += " Safety &amp;amp; quality group informed." }
        if quirks.contains(.controlCharacter), month == 3 { text += " &#x0B;Copied from email." }
        if quirks.contains(.cdata), !text.contains("&") { text = "<![CDATA[\(text) <draft>]]>" }
        return text
    }

    private static func scores(_ risk: SampleRisk, _ state: SampleState) -> [String] {
        let quirks = risk.quirks
        var lines: [String] = []
        func add(_ name: String, _ text: String) {
            lines.append(
                text.isEmpty ? "    <\(name)/>" : "    <\(name)>\(escaped(text))</\(name)>")
        }
        add("ram_likelihood", String(risk.initial.likelihood))
        add("ram_consequence", String(risk.initial.consequence))
        add("ram_rating", String(risk.initial.score))
        let current = CurrentScore(state, quirks)
        add("ram_cur_likeli", current.likelihood)
        add("ram_cur_conseq", current.consequence)
        add("ram_cur_rating", current.rating)
        let band = quirks.contains(.wrongBand) ? "Low" : band(state.pair.score)
        if state.isUnscored {
            lines.append("    <ram_cur_level/>")
        } else {
            lines.append(
                "    <ram_cur_level code=\"\(band.uppercased())\">\(band)</ram_cur_level>")
        }
        let target =
            quirks.contains(.targetAbove)
            ? Pair(state.pair.likelihood + 1, state.pair.consequence) : risk.target
        let isAbsent = quirks.contains(.noTarget)
        add("ram_after_likeli", isAbsent ? "" : String(target.likelihood))
        add("ram_after_conseq", isAbsent ? "" : String(target.consequence))
        add("ram_after_rating", isAbsent ? "" : String(target.score))
        return lines
    }

    private static func band(_ score: Int) -> String {
        score >= 15 ? "Extreme" : score >= 8 ? "High" : score >= 4 ? "Moderate" : "Low"
    }

    /// The marks that the trust keeps by hand.
    private static func marks(_ risk: SampleRisk, _ state: SampleState) -> String {
        if risk.quirks.contains(.notMarked) { return "" }
        if risk.quirks.contains(.markedWrongly) { return "HLRR" }
        guard state.pair.score >= 15, state.closed == nil, state.approval == "Final approval",
            !state.isUnscored
        else { return "" }
        return risk.objectives.contains("SO") ? "HLRR; BAF" : "HLRR"
    }

    /// Text with the characters that XML reserves escaped.
    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing(">", with: "&gt;")
    }
}

/// The current score as the record writes it.
struct CurrentScore {
    var likelihood: String
    var consequence: String
    var rating: String

    init(_ state: SampleState, _ quirks: Set<Quirk>) {
        let pair = state.pair
        likelihood = String(pair.likelihood)
        consequence = String(pair.consequence)
        rating = String(pair.score)
        if state.isUnscored {
            (likelihood, consequence, rating) = ("", "", "")
            return
        }
        for quirk in [
            Quirk.printedWrong(2), .printedWrong(-4), .printedAlone(18), .printedAlone(14),
        ]
        where quirks.contains(quirk) {
            if case .printedWrong(let by) = quirk { rating = String(max(1, pair.score + by)) }
            if case .printedAlone(let printed) = quirk {
                (likelihood, consequence, rating) = ("", "", String(printed))
            }
        }
        if quirks.contains(.noPrintedScore) { rating = "" }
        if quirks.contains(.noPair), !rating.isEmpty { (likelihood, consequence) = ("", "") }
        for form in 0..<4 where quirks.contains(.combined(form)) {
            rating =
                switch form {
                case 0: "\(pair.likelihood)x\(pair.consequence)=\(pair.score)"
                case 1: "\(pair.score), \(pair.likelihood)x\(pair.consequence)"
                case 2: "\(pair.score) \(CurrentScore.short(pair.score))"
                default: "L=\(pair.likelihood), C=\(pair.consequence)"
                }
        }
        if quirks.contains(.words), !likelihood.isEmpty {
            let rising = ["Rare", "Unlikely", "Possible", "Likely", "Almost certain"]
            let grave = ["Negligible", "Minor", "Moderate", "Major", "Catastrophic"]
            likelihood = "\(pair.likelihood) - \(rising[pair.likelihood - 1])"
            consequence = "\(grave[pair.consequence - 1]) (\(pair.consequence))"
        }
    }

    private static func short(_ score: Int) -> String {
        score >= 15 ? "EXT" : score >= 8 ? "HIGH" : score >= 4 ? "MOD" : "LOW"
    }
}
