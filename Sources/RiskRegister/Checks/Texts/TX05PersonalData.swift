/// TX05: a form that personal data usually has, in a text of an open risk or of an action.
///
/// The message names the kind and the field, never the content.
enum TX05PersonalData {
    static let check = Check(
        "TX05", "possible personal data", .warning,
        reader: .companySecretary, dependsOn: .risk([.actions]),
        why: "Registers are published and disclosed; in a public paper this is an error and "
            + "the text is left out.",
        advice: "Take the personal data out of the field in the risk system.",
        looks: .everyRisk(risk), .action(action),
        examples: examples)

    private static func risk(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        guard state.status == .open, let (message, field) = summary(of: texts(of: state)) else {
            return []
        }
        return [context.finding(state, message, field: field)]
    }

    private static func action(
        _ context: CheckContext, _ action: ActionRecord, _ state: RiskState?
    ) -> [Finding] {
        let texts = [("action", action.text), ("action progress", action.progress ?? "")]
        guard let (message, field) = summary(of: texts) else { return [] }
        return [
            context.finding(
                about: .action(action.id ?? "?", riskID: action.riskID), message, field: field,
                owner: action.owner)
        ]
    }

    /// The kinds found in each text, and the first field that holds any; nil when none does.
    private static func summary(
        of texts: [(field: String, text: String)]
    ) -> (message: String, field: String)? {
        var parts: [String] = []
        var first: String?
        for (field, text) in texts {
            let kinds = PersonalData.kinds(in: text)
            guard !kinds.isEmpty else { continue }
            first = first ?? field
            parts.append("\(Wording.list(kinds.map(\.rawValue))) in \(field)")
        }
        return first.map { ("possible " + parts.joined(separator: "; "), $0) }
    }

    private static func texts(of state: RiskState) -> [(field: String, text: String)] {
        let record = state.record
        var texts: [(field: String, text: String?)] = [
            ("title", record.title), ("description", record.description),
            ("controls", record.controls), ("gaps in control", record.gapsInControl),
            ("assurance", record.assurance), ("gaps in assurance", record.gapsInAssurance),
            ("progress", record.progress),
        ]
        if let line = state.principal {
            texts.append(("controls", line.controls.map(\.text).joined(separator: "\n")))
            texts.append(("assurance", line.allAssurances.map(\.text).joined(separator: "\n")))
            texts.append(("gaps", line.gaps.map(\.text).joined(separator: "\n")))
            texts.append(("note", line.note))
        }
        return texts.compactMap { field, text in text.map { (field, $0) } }
    }

    private static let examples = [
        Check.Example("2101", "possible NHS number and person's name in description") {
            $0.now("2101") { $0.description = "Mrs Okafor (943 476 5919) fell" }
        } butNot: {
            $0.now("2101") { $0.description = "Dr Foster data for 943 476 5918 beds" }
        },
        Check.Example("A1", "possible email address in action progress") {
            $0.action { $0.progress = "asked jo.bloggs@example.nhs.uk" }
        } butNot: {
            $0.action { $0.progress = "a 3 @ 4 rota" }
        },
    ]
}
