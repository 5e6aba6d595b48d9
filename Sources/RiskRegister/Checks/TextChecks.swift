/// Checks of free text.
enum TextChecks {
    static let all: [Check] = [
        Check(
            "TX05", "possible personal data", .warning, reader: .companySecretary,
            why: "Registers are published and disclosed; in a public paper this is an error and "
                + "the text is left out.",
            advice: "Take the personal data out of the field in the risk system.",
            run: .register(personalData))
    ]

    /// TX05: a form that personal data usually has, in a text of an open risk or of an action.
    ///
    /// The message names the kind and the field, never the content.
    private static func personalData(_ context: CheckContext) -> [Finding] {
        var found: [Finding] = []
        for state in context.index.all where state.status == .open {
            let (message, field) = summary(of: texts(of: state))
            guard let field else { continue }
            found.append(context.finding(state, message, field: field))
        }
        for action in context.index.actions {
            let (message, field) = summary(of: [
                ("action", action.text), ("action progress", action.progress ?? ""),
            ])
            guard let field else { continue }
            found.append(
                context.finding(
                    about: .action(action.id ?? "?", riskID: action.riskID), message, field: field,
                    owner: action.owner))
        }
        return found
    }

    private static func summary(of texts: [(field: String, text: String)]) -> (String, String?) {
        var parts: [String] = []
        var first: String?
        for (field, text) in texts {
            let kinds = PersonalData.kinds(in: text)
            guard !kinds.isEmpty else { continue }
            first = first ?? field
            parts.append("\(Wording.list(kinds.map(\.rawValue))) in \(field)")
        }
        return ("possible " + parts.joined(separator: "; "), first)
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
}
